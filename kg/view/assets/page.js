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
  // Days come in Persian words; an English page writes them in Latin letters.
  const month = new RegExp(Object.keys(text.months).join("|") || "(?!)", "g");
  const day = (value) =>
    page.lang === "fa" ? value
      : value.replace(month, (name) => text.months[name]).replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d));
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

  const relation = (edge) => edge.label || text.relation_kinds[edge.kind] || edge.kind;
  const degree = new Map();
  for (const edge of page.edges) {
    for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const byId = new Map(page.nodes.map((node) => [node.id, node]));
  const monthOf = (fact) => page.fact_months[fact];
  // Facts are most of a page: they stay packed until somebody asks for them.
  const unpacked = new Map();
  const unpack = (at) => {
    if (!unpacked.has(at)) {
      const bytes = Uint8Array.from(atob(page.facts.blocks[at]), (character) => character.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked.set(at, new Response(stream).json());
    }
    return unpacked.get(at);
  };
  const factsAt = (indices) => Promise.all(indices.map(async (index) =>
    (await unpack(Math.floor(index / page.facts.size)))[index % page.facts.size]));
  const inPeriod = (item) => {
    const months = item.facts.map(monthOf).filter((month) => month !== null);
    if (!months.length) return true;
    return months.some((month) => month >= state.from && month <= state.to);
  };

  // A label on the canvas; the panel has it whole. The canvas runs left to right: marks
  // keep the dots at the end of a Persian name, and a number at its start.
  const short = (label) => {
    const mark = /[\u0590-\u08ff]/.test(label) ? "\u200f" : "";
    const shown = label.length <= 36 ? label : `${label.slice(0, 35)}…`;
    return `${mark}${shown}${mark}`;
  };
  const paint = (palette, node) => {
    const dark = root.dataset.theme === "dark";
    const colour = state.colour === "kind" ? palette[node.kind] : wheel(node.community, dark);
    return { background: colour, border: palette.background, highlight: { background: colour, border: palette.text } };
  };
  // Two renderers with one face: vis-network (a 2D canvas, edge labels) for graphs of
  // some thousand nodes, sigma (WebGL) for larger ones.
  const visRenderer = (container) => {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const network = new vis.Network(container, { nodes, edges }, page.options);
    // vis hides letters that would be small: those of the largest nodes grow instead.
    let ranked = [];
    let named = [];
    let scale = 0;
    const fitLetters = () => {
      if (Math.abs(network.getScale() - scale) < scale / 10) return;
      scale = network.getScale();
      const before = named;
      named = [];
      for (const node of ranked) {
        const free = named.every((one) => Math.abs(one.x - node.x) * scale > 110 || Math.abs(one.y - node.y) * scale > 20);
        if (free && named.length < 30) named.push(node);
      }
      const size = Math.max(14, 13 / scale);
      const plain = before.filter((node) => !named.includes(node));
      nodes.update([...plain.map(({ id }) => ({ id, font: { size: 14 } })), ...named.map(({ id }) => ({ id, font: { size } }))]);
    };
    network.on("zoom", fitLetters);
    return {
      network,
      draw(shown, links, palette) {
        nodes.clear();
        edges.clear();
        ranked = [...shown].sort((one, other) => (other.id === page.focus) - (one.id === page.focus) || other.size - one.size).slice(0, 200);
        named = [];
        scale = 0;
        nodes.add(shown.map((node) => ({
          id: node.id, label: short(node.label), x: node.x, y: node.y, shape: "dot", size: node.size,
          color: paint(palette, node), font: { color: palette.text, strokeColor: palette.background, strokeWidth: 3, face: "Vazirmatn", size: 14 },
        })));
        edges.add(links.map(({ edge, index }) => ({
          id: index, from: edge.from, to: edge.to, label: page.edges.length <= 150 ? relation(edge) : undefined,
          color: { color: palette.muted, opacity: 0.55, highlight: palette.text },
          font: { color: palette.muted, strokeColor: palette.background, strokeWidth: 3, face: "Vazirmatn", size: 11, align: "middle" },
        })));
        fitLetters();
      },
      select(id) { network.selectNodes(id === null ? [] : [id]); },
      focus(id) { network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false }); },
      // vis fits the dots alone: names hang over the edge of a phone.
      fit() {
        const room = 1 - Math.min(0.25, 50 / container.clientWidth);
        network.fit();
        network.moveTo({ scale: network.getScale() * room });
        fitLetters();
      },
      zoom(factor) { network.moveTo({ scale: network.getScale() * factor }); fitLetters(); },
      resize() { network.setSize("100%", "100%"); network.redraw(); },
      onClick(act) { network.on("click", ({ nodes: [node], edges: [edge] }) => act(node, edge)); },
    };
  };
  // Sigma draws everything a second time to know what lies under the mouse, and waits
  // for that picture at each move of it: some arithmetic tells the same at once.
  const unseen = (program) => class extends program {
    constructor(gl, _picking, sigma) { super(gl, null, sigma); }
  };
  const sigmaRenderer = (container) => {
    let graph = new graphology.MultiDirectedGraph();
    let selected = null;
    let palette = colours();
    let dots = [];
    let lines = [];
    const sigma = new Sigma(graph, container, {
      labelFont: "Vazirmatn", labelSize: 14, labelDensity: 0.5, labelRenderedSizeThreshold: 7,
      hideEdgesOnMove: true, hideLabelsOnMove: true, zIndex: true,
      allowInvalidContainer: true, minCameraRatio: 0.002,
      // Points and lines cost a tenth of discs and ribbons where no graphics card helps.
      nodeProgramClasses: { circle: unseen(Sigma.rendering.NodePointProgram) },
      edgeProgramClasses: { line: unseen(Sigma.rendering.EdgeLineProgram) },
      nodeReducer: (id, data) => (id === selected ? { ...data, highlighted: true, zIndex: 1 } : data),
      edgeReducer: (id, data) => (selected !== null && graph.hasExtremity(id, selected) ? { ...data, color: palette.text, zIndex: 1 } : data),
      // Names lie on dots: a rim sets them off.
      defaultDrawNodeLabel: (context, data, settings) => {
        const [x, y] = [data.x + data.size + 3, data.y + settings.labelSize / 3];
        context.font = `${settings.labelSize}px ${settings.labelFont}`;
        context.lineJoin = "round";
        context.lineWidth = 3;
        context.strokeStyle = palette.background;
        context.strokeText(data.label, x, y);
        context.fillStyle = palette.text;
        context.fillText(data.label, x, y);
      },
      // sigma's own hover box is white whatever the theme.
      defaultDrawNodeHover: (context, data, settings) => {
        const size = settings.labelSize;
        context.font = `bold ${size}px ${settings.labelFont}`;
        const width = context.measureText(data.label).width + 10;
        context.fillStyle = palette.background;
        context.strokeStyle = palette.text;
        context.beginPath();
        context.arc(data.x, data.y, data.size + 2, 0, Math.PI * 2);
        context.rect(data.x + data.size + 3, data.y - size / 2 - 4, width, size + 8);
        context.fill();
        context.stroke();
        context.fillStyle = palette.text;
        context.fillText(data.label, data.x + data.size + 8, data.y + size / 3);
      },
    });
    // Graph units of one pixel, and where a point of the picture lies in the graph.
    const unit = () => 1 / sigma.getGraphToViewportRatio();
    const nearest = (items, reach, distance) => {
      let best = null;
      for (const item of items) {
        const away = distance(item);
        if (away <= reach) [best, reach] = [item, away];
      }
      return best;
    };
    sigma.getNodeAtPosition = (event) => {
      const at = sigma.viewportToGraph(event);
      const pixel = unit();
      const found = nearest(dots, 2 * pixel, (dot) => Math.hypot(dot.x - at.x, dot.y - at.y) - pixel * sigma.scaleSize(dot.size));
      return found && found.id;
    };
    const lineAt = (event) => {
      const at = sigma.viewportToGraph(event);
      return nearest(lines, 4 * unit(), ({ from, to }) => {
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1);
        const part = Math.min(1, Math.max(0, along));
        return Math.hypot(from.x + part * dx - at.x, from.y + part * dy - at.y);
      });
    };
    return {
      network: sigma,
      draw(shown, links, colours_) {
        palette = colours_;
        graph = new graphology.MultiDirectedGraph();
        dots = shown.map((node) => ({ id: node.id, label: short(node.label), x: node.x, y: -node.y, size: 1.5 + node.size / 8, color: paint(palette, node).background }));
        const place = new Map(dots.map((dot) => [dot.id, dot]));
        for (const { id, ...look } of dots) graph.addNode(id, look);
        lines = links.map(({ edge, index }) => ({ index, from: place.get(edge.from), to: place.get(edge.to) }));
        for (const { index, from, to } of lines) graph.addEdgeWithKey(String(index), from.id, to.id, { size: 0.6, color: palette.line });
        sigma.setGraph(graph);
      },
      select(id) { selected = id; sigma.refresh({ skipIndexation: true }); },
      focus(id) {
        const at = sigma.getNodeDisplayData(id);
        if (at) sigma.getCamera().setState({ x: at.x, y: at.y, ratio: Math.min(sigma.getCamera().ratio, 0.05) });
      },
      fit() { sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 }); },
      zoom(factor) { const camera = sigma.getCamera(); camera.setState({ ratio: camera.ratio / factor }); },
      resize() { sigma.resize(true); sigma.refresh(); },
      onClick(act) {
        sigma.on("clickNode", ({ node }) => act(node));
        sigma.on("clickStage", ({ event }) => act(undefined, lineAt(event)?.index));
      },
    };
  };
  const renderer = (page.renderer === "sigma" ? sigmaRenderer : visRenderer)(element("network"));

  // For people who script the page from the browser's console.
  window.kg = { network: renderer.network, page, factsAt };

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
    renderer.draw(shown, visible.edges, palette);
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
    for (const part of [article.publisher, day(article.date)]) if (part) about.append(" · ", isolated(part));
    const link = safeLink(article.url);
    if (link) about.append(" · ", make("a", { href: link, target: "_blank", rel: "noopener noreferrer", textContent: text.source }));
    return make("div", {}, quote, about);
  };
  const showFact = (fact) => {
    const box = make("article", { className: "fact" }, make("p", {}, make("strong", {}, isolated(fact.text))));
    const details = [text.kinds[fact.kind] ?? fact.kind, day(fact.date), fact.status && (text.status[fact.status] ?? fact.status),
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
  const showFacts = async (indices) => {
    const list = make("div");
    panel.append(list);
    list.append(...(await factsAt(indices)).map(showFact));
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
        list.append(make("li", {}, button, " — ", isolated(relation(edge))));
      }
      panel.append(make("h3", { textContent: text.neighbours }), list);
    }
    const facts = node.facts.filter((fact) => monthOf(fact) === null || (monthOf(fact) >= state.from && monthOf(fact) <= state.to));
    if (facts.length) panel.append(make("h3", { textContent: text.facts }));
    showFacts(facts.slice(0, 100));
    const rest = facts.length - Math.min(facts.length, 100) + node.count - node.facts.length;
    if (rest > 0) panel.append(make("p", { className: "about", textContent: fill(text.more, { count: digits(rest) }) }));
    panel.scrollTop = 0;
  };
  const showEdge = (index) => {
    const edge = page.edges[index];
    panel.replaceChildren(heading(`${byId.get(edge.from).label} — ${relation(edge)} — ${byId.get(edge.to).label}`));
    showFacts(edge.facts);
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
    renderer.select(id);
    renderer.focus(id);
    showNode(id);
  };

  renderer.onClick((node, edge) => {
    renderer.select(node ?? null);
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
    element("from-label").textContent = day(page.months[state.from] ?? "");
    element("to-label").textContent = day(page.months[state.to] ?? "");
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
  let keyed = null;
  const withKeys = () => keyed ??= page.nodes.map((node) => ({ node, keys: [node.label, ...node.aliases].map(key) }));
  const find = () => {
    const wanted = key(search.value);
    results.replaceChildren();
    results.classList.toggle("hidden", !wanted);
    if (!wanted) return;
    // Names before the events that mention them, short before long.
    const rank = ({ node, keys }) => (node.kind === "event" ? 1000 : 0) + keys[0].length;
    const found = withKeys()
      .filter(({ node, keys }) => visible.nodes.has(node.id) && keys.some((k) => k.includes(wanted)))
      .sort((one, other) => rank(one) - rank(other))
      .slice(0, 30);
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
  element("fit").addEventListener("click", () => renderer.fit());
  const setTheme = (name) => { root.dataset.theme = name; refresh(); };
  element("theme").addEventListener("click", () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"));

  // Arrows walk round the neighbours of the shown node, or all nodes; Enter shows one.
  let walked = null;
  let turn = 0;
  const around = () => {
    if (state.selected === null) return [...visible.nodes];
    const ends = visible.edges.flatMap(({ edge }) => edge.from === state.selected ? [edge.to] : edge.to === state.selected ? [edge.from] : []);
    return ends.length ? [...new Set(ends)].sort() : [...visible.nodes];
  };
  element("network").addEventListener("keydown", (event) => {
    const factor = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
    if (factor) renderer.zoom(factor);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const order = around();
      turn = (turn + step + order.length) % order.length;
      walked = order[turn];
      renderer.select(walked);
      renderer.focus(walked);
      event.preventDefault();
    }
    if (event.key === "Enter" && walked !== null) showNode(walked);
    if (event.key === "0") renderer.fit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { search.focus(); event.preventDefault(); }
    if (event.key === "Escape") { renderer.select(null); showWelcome(); }
  });

  // Paper has another shape than the window: the whole graph is fitted to it.
  matchMedia("print").addEventListener("change", () => { renderer.resize(); renderer.fit(); });

  const start = () => {
    element("notice").textContent = page.left_out ? fill(text.left_out, { count: digits(page.left_out) }) : "";
    setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    showWelcome();
    if (visible.nodes.has(page.focus)) {
      renderer.select(page.focus);
      showNode(page.focus);
    }
    renderer.fit();
    // At rest when what was drawn has been shown.
    requestAnimationFrame(() => requestAnimationFrame(() => { root.dataset.ready = "true"; }));
  };
  // Canvas text is drawn once: wait for the embedded font, else labels stay in the fallback.
  document.fonts.load("14px Vazirmatn", "سلام").then(start);
})();
