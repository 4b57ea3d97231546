"""The rules: cue phrases, length and form, each with one weight; the baseline that every model must beat.

The weights are a logistic regression on hand-made maps, rounded; `docs/decisions/0004-rules.md` says how.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from argmap.nlp.classifier import Passage, Scores
from argmap.nlp.cues import PHRASES, of_self
from argmap.nlp.syntax import Cues

_EDGE = 1e-6
# A stage asks of what the one before it asked: the cues of so many texts of at most this length are known.
_KNOWN, _LONG = 10_000, 1_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VERB_FORM = re.compile(r"^\w{3,}(?:ed|es|ing|ate|ize|ise|ify)$")
_ADDRESS = re.compile(r"\S@\S{1,250}\.\w|\b(?:wrote|writes):|^(?:from|to|subject|date|cc):", re.I)
_URL = re.compile(r"https?://\S+")
_RHETORICAL = re.compile(
    r"\b(?:why (?:should|would|do|does|can't|don't|not)|how (?:can|could|would|is)|who (?:would|cares)|isn't|aren't"
    r"|don't you|doesn't|wouldn't|shouldn't|can't|since when|what makes|so what|what good|right\?)",
    re.I,
)
COMPONENT_WEIGHTS: Mapping[str, float] = {
    "bias": 0.6, "short": -1.8, "brief": -0.7, "roomy": 0.4, "no_verb": -0.8, "question": -0.8, "rhetorical": 0.7,
    "address": -1.5, "url": -0.3, "courtesy": -1.1, "plea": -0.6, "leads_in": -2.0, "stance": 0.5, "denial": 0.6,
    "hedge": 0.2, "agreement": 0.5, "unfinished": -0.9, "shouting": -0.8, "all": 0.3, "concession": 0.2,
    "first_person": -0.7, "number": -0.7, "opens": 0.1,
}  # fmt: skip
CLAIM_WEIGHTS: Mapping[str, float] = {
    "bias": 0.0, "stance": 0.4, "denial": 0.2, "conclusion": 0.3, "question": 1.4, "reason": -0.7, "example": -1.2,
    "short": 1.3, "brief": 0.3, "roomy": -0.4, "number": -0.5, "first_person": 0.7, "opens": 1.2, "contrast": 0.3,
    "hedge": 0.6, "agreement": 0.4,
}  # fmt: skip


class ComponentRules:
    """Says how likely a passage is a component, and if so a claim: labels `component` and `claim`."""

    name = "rules"

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `component` and of `claim` (given that it is one)."""
        found = [signs(passage) for passage in passages]
        return [
            {"component": squash(weigh(COMPONENT_WEIGHTS, s)), "claim": squash(weigh(CLAIM_WEIGHTS, s))} for s in found
        ]


class RelationRules:
    """Says whether a passage speaks for or against the one above it: labels `attack`, `undercut`, `concession`."""

    name = "rules"

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `attack`, `undercut` and `concession`."""
        return [_stand(passage) for passage in passages]


def signs(passage: Passage) -> Mapping[str, float]:
    """Return what the rules see in a passage, by name."""
    text = passage.text
    count = len(_WORD.findall(_URL.sub("", text)))
    heard = cues(text)
    asks = text.rstrip("\"”'’) ").endswith("?")
    verb = "verb" in heard or any(_VERB_FORM.match(word) for word in _WORD.findall(text))
    seen = {
        "bias": True,
        "short": count <= 3,
        "brief": 3 < count <= 7,
        "roomy": count >= 14,
        "no_verb": not verb,
        "question": asks,
        "rhetorical": asks and _RHETORICAL.search(text) is not None,
        "address": _ADDRESS.search(text) is not None,
        "url": _URL.search(text) is not None,
        "leads_in": text.rstrip().endswith(":"),
        "unfinished": not passage.after and text.rstrip()[-1:].isalnum(),
        "shouting": text.isupper(),
        "number": any(c.isdigit() for c in text),
        "first_person": of_self(text),
        "opens": not passage.before,
        "all": re.search(r"\b(?:all|every|any|only|even|more|less|most)\b", text, re.I) is not None,
    }
    return {name: 1.0 for name, present in seen.items() if present} | dict.fromkeys(heard, 1.0)


@cache
def _listener() -> Cues:
    return Cues(PHRASES)


def cues(text: str) -> frozenset[str]:
    """Return the names of the cue lists that have a phrase in `text`."""
    return _known(text) if len(text) <= _LONG else _heard(text)


def _heard(text: str) -> frozenset[str]:
    return _listener().names(text)


_known = lru_cache(_KNOWN)(_heard)


def weigh(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """Return the weighted sum of the signs seen."""
    return sum([weights.get(name, 0.0) * value for name, value in seen.items()])


def squash(value: float) -> float:
    """Return the logistic of `value`, between 0 and 1."""
    return 1 / (1 + math.exp(-value))


def odds(chance: float) -> float:
    """Return the log odds of `chance`, the inverse of `squash`, kept finite."""
    return math.log(max(chance, _EDGE) / max(1 - chance, _EDGE))


def _stand(passage: Passage) -> Scores:
    heard = cues(passage.text)
    opening = cues(" ".join(passage.text.split()[:4]))
    against = 0.6 + 0.8 * ("denial" in heard) + 0.6 * ("contrast" in opening) + 0.4 * passage.text.endswith("?")
    against -= 2.2 * ("agreement" in opening and "denial" not in opening) + 0.4 * ("agreement" in heard)
    return {
        "attack": squash(against),
        "undercut": squash(3.0 * ("irrelevance" in heard) - 1.5),
        "concession": squash(3.0 * ("concession" in opening) - 1.5),
    }
