"""What teachers are asked of pairs in threads nobody labelled: likely answers, and claims that may say the same."""

import random
from collections.abc import Collection, Sequence
from dataclasses import replace

from argmap.argument import Component, Kind
from argmap.restatements import restatements
from argmap.train.arguments.examples import Example
from argmap.train.corpora import Pair
from argmap.train.corpora.restated import DOMAIN, lesson
from argmap.train.corpora.unlabelled import CORPUS

_PAIRS_EACH = 6
_UNLIKELY = -100.0


def asked(examples: Sequence[Example], *, answers: int, apart: Collection[str] = ()) -> list[Pair]:
    """Return so many likely answers, and all that may say the same but of threads that are kept `apart`."""
    return [*likely(examples)[:answers], *alike([one for one in examples if one.name not in apart])]


def told(pair: Pair, chances: Sequence[float]) -> Pair:
    """Return a pair with what teachers say of what it was asked for, of their chances of all `PAIR_LABELS`."""
    return replace(pair, soft=tuple(chances[-1:] if pair.domain == DOMAIN else chances[:-1]))


def likely(examples: Sequence[Example]) -> list[Pair]:
    """Return the likely answers of documents: some sources across posts, each with what the rules weigh highest."""
    found: list[Pair] = []
    for one in examples:
        texts = [text for row in one.parts for text in row]
        answers = [
            Pair(reply=texts[links.source], parent=texts[target], label="", domain="comment", corpus=CORPUS)
            for links in one.across
            for weighed, target in [max(zip(links.weighed, links.targets, strict=True), key=lambda pair: pair[0])]
            if weighed > _UNLIKELY
        ]
        some = len(answers) > _PAIRS_EACH
        found += random.Random(len(texts)).sample(answers, _PAIRS_EACH) if some else answers
    return found


def alike(examples: Sequence[Example]) -> list[Pair]:
    """Return the pairs of components that the restatements stage would ask about, in either order by chance."""
    found: list[tuple[str, str]] = []

    def none(pairs: Sequence[tuple[str, str]]) -> list[float]:
        found.extend((one, other) for one, other in pairs if one != other)
        return [0.0] * len(pairs)

    for one in examples:
        restatements(_components(one), (), none)
    chance = random.Random(len(found))
    return [lesson(*(pair if chance.random() < 0.5 else pair[::-1]), corpus=CORPUS) for pair in found]


def _components(one: Example) -> list[Component]:
    units = [(post, text) for post, row in enumerate(one.units) for text in row]
    placed = ((at, *units[at]) for at in one.part_units if one.unit_labels[at] != "?")
    return [
        Component(id=f"{at}", post=f"{post}", start=0, end=len(text), text=text, kind=Kind.CLAIM, confidence=1.0)
        for at, post, text in placed
    ]
