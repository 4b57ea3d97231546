"""Headers of pasted threads: the line or lines over a post that say who wrote it and when.

Sites print them in many ways, and a paste has each element of the page on a line of its own, or all on one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from argmap.read import noise
from argmap.read.moments import CLOCK, DATE, STAMP, SURELY_AGO, WHEN

_TOKEN = r"(?:u/|@)?[^\s·•|>:<\"“”]{1,79}|\[deleted\]"
_NAME = rf"(?P<author>{_TOKEN})"
_WORD = r"[^\W_][\w.'’@-]{0,30}"
_NAMES = (
    rf"(?P<author>@?{_WORD}(?: {_WORD}){{0,3}}|{_TOKEN})(?:\s@[\w-]{{1,30}})?(?:\s+>\s+{_WORD}(?: {_WORD}){{0,3}})?"
)
_FOLD = r"(?:\[[-–—+]\]\s*)"
_EXTRA = r"(?:\s*\(?edited[^)\n]*\)?)?(?:\s*[·•∙|].*)?(?:\s*\[[-–—+]\])?"
_FORMS = (
    rf"^{_FOLD}?{_NAME}\s+(?P<age>{SURELY_AGO})(?:\s*\|.*)?(?:\s*{_FOLD})?$",
    # As Hacker News prints it later: ana on April 19, 2021 | root | parent | next [–]
    rf"^{_FOLD}?{_NAME}\s+on\s+(?P<age>{DATE})(?:\s*\|[^|\[\n]{{1,100}})*\s*{_FOLD}$",
    # As old Reddit prints it: [–]ana[S] 12 points 3 hours ago* (1 child)
    rf"^{_FOLD}(?P<author>\[deleted\]|[\w-]{{1,30}})(?:\s?\[[^\]\n]{{1,12}}\])*(?:.{{0,60}}?\s)??"
    rf"(?:(?:-?[\d.,k]+ points?|\[?score hidden\]?)\s+)?(?P<age>{SURELY_AGO}|just now)\*?.{{0,60}}$",
    # Boards: Post by ana » Mon Mar 3, 2024 10:00 am; by ana (123) on March 3 @10:00AM.
    rf"^(?:(?:posted|submitted|post|written)\s+)?by:?\s+{_NAMES}(?:\s*\(\s*\d+\s*\))?\s*(?:»|on|,|-|–)?\s*"
    rf"(?P<age>{WHEN})\b.{{0,30}}$",
    # Ana Bo > Cy Dee • 3 years ago; ana · Mar 3, 2024; ana | 2024-03-03 10:00.
    rf"^{_NAMES}\s*[·•∙|»]\s*(?P<age>{WHEN}){_EXTRA}$",
    # Messengers: ana — Today at 10:00 AM; ana, [3. Mar 2024 at 10:00]; ana 10:00 AM.
    rf"^{_NAMES}(?:\s+[—–-]\s+|,\s+)\[?(?P<age>{STAMP})\]?:?$",
    rf"^{_NAMES}\s{{1,3}}(?:APP\s+)?(?P<age>\d{{1,2}}:\d{{2}}\s[AP]M)$",
    rf"^\*\*{_NAMES}\*\*\s*[(·•|,–-]?\s*(?P<age>{WHEN})\)?:?$",
    rf"^\[(?P<age>(?:{DATE}|\d{{1,2}}/\d{{1,2}}),?\s+{CLOCK})\]\s*{_NAMES}:?$",
    # GitHub and blogs say what somebody did: ana commented on Mar 3, 2024.
    rf"^{_NAMES}\s+(?:commented|replied|wrote|posted|said|asked|answered)(?:\s+on)?,?\s+(?P<age>{WHEN}):?$",
)
_MOMENT = re.compile(
    rf"^(?:[·•∙|—–-]\s*)?(?:on\s+|posted\s+|commented\s+(?:on\s+)?)?(?P<age>{WHEN})(?:\s*\(?edited\b[^\n]{{0,30}})?"
    r"(?:\s+(?:said|says|wrote))?:?$",
    re.I,
)
_FILLER = re.compile(
    r"^(?:[·•∙|—–-]|commented|replied|op|author|member|moderator|mod|admin|staff|owner|contributor|collaborator"
    r"|regular|leader|subscriber|premium|verified|pinned.{0,30}|top \d+% (?:commenter|poster)"
    r"|[·•∙]?\s*(?:1st|2nd|3rd\+?)|edited .{1,30})$",
    re.I,
)
_DEGREE = re.compile(r"^[·•∙]\s*(?:1st|2nd|3rd\+?)$")
_BEFORE = re.compile(
    r"^(?:(?:[·•∙]\s*)?posted by|u/\S{1,40} avatar|level \d{1,3}|-?\d{1,5}|re: .{1,100}|avatar)$", re.I
)
_CALLED = re.compile(r"^(?P<author>.{1,40}?)\s+(?:says|said|wrote|writes|commented|replied):?$", re.I)
_PERSON = re.compile(r"^(?:u/|@)?[\w\[-][\w.'’\]-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,3}$")
_ENDS = re.compile(r"(?:[!?,;:…]|[\w’']{2}\.)$")
_LONGEST = 160
_FARTHEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says, and which lines it is: `at` is the first, `end` the one after the last."""

    author: str
    age: str
    at: int = 0
    end: int = 1


