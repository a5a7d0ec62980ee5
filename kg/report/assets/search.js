"use strict";
(() => {
  const { lang, kinds, texts, rows } = window.kgIndex;
  const element = (id) => document.getElementById(id);
  const digits = (value) => (lang === "fa" ? String(value).replace(/\d/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]) : String(value));
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => digits(values[name] ?? ""));
  // The folding of kg.normalize.match_key, so that names are found however typed.
  const folded = { "ي": "ی", "ى": "ی", "ې": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ھ": "ه", "ہ": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "آ": "ا", "ؤ": "و" };
  const key = (value) =>
    value.normalize("NFC").toLowerCase().replace(/[يىېئكڪةۀھہأإٱآؤ]/g, (c) => folded[c])
      .replace(/[0-9]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]).replace(/[٠-٩]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"["٠١٢٣٤٥٦٧٨٩".indexOf(d)])
      .replace(/[\s\p{Cf}\p{Mn}\p{Lm}]/gu, "");
  const most = 200;
  let keys = null;

  // Lower is better: the whole name, its beginning, anywhere; -1 for nowhere.
  const rank = (names, wanted) => {
    let best = -1;
    for (const name of names) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const here = name.length === wanted.length ? 0 : at === 0 ? 1 : 2;
      if (best < 0 || here < best) best = here;
    }
    return best;
  };
  const show = (row) => {
    const [kind, file, name] = row;
    const item = document.createElement("li");
    const link = document.createElement("a");
    const isolated = document.createElement("bdi");
    link.href = `${kinds[kind]}/${file}.html`;
    link.className = kinds[kind];
    isolated.textContent = name;
    link.append(isolated);
    const about = document.createElement("span");
    about.className = "about";
    about.textContent = ` · ${texts.kinds[kinds[kind]]}`;
    item.append(link, about);
    return item;
  };
  const search = () => {
    const wanted = key(element("words").value);
    if (!wanted) {
      element("results").replaceChildren();
      element("status").textContent = "";
      return;
    }
    keys ??= rows.map((row) => row.slice(2).map(key));
    const found = [[], [], []];
    rows.forEach((row, at) => {
      const place = rank(keys[at], wanted);
      if (place >= 0) found[place].push(row);
    });
    const all = found.flat();
    element("results").replaceChildren(...all.slice(0, most).map(show));
    const template = all.length > most ? texts.results_more : all.length ? texts.results : texts.nothing;
    element("status").textContent = fill(template, { count: Math.min(most, all.length), total: all.length });
  };
  let waiting;
  element("words").value = new URLSearchParams(location.search).get("q") ?? "";
  element("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  element("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  search();
  element("words").focus();
  document.documentElement.dataset.ready = "true";
})();
