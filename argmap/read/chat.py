"""A chat as messengers export it: `[03/02/24, 10:00:02] Ana: words` or `3/2/24, 10:00 - Ana: words`, lines going on."""

import re
from collections.abc import Sequence

from argmap.discussion import Discussion, NoiseKind
from argmap.read.entries import Entry, assemble
from argmap.read.lines import Line, lines, stretches, trim
from argmap.read.moments import CLOCK, DATE
from argmap.read.prose import plain
from argmap.read.times import when

_STAMP = rf"(?:\[(?P<inner>{DATE},?\s+{CLOCK})\]|(?P<outer>{DATE},?\s+{CLOCK})\s+[-–])"
_SAID = re.compile(rf"^\W?{_STAMP}\s+~?\s?(?P<name>[^:\n]{{1,60}}?):\s+\W?(?P<words>\S.*)$", re.I)
_STAMPED = re.compile(rf"^\W?{_STAMP}\s+\S", re.I)
_ASIDE = re.compile(
    r"^<?(?:(?:media|image|video|audio|sticker|gif|document) omitted"
    r"|this message was deleted\.?|you deleted this message\.?)>?$",
    re.I,
)
_SHARE = 0.3
_LEAST = 3


def recognises(text: str) -> bool:
    """Return whether lines of the text are said by somebody at a date and time."""
    head = [line for line in lines(text[:200_000]) if line.text]
    said = sum(_SAID.match(line.text) is not None for line in head)
    return said >= _LEAST and said >= _SHARE * len(head)


def read(text: str, source: str) -> Discussion:
    """Read a chat as WhatsApp and its like export it.

    Keeps: authors, times (the month is taken to come first), messages over several lines.
    Loses: pictures, comings and goings (counted as noise); who answers whom is not in it.
    """
    found = lines(text)
    starts = [at for at, line in enumerate(found) if _STAMPED.match(line.text)]
    dropped = [line.noise(NoiseKind.OTHER) for line in found[: starts[0] if starts else len(found)] if line.text]
    entries = []
    for at, end in stretches(starts, len(found)):
        match = _SAID.match(found[at].text)
        if match is None or _ASIDE.match(match["words"]):
            dropped += [line.noise(NoiseKind.OTHER) for line in found[at:end] if line.text]
        else:
            entries.append(_entry(match, found[at:end]))
    return assemble(entries, source=source, format="chat", noise=dropped, nested=False)


def _entry(match: re.Match[str], body: Sequence[Line]) -> Entry:
    first = body[0]
    below = trim(body[1:])
    moment = (match["inner"] or match["outer"]).replace(",", " ")
    return Entry(
        prose=plain("\n".join([match["words"], *(line.text for line in below)])),
        author=match["name"].strip("\u200e\u202a\u202c ~"),
        written=when(re.sub(r"^(\d{1,2})[./](\d{1,2})[./](\d{2})\b(?!\d)", r"\1/\2/20\3", moment)),
        age=moment,
        start=first.start + match.start("words"),
        end=below[-1].end if below else first.end,
    )
