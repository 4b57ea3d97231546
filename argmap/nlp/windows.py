"""Rows of passages become windows of word pieces: whole posts where they fit, cut between passages where not."""

from collections.abc import Sequence
from dataclasses import dataclass

LIMIT = 192
LONGEST = 96
_CONTEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Word pieces read at once; `spans` are where passages of the row stand in them, one after the other."""

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


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
        found.append(Window(pieces=pieces, spans=tuple(spans)))
        first = last
    return tuple(found)


def pair(words: Sequence[int], above: Sequence[int], *, opening: int, closing: int) -> Window:
    """Return the window over a passage and what it answers, both cut alike; its one span is the whole."""
    half = LONGEST // 2
    room = max(half, LONGEST - len(above))
    first = list(words[:room])
    second = list(above[: max(half, LONGEST - len(first))])
    pieces = (opening, *first, closing, *second, closing)
    return Window(pieces=pieces, spans=((0, len(pieces)),))
