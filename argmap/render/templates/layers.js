// Rows and their order, as render/layers.py finds them, for pictures that the reader changes; a test compares both.
const SWEEPS = 10, FEW = 220, MANY = 4000;

const listOf = (count, make) => Array.from({ length: count }, make);
const both = (a, b) => a * 0x4000000 + b;

function turned(count, edges) {
  // The edges that close a cycle, found depth first from the first node on.
  const above = neighbours(count, edges), mark = listOf(count, () => 0), closing = new Set();
  for (let root = 0; root < count; root++) {
    const path = mark[root] ? [] : [[root, 0]];
    mark[root] ||= 1;
    while (path.length) {
      const top = path[path.length - 1], [node] = top;
      let next = -1;
      while (next < 0 && top[1] < above[node].length) {
        const target = above[node][top[1]++];
        if (mark[target] === 1) closing.add(both(node, target));
        else if (!mark[target]) next = target;
      }
      if (next < 0) mark[path.pop()[0]] = 2;
      else {
        mark[next] = 1;
        path.push([next, 0]);
      }
    }
  }
  return closing;
}

function neighbours(count, edges) {
  const found = listOf(count, () => []);
  for (const [source, target] of edges) found[source].push(target);
  return found;
}

const backwards = edges => edges.map(([source, target]) => [target, source]);

function layers(widths, edges, bundles, limit, gap) {
  const row = rowsOf(widths, edges, limit, gap);
  const rows = listOf(Math.max(-1, ...row) + 1, () => []), lanes = new Map(), chains = [];
  edges.forEach(([source, target], index) => {
    const through = [];
    for (let at = row[source] - 1; at > row[target]; at--) {
      const key = `${target} ${bundles[index]} ${at}`;
      if (!lanes.has(key)) lanes.set(key, [widths.length + lanes.size, at]);
      through.push(lanes.get(key)[0]);
    }
    chains.push([source, ...through, target]);
  });
  for (const [, at] of lanes.values()) row.push(at);
  const steps = new Map();
  for (const chain of chains) for (let i = 1; i < chain.length; i++) steps.set(both(chain[i - 1], chain[i]), [chain[i - 1], chain[i]]);
  const found = [...steps.values()];
  for (const node of readingOrder(row.length, found, row)) rows[row[node]].push(node);
  return { rows: ordered(rows, found, row.length), chains, steps: found, real: widths.length, nodes: row.length };
}

function rowsOf(widths, edges, limit, gap) {
  const count = widths.length, above = neighbours(count, edges), below = neighbours(count, backwards(edges));
  const depth = depths(above, below), rank = [];
  depthFirst(listOf(count, (_, node) => node), above, below).forEach((node, place) => (rank[node] = place));
  const row = listOf(count, () => 0), used = [];
  const order = listOf(count, (_, node) => node).sort((a, b) => depth[a] - depth[b] || rank[a] - rank[b]);
  for (const node of order) {
    let at = above[node].length ? Math.max(...above[node].map(target => row[target] + 1)) : depth[node];
    while (used[at] && used[at] + gap + widths[node] > limit) at++;
    row[node] = at;
    used[at] = (used[at] || 0) + widths[node] + (used[at] ? gap : 0);
  }
  const place = new Map([...new Set(row)].sort((a, b) => a - b).map((at, index) => [at, index]));
  return row.map(at => place.get(at));
}

function depths(above, below) {
  // Longest way up; what answers nothing stands right above the first thing that answers it.
  const depth = above.map(() => 0), waiting = above.map(targets => targets.length);
  const ready = waiting.flatMap((count, node) => (count ? [] : [node]));
  for (let node; (node = ready.shift()) !== undefined;) {
    for (const source of below[node]) {
      depth[source] = Math.max(depth[source], depth[node] + 1);
      if (!--waiting[source]) ready.push(source);
    }
  }
  above.forEach((targets, node) => {
    if (!targets.length && below[node].length) depth[node] = Math.min(...below[node].map(source => depth[source])) - 1;
  });
  return depth;
}

function depthFirst(roots, above, below) {
  const seen = new Set();
  for (const first of [...roots.filter(root => !above[root].length), ...roots]) {
    const stack = [first];
    while (stack.length) {
      const node = stack.pop();
      if (seen.has(node)) continue;
      seen.add(node);
      for (let i = below[node].length - 1; i >= 0; i--) stack.push(below[node][i]);
    }
  }
  return [...seen];
}

function readingOrder(count, steps, row) {
  const roots = listOf(count, (_, node) => node).sort((a, b) => row[a] - row[b] || a - b);
  return depthFirst(roots, neighbours(count, steps), neighbours(count, backwards(steps)));
}

function ordered(rows, steps, count) {
  const up = neighbours(count, steps), down = neighbours(count, backwards(steps));
  let best = rows, fewest = crossings(rows, up);
  for (let sweep = 0, most = fewest ? (count < MANY ? SWEEPS : 4) : 0; sweep < most; sweep++) {
    rows = swept(rows, up, down, sweep % 2 === 0);
    if (count <= FEW) rows = switched(rows, up, down);
    const now = crossings(rows, up);
    if (now < fewest) [best, fewest] = [rows, now];
  }
  return best;
}

const placesIn = row => new Map(row.map((node, index) => [node, index]));

function swept(rows, up, down, downwards) {
  rows = [...rows];
  const look = downwards ? up : down, last = rows.length - 1;
  for (let turn = 0; turn <= last; turn++) {
    const at = downwards ? turn : last - turn, beside = downwards ? at - 1 : at + 1;
    if (beside < 0 || beside > last) continue;
    const place = placesIn(rows[beside]), scale = rows[beside].length / Math.max(1, rows[at].length);
    const own = new Map(rows[at].map((node, index) => [node, index * scale]));
    const middle = new Map(rows[at].map(node => [node, look[node].length
      ? look[node].reduce((sum, other) => sum + place.get(other), 0) / look[node].length : own.get(node)]));
    rows[at] = [...rows[at]].sort((a, b) => middle.get(a) - middle.get(b) || own.get(a) - own.get(b));
  }
  return rows;
}

function switched(rows, up, down) {
  // Swap neighbours in a row wherever that saves a crossing, until none does.
  rows = rows.map(row => [...row]);
  const place = new Map(rows.flatMap(row => [...placesIn(row)]));
  const between = (left, right) => [up, down].reduce((sum, look) => sum + look[left].reduce((more, a) =>
    more + look[right].reduce((count, b) => count + (place.get(a) > place.get(b)), 0), 0), 0);
  for (let moved = true, rounds = 0; moved && rounds < SWEEPS; rounds++) {
    moved = false;
    for (const row of rows) {
      for (let index = 0; index < row.length - 1; index++) {
        const [left, right] = [row[index], row[index + 1]];
        if (between(left, right) <= between(right, left)) continue;
        [row[index], row[index + 1]] = [right, left];
        place.set(left, index + 1).set(right, index);
        moved = true;
      }
    }
  }
  return rows;
}

function crossings(rows, up) {
  let total = 0;
  for (let at = 1; at < rows.length; at++) {
    const place = placesIn(rows[at - 1]), passed = listOf(rows[at - 1].length, () => 0);
    for (const node of rows[at]) {
      const ends = up[node].map(target => place.get(target));
      for (const end of ends) for (let i = end + 1; i < passed.length; i++) total += passed[i];
      for (const end of ends) passed[end]++;
    }
  }
  return total;
}
