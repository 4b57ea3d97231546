"""What each stage of `argument-encoder` learns from, and how much of it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from argmap.train.arguments.examples import Example
from argmap.train.corpora import Pair
from argmap.train.corpora.restated import DOMAIN

_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: the pairs of stage one, the passes over documents in each stage, and seeds.

    `contrasts` is the share of pairs whose reply is read again in stages two and three, with a parent that it does not
    speak to. Stage three reads so many of the pairs that may say the same as `restated_again`.

    With a teacher also how many are averaged, their passes over documents in stage two, those of the encoder over what
    they labelled, and how many pairs they judge; of their threads and pairs stage three reads some again. Without these
    it forgot what claims look like (decision 24).
    """

    pairs: int = 33_000
    first: int = 2
    second: int = 8
    third: int = 3
    seeds: int = 3
    contrasts: float = 1.0
    restated_again: int = 2_000
    teachers: int = 3
    teaching: int = 5
    soft: int = 5
    soft_pairs: int = 24_000
    threads_again: int = 2_600
    pairs_again: int = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a stage learns from: documents and pairs, passes over documents and over taught ones, pairs of an epoch."""

    documents: Sequence[Example]
    pairs: Sequence[Pair]
    passes: int
    epoch: int
    soft: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What stages two and three learn beside the maps they are given.

    Replies beside other parents, by map; `old` pairs of stage one; pairs that may say the same; and what teachers say,
    `documents` and the stands of pairs.
    """

    size: Size
    contrasts: Mapping[str, Sequence[Pair]]
    old: Sequence[Pair]
    restated: Sequence[Pair]
    documents: Sequence[Example] = ()
    judged: Sequence[Pair] = ()

    def taught(self, documents: Sequence[Example], pairs: Sequence[Pair]) -> "Lessons":
        """Return these with what teachers say of documents and pairs."""
        again = [pair for pair in pairs if pair.domain == DOMAIN]
        judged = [pair for pair in pairs if pair.domain != DOMAIN]
        return replace(self, documents=documents, judged=judged, restated=[*self.restated, *again])

    def second(self, maps: Sequence[Example]) -> Lesson:
        """Return what stage two learns: maps, and all that there is beside them."""
        pairs = [*self._pairs(maps), *self.judged, *self.restated]
        size, documents = self.size, [*maps, *self.documents]
        return Lesson(documents=documents, pairs=pairs, passes=size.second, epoch=len(pairs), soft=size.soft)

    def third(self, maps: Sequence[Example]) -> Lesson:
        """Return what stage three learns: careful maps, and some of what there is beside them, against forgetting."""
        size = self.size
        again = [*_some(self.judged, size.pairs_again), *_some(self.restated, size.restated_again)]
        pairs, documents = [*self._pairs(maps), *again], [*maps, *_some(self.documents, size.threads_again)]
        return Lesson(documents=documents, pairs=pairs, passes=size.third, epoch=len(pairs), soft=1)

    def _pairs(self, maps: Sequence[Example]) -> list[Pair]:
        own = [pair for one in maps for pair in one.pairs]
        return [*own, *own, *(pair for one in maps for pair in self.contrasts[one.name]), *self.old]


def _some(found: Sequence[_Kept], count: int) -> list[_Kept]:
    return random.Random(3).sample(list(found), min(count, len(found)))
