// The whole map as drawn on a canvas: the same cards and lines as in the focused picture, less of them from afar.
const FAR_AWAY = 0.3, CHUNK = 150;
const inks = {};

function mixInks() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["bg", "pane", "card", "ink", "ink2", "line2", "support", "attack", "mark", "soft"]) inks[name] = style.getPropertyValue(`--${name}`).trim();
}

function linesOf(picture) {
  // Lines of one look are drawn together, in pieces that can be left out when they are out of sight.
  const kinds = new Map();
  for (const edge of picture.edges) {
    const [numbers, part, ...way] = edge, relation = relations[numbers[0]];
    if (way.length < 4) continue;
    const look = relation.attack ? (relation.subtype === "undercut" ? "undercut" : "attack") : softly(relation) ? "soft" : "support";
    const sure = Math.ceil(Math.max(...numbers.map(number => relations[number].confidence)) * 4) / 4;
    const name = `${look} ${sure}`, list = kinds.get(name) || [];
    if (!list.length || list[list.length - 1].count >= CHUNK) {
      list.push({ look, sure, count: 0, line: new Path2D(), head: new Path2D(), top: Infinity, bottom: -Infinity });
    }
    addLine(list[list.length - 1], way, part, relation, picture);
    kinds.set(name, list);
  }
  return [...kinds.values()].flat();
}

function addLine(chunk, way, part, relation, picture) {
  const { line, head } = wayOf(way, part, relation, picture);
  chunk.count++;
  chunk.line.addPath(new Path2D(line));
  if (head) chunk.head.addPath(new Path2D(head));
  for (let i = 1; i < way.length; i += 2) {
    chunk.top = Math.min(chunk.top, way[i]);
    chunk.bottom = Math.max(chunk.bottom, way[i]);
  }
}

const DASHES = { attack: [7, 5], undercut: [1.5, 4.5], support: [], soft: [] };

function drawLines(ctx, chunks, scale, seen) {
  const near = scale > FAR_AWAY;
  for (const chunk of chunks) {
    if (chunk.bottom < seen.top || chunk.top > seen.bottom) continue;
    ctx.strokeStyle = ctx.fillStyle = ["support", "soft"].includes(chunk.look) ? inks.support : inks.attack;
    ctx.globalAlpha = 0.3 + 0.7 * chunk.sure;
    ctx.lineWidth = Math.max(1.8, 0.7 / scale);
    ctx.setLineDash(near ? DASHES[chunk.look] : []);
    ctx.stroke(chunk.line);
    if (!near) continue;
    ctx.setLineDash([]);
    if (chunk.look === "support") ctx.fill(chunk.head);
    else {
      ctx.lineWidth = chunk.look === "soft" ? 1.8 : 3;
      ctx.stroke(chunk.head);
    }
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function drawJoints(ctx, joints) {
  ctx.lineWidth = 2;
  ctx.strokeStyle = inks.attack;
  ctx.fillStyle = inks.bg;
  for (const [, x, y] of joints) {
    ctx.beginPath();
    ctx.arc(x + 7, y + 7, 6, 0, 7);
    ctx.fill();
    ctx.stroke();
  }
}

function drawCard(ctx, number, part, x, y, { selected, hover }, scale, more) {
  const component = components[number], high = heightOf(number, part), claim = component.kind === "claim";
  ctx.fillStyle = selected ? inks.mark : hover ? inks.soft : component.confidence < 0.5 ? inks.pane : inks.card;
  ctx.strokeStyle = selected || hover ? inks.ink : claim ? inks.ink2 : inks.line2;
  ctx.lineWidth = selected ? Math.max(2.5, 1.5 / scale) : claim ? 1.5 : 1;
  if (scale <= FAR_AWAY) {
    ctx.fillRect(x, y, data.card, high);
    ctx.strokeRect(x, y, data.card, high);
    return;
  }
  ctx.translate(x, y);
  const box = shaped(number, component, high, part);
  ctx.fill(box);
  if (component.confidence < 0.5) ctx.setLineDash([4, 3]);
  ctx.stroke(box);
  ctx.setLineDash([]);
  if (component.quoted) {
    ctx.lineWidth = 3;
    ctx.stroke(new Path2D(`M${BAR} 12V${high - 12}`));
  }
  writeCard(ctx, component, part, claim, selected);
  if (more) writeMore(ctx, more, high);
}

function writeMore(ctx, more, high) {
  ctx.fillStyle = inks.card;
  ctx.strokeStyle = inks.ink2;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.roundRect(data.card - 30, high - 12, 30, 24, 12);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = inks.ink;
  ctx.font = "600 12px Arial, Liberation Sans, sans-serif";
  ctx.textAlign = "center";
  ctx.fillText(`+${more}`, data.card - 15, high + 4);
  ctx.textAlign = "start";
}

const shapes = new Map();

function shaped(number, component, high, part) {
  const key = `${number} ${high}`;
  if (!shapes.has(key)) shapes.set(key, new Path2D(shapeOf(component, high, part)));
  return shapes.get(key);
}

function writeCard(ctx, component, part, claim, selected) {
  const face = "Arial, Liberation Sans, Helvetica Neue, Helvetica, sans-serif";
  ctx.textBaseline = "alphabetic";
  if (!part) {
    component.head.forEach((line, row) => {
      const [first, what] = line.split("\t");
      ctx.font = `${row ? 400 : 600} 12px ${face}`;
      ctx.fillStyle = row && !selected ? inks.ink2 : inks.ink;
      ctx.fillText(first, PAD, 27 + HEAD * row);
      if (!what) return;
      const wide = ctx.measureText(first).width;
      ctx.font = `400 12px ${face}`;
      ctx.fillStyle = selected ? inks.ink : inks.ink2;
      ctx.fillText(what, PAD + wide + 6, 27 + HEAD * row);
    });
  }
  const top = part ? 13 : 16 + HEAD * component.head.length + 5, turned = rightToLeft(component.label);
  ctx.font = `${claim ? 600 : 400} 14px ${face}`;
  ctx.fillStyle = inks.ink;
  ctx.direction = turned ? "rtl" : "ltr";
  component.lines.forEach((line, row) => ctx.fillText(line, turned ? data.card - PAD : PAD, top + LINE * row + 14, data.card - 2 * PAD));
  ctx.direction = "ltr";
  ctx.font = `400 11.5px ${face}`;
  for (const [text, x, row, wide] of component.tags) {
    const y = top + LINE * component.lines.length + 6 + TAG * row;
    ctx.fillStyle = inks.soft;
    ctx.beginPath();
    ctx.roundRect(PAD + x, y, wide, 18, 9);
    ctx.fill();
    ctx.fillStyle = inks.ink;
    ctx.fillText(text, PAD + x + 8, y + 13, wide - 12);
  }
}
