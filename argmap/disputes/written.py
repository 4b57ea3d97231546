"""How words and names are written in a line: without the signs about them, in quotation marks, with a capital."""

import re
from html import unescape

_END = re.compile(r"[\s.,;:!?…]+$")
_BRACKETS = {"(": ")", "[": "]"}
_QUOTED = re.compile(r'^(?:"(?P<plain>[^"]*)"|“(?P<curled>[^“”]*)”)$')
_LEAST = 4
_INNER = re.compile('[“”"]')
_ADDRESS = re.compile(r"(?P<before>[^<@]*<)?[^\s<>@]+@[^\s<>@]+>?\s*(?:\((?P<after>[^)]*)\))?\s*$")
_BOLD = re.compile(r"(?<!\w)(?P<sign>[*_]{1,3})(?=\w)(?P<words>[^*_]+)(?<=\w)(?P=sign)(?!\w)")
_TAG = re.compile(
    r"^(?:edit|eta|update|fyi|tl;?dr|quibble|note|nb|ps|clarification|correction|takeaway)\b\s?\d*[:)]\s+", re.I
)
_ITEM = re.compile(r"^\s*(?:[*•]\s+|\d{1,2}[.)]\s+(?=[A-Z])|[:;,]+\s*(?=\w))")
_SIGN = re.compile(r"(?<=\s)>+(?=\w)")
_SMALL_I = re.compile(r"(?<![\w.'’/-])i(?=['’]|\s(?!\.))")


def plain(claim: str) -> str:
    """Return a claim without the sign that ends it, HTML, emphasis, and what is put about the whole; "i" is "I"."""
    claim = _END.sub("", _BOLD.sub(r"\g<words>", _SIGN.sub("", _TAG.sub("", _ITEM.sub("", unescape(claim))))))
    if claim[:1] in _BRACKETS and claim.count(claim[:1]) == 1:
        claim = claim[1:].replace(_BRACKETS[claim[:1]], "", 1).lstrip()
    quoted = _QUOTED.match(claim)
    claim = _END.sub("", quoted["plain"] or quoted["curled"] or "") if quoted else claim
    return _END.sub("", _SMALL_I.sub("I", claim))


def closed(text: str) -> str:
    """Return a text up to where a bracket opens that is never closed, where enough stands before it."""
    opens = text.rfind("(")
    enough = len(text[: max(0, opens)].split()) >= _LEAST
    return text[:opens].rstrip() if opens > text.rfind(")") and enough else text


def said_by(words: str) -> str:
    """Return words as somebody's: in quotation marks, their own made single."""
    return f"“{capital(_INNER.sub(chr(39), words))}”"


def name_of(author: str) -> str:
    """Return how an author is called without an address: "ana@town.example (Ana Lee)" is "Ana Lee"."""
    within = _ADDRESS.match(author)
    name = (within["after"] or within["before"] or "").strip(" <\"'") if within else author
    return name or author.partition("@")[0]


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
