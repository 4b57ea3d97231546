"""A passage pasted twice is mapped once: whole posts that come again, and a tail of lines said before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from argmap.discussion import Noise, NoiseKind
from argmap.quotes import key
from argmap.read.lines import Draft, Line, trim

_LEAST_WORDS = 5
_LEAST_TAIL = 2


def without_duplicates(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Noise]]:
    """Return the drafts without what was pasted twice, and the second copies as noise."""
    kept, noise = _without_tails(drafts)
    seen: dict[str, Draft] = {}
    distinct = []
    for draft in kept:
        words = key(draft.text)
        first = seen.setdefault(words, draft)
        if first is not draft and len(words.split()) >= _LEAST_WORDS and draft.author in (None, first.author):
            noise += [line.noise(NoiseKind.DUPLICATE) for line in draft.lines if line.text]
        else:
            distinct.append(draft)
    return distinct, noise


def _without_tails(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Noise]]:
    first: dict[str, int] = {}
    for draft in drafts:
        for line in draft.lines:
            first.setdefault(key(line.text), line.start)
    kept: list[Draft] = []
    noise: list[Noise] = []
    for draft in drafts:
        own = _own_lines(draft.lines, first)
        tail = [line for line in draft.lines[own:] if line.text]
        if own and len(tail) >= _LEAST_TAIL:
            noise += [line.noise(NoiseKind.DUPLICATE) for line in tail]
            kept.append(replace(draft, lines=trim(draft.lines[:own])))
        else:
            kept.append(draft)
    return kept, noise


def _own_lines(found: Sequence[Line], first: Mapping[str, int]) -> int:
    """Return how many lines come before the tail of lines that were all said before."""
    own = len(found)
    while own > 0 and (not key(found[own - 1].text) or first[key(found[own - 1].text)] < found[own - 1].start):
        own -= 1
    return own
