"""Parsed posts become units: sentences, cut once more where claim and reason share a sentence.

A parser that knows heads says where clauses begin and end, and weights learnt from components that people marked say
which of them stand apart (`cuts.py`); where rules have read, a cut is made before the words that join two statements.
What was tried besides: `docs/decisions/0013-clauses.md`.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.cuts import DASHES, Seen, cuts
from argmap.discussion import Discussion, Post, Unit
from argmap.nlp.cache import shared
from argmap.nlp.remembered import Form, Memory
from argmap.nlp.syntax import Sentence, Token
from argmap.parse import Block, Parsed

_LEFT_OUT = (*DASHES, ";", ":")


def segment(
    discussions: Sequence[Discussion], parsed: Parsed, weights: Seen | None = None, *, parser: str = ""
) -> tuple[Unit, ...]:
    """Return the units of all posts in reading order, cut by the shipped weights or others.

    Where the digest of the `parser` is given, what was cut before by the shipped weights is known.
    """
    posts = [post for discussion in discussions for post in discussion.posts]
    blocks = [(post.text, block) for post in posts for block in parsed.get(post.id, ())]
    memory = Memory("" if weights else parser, shared())
    texts = [(text[block.start : block.end],) for text, block in blocks]
    made = iter(memory.recall("cuts", texts, lambda new: [_cuts(blocks[at][1], weights) for at in new], _KEPT))
    return tuple(unit for post in posts for unit in _units(post, parsed.get(post.id, ()), made))


def _cuts(block: Block, weights: Seen | None) -> list[Sequence[int]]:
    """Return for each sentence of a block the tokens before which it is cut."""
    return [cuts(sentence.tokens, weights) for sentence in block.sentences]


def _units(post: Post, blocks: Sequence[Block], made: Iterator[list[Sequence[int]]]) -> tuple[Unit, ...]:
    """Return the units of one post by place."""
    found, number = [], 0
    for block in blocks:
        for sentence, cut in zip(block.sentences, next(made), strict=True):
            for start, end in _clauses(sentence, cut):
                words = post.text[start:end]
                found.append(Unit(post=post.id, start=start, end=end, text=words, sentence=number, quoted=block.quoted))
            number += 1
    return tuple(found)


def _clauses(sentence: Sentence, cut: Sequence[int]) -> Iterator[tuple[int, int]]:
    found = sentence.tokens
    edges = (0, *cut, len(found))
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


_KEPT = Form(lambda made: json.dumps(made).encode(), lambda kept, _: json.loads(kept))
