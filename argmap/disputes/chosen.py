"""The words that a claim is best read alone in: all that say something, then those a reader stumbles over least."""

import re
from collections.abc import Sequence, Set

from argmap.argument import Component
from argmap.canonical import tidied
from argmap.disputes.faults import faults
from argmap.disputes.lent import named
from argmap.disputes.spoken import UTMOST, Read, Said
from argmap.disputes.trimmed import gaps
from argmap.quotes import forms

_MOST, _HALF, _ALL, _NEVER = 0.7, 0.5, 1000, 100
_CALLED = re.compile(r"@?([^\s,:]+)[,:]\s+(?=\S)")
_ASIDE = re.compile(r"\([^()]*\)")
_SUPPOSED = frozenset("if when whenever unless".split())


def fuller(claim: Component, text: str, read: Read) -> str:
    """Return the claim in all of its words that say something; a pronoun is what its label says that it means."""
    label = " ".join(claim.label.split())
    whole = tidied(text, read, _ALL) or label
    lent = [b for b in claim.canonical_from or () if b.post is not None]
    full = named(whole, label, lent[0]) if lent else ""
    said = full or (label if lent and not gaps(label, text) else whole)
    exact = {word for word in forms(_ASIDE.sub("", text)) if word in _SUPPOSED or word.isdigit()}
    return said if exact <= set(forms(said)) else text


def unnamed(claim: str, names: Set[str]) -> str:
    """Return a claim without the name of whom it speaks to: "ana: the bridge is safe"."""
    called = _CALLED.match(claim)
    return claim[called.end() :] if called and called[1].casefold() in names else claim


def best(one: Said, text: str, others: Sequence[Said]) -> Said:
    """Return the words that a reader stumbles over least, in which most of the claim is left; the first of equals."""
    fitting = [o for o in others if 0 < len(o.words.split()) <= UTMOST and _fits(o.words, one.words)]
    return min((one, *fitting), key=lambda said: _stumbles(said, text) + (not _fits(said.words, text, _HALF)))


def holds(whole: str, claim: str, share: float = _HALF) -> bool:
    """Return whether such a share of the words of a claim is left in its shortened sentence."""
    own = set(forms(claim))
    return len(own & set(forms(whole))) >= share * len(own)


def _fits(words: str, claim: str, share: float = _MOST) -> bool:
    """Return whether words say most of a claim, or say themselves that they are only its beginning."""
    return words.endswith("…") or holds(words, claim, share)


def _stumbles(said: Said, text: str) -> int:
    """Return how much a reader would miss or stumble over; words of a claim that are left out within it count."""
    too_long = len(said.words.split()) > UTMOST
    ended = not forms(text) or forms(text)[-1] in forms(said.words) or said.words.endswith("…")
    return faults(said) + min(2, gaps(said.words, text)) + (not ended) + _NEVER * too_long
