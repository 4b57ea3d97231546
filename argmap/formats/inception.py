"""UIMA CAS JSON for INCEpTION, through dkpro-cassis (extra: argmap[inception]): ArgUnit spans, ArgRelation between.

Klie et al., The INCEpTION platform, 2018. The layers `custom.ArgUnit` (span) and `custom.ArgRelation` (relation on it)
must exist in the project, with these features; docs/formats.md lists them.
"""

import json
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap, Commitment, Component, Kind, RelationKind, Subtype
from argmap.discussion import Post
from argmap.errors import InvalidError, MissingExtraError
from argmap.formats.document import Document, document, plain
from argmap.formats.forest import numbered
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import Ride, merge, rider, riding
from argmap.formats.told import Link, confidence_of, json_of, term, told

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "borders of posts", "reply links", "authors",
        "places of components", "control signs in words", "quoted copies", "evidence", "disputes", "ids",
    )
)  # fmt: skip
UNIT, RELATION, RIDER = "custom.ArgUnit", "custom.ArgRelation", "argmap.Map"
_STRING, _DOUBLE = "uima.cas.String", "uima.cas.Double"
UNIT_FEATURES = {
    "kind": _STRING, "commitment": _STRING, "canonical": _STRING, "author": _STRING, "identifier": _STRING,
    "confidence": _DOUBLE,
}  # fmt: skip
RELATION_FEATURES = {
    "relation": _STRING, "subtype": _STRING, "undercuts": _STRING, "identifier": _STRING, "confidence": _DOUBLE,
}  # fmt: skip


def dump(argument_map: ArgumentMap) -> str:
    """Write UIMA CAS JSON 0.4.0; `undercuts` names the relation that an undercut is about."""
    written: str = cas_of(argument_map).to_json()
    return written + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read UIMA CAS JSON with these layers; where our map rode along, only what was changed is applied to it."""
    try:
        found = cassis_library().load_cas_from_json(text)
    except Exception as error:
        raise InvalidError(f"{where} is not a CAS in JSON ({type(error).__name__}: {error})") from error
    return map_of(found, where)


def recognises(text: str) -> bool:
    """Return whether the JSON looks like a UIMA CAS."""
    return text.lstrip()[:1] == "{" and '"%FEATURE_STRUCTURES"' in text


def type_system() -> "TypeSystem":
    """Return the types of our layers; relations end at `Dependent` and start at `Governor`, as INCEpTION has them."""
    types = cassis_library().TypeSystem()
    unit = types.create_type(name=UNIT, supertypeName="uima.tcas.Annotation")
    relation = types.create_type(name=RELATION, supertypeName="uima.tcas.Annotation")
    for made, features in ((unit, UNIT_FEATURES), (relation, RELATION_FEATURES)):
        for name, kind in features.items():
            types.create_feature(made, name, kind)
    for name in ("Governor", "Dependent"):
        types.create_feature(relation, name, unit)
    types.create_feature(types.create_type(name=RIDER, supertypeName="uima.cas.AnnotationBase"), "json", _STRING)
    return types


def cas_of(argument_map: ArgumentMap) -> "Cas":
    """Return the CAS of a map, our whole map in it."""
    made = document(argument_map)
    cas = _filled(argument_map, made)
    cas.add(cas.typesystem.get_type(RIDER)(json=json.dumps(rider(argument_map))))
    return cas


def map_of(cas: "Cas", where: str) -> ArgumentMap:
    """Return the map that a CAS holds."""
    theirs = _told_by(cas, where)
    ridden = next((one.json for one in _select(cas, RIDER) if one.json), None)
    carried = riding(json_of(ridden, where), where) if ridden else None
    if carried is None:
        return theirs
    made = document(carried)
    made.same(cas.sofa_string or "", where)
    names = {name: own for found in numbered(carried) for own, name in found.items()}
    ride = Ride(carried=carried, base=_told_by(_filled(carried, made), where), names=names)
    return merge(ride, theirs, lambda one: made.place(one.start, one.end, where))


def cassis_library() -> Any:
    """Return the library; raise MissingExtraError where it is not installed."""
    try:
        import cassis
    except ImportError as error:
        raise MissingExtraError("the formats of INCEpTION need dkpro-cassis; install argmap[inception]") from error
    return cassis


def _filled(argument_map: ArgumentMap, made: Document) -> "Cas":
    cas = cassis_library().Cas(type_system())
    cas.sofa_string, cas.sofa_mime = made.text, "text/plain"
    unit, relation = cas.typesystem.get_type(UNIT), cas.typesystem.get_type(RELATION)
    names, links = numbered(argument_map)
    posts = argument_map.posts()
    units: dict[str, Any] = {}
    for c in argument_map.components:
        start, end = made.span(c)
        author = posts[c.post].author
        units[c.id] = unit(
            begin=start, end=end, kind=c.kind.value, commitment=c.commitment and c.commitment.value,
            canonical=c.canonical and plain(c.canonical), author=author and plain(author), identifier=names[c.id],
            confidence=float(c.confidence),
        )  # fmt: skip
        cas.add(units[c.id])
    targets = argument_map.targets()
    for r in argument_map.relations:
        step, target = None if r.target in units else links[r.target], units[targets[r.id]]
        cas.add(
            relation(
                begin=target.begin, end=target.end, Governor=units[r.source], Dependent=target, relation=r.kind.value,
                subtype=r.subtype and r.subtype.value, undercuts=step, identifier=links[r.id],
                confidence=float(r.confidence),
            )
        )  # fmt: skip
    return cas


def _told_by(cas: "Cas", where: str) -> ArgumentMap:
    """Return the map that the layers alone tell: the whole text is one post."""
    text = cas.sofa_string or ""
    units = [one for one in _select(cas, UNIT) if 0 <= one.begin < one.end <= len(text)]
    names = {one.xmiID: str(one.identifier or f"u{one.begin}-{one.end}~{at}") for at, one in enumerate(units)}
    components = [
        Component(
            id=names[one.xmiID], post="p1", start=one.begin, end=one.end, text=text[one.begin : one.end],
            kind=Kind.PREMISE if one.kind == "premise" else Kind.CLAIM,
            commitment=term(Commitment, one.commitment),
            canonical=one.canonical, confidence=confidence_of(one.confidence),
        )
        for one in units
    ]  # fmt: skip
    links = []
    found = [one for one in _select(cas, RELATION) if one.Governor is not None and one.Dependent is not None]
    known = {one.identifier for one in found if one.identifier}
    for at, one in enumerate(found):
        target = one.undercuts if one.undercuts in known else names.get(one.Dependent.xmiID, "")
        links.append(
            Link(
                id=str(one.identifier or f"l{at}"), source=names.get(one.Governor.xmiID, ""), target=target,
                kind=RelationKind.ATTACK if one.relation == "attack" else RelationKind.SUPPORT,
                subtype=term(Subtype, one.subtype),
                confidence=confidence_of(one.confidence),
            )
        )  # fmt: skip
    posts = [Post(id="p1", text=text)]
    components.sort(key=lambda one: _natural(one.id))
    links.sort(key=lambda one: _natural(one.id))
    return told(posts, components, links, format="inception", where=where)


def _select(cas: "Cas", name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _natural(name: str) -> int:
    """Return what puts c2 before c10; marks of annotators, which have no number, come last."""
    return int(name[1:]) if name[1:].isascii() and name[1:].isdigit() else 1 << 60
