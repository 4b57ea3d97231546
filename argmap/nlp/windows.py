"""Rows of passages become windows of word pieces: whole posts where they fit, cut between passages where not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LIMIT = 192
LONGEST = 96
BEGINNING = 128
_CONTEXT = 40
_ROOM = 224


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Word pieces read at once; `spans[i]` is where passage `passages[i]` of its row stands in them.

    The first `own` spans are those of the post that is read, the others of the post above it.
    """

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    passages: tuple[int, ...]
    own: int


def windows(row: Sequence[Sequence[int]], *, opening: int, closing: int, limit: int = LIMIT) -> tuple[Window, ...]:
    """Return the windows over a row of passages, given as word pieces; each passage is in one, after what precedes it.

    A window that continues a post opens with the end of what was read before, as context.
    """
    cut = [list(pieces[:LONGEST]) or [closing] for pieces in row]
    found: list[Window] = []
    first = 0
    while first < len(cut):
        before = [piece for pieces in cut[max(0, first - 2) : first] for piece in pieces][-_CONTEXT:]
        at, last = 1 + len(before), first
        spans = []
        body: list[int] = []
        while last < len(cut) and (last == first or at + len(cut[last]) < limit):
            spans.append((at, at + len(cut[last])))
            body += cut[last]
            at += len(cut[last])
            last += 1
        pieces = (opening, *before, *body, closing)
        passages = tuple(range(first, last))
        found.append(Window(pieces=pieces, spans=tuple(spans), passages=passages, own=len(passages)))
        first = last
    return tuple(found)


def joint(
    row: Sequence[Sequence[int]], above: Sequence[Sequence[int]], *, opening: int, closing: int
) -> tuple[Window, ...]:
    """Return the windows over a post and one above it, read together: each part of one with each of the other."""
    found = []
    for own in _parts(row, closing):
        for other in _parts(above, closing):
            pieces, spans = [opening], []
            for part in (own, other):
                for _, passage in part:
                    spans.append((len(pieces), len(pieces) + len(passage)))
                    pieces += passage
                pieces.append(closing)
            passages = tuple(at for part in (own, other) for at, _ in part)
            found.append(Window(pieces=tuple(pieces), spans=tuple(spans), passages=passages, own=len(own)))
    return tuple(found)


def pair(words: Sequence[int], above: Sequence[int], *, opening: int, closing: int) -> Window:
    """Return the window over a passage and what it answers, both cut alike; its one span is the whole."""
    half = LONGEST // 2
    room = max(half, LONGEST - len(above))
    first = list(words[:room])
    second = list(above[: max(half, LONGEST - len(first))])
    pieces = (opening, *first, closing, *second, closing)
    return Window(pieces=pieces, spans=((0, len(pieces)),), passages=(0,), own=1)


def beginning(words: Sequence[int], *, opening: int, closing: int) -> Window:
    """Return the window over the beginning of a post; its one span is the whole."""
    pieces = (opening, *words[:BEGINNING], closing)
    return Window(pieces=pieces, spans=((0, len(pieces)),), passages=(0,), own=1)


def _parts(row: Sequence[Sequence[int]], closing: int) -> Iterator[list[tuple[int, list[int]]]]:
    part: list[tuple[int, list[int]]] = []
    size = 0
    for at, pieces in enumerate(row):
        cut = list(pieces[:LONGEST]) or [closing]
        if part and size + len(cut) > _ROOM:
            yield part
            part, size = [], 0
        part.append((at, cut))
        size += len(cut)
    if part:
        yield part
