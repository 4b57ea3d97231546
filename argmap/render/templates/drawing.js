// A picture as SVG: cards, lines with their heads, the words on them, junctions. Positions come from Python.
const PAD = 13, DOT = 14, LINE = 19, HEAD = 16, TAG = 22;
const WHOLE = 0, FIRST = 1, LAST = 2;
const EDGE = 22;

function drawn(picture) {
  const width = picture.w + 2 * EDGE, height = picture.h + 2 * EDGE;
  const svg = s("svg", { viewBox: `${-EDGE} ${-EDGE} ${width} ${height}`, role: "group",
    "aria-label": "Picture of the argument. Each card speaks to a card above it." });
  for (const edge of picture.edges) svg.append(edgeDrawn(edge, picture));
  for (const [, x, y] of picture.joints) svg.append(s("circle", { class: "joint", cx: x + 7, cy: y + 7, r: 6 }));
  const order = [...picture.nodes].sort((a, b) => a[2] - b[2] || a[1] - b[1]);
  for (const node of order) {
    svg.append(cardDrawn(node));
    for (const pill of picture.pills) {
      if (relations[pill[3][0]].source === node[0]) svg.append(pillDrawn(pill));
    }
  }
  return svg;
}

function cardDrawn([number, x, y, side]) {
  const component = components[number];
  const shape = { width: data.card, height: component.height, rx: component.kind === "claim" ? 4 : 16 };
  const card = s("g", { class: `card ${component.kind}${component.confidence < 0.5 ? " unsure" : ""}`, "data-c": number,
    transform: `translate(${x} ${y})`, tabindex: 0, role: "button", "aria-pressed": "false", "aria-label": nameOf(number, side),
    opacity: 0.7 + 0.3 * component.confidence });
  card.append(s("rect", { class: "ring", x: -5, y: -5, width: shape.width + 10, height: shape.height + 10, rx: shape.rx + 4 }));
  card.append(s("rect", { class: "box", ...shape }));
  if (side) card.append(s("circle", { class: `dot${side > 0 ? " for" : ""}`, cx: PAD + 4, cy: 23, r: 3.5 }));
  component.head.forEach((line, row) => {
    const [first, what] = line.split("\t");
    const text = s("text", { x: PAD + (side && row === 0 ? DOT : 0), y: 27 + HEAD * row });
    text.append(s("tspan", { class: row ? "what" : "who" }, first));
    if (what) text.append(s("tspan", { class: "what", dx: 6 }, what));
    card.append(text);
  });
  const top = 16 + HEAD * component.head.length + 5;
  component.lines.forEach((line, row) => card.append(lineDrawn(line, top + LINE * row + 14, component.label)));
  for (const tag of component.tags) card.append(...tagDrawn(tag, top + LINE * component.lines.length + 6));
  return card;
}

function lineDrawn(line, y, label) {
  const turned = rightToLeft(label);
  return s("text", { class: "can", y, x: turned ? data.card - PAD : PAD, direction: turned ? "rtl" : null }, line);
}

function tagDrawn([text, x, row, width], top) {
  const y = top + TAG * row;
  const waits = text === "no answer yet" ? " wait" : "";
  return [s("rect", { class: `chip${waits}`, x: PAD + x, y, width, height: 18, rx: 9 }),
    s("text", { class: "tag", x: PAD + x + width / 2, y: y + 13, "text-anchor": "middle" }, text)];
}

function nameOf(number, side) {
  const component = components[number];
  const words = [component.author, component.kind, `#${component.number}`, component.label];
  if (side) words.push(side > 0 ? "(for)" : "(against)");
  const told = leaving[number].map(r => `${relations[r].verb}: ${components[relations[r].target].label}`);
  return [words.join(" "), ...component.tags.map(tag => tag[0]), ...told, plural(entering[number].length, "reply", "replies")].join(". ");
}

function pathOf(points, sideways) {
  // From the head back: lines that run together near their head then have their dashes in the same places.
  const last = points.length - 1;
  let path = `M${points[last][0]} ${points[last][1]}`;
  for (let i = last - 1; i >= 0; i--) {
    const [x, y] = points[i + 1], [nx, ny] = points[i];
    const middle = (y + ny) / 2;
    if (sideways && i === last - 1) path += `Q${nx} ${y} ${nx} ${ny}`;
    else path += x === nx ? `L${nx} ${ny}` : `C${x} ${middle} ${nx} ${middle} ${nx} ${ny}`;
  }
  return path;
}

function edgeDrawn([number, part, ...flat], picture) {
  const relation = relations[number];
  const points = [];
  for (let i = 0; i < flat.length; i += 2) points.push([flat[i], flat[i + 1]]);
  const soft = ["agreement", "concession", "restate"].includes(relation.subtype) && !relation.attack;
  const group = s("g", { class: `edge ${tone(relation)}${relation.subtype === "undercut" ? " undercut" : ""}${soft ? " soft" : ""}`,
    "data-r": number, "aria-hidden": "true", opacity: 0.5 + 0.5 * relation.confidence });
  if (points.length < 2) return group;
  const sideways = part !== FIRST && relation.step !== null && picture.joints.some(joint => joint[0] === relation.step);
  const end = points[points.length - 1], before = points[points.length - 2];
  const ahead = sideways ? [Math.sign(end[0] - before[0]), 0] : [0, Math.sign(end[1] - before[1])];
  const room = part === FIRST ? 0 : relation.attack ? 3 : 10;
  const tip = [end[0] - ahead[0], end[1] - ahead[1]];
  points[points.length - 1] = [tip[0] - ahead[0] * room, tip[1] - ahead[1] * room];
  group.append(s("path", { class: "line", d: pathOf(points, sideways) }));
  if (part !== FIRST) group.append(s("path", { class: "head", d: headOf(tip, ahead, relation.attack) }));
  return group;
}

function headOf([x, y], [dx, dy], attack) {
  if (attack) return `M${x - 7 * dy - 2 * dx} ${y - 2 * dy - 7 * dx}L${x + 7 * dy - 2 * dx} ${y - 2 * dy + 7 * dx}`;
  return `M${x} ${y}L${x - 5.5 * dy - 11 * dx} ${y - 11 * dy - 5.5 * dx}L${x + 5.5 * dy - 11 * dx} ${y - 11 * dy + 5.5 * dx}Z`;
}

function pillDrawn([x, y, width, numbers]) {
  const { verb, step } = relations[numbers[0]];
  const target = numbers.map(r => components[relations[r].target].label).join("; ");
  const what = step !== null ? " the step from" : "";
  return s("g", { class: `pill ${tone(relations[numbers[0]])}`, "data-r": numbers.join(" "), tabindex: 0, role: "button",
    "aria-pressed": "false", "aria-label": `${verb}${what}: ${target}`, transform: `translate(${x} ${y - 11})` },
  s("rect", { class: "ring", x: -4, y: -4, width: width + 8, height: 30, rx: 15 }),
  s("rect", { class: "box", width, height: 22, rx: 11 }),
  s("text", { x: width / 2, y: 15.5, "text-anchor": "middle" }, verb));
}

function squeeze(svg) {
  // The reader's font may be wider than the one that the lines were broken for.
  const room = data.card - 2 * PAD;
  for (const text of all("text.can", svg)) {
    if (text.getComputedTextLength() > room) {
      text.setAttribute("textLength", room);
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
  }
}
