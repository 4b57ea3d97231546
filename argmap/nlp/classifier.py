"""The protocol of every model that judges passages: rules, our weights, a plug-in or a test's fake."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words to judge and what they are read with: the units around them, and what they speak about.

    `before` is the unit before them in the post, `after` what follows in the same sentence.
    """

    text: str
    before: str = ""
    after: str = ""
    above: str = ""


class Classifier(Protocol):
    """Judges passages; the scores of one passage lie between 0 and 1 and need not sum to 1."""

    @property
    def name(self) -> str:
        """The name under which a map says which model made it."""
        ...

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage, in order, a score for each label."""
        ...