def parse(line: str) -> Header | None:
    """Return what `line` says if it is the header of a post: "ana · 3h ago", "Ana Bo • 7mo ago", "ana 3 hours ago"."""
    if len(line) > _LONGEST:
        return None
    match = next((match for form in _forms() if (match := form.match(line))), None)
    if match is None or (" " in match["author"] and _ENDS.search(match["author"])):
        return None
    return Header(author=_bare(match["author"]), age=match["age"].strip())


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # A twentieth of a second, which most sources need not pay.
    return tuple(re.compile(form, re.I) for form in _FORMS)


def scan(lines: Sequence[str]) -> tuple[Header, ...]:
    """Return the headers among lines without the white space around them, in order."""
    found: list[Header] = []
    free = 0
    for at, line in enumerate(lines):
        header = _one(lines, at, free) if at >= free and line else None
        if header is not None:
            found.append(header)
            free = header.end
    return tuple(found)


def find(text: str) -> tuple[int, ...]:
    """Return the numbers, from 0, of the lines of `text` at which a header begins."""
    return tuple(header.at for header in scan([line.strip() for line in text.split("\n")]))


def _one(lines: Sequence[str], at: int, free: int) -> Header | None:
    moment = _MOMENT.match(lines[at]) if len(lines[at]) < 80 else None
    if moment is None:
        said = parse(lines[at])
        return said and Header(author=said.author, age=said.age, at=_first(lines, at, free), end=_last(lines, at))
    above = _above(lines, at, free)
    if above is None:
        return None
    place, author = above
    return Header(author=author, age=moment["age"].strip(), at=_first(lines, place, free), end=_last(lines, at))


def _above(lines: Sequence[str], at: int, free: int) -> tuple[int, str] | None:
    """Return where the name over a line that only says when stands, and the name."""
    places = [i for i in range(at - 1, max(free, at - 2 * _FARTHEST) - 1, -1) if lines[i]][:_FARTHEST]
    for number, place in enumerate(places):
        line = lines[place]
        if _FILLER.match(line):
            continue
        # A job stands between how near a person is and when he wrote.
        if number + 2 < len(places) and _DEGREE.match(lines[places[number + 1]]):
            place = places[number + 2]
            line = lines[place]
        author = _person(line)
        return (place, author) if author else None
    return None


def _person(line: str) -> str | None:
    called = _CALLED.match(line)
    name = called["author"] if called else line
    if len(name) > 40 or not _PERSON.match(name) or _ENDS.search(name) or (not called and noise.classify(line)):
        return None
    words = name.split()
    named = all(word[:1].isupper() or not word[:1].isalpha() for word in words[1:])
    return _bare(name) if named and not name.isdigit() else None


def _first(lines: Sequence[str], at: int, free: int) -> int:
    """Return where a header begins that reaches up to line `at`: pictures' names, counts, and the name once more."""
    name = _bare(lines[at]).casefold()
    first = at
    for place in range(at - 1, max(free, at - 4) - 1, -1):
        line = lines[place]
        if not line:
            continue
        again = _bare(line).casefold() == name or (lines[at].startswith("@") and _person(line) is not None)
        if not again and not _BEFORE.match(line):
            break
        first = place
    return first


def _last(lines: Sequence[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and lines[end] and _FILLER.match(lines[end]):
        end += 1
    return end


def _bare(name: str) -> str:
    return name.removeprefix("u/").removeprefix("@") if len(name) > 2 else name
