"""What was said aloud: WebVTT or SubRip cues, or lines that open with "NAME:"; one turn a post, in order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read.entries import Entry, assemble
from argmap.read.lines import Line, lines, stretches, trim
from argmap.read.prose import from_html, plain
from argmap.read.times import elapsed

_CUE = re.compile(r"^(?P<from>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_VOICE = re.compile(r"^<v(?:\.[\w.-]+)?\s+(?P<name>[^>]{1,80})>")
_SAID = re.compile(
    r"^(?:\(?\[?(?P<before>(?:\d{1,2}:)?\d{1,2}:\d{2})\]?\)?\s+)?"
    r"(?P<name>[A-Z][\w.'’-]{0,30}(?: (?:[A-Z][\w.'’-]{0,30}|of|de|van|von|the|and|#?\d{1,3})){0,5}"
    r"(?: \((?!\d)[^)\n]{1,60}\))?)"
    r"\s*(?:\(?\[?(?P<inside>(?:\d{1,2}:)?\d{1,2}:\d{2})\]?\)?)?:[ \t]*"
    r"(?:\(?\[?(?P<after>(?:\d{1,2}:)?\d{1,2}:\d{2})\]?\)?[ \t]*)?(?P<words>.*)$"
)
_ENDS = re.compile(r"[.!?…\"”')\]]$")
_LEAST_TURNS = 4
_SHARE = 0.25
_NOT_NAMES = frozenset(
    "note edit update ps re ok example source quote warning todo tldr question answer http https".split()
)


def recognises(text: str) -> bool:
    """Return whether the text is a caption file, or lines of speakers that come again."""
    if is_captions(text):
        return True
    found = [line for line in lines(text) if line.text]
    names = [_name(match) for line in found if (match := _turn(line))]
    again = len(names) >= _LEAST_TURNS and 2 <= len(set(names)) <= len(names) * 0.6
    return again and len(names) >= _SHARE * len(found)


def is_captions(text: str) -> bool:
    """Return whether the text is WebVTT or SubRip."""
    head = text[:2_000].lstrip("\ufeff \n").split("\n")
    numbered = head[0].strip().isdigit() and len(head) > 1
    return head[0].startswith("WEBVTT") or (numbered and _CUE.match(head[1]) is not None)


def read(text: str, source: str) -> Discussion:
    """Read a transcript, "NAME: words", WebVTT or SubRip.

    Keeps: speakers, turns in order, the time since the beginning.
    Loses: how long a turn lasts; who answers whom is not in it.
    """
    entries, dropped, title = _captions(text) if is_captions(text) else _turns(text)
    return assemble(entries, source=source, format="transcript", title=title, noise=dropped, nested=False)


def _captions(text: str) -> tuple[list[Entry], list[Noise], str | None]:
    found = lines(text)
    cues = [at for at, line in enumerate(found) if _CUE.match(line.text)]
    dropped = [line.noise(NoiseKind.HEADER) for line in found[: cues[0] if cues else len(found)] if line.text]
    entries: list[Entry] = []
    for at, end in stretches(cues, len(found)):
        dropped.append(found[at].noise(NoiseKind.HEADER))
        body = trim(found[at + 1 : end])
        # What stands below a blank line is the number or name of the next cue.
        blank = next((i for i, line in enumerate(body) if not line.text), len(body))
        dropped += [line.noise(NoiseKind.HEADER) for line in body[blank:] if line.text]
        entries += _cue(found[at], body[:blank])
    return _joined(entries), dropped, None


def _cue(head: Line, body: Sequence[Line]) -> list[Entry]:
    if not body:
        return []
    time = _CUE.match(head.text)
    voice = _VOICE.match(body[0].text)
    words = from_html(" ".join(line.text for line in body))
    named = None if voice else _SAID.match(words.text)
    prose = plain(named["words"]) if named else words
    author = voice["name"].strip() if voice else named["name"] if named else None
    age = elapsed(time["from"]) if time else None
    return [Entry(prose=prose, author=author, age=age, start=body[0].start, end=body[-1].end)]


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """Return the cues with those of one sentence joined, where nobody is named: captions break anywhere."""
    joined: list[Entry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        if last and entry.author is None and not _ENDS.search(last.prose.text):
            prose = plain(f"{last.prose.text} {entry.prose.text}")
            joined[-1] = replace(last, prose=prose, end=entry.end)
        else:
            joined.append(entry)
    return joined


def _turns(text: str) -> tuple[list[Entry], list[Noise], str | None]:
    found = lines(text)
    turns = [(at, match) for at, line in enumerate(found) if (match := _turn(line))]
    before = trim(found[: turns[0][0]]) if turns else ()
    dropped = [line.noise(NoiseKind.HEADER) for line in before if line.text]
    entries = []
    for (at, end), (_, match) in zip(stretches([at for at, _ in turns], len(found)), turns, strict=True):
        line = found[at]
        start = line.start + match.start("words")
        dropped.append(Noise(start=line.start, end=max(line.start + 1, start), kind=NoiseKind.HEADER))
        first = replace(line, start=start, text=match["words"])
        body = trim([first, *found[at + 1 : end]])
        entries.append(_said(match, body))
    return entries, dropped, next((line.text for line in before if line.text), None)


def _said(match: re.Match[str], body: Sequence[Line]) -> Entry:
    time = match["before"] or match["inside"] or match["after"]
    return Entry(
        prose=plain("\n".join(line.text for line in body)),
        author=_name(match),
        age=elapsed(time),
        start=body[0].start if body else None,
        end=body[-1].end if body else None,
        gone=not body,
    )


def _name(match: re.Match[str]) -> str:
    return re.sub(r"\s*\(.*\)$", "", match["name"]) or match["name"]


def _turn(line: Line) -> re.Match[str] | None:
    match = _SAID.match(line.text) if len(line.text) < 100_000 else None
    return match if match and match["name"].casefold() not in _NOT_NAMES else None
