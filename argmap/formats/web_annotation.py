"""W3C Web Annotation (JSON-LD): an annotation on the source for each component, one between two for each relation.

Sanderson, Ciccarese, Young, Web Annotation Data Model, W3C Recommendation, 2017.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from argmap.argument import ArgumentMap, Commitment, Component, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Post
from argmap.errors import InvalidError
from argmap.formats.forest import numbered, title_of
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import KEY, Ride, merge, rider, riding
from argmap.formats.told import Link, Saying, json_of, mapping, of_sayings, term

LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "texts of posts", "posts without components", "reply links",
        "places of components", "quoted copies", "confidences of components", "evidence", "confidences of relations",
        "disputes", "ids",
    )
)  # fmt: skip
_URN = "urn:argmap:"
_AROUND = 32


def dump(argument_map: ArgumentMap) -> str:
    """Write a collection of Web Annotations; selectors give the words, what stands around them, and the place."""
    page = {"id": f"{_URN}page", "type": "AnnotationPage", "items": list(_annotations(argument_map))}
    value = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{_URN}map",
        "type": "AnnotationCollection",
        "label": title_of(argument_map),
        "total": len(page["items"]),
        "first": page,
        KEY: rider(argument_map),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read Web Annotations of claims and premises; our map that rode along is changed where they were."""
    value = json_of(text, where)
    if not isinstance(value, dict) or "@context" not in value:
        raise InvalidError(f'{where} is not a collection of Web Annotations: it has no "@context"')
    theirs = _told_by(_items(value), where)
    carried = riding(value.get(KEY), where)
    if carried is None:
        return theirs
    names = {f"{_URN}{name}": own for found in numbered(carried) for own, name in found.items()}
    base = _told_by(list(_annotations(carried)), where)
    return merge(Ride(carried=carried, base=base, names=names), theirs)


def recognises(text: str) -> bool:
    """Return whether the JSON looks like Web Annotations."""
    return text.lstrip()[:1] == "{" and "ns/anno.jsonld" in text[:2_000]


def _annotations(argument_map: ArgumentMap) -> Iterator[dict[str, Any]]:
    components, relations = numbered(argument_map)
    posts = argument_map.posts()
    for one in argument_map.components:
        yield _annotation(components[one.id], "classifying", _bodies(one), _target(one, posts[one.post]))
    ends = {**relations, **components}
    for link in argument_map.relations:
        bodies = [*_said(link), {"type": "SpecificResource", "purpose": "linking", "source": _URN + ends[link.source]}]
        yield _annotation(relations[link.id], "linking", bodies, _URN + ends[link.target])


def _annotation(name: str, motivation: str, body: list[dict[str, Any]], target: Any) -> dict[str, Any]:
    return {"id": f"{_URN}{name}", "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _words(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _bodies(component: Component) -> list[dict[str, Any]]:
    bodies = [_words("classifying", component.kind.value)]
    if component.commitment is not None:
        bodies.append(_words("tagging", component.commitment.value))
    return [*bodies, _words("describing", component.canonical)] if component.canonical is not None else bodies


def _said(relation: Relation) -> list[dict[str, Any]]:
    bodies = [_words("classifying", relation.kind.value)]
    return [*bodies, _words("tagging", relation.subtype.value)] if relation.subtype is not None else bodies


def _target(component: Component, post: Post) -> dict[str, Any]:
    source: dict[str, Any] = {"id": post.url or f"{_URN}post:{quote(post.id, safe='', errors='replace')}"}
    if post.author is not None:
        source["creator"] = {"type": "Person", "name": post.author}
    before, after = post.text[: component.start], post.text[component.end :]
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": component.text,
                "prefix": before[-_AROUND:],
                "suffix": after[:_AROUND],
            },
            {"type": "TextPositionSelector", "start": component.start, "end": component.end},
        ],
    }


def _items(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    page = mapping(value.get("first")) or value
    items = page.get("items", [value] if value.get("type") == "Annotation" else [])
    return [one for one in items if isinstance(one, dict)]


def _told_by(items: list[dict[str, Any]], where: str) -> ArgumentMap:
    """Return the map that the annotations alone tell: the words of each are a post."""
    sayings, links = [], []
    for at, one in enumerate(items, start=1):
        name = str(one.get("id") or f"annotation {at}")
        body = one.get("body")
        bodies = body if isinstance(body, list) else [body]
        said = {str(b.get("purpose")): b for b in bodies if isinstance(b, dict)}
        values = {purpose: body.get("value") for purpose, body in said.items()}
        if "linking" in said:
            links.append(_link(name, said["linking"], values, one.get("target")))
        else:
            sayings.append(_saying(name, values, one.get("target")))
    return of_sayings(sayings, links, format="web-annotation", where=where)


def _link(name: str, end: Mapping[str, Any], values: Mapping[str, Any], target: Any) -> Link:
    return Link(
        id=name, source=str(end.get("source")), target=str(target),
        kind=RelationKind.ATTACK if values.get("classifying") == "attack" else RelationKind.SUPPORT,
        subtype=term(Subtype, values.get("tagging")),
    )  # fmt: skip


def _saying(name: str, values: Mapping[str, Any], target: Any) -> Saying:
    aim = mapping(target)
    found = aim.get("selector")
    selectors = [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
    creator = mapping(mapping(aim.get("source")).get("creator"))
    label = values.get("describing")
    return Saying(
        id=name, words=next((str(one["exact"]) for one in selectors if one.get("exact")), ""),
        label=str(label) if label is not None else None, author=creator.get("name"),
        kind=Kind.PREMISE if values.get("classifying") == "premise" else Kind.CLAIM,
        commitment=term(Commitment, values.get("tagging")),
    )  # fmt: skip
