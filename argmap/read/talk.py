"""Talk pages of a wiki, whatever they are written in: a comment ends with its signature, depth says whom it answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from argmap.discussion import Mark, MarkKind
from argmap.read.entries import Entry
from argmap.read.prose import Prose, titled
from argmap.read.times import when

_TIME = re.compile(
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?,\s+(?:\d{1,2}\s+[A-Za-z]{3,9}|[A-Za-z]{3,9}\s+\d{1,2}),?\s+\d{4}(?:\s*\(UTC\))?)\W*$"
)
_USER = re.compile(
    r"(?:^|[/:.])(?:User(?:[ _]talk)?:|Special:Contrib(?:ution)?s/)(?P<name>[^/#?]+?)(?:&(?:action|redlink)\b|[/#?]|$)",
    re.I,
)
_NAMED = re.compile(r"(?:^|\s)(?:--+|—|–)\s*(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})\W*$")
_DASHES = re.compile(r"[\s–—~(-]+$")
_WIDEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLine:
    """One paragraph of a talk page: how deep it stands; a heading, a rule, or words."""

    level: int = 0
    heading: str | None = None
    rule: bool = False
    prose: Prose = field(default_factory=lambda: Prose(text=""))
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, when, and where in the text the signature begins."""

    author: str | None
    written: str | None
    start: int


def entries(lines: Iterable[TalkLine]) -> Iterator[Entry]:
    """Yield the comments of a talk page; one answers the nearest above in its section that stands less deep."""
    above: list[tuple[int, str]] = []
    section: str | None = None
    for number, (heading, lines_of, signed) in enumerate(_comments(lines), start=1):
        level = min(lines_of[0].level, lines_of[-1].level)
        if heading is not None:
            above, section = [], heading
        while above and above[-1][0] >= level:
            above.pop()
        name = f"comment {number}"
        yield _entry(lines_of, signed, name, parent=above[-1][1] if above else None, title=section)
        above.append((level, name))
        section = None


def _comments(lines: Iterable[TalkLine]) -> Iterator[tuple[str | None, list[TalkLine], Signature | None]]:
    """Yield for each comment the heading it is the first below, its paragraphs, and its signature."""
    heading: str | None = None
    waiting: list[TalkLine] = []
    for line in lines:
        deeper = bool(waiting) and line.level > waiting[0].level and not waiting[-1].prose.text.endswith(":")
        # Words that stand deeper than those before are another's, unless they are listed.
        if waiting and (line.heading is not None or line.rule or (deeper and not _is_listed(line))):
            yield heading, waiting, None
            heading, waiting = None, []
        if line.heading is not None:
            heading = line.heading
        elif line.prose.text:
            waiting.append(line)
            if signed := signature(line.prose):
                yield heading, waiting, signed
                heading, waiting = None, []
    if waiting:
        yield heading, waiting, None


def _is_listed(line: TalkLine) -> bool:
    return any(mark.kind is MarkKind.BULLET and mark.start == 0 for mark in line.prose.marks)


def signature(prose: Prose) -> Signature | None:
    """Return the signature at the end of a paragraph: links to a user and a time, or dashes and a name."""
    time = _TIME.search(prose.text[-400:])
    end = max(0, len(prose.text) - 400) + time.start() if time else len(prose.text.rstrip())
    author, start = _signer(prose, end)
    if author is None and time is None:
        named = _NAMED.search(prose.text[-100:])
        if named is None:
            return None
        return Signature(author=named["name"], written=None, start=max(0, len(prose.text) - 100) + named.start())
    if time is None and (start is None or prose.text[start - 2 : start].strip(" ") not in ("-", "—", "–", "--", "~")):
        return None
    cut = end if start is None else start
    return Signature(author=author, written=when(time["time"]) if time else None, start=cut)


def _signer(prose: Prose, end: int) -> tuple[str | None, int | None]:
    """Return who is linked right before `end`, and where the run of links to that user begins."""
    author, start = None, None
    links = [mark for mark in prose.marks if mark.kind is MarkKind.LINK and mark.start < end]
    for mark in sorted(links, key=lambda m: m.start, reverse=True):
        known = _USER.search(mark.href or "")
        far = (end if start is None else start) - mark.end > (_WIDEST if start is None else 20)
        name = unquote(known["name"]).replace("_", " ").strip() if known else None
        if far or (author is not None and name != author):
            break
        if name is not None:
            author, start = name, mark.start
    return author, start


def _entry(
    lines: Sequence[TalkLine], signed: Signature | None, name: str, *, parent: str | None, title: str | None
) -> Entry:
    last = lines[-1].prose if signed is None else _until(lines[-1].prose, signed.start)
    prose = _joined([*(line.prose for line in lines[:-1]), last])
    return Entry(
        prose=titled(title, prose) if title else prose,
        key=name,
        parent=parent,
        author=signed.author if signed else None,
        written=signed.written if signed else None,
        start=lines[0].start,
        end=lines[-1].end,
        gone=not prose.text,
    )


def _until(prose: Prose, end: int) -> Prose:
    text = _DASHES.sub("", prose.text[:end])
    return Prose(text=text, marks=tuple(mark for mark in prose.marks if mark.end <= len(text)))


def _joined(parts: Sequence[Prose]) -> Prose:
    text, marks = "", list[Mark]()
    for part in parts:
        if not part.text:
            continue
        text += "\n\n" if text else ""
        marks += [replace(mark, start=mark.start + len(text), end=mark.end + len(text)) for mark in part.marks]
        text += part.text
    return Prose(text=text, marks=tuple(marks))
