"""How often lines cross in our pictures, and in dagre's of the same graphs; run by `make peers`, which brings dagre."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from argmap.pipeline import map_sources
from argmap.render import cards as card_of
from argmap.render import graph as graph_of
from argmap.render import words
from argmap.render.layout import Box, layout
from argmap.render.page import ROW
from argmap.render.points import points

ROOT = Path(__file__).resolve().parents[1]
Point = tuple[float, float]


def main() -> None:
    """Print the crossings of both."""
    graphs = [graph for source in sources() for graph in graphs_of(source)]
    ours = [
        layout([Box(*node) for node in g["nodes"]], g["edges"], bundles=g["verbs"], row_width=g["room"]) for g in graphs
    ]
    given = json.dumps([{key: g[key] for key in ("nodes", "edges")} for g in graphs])
    run = ["node", str(ROOT / "benchmarks" / "peers" / "dagre.mjs")]
    theirs = json.loads(subprocess.run(run, input=given, stdout=subprocess.PIPE, text=True, check=True).stdout)
    print(f"{'graph':<34}{'cards':>6}{'lines':>6}{'ours':>7}{'dagre':>7}")
    total = [0, 0]
    for graph, own, other in zip(graphs, ours, theirs, strict=True):
        counts = crossed(graph["edges"], own.routes), crossed(graph["edges"], other)
        total = [total[0] + counts[0], total[1] + counts[1]]
        print(f"{graph['name']:<34}{len(graph['nodes']):>6}{len(graph['edges']):>6}{counts[0]:>7}{counts[1]:>7}")
    print(f"{'all':<46}{total[0]:>7}{total[1]:>7}   ratio {total[0] / max(1, total[1]):.2f} (at most 1.2)")


def sources() -> list[str]:
    """Return the seeds, and the real sources where ARGMAP_DATA names a folder with them."""
    named = [path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in (".txt", ".html")]
    data = os.environ.get("ARGMAP_DATA")
    return [str(path) for path in [*named, *(sorted((Path(data) / "seeds").iterdir()) if data else [])]]


def graphs_of(source: str) -> Iterator[dict[str, Any]]:
    """Return the graph of each point's picture and of the whole map."""
    argument_map = map_sources([source])
    graph, cards = graph_of.graph(argument_map), card_of.cards(argument_map)
    verbs = [words.active(relation) for relation in argument_map.relations]
    label, everything = Path(source).name[:24], range(len(argument_map.components))
    views: list[tuple[str, Sequence[int], float]] = []
    for point in points(argument_map):
        core = [claim for side in point.sides for claim in side.claims]
        views.append((f"{label} {point.rank}", graph_of.around_dispute(graph, core), ROW))
    views.append((f"{label} whole", everything, max(1600.0, 330 * len(everything) ** 0.5)))
    for name, shown, room in views:
        links = graph.among(shown)
        yield {
            "name": name, "room": room, "nodes": [[str(n), card_of.WIDTH, cards[n].height] for n in shown],
            "edges": [[str(graph.links[n].source), str(graph.links[n].target)] for n in links],
            "verbs": [verbs[n] for n in links],
        }  # fmt: skip


def crossed(edges: Sequence[Sequence[str]], routes: Sequence[Sequence[Point]]) -> int:
    """Count the pairs of lines, without an end in common, that cross each other."""
    found = 0
    for (one, way), (other, path) in combinations(zip(edges, routes, strict=True), 2):
        if not {*one} & {*other} and any(cross(*a, *b) for a in pairwise(way) for b in pairwise(path)):
            found += 1
    return found


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether the inner points of two stretches meet in one point."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


if __name__ == "__main__":
    main()
