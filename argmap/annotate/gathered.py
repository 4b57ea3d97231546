"""Tasks that came back become one map: each post's marks from its own task, in the annotator's name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap import __version__
from argmap.among import among
from argmap.argument import ArgumentMap, Component, Generator, Relation
from argmap.disputes import disputes

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The map of what annotators made, and how many relations lost an end because its own task took it away.

    `missing` are the posts whose task did not come back.
    """

    map: ArgumentMap
    lost: int
    missing: tuple[str, ...] = ()


def gathered(given: ArgumentMap, windows: Mapping[str, ArgumentMap], by: str) -> Gathered:
    """Return what an annotator made of the map `given`: `windows` holds, by post, the task that came back.

    A post whose task did not come back has no marks: nobody looked at it. A component that was added to a post in
    view belongs there, if that post's own task has it or knows nothing of its place.
    """
    places = {_place(c): c for c in given.components}
    found: dict[Place, Component] = {}
    for post, window in windows.items():
        found |= {_place(c): _known(c, places) for c in window.components if c.post == post}
    for window in windows.values():
        added = {_place(c): c for c in window.components if _place(c) not in places and _place(c) not in found}
        found |= {place: _known(c, places) for place, c in added.items()}
    order = {post: at for at, post in enumerate(given.posts())}
    components = {c.id: c for c in sorted(found.values(), key=lambda c: (order[c.post], c.start, c.end))}
    relations = [relation for post, window in windows.items() for relation in _from(post, window, found)]
    kept = among(relations, components)
    unquoted = (replace(c, quote_of=c.quote_of if c.quote_of in components else None) for c in components.values())
    made = replace(
        given,
        generator=Generator(name=by, version=__version__, options={"annotated": len(windows)}),
        components=tuple(unquoted),
        relations=kept,
        disputes=(),
    )
    return Gathered(map=disputes(made), lost=len(relations) - len(kept))


def _place(component: Component) -> Place:
    return component.post, component.start, component.end


def _known(component: Component, places: Mapping[Place, Component]) -> Component:
    """Return the component under its old id, with what it quotes, where it was there before; a person is sure."""
    before = places.get(_place(component))
    place = f"{component.post}:{component.start}-{component.end}"
    return replace(
        component,
        id=before.id if before else place,
        quoted=before.quoted if before else component.quoted,
        quote_of=before.quote_of if before else None,
        canonical_from=before.canonical_from if before and before.canonical == component.canonical else None,
        confidence=1.0,
    )


def _from(post: str, window: ArgumentMap, found: Mapping[Place, Component]) -> list[Relation]:
    """Return the relations that a post's components start, by the ids of the whole map; evidence is the annotator."""
    known = window.by_id()
    names = {c.id: found[_place(c)].id if _place(c) in found else c.id for c in known.values()}
    mine = [r for r in window.relations if known[r.source].post == post]
    steps = {r.id: _name(r, names, {}) for r in window.relations if r.target in known}
    return [
        replace(
            relation,
            id=_name(relation, names, steps),
            source=names[relation.source],
            target=names.get(relation.target) or steps.get(relation.target, relation.target),
            evidence=("annotator",),
            confidence=1.0,
            alternatives=(),
        )
        for relation in mine
    ]


def _name(relation: Relation, names: Mapping[str, str], steps: Mapping[str, str]) -> str:
    target = names.get(relation.target) or steps.get(relation.target, relation.target)
    return f"{names[relation.source]}>{target}:{relation.kind}"
