"""A forum page copied as text: each post opens with its number, its date and its author, on lines or between bars."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read import noise
from argmap.read.entries import Entry, assemble
from argmap.read.lines import Line, lines, stretches, trim
from argmap.read.marks import marks
from argmap.read.prose import Prose, clean
from argmap.read.times import when

_NUMBER = re.compile(r"^#(?P<number>\d{1,6})$")
_BARRED = re.compile(r"^#(?P<number>\d{1,6})\s*\|\s*(?P<first>[^|]{1,80}?)\s*\|\s*(?P<second>[^|]{1,80}?)$")
_RULE = re.compile(r"^[_=*-]{5,}$")
_NAME_LENGTH = 60
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What the opening lines of a post say, and how many lines they are."""

    number: str
    author: str
    written: str | None
    lines: int


def recognises(text: str) -> bool:
    """Return whether the text holds posts that open with number, date and name."""
    found = lines(text)
    return sum(_header(found, at) is not None for at, line in enumerate(found) if line.text.startswith("#")) >= _LEAST


def read(text: str, source: str) -> Discussion:
    """Read a forum page copied as text: number, date and name over each post.

    Keeps: authors, times, quotes.
    Loses: the numbers; who answers whom is not on it.
    """
    found = lines(text)
    headers = {at: head for at, line in enumerate(found) if line.text[:1] == "#" and (head := _header(found, at))}
    starts = list(headers)
    before = trim(found[: starts[0]]) if starts else ()
    dropped = [line.noise(NoiseKind.HEADER) for line in before if line.text]
    entries = []
    for at, end in stretches(starts, len(found)):
        head = headers[at]
        dropped += [line.noise(NoiseKind.HEADER) for line in found[at : at + head.lines] if line.text]
        kept, left_out = _body(found[at + head.lines : end])
        dropped += left_out
        entries.append(_entry(head, kept))
    title = next((line.text for line in before if line.text), None)
    return assemble(entries, source=source, format="forum", title=title, noise=dropped, nested=False)


def _header(found: Sequence[Line], at: int) -> _Header | None:
    barred = _BARRED.match(found[at].text)
    if barred:
        first, second = barred["first"], barred["second"]
        date, author = (first, second) if when(first) else (second, first)
        return _Header(number=barred["number"], author=author, written=when(date), lines=1) if when(date) else None
    number = _NUMBER.match(found[at].text)
    below = [line for line in found[at + 1 : at + 5] if line.text][:2]
    if number is None or len(below) < 2 or len(below[1].text) > _NAME_LENGTH:
        return None
    date, author = below[0].text, below[1].text
    if not when(date):
        date, author = author, date
    taken = next(i for i in range(at, at + 5) if found[i] is below[1]) - at + 1
    return _Header(number=number["number"], author=author, written=when(date), lines=taken) if when(date) else None


def _body(found: Sequence[Line]) -> tuple[tuple[Line, ...], list[Noise]]:
    kinds = [noise.classify(line.text) for line in found]
    ruled = trim(found)
    last = ruled[-1] if ruled and _RULE.match(ruled[-1].text) else None
    kept = [line for line, kind in zip(found, kinds, strict=True) if kind is None and line is not last]
    dropped = [line.noise(kind) for line, kind in zip(found, kinds, strict=True) if kind]
    return trim(kept), dropped + ([last.noise(NoiseKind.BOILERPLATE)] if last else [])


def _entry(head: _Header, kept: Sequence[Line]) -> Entry:
    body = clean("\n".join(line.text for line in kept))
    return Entry(
        prose=Prose(text=body, marks=marks(body)),
        author=head.author,
        written=head.written,
        start=kept[0].start if kept else None,
        end=kept[-1].end if kept else None,
    )
