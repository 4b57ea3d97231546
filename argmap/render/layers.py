"""Which row each box stands in and in which order: cycles broken, rows filled, crossings reduced; ints only.

The classic scheme (Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system
structures, 1981): an edge runs up from its source to its target, one row at a time, through stand-ins
where it passes a row. Ties go to what was given first, so the same input gives the same picture.
"""

import heapq
from bisect import bisect_right, insort
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[int, int]
SWEEPS = 10
SMALL = 220
MANY = 4000


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows from the top; numbers from `real` on are stand-ins; a chain runs from source up to target."""

    rows: list[list[int]]
    chains: list[list[int]]
    steps: list[Edge]
    real: int

    @property
    def nodes(self) -> int:
        """Return how many nodes there are, stand-ins included."""
        return sum(len(row) for row in self.rows)


def turned(count: int, edges: Sequence[Edge]) -> set[Edge]:
    """Return the edges that close a cycle, found depth first from the first node on."""
    above = neighbours(count, edges)
    state = [0] * count
    closing: set[Edge] = set()
    for root in range(count):
        path = [(root, iter(above[root]))] if not state[root] else []
        state[root] = state[root] or 1
        while path:
            node, rest = path[-1]
            step = next((t for t in rest if not (state[t] and _closes(node, t, state, closing))), None)
            if step is None:
                state[path.pop()[0]] = 2
            else:
                state[step] = 1
                path.append((step, iter(above[step])))
    return closing


def _closes(node: int, target: int, state: list[int], closing: set[Edge]) -> bool:
    if state[target] == 1:
        closing.add((node, target))
    return True


def neighbours(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """Return for each node the ends of the edges that start at it."""
    found: list[list[int]] = [[] for _ in range(count)]
    for source, target in edges:
        found[source].append(target)
    return found


def layers(
    widths: Sequence[float], edges: Sequence[Edge], bundles: Sequence[Hashable], *, limit: float, gap: float
) -> Layers:
    """Return rows no wider than `limit` (a single box may be) for edges without cycles.

    Edges to one target that have the same bundle pass a row through the same stand-in.
    """
    row = _rows(widths, edges, limit, gap)
    rows: list[list[int]] = [[] for _ in range(max(row, default=-1) + 1)]
    lanes: dict[tuple[int, Hashable, int], int] = {}
    chains = []
    for (source, target), bundle in zip(edges, bundles, strict=True):
        passed = range(row[source] - 1, row[target], -1)
        through = [lanes.setdefault((target, bundle, at), len(widths) + len(lanes)) for at in passed]
        chains.append([source, *through, target])
    row += [key[2] for key in lanes]
    steps = list(dict.fromkeys(step for chain in chains for step in pairwise(chain)))
    for node in _reading_order(len(row), steps, row):
        rows[row[node]].append(node)
    return Layers(_ordered(rows, steps, len(row)), chains, steps, len(widths))


def _rows(widths: Sequence[float], edges: Sequence[Edge], limit: float, gap: float) -> list[int]:
    count = len(widths)
    above, below = neighbours(count, edges), neighbours(count, [(t, s) for s, t in edges])
    depth = _depths(above, below)
    rank = {node: place for place, node in enumerate(_depth_first(range(count), above, below))}
    row, used = [0] * count, [0.0] * (count + max(depth, default=0) + 1)
    for node in sorted(range(count), key=lambda n: (depth[n], rank[n])):
        at = max([row[t] + 1 for t in above[node]], default=depth[node])
        while used[at] and used[at] + gap + widths[node] > limit:
            at += 1
        row[node] = at
        used[at] += widths[node] + (gap if used[at] else 0)
    return _without_holes(row)


def _without_holes(row: list[int]) -> list[int]:
    place = {at: index for index, at in enumerate(sorted(set(row)))}
    return [place[at] for at in row]


def _depths(above: list[list[int]], below: list[list[int]]) -> list[int]:
    """Longest way up; what answers nothing stands right above the first thing that answers it."""
    depth, waiting = [0] * len(above), [len(targets) for targets in above]
    ready = [node for node, count in enumerate(waiting) if not count]
    heapq.heapify(ready)
    while ready:
        node = heapq.heappop(ready)
        for source in below[node]:
            depth[source] = max(depth[source], depth[node] + 1)
            waiting[source] -= 1
            if not waiting[source]:
                heapq.heappush(ready, source)
    for node, targets in enumerate(above):
        if not targets and below[node]:
            depth[node] = min(depth[source] for source in below[node]) - 1
    return depth


def _depth_first(roots: Sequence[int], above: list[list[int]], below: list[list[int]]) -> list[int]:
    seen: dict[int, None] = {}
    for first in [*(r for r in roots if not above[r]), *roots]:
        stack = [first]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen[node] = None
                stack += reversed(below[node])
    return list(seen)


def _reading_order(count: int, steps: list[Edge], row: list[int]) -> list[int]:
    below = neighbours(count, [(high, low) for low, high in steps])
    roots = sorted(range(count), key=lambda node: row[node])
    return _depth_first(roots, neighbours(count, steps), below)


def _ordered(rows: list[list[int]], steps: list[Edge], count: int) -> list[list[int]]:
    up, down = neighbours(count, steps), neighbours(count, [(high, low) for low, high in steps])
    best, fewest = rows, crossings(rows, up)
    for sweep in range((SWEEPS if count < MANY else 4) if fewest else 0):
        rows = _swept(rows, up, down, downwards=sweep % 2 == 0)
        if count <= SMALL:
            rows = _switched(rows, up, down)
        now = crossings(rows, up)
        if now < fewest:
            best, fewest = rows, now
    return best


def _swept(rows: list[list[int]], up: list[list[int]], down: list[list[int]], *, downwards: bool) -> list[list[int]]:
    rows = list(rows)
    look = up if downwards else down
    for at in range(len(rows)) if downwards else range(len(rows) - 1, -1, -1):
        beside = at - 1 if downwards else at + 1
        if 0 <= beside < len(rows):
            place = {node: index for index, node in enumerate(rows[beside])}
            scale = len(rows[beside]) / max(1, len(rows[at]))
            own = {node: index * scale for index, node in enumerate(rows[at])}
            middle = {n: sum(place[o] for o in look[n]) / len(look[n]) if look[n] else own[n] for n in rows[at]}
            rows[at] = sorted(rows[at], key=lambda node: (middle[node], own[node]))
    return rows


def _switched(rows: list[list[int]], up: list[list[int]], down: list[list[int]]) -> list[list[int]]:
    """Swap neighbours in a row wherever that saves a crossing, until none does."""
    rows = [list(row) for row in rows]
    place = {node: index for row in rows for index, node in enumerate(row)}
    moved, rounds = True, 0
    while moved and rounds < SWEEPS:
        moved, rounds = False, rounds + 1
        for row in rows:
            for index in range(len(row) - 1):
                left, right = row[index], row[index + 1]
                if _between(left, right, up, down, place) > _between(right, left, up, down, place):
                    row[index], row[index + 1] = right, left
                    place[left], place[right] = index + 1, index
                    moved = True
    return rows


def _between(left: int, right: int, up: list[list[int]], down: list[list[int]], place: dict[int, int]) -> int:
    return sum(place[a] > place[b] for look in (up, down) for a in look[left] for b in look[right])


def crossings(rows: Sequence[Sequence[int]], up: Sequence[Sequence[int]]) -> int:
    """Return how often edges cross when each row is joined to the row above it."""
    total = 0
    for above, row in pairwise(rows):
        place = {node: index for index, node in enumerate(above)}
        passed: list[int] = []
        for node in row:
            ends = sorted(place[target] for target in up[node])
            total += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return total
