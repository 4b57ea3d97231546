"""The map that rides along in a foreign file, and what was changed beside it: a merge of three maps.

The file alone tells a poorer map. What it told when it was written (`base`) is known, so a difference from that is
somebody's change, and only changes are applied to the map that rides along.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from argmap.among import among
from argmap.argument import ArgumentMap, Component, Dispute, Relation
from argmap.discussion import Discussion, Post
from argmap.native import dump, load

KEY = "argmap"
Place = Callable[[Component], tuple[str, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """A map that rides along, what its file told when it was written, and its ids by those of the file."""

    carried: ArgumentMap
    base: ArgumentMap
    names: Mapping[str, str]


def rider(argument_map: ArgumentMap) -> Any:
    """Return the map as the JSON value that rides along in another format."""
    return json.loads(dump(argument_map))


def riding(value: Any, where: str) -> ArgumentMap | None:
    """Return the map that rode along, None where none did; raise InvalidError where it is damaged."""
    return None if value is None else load(json.dumps(value), where=f"{where}: {KEY}")


def merge(ride: Ride, theirs: ArgumentMap, place: Place | None = None) -> ArgumentMap:
    """Return the carried map with the changes from the base to `theirs`.

    `place` says where a component lies in the posts of the carried map; without it a new one brings its own post.
    """
    if theirs == ride.base:
        return ride.carried
    posts: dict[str, Post] = {}
    components = _components(ride, theirs, place, posts)
    relations = _relations(ride, theirs, {name: one.id for name, one in components.items()})
    kept = {component.id for component in components.values()}
    unquoted = tuple(replace(one, quote_of=None) if one.quote_of not in kept else one for one in components.values())
    return replace(
        ride.carried,
        discussions=_with_posts(ride.carried.discussions, tuple(posts.values())),
        components=unquoted,
        relations=relations,
        disputes=tuple(found for dispute in ride.carried.disputes if (found := _still(dispute, kept))),
    )


def _components(ride: Ride, theirs: ArgumentMap, place: Place | None, posts: dict[str, Post]) -> dict[str, Component]:
    """Return the components of the result by their ids in the file, unseen ones by their own."""
    own, base, new_posts = ride.carried.by_id(), ride.base.by_id(), theirs.posts()
    seen = {ride.names[name] for name in base}
    result = {f"\0{name}": component for name, component in own.items() if name not in seen}
    taken = set(own)
    for said in theirs.components:
        before = base.get(said.id)
        if before is not None:
            result[said.id] = _changed(own[ride.names[said.id]], before, said, place)
            continue
        if place is None:
            post = replace(new_posts[said.post], id=_free(said.post, {*ride.carried.posts(), *posts}), reply_to=None)
            posts[post.id] = post
            where = (post.id, said.start, said.end)
        else:
            where = place(said)
        name = _free(f"{where[0]}:{where[1]}-{where[2]}", taken)
        taken.add(name)
        result[said.id] = replace(said, id=name, post=where[0], start=where[1], end=where[2])
    return result


def _changed(own: Component, before: Component, said: Component, place: Place | None) -> Component:
    changes: dict[str, Any] = {
        name: getattr(said, name)
        for name in ("kind", "commitment", "canonical", "confidence")
        if getattr(said, name) != getattr(before, name)
    }
    if "canonical" in changes:
        changes["canonical_from"] = None
    if place is None and said.text != before.text:
        # The words of a post are what was written; whoever rewrites them here means the label.
        changes["canonical"], changes["canonical_from"] = said.label, None
    elif place is not None and (said.start, said.end) != (before.start, before.end):
        post, start, end = place(said)
        changes |= {"post": post, "start": start, "end": end, "text": said.text}
    return replace(own, **changes) if changes else own


def _relations(ride: Ride, theirs: ArgumentMap, renamed: Mapping[str, str]) -> tuple[Relation, ...]:
    own = {relation.id: relation for relation in ride.carried.relations}
    base = {relation.id: relation for relation in ride.base.relations}
    seen = {ride.names[name] for name in base}
    names = {said.id: ride.names[said.id] for said in theirs.relations if said.id in base}
    taken = set(own)
    for said in theirs.relations:
        if said.id not in base:
            ends = renamed[said.source], renamed.get(said.target, names.get(said.target, said.target))
            names[said.id] = _free(f"{ends[0]}>{ends[1]}:{said.kind}", taken)
            taken.add(names[said.id])
    result = [relation for name, relation in own.items() if name not in seen]
    for said in theirs.relations:
        source, target = renamed[said.source], renamed.get(said.target) or names[said.target]
        before = base.get(said.id)
        if before is None:
            result.append(replace(said, id=names[said.id], source=source, target=target))
            continue
        changes = {
            n: getattr(said, n) for n in ("kind", "subtype", "confidence") if getattr(said, n) != getattr(before, n)
        }
        if (said.source, said.target) != (before.source, before.target):
            changes |= {"source": source, "target": target}
        result.append(replace(own[names[said.id]], **changes) if changes else own[names[said.id]])
    return among(result, set(renamed.values()))


def _still(dispute: Dispute, kept: set[str]) -> Dispute | None:
    """Return the dispute over the claims that are left, None where none is."""
    changes: dict[str, Any] = {
        name: tuple(one for one in getattr(dispute, name) if one in kept)
        for name in ("claims_for", "claims_against", "unanswered")
    }
    for name in ("strongest_for", "strongest_against"):
        changes[name] = getattr(dispute, name) if getattr(dispute, name) in kept else None
    if dispute.claims_for + dispute.claims_against and not changes["claims_for"] + changes["claims_against"]:
        return None
    return replace(dispute, **changes)


def _with_posts(discussions: tuple[Discussion, ...], posts: tuple[Post, ...]) -> tuple[Discussion, ...]:
    if not posts:
        return discussions
    if not discussions:
        return (Discussion(id="d1", source="added", format="added", posts=posts),)
    last = discussions[-1]
    return (*discussions[:-1], replace(last, posts=(*last.posts, *posts)))


def _free(name: str, taken: set[str]) -> str:
    return (
        name
        if name not in taken
        else next(f"{name}~{i}" for i in range(2, len(taken) + 3) if f"{name}~{i}" not in taken)
    )
