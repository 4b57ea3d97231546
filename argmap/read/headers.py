"""Header lines of pasted threads: who wrote the post that follows, and how long ago."""

import re
from dataclasses import dataclass

_AGE = (
    r"(?:\d{1,3}\s?(?:s|sec|m|min|h|hr|d|w|wk|mo|y|yr|(?:second|minute|hour|day|week|month|year)s?)\.?(?:\s+ago)?"
    r"|just now|yesterday|a(?:n)? (?:minute|hour|day|week|month|year) ago)"
)
_NAME = r"(?P<author>(?:u/|@)?[^\s·•|>:<\"“”]{1,79}|\[deleted\])"
_EXTRA = r"(?:\s*\(?edited[^)\n]*\)?)?(?:\s*[·•∙|].*)?(?:\s*\[[-–—+]\])?"
_DOTTED = re.compile(rf"^{_NAME}\s*[·•∙]\s*(?P<age>{_AGE}){_EXTRA}$", re.I)
_SPACED = re.compile(
    rf"^{_NAME}\s+(?P<age>(?:\d{{1,3}}|an?) (?:minute|hour|day|week|month|year)s? ago)(?:\s*\|.*)?(?:\s*\[[-–—+]\])?$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header line says."""

    author: str
    age: str


def parse(line: str) -> Header | None:
    """Return what `line` says if it is the header of a post: "ana · 3h ago", "ana•7mo ago", "ana 3 hours ago"."""
    if len(line) > 160:
        return None
    match = _DOTTED.match(line) or _SPACED.match(line)
    return Header(author=match["author"], age=match["age"].strip()) if match else None


def find(text: str) -> tuple[int, ...]:
    """Return the numbers, from 0, of the lines of `text` that are headers."""
    return tuple(i for i, line in enumerate(text.split("\n")) if parse(line.strip()))
