"""The trivial mapper, which every other must beat: it reads words and order only, and knows no language.

Every sentence is a claim; each supports the one before it, and in a reply each attacks the sentence of the
parent it shares most words with; the most attacked sentences are the disputes.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from argmap.argument import ArgumentMap, Component, Dispute, Generator, Kind, Relation, RelationKind
from argmap.discussion import Discussion, Post, ReplyEvidence
from argmap.evaluate.words import content_words
from argmap.quotes import forms

DISPUTES = 10
CANONICAL_WORDS = 14
# A line that goes on in lower case is a wrapped one; a full stop before lower case ends an abbreviation.
_INSIDE = r"(?:[^\n]|\n(?=[ \t]*[a-z]))"
_STOP = r"[.!?]+[\"'”’)\]]*(?=\s+[^\sa-z]|\s*$)"
_SENTENCE = re.compile(rf"\S(?:{_INSIDE}*?{_STOP}|{_INSIDE}*)")

Splitter = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    component: Component
    words: frozenset[str]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of what ends with a full stop, question or exclamation mark or its paragraph."""
    for found in _SENTENCE.finditer(text):
        yield found.start(), found.start() + len(found.group().rstrip())


def baseline(argument_map: ArgumentMap, *, split: Splitter = sentences, true_parents: bool = False) -> ArgumentMap:
    """Map the posts of `argument_map` trivially; nothing but their text and order is read.

    The parent of a post is the one before it; with `true_parents` the parents of `argument_map` are kept.
    """
    given = argument_map.discussions
    discussions = given if true_parents else tuple(_in_order(one) for one in given)
    by_post = {post.id: _sentences(post, split) for discussion in discussions for post in discussion.posts}
    relations = tuple(_relations(discussions, by_post))
    return ArgumentMap(
        generator=Generator(name="baseline", version="1", options={"true_parents": true_parents}),
        discussions=discussions,
        components=tuple(one.component for found in by_post.values() for one in found),
        relations=relations,
        disputes=_disputes(relations, {s.component.id: s for found in by_post.values() for s in found}),
    )


def _in_order(discussion: Discussion) -> Discussion:
    before = (None, *(post.id for post in discussion.posts))
    posts = tuple(_reply(post, to) for post, to in zip(discussion.posts, before, strict=False))
    return replace(discussion, posts=posts)


def _reply(post: Post, to: str | None) -> Post:
    evidence = None if to is None else ReplyEvidence.ORDER
    return replace(post, reply_to=to, reply_evidence=evidence, reply_confidence=None)


def _sentences(post: Post, split: Splitter) -> tuple[_Sentence, ...]:
    spans = dict.fromkeys(split(post.text))
    return tuple(
        _Sentence(component=_component(post, start, end), words=content_words(post.text[start:end]))
        for start, end in spans
        if forms(post.text[start:end])
    )


def _component(post: Post, start: int, end: int) -> Component:
    text = post.text[start:end]
    return Component(
        id=f"{post.id}:{start}-{end}",
        post=post.id,
        start=start,
        end=end,
        text=text,
        kind=Kind.CLAIM,
        canonical=" ".join(text.split()[:CANONICAL_WORDS]),
        confidence=1.0,
    )


def _relations(discussions: Sequence[Discussion], by_post: Mapping[str, Sequence[_Sentence]]) -> Iterator[Relation]:
    for post in (post for discussion in discussions for post in discussion.posts):
        own = by_post[post.id]
        above = by_post[post.reply_to] if post.reply_to is not None else ()
        for before, one in pairwise(own):
            yield _relation(one, before, RelationKind.SUPPORT)
        for one in own if above else ():
            yield _relation(one, max(above, key=lambda other: _likeness(one, other)), RelationKind.ATTACK)


def _relation(source: _Sentence, target: _Sentence, kind: RelationKind) -> Relation:
    ends = source.component.id, target.component.id
    return Relation(id=f"{ends[0]}>{ends[1]}:{kind}", source=ends[0], target=ends[1], kind=kind, confidence=1.0)


def _likeness(one: _Sentence, other: _Sentence) -> float:
    """Return the cosine of two sets of words, 0 to 1."""
    if not one.words or not other.words:
        return 0.0
    return len(one.words & other.words) / sqrt(len(one.words) * len(other.words))


def _disputes(relations: Sequence[Relation], known: Mapping[str, _Sentence]) -> tuple[Dispute, ...]:
    attackers: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if relation.kind is RelationKind.ATTACK:
            attackers[relation.target].append(relation.source)
    ranked = sorted(attackers, key=lambda name: -len(attackers[name]))[:DISPUTES]
    return tuple(
        Dispute(
            id=name,
            rank=rank,
            point=known[name].component.label,
            claims_for=(name,),
            claims_against=tuple(attackers[name]),
        )
        for rank, name in enumerate(ranked, start=1)
    )
