"""Which points are contested, by whom and how it ended: one dispute a contested claim, ranked by the voices in it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.argument import ArgumentMap, Component, Dispute, Relation, Status, Subtype
from argmap.clues import is_bare
from argmap.disputes.likely import LEAST as LIKELY
from argmap.disputes.likely import likely
from argmap.disputes.point import Line, points
from argmap.disputes.spread import spread
from argmap.disputes.web import Web, alone, web_of
from argmap.nlp.syntax import Parser, Sentences
from argmap.quotes import forms

SIDE = 3
SURE = 0.5
WEIGHTS: Mapping[str, float] = {
    "posts": 1.0, "voices": 1.0, "quoted": 1.0, "answered": 0.5, "confidence": 1.0, "likely": 3.0,
}  # fmt: skip
UNCLEAR = -2.0
_SAME_WORDS = 0.6
_MERGED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who stands where on the claims `points`: ids of components, nearest to the point first."""

    points: tuple[str, ...]
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]


def disputes(
    argument_map: ArgumentMap,
    syntax: Parser | None = None,
    sentences: Sentences | None = None,
    *,
    weights: Mapping[str, float] | None = None,
) -> ArgumentMap:
    """Return the map with its disputes ranked; a point that nobody attacks is none, nor is a bare "that's wrong".

    With `syntax` their points are made questions; `sentences` are those of posts read before, so that they are not
    read again; `weights` are those of `likely`, the shipped ones unless given.
    """
    found, web = candidates(argument_map)
    chances = likely(found, argument_map, web, weights)
    believed = _believed(found, chances, keeps_all=alone(web.posts))
    distinct = spread(_apart(sorted(believed, key=lambda d: -(d.score or 0.0))), argument_map)
    asked = zip(distinct, points(distinct, web, syntax, sentences), strict=True)
    said = sorted((_said(dispute, line) for dispute, line in asked), key=lambda d: -(d.score or 0.0))
    numbered = tuple(replace(d, rank=rank) for rank, d in enumerate(said, start=1))
    return replace(argument_map, disputes=numbered)


def _said(dispute: Dispute, line: Line) -> Dispute:
    """Return a dispute with its line, which lowers the score where it says nothing without the thread."""
    if not line.unclear:
        return replace(dispute, point=line.words)
    score = round((dispute.score or 0.0) + UNCLEAR, 3)
    return replace(dispute, point=line.words, parts={**(dispute.parts or {}), "unclear": 1.0}, score=score)


def candidates(argument_map: ArgumentMap) -> tuple[list[Dispute], Web]:
    """Return a dispute for every claim that somebody attacks, without point and rank, and who speaks to what."""
    web = web_of(argument_map)
    attacked = [c.id for c in argument_map.components if web.attacks.get(c.id) and not _bare(c)]
    sided = (_sides(group, web) for group in _merge(attacked, web))
    return [_dispute(sides, web) for sides in sided if sides.claims_against], web


def _believed(found: Sequence[Dispute], chances: Sequence[float], *, keeps_all: bool) -> list[Dispute]:
    """Return the disputes that are likely enough, which counts in the score; all where one voice weighs alone."""
    return [
        replace(d, parts={**(d.parts or {}), "likely": chance}, score=_score({**(d.parts or {}), "likely": chance}))
        for d, chance in zip(found, chances, strict=True)
        if keeps_all or chance >= LIKELY
    ]


def _score(parts: Mapping[str, float]) -> float:
    return round(sum(WEIGHTS[name] * value for name, value in parts.items()), 3)


def _merge(attacked: Sequence[str], web: Web) -> list[list[str]]:
    """Return the attacked components in groups: those that say the same, in the same words or as a restatement."""
    words = {name: _content(web.components[name]) for name in attacked}
    again: dict[str, list[str]] = {}
    for target, found in web.supports.items():
        for relation in found:
            if relation.subtype is Subtype.RESTATE:
                again.setdefault(relation.source, []).append(target)
                again.setdefault(target, []).append(relation.source)
    groups: list[list[str]] = []
    home: dict[str, int] = {}
    heads: dict[str, list[int]] = {}
    for name in sorted(attacked, key=lambda n: -len(web.attacks[n])):
        near = {home[other] for other in again.get(name, ()) if other in home}
        near |= {at for at in _sharing(words[name], heads) if _alike(words[name], words[groups[at][0]]) >= _SAME_WORDS}
        at = min((at for at in near if len(groups[at]) < _MERGED), default=len(groups))
        if at == len(groups):
            groups.append([])
            for word in words[name]:
                heads.setdefault(word, []).append(at)
        groups[at].append(name)
        home[name] = at
    return groups


