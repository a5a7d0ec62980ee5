"use strict";
(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const text = page.texts;
  const element = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };
  const isolated = (value, tag = "bdi") => make(tag, { textContent: value });
  const digits = (value) =>
    page.lang === "fa" ? String(value).replace(/\d/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]) : String(value);
  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // The folding of kg.normalize.match_key, so that names are found however typed.
  const folded = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی" };
  const key = (value) =>
    value.normalize("NFC").toLowerCase().replace(/[يىكةۀأإٱآؤئ]/g, (c) => folded[c]).replace(/[\s\p{Cf}\p{Mn}ـ]/gu, "");

  const root = document.documentElement;
  const colours = () => {
    const style = getComputedStyle(root);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    return Object.fromEntries(
      ["person", "organization", "place", "event", "post", "text", "muted", "background", "line"].map((n) => [n, read(n)]),
    );
  };
  const wheel = (index, dark) => `hsl(${(index * 137.508) % 360} 60% ${dark ? 68 : 38}%)`;
  const state = { kinds: new Set(), relations: new Set(), from: 0, to: 0, colour: "kind", selected: null };

  const degree = new Map();
  for (const edge of page.edges) {
    for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const byId = new Map(page.nodes.map((node) => [node.id, node]));
  const monthOf = (fact) => page.facts[fact].month;
  const inPeriod = (item) => {
    const months = item.facts.map(monthOf).filter((month) => month !== null);
    if (!months.length) return true;
    return months.some((month) => month >= state.from && month <= state.to);
  };

  const paint = (palette, node) => {
    const dark = root.dataset.theme === "dark";
    const colour = state.colour === "kind" ? palette[node.kind] : wheel(node.community, dark);
    return { background: colour, border: palette.background, highlight: { background: colour, border: palette.text } };
  };
  const options = Object.assign({}, page.options);
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element("network"), { nodes, edges }, options);

  // For people who script the page from the browser's console.
  window.kg = { network, page };

  const visible = { nodes: new Set(), edges: [] };
  const refresh = () => {
    const palette = colours();
    visible.edges = page.edges
      .map((edge, index) => ({ edge, index }))
      .filter(({ edge }) =>
        state.relations.has(edge.kind) && inPeriod(edge) &&
        state.kinds.has(byId.get(edge.from).kind) && state.kinds.has(byId.get(edge.to).kind));
    const linked = new Set(visible.edges.flatMap(({ edge }) => [edge.from, edge.to]));
    const shown = page.nodes.filter((node) =>
      state.kinds.has(node.kind) && inPeriod(node) && (linked.has(node.id) || !degree.get(node.id)));
    visible.nodes = new Set(shown.map((node) => node.id));
    nodes.clear();
    edges.clear();
    nodes.add(shown.map((node) => ({
      id: node.id, label: node.label, x: node.x, y: node.y, shape: "dot", size: node.size,
      color: paint(palette, node), font: { color: palette.text, strokeColor: palette.background, strokeWidth: 3, face: "Vazirmatn", size: 14 },
    })));
    edges.add(visible.edges.map(({ edge, index }) => ({
      id: index, from: edge.from, to: edge.to, label: page.edges.length <= 150 ? edge.label : undefined,
      dashes: edge.kind === "planned", color: { color: palette.muted, opacity: 0.55, highlight: palette.text },
      font: { color: palette.muted, strokeColor: palette.background, strokeWidth: 3, face: "Vazirmatn", size: 11, align: "middle" },
    })));
    element("counts").textContent = fill(text.counts, {
      nodes: digits(visible.nodes.size), edges: digits(visible.edges.length), articles: digits(page.articles.length),
    });
  };

  const safeLink = (url) => /^https?:\/\//i.test(url ?? "") ? url : null;
  const showEvidence = (evidence) => {
    const article = page.articles[evidence.article];
    const quote = make("blockquote", {}, make("p", {},
      isolated(evidence.before, "span"), isolated(evidence.exact, "mark"), isolated(evidence.after, "span")));
    quote.firstChild.dir = "rtl";
    quote.lang = "fa";
    const about = make("p", { className: "about" }, isolated(article.title));
    for (const part of [article.publisher, article.date]) if (part) about.append(" · ", isolated(part));
    const link = safeLink(article.url);
    if (link) about.append(" · ", make("a", { href: link, target: "_blank", rel: "noopener noreferrer", textContent: text.source }));
    return make("div", {}, quote, about);
  };
  const showFact = (index) => {
    const fact = page.facts[index];
    const box = make("article", { className: "fact" }, make("p", {}, make("strong", {}, isolated(fact.text))));
    const details = [text.kinds[fact.kind] ?? fact.kind, fact.date, fact.status && (text.status[fact.status] ?? fact.status),
      fill(text.confidence, { value: digits(Math.round(fact.confidence * 100)) }),
      fill(text.sources, { count: digits(fact.sources) })].filter(Boolean);
    const about = make("p", { className: "about" });
    details.forEach((detail, i) => about.append(i ? " · " : "", isolated(detail)));
    box.append(about, ...fact.evidence.map(showEvidence));
    return box;
  };
  const panel = element("panel");
  const heading = (title, kind) => {
    const title_ = make("h2", {}, isolated(title));
    if (kind) {
      const swatch = make("span", { className: "swatch" });
      swatch.style.setProperty("--c", `var(--${kind})`);
      title_.prepend(swatch);
    }
    return title_;
  };
  const showNode = (id) => {
    const node = byId.get(id);
    state.selected = id;
    panel.replaceChildren(heading(node.label, node.kind), make("p", { className: "about" }, isolated(text.kinds[node.kind] ?? node.kind)));
    if (node.aliases.length) panel.append(make("p", { className: "about" }, `${text.aliases}: `, isolated(node.aliases.join("، "))));
    const around = visible.edges.filter(({ edge }) => edge.from === id || edge.to === id);
    if (around.length) {
      const list = make("ul", { className: "neighbours" });
      for (const { edge } of around) {
        const other = edge.from === id ? edge.to : edge.from;
        const button = make("button", { type: "button" }, isolated(byId.get(other).label));
        button.addEventListener("click", () => select(other));
        list.append(make("li", {}, button, " — ", isolated(edge.label)));
      }
      panel.append(make("h3", { textContent: text.neighbours }), list);
    }
    const facts = node.facts.filter((fact) => monthOf(fact) === null || (monthOf(fact) >= state.from && monthOf(fact) <= state.to));
    if (facts.length) panel.append(make("h3", { textContent: text.facts }));
    facts.slice(0, 100).forEach((fact) => panel.append(showFact(fact)));
    if (facts.length > 100) panel.append(make("p", { className: "about", textContent: fill(text.more, { count: digits(facts.length - 100) }) }));
    panel.scrollTop = 0;
  };
  const showEdge = (index) => {
    const edge = page.edges[index];
    panel.replaceChildren(heading(`${byId.get(edge.from).label} — ${edge.label} — ${byId.get(edge.to).label}`));
    edge.facts.forEach((fact) => panel.append(showFact(fact)));
    panel.scrollTop = 0;
  };
  const showWelcome = () => {
    state.selected = null;
    panel.replaceChildren(make("h2", { textContent: text.welcome }), make("p", { textContent: text.help }));
    const keys = make("ul", { className: "neighbours" });
    for (const [name, meaning] of text.keys) keys.append(make("li", {}, make("kbd", { textContent: name }), ` ${meaning}`));
    panel.append(make("h3", { textContent: text.keyboard }), keys);
  };
  const select = (id) => {
    if (!visible.nodes.has(id)) return;
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    showNode(id);
  };

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) showNode(node);
    else if (edge !== undefined) showEdge(edge);
    else showWelcome();
  });

  const addToggles = (id, names, chosen, labels) => {
    for (const name of names) {
      chosen.add(name);
      const box = make("input", { type: "checkbox", checked: true, value: name });
      const swatch = make("span", { className: "swatch" });
      swatch.style.setProperty("--c", `var(--${name})`);
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(name);
        else chosen.delete(name);
        refresh();
      });
      element(id).append(make("label", {}, box, " ", ...(id === "kinds" ? [swatch] : []), labels[name] ?? name));
    }
    if (!names.length) element(id).classList.add("hidden");
  };
  const unique = (items) => [...new Set(items.map((item) => item.kind))].sort();
  addToggles("kinds", unique(page.nodes), state.kinds, text.kinds);
  addToggles("relations", unique(page.edges), state.relations, text.relation_kinds);

  const last = page.months.length - 1;
  state.to = Math.max(last, 0);
  const setRange = (changed) => {
    const [from, to] = [element("from"), element("to")];
    if (changed === "from" && +from.value > +to.value) to.value = from.value;
    if (changed === "to" && +to.value < +from.value) from.value = to.value;
    [state.from, state.to] = [+from.value, +to.value];
    element("from-label").textContent = page.months[state.from] ?? "";
    element("to-label").textContent = page.months[state.to] ?? "";
  };
  if (last > 0) {
    for (const [name, value] of [["from", 0], ["to", last]]) {
      element(name).max = last;
      element(name).value = value;
      element(name).addEventListener("input", () => { setRange(name); refresh(); });
    }
    setRange("from");
  } else element("range").classList.add("hidden");

  const search = element("search");
  const results = element("results");
  const keyed = page.nodes.map((node) => ({ node, keys: [node.label, ...node.aliases].map(key) }));
  const find = () => {
    const wanted = key(search.value);
    results.replaceChildren();
    results.classList.toggle("hidden", !wanted);
    if (!wanted) return;
    const found = keyed.filter(({ node, keys }) => visible.nodes.has(node.id) && keys.some((k) => k.includes(wanted))).slice(0, 30);
    for (const { node } of found) {
      const swatch = make("span", { className: "swatch" });
      swatch.style.setProperty("--c", `var(--${node.kind})`);
      const button = make("button", { type: "button" }, swatch, isolated(node.label));
      button.addEventListener("click", () => { results.classList.add("hidden"); select(node.id); });
      results.append(make("li", {}, button));
    }
    if (!found.length) results.append(make("li", { textContent: text.nothing }));
  };
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") results.querySelector("button")?.[event.key === "Enter" ? "click" : "focus"]();
    if (event.key === "Escape") { search.value = ""; find(); }
  });

  element("colour").addEventListener("change", (event) => { state.colour = event.target.value; refresh(); });
  element("fit").addEventListener("click", () => network.fit());
  const setTheme = (name) => { root.dataset.theme = name; refresh(); };
  element("theme").addEventListener("click", () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"));

  const neighbours = () => state.selected === null ? [] : network.getConnectedNodes(state.selected).sort();
  let turn = 0;
  element("network").addEventListener("keydown", (event) => {
    const scale = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
    if (scale) network.moveTo({ scale: network.getScale() * scale });
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (steps) {
      const around = neighbours();
      const order = around.length ? around : [...visible.nodes];
      turn = (turn + steps + order.length) % order.length;
      network.selectNodes([order[turn]]);
      network.focus(order[turn], { animation: false });
      event.preventDefault();
    }
    if (event.key === "Enter") { const [id] = network.getSelectedNodes(); if (id !== undefined) showNode(id); }
    if (event.key === "0") network.fit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { search.focus(); event.preventDefault(); }
    if (event.key === "Escape") { network.unselectAll(); showWelcome(); }
  });

  element("notice").textContent = page.notice;
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  showWelcome();
  // Canvas text is drawn once: wait for the embedded font, else labels stay in the fallback.
  document.fonts.load("14px Vazirmatn", "سلام").then(() => { network.redraw(); network.fit(); root.dataset.ready = "true"; });
})();
