// The explorer: draws what the server laid out, and shows the words behind what is chosen. It works out nothing itself.
"use strict";

(() => {
  const stage = document.getElementById("stage");
  const panel = document.getElementById("panel");
  if (!stage || typeof cytoscape !== "function") return;
  const english = stage.dataset.lang === "en";
  const t = (zh, en) => (english ? en : zh);
  const ROLES = { lead: t("牵头", "leads"), participant: t("参加", "takes part"), shared: t("分工负责", "shares") };
  const COLOURS = { lead: "#9b2423", participant: "#0072b2", shared: "#767b82" };
  const WIDTHS = { lead: 3, participant: 1.6, shared: 1.1 };
  const FONT = getComputedStyle(document.body).fontFamily;
  const em = text => [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e7f ? 1 : 0.58), 0);

  const STYLE = [
    { selector: "node", style: { "font-family": FONT, "font-size": 13, color: "#1f2328", label: "data(shown)", "min-zoomed-font-size": 5 } },
    { selector: "node[label = 'Agency']", style: {
      shape: "round-rectangle", width: "data(width)", height: 24, "background-color": "#fff", "border-width": 1, "border-color": "#57606a",
      "text-valign": "center", "text-halign": "center" } },
    { selector: "node[label = 'Agency'][?first]", style: { "background-color": "#9b2423", "border-color": "#9b2423", color: "#fff", "font-weight": 600 } },
    { selector: "node[label = 'Agency'][?collective]", style: { "border-style": "dashed" } },
    { selector: "node[label = 'Measure']", style: {
      shape: "ellipse", width: 16, height: 16, "background-color": "#1f2328", "font-size": 12, "text-valign": "data(valign)", "text-halign": "data(halign)",
      color: "#57606a", "text-wrap": "wrap", "text-max-width": 120, "text-background-color": "#fff",
      "text-background-opacity": 0.6 } },
    { selector: "edge", style: { "curve-style": "straight", width: 1, "line-color": "#767b82", opacity: 0.75 } },
    ...Object.keys(ROLES).map(role => ({
      selector: `edge[role = '${role}']`, style: { "line-color": COLOURS[role], width: WIDTHS[role] } })),
    { selector: "edge[?broad_only]", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: ".faded", style: { opacity: 0.12 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": "#9b2423" } },
  ];

  const short = title => (title.length > 8 ? title.slice(0, 7) + "…" : title);
  const shown = node => (node.label === "Agency" ? node.short : `${node.short === "·" ? "" : node.short + "\n"}${short(node.title)}`);

  // On a circle a title stands outside; in columns, under its measure.
  function side(node, data) {
    if (data.kind === "relation") return { valign: "bottom", halign: "center" };
    const steep = Math.abs(node.y) > 0.7 * Math.hypot(node.x, node.y);
    return steep ? { valign: node.y < 0 ? "top" : "bottom", halign: "center" } : { valign: "center", halign: node.x < 0 ? "left" : "right" };
  }

  function element(tag, text, href) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (href) made.setAttribute("href", href);
    return made;
  }

  function tell(node) {
    const told = node.data();
    const list = element("ul");
    node.connectedEdges().forEach(edge => {
      const tie = edge.data();
      const other = edge.connectedNodes().difference(node)[0].data();
      const line = element("li");
      line.append(element("a", told.label === "Agency" ? other.name : other.short, other.href));
      line.append(` ${ROLES[tie.role]}${tie.broad_only ? t("（仅宽泛读法）", " (broad reading only)") : ""}`, element("br"));
      const quote = element("a", tie.quote, tie.href);
      quote.className = "quote";
      line.append(quote);
      list.append(line);
    });
    const links = element("p");
    links.append(element("a", t("打开页面", "Open its page"), told.href));
    if (told.explore) links.append(" · ", element("a", t("以它为中心", "Look around it"), told.explore));
    panel.replaceChildren(element("h2", told.name), links, list);
  }

  function draw(data) {
    stage.hidden = false;
    const nodes = data.nodes.map(node => ({
      data: { ...node, shown: shown(node), ...side(node, data), width: em(node.short) * 13 + 16 }, position: { x: node.x, y: node.y } }));
    const edges = data.edges.map(edge => ({ data: edge }));
    const cy = cytoscape({
      container: document.getElementById("graph"), elements: { nodes, edges }, style: STYLE, layout: { name: "preset", fit: true, padding: 30 },
      minZoom: 0.05, maxZoom: 4, autoungrabify: true, boxSelectionEnabled: false });
    if (cy.zoom() > 1.3) cy.zoom(1.3), cy.center();
    cy.on("tap", event => {
      cy.elements().removeClass("faded chosen");
      if (event.target === cy || !event.target.isNode()) return;
      cy.elements().difference(event.target.closedNeighborhood()).addClass("faded");
      event.target.addClass("chosen");
      tell(event.target);
    });
    for (const button of stage.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => {
        const middle = { renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } };
        if (button.dataset.zoom === "fit") cy.fit(undefined, 30);
        else cy.zoom({ level: cy.zoom() * (button.dataset.zoom === "in" ? 1.4 : 1 / 1.4), ...middle });
      });
    stage.cy = cy; // for whoever looks from the console
  }

  fetch(stage.dataset.src, { headers: { accept: "application/json" } })
    .then(answer => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(data => data.nodes.length && draw(data))
    .catch(() => { stage.hidden = true; }); // the picture and the table below are there anyway
})();
