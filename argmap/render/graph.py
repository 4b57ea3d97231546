"""The components and relations of a map by number, and which of them belong in one picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Kind, RelationKind

MOST = 24
NEAR = 18
STEPS = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A relation by number: from component to component; `step` is the relation it undercuts, if it does."""

    source: int
    target: int
    step: int | None
    attack: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What leaves and what enters each component; an undercut of a step enters the source of that step."""

    links: tuple[Link, ...]
    leaving: tuple[tuple[int, ...], ...]
    entering: tuple[tuple[int, ...], ...]
    claims: tuple[bool, ...]

    def among(self, shown: Iterable[int]) -> list[int]:
        """Return the links whose ends are both shown."""
        known = set(shown)
        numbers = sorted({link for node in known for link in self.leaving[node]})
        return [n for n in numbers if self.links[n].target in known and self.links[n].target != self.links[n].source]


def graph(argument_map: ArgumentMap) -> Graph:
    """Number what the map holds."""
    place = {component.id: index for index, component in enumerate(argument_map.components)}
    steps = {relation.id: index for index, relation in enumerate(argument_map.relations)}
    source = {relation.id: place[relation.source] for relation in argument_map.relations}
    links = []
    for relation in argument_map.relations:
        direct = relation.target in place
        target = place[relation.target] if direct else source[relation.target]
        step = None if direct else steps[relation.target]
        links.append(Link(place[relation.source], target, step, relation.kind is RelationKind.ATTACK))
    leaving: list[list[int]] = [[] for _ in place]
    entering: list[list[int]] = [[] for _ in place]
    for number, link in enumerate(links):
        leaving[link.source].append(number)
        entering[link.target].append(number)
    claims = tuple(component.kind is Kind.CLAIM for component in argument_map.components)
    return Graph(tuple(links), tuple(map(tuple, leaving)), tuple(map(tuple, entering)), claims)


def around_dispute(graph: Graph, core: Sequence[int]) -> list[int]:
    """Return both sides of a dispute, what is offered for and against them, and what they speak about."""
    shown = dict.fromkeys(core)
    speaking = [graph.links[n].source for node in core for n in graph.entering[node]]
    premises = [node for node in speaking if not graph.claims[node]]
    spoken_of = [graph.links[n].target for node in core for n in graph.leaving[node]]
    for node in [*premises, *spoken_of, *speaking]:
        if len(shown) < MOST:
            shown[node] = None
    return sorted(shown)


def left_out(graph: Graph, core: Sequence[int], shown: Sequence[int]) -> int:
    """Return how many components speak to the claims of a dispute without standing in its picture."""
    return len({graph.links[n].source for node in core for n in graph.entering[node]} - set(shown))


def around_component(graph: Graph, node: int) -> list[int]:
    """Return a component with what it speaks about and what speaks to it, some steps far."""
    shown = {node: None}
    edge_up, edge_down = [node], [node]
    for _ in range(STEPS):
        edge_up = [graph.links[n].target for one in edge_up for n in graph.leaving[one]]
        edge_down = [graph.links[n].source for one in edge_down for n in graph.entering[one]]
        for found in [*edge_up, *edge_down]:
            if len(shown) < NEAR:
                shown[found] = None
    return sorted(shown)


def sides(graph: Graph, shown: Sequence[int], core_for: Sequence[int], core_against: Sequence[int]) -> dict[int, int]:
    """Return 1 (for) or -1 (against) for the claims of a dispute and what speaks for or against them."""
    side = dict.fromkeys(core_against, -1) | dict.fromkeys(core_for, 1)
    known, edge = set(shown), list(side)
    while edge:
        following = []
        for node in edge:
            for number in graph.entering[node]:
                link = graph.links[number]
                if link.source in known and link.source not in side:
                    side[link.source] = -side[node] if link.attack else side[node]
                    following.append(link.source)
        edge = following
    return side
