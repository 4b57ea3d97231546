"""Marks of annotators and our coefficients of them, for other programs to compute again: what `agree.py` reads."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from argmap.annotate.agree import _boundaries, _length, _ratings, _spans
from argmap.annotate.gamma import chance_disorders, disorder, gamma, shuffled
from argmap.annotate.measures import alpha, kappa, segmentation_similarity
from argmap.argument import ArgumentMap
from argmap.evaluate import baseline
from argmap.native import load
from argmap.quotes import words

SEEDS = Path(__file__).parents[2] / "seeds"
Case = dict[str, Any]


def cases() -> dict[str, list[Case]]:
    """Return cases by coefficient: of random marks, and of the seeds' maps beside those of the trivial mapper."""
    chance = random.Random(0)
    pairs = [(made, baseline(made)) for made in seeds()]
    return {
        "alpha": [*random_ratings(chance, 300), *(of_ratings(_ratings(pair)) for pair in pairs)],
        "kappa": [*random_labels(chance, 300)],
        "similarity": [*random_boundaries(chance, 300), *(case for pair in pairs for case in segmentations(*pair))],
        "gamma": [*random_units(chance, 40), *(of_units(units(pair), _length(pair[0]), 2) for pair in pairs)],
    }


def seeds() -> Iterator[ArgumentMap]:
    for path in sorted(SEEDS.glob("*.json")):
        if '"argmap/1"' in (text := path.read_text(encoding="utf-8"))[:200]:
            yield load(text)


def of_ratings(ratings: list[list[str | None]]) -> Case:
    return {"ratings": ratings, "ours": alpha(ratings)}


def random_ratings(chance: random.Random, count: int) -> Iterator[Case]:
    for _ in range(count):
        observers, items, values = chance.randint(2, 5), chance.randint(3, 40), chance.randint(2, 5)
        gaps = chance.random() * 0.5
        yield of_ratings(
            [
                [None if chance.random() < gaps else str(chance.randrange(values)) for _ in range(observers)]
                for _ in range(items)
            ]
        )


def random_labels(chance: random.Random, count: int) -> Iterator[Case]:
    for _ in range(count):
        labels, same = ["attack", "none", "support"][: chance.randint(2, 3)], chance.random()
        first = chance.choices(labels, k=chance.randint(5, 60))
        second = [one if chance.random() < same else chance.choice(labels) for one in first]
        yield {"first": first, "second": second, "ours": kappa(Counter(zip(first, second, strict=True)))}


def random_boundaries(chance: random.Random, count: int) -> Iterator[Case]:
    for _ in range(count):
        size = chance.randint(2, 40)
        places = [sorted(chance.sample(range(1, size), chance.randint(0, (size - 1) // 2))) for _ in range(2)]
        yield of_boundaries(*places, size)


def of_boundaries(first: list[int], second: list[int], size: int) -> Case:
    ours = segmentation_similarity(first, second, size)
    return {"first": first, "second": second, "size": size, "ours": ours}


def segmentations(one: ArgumentMap, other: ArgumentMap) -> Iterator[Case]:
    for name, post in one.posts().items():
        if len(there := words(post.text)) > 1:
            yield of_boundaries(_boundaries(one, name, there), _boundaries(other, name, there), len(there))


def random_units(chance: random.Random, count: int) -> Iterator[Case]:
    for at in range(count):
        rows = []
        for _ in range(chance.choice([2, 2, 3, 4])):
            starts = chance.sample(range(400), chance.randint(1, 7))
            rows.append(sorted((start, start + chance.randint(3, 40), chance.choice("cp")) for start in starts))
        yield of_units(rows, 450, 5 if at else None)


def of_units(rows: list[list[tuple[int, int, str]]], length: int, samples: int | None) -> Case:
    """Return a case of gamma: of all samples of chance, or the first few, whose disorders alone are compared."""
    some = None if samples is None else [disorder(one) for one in islice(shuffled(rows, length), samples)]
    found = chance_disorders(rows, length) if some is None else some
    return {
        "continua": [rows, *islice(shuffled(rows, length), len(found))],
        "disorders": [disorder(rows), *found],
        "ours": gamma(rows, length) if some is None else None,
    }


def units(maps: tuple[ArgumentMap, ...]) -> list[list[tuple[int, int, str]]]:
    return [
        [(start, end, str(c.kind)) for (start, end), c in zip(_spans(one), one.components, strict=True)] for one in maps
    ]
