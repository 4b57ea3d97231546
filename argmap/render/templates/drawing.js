// A picture as SVG: cards, lines with their heads, the words on them, junctions. Positions come from Python, or from
// painter.js, which paints as Python does.
const PAD = 13, DOT = 14, LINE = 19, HEAD = 16, TAG = 22;
const EDGE = 22;
const BAR = 5;
const GLYPHS = { accepted: "✓", rejected: "✗", edited: "✎", added: "+" };

function drawn(picture) {
  const width = picture.w + 2 * EDGE, height = picture.h + 2 * EDGE;
  const svg = s("svg", { viewBox: `${-EDGE} ${-EDGE} ${width} ${height}`, role: "group",
    "aria-label": "Picture of the argument. Each card speaks to a card above it." });
  const shown = new Set(picture.nodes.map(node => node[0]));
  for (const edge of picture.edges) svg.append(edgeDrawn(edge, picture));
  for (const [, x, y] of picture.joints) svg.append(s("circle", { class: "joint", cx: x + 7, cy: y + 7, r: 6 }));
  for (const [x, y, high] of picture.frames) svg.append(s("rect", { class: "frame", x: x - 4, y: y - 4, width: data.card + 8, height: high + 8, rx: 18 }));
  const order = [...picture.nodes].sort((a, b) => a[2] - b[2] || a[1] - b[1]);
  for (const node of order) {
    svg.append(cardDrawn(node));
    for (const pill of picture.pills) {
      if (relations[pill[3][0]].source === node[0]) svg.append(pillDrawn(pill));
    }
    svg.append(...foldsDrawn(node, shown));
  }
  return svg;
}

function shapeOf(component, high, part) {
  // Claims have square corners, premises round ones, what is hedged has them cut off; what is reported speaks.
  const wide = data.card, soft = ["hedged", "hypothetical", "asked"].includes(component.commitment);
  if (soft) return `M12 0H${wide - 12}L${wide} 12V${high - 12}L${wide - 12} ${high}H12L0 ${high - 12}V12Z`;
  const r = component.kind === "claim" ? 4 : 16, bow = (x, y) => `a${r} ${r} 0 0 1 ${x} ${y}`;
  const tail = component.commitment === "reported" && !part ? `V${Math.min(high - r, 44)}l-9 -6l9 -6` : "";
  return `M${r} 0H${wide - r}${bow(r, r)}V${high - r}${bow(-r, r)}H${r}${bow(-r, -r)}${tail}V${r}${bow(r, -r)}Z`;
}

const looks = component => `${component.kind}${component.confidence < 0.5 ? " unsure" : ""}${component.quoted ? " quoted" : ""}` +
  `${component.rejected ? " rejected" : ""}${component.reviewed ? " reviewed" : ""}`;
const heightOf = (number, part) => (part ? bodyOf(number) : components[number].height);

function cardDrawn([number, x, y, side, part]) {
  const component = components[number], high = heightOf(number, part);
  const card = s("g", { class: `card ${looks(component)}`, "data-c": number,
    transform: `translate(${x} ${y})`, tabindex: -1, role: "button", "aria-pressed": "false", "aria-label": nameOf(number, side),
    opacity: 0.85 + 0.15 * component.confidence });
  card.append(s("rect", { class: "ring", x: -5, y: -5, width: data.card + 10, height: high + 10, rx: 10 }));
  card.append(s("path", { class: "box", d: shapeOf(component, high, part) }));
  if (component.quoted) card.append(s("path", { class: "bar", d: `M${BAR} 12V${high - 12}` }));
  if (side && !part) card.append(s("circle", { class: `dot${side > 0 ? " for" : ""}`, cx: PAD + 4, cy: 23, r: 3.5 }));
  if (!part) card.append(...headDrawn(component, side));
  const top = part ? 13 : 16 + HEAD * component.head.length + 5;
  component.lines.forEach((line, row) => card.append(lineDrawn(line, top + LINE * row + 14, component.label)));
  for (const tag of component.tags) card.append(...tagDrawn(tag, top + LINE * component.lines.length + 6));
  if (component.reviewed) card.append(s("text", { class: "mark", x: data.card - PAD, y: part ? high - 10 : 27, "text-anchor": "end" }, GLYPHS[component.reviewed]));
  return card;
}

