"""A pronoun of a claim becomes what its label says that it means, where the claim is said in more words than that."""

import re

from argmap.argument import Borrowed

_PRONOUN = re.compile(r"\b(?:they|them|it|he|him|she|her)\b", re.I)
_WORD = re.compile(r"[\w'’]+")


def named(claim: str, label: str, lent: Borrowed) -> str:
    """Return the claim with what its label has borrowed for a pronoun in its place; "" where none stands there."""
    before, after = label[: lent.start], label[lent.end :]
    for pronoun in _PRONOUN.finditer(claim):
        first, last = claim[: pronoun.start()], claim[pronoun.end() :]
        if _end(first) == _end(before) and (_start(last) == _start(after) or not _end(before)):
            return f"{first}{label[lent.start : lent.end]}{last}"
    return ""


def _end(words: str) -> str:
    return str((_WORD.findall(words.lower()) or [""])[-1])


def _start(words: str) -> str:
    return str((_WORD.findall(words.lower()) or [""])[0])
