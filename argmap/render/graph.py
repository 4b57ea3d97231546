"""The components and relations of a map by number, and which of them belong in one picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Kind, RelationKind, Subtype

MOST = 24
FAR = 60
TOGETHER = 4
PLAIN = (None, Subtype.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation by number: from component to component; `step` is the relation it undercuts, if it does."""

    source: int
    target: int
    step: int | None
    attack: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What leaves and what enters each component; an undercut of a step enters the source of that step.

    `reason` names for each component the first of those it makes one reason with: itself, mostly.
    """

    links: tuple[Link, ...]
    leaving: tuple[tuple[int, ...], ...]
    entering: tuple[tuple[int, ...], ...]
    claims: tuple[bool, ...]
    reason: tuple[int, ...]

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
    reason = _reasons(argument_map, links, leaving, entering)
    return Graph(tuple(links), tuple(map(tuple, leaving)), tuple(map(tuple, entering)), claims, reason)


def _reasons(
    argument_map: ArgumentMap, links: Sequence[Link], leaving: list[list[int]], entering: list[list[int]]
) -> tuple[int, ...]:
    """Join the premises of one post that do nothing but support one claim; what is answered stands alone."""
    joined: dict[tuple[str, int], list[int]] = {}
    for node, component in enumerate(argument_map.components):
        if component.kind is not Kind.PREMISE or entering[node] or len(leaving[node]) != 1:
            continue
        relation, link = argument_map.relations[leaving[node][0]], links[leaving[node][0]]
        if relation.kind is RelationKind.SUPPORT and relation.subtype in PLAIN and link.step is None:
            joined.setdefault((component.post, link.target), []).append(node)
    reason = list(range(len(leaving)))
    for together in joined.values():
        for at, node in enumerate(together):
            reason[node] = together[at - at % TOGETHER]
    return tuple(reason)


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


def overview(graph: Graph, first: Sequence[int], most: int) -> list[int]:
    """Return at most `most` components: `first` and what has most below it, each with what it speaks about."""
    below = _weights(graph)
    shown: dict[int, None] = {}
    for start in [*first, *sorted(range(len(below)), key=lambda n: (-below[n], n))]:
        node, chain = start, dict[int, None]()
        while node not in shown and node not in chain and len(shown) + len(chain) < most:
            chain[node] = None
            node = graph.links[graph.leaving[node][0]].target if graph.leaving[node] else node
        shown |= chain
    return sorted(shown)


def _weights(graph: Graph) -> list[int]:
    """Count for each component what leads to it in few steps through the first link of each."""
    weights = [0] * len(graph.leaving)
    for start in range(len(weights)):
        node, seen = start, {start}
        while len(seen) < FAR and graph.leaving[node]:
            node = graph.links[graph.leaving[node][0]].target
            if node in seen:
                break
            seen.add(node)
            weights[node] += 1
    return weights


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
