"""What stands around a claim in its post: the whole of its sentence, and the sentence before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.argument import Component
from argmap.discussion import Mark
from argmap.disputes.web import Web
from argmap.nlp.syntax import Parser, Sentence, Sentences, Token

_BEFORE, _AFTER = 800, 200
_WIDEST, _BACK, _FAR = 300, 3, 4
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)+|<?https?://\S+>?|\[/?quote[^\]]*\]")
_NUMBER = re.compile(r"^\s*(?:\d+[.)]|[*•-]|[A-Z]{4,}:)\s+")
_OPENING = re.compile(
    r"^\s*(?:(?:(?:but|and|so|yet),?(?: also,)?"
    r"|(?:otherwise|however|also|anyway|besides|still|then|therefore|thus|hence|well|now|otoh|imh?o"
    r"|ah|oh|yes|no|yeah|yea|ok|okay|sure|lastly|finally|nta|yta|esh|nah),)\s+(?=\w))+",
    re.I,
)
_PARTED = re.compile(r"\n\s*\n")
_INNER = frozenset("det amod compound nummod case".split())
_LEAST, _WORD = 3, re.compile(r"\w+")
_QUOTED = re.compile(r"(?:^|\n)[ \t]*(?:[>|][>|:\s]*|:[>|:\s]+)")
_JOINT = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:but|(?:simply |just |only |partly )?because|so|and|that|since|as|or|then|while"
    r"|though|although|i think|afaik|iirc|imho|imo)\b[\s,;:(–—-]*)*$",
    re.I,
)
_PARTS = re.compile(
    r"(?:[,;:.!?–—-]|\b(?:but|because|so|and|that|since|as|or|then|while|though|although))[\s(]*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The sentence of a claim, and what stands before the claim: the rest of its sentence, then those before.

    Where the claim begins a paragraph, what ends the one `above`. What is too long to be said again is left out.
    `quoted` are the places in `before` of what somebody else said, `begun` is the sentence up to where the claim ends;
    the claim may begin `within` a phrase.
    """

    whole: str
    before: tuple[str, ...]
    above: str = ""
    quoted: frozenset[int] = frozenset()
    begun: str = ""
    within: bool = False


def around(claims: Sequence[Component], web: Web, syntax: Parser, sentences: Sentences) -> list[Around]:
    """Return what stands around each claim, read in what may hold it of posts whose `sentences` are not known."""
    cuts = [_cut(c, web.posts[c.post].text) if c.post not in sentences else (0, "") for c in claims]
    fresh = zip(cuts, syntax.parse([text for _, text in cuts]), strict=True)
    return [
        _around(
            claim,
            *((0, web.posts[claim.post].text, sentences[claim.post]) if claim.post in sentences else (*cut, read)),
            web.posts[claim.post].quotes(),
        )
        for claim, (cut, read) in zip(claims, fresh, strict=True)
    ]


def _cut(claim: Component, text: str) -> tuple[int, str]:
    """Return the part of a post in which a claim is read, and where it begins."""
    first = max(0, claim.start - _BEFORE)
    while 0 < first < claim.start and not text[first - 1].isspace():
        first += 1
    return first, text[first : claim.end + _AFTER]


def _around(claim: Component, first: int, text: str, read: Sequence[Sentence], quotes: Sequence[Mark]) -> Around:
    start, end = claim.start - first, claim.end - first
    own = [at for at, sentence in enumerate(read) if sentence.start < end and sentence.end > start]
    if not own or claim.quote_of is not None:
        return Around(whole="", before=())
    one, last = read[own[0]], read[own[-1]]
    whole = text[one.start : last.end]
    above, others = "", set[int]()
    before = [_read_aloud(text[one.start : start]) if _PARTS.search(text[one.start : start]) else ""]
    for at in range(own[0] - 1, max(-1, own[0] - 1 - _BACK), -1):
        previous = text[read[at].start : read[at].end]
        said = _read_aloud(previous)
        if read[at].start == 0 and first > 0:
            break
        quoted = any(mark.start < first + read[at].end and mark.end > first + read[at].start for mark in quotes)
        if not quoted and _is_apart(text[read[at].end - 1 : read[at + 1].start + 1], previous):
            above = said if len(before) == 1 else ""
            break
        if len(_WORD.findall(said)) >= _LEAST:
            others |= {len(before)} if quoted else set()
            before.append(said)
    begun = " ".join(_read_aloud(text[one.start : end]).split())
    return Around(
        whole=_short(whole),
        before=tuple(_short(one) for one in before),
        above=_short(above),
        quoted=frozenset(others),
        begun=begun,
        within=_within(one.tokens, start),
    )


def _within(tokens: Sequence[Token], start: int) -> bool:
    """Return whether a phrase goes over a place of its sentence: "this old | mill"."""
    at = next((at for at, t in enumerate(tokens) if t.start >= start), 0)
    return any(t.dep.partition(":")[0] in _INNER and t.head >= at for t in tokens[:at])


def _is_apart(between: str, previous: str) -> bool:
    """Return whether a paragraph ends between two sentences, other than one that is quoted to be answered."""
    return _PARTED.search(between) is not None and "[/quote]" not in previous + between and not _QUOTED.search(previous)


def _read_aloud(text: str) -> str:
    """Return words as they are read aloud: without where a link leads, the number of an item, a label, a joint.

    Of what is far too long to be said again nothing is.
    """
    if len(text) > _FAR * _WIDEST:
        return ""
    plain = _NUMBER.sub("", _LINK.sub(r"\1", _QUOTED.sub(" ", text))).lstrip()
    inside = plain.startswith("(") and ")" not in plain
    return _JOINT.sub("", _OPENING.sub("", plain[1:] if inside else plain))


def _short(text: str) -> str:
    return " ".join(text.split()) if len(text) <= _WIDEST and not text.lstrip().startswith((">", "|")) else ""
