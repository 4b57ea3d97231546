"""arguebuf JSON, schema 1 (recap-utr): atoms, schemes and the posts as resources; our map rides along as user data."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Component, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Post
from argmap.errors import InvalidError
from argmap.formats.forest import numbered
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import KEY, Ride, merge, rider, riding
from argmap.formats.told import Link, confidence_of, json_of, mapping, parsed, term, told

LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "posts without components", "reply links", "quoted copies",
        "evidence", "disputes", "ids",
    )
)  # fmt: skip
_SCHEMES = {"support": RelationKind.SUPPORT, "attack": RelationKind.ATTACK, "rephrase": RelationKind.SUPPORT}


def dump(argument_map: ArgumentMap) -> str:
    """Write arguebuf JSON: atoms with their place in a resource, schemes between them, participants."""
    # Numbers of user data turn into floats on the way through arguebuf, so our map rides as a text.
    riding_along = {KEY: json.dumps(rider(argument_map), ensure_ascii=False)}
    return json.dumps({**_graph(argument_map), "userdata": riding_along}, ensure_ascii=False, indent=1) + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read arguebuf JSON; where our map rode along, only what was changed in the graph is applied to it."""
    value = json_of(text, where)
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), dict):
        raise InvalidError(f'{where} is not arguebuf JSON: it has no object "nodes"')
    theirs = _told_by(value, where)
    ridden = mapping(value.get("userdata")).get(KEY)
    carried = riding(json_of(ridden, where) if isinstance(ridden, str) else None, where)
    if carried is None:
        return theirs
    components, relations = numbered(carried)
    names = {name: own for found in (components, relations) for own, name in found.items()}
    ride = Ride(carried=carried, base=_told_by(_graph(carried), where), names=names)
    posts = {f"p{at}": post.id for at, post in enumerate(carried.posts().values(), start=1)}
    return merge(ride, theirs, lambda one: (posts[one.post], one.start, one.end))


def recognises(text: str) -> bool:
    """Return whether the JSON is that of arguebuf."""
    if '"nodes"' not in text or not ('"schemaVersion"' in text or '"atom"' in text):
        return False
    return isinstance(mapping(parsed(text)).get("nodes"), dict)


def _graph(argument_map: ArgumentMap) -> dict[str, Any]:
    names, schemes = numbered(argument_map)
    posts = argument_map.posts()
    resources = {post: f"p{at}" for at, post in enumerate(posts, start=1)}
    authors = {post.author: "" for post in posts.values() if post.author is not None}
    people = {author: f"a{at}" for at, author in enumerate(authors, start=1)}
    nodes = {names[c.id]: _atom(c, posts[c.post], resources[c.post], people) for c in argument_map.components}
    nodes |= {schemes[r.id]: _scheme(r) for r in argument_map.relations}
    ends = {**schemes, **names}
    edges: dict[str, Any] = {}
    for relation in argument_map.relations:
        scheme = schemes[relation.id]
        edges[f"{scheme}.source"] = {"source": names[relation.source], "target": scheme}
        edges[f"{scheme}.target"] = {"source": scheme, "target": ends[relation.target]}
    titles = {post.id: found.title or "" for found in argument_map.discussions for post in found.posts}
    return {
        "nodes": nodes,
        "edges": edges,
        "resources": {
            resources[post.id]: {"text": post.text, "title": titles[post.id], "source": post.url or ""}
            for post in posts.values()
        },
        "participants": {name: {"name": author} for author, name in people.items()},
        "schemaVersion": 1,
    }


def _atom(component: Component, post: Post, resource: str, people: Mapping[str, str]) -> dict[str, Any]:
    atom: dict[str, Any] = {
        "text": component.label,
        # An offset of 0 is left out by protobuf, whose JSON this is.
        "reference": {"resource": resource, "text": component.text}
        | ({"offset": component.start} if component.start else {}),
    }
    if post.author is not None:
        atom["participant"] = people[post.author]
    data: dict[str, Any] = {"kind": component.kind.value, "confidence": component.confidence}
    if component.commitment is not None:
        data["commitment"] = component.commitment.value
    return {"atom": atom, "userdata": data}


