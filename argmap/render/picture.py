"""One picture as plain numbers: cards, lines, the words on them, and junctions where a step is attacked."""

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.render.cards import WIDTH, Card
from argmap.render.graph import Graph
from argmap.render.labels import width
from argmap.render.layout import Box, Layout, Placed, Point, layout

JOINT = 14
BESIDE = 20
PILL = 18
BETWEEN = 5
WHOLE, FIRST, LAST = 0, 1, 2

Edge = tuple[int, int, str, str]
Route = list[Point]


class Painter:
    """Draws pictures of one map: the graph, its cards and the words on its links are given once."""

    def __init__(self, graph: Graph, cards: Sequence[Card], verbs: Sequence[str]) -> None:
        self.graph, self.cards, self.verbs = graph, cards, verbs

    def picture(self, shown: Sequence[int], side: Mapping[int, int], *, row_width: float) -> dict[str, Any]:
        """Return the picture of the components `shown`, ready to be written as JSON."""
        edges = self.edges(shown)
        found = self.placed(shown, edges, row_width)
        routes = [list(route) for route in found.routes]
        pills = self._pills(edges, routes, found)
        joints = [[int(name[1:]), box.x, box.y] for name, box in found.placed.items() if name[0] == "j"]
        nodes = [[n, found.placed[str(n)].x, found.placed[str(n)].y, side.get(n, 0)] for n in shown]
        lines = [
            [link, part, *(value for point in self._end(edge, route, found) for value in point)]
            for edge, route in zip(edges, routes, strict=True)
            for link, part in [edge[:2]]
        ]
        return {
            "w": found.width, "h": found.height, "nodes": nodes, "edges": lines, "pills": pills, "joints": joints,
        }  # fmt: skip

    def edges(self, shown: Sequence[int]) -> list[Edge]:
        """Return (link, part of it, from, to); a link that is undercut runs through its junction."""
        among = self.graph.among(shown)
        attacked = {self.graph.links[n].step for n in among} & set(among)
        edges: list[Edge] = []
        for number in among:
            link = self.graph.links[number]
            end = f"j{link.step}" if link.step in attacked else str(link.target)
            if number in attacked:
                edges += [(number, FIRST, str(link.source), f"j{number}"), (number, LAST, f"j{number}", end)]
            else:
                edges.append((number, WHOLE, str(link.source), end))
        return edges

    def placed(self, shown: Sequence[int], edges: Sequence[Edge], row_width: float) -> Layout:
        """Return the layout of the components and junctions."""
        joints = dict.fromkeys(name for edge in edges for name in edge[2:] if name[0] == "j")
        boxes = [Box(str(n), WIDTH, self.cards[n].height) for n in shown]
        boxes += [Box(name, JOINT, JOINT) for name in joints]
        verbs = [self.verbs[link] for link, *_ in edges]
        return layout(boxes, [edge[2:] for edge in edges], bundles=verbs, row_width=row_width)

    def _pills(self, edges: Sequence[Edge], routes: list[Route], found: Layout) -> list[list[Any]]:
        """Return the words at the start of the lines, one for all lines of a card that do the same."""
        rows: dict[tuple[str, int], dict[str, list[int]]] = {}
        for index, (link, part, source, _) in enumerate(edges):
            if part != LAST and routes[index]:
                row = rows.setdefault((source, routes[index][0][1]), {})
                row.setdefault(self.verbs[link], []).append(index)
        pills: list[list[Any]] = []
        for (source, y), row in rows.items():
            pills += self._pill_row(found.placed[source], y, row, edges, routes)
        return pills

    def _pill_row(
        self, box: Placed, y: int, row: dict[str, list[int]], edges: Sequence[Edge], routes: list[Route]
    ) -> list[list[Any]]:
        order = sorted(row, key=lambda verb: sum(routes[i][1][0] for i in row[verb]) / len(row[verb]))
        wide = [round(width(verb, 12, bold=True)) + PILL for verb in order]
        x = box.x + (box.width - sum(wide) - BETWEEN * (len(row) - 1)) / 2
        made: list[list[Any]] = []
        for verb, size in zip(order, wide, strict=True):
            for index in row[verb]:
                routes[index][0] = (round(x + size / 2), y)
            made.append([round(x), y, size, [edges[index][0] for index in row[verb]]])
            x += size + BETWEEN
        return made

    def _end(self, edge: Edge, route: Route, found: Layout) -> Route:
        """An undercut meets the junction from the side, so that its head does not lie on the line it attacks."""
        link, _, _, target = edge
        if target[0] != "j" or self.graph.links[link].step is None:
            return route
        box = found.placed[target]
        side = -1 if route[0][0] < box.x + JOINT // 2 else 1
        way = route[:-1]
        if len(route) > 2 and route[-2][0] == route[-1][0]:
            way[-1] = (route[-2][0] + side * BESIDE, route[-2][1])
        return [*way, (box.x + JOINT // 2 + side * (JOINT // 2 + 3), box.y + JOINT // 2)]
