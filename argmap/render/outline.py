"""The outline: what the pictures show, as nested lists to read, to hear and to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap
from argmap.render import words
from argmap.render.graph import Graph
from argmap.render.points import Point

DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A component under what it speaks about; `again`: it stands in full elsewhere in the section."""

    component: int
    verb: str = ""
    attack: bool = False
    again: bool = False
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A dispute with its sides, or what lies outside all disputes (`dispute` is None then)."""

    dispute: int | None
    rank: int | None
    heading: str
    standing: str
    people: Mapping[str, str]
    groups: tuple[tuple[str, tuple[Item, ...]], ...]


class Outliner:
    """Writes the sections of one map."""

    def __init__(self, argument_map: ArgumentMap, graph: Graph) -> None:
        self.graph = graph
        self.passive = [words.passive(relation) for relation in argument_map.relations]
        self.step = ["the step is " if link.step is not None else "" for link in graph.links]

    def dispute(self, point: Point, shown: Sequence[int]) -> Section:
        """Return the section of a dispute: for, against, and what its picture shows besides."""
        told = {node for side in point.sides for node in side.claims}
        groups = [(side.name, self._items(side.claims, shown, told)) for side in point.sides]
        rest = [node for node in shown if node not in told]
        groups.append(("Besides", self._roots(rest, told)))
        return Section(
            dispute=point.place, rank=point.rank, heading=point.point,
            groups=tuple(group for group in groups if group[1]),
            standing=": ".join(part for part in (point.head, point.rest) if part),
            people={side.name: side.people for side in point.sides},
        )  # fmt: skip

    def rest(self, nodes: Sequence[int], heading: str) -> Section:
        """Return the section of the components that no dispute shows."""
        items = self._roots(nodes, set())
        return Section(
            dispute=None, rank=None, heading=heading, standing="", people={}, groups=(("", items),) if items else ()
        )

    def _roots(self, nodes: Sequence[int], told: set[int]) -> tuple[Item, ...]:
        known, items = set(nodes), []
        tops = [n for n in nodes if not any(self.graph.links[r].target in known for r in self.graph.leaving[n])]
        # After the tops comes what stands in a cycle: everything is told once.
        for node in [*tops, *nodes]:
            if node not in told:
                told.add(node)
                items.append(Item(component=node, items=self._below(node, known, told, 0)))
        return tuple(items)

    def _items(self, side: Sequence[int], shown: Sequence[int], told: set[int]) -> tuple[Item, ...]:
        known = set(shown)
        return tuple(Item(component=node, items=self._below(node, known, told, 0)) for node in side)

    def _below(self, node: int, known: set[int], told: set[int], depth: int) -> tuple[Item, ...]:
        items = []
        for number in self.graph.entering[node]:
            link = self.graph.links[number]
            if link.source in known and link.source != node:
                again = link.source in told or depth > DEEPEST
                # What lies too deep is not told yet: it gets a place of its own further down.
                told |= {link.source} if depth <= DEEPEST else set()
                items.append(
                    Item(
                        component=link.source,
                        verb=self.step[number] + self.passive[number],
                        attack=link.attack,
                        again=again,
                        items=() if again else self._below(link.source, known, told, depth + 1),
                    )
                )
        return tuple(items)
