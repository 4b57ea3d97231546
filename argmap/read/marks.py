"""What plain text marks by itself: `>` quotes, bullets, links and code."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

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
    fenced = covering((m.start, m.end) for m in fences)
    found += fences + [m for m in inline if not fenced(m.start, m.start + 1)]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind)))


def covering(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Return a test whether `start, end` lies within one of the spans, quick however many there are."""
    starts, furthest = list[int](), list[int]()
    for start, end in sorted(spans):
        starts.append(start)
        furthest.append(max(end, furthest[-1]) if furthest else end)

    def covered(start: int, end: int) -> bool:
        place = bisect_right(starts, start)
        return place > 0 and end <= furthest[place - 1]

    return covered


def _spans(pattern: re.Pattern[str], text: str, kind: MarkKind) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        start, end = match.span("words")
        yield Mark(start=start, end=end, kind=kind)
