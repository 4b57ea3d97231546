// The whole map on a canvas (vis-network): made when it is first asked for, at the places computed in Python.
const whole = { network: null, nodes: null, edges: null, every: !data.start };

function loadVis() {
  if (window.vis) return;
  // The page's policy names the hash of this script, so it may run, but only once somebody wants it.
  document.head.append(h("script", null, $("vis-script").textContent));
}

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function nodeLook(node) {
  if (node.id[0] === "j") return { ...node, shape: "dot", size: 6, label: undefined, color: { background: ink("--bg"), border: ink("--attack") } };
  const component = components[node.id];
  const claim = component.kind === "claim";
  return { ...node, margin: 10, borderWidth: claim ? 1.5 : 1, borderWidthSelected: 3, opacity: 0.7 + 0.3 * component.confidence,
    widthConstraint: { minimum: data.card - 20, maximum: data.card + 40 }, heightConstraint: { minimum: component.height - 20 },
    shapeProperties: { borderRadius: claim ? 4 : 16, borderDashes: component.confidence < 0.5 ? [4, 3] : false },
    font: { color: ink("--ink"), face: "Arial, Liberation Sans, sans-serif", size: 14, align: "left", bold: claim },
    color: { background: ink("--card"), border: ink(claim ? "--ink2" : "--line2"),
      highlight: { background: ink("--mark"), border: ink("--ink") }, hover: { background: ink("--soft"), border: ink("--ink") } } };
}

function edgeLook(edge) {
  const relation = relations[edge.link];
  const soft = !relation.attack && ["agreement", "concession", "restate"].includes(relation.subtype);
  const colour = ink(relation.attack ? "--attack" : "--support");
  const half = edge.id.endsWith(".1");
  return { ...edge, color: { color: colour, highlight: colour, hover: colour, opacity: 0.5 + 0.5 * relation.confidence },
    dashes: relation.attack ? (relation.subtype === "undercut" ? [2, 5] : [7, 5]) : false, width: 1.6,
    arrows: half ? "" : { to: { enabled: true, type: relation.attack ? "bar" : soft ? "vee" : "arrow", scaleFactor: relation.attack ? 0.9 : 0.7 } },
    label: half ? undefined : relation.verb, font: { color: colour, size: 12, strokeWidth: 4, strokeColor: ink("--bg"), face: "Arial" },
    smooth: { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.45 } };
}

function wholeNodes() {
  const nodes = JSON.parse($("vis-nodes").textContent);
  if (whole.every) return nodes;
  return nodes.filter(node => node.id in data.start).map(node => ({ ...node, x: data.start[node.id][0], y: data.start[node.id][1] }));
}

function drawWhole() {
  loadVis();
  const nodes = wholeNodes(), known = new Set(nodes.map(node => node.id));
  const edges = JSON.parse($("vis-edges").textContent).filter(edge => known.has(edge.from) && known.has(edge.to));
  whole.nodes = new vis.DataSet(nodes.map(nodeLook));
  whole.edges = new vis.DataSet(edges.map(edgeLook));
  if (whole.network) whole.network.destroy();
  whole.network = new vis.Network($("whole"), { nodes: whole.nodes, edges: whole.edges }, {
    physics: false, nodes: { scaling: { label: { drawThreshold: 3 } } }, layout: { improvedLayout: false },
    interaction: { hover: true, hideEdgesOnDrag: nodes.length > 400, hideEdgesOnZoom: nodes.length > 400, dragNodes: false,
      keyboard: { enabled: true, bindToWindow: false } },
  });
  whole.network.on("selectNode", event => event.nodes[0][0] !== "j" && selectComponent(Number(event.nodes[0])));
  whole.network.on("selectEdge", event => {
    if (!event.nodes.length && event.edges.length) selectRelations([whole.edges.get(event.edges[0]).link]);
  });
  const canvas = $("whole").querySelector("canvas");
  made(canvas, { role: "img", tabindex: 0, "aria-label": "The whole map, drawn. The outline says the same as text." }, []);
  $("whole").dataset.nodes = nodes.length;
  openWhole();
}

function openWhole() {
  // All of it where that can be read, else its upper part.
  const places = Object.values(whole.network.getPositions()), room = $("whole").getBoundingClientRect();
  const edge = (of, by) => of(...places.map(place => place[by]));
  const [left, right, top, bottom] = [edge(Math.min, "x"), edge(Math.max, "x"), edge(Math.min, "y"), edge(Math.max, "y")];
  if (!places.length) return;
  const scale = Math.max(0.45, Math.min(1, room.width / (right - left + 300), room.height / (bottom - top + 200)));
  const y = (bottom - top + 200) * scale > room.height ? top - 70 + room.height / 2 / scale : (top + bottom) / 2;
  whole.network.moveTo({ position: { x: (left + right) / 2, y }, scale, animation: false });
}

function note() {
  // What the picture leaves out, said above it.
  const parts = state.view === "picture" ? noted() : [];
  $("note").hidden = !parts.length;
  $("note").replaceChildren(...parts);
}

function noted() {
  if (state.scope === "all" && !whole.every) {
    const shown = Object.keys(data.start).filter(name => name[0] !== "j").length;
    return [h("span", null, `The claims that are linked: ${shown} of ${components.length} components.`),
      h("button", { type: "button", class: "btn", id: "every", click: showEvery }, "Show all")];
  }
  const more = state.scope === "point" && state.dispute !== null ? disputes[state.dispute].more : 0;
  return more ? [h("span", null, `${plural(more, "more reply is", "more replies are")} not drawn here: select a claim, then Focus.`)] : [];
}

function showEvery() {
  whole.every = true;
  note();
  drawWhole();
  followWhole();
}

function followWhole() {
  const name = String(state.component);
  if (state.component === null) return whole.network.unselectAll();
  if (!whole.nodes.get(name)) return showEvery();
  whole.network.selectNodes([name]);
  const { x, y } = whole.network.canvasToDOM(whole.network.getPosition(name));
  const room = $("whole").getBoundingClientRect();
  if (x < 0 || y < 0 || x > room.width || y > room.height || whole.network.getScale() < 0.3) {
    whole.network.focus(name, { scale: Math.max(0.6, whole.network.getScale()), animation: false });
  }
}

watch(() => {
  const open = state.scope === "all" && state.view === "picture";
  $("whole").hidden = !open;
  note();
  if (!open) return;
  if (!whole.network) drawWhole();
  if (!state.relations) followWhole();
});