def _scheme(relation: Relation) -> dict[str, Any]:
    data: dict[str, Any] = {"confidence": relation.confidence}
    if relation.subtype is not None:
        data["subtype"] = relation.subtype.value
    if relation.kind is RelationKind.ATTACK:
        return {"scheme": {"attack": "ATTACK_DEFAULT"}, "userdata": data}
    if relation.subtype is Subtype.RESTATE:
        return {"scheme": {"rephrase": "REPHRASE_DEFAULT"}, "userdata": data}
    return {"scheme": {"support": "SUPPORT_DEFAULT"}, "userdata": data}


def _told_by(value: Mapping[str, Any], where: str) -> ArgumentMap:
    """Return the map that the graph alone tells: resources are posts, an atom outside of them brings its own."""
    atoms = {name: node for name, node in _objects(value, "nodes") if isinstance(node.get("atom"), dict)}
    people = {name: str(person.get("name") or "") for name, person in _objects(value, "participants")}
    authors = {
        _text(_reference(node).get("resource")): people[node["atom"]["participant"]]
        for node in atoms.values()
        if node["atom"].get("participant") in people
    }
    posts = {
        name: Post(id=name, text=_text(resource.get("text")), author=authors.get(name))
        for name, resource in _objects(value, "resources")
    }
    components = []
    for name, node in atoms.items():
        words = _text(_reference(node).get("text")) or _text(node["atom"].get("text"))
        if not words:
            continue
        post, start = _place(name, node, words, posts, people)
        components.append(_component(name, node, words, post, start))
    return told(list(posts.values()), components, _links(value), format="arguebuf", where=where)


def _place(
    name: str, node: Mapping[str, Any], words: str, posts: dict[str, Post], people: Mapping[str, str]
) -> tuple[str, int]:
    reference = _reference(node)
    offset = reference.get("offset", 0)
    post = posts.get(_text(reference.get("resource")))
    if post is not None and isinstance(offset, int) and post.text[offset : offset + len(words)] == words:
        return post.id, offset
    own = f"{name}.post"
    posts[own] = Post(id=own, text=words, author=people.get(_text(node["atom"].get("participant"))))
    return own, 0


def _component(name: str, node: Mapping[str, Any], words: str, post: str, start: int) -> Component:
    data = mapping(node.get("userdata"))
    label = _text(node["atom"].get("text"))
    return Component(
        id=name, post=post, start=start, end=start + len(words), text=words,
        kind=Kind.PREMISE if data.get("kind") == "premise" else Kind.CLAIM,
        commitment=term(Commitment, data.get("commitment")),
        canonical=label if label and label != words else None, confidence=confidence_of(data.get("confidence")),
    )  # fmt: skip


def _links(value: Mapping[str, Any]) -> Iterator[Link]:
    """Yield a link for each way from an atom through a scheme to an atom or another scheme."""
    nodes = dict(_objects(value, "nodes"))
    ends: dict[str, list[str]] = {}
    starts: dict[str, list[str]] = {}
    for _, edge in _objects(value, "edges"):
        ends.setdefault(_text(edge.get("source")), []).append(_text(edge.get("target")))
        starts.setdefault(_text(edge.get("target")), []).append(_text(edge.get("source")))
    for name, node in nodes.items():
        scheme = node.get("scheme")
        sign = next((one for one in _SCHEMES if isinstance(scheme, dict) and one in scheme), None)
        if sign is None:
            continue
        data = mapping(node.get("userdata"))
        said = Subtype.RESTATE if sign == "rephrase" else data.get("subtype")
        ways = [(a, b) for a in starts.get(name, ()) for b in ends.get(name, ()) if "atom" in nodes.get(a, {})]
        for at, (source, target) in enumerate(ways):
            yield Link(
                id=name if at == 0 else f"{name}~{source}>{target}", source=source, target=target,
                kind=_SCHEMES[sign], confidence=confidence_of(data.get("confidence")), subtype=term(Subtype, said),
            )  # fmt: skip


def _objects(value: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the objects under `key` by their names, c2 before c10: arguebuf keeps no order."""
    found = value.get(key)
    pairs = [(name, one) for name, one in found.items() if isinstance(one, dict)] if isinstance(found, dict) else []
    return sorted(pairs, key=lambda pair: int(pair[0][1:]) if pair[0][1:].isascii() and pair[0][1:].isdigit() else 0)


def _reference(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(node["atom"].get("reference"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
