"""The protocol of every model that judges passages: rules, our weights, a plug-in or a test's fake."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from argmap.nlp.link_network import LinkNetwork

Scores = Mapping[str, float]
# How likely the two texts of each pair assert the same.
Sameness = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


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


@runtime_checkable
class Picky(Protocol):
    """A component model whose chances are honest, with its own line; any other is taken at its word."""

    @property
    def least(self) -> float:
        """The score of `component` from which on a passage is one."""
        ...

    @property
    def usual(self) -> float:
        """The share of passages that are components where its chances were made honest, 0 to 1."""
        ...


class Links(Protocol):
    """What was read in some rows of passages, which are counted through from 0."""

    def seen(self, source: int, target: int, *, across: bool) -> Mapping[str, float]:
        """Return what the words say on `source` speaking to `target`, by clue; place and layout are left aside."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each clue weighs within a post and across posts, and the chance below which no relation is drawn.

    `attacks` are the log odds that an answer attacks, before its words are read; scores of `attack` leave them out.
    `networks`, by place (`within`, `across`), weigh the pairs of a source beside each other: the clue `network`.
    """

    within: Mapping[str, float]
    across: Mapping[str, float]
    least_within: float
    least_across: float
    attacks: float = 0.0
    networks: Mapping[str, LinkNetwork] = field(default_factory=dict)


@runtime_checkable
class Linker(Protocol):
    """A relation model that also says which passage speaks to which; one that does not lacks these methods."""

    def weights(self) -> Weights:
        """Return what the clues weigh beside its links."""
        ...

    def links(self, rows: Sequence[Sequence[str]]) -> Links:
        """Return what is read in the passages of `rows`, each row the passages of one post in order."""
        ...
