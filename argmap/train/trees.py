"""The best tree of a sentence by the scores of its arcs (Chu and Liu 1965, Edmonds 1967), with one root."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[Any]
_NEVER = -1e9
_ROOTS = 3


def best_tree(scores: Scores) -> NDArray[Any]:
    """Return the head of each word; `scores[word, head]` are logarithms, the diagonal is for being the root."""
    own, arcs = np.diag(scores), scores.copy()
    np.fill_diagonal(arcs, _NEVER)
    found = list[tuple[float, NDArray[Any]]]()
    for root in np.argsort(-own, kind="stable")[:_ROOTS]:
        heads = _from(arcs, int(root))
        found.append((float(scores[np.arange(len(heads)), heads].sum()), heads))
    return max(found, key=lambda one: one[0])[1]


def _from(arcs: Scores, root: int) -> NDArray[Any]:
    heads: NDArray[Any] = arcs.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = np.array(cycle)
    rest = np.setdiff1d(np.arange(len(heads)), inside)
    # The cycle becomes one word, the last: out of it goes its best head, into it what breaks it at the least cost.
    size = len(rest)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = arcs[np.ix_(rest, rest)]
    out = arcs[np.ix_(rest, inside)]
    small[:size, size] = out.max(1)
    into = arcs[np.ix_(inside, rest)] - arcs[inside, heads[inside]][:, None]
    small[size, :size] = into.max(0)
    np.fill_diagonal(small, _NEVER)
    top = int(np.flatnonzero(rest == root)[0])
    found = _from(small, top)
    for at, word in enumerate(rest):
        if at != top:
            heads[word] = inside[out[at].argmax()] if found[at] == size else rest[found[at]]
    heads[inside[into[:, found[size]].argmax()]] = rest[found[size]]
    return heads


def _cycle(heads: Sequence[int] | NDArray[Any], root: int) -> list[int]:
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at = start
        while at != root and not seen[at]:
            seen[at] = start + 1
            at = int(heads[at])
        if at != root and seen[at] == start + 1:
            found = [at]
            while int(heads[found[-1]]) != at:
                found.append(int(heads[found[-1]]))
            return found
    return []
