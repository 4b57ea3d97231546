"""The short form of a component: connectives, hedges and asides stripped, at most 14 words, all of them its own."""

import re
from collections.abc import Sequence

from argmap.nlp.cues import after_opening

LONGEST = 14
_SHORTEST = 3
_LOOKED_AT = 2_000
_ROOMY = 10
_ASIDES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_URL = re.compile(r"<?https?://\S+>?")
_TAIL = re.compile(r"[,\s]+(?:though|imo|imho|lol|tbh|btw|etc|i think|i guess|of course|really|right)[.!?]*$", re.I)
_FILLERS = re.compile(
    r"\b(?:just|really|very|quite|simply|actually|basically|literally|certainly|pretty much|of course) ", re.I
)
_BREAKS = re.compile(r"\s*(?:[;:]|,|\s[-–—]+\s|—)\s*")
_JOINTS = frozenset(
    "which who that because when where while and or if so but as since unless until although with by for".split()
)
_WEAK_ENDS = frozenset(
    "the a an of to in on at for with and or but that which who as by from is are was were be not no its their "
    "his her my your our had has have will would can could should than so because if when while into about "
    "just".split()
)


def shorten(text: str) -> str:
    """Return `text` as a clause of at most 14 words, without what opens, hedges or interrupts it."""
    text = " ".join(text[:_LOOKED_AT].split())
    plain = " ".join(_URL.sub("", _ASIDES.sub("", text)).split())
    stripped = plain[after_opening(plain) :].strip("\"“”'‘ >*-•")
    found = _fit(_TAIL.sub("", stripped).rstrip(" .,;:!…-–—"))
    return found or " ".join(text.split()[:LONGEST])


def _fit(text: str) -> str:
    if len(text.split()) > LONGEST:
        text = _FILLERS.sub("", text)
    if len(text.split()) <= LONGEST:
        return text
    ends = [match.start() for match in _BREAKS.finditer(text)]
    fitting = [end for end in ends if _ROOMY <= len(text[:end].split()) <= LONGEST]
    return _closed(text[: fitting[-1]] if fitting else _cut(text.split()))


def _cut(words: Sequence[str]) -> str:
    """Return as many words as fit, up to a joint near the end where there is one, none left hanging."""
    end = next((i for i in range(LONGEST, _ROOMY, -1) if words[i].casefold() in _JOINTS), LONGEST)
    while end > _SHORTEST and words[end - 1].casefold().strip(",.;:") in _WEAK_ENDS:
        end -= 1
    return " ".join(words[:end]).rstrip(" ,;:")


def _closed(text: str) -> str:
    """Return `text` without a quotation mark or bracket whose other half was cut off."""
    for opening, closing in (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]")):
        if text.count(opening) != text.count(closing) or (opening == closing and text.count(opening) % 2):
            text = text.replace(opening, "").replace(closing, "")
    return " ".join(text.split())
