"""A passage pasted twice is mapped once: whole posts that come again, and a tail of lines said before.

What a page told of replies stays with the posts: what answers a copy answers the first one.
"""

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
    seen: dict[str, int] = {}
    copies: dict[int, int | None] = {}
    for at, draft in enumerate(kept):
        words = key(draft.text)
        first = seen.setdefault(words, at)
        if first != at and len(words.split()) >= _LEAST_WORDS and draft.author in (None, kept[first].author):
            noise += [line.noise(NoiseKind.DUPLICATE) for line in draft.lines if line.text]
            copies[at] = first
    return _without(kept, copies), noise


def without_empty(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that have words; what answers one that has none answers what that one answers."""
    return _without(drafts, {at: draft.reply_to for at, draft in enumerate(drafts) if not draft.lines})


def _without(drafts: Sequence[Draft], instead: Mapping[int, int | None]) -> list[Draft]:
    """Return the drafts but those named in `instead`, an earlier one for each, whose answers answer that one."""
    places: dict[int | None, int | None] = {None: None}
    found: list[Draft] = []
    for at, draft in enumerate(drafts):
        if at in instead:
            places[at] = places[instead[at]]
            continue
        places[at] = len(found)
        parent = places[draft.reply_to]
        lost = parent is None and draft.reply_to is not None
        found.append(replace(draft, reply_to=parent, reply_evidence=None if lost else draft.reply_evidence))
    return found


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
