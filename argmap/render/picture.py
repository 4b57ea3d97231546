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
TOGETHER = "together support"

Edge = tuple[tuple[int, ...], int, str, str]
Route = list[Point]


class Painter:
    """Draws pictures of one map: the graph, its cards and the words on its links are given once.

    The page draws the same pictures itself where a reader hides or opens something: `templates/painter.js`
    follows this file line by line, and a test holds both to the same pixels.
    """

    def __init__(self, graph: Graph, cards: Sequence[Card], verbs: Sequence[str]) -> None:
        self.graph, self.cards, self.verbs = graph, cards, verbs

    def picture(self, shown: Sequence[int], side: Mapping[int, int], *, row_width: float) -> dict[str, Any]:
        """Return the picture of the components `shown`, ready to be written as JSON."""
        stacks = self.stacks(shown)
        edges = self.edges(shown, stacks)
        found = self.placed(shown, stacks, edges, row_width)
        routes = [list(route) for route in found.routes]
        pills = self._pills(edges, routes, found)
        joints = [[int(name[1:]), box.x, box.y] for name, box in found.placed.items() if name[0] == "j"]
        lines = [
            [[*links], part, *(value for point in self._end(edge, route, found) for value in point)]
            for edge, route in zip(edges, routes, strict=True)
            for links, part in [edge[:2]]
        ]
        frames = [[box.x, box.y, box.height, stacks[name]] for name, box in found.placed.items() if name in stacks]
        return {
            "w": found.width, "h": found.height, "nodes": self._nodes(shown, stacks, side, found), "edges": lines,
            "pills": pills, "joints": joints, "frames": frames,
        }  # fmt: skip

    def stacks(self, shown: Sequence[int]) -> dict[str, list[int]]:
        """Return by name the premises shown that make one reason together."""
        members: dict[int, list[int]] = {}
        for node in shown:
            members.setdefault(self.graph.reason[node], []).append(node)
        return {f"r{first}": nodes for first, nodes in members.items() if len(nodes) > 1}

    def edges(self, shown: Sequence[int], stacks: Mapping[str, Sequence[int]]) -> list[Edge]:
        """Return (links, part of them, from, to); a link that is undercut runs through its junction."""
        among = self.graph.among(shown)
        attacked = {self.graph.links[n].step for n in among} & set(among)
        edges: list[Edge] = []
        for number in among:
            link = self.graph.links[number]
            end = f"j{link.step}" if link.step in attacked else str(link.target)
            stack = stacks.get(f"r{self.graph.reason[link.source]}")
            if stack is not None:
                if link.source == stack[0]:
                    together = tuple(self.graph.leaving[node][0] for node in stack)
                    edges.append((together, WHOLE, f"r{self.graph.reason[link.source]}", end))
            elif number in attacked:
                edges += [((number,), FIRST, str(link.source), f"j{number}"), ((number,), LAST, f"j{number}", end)]
            else:
                edges.append(((number,), WHOLE, str(link.source), end))
        return edges

    def placed(
        self, shown: Sequence[int], stacks: Mapping[str, Sequence[int]], edges: Sequence[Edge], row_width: float
    ) -> Layout:
        """Return the layout of the components, the reasons that several make together, and the junctions."""
        boxes = []
        for node in shown:
            name = f"r{self.graph.reason[node]}"
            if name not in stacks:
                boxes.append(Box(str(node), WIDTH, self.cards[node].height))
            elif stacks[name][0] == node:
                boxes.append(Box(name, WIDTH, sum(self._heights(stacks[name]))))
        joints = dict.fromkeys(name for edge in edges for name in edge[2:] if name[0] == "j")
        boxes += [Box(name, JOINT, JOINT) for name in joints]
        return layout(boxes, [edge[2:] for edge in edges], bundles=[self._verb(e) for e in edges], row_width=row_width)

    def _heights(self, stack: Sequence[int]) -> list[int]:
        return [self.cards[stack[0]].height, *(self.cards[node].short for node in stack[1:])]

    def _nodes(
        self, shown: Sequence[int], stacks: Mapping[str, Sequence[int]], side: Mapping[int, int], found: Layout
    ) -> list[list[int]]:
        """Return (component, x, y, side, whether its head is left out)."""
        nodes = []
        for node in shown:
            stack = stacks.get(f"r{self.graph.reason[node]}", [node])
            box = found.placed[f"r{self.graph.reason[node]}" if len(stack) > 1 else str(node)]
            at = stack.index(node)
            nodes.append([node, box.x, box.y + sum(self._heights(stack)[:at]), side.get(node, 0), int(at > 0)])
        return nodes

    def _verb(self, edge: Edge) -> str:
        return TOGETHER if len(edge[0]) > 1 else self.verbs[edge[0][0]]

    def _pills(self, edges: Sequence[Edge], routes: list[Route], found: Layout) -> list[list[Any]]:
        """Return the words at the start of the lines, one for all lines of a card that do the same."""
        rows: dict[tuple[str, int], dict[str, list[int]]] = {}
        for index, edge in enumerate(edges):
            if edge[1] != LAST and routes[index]:
                row = rows.setdefault((edge[2], routes[index][0][1]), {})
                row.setdefault(self._verb(edge), []).append(index)
        pills: list[list[Any]] = []
        for (source, y), row in rows.items():
            pills += self._pill_row(found.placed[source], y, row, edges, routes)
        return pills

    def _pill_row(
        self, box: Placed, y: int, row: dict[str, list[int]], edges: Sequence[Edge], routes: list[Route]
    ) -> list[list[Any]]:
        order = sorted(row, key=lambda verb: sum(routes[i][1][0] for i in row[verb]) / len(row[verb]))
        wide = [pill_width(verb) for verb in order]
        x = box.x + (box.width - sum(wide) - BETWEEN * (len(row) - 1)) / 2
        made: list[list[Any]] = []
        for verb, size in zip(order, wide, strict=True):
            for index in row[verb]:
                routes[index][0] = (round(x + size / 2), y)
            made.append([round(x), y, size, [link for index in row[verb] for link in edges[index][0]], verb])
            x += size + BETWEEN
        return made

    def _end(self, edge: Edge, route: Route, found: Layout) -> Route:
        """An undercut meets the junction from the side, so that its head does not lie on the line it attacks."""
        (link, *_), _, _, target = edge
        if target[0] != "j" or self.graph.links[link].step is None:
            return route
        box = found.placed[target]
        side = -1 if route[0][0] < box.x + JOINT // 2 else 1
        way = route[:-1]
        if len(route) > 2 and route[-2][0] == route[-1][0]:
            way[-1] = (route[-2][0] + side * BESIDE, route[-2][1])
        return [*way, (box.x + JOINT // 2 + side * (JOINT // 2 + 3), box.y + JOINT // 2)]


def pill_width(verb: str) -> int:
    """Return how wide the pill is that holds `verb`."""
    return round(width(verb, 12, bold=True)) + PILL
