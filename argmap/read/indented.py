"""The plain notation: "ana: We should close the bridge." with replies indented below what they answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.discussion import Discussion, Noise, NoiseKind, ReplyEvidence
from argmap.read import noise
from argmap.read.lines import Draft, Line, discussion, lines, trim

_TURN = re.compile(r"^(?P<author>[^\W\d_][\w.@-]{0,30}):[ \t]+(?=\S)")
_NOT_NAMES = frozenset("http https note edit update ps re ok example source quote warning todo tldr eta".split())
_SHARE = 0.6


def recognises(text: str) -> bool:
    """Return whether most lines of `text` are turns, or indented continuations of turns."""
    filled = [line for line in lines(text) if line.text]
    turns = [line for line in filled if _author(line)]
    if len(turns) < 2 or (_author(filled[0]) is None and _author(filled[1]) is None):
        return False
    least = min(line.indent for line in turns)
    fitting = sum(bool(_author(line)) or line.indent > least for line in filled)
    speakers = {_author(line) for line in turns}
    return fitting >= _SHARE * len(filled) and (len(speakers) < len(turns) or any(t.indent > least for t in turns))


def read(text: str, source: str) -> Discussion:
    """Read the plain notation, "ana: words" with replies indented.

    Keeps: authors, replies by indentation, quotes, links.
    Loses: nothing.
    """
    drafts: list[Draft] = []
    above: list[tuple[int, int]] = []
    dropped: list[Noise] = []
    title: str | None = None
    body: list[Line] = []
    for line in lines(text):
        author = _author(line)
        if author is not None:
            _close(drafts, body)
            parent = _parent(above, line.indent)
            known = ReplyEvidence.SOURCE if parent is not None else None
            drafts.append(Draft(lines=(), author=author, reply_to=parent, reply_evidence=known))
            above.append((line.indent, len(drafts) - 1))
            name = _TURN.match(line.text)
            assert name is not None
            dropped.append(Noise(start=line.start, end=line.start + name.end(), kind=NoiseKind.HEADER))
            body = [_after(line, name.end())]
        elif (kind := noise.classify(line.text)) is not None:
            dropped.append(line.noise(kind))
        elif drafts:
            body.append(line)
        elif line.text:
            title = title or line.text
            dropped.append(line.noise(NoiseKind.HEADER))
    _close(drafts, body)
    return discussion(drafts, dropped, source=source, format="indented", title=title)


def _close(drafts: list[Draft], body: Sequence[Line]) -> None:
    if drafts:
        drafts[-1] = replace(drafts[-1], lines=trim(body))


def _author(line: Line) -> str | None:
    match = _TURN.match(line.text)
    return match["author"] if match and match["author"].casefold() not in _NOT_NAMES else None


def _after(line: Line, length: int) -> Line:
    return Line(start=line.start + length, end=line.end, text=line.text[length:], indent=line.indent)


def _parent(above: list[tuple[int, int]], indent: int) -> int | None:
    """Return the nearest turn that is indented less; turns that no later one can answer are dropped from `above`."""
    while above and above[-1][0] >= indent:
        above.pop()
    return above[-1][1] if above else None
