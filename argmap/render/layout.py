"""Where boxes stand: what is answered above, replies below, no box on another, the same picture every time.

Pure and plain: boxes and edges in, places and routes out. A route never runs behind a box, because a long
edge keeps a lane of its own through every row that it passes.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from argmap.render import layers as rows_of
from argmap.render.columns import GAP_X, centres, spread

GAP_Y = 58.0
PORT = 18.0

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place, as wide and as high as it will be drawn."""

    id: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The upper left corner of a box and its size."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by box id; for each edge that was given, its points from source to target."""

    placed: dict[str, Placed]
    routes: tuple[tuple[Point, ...], ...]
    width: int
    height: int


@dataclass(slots=True)
class _Piece:
    """One connected part, placed with its own origin."""

    nodes: list[int]
    edges: list[int]
    placed: dict[int, Placed]
    routes: dict[int, list[Point]]
    width: int
    height: int


def layout(
    nodes: Sequence[Box],
    edges: Sequence[tuple[str, str]],
    *,
    bundles: Sequence[Hashable] | None = None,
    row_width: float = 960,
) -> Layout:
    """Place `nodes` so that an edge runs up from its source to its target.

    Rows are broken at `row_width`, and up to it unconnected parts are set side by side. Edges to one target
    with the same of the `bundles` (one for each edge) run together where they pass a row. Edges may form
    cycles, repeat, or start where they end (those get no route); unknown ends are an error.
    """
    number = {box.id: index for index, box in enumerate(nodes)}
    ends = [(number[source], number[target]) for source, target in edges]
    pieces = [_piece(part, lines, nodes, ends, bundles, row_width) for part, lines in _parts(len(nodes), ends)]
    pieces.sort(key=lambda piece: (-len(piece.nodes), piece.nodes[0]))
    return _packed(pieces, nodes, len(ends), row_width)


