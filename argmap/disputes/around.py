"""What stands around a claim in its post: the whole of its sentence, and the sentence before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import Component
from argmap.disputes.web import Web
from argmap.nlp.syntax import Parser, Sentence

Parsed = Mapping[str, Sequence[Sentence]]
_BEFORE, _AFTER = 400, 200
_WIDEST = 300
_JOINT = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:but|(?:simply |just |only |partly )?because|so|and|that|since|as|or|while|though|i think)\b"
    r"[\s,;:(–—-]*)*$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The sentence of a claim, and what stands before the claim: the rest of its sentence, then the one before.

    What is too long to be said again is left out.
    """

    whole: str
    before: tuple[str, ...]


def around(claims: Sequence[Component], web: Web, syntax: Parser, parsed: Parsed) -> list[Around]:
    """Return what stands around each claim, read in no more of its post than may hold it where it is not `parsed`."""
    cuts = [_cut(c, web.posts[c.post].text) if c.post not in parsed else (0, "") for c in claims]
    fresh = zip(cuts, syntax.parse([text for _, text in cuts]), strict=True)
    return [
        _around(claim, 0, web.posts[claim.post].text, parsed[claim.post])
        if claim.post in parsed
        else _around(claim, *cut, read)
        for claim, (cut, read) in zip(claims, fresh, strict=True)
    ]


def _cut(claim: Component, text: str) -> tuple[int, str]:
    """Return the part of a post in which a claim is read, and where it begins."""
    first = max(0, claim.start - _BEFORE)
    while 0 < first < claim.start and not text[first - 1].isspace():
        first += 1
    return first, text[first : claim.end + _AFTER]


def _around(claim: Component, first: int, text: str, read: Sequence[Sentence]) -> Around:
    start, end = claim.start - first, claim.end - first
    own = [at for at, sentence in enumerate(read) if sentence.start < end and sentence.end > start]
    if not own or claim.quote_of is not None:
        return Around(whole="", before=())
    one, last = read[own[0]], read[own[-1]]
    whole = text[one.start : last.end]
    before = [_JOINT.sub("", text[one.start : start])]
    if own[0] > 0 and (read[own[0] - 1].start > 0 or first == 0):
        previous = read[own[0] - 1]
        apart = "\n\n" in text[previous.end - 1 : one.start + 1]
        before += [] if apart else [text[previous.start : previous.end]]
    return Around(whole=_short(whole), before=tuple(filter(None, map(_short, before))))


def _short(text: str) -> str:
    return " ".join(text.split()) if len(text) <= _WIDEST and not text.lstrip().startswith((">", "|")) else ""