function headDrawn(component, side) {
  return component.head.map((line, row) => {
    const [first, what] = line.split("\t");
    const text = s("text", { x: PAD + (side && row === 0 ? DOT : 0), y: 27 + HEAD * row });
    text.append(s("tspan", { class: row ? "what" : "who" }, first));
    if (what) text.append(s("tspan", { class: "what", dx: 6 }, what));
    return text;
  });
}

function foldsDrawn([number, x, y, , part], shown) {
  // Small handles on the corners of a card: replies to open or to fold away, and what it answers out of sight.
  const { below, above } = unseen(number, shown), handles = [];
  const replies = entering[number].some(link => shown.has(relations[link].source));
  const high = heightOf(number, part);
  if (below.length) handles.push(handle("below", number, x + data.card - 30, y + high - 12, `+${below.length}`, `Show ${plural(below.length, "more reply", "more replies")}`));
  else if (replies && !part) handles.push(handle("below away", number, x + data.card - 30, y + high - 12, "−", "Fold the replies away"));
  if (above.length) handles.push(handle("above", number, x + data.card - 30, y - 12, `↑${above.length}`, "Show what it speaks about"));
  return handles;
}

function handle(kind, number, x, y, text, name) {
  return s("g", { class: `fold ${kind}`, "data-fold": number, role: "button", tabindex: -1, "aria-label": `${text} ${name}`, transform: `translate(${x} ${y})` },
    s("title", null, name), s("rect", { class: "hit", x: -5, y: -8, width: 40, height: 40 }), s("rect", { class: "box", width: 30, height: 24, rx: 12 }),
    s("text", { x: 15, y: 16, "text-anchor": "middle" }, text));
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

const softly = relation => !relation.attack && ["agreement", "concession", "restate"].includes(relation.subtype);

function wayOf(flatWay, part, relation, picture) {
  // The path of a line and of its head; the line ends where the head begins.
  const points = [];
  for (let i = 0; i < flatWay.length; i += 2) points.push([flatWay[i], flatWay[i + 1]]);
  const sideways = part !== FIRST && relation.step !== null && picture.joints.some(joint => joint[0] === relation.step);
  const end = points[points.length - 1], before = points[points.length - 2];
  const ahead = sideways ? [Math.sign(end[0] - before[0]), 0] : [0, Math.sign(end[1] - before[1])];
  const room = part === FIRST ? 0 : relation.attack ? 3 : 10;
  const tip = [end[0] - ahead[0], end[1] - ahead[1]];
  points[points.length - 1] = [tip[0] - ahead[0] * room, tip[1] - ahead[1] * room];
  return { line: pathOf(points, sideways), head: part === FIRST ? null : headOf(tip, ahead, relation.attack) };
}

function edgeDrawn([numbers, part, ...way], picture) {
  const relation = relations[numbers[0]], sure = Math.max(...numbers.map(number => relations[number].confidence));
  const group = s("g", { class: `edge ${tone(relation)}${relation.subtype === "undercut" ? " undercut" : ""}${softly(relation) ? " soft" : ""}`,
    "data-r": numbers.join(" "), "aria-hidden": "true", opacity: (0.3 + 0.7 * sure).toFixed(2) });
  if (way.length < 4) return group;
  const { line, head } = wayOf(way, part, relation, picture);
  group.append(s("path", { class: "line", d: line }));
  if (head) group.append(s("path", { class: "head", d: head }));
  return group;
}

function headOf([x, y], [dx, dy], attack) {
  if (attack) return `M${x - 7 * dy - 2 * dx} ${y - 2 * dy - 7 * dx}L${x + 7 * dy - 2 * dx} ${y - 2 * dy + 7 * dx}`;
  return `M${x} ${y}L${x - 5.5 * dy - 11 * dx} ${y - 11 * dy - 5.5 * dx}L${x + 5.5 * dy - 11 * dx} ${y - 11 * dy + 5.5 * dx}Z`;
}

function pillDrawn([x, y, width, numbers, verb]) {
  const { step } = relations[numbers[0]], sure = Math.max(...numbers.map(number => relations[number].confidence));
  const target = [...new Set(numbers.map(r => components[relations[r].target].label))].join("; ");
  const what = step !== null ? " the step from" : "";
  return s("g", { class: `pill ${tone(relations[numbers[0]])}${sure < 0.3 ? " weak" : ""}${relations[numbers[0]].rejected ? " rejected" : ""}`, "data-r": numbers.join(" "), tabindex: -1, role: "button",
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
