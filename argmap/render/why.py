"""Why a map says what it says: both passages, verbatim, the evidence, what else was weighed, and how sure it is."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from argmap.argument import Alternative, ArgumentMap, Component, Relation
from argmap.discussion import without_quote_signs
from argmap.errors import UnknownNameError
from argmap.render.printable import printable
from argmap.render.words import active, author, torn

_MATCHES = 20


def chosen(argument_map: ArgumentMap, name: str) -> tuple[Relation, ...]:
    """Return the relation called `name`, or those from and to the component, the post's components or the dispute.

    A dispute is called by its rank, too, and components by words that stand in them. Raises UnknownNameError where
    nothing is meant.
    """
    wanted = _meant(argument_map, name)
    found = [r for r in argument_map.relations if r.id == name or r.source in wanted or r.target in wanted]
    if not found and name in argument_map.posts():
        raise UnknownNameError(f"nothing in {name} supports or attacks anything, and nothing speaks to it")
    if not found and wanted:
        some = ", ".join(sorted(wanted)[:3])
        raise UnknownNameError(f"{some} neither supports nor attacks anything and nothing speaks to it")
    if not found:
        raise UnknownNameError(
            f"nothing here is called {name!r}, and no component has these words; name a dispute by its number, a post,"
            " component or relation by its id, or words of a component"
        )
    return tuple(sorted(found, key=lambda r: r.source not in wanted))


def _meant(argument_map: ArgumentMap, name: str) -> frozenset[str]:
    if any(relation.id == name for relation in argument_map.relations):
        return frozenset()
    components = argument_map.by_id()
    if name in components:
        return frozenset((name,))
    for dispute in argument_map.disputes:
        if name in (dispute.id, str(dispute.rank)):
            return frozenset(dispute.claims_for[:1] or dispute.claims_against[:1])
    if name in argument_map.posts():
        return frozenset(c.id for c in components.values() if c.post == name)
    words = _folded(name)
    meant = [c.id for c in components.values() if words and words in f"{_folded(c.text)}\n{_folded(c.label)}"]
    return frozenset(meant[:_MATCHES])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def why_text(argument_map: ArgumentMap, relations: Sequence[Relation]) -> str:
    """Return the relations explained for a terminal."""
    return printable("\n\n".join("\n".join(_explained(relation, argument_map)) for relation in relations) + "\n")


def why_json(argument_map: ArgumentMap, relations: Sequence[Relation]) -> str:
    """Return the relations explained as JSON, every id beside its words."""
    return json.dumps([_plain(r, argument_map) for r in relations], ensure_ascii=False, indent=1) + "\n"


WHY: Mapping[str, Callable[[ArgumentMap, Sequence[Relation]], str]] = {"text": why_text, "json": why_json}


def _explained(relation: Relation, argument_map: ArgumentMap) -> Iterator[str]:
    source, target = _ends(relation, argument_map)
    subtype = f", {relation.subtype}" if relation.subtype else ""
    yield f"{relation.id}   ({relation.kind}{subtype}; confidence {relation.confidence:g})"
    yield f"  {_passage(source, argument_map)}"
    yield f"    {active(relation)}{'; for or against is unsure' if torn(relation) else ''}"
    yield f"  {_passage(target, argument_map)}"
    evidence = [_evidence(sign, relation, argument_map) for sign in relation.evidence]
    yield f"  because  {'; '.join(evidence) or 'no evidence is given'}"
    for at, other in enumerate(relation.alternatives):
        yield f"  {'or' if at == 0 else '':<7}  {other.confidence:<5g}  {_other(other, relation, argument_map)}"
    if not relation.alternatives:
        yield "  or       nothing else was weighed, or the map does not say"


def _other(other: Alternative, relation: Relation, argument_map: ArgumentMap) -> str:
    verb = f"{other.kind}s" if other.kind else "speaks to"
    if other.target == relation.target:
        return f"it {verb} the same"
    return f"it {verb} {_passage(argument_map.by_id()[other.target], argument_map)}"


def _evidence(sign: str, relation: Relation, argument_map: ArgumentMap) -> str:
    name, _, rest = sign.partition(":")
    source, target = _ends(relation, argument_map)
    if name == "quote":
        return f"it quotes {rest}: {_quoted(rest, argument_map)}"
    said = {
        "marker": f'it says "{rest}"',
        "words": "of all in that post it shares most words with it",
        "position": "of where both stand in the post",
        "reply": f"{source.post} answers {target.post}",
        "model": f"the model {rest} reads it so",
        "annotator": "an annotator says so",
    }
    return said.get(name, sign)


def _quoted(place: str, argument_map: ArgumentMap) -> str:
    post, _, span = place.rpartition(":")
    start, _, end = span.partition("-")
    known = argument_map.posts().get(post)
    return _verbatim(known.text[int(start) : int(end)]) if known and start.isdigit() and end.isdigit() else "?"


def _passage(component: Component, argument_map: ArgumentMap) -> str:
    return f"{_verbatim(component.text)}   [{author(argument_map.posts()[component.post])}, {component.id}]"


def _verbatim(text: str) -> str:
    return f"“{' '.join(without_quote_signs(text).split())}”"


def _ends(relation: Relation, argument_map: ArgumentMap) -> tuple[Component, Component]:
    """Return both components; an undercut of a relation speaks about that relation's source."""
    components = argument_map.by_id()
    return components[relation.source], components[argument_map.targets()[relation.id]]


def _plain(relation: Relation, argument_map: ArgumentMap) -> dict[str, Any]:
    source, target = _ends(relation, argument_map)
    components = argument_map.by_id()
    return {
        "id": relation.id,
        "kind": relation.kind,
        "subtype": relation.subtype,
        "confidence": relation.confidence,
        "unsure": torn(relation),
        "source": _words(source, argument_map),
        "target": _words(target, argument_map),
        "evidence": list(relation.evidence),
        "alternatives": [
            {**_words(components[o.target], argument_map), "kind": o.kind, "confidence": o.confidence}
            for o in relation.alternatives
        ],
    }


def _words(component: Component, argument_map: ArgumentMap) -> dict[str, str | None]:
    post = argument_map.posts()[component.post]
    return {"id": component.id, "post": component.post, "author": post.author, "text": component.text}
