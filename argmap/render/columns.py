"""Where in its row each box stands: over its neighbours, as near as the order and the gaps allow."""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from argmap.render import layers as rows_of

GAP_X = 24.0
LANE = 14.0
ROUNDS = 14
MANY = 4000


def centres(found: rows_of.Layers, widths: Sequence[float], row_width: float) -> list[float]:
    """Pull every node over its neighbours, as far as the order in its row, the gaps and the width allow."""
    wide = [*widths] + [LANE] * (found.nodes - found.real)
    near = _near(found, len(wide))
    gaps = [_gaps(row, wide) for row in found.rows]
    needs = [sum(gap) + (wide[row[0]] + wide[row[-1]]) / 2 for row, gap in zip(found.rows, gaps, strict=True)]
    half = max([row_width, *needs]) / 2
    centre = [0.0] * len(wide)
    for turn in range(ROUNDS if len(wide) < MANY else 5):
        before = [*centre]
        order = range(len(gaps)) if turn % 2 == 0 else range(len(gaps) - 1, -1, -1)
        for at in order:
            row = found.rows[at]
            wishes, weights = _wishes(row, near, centre) if turn else ([0.0] * len(row), [1.0] * len(row))
            edges = wide[row[0]] / 2 - half, half - wide[row[-1]] / 2
            for node, place in zip(row, spread(wishes, weights, gaps[at], *edges), strict=True):
                centre[node] = place
        if turn and centre == before:
            break
    return centre


def _near(found: rows_of.Layers, count: int) -> list[list[tuple[int, float]]]:
    near: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for low, high in found.steps:
        pull = 1.0 + 2.0 * ((low >= found.real) + (high >= found.real))
        near[low].append((high, pull))
        near[high].append((low, pull))
    return near


def _gaps(row: list[int], wide: list[float]) -> list[float]:
    return [(wide[a] + wide[b]) / 2 + (0 if wide[a] == wide[b] == LANE else GAP_X) for a, b in pairwise(row)]


def _wishes(
    row: list[int], near: list[list[tuple[int, float]]], centre: list[float]
) -> tuple[list[float], list[float]]:
    wishes, weights = [], []
    for node in row:
        weight = wish = 0.0
        for other, pull in near[node]:
            weight += pull
            wish += centre[other] * pull
        wishes.append(wish / weight if weight else centre[node])
        weights.append(weight or 0.01)
    return wishes, weights


def spread(
    wishes: Sequence[float],
    weights: Sequence[float],
    gaps: Sequence[float],
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Return the places nearest to `wishes` (weighted least squares) that keep order, gaps and bounds.

    Pool adjacent violators (Barlow and others, Statistical inference under order restrictions, 1972); the
    bounds must leave room for the gaps.
    """
    offset = [0.0, *accumulate(gaps)]
    pools: list[tuple[float, float, int]] = []
    for wish, weight, moved in zip(wishes, weights, offset, strict=False):
        value, count = wish - moved, 1
        while pools and pools[-1][0] > value:
            before, heavy, many = pools.pop()
            value = (before * heavy + value * weight) / (heavy + weight)
            weight, count = heavy + weight, many + count
        pools.append((value, weight, count))
    values = [max(low, min(value, high - offset[-1])) for value, _, count in pools for _ in range(count)]
    return [value + moved for value, moved in zip(values, offset, strict=False)]
