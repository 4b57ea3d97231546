// The whole map on a canvas (vis-network): made when it is first asked for, at the places computed in Python.
const whole = { network: null, picture: null, every: !data.start, all: null, chunks: [], below: new Map() };

function loadVis() {
  if (window.vis) return;
  // The page's policy names the hash of this script, so it may run, but only once somebody wants it.
  document.head.append(h("script", null, $("vis-script").textContent));
}

function wholePicture() {
  if (!whole.every) return data.start;
  // pyvis wrote the places of the cards' centres, Python the way of the lines.
  whole.all ||= { ...JSON.parse($("whole-lines").textContent), nodes: JSON.parse($("vis-nodes").textContent)
    .map(({ id, x, y, part }) => [id, x - data.card / 2, y - Math.floor(heightOf(id, part) / 2), 0, part]) };
  return whole.all;
}

function visNode([id, x, y, , part]) {
  const high = heightOf(id, part), up = Math.floor(high / 2), size = { width: data.card, height: high };
  return { id, x: x + data.card / 2, y: y + up, shape: "custom", size: 70, physics: false,
    ctxRenderer: ({ ctx, x: cx, y: cy, state: how }) => ({ nodeDimensions: size,
      drawNode: () => drawCard(ctx, id, part, cx - data.card / 2, cy - up, how, whole.network.getScale(), whole.below.get(id)) }) };
}

function drawWhole() {
  loadVis();
  mixInks();
  whole.picture = shownPicture() || { nodes: [], edges: [], joints: [], frames: [] };
  whole.chunks = linesOf(whole.picture);
  const shown = new Set(whole.picture.nodes.map(node => node[0]));
  whole.below = new Map([...shown].map(number => [number, unseen(number, shown).below.length]).filter(([, many]) => many));
  const nodes = whole.picture.nodes.map(visNode), given = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet([]) };
  $("whole").dataset.nodes = nodes.length;
  if (whole.network) whole.network.setData(given);
  else startWhole(given);
}

function startWhole(given) {
  whole.network = new vis.Network($("whole"), given, { physics: false, layout: { improvedLayout: false }, autoResize: true,
    interaction: { hover: given.nodes.length < 400, dragNodes: false, dragView: false, zoomView: false, keyboard: false, selectConnectedEdges: false } });
  whole.network.on("click", event => event.nodes.length && clickCard(event.nodes[0], event.pointer.canvas));
  whole.network.on("deselectNode", event => event.nodes.length || letGo());
  whole.network.on("beforeDrawing", drawBehind);
  whole.network.on("resize", keepScale);
  const canvas = $("whole").querySelector("canvas");
  made(canvas, { role: "img", tabindex: 0, "aria-label": "The whole map, drawn. The outline says the same as text. Arrow keys walk along the relations." }, []);
  canvas.addEventListener("keydown", walkWhole);
  glide(canvas);
}

function keepScale() {
  // vis-network zooms out where its canvas gets smaller, for a note above it or an inspector below, and words vanish.
  const scale = whole.network.getScale(), position = whole.network.getViewPosition();
  queueMicrotask(() => {
    whole.network.moveTo({ position, scale, animation: false });
    if (state.component !== null) followWhole(0);
  });
}

function clickCard(number, { x, y }) {
  const [, left, top, , part] = whole.picture.nodes.find(node => node[0] === number);
  const corner = x > left + data.card - 34 && y > top + heightOf(number, part) - 16;
  return corner && whole.below.has(number) ? fold(number) : selectComponent(number);
}

function drawBehind(ctx) {
  const room = $("whole").getBoundingClientRect(), to = whole.network.DOMtoCanvas.bind(whole.network);
  const seen = { top: to({ x: 0, y: 0 }).y, bottom: to({ x: 0, y: room.height }).y }, scale = whole.network.getScale();
  drawLines(ctx, whole.chunks, scale, seen);
  drawJoints(ctx, whole.picture.joints);
  ctx.strokeStyle = inks.line2;
  for (const [x, y, high] of scale > FAR_AWAY ? whole.picture.frames : []) ctx.strokeRect(x - 4, y - 4, data.card + 8, high + 8);
}

function walkWhole(event) {
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  event.stopPropagation();
  const { nodes } = whole.picture, next = state.component === null ? nodes.length ? nodes[0][0] : undefined : stepIn(whole.picture, state.component, event.key);
  if (next !== undefined) selectComponent(next);
}

function openWhole() {
  // All of it where that can be read, else its beginning, above and at the left.
  const { w, h: high, nodes } = whole.picture, room = $("whole").getBoundingClientRect();
  if (!nodes.length) return;
  const scale = Math.max(0.5, Math.min(1, room.width / (w + 60), room.height / (high + 60)));
  const start = (size, there) => ((size + 60) * scale > there ? there / 2 / scale - 30 : size / 2);
  whole.network.moveTo({ position: { x: start(w, room.width), y: start(high, room.height) }, scale, animation: false });
}

function fitWhole() {
  const { w, h: high } = whole.picture, room = $("whole").getBoundingClientRect();
  whole.network.moveTo({ position: { x: w / 2, y: high / 2 }, scale: Math.min(1, room.width / (w + 60), room.height / (high + 60)), animation: false });
}

function showEvery() {
  whole.every = true;
  note();
  showWhole();
}

function followWhole(least = 0.2) {
  if (state.component === null) return whole.network.unselectAll();
  if (!whole.picture.nodes.some(node => node[0] === state.component)) {
    if (!whole.every && passes(state.component)) showEvery();
    return;
  }
  whole.network.selectNodes([state.component], false);
  const { x, y } = whole.network.canvasToDOM(whole.network.getPosition(state.component));
  const room = $("whole").getBoundingClientRect(), scale = whole.network.getScale();
  if (x < 40 || y < 40 || x > room.width - 40 || y > room.height - 40 || scale < least) {
    whole.network.moveTo({ position: whole.network.getPosition(state.component), scale: Math.max(0.6, scale), animation: false });
  }
}

const placeOnCanvas = number => whole.network.body.nodes[number] && whole.network.canvasToDOM(whole.network.getPosition(number));

function shiftWhole(before) {
  // The chosen card stays where the eye is while others come and go around it.
  const now = placeOnCanvas(state.component), at = whole.network.getViewPosition(), scale = whole.network.getScale();
  whole.network.moveTo({ position: { x: at.x + (now.x - before.x) / scale, y: at.y + (now.y - before.y) / scale }, scale, animation: false });
}

function showWhole() {
  const first = !whole.network;
  if (first || shownPicture() !== whole.picture) {
    const stays = !first && state.component !== null && placeOnCanvas(state.component);
    drawWhole();
    if (stays && placeOnCanvas(state.component)) shiftWhole(stays);
    else openWhole();
  }
  if (!state.relations) followWhole();
}

watch(() => {
  const open = state.scope === "all" && state.view === "picture";
  $("whole").hidden = !open;
  if (open) showWhole();
});
