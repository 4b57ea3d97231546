"""Parsed posts become units: sentences, cut once more where claim and reason share a sentence.

A parser that knows heads says where clauses begin and end, and weights learnt from components that people marked say
which of them stand apart (`cuts.py`); where rules have read, a cut is made before the words that join two statements.
What was tried besides: `docs/decisions/0013-clauses.md`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.cuts import DASHES, Seen, cuts
from argmap.discussion import Discussion, Post, Unit
from argmap.nlp.syntax import Sentence, Token
from argmap.parse import Block, Parsed

_LEFT_OUT = (*DASHES, ";", ":")


def segment(discussions: Sequence[Discussion], parsed: Parsed, weights: Seen | None = None) -> tuple[Unit, ...]:
    """Return the units of all posts in reading order, cut by the shipped weights or others."""
    posts = (post for discussion in discussions for post in discussion.posts)
    return tuple(unit for post in posts for unit in units(post, parsed.get(post.id, ()), weights))


def units(post: Post, blocks: Sequence[Block], weights: Seen | None = None) -> tuple[Unit, ...]:
    """Return the units of one post by place."""
    found, number = [], 0
    for paragraph, block in enumerate(blocks):
        for sentence in block.sentences:
            for clause, (start, end) in enumerate(_clauses(sentence, weights)):
                unit = Unit(
                    post=post.id, start=start, end=end, text=post.text[start:end],
                    paragraph=paragraph, sentence=number, clause=clause, quoted=block.quoted,
                )  # fmt: skip
                found.append(unit)
            number += 1
    return tuple(found)


def _clauses(sentence: Sentence, weights: Seen | None) -> Iterator[tuple[int, int]]:
    found = sentence.tokens
    edges = (0, *cuts(found, weights), len(found))
    for first, end in pairwise(edges):
        start, last = _trimmed(found, first, end)
        yield found[start].start, found[last].end


def _trimmed(found: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    """Return the first and last token of a part without the signs that only part it from its neighbours."""
    last = end - 1
    while last > first and end < len(found) and found[last].text in _LEFT_OUT:
        last -= 1
    while 0 < first < last and found[first].text in _LEFT_OUT:
        first += 1
    return first, last
