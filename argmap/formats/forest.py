"""A map as indented lines, for formats that are outlines: every component, and every relation once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Component, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A component at a depth; `relation` ties it to the line that it hangs from, `first` is the line that names it."""

    depth: int
    component: Component
    relation: Relation | None
    first: bool


def forest(argument_map: ArgumentMap, *, deepest: int = 20) -> Iterator[Line]:
    """Yield the lines: what hangs from a component stands below the first line that has room for it.

    An undercut of a relation hangs from the source of that relation.
    """
    components, below = argument_map.by_id(), hanging(argument_map)
    pointing = {relation.source for relation in argument_map.relations}
    opened: set[str] = set()
    shown: set[str] = set()
    for name in [*(n for n in components if n not in pointing), *components]:
        if name in opened or (name in shown and name not in below):
            continue
        stack: list[tuple[int, str, Relation | None]] = [(0, name, None)]
        while stack:
            depth, at, relation = stack.pop()
            yield Line(depth=depth, component=components[at], relation=relation, first=at not in shown)
            shown.add(at)
            if at not in opened and depth < deepest:
                opened.add(at)
                stack += [(depth + 1, one.source, one) for one in reversed(below.get(at, ()))]


def hanging(argument_map: ArgumentMap) -> Mapping[str, list[Relation]]:
    """Return the relations by the component that they point at."""
    targets = argument_map.targets()
    below: dict[str, list[Relation]] = {}
    for relation in argument_map.relations:
        below.setdefault(targets[relation.id], []).append(relation)
    return below


def numbered(argument_map: ArgumentMap) -> tuple[dict[str, str], dict[str, str]]:
    """Return plain names for the components (c1, c2) and the relations (r1, r2), by their ids."""
    components = {component.id: f"c{at}" for at, component in enumerate(argument_map.components, start=1)}
    relations = {relation.id: f"r{at}" for at, relation in enumerate(argument_map.relations, start=1)}
    return components, relations


def title_of(argument_map: ArgumentMap) -> str:
    """Return the titles of the discussions, or what they were read from."""
    return ", ".join(discussion.title or discussion.source for discussion in argument_map.discussions)


def verb(relation: Relation) -> str:
    """Return the word on an arrow: how the source speaks for or against the target."""
    return relation.subtype.value if relation.subtype else f"{relation.kind.value}s"


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())