def _sharing(words: frozenset[str], heads: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the groups that may be alike: who shares most of the words shares one of the rarest."""
    rarest = sorted(words, key=lambda word: (len(heads.get(word, ())), word))
    enough = len(words) - math.ceil(_SAME_WORDS * len(words)) + 1
    return {at for word in rarest[:enough] for at in heads.get(word, ())}


def _content(component: Component) -> frozenset[str]:
    return frozenset(word for word in forms(component.text) if len(word) > 3)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _sides(points: Sequence[str], web: Web) -> Sides:
    """Return who is named on each side: the surest attacker, and of all others those that more likely belong.

    What somebody gives as a reason for their own claim is not named beside it: it adds no voice.
    """
    attacks = _surest(r for point in points for r in web.attacks[point])
    against = [r.source for at, r in enumerate(attacks) if at == 0 or r.confidence >= SURE]
    for_ = [*points, *_joining(points, web)]
    for_ += _named(r for attacker in against for r in web.attacks.get(attacker, ()))
    against += _joining(against, web)
    first = list(dict.fromkeys(for_))
    second = [name for name in dict.fromkeys(against) if name not in first]
    return Sides(points=tuple(points), claims_for=tuple(first[:SIDE]), claims_against=tuple(second[:SIDE]))


def _joining(claims: Iterable[str], web: Web) -> list[str]:
    """Return what other voices say in support of the claims."""
    found = [(r, claim) for claim in claims for r in web.supports.get(claim, ())]
    return _named(r for r, claim in found if web.voice(r.source) != web.voice(claim))


def _surest(relations: Iterable[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: -relation.confidence)


def _named(relations: Iterable[Relation]) -> list[str]:
    return [relation.source for relation in _surest(relations) if relation.confidence >= SURE]


def _dispute(sides: Sides, web: Web) -> Dispute:
    parts = _parts(sides, web)
    both = (*sides.claims_for, *sides.claims_against)
    last = max(both, key=lambda name: web.order[name])
    return Dispute(
        id=f"dispute:{sides.points[0]}",
        rank=0,
        point="",
        claims_for=sides.claims_for,
        claims_against=sides.claims_against,
        status=_status(sides, web),
        authors_for=_authors(sides.claims_for, web),
        authors_against=_authors(sides.claims_against, web),
        strongest_for=max(sides.claims_for, key=lambda n: _strength(n, web)),
        strongest_against=max(sides.claims_against, key=lambda n: _strength(n, web)),
        last_word=last,
        unanswered=_unanswered(sides, web),
        score=_score(parts),
        parts=parts,
    )


def _parts(sides: Sides, web: Web) -> dict[str, float]:
    both = (*sides.claims_for, *sides.claims_against)
    attacks = [r for point in sides.points for r in web.attacks[point]]
    return {
        "posts": float(len({web.components[name].post for name in both})),
        "voices": float(len({web.voice(name) for name in both})),
        "quoted": float(any(e.startswith("quote:") for r in attacks for e in r.evidence)),
        "answered": float(sum(bool(web.attacks.get(r.source)) for r in attacks)),
        "confidence": round(max(r.confidence for r in attacks), 3),
    }


def _authors(claims: Sequence[str], web: Web) -> tuple[str, ...]:
    known = (web.posts[web.components[name].post].author for name in claims)
    return tuple(dict.fromkeys(author for author in known if author))


def _strength(name: str, web: Web) -> tuple[bool, int, float]:
    """Return by what a claim is stronger than another: that it says something, by itself, then its support."""
    supports, attacks, claim = web.supports.get(name, ()), web.attacks.get(name, ()), web.components[name]
    return not _bare(claim), len(supports) - len(attacks), claim.confidence


def _bare(component: Component) -> bool:
    return is_bare(word for word in forms(component.text) if len(word) > 2)


def _unanswered(sides: Sides, web: Web) -> tuple[str, ...]:
    """Return the attackers named that nobody answers: neither them nor, from another post, anything of their post."""
    attackers = dict.fromkeys(r.source for point in sides.points for r in web.attacks[point])
    named = (name for name in attackers if name in sides.claims_against and not web.attacks.get(name))
    return tuple(name for name in named if web.components[name].post not in web.answered)


def _status(sides: Sides, web: Web) -> Status:
    if len({web.voice(name) for name in (*sides.claims_for, *sides.claims_against)}) < 2:
        return Status.ONE_SIDED
    conceding = {
        r.source for point in sides.points for r in web.supports.get(point, ()) if r.subtype is Subtype.CONCESSION
    }
    if any(web.voice(name) in {web.voice(c) for c in sides.claims_against} for name in conceding):
        return Status.CONCEDED
    return Status.OPEN if _unanswered(sides, web) else Status.ANSWERED


def _apart(ranked: Sequence[Dispute]) -> list[Dispute]:
    """Return the disputes without those whose claims mostly stand in a better one already."""
    kept: list[Dispute] = []
    places: dict[str, list[int]] = {}
    for dispute in ranked:
        own = {*dispute.claims_for, *dispute.claims_against}
        shared = Counter(at for name in own for at in places.get(name, ()))
        if max(shared.values(), default=0) <= len(own) / 2:
            for name in own:
                places.setdefault(name, []).append(len(kept))
            kept.append(dispute)
    return kept
