"""Texts come to a pipeline in portions: paragraphs, few and short enough to be read at once, without endless words."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_LONGEST = 50_000
# Read at once: few enough to stay in the processor's cache, and letters enough for one part of the longest post.
_MOST, _LETTERS = 128, 50_000
_ENDLESS = re.compile(r"\S{2000,}")


def measured(text: str) -> str:
    """Return `text` with the letter x for each sign of an endless word: spaCy takes hours to look into one."""
    return _ENDLESS.sub(lambda match: "x" * len(match.group()), text)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of `text` start and end, long ones in parts; an empty text has one, of no length."""
    found, start = False, len(text) - len(text.lstrip())
    for gap in (*_GAP.finditer(text, start), None):
        end = gap.start() if gap else len(text)
        for a in range(start, end, _LONGEST):
            found = True
            yield a, min(end, a + _LONGEST)
        start = gap.end() if gap else end
    if not found:
        yield 0, 0


def batches(cut: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    """Yield the texts of `cut`, each with what goes with it, in lists that a pipeline reads at once."""
    some, letters = list[tuple[str, Any]](), 0
    for one in cut:
        if some and (len(some) >= _MOST or letters + len(one[0]) > _LETTERS):
            yield some
            some, letters = [], 0
        some.append(one)
        letters += len(one[0])
    if some:
        yield some
