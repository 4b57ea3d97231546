"""Sums over all nestings of a thread agree with counting them one by one."""

import math

import numpy as np
import pytest

from argmap.thread.trees import chances


def every_tree(count):
    """Yield the parents, -1 for nobody, of every way to nest `count` posts in depth-first order."""

    def grow(parents, chain):
        if len(parents) == count:
            yield parents
            return
        here = len(parents)
        yield from grow([*parents, -1], [here])
        for at, parent in enumerate(chain):
            yield from grow([*parents, parent], [*chain[: at + 1], here])

    return grow([], [])


def weight(parents, roots, arcs):
    return math.exp(sum(roots[i] if p < 0 else arcs[i, i - p] for i, p in enumerate(parents)))


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_the_chances_are_those_of_all_trees_counted_one_by_one(count):
    chance = np.random.default_rng(count)
    roots, arcs = chance.normal(size=count), chance.normal(size=(count, count))
    trees = [(tree, weight(tree, roots, arcs)) for tree in every_tree(count)]
    total = sum(w for _, w in trees)
    nobody, links, log_total = chances(roots, arcs)
    assert log_total == pytest.approx(math.log(total))
    for at in range(count):
        assert nobody[at] == pytest.approx(sum(w for tree, w in trees if tree[at] < 0) / total)
        for step in range(1, at + 1):
            assert links[at, step] == pytest.approx(sum(w for tree, w in trees if tree[at] == at - step) / total)


def test_every_post_answers_somebody_or_nobody():
    chance = np.random.default_rng(0)
    nobody, links, _ = chances(chance.normal(size=300), 5 * chance.normal(size=(300, 40)))
    assert nobody + links.sum(1) == pytest.approx(np.ones(300))


def test_a_run_below_one_post_is_no_longer_than_the_reach():
    nobody, links, _ = chances(np.full(9, -50.0), np.zeros((9, 3)))
    assert nobody.sum() == pytest.approx(3, abs=1e-6)
    assert links[:, 0].sum() == 0
