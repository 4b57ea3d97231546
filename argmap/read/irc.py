"""A chat log of IRC or its like: `[12:18] <ana> words`; comings and goings are noise, each line is a post."""

import re

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read.entries import Entry, assemble
from argmap.read.lines import Line, lines
from argmap.read.prose import plain
from argmap.read.times import when

_STAMP = (
    r"(?:(?P<room>#?[\w.-]{1,40}) )?(?:(?P<day>\d{4}-\d{2}-\d{2})[T ])?\[?(?:(?P<inner>\d{4}-\d{2}-\d{2})[T ])?"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\]?"
)
_SAID = re.compile(rf"^(?:{_STAMP}\s+)?<[@+%~& ]?(?P<name>[^>\s]{{1,60}})>\s(?P<words>.*)$")
_BARE = re.compile(rf"^(?:{_STAMP}\s+)?<[@+%~& ]?(?P<name>[^>\s]{{1,60}})>$")
_ACTION = re.compile(rf"^(?:{_STAMP}\s+)?\* (?P<name>[^\s*]{{1,60}}) (?P<words>\S.*)$")
_NOTICE = re.compile(rf"^(?:{_STAMP}\s+)?-(?P<name>[^\s!-][^\s]{{0,60}}?)-\s(?P<words>.*)$")
_EVENT = re.compile(rf"^(?:{_STAMP}\s+)?(?:===|---|\*\*\*|-!-|-->|<--|-->\||\|<--)(?:\s|$)")
_DAY = re.compile(r"\b(?P<day>\d{4}-\d{2}-\d{2})\b")
_SHARE = 0.6
_LEAST = 3


def recognises(text: str) -> bool:
    """Return whether most lines are said by somebody in a chat."""
    head = [line for line in lines(text[:200_000]) if line.text]
    said = sum(bool(_SAID.match(line.text) or _ACTION.match(line.text)) for line in head)
    named = any(_SAID.match(line.text) for line in head)
    known = said + sum(_EVENT.match(line.text) is not None for line in head)
    return named and said >= _LEAST and known >= _SHARE * len(head)


def read(text: str, source: str) -> Discussion:
    """Read an IRC or chat log.

    Keeps: authors, times (dates where it has them), one post a line.
    Loses: comings and goings (counted as noise); who answers whom is not in it.
    """
    entries: list[Entry] = []
    dropped: list[Noise] = []
    day: str | None = None
    for line in lines(text):
        match = _SAID.match(line.text) or _BARE.match(line.text)
        match = match or _ACTION.match(line.text) or _NOTICE.match(line.text)
        if match is not None:
            entries.append(_entry(line, match, day))
        elif line.text:
            known = _DAY.search(line.text) if _EVENT.match(line.text) else None
            day = known["day"] if known else day
            dropped.append(line.noise(NoiseKind.OTHER))
    return assemble(entries, source=source, format="irc", noise=dropped, nested=False)


def _entry(line: Line, match: re.Match[str], day: str | None) -> Entry:
    said = match.groupdict()
    words, clock = said.get("words") or "", said["clock"]
    date = said["day"] or said["inner"] or day
    start = line.start + (match.start("words") if said.get("words") else 0)
    return Entry(
        prose=plain(words),
        author=said["name"],
        written=when(f"{date} {clock}") if date and clock else None,
        age=clock,
        start=start,
        end=line.end,
    )
