"""A map as a foreign file alone tells it: what was said becomes posts, what cannot be kept is counted."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from argmap.argument import ArgumentMap, Component, Generator, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Discussion, Post, ReplyEvidence
from argmap.errors import InvalidError

LEFT_OUT = "left out"
_Term = TypeVar("_Term", bound=StrEnum)
VERBS = {RelationKind.SUPPORT: "supports", RelationKind.ATTACK: "attacks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words somebody said, with the label that the file gives them; `id` is that of the file."""

    id: str
    words: str
    label: str | None = None
    author: str | None = None
    kind: Kind = Kind.CLAIM
    commitment: Any = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """From what speaks to what it speaks about, by the ids of the file; the target may be a link."""

    id: str
    source: str
    target: str
    kind: RelationKind
    subtype: Subtype | None = None
    confidence: float = 1.0


def of_sayings(
    sayings: Sequence[Saying],
    links: Iterable[Link],
    *,
    format: str,
    where: str,
    answers: Iterable[tuple[str, str]] = (),
) -> ArgumentMap:
    """Return the map in which each saying is a post of its own, and answers the saying that `answers` says."""
    heard = [saying for saying in sayings if saying.words]
    place = {saying.id: f"p{at}" for at, saying in enumerate(heard, start=1)}
    parents: dict[str, str] = {}
    for speaker, spoken_to in answers:
        if speaker in place and spoken_to in place and not _leads_to(spoken_to, speaker, parents):
            parents.setdefault(speaker, spoken_to)
    posts = [
        Post(
            id=place[saying.id], text=saying.words, author=saying.author,
            reply_to=place.get(parents.get(saying.id, "")),
            reply_evidence=ReplyEvidence.SOURCE if saying.id in parents else None,
            reply_confidence=1.0 if saying.id in parents else None,
        )
        for saying in heard
    ]  # fmt: skip
    components = [
        Component(
            id=saying.id, post=place[saying.id], start=0, end=len(saying.words), text=saying.words, kind=saying.kind,
            commitment=saying.commitment, confidence=saying.confidence,
            canonical=saying.label if saying.label not in (None, "", saying.words) else None,
        )
        for saying in heard
    ]  # fmt: skip
    silent = Counter({"statements without words": len(sayings) - len(heard)})
    return told(posts, components, links, format=format, where=where, left_out=silent)


def told(
    posts: Sequence[Post],
    components: Sequence[Component],
    links: Iterable[Link],
    *,
    format: str,
    where: str,
    left_out: Counter[str] | None = None,
) -> ArgumentMap:
    """Return the map of these posts; links without two ends are counted as left out, never dropped in silence."""
    count = Counter(left_out or {})
    relations = _relations({component.id for component in components}, list(links), count)
    said = ", ".join(f"{number} {what}" for what, number in sorted(count.items()) if number)
    made = ArgumentMap(
        generator=Generator(name=format, version="", options={LEFT_OUT: said} if said else {}),
        discussions=(Discussion(id="d1", source=where, format=format, posts=tuple(posts)),),
        components=tuple(components),
    )
    return replace(made, relations=tuple(relations))


def json_of(text: str, where: str) -> Any:
    """Return the JSON value of a foreign file; raise InvalidError where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidError(f"{where} is not JSON ({error}); name its format with --from") from error


def parsed(text: str) -> Any:
    """Return the JSON value of the text, None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the value where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def term(kind: type[_Term], value: Any) -> _Term | None:
    """Return the value as a term of this kind, None where it is none."""
    return kind(value) if isinstance(value, str) and value in set(kind) else None


def confidence_of(value: Any) -> float:
    """Return the value as a confidence, 0 to 1; 1 where it is none."""
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else 1.0


def _relations(components: set[str], links: Sequence[Link], left_out: Counter[str]) -> list[Relation]:
    sound = {link.id: link for link in links if link.source in components}
    while unsound := [name for name, link in sound.items() if not _stands(link, components, sound)]:
        for name in unsound:
            del sound[name]
    left_out["relations without two ends"] += len(links) - len(sound)
    return [
        Relation(
            id=link.id, source=link.source, target=link.target, kind=link.kind, confidence=link.confidence,
            subtype=Subtype.UNDERCUT if link.target not in components else link.subtype,
        )
        for link in sound.values()
    ]  # fmt: skip


def _stands(link: Link, components: set[str], links: dict[str, Link]) -> bool:
    return link.target != link.source and (
        link.target in components or (link.target in links and link.target != link.id)
    )


def _leads_to(name: str, wanted: str, parents: dict[str, str]) -> bool:
    at: str | None = name
    while at is not None:
        if at == wanted:
            return True
        at = parents.get(at)
    return False
