"""Gamma: how far annotators agree on where units are and what they are, after the alignment that fits best.

Mathet, Widlöcher, Métivier, The unified and holistic method gamma for inter-annotator agreement measure and alignment,
2015. The alignment is an integer program, solved by scipy (BSD-3-Clause), which the extra `gamma` brings: the only
door to it. Chance is sampled from a fixed seed, so the same maps give the same value.
"""

import random
from collections.abc import Iterator, Sequence
from math import comb
from statistics import fmean, pstdev

from argmap.errors import MissingExtraError

Unit = tuple[int, int, str]
Rows = Sequence[Sequence[Unit]]
Tuple = tuple[int | None, ...]
FEWEST, MOST = 30, 400
PRECISION = 0.02


def gamma(rows: Rows, length: int) -> float | None:
    """Return gamma of at least two annotators' units (start, end, category) on a continuum of `length`.

    1 is agreement, 0 is chance; None where nobody marked anything or chance would not disagree either. A unit
    without counterpart costs 1, a pair the squared share by which its places differ, and 1 where categories do.
    Raises MissingExtraError without scipy.
    """
    if not any(rows):
        return None
    expected = fmean(chance_disorders(rows, length))
    return 1 - disorder(rows) / expected if expected else None


def chance_disorders(rows: Rows, length: int) -> list[float]:
    """Return the disorders of as many `shuffled` samples as their mean needs, FEWEST at least and MOST at most."""
    samples, found = shuffled(rows, length), list[float]()
    while len(found) < FEWEST or len(found) < min(MOST, _enough(found)):
        found.append(disorder(next(samples)))
    return found


def disorder(rows: Rows) -> float:
    """Return the disorder of the alignment that fits best: the sum over its tuples, a unit of the mean annotator."""
    return _least(rows, [*_tuples(rows)]) / fmean(len(row) for row in rows)


def shuffled(rows: Rows, length: int, *, seed: int = 0) -> Iterator[list[list[Unit]]]:
    """Yield what chance would mark: annotators drawn at random, each turned round the continuum by another amount.

    The amounts lie at least half a mean unit apart, where there is room (section 5.2 of the paper).
    """
    chance = random.Random(seed)
    apart = fmean(end - start for row in rows for start, end, _ in row) / 2
    while True:
        turns: list[int] = []
        for _ in rows:
            turn, tries = chance.randrange(length), 0
            while tries < 100 and any(min(abs(turn - one), length - abs(turn - one)) < apart for one in turns):
                turn, tries = chance.randrange(length), tries + 1
            turns.append(turn)
        found = [_turned(rows[chance.randrange(len(rows))], turn, length) for turn in turns]
        if any(found):
            yield found


def _turned(row: Sequence[Unit], turn: int, length: int) -> list[Unit]:
    """Return the units moved by `turn`; those that begin beyond the end come in again at the front."""
    moved = ((start + turn - (length if start + turn >= length else 0), end - start, what) for start, end, what in row)
    return sorted((start, start + size, what) for start, size, what in moved)


def _enough(chance: Sequence[float]) -> int:
    """Return how many samples give the mean to PRECISION, 19 times of 20 (section 5.3 of the paper)."""
    mean = fmean(chance)
    return int((1.96 * pstdev(chance) / mean / PRECISION) ** 2) + 1 if mean else 0


def _apart(one: Unit, other: Unit) -> float:
    share = (abs(one[0] - other[0]) + abs(one[1] - other[1])) / (one[1] - one[0] + other[1] - other[0])
    return share * share + (one[2] != other[2])


def _tuples(rows: Rows) -> Iterator[tuple[Tuple, float]]:
    """Yield each tuple of units that could stand in the best alignment, with its disorder.

    Whoever takes a unit out of a tuple of k pays 1 for it and saves its pairs; so a tuple in which some unit's pairs
    sum to more than `pairs + k - 1` is in no best alignment.
    """
    count = len(rows)
    pairs = comb(count, 2)
    most = pairs + count - 1
    begun: list[tuple[Tuple, tuple[float, ...]]] = [((), ())]
    for at, row in enumerate(rows):
        near = [_near(rows, earlier, row, most) for earlier in range(at)]
        begun = [
            grown
            for taken, sums in begun
            for grown in ((((*taken, None)), (*sums, 0.0)), *_grown(taken, sums, near, len(row), most))
        ]
    for taken, sums in begun:
        size = sum(one is not None for one in taken)
        if size and max(sums) <= pairs + size - 1:
            yield taken, (sum(sums) / 2 + pairs - comb(size, 2)) / pairs


def _near(rows: Rows, earlier: int, row: Sequence[Unit], most: float) -> list[dict[int, float]]:
    """Return for each unit of an earlier annotator the units of `row` that are not too far, with their distance."""
    longest = max((end - start for start, end, _ in row), default=0)
    found = []
    for one in rows[earlier]:
        reach = most**0.5 * (one[1] - one[0] + longest)
        close = ((at, other) for at, other in enumerate(row) if abs(one[0] - other[0]) <= reach)
        found.append({at: far for at, other in close if (far := _apart(one, other)) <= most})
    return found


def _grown(
    taken: Tuple, sums: tuple[float, ...], near: Sequence[Sequence[dict[int, float]]], size: int, most: float
) -> Iterator[tuple[Tuple, tuple[float, ...]]]:
    """Yield the tuple with each unit of the next annotator that is near to all in it."""
    close = [near[earlier][unit] for earlier, unit in enumerate(taken) if unit is not None]
    for at in min(close, key=len) if close else range(size):
        if all(at in one for one in close):
            mine = 0.0
            grown = list(sums)
            for earlier, unit in enumerate(taken):
                if unit is not None:
                    far = near[earlier][unit][at]
                    grown[earlier] += far
                    mine += far
            if mine <= most and max(grown, default=0.0) <= most:
                yield (*taken, at), (*grown, mine)


def _least(rows: Rows, candidates: Sequence[tuple[Tuple, float]]) -> float:
    """Return the least sum of disorders of tuples that hold every unit once."""
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array
    except ImportError as error:
        raise MissingExtraError("gamma needs scipy (BSD-3-Clause); install argmap[gamma]") from error
    firsts = [sum(len(row) for row in rows[:at]) for at in range(len(rows))]
    held = [
        (firsts[row] + unit, column)
        for column, (taken, _) in enumerate(candidates)
        for row, unit in enumerate(taken)
        if unit is not None
    ]
    costs = np.array([cost for _, cost in candidates])
    where = np.array(held).T
    total = sum(len(row) for row in rows)
    holds = coo_array((np.ones(len(held)), (where[0], where[1])), shape=(total, len(candidates)))
    solved = milp(
        costs, integrality=np.ones(len(costs)), bounds=Bounds(0, 1), constraints=LinearConstraint(holds.tocsr(), 1, 1)
    )
    return float(costs[solved.x > 0.5].sum())
