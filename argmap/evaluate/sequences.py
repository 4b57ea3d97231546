"""Two versions of one text: which token of the one is which token of the other, in the same order.

Runs of tokens that stand once in both are fixed points (Bram Cohen's patience diff); only the short
stretches between them are compared token by token. Nearly linear where `difflib` alone is quadratic.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

SHINGLE = 4
_GAP = 64

_Box = tuple[int, int, int, int]
_Pair = tuple[int, int]


def matching(first: Sequence[str], second: Sequence[str]) -> tuple[_Pair, ...]:
    """Return the pairs (i, j) with first[i] == second[j] that are the same token; both increase together."""
    return tuple(sorted(_pairs(first, second, (0, len(first), 0, len(second)))))


def places(tokens: Sequence[str], start: int, end: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield every run of SHINGLE tokens within start:end, with its place."""
    for at in range(start, end - SHINGLE + 1):
        yield tuple(tokens[at : at + SHINGLE]), at


def _pairs(first: Sequence[str], second: Sequence[str], box: _Box) -> Iterator[_Pair]:
    i, i_end, j, j_end = box
    while i < i_end and j < j_end and first[i] == second[j]:
        yield i, j
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and first[i_end - 1] == second[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        yield i_end, j_end
    fixed = _fixed_points(first, second, (i, i_end, j, j_end))
    if not fixed:
        yield from _short(first, second, (i, i_end, j, j_end))
        return
    for i_next, j_next in (*fixed, (i_end, j_end)):
        yield from _pairs(first, second, (i, i_next, j, j_next))
        i, j = i_next, j_next


def _fixed_points(first: Sequence[str], second: Sequence[str], box: _Box) -> list[_Pair]:
    there = _once(second, box[2], box[3])
    here = _once(first, box[0], box[1])
    return _longest_increasing([(at, there[run]) for run, at in here.items() if run in there])


def _once(tokens: Sequence[str], start: int, end: int) -> dict[tuple[str, ...], int]:
    counts = Counter(run for run, _ in places(tokens, start, end))
    return {run: at for run, at in places(tokens, start, end) if counts[run] == 1}


def _longest_increasing(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the longest chain of `pairs`, which increase in i, that increases in j too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [index]
    chain: list[_Pair] = []
    at = ends[-1] if ends else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _short(first: Sequence[str], second: Sequence[str], box: _Box) -> Iterator[_Pair]:
    i, i_end, j, j_end = box
    if not 0 < i_end - i <= _GAP or not 0 < j_end - j <= _GAP:
        return
    blocks = SequenceMatcher(None, first[i:i_end], second[j:j_end], autojunk=False).get_matching_blocks()
    # Two different passages share a few small words by chance: half of the shorter one must be the same.
    if 2 * sum(block.size for block in blocks) >= min(i_end - i, j_end - j):
        for block in blocks:
            yield from ((i + block.a + step, j + block.b + step) for step in range(block.size))
