"""Headers that a copy glued into running text get lines of their own again: "... so. ana 3 hours ago [-] No"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from argmap.read import headers
from argmap.read.lines import Line
from argmap.read.moments import SURELY_AGO

_BUTTONS = (
    "reply|share|report|save|award|permalink|embed|parent"
    "|(?:perma)?link(?:embed)?(?:save)?(?:parent)?(?:report)?(?:reply)?"
)
_HEADERS = (
    r"(?:(?<![^.!?)\]\"'”’\s])\s*(?P<buttons>(?:\b(?:" + _BUTTONS + r")\s+)+))?"
    r"(?<!\S)(?P<header>"
    # Hacker News: ana 3 hours ago | parent | next [–]
    rf"[\w-]{{2,20}} {SURELY_AGO}(?: \| (?:parent|prev|next|root|context|favorite|flag|on: [^|\[]{{1,80}}))* \[[-–—+]\]"
    # Old Reddit: [–]ana 12 points 3 hours ago (1 child)
    rf"|(?:\[[-–—+]\]\s?)?[\w-]{{2,25}}(?:\[\w{{1,3}}\])? -?[\d.,k]+ points? {SURELY_AGO}\*?(?: \(\d+ child(?:ren)?\))?"
    rf"|\[[-–—+]\]\s?[\w-]{{2,25}} {SURELY_AGO}(?: \| (?:link|flag|parent))*"
    # A middle dot between name and age.
    rf"|(?:u/|@)?[\w][\w.-]{{1,30}}\s?[·•∙]\s?(?:\d{{1,3}}\s?(?:min|hr|mo|[smhdwy])s? ago|{SURELY_AGO})"
    r")(?!\w)"
)
_TAIL = re.compile(rf"(?<=[.!?)\]\"'”’])\s+(?:\b(?:{_BUTTONS})\s*)+$", re.I)
_SIGNS = ("ago", "·", "•", "∙", "[")


def apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, those with a header inside cut before and behind it; a line that is a header stays whole."""
    return tuple(piece for line in lines for piece in _pieces(line))


def recognises(text: str) -> bool:
    """Return whether headers stand inside at least two places of lines that are no headers themselves."""
    found = 0
    for line in text.split("\n"):
        found += len(_inside(line.strip()))
        if found > 1:
            return True
    return False


@cache
def _headers() -> re.Pattern[str]:
    return re.compile(_HEADERS, re.I)


def _inside(text: str) -> list[re.Match[str]]:
    if not any(sign in text for sign in _SIGNS):
        return []
    found = list(_headers().finditer(text))
    # A sign to fold closes a header, so what stands behind it was said; else what is left belongs to the header.
    folded = found and found[0].start() == 0 and found[0]["header"].endswith("]") and found[0].end() < len(text)
    return [] if found and not folded and headers.parse(text) is not None else found


def _pieces(line: Line) -> Iterator[Line]:
    at = 0
    for match in _inside(line.text):
        cut = match.start("buttons") if match["buttons"] else match.start("header")
        yield from _piece(line, at, cut)
        if match["buttons"]:
            yield from _piece(line, cut, match.start("header"))
        yield from _piece(line, match.start("header"), match.end("header"))
        at = match.end("header")
    if at == 0:
        yield line
    else:
        tail = _TAIL.search(line.text, at)
        end = tail.start() if tail else len(line.text)
        yield from _piece(line, at, end)
        yield from _piece(line, end, len(line.text))


def _piece(line: Line, start: int, end: int) -> Iterator[Line]:
    said = line.text[start:end]
    text = said.strip()
    if text:
        first = line.start + start + len(said) - len(said.lstrip())
        yield Line(start=first, end=first + len(text), text=text, indent=line.indent if start == 0 else 0)
