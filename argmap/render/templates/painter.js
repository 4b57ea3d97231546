// One picture as plain numbers, as render/picture.py paints it: what Python drew once can be drawn again without
// what the reader hid, or with what the reader opened.
const JOINT = 14, BESIDE = 20, BETWEEN = 5;
const WHOLE = 0, FIRST = 1, LAST = 2;
const TOGETHER = "together support";
const bodyOf = number => components[number].height - HEAD * components[number].head.length - 8;

function paint(shown, side, links, rowWidth = data.row) {
  // `links`: the numbers of the relations that may be drawn.
  const stacks = stacksOf(shown, links), edges = edgesOf(shown, stacks, links);
  const found = layout(boxesOf(shown, stacks, edges), edges.map(edge => [edge.from, edge.to]), edges.map(verbOf), rowWidth);
  const { routes } = found, pills = pillsOf(edges, routes, found);
  const joints = [...found.placed].filter(([name]) => name[0] === "j").map(([name, box]) => [Number(name.slice(1)), box.x, box.y]);
  return { w: found.width, h: found.height, pills, joints,
    nodes: shown.map(number => nodeOf(number, stacks, side, found)),
    edges: edges.map((edge, index) => [edge.links, edge.part, ...endOf(edge, routes[index], found).flat()]),
    frames: [...stacks].map(([name, members]) => [found.placed.get(name).x, found.placed.get(name).y, found.placed.get(name).height, members]) };
}

function stacksOf(shown, links) {
  const members = new Map();
  for (const number of shown) {
    if (!leaving[number].every(links)) continue;
    const name = `r${components[number].reason}`;
    members.set(name, [...(members.get(name) || []), number]);
  }
  return new Map([...members].filter(([, list]) => list.length > 1));
}

function among(shown, links) {
  const known = new Set(shown);
  return shown.flatMap(number => leaving[number]).filter(link => links(link) && known.has(relations[link].target) &&
    relations[link].target !== relations[link].source).sort((a, b) => a - b);
}

function edgesOf(shown, stacks, links) {
  const drawn = among(shown, links), known = new Set(drawn);
  const attacked = new Set(drawn.map(link => relations[link].step).filter(step => known.has(step)));
  return drawn.flatMap(link => {
    const { source, target, step } = relations[link], name = `r${components[source].reason}`, stack = stacks.get(name);
    const to = attacked.has(step) ? `j${step}` : String(target);
    if (stack) return source === stack[0] ? [{ links: stack.map(one => leaving[one][0]), part: WHOLE, from: name, to }] : [];
    if (!attacked.has(link)) return [{ links: [link], part: WHOLE, from: String(source), to }];
    return [{ links: [link], part: FIRST, from: String(source), to: `j${link}` }, { links: [link], part: LAST, from: `j${link}`, to }];
  });
}

function boxesOf(shown, stacks, edges) {
  const boxes = [];
  for (const number of shown) {
    const name = `r${components[number].reason}`, stack = stacks.get(name);
    if (!stack) boxes.push({ id: String(number), width: data.card, height: components[number].height });
    else if (stack[0] === number) boxes.push({ id: name, width: data.card, height: heightsIn(stack).reduce((sum, one) => sum + one, 0) });
  }
  const joints = new Set(edges.flatMap(edge => [edge.from, edge.to]).filter(name => name[0] === "j"));
  return [...boxes, ...[...joints].map(id => ({ id, width: JOINT, height: JOINT }))];
}

const heightsIn = stack => stack.map((number, at) => (at ? bodyOf(number) : components[number].height));
const verbOf = edge => (edge.links.length > 1 ? TOGETHER : relations[edge.links[0]].verb);

function nodeOf(number, stacks, side, found) {
  const name = `r${components[number].reason}`, stack = stacks.get(name) || [number];
  const box = found.placed.get(stack.length > 1 ? name : String(number)), at = stack.indexOf(number);
  const above = heightsIn(stack).slice(0, at).reduce((sum, one) => sum + one, 0);
  return [number, box.x, box.y + above, side.get(number) || 0, Number(at > 0)];
}

function pillsOf(edges, routes, found) {
  const rows = new Map();
  edges.forEach((edge, index) => {
    if (edge.part === LAST || !routes[index].length) return;
    const y = routes[index][0][1], key = `${edge.from} ${y}`;
    if (!rows.has(key)) rows.set(key, { source: edge.from, y, verbs: new Map() });
    const { verbs } = rows.get(key);
    verbs.set(verbOf(edge), [...(verbs.get(verbOf(edge)) || []), index]);
  });
  return [...rows.values()].flatMap(({ source, y, verbs }) => pillRow(found.placed.get(source), y, verbs, edges, routes));
}

function pillRow(box, y, verbs, edges, routes) {
  const aim = lines => lines.reduce((sum, index) => sum + routes[index][1][0], 0) / lines.length;
  const order = [...verbs].sort((a, b) => aim(a[1]) - aim(b[1])), wide = order.map(([verb]) => data.pills[verb]);
  let x = box.x + (box.width - wide.reduce((sum, one) => sum + one, 0) - BETWEEN * (order.length - 1)) / 2;
  return order.map(([verb, lines], at) => {
    for (const index of lines) routes[index][0] = [rounded(x + wide[at] / 2), y];
    const pill = [rounded(x), y, wide[at], lines.flatMap(index => edges[index].links), verb];
    x += wide[at] + BETWEEN;
    return pill;
  });
}

function endOf(edge, route, found) {
  // An undercut meets the junction from the side, so that its head does not lie on the line it attacks.
  if (edge.to[0] !== "j" || relations[edge.links[0]].step === null) return route;
  const box = found.placed.get(edge.to), side = route[0][0] < box.x + JOINT / 2 ? -1 : 1, way = route.slice(0, -1);
  const last = route[route.length - 1], before = route[route.length - 2];
  if (route.length > 2 && before[0] === last[0]) way[way.length - 1] = [before[0] + side * BESIDE, before[1]];
  return [...way, [box.x + JOINT / 2 + side * (JOINT / 2 + 3), box.y + JOINT / 2]];
}