def _parts(count: int, ends: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Connected parts: their nodes and the numbers of their edges, in the order given."""
    group = list(range(count))

    def find(node: int) -> int:
        while group[node] != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    for source, target in ends:
        low, high = sorted((find(source), find(target)))
        group[high] = low
    parts: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(count):
        parts.setdefault(find(node), ([], []))[0].append(node)
    for index, (source, _) in enumerate(ends):
        parts[find(source)][1].append(index)
    return list(parts.values())


def _piece(
    part: list[int],
    lines: list[int],
    nodes: Sequence[Box],
    ends: Sequence[tuple[int, int]],
    bundles: Sequence[Hashable] | None,
    row_width: float,
) -> _Piece:
    local = {node: index for index, node in enumerate(part)}
    kept = [index for index in lines if ends[index][0] != ends[index][1]]
    if not kept:
        # Many components stand alone.
        (box,) = (nodes[node] for node in part)
        return _Piece(part, [], {part[0]: Placed(0, 0, box.width, box.height)}, {}, box.width, box.height)
    arrows = [(local[ends[index][0]], local[ends[index][1]]) for index in kept]
    backward = rows_of.turned(len(part), arrows)
    upward = [(t, s) if (s, t) in backward else (s, t) for s, t in arrows]
    boxes = [nodes[node] for node in part]
    # What runs backward, or was not given a bundle, keeps to itself.
    keys = [
        (None, index) if bundles is None or arrow in backward else (bundles[index], None)
        for index, arrow in zip(kept, arrows, strict=True)
    ]
    found = rows_of.layers([box.width for box in boxes], upward, keys, limit=row_width, gap=GAP_X)
    centre = centres(found, [box.width for box in boxes], row_width)
    placed, tops, bottoms = _heights(found, boxes, centre)
    ports = _ports(found, placed, centre)
    routes = {}
    for index, arrow, chain, port in zip(kept, arrows, found.chains, ports, strict=True):
        points = _route(chain, placed, centre, tops, bottoms, port, arrow in backward)
        routes[index] = points[::-1] if arrow in backward else points
    return _shifted(part, kept, placed, routes)


def _heights(
    found: rows_of.Layers, boxes: Sequence[Box], centre: list[float]
) -> tuple[dict[int, Placed], dict[int, int], dict[int, int]]:
    placed: dict[int, Placed] = {}
    tops, bottoms, y = {}, {}, 0
    reach = _reach(found, centre)
    for row in found.rows:
        real = [node for node in row if node < found.real]
        high = max((boxes[node].height for node in real), default=0)
        for node in row:
            tops[node], bottoms[node] = y, y + high
        for node in real:
            box = boxes[node]
            placed[node] = Placed(round(centre[node] - box.width / 2), y, box.width, box.height)
        y += high + round(GAP_Y + min(48.0, max(reach[node] for node in row) / 14))
    return placed, tops, bottoms


def _reach(found: rows_of.Layers, centre: list[float]) -> list[float]:
    """How far the edges that come up to each node go sideways: a flat curve needs more height."""
    reach = [0.0] * len(centre)
    for low, high in found.steps:
        reach[high] = max(reach[high], abs(centre[low] - centre[high]))
    return reach


def _ports(found: rows_of.Layers, placed: dict[int, Placed], centre: list[float]) -> list[float]:
    """Where each edge meets the lower side of the box above it: side by side, in the order they come."""
    arriving: dict[int, dict[tuple[bool, int], list[int]]] = {}
    for index, chain in enumerate(found.chains):
        shared = chain[-2] >= found.real
        arriving.setdefault(chain[-1], {}).setdefault((shared, chain[-2] if shared else index), []).append(index)
    ports = [0.0] * len(found.chains)
    for node, groups in arriving.items():
        came = {key: centre[found.chains[lines[0]][-2]] for key, lines in groups.items()}
        order = sorted(groups, key=lambda key: (came[key], key))
        box, last = placed[node], len(order) - 1
        margin = min(26.0, box.width / 2)
        low, high = box.x + margin, box.x + box.width - margin
        step = min(PORT, (high - low) / last) if last else 0.0
        wishes = [came[key] for key in order]
        for key, at in zip(order, spread(wishes, [1.0] * len(order), [step] * last, low, high), strict=True):
            for index in groups[key]:
                ports[index] = at
    return ports


def _route(
    chain: list[int],
    placed: dict[int, Placed],
    centre: list[float],
    tops: dict[int, int],
    bottoms: dict[int, int],
    port: float,
    backward: bool,
) -> list[Point]:
    low, high = placed[chain[0]], placed[chain[-1]]
    # What runs backward ends on an upper side, where the words of that box's own edges stand in the middle.
    start = low.x + low.width - 14 if backward else round(centre[chain[0]])
    points = [(start, low.y)]
    for node in chain[1:-1]:
        points += [(round(centre[node]), bottoms[node]), (round(centre[node]), tops[node])]
    points.append((round(port), bottoms[chain[-1]]))
    if bottoms[chain[-1]] != high.y + high.height:
        points.append((round(port), high.y + high.height))
    return points


def _shifted(part: list[int], kept: list[int], placed: dict[int, Placed], routes: dict[int, list[Point]]) -> _Piece:
    points = [point for route in routes.values() for point in route]
    left = min([box.x for box in placed.values()] + [x for x, _ in points])
    right = max([box.x + box.width for box in placed.values()] + [x for x, _ in points])
    bottom = max(box.y + box.height for box in placed.values())
    moved = {part[n]: Placed(b.x - left, b.y, b.width, b.height) for n, b in placed.items()}
    ways = {index: [(x - left, y) for x, y in route] for index, route in routes.items()}
    return _Piece(part, kept, moved, ways, right - left, bottom)


def _packed(pieces: list[_Piece], nodes: Sequence[Box], count: int, sheet_width: float) -> Layout:
    """Set the parts on shelves, largest first."""
    placed: dict[int, Placed] = {}
    routes: list[tuple[Point, ...]] = [()] * count
    x = y = shelf = wide = 0
    for piece in pieces:
        if x and x + piece.width > sheet_width:
            x, y, shelf = 0, y + shelf + round(GAP_Y), 0
        for node, box in piece.placed.items():
            placed[node] = Placed(box.x + x, box.y + y, box.width, box.height)
        for index, route in piece.routes.items():
            routes[index] = tuple((px + x, py + y) for px, py in route)
        shelf, wide = max(shelf, piece.height), max(wide, x + piece.width)
        x += piece.width + round(GAP_X) * 2
    return Layout({nodes[n].id: placed[n] for n in range(len(nodes))}, tuple(routes), wide, y + shelf)
