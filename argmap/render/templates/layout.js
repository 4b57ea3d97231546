// Places of boxes and routes of edges, as render/layout.py finds them.
const GAP_Y = 58, PORT = 18;

function rounded(value) {
  // As Python rounds: halves go to the even side.
  const low = Math.floor(value);
  return value - low === 0.5 ? low + (low % 2 ? 1 : 0) : Math.round(value);
}

function layout(boxes, edges, bundles, rowWidth) {
  const number = new Map(boxes.map((box, index) => [box.id, index]));
  const ends = edges.map(([source, target]) => [number.get(source), number.get(target)]);
  const pieces = partsOf(boxes.length, ends).map(([part, lines]) => pieceOf(part, lines, boxes, ends, bundles, rowWidth));
  pieces.sort((a, b) => b.nodes.length - a.nodes.length || a.nodes[0] - b.nodes[0]);
  return packed(pieces, boxes, ends.length, rowWidth);
}

function partsOf(count, ends) {
  const group = listOf(count, (_, node) => node);
  const find = node => {
    while (group[node] !== node) node = group[node] = group[group[node]];
    return node;
  };
  for (const [source, target] of ends) {
    const a = find(source), b = find(target);
    group[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map();
  for (let node = 0; node < count; node++) {
    const top = find(node);
    if (!parts.has(top)) parts.set(top, [[], []]);
    parts.get(top)[0].push(node);
  }
  ends.forEach(([source], index) => parts.get(find(source))[1].push(index));
  return [...parts.values()];
}

function pieceOf(part, lines, all, ends, bundles, rowWidth) {
  const local = new Map(part.map((node, index) => [node, index]));
  const kept = lines.filter(index => ends[index][0] !== ends[index][1]);
  const arrows = kept.map(index => ends[index].map(node => local.get(node)));
  const backward = turned(part.length, arrows), back = arrows.map(([source, target]) => backward.has(both(source, target)));
  const upward = arrows.map(([source, target], at) => (back[at] ? [target, source] : [source, target]));
  const boxes = part.map(node => all[node]), widths = boxes.map(box => box.width);
  const keys = kept.map((index, at) => (back[at] ? `#${index}` : bundles[index]));
  const found = layers(widths, upward, keys, rowWidth, GAP_X);
  const centre = centres(found, widths, rowWidth), { placed, tops, bottoms } = heightsOf(found, boxes, centre);
  const ports = portsOf(found, placed, centre), routes = new Map();
  kept.forEach((index, at) => {
    const points = routeOf(found.chains[at], placed, centre, tops, bottoms, ports[at], back[at]);
    routes.set(index, back[at] ? points.reverse() : points);
  });
  return shifted(part, placed, routes);
}

function heightsOf(found, boxes, centre) {
  const placed = [], tops = [], bottoms = [], reach = centre.map(() => 0);
  for (const [low, high] of found.steps) reach[high] = Math.max(reach[high], Math.abs(centre[low] - centre[high]));
  let y = 0;
  for (const row of found.rows) {
    const real = row.filter(node => node < found.real), high = Math.max(0, ...real.map(node => boxes[node].height));
    for (const node of row) [tops[node], bottoms[node]] = [y, y + high];
    for (const node of real) {
      const { width, height } = boxes[node];
      placed[node] = { x: rounded(centre[node] - width / 2), y, width, height };
    }
    y += high + rounded(GAP_Y + Math.min(48, Math.max(...row.map(node => reach[node])) / 14));
  }
  return { placed, tops, bottoms };
}

function portsOf(found, placed, centre) {
  // Where each edge meets the lower side of the box above it: side by side, in the order they come.
  const arriving = new Map(), ports = [];
  found.chains.forEach((chain, index) => {
    const before = chain[chain.length - 2], node = chain[chain.length - 1], shared = before >= found.real;
    const key = `${shared ? 1 : 0} ${shared ? before : index}`;
    if (!arriving.has(node)) arriving.set(node, new Map());
    const groups = arriving.get(node);
    if (!groups.has(key)) groups.set(key, { shared, at: shared ? before : index, came: centre[before], lines: [] });
    groups.get(key).lines.push(index);
  });
  for (const [node, groups] of arriving) {
    const order = [...groups.values()].sort((a, b) => a.came - b.came || a.shared - b.shared || a.at - b.at);
    const box = placed[node], last = order.length - 1, margin = Math.min(26, box.width / 2);
    const low = box.x + margin, high = box.x + box.width - margin, step = last ? Math.min(PORT, (high - low) / last) : 0;
    const places = spread(order.map(group => group.came), order.map(() => 1), listOf(last, () => step), low, high);
    order.forEach((group, at) => group.lines.forEach(index => (ports[index] = places[at])));
  }
  return ports;
}

function routeOf(chain, placed, centre, tops, bottoms, port, backward) {
  const low = placed[chain[0]], end = chain[chain.length - 1], high = placed[end];
  const points = [[backward ? low.x + low.width - 14 : rounded(centre[chain[0]]), low.y]];
  for (const node of chain.slice(1, -1)) points.push([rounded(centre[node]), bottoms[node]], [rounded(centre[node]), tops[node]]);
  points.push([rounded(port), bottoms[end]]);
  if (bottoms[end] !== high.y + high.height) points.push([rounded(port), high.y + high.height]);
  return points;
}

function shifted(part, placed, routes) {
  const xs = [...routes.values()].flat().map(point => point[0]);
  const left = Math.min(...placed.map(box => box.x), ...xs), right = Math.max(...placed.map(box => box.x + box.width), ...xs);
  for (const box of placed) box.x -= left;
  for (const route of routes.values()) for (const point of route) point[0] -= left;
  return { nodes: part, placed, routes, width: right - left, height: Math.max(...placed.map(box => box.y + box.height)) };
}

function packed(pieces, boxes, count, sheet) {
  const placed = new Map(), routes = listOf(count, () => []);
  let x = 0, y = 0, shelf = 0, wide = 0;
  for (const piece of pieces) {
    if (x && x + piece.width > sheet) [x, y, shelf] = [0, y + shelf + GAP_Y, 0];
    piece.placed.forEach((box, at) => placed.set(boxes[piece.nodes[at]].id, { ...box, x: box.x + x, y: box.y + y }));
    for (const [index, route] of piece.routes) routes[index] = route.map(([px, py]) => [px + x, py + y]);
    shelf = Math.max(shelf, piece.height);
    wide = Math.max(wide, x + piece.width);
    x += piece.width + GAP_X * 2;
  }
  return { placed, routes, width: wide, height: y + shelf };
}
