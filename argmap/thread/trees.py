"""All the ways a thread in depth-first order can be nested, weighed together: exact, in time linear in its length.

In such a thread the answers below a post stand in one run behind it. So the ways to nest a run are put together from
the ways to nest shorter ones, as projective dependency trees are (Eisner, Three new probabilistic models for dependency
parsing, 1996), and adding up instead of choosing gives the chance of every link (inside and outside sums; Goodman,
Semiring parsing, 1999). Runs longer than `reach` posts are not put under one post.
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_NEVER = -1e9


def chances(roots: Array, arcs: Array) -> tuple[Array, Array, float]:
    """Return the chance of each post to answer nobody, of each link, and the log of the sum over all trees.

    `roots[i]` is the score of post i answering nobody, `arcs[i, d]` of answering post i - d (d = 0 is not read).
    """
    count, reach = len(roots), min(len(roots), arcs.shape[1]) - 1
    scores = _by_parent(arcs, count, reach)
    inside, ends = _inside(scores)
    before, after = _rows(roots, inside, ends)
    total = float(before[count])
    left, right = np.zeros_like(inside), np.zeros_like(inside)
    for start in range(count):
        lengths = np.arange(min(count - start, reach + 1))
        whole = before[start] + roots[start] + inside[start, lengths] + after[start + lengths + 1] - total
        left[start, lengths] = np.exp(whole)
    nobody = left.sum(1)
    below = np.zeros_like(inside)
    for length in range(reach, 0, -1):
        share = left[:-length, length] + right[length:, length]
        parts = np.exp(_parts(inside, ends, scores, length) - inside[:-length, length, None]) * share[:, None]
        below[:-length, 1 : length + 1] += parts
        left[:-length, :length] += parts
        right[length:, length - 1 :: -1] += parts
    links = np.zeros_like(arcs)
    for step in range(1, reach + 1):
        links[step:count, step] = below[: count - step, step]
    return nobody, links, total


def apart(roots: Array, arcs: Array) -> tuple[Array, Array, float]:
    """Return the same for talk in order of time: each post may answer any one before it, whatever others do."""
    count, reach = len(roots), arcs.shape[1] - 1
    step = np.arange(reach + 1)[None, :]
    possible = (step > 0) & (step <= np.arange(count)[:, None])
    scores = np.where(possible, arcs, _NEVER)
    scores[:, 0] = roots
    sums = _log_sum(scores)
    links = np.exp(scores - sums[:, None])
    nobody = links[:, 0].copy()
    links[:, 0] = 0
    return nobody, links, float(sums.sum())


def _by_parent(arcs: Array, count: int, reach: int) -> Array:
    """Return the scores by the parent's place instead of the child's: `[j, d]` is that of post j + d answering j."""
    scores = np.full((count, reach + 1), _NEVER)
    for step in range(1, reach + 1):
        scores[: count - step, step] = arcs[step:count, step]
    return scores


def _inside(scores: Array) -> tuple[Array, Array]:
    """Return the log sums of the runs of each length by their first post, and by their last."""
    inside = np.full_like(scores, _NEVER)
    inside[:, 0] = 0
    ends = inside.copy()
    for length in range(1, scores.shape[1]):
        summed = _log_sum(_parts(inside, ends, scores, length))
        inside[:-length, length] = summed
        ends[length:, length] = summed
    return inside, ends


def _parts(inside: Array, ends: Array, scores: Array, length: int) -> Array:
    """Return for each run of `length` posts below its first one the log sums by where its last direct answer stands."""
    parts: Array = inside[:-length, :length] + scores[:-length, 1 : length + 1] + ends[length:, length - 1 :: -1]
    return parts


def _rows(roots: Array, inside: Array, ends: Array) -> tuple[Array, Array]:
    """Return the log sums of everything before, and from, each place between two posts that answer nobody."""
    count, reach = len(roots), inside.shape[1] - 1
    before, after = np.zeros(count + 1), np.zeros(count + 1)
    for last in range(count):
        starts = np.arange(max(0, last - reach), last + 1)
        before[last + 1] = _log_sum((before[starts] + roots[starts] + ends[last, last - starts])[None])[0]
    for start in range(count - 1, -1, -1):
        length = np.arange(min(count - start, reach + 1))
        after[start] = roots[start] + _log_sum((inside[start, length] + after[start + length + 1])[None])[0]
    return before, after


def _log_sum(rows: Array) -> Array:
    most = rows.max(axis=1, keepdims=True)
    summed: Array = most[:, 0] + np.log(np.exp(rows - most).sum(axis=1))
    return summed
