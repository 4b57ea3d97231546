// Where in its row each box stands, as render/columns.py finds it.
const GAP_X = 24, LANE = 14, ROUNDS = 14;

function centres(found, widths, rowWidth) {
  const wide = [...widths, ...listOf(found.nodes - found.real, () => LANE)];
  const near = wide.map(() => []);
  for (const [low, high] of found.steps) {
    const pull = 1 + 2 * ((low >= found.real) + (high >= found.real));
    near[low].push([high, pull]);
    near[high].push([low, pull]);
  }
  const gaps = found.rows.map(row => row.slice(1).map((b, index) =>
    (wide[row[index]] + wide[b]) / 2 + (wide[row[index]] === LANE && wide[b] === LANE ? 0 : GAP_X)));
  const needs = found.rows.map((row, at) => gaps[at].reduce((sum, gap) => sum + gap, 0) + (wide[row[0]] + wide[row[row.length - 1]]) / 2);
  const half = Math.max(rowWidth, ...needs) / 2, centre = wide.map(() => 0), last = gaps.length - 1;
  for (let turn = 0; turn < (wide.length < MANY ? ROUNDS : 5); turn++) {
    for (let step = 0; step <= last; step++) {
      const at = turn % 2 ? last - step : step, row = found.rows[at];
      const [wishes, weights] = turn ? wished(row, near, centre) : [row.map(() => 0), row.map(() => 1)];
      const placed = spread(wishes, weights, gaps[at], wide[row[0]] / 2 - half, half - wide[row[row.length - 1]] / 2);
      row.forEach((node, index) => (centre[node] = placed[index]));
    }
  }
  return centre;
}

function wished(row, near, centre) {
  const wishes = [], weights = [];
  for (const node of row) {
    let weight = 0, wish = 0;
    for (const [other, pull] of near[node]) {
      weight += pull;
      wish += centre[other] * pull;
    }
    wishes.push(weight ? wish / weight : centre[node]);
    weights.push(weight || 0.01);
  }
  return [wishes, weights];
}

function spread(wishes, weights, gaps, low, high) {
  // The places nearest to the wishes that keep order, gaps and bounds: pool adjacent violators.
  const offset = [0];
  for (const gap of gaps) offset.push(offset[offset.length - 1] + gap);
  const pools = [];
  wishes.forEach((wish, index) => {
    let value = wish - offset[index], weight = weights[index], count = 1;
    while (pools.length && pools[pools.length - 1][0] > value) {
      const [before, heavy, many] = pools.pop();
      value = (before * heavy + value * weight) / (heavy + weight);
      weight = heavy + weight;
      count += many;
    }
    pools.push([value, weight, count]);
  });
  const end = high - offset[offset.length - 1];
  const values = pools.flatMap(([value, , count]) => listOf(count, () => Math.max(low, Math.min(value, end))));
  return values.map((value, index) => value + offset[index]);
}
