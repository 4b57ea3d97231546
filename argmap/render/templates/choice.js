// What is to be seen: the components of the view, without what the filters hide and what is folded away.
const MOST_NEAR = 40;
const painted = new Map();

function passes(number) {
  const component = components[number];
  return !gone(component) && component.confidence * 100 >= state.least && !state.off.has(`kind ${component.kind}`) &&
    !state.off.has(`author ${component.author}`) && !state.off.has(`source ${component.source}`);
}

// What a person rejected is seen only while reviewing.
const gone = item => Boolean(item.rejected) && !reviewing.on;

function linkPasses(number) {
  const relation = relations[number];
  return !gone(relation) && relation.confidence * 100 >= state.least && !state.off.has(`relation ${relation.verb}`);
}

function disputePasses(number) {
  const dispute = disputes[number];
  return !gone(dispute) && !state.off.has(`status ${dispute.status}`) &&
    [...dispute.for, ...dispute.against].some(passes);
}

function nearby(centre, steps) {
  // The nearest first, along relations in both directions.
  const seen = new Map([[centre, 0]]);
  for (const [number, far] of seen) {
    if (far === steps) continue;
    const beside = [...leaving[number].filter(linkPasses).map(link => relations[link].target),
      ...entering[number].filter(linkPasses).map(link => relations[link].source)];
    for (const other of beside) if (!seen.has(other) && seen.size < MOST_NEAR && passes(other)) seen.set(other, far + 1);
  }
  return [...seen.keys()].sort((a, b) => a - b);
}

function view0() {
  // The picture that Python drew for this view, or the components to draw, and the sides they stand on.
  if (state.scope === "all") return { picture: wholePicture(), sides: () => new Map() };
  if (state.scope === "point" && state.dispute !== null) {
    return { picture: disputes[state.dispute].picture, sides: shown => sidesOf(shown, disputes[state.dispute]) };
  }
  return { nodes: state.centre === null ? [] : nearby(state.centre, state.steps), sides: () => new Map() };
}

function chosen() {
  const { picture, nodes } = view0(), base = nodes || picture.nodes.map(node => node[0]);
  const wanted = new Set([...base, ...state.opened].filter(passes));
  return withoutFolded(wanted);
}

function withoutFolded(wanted) {
  if (!state.folded.size) return [...wanted].sort((a, b) => a - b);
  const hidden = new Set(), edge = [...state.folded];
  while (edge.length) {
    for (const link of entering[edge.pop()]) {
      const { source } = relations[link];
      if (hidden.has(source) || state.folded.has(source)) continue;
      hidden.add(source);
      edge.push(source);
    }
  }
  // What also speaks to something that stays, stays.
  const stays = number => leaving[number].some(link => wanted.has(relations[link].target) &&
    !hidden.has(relations[link].target) && !state.folded.has(relations[link].target));
  for (let moved = true; moved;) {
    moved = false;
    for (const number of hidden) if (stays(number)) moved = hidden.delete(number) || moved;
  }
  return [...wanted].filter(number => !hidden.has(number)).sort((a, b) => a - b);
}

function sidesOf(shown, dispute) {
  const known = new Set(shown), side = new Map();
  for (const number of dispute.against) side.set(number, -1);
  for (const number of dispute.for) side.set(number, 1);
  for (const [number, value] of side) {
    for (const link of entering[number]) {
      const { source, attack } = relations[link];
      if (known.has(source) && !side.has(source)) side.set(source, attack ? -value : value);
    }
  }
  return side;
}

function shownPicture() {
  // Python's picture where nothing is hidden or opened; else it is painted again without the gaps.
  const { picture, sides } = view0(), shown = chosen();
  const links = shown.flatMap(number => leaving[number]), hidden = links.filter(link => !linkPasses(link));
  if (picture && !data.changed && !reviewing.changes.length && !hidden.length && shown.length === picture.nodes.length && picture.nodes.every((node, at) => node[0] === shown[at])) return picture;
  if (!shown.length) return null;
  const key = `${state.scope} ${state.dispute} ${data.changed} ${reviewing.on} ${shown} ${hidden}`;
  if (!painted.has(key)) {
    if (painted.size > 60) painted.clear();
    painted.set(key, paint(shown, sides(shown), linkPasses, state.scope === "all" ? Math.max(1600, 330 * Math.sqrt(shown.length)) : data.row));
  }
  return painted.get(key);
}

const isShown = number => chosen().includes(number);

function unseen(number, shown) {
  // What speaks to a component, and what it speaks about, that the filters allow and the view leaves out.
  const out = list => [...new Set(list)].filter(other => !shown.has(other) && other !== number && passes(other));
  return { below: out(entering[number].filter(linkPasses).map(link => relations[link].source)),
    above: out(leaving[number].filter(linkPasses).map(link => relations[link].target)) };
}

function fold(number) {
  const shown = new Set(chosen()), { below } = unseen(number, shown);
  const folded = new Set(state.folded), opened = new Set(state.opened);
  if (below.length) {
    folded.delete(number);
    below.forEach(other => opened.add(other));
    say(`${plural(below.length, "reply", "replies")} shown`);
  } else if (entering[number].length) {
    folded.add(number);
    say("Replies folded away");
  }
  go({ folded, opened });
}

function openAbove(number) {
  const { above } = unseen(number, new Set(chosen()));
  if (above.length) go({ opened: new Set([...state.opened, ...above]) });
}
