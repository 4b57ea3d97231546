"""What plain text marks by itself: `>` quotes, bullets, links and code."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from argmap.discussion import Mark, MarkKind

_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*)+(?P<words>\S[^\n]*)$", re.M)
_BULLET = re.compile(r"^[ \t]*(?P<words>(?:[-*•‣–]|\d{1,2}[.)])[ \t]+)(?=\S)", re.M)
_LINK = re.compile(r"\bhttps?://[^\s<>\"'“”]+[^\s<>\"'“”.,;:!?)\]]")
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.S)
_CODE = re.compile(r"`[^`\n]+`")


def marks(text: str) -> tuple[Mark, ...]:
    """Return the marked stretches of `text` by place."""
    found = [*_spans(_QUOTE, text, MarkKind.QUOTE), *_spans(_BULLET, text, MarkKind.BULLET)]
    found += [Mark(start=m.start(), end=m.end(), kind=MarkKind.LINK, href=m.group()) for m in _LINK.finditer(text)]
    fences = [Mark(start=m.start(), end=m.end(), kind=MarkKind.CODE) for m in _FENCE.finditer(text)]
    inline = [Mark(start=m.start(), end=m.end(), kind=MarkKind.CODE) for m in _CODE.finditer(text)]
    found += fences + [m for m in inline if not _within(m.start, fences)]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind)))


def _within(at: int, apart: Sequence[Mark]) -> bool:
    place = bisect_right(apart, at, key=lambda mark: mark.start)
    return place > 0 and at < apart[place - 1].end


def _spans(pattern: re.Pattern[str], text: str, kind: MarkKind) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        start, end = match.span("words")
        yield Mark(start=start, end=end, kind=kind)
