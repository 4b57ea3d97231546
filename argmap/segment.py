"""Parsed posts become units: sentences, cut once more where claim and reason share a sentence.

A cut is made before a word that joins two statements, and only where a parser, if one has read the sentence, says that
what begins there has a subject of its own: "because of me" and "not cheap, but good" say nothing apart.
Finer cuts were measured and lost relations: `docs/decisions/0013-clauses.md`.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from argmap.discussion import Discussion, Post, Unit
from argmap.nlp.syntax import Sentence, Token
from argmap.parse import Block, Parsed

_CUT_BEFORE = frozenset("because but so since though although whereas while yet".split())
_COMMA_NEEDED = _CUT_BEFORE - {"because"}
_SUBJECTS = ("nsubj", "csubj", "expl")
_LEAST_WORDS = 4


def segment(discussions: Sequence[Discussion], parsed: Parsed) -> tuple[Unit, ...]:
    """Return the units of all posts in reading order; a post that was not parsed has none."""
    posts = (post for discussion in discussions for post in discussion.posts)
    return tuple(unit for post in posts for unit in units(post, parsed.get(post.id, ())))


def units(post: Post, blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Return the units of one post by place."""
    found, number = [], 0
    for paragraph, block in enumerate(blocks):
        for sentence in block.sentences:
            for clause, (start, end) in enumerate(_clauses(sentence)):
                unit = Unit(
                    post=post.id, start=start, end=end, text=post.text[start:end],
                    paragraph=paragraph, sentence=number, clause=clause, quoted=block.quoted,
                )  # fmt: skip
                found.append(unit)
            number += 1
    return tuple(found)


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    found = sentence.tokens
    words = list(accumulate((token.text[:1].isalnum() for token in found), initial=0))
    first = 0
    for at in range(1, len(found)):
        if _cuts(found, at) and min(words[at] - words[first], words[-1] - words[at]) >= _LEAST_WORDS:
            yield found[first].start, _last(found, at - 1).end
            first = at + 1 if found[at].text == ";" else at
    if first < len(found):
        yield found[first].start, found[-1].end


def _cuts(found: Sequence[Token], at: int) -> bool:
    word = found[at].text.casefold()
    if word == ";":
        return True
    comma = found[at - 1].text in (",", "-", "--", "–", "—")
    return word in _CUT_BEFORE and (comma or word not in _COMMA_NEEDED) and _states(found, at)


def _states(found: Sequence[Token], at: int) -> bool:
    """Say whether the joining word at `at` opens a clause with its own subject; without heads the word is believed."""
    head = found[at].head
    subjects = (t for t in found if t.head == head and t.dep.partition(":")[0] in _SUBJECTS)
    return not found[at].pos or (head > at and any(subjects))


def _last(found: Sequence[Token], at: int) -> Token:
    return found[at - 1] if found[at].text in (",", "-", "--", "–", "—", ";") else found[at]
