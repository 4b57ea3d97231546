"""Agreement in numbers: Krippendorff's alpha and alpha_U, Cohen's kappa, the similarity of two segmentations.

A coefficient is None where it is not defined: nobody disagrees by chance either, or there is nothing to compare.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations

Span = tuple[int, int]


def alpha(ratings: Sequence[Sequence[str | None]]) -> float | None:
    """Return the nominal alpha of units, each a row with a value of each observer (None: not rated).

    Krippendorff, Computing Krippendorff's alpha-reliability, 2011; 1 is agreement, 0 is chance.
    """
    coincidences: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in ratings:
        values = [value for value in row if value is not None]
        for one, other in permutations(values, 2):
            coincidences[one, other] += 1 / (len(values) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (one, _), count in coincidences.items():
        totals[one] += count
    whole = sum(totals.values())
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    expected = whole**2 - sum(count**2 for count in totals.values())
    return 1 - (whole - 1) * observed / expected if expected else None


def kappa(table: Mapping[tuple[str, str], int]) -> float | None:
    """Return Cohen's kappa of how many items two observers gave each pair of labels.

    Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    total = sum(table.values())
    if not total:
        return None
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in table.items():
        first[one] += count
        second[other] += count
    agreed = sum(count for (one, other), count in table.items() if one == other)
    expected = sum(count * second[label] for label, count in first.items())
    return (agreed * total - expected) / (total**2 - expected) if expected < total**2 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What alpha_U is made of: alpha is 1 - observed / expected, also of several categories added up."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float | None:
        """Return the coefficient, 1 at most; None where no disagreement can be expected."""
        return 1 - self.observed / self.expected if self.expected else None


def alpha_u(units: Sequence[Sequence[Span]], length: int) -> Disagreement:
    """Return the disagreement of observers who marked units (start, end) of one category on a continuum.

    `length` is that of the continuum; the units of one observer must not overlap. The measure is that of
    Krippendorff, Measuring the reliability of qualitative text analysis data, 2004, which corrects his of 1995.
    """
    sections = [list(_sections(sorted(row), length)) for row in units]
    squared = sum(_differences(one, other) for one, other in permutations(sections, 2))
    observed = squared / (max(1, len(units) * (len(units) - 1)) * length**2)
    size = len(units) * length
    marked = [end - start for row in sections for start, end, is_unit in row if is_unit]
    gaps = sorted(end - start for row in sections for start, end, is_unit in row if not is_unit)
    chances = size * (size - 1) - sum(one * (one - 1) for one in marked)
    expected = 2 / length * _expected(marked, gaps) / chances if marked and chances else 0.0
    return Disagreement(observed=observed, expected=expected)


def joint_alpha_u(units: Mapping[str, Sequence[Sequence[Span]]], length: int) -> float | None:
    """Return alpha_U over all categories together: their disagreements are added up."""
    parts = [alpha_u(rows, length) for rows in units.values()]
    return Disagreement(observed=sum(p.observed for p in parts), expected=sum(p.expected for p in parts)).alpha


def segmentation_similarity(first: Sequence[int], second: Sequence[int], size: int, *, near: int = 1) -> float | None:
    """Return S, 0 to 1, of two lists of boundaries between `size` words; a near miss counts as one edit, not two.

    Fournier and Inkpen, Segmentation similarity and agreement, 2012, with transpositions up to `near` words.
    """
    if size < 2:
        return None
    ours, theirs = set(first) - set(second), set(second) - set(first)
    edits = len(ours) + len(theirs)
    for boundary in sorted(ours):
        close = [other for other in sorted(theirs) if abs(other - boundary) <= near]
        if close:
            theirs.discard(close[0])
            edits -= 1
    return 1 - edits / (size - 1)


def cass(segmentation: float | None, relations: float | None, dialogue: float | None = None) -> float | None:
    """Return CASS: the mean of segmentation similarity and of agreement on the graph.

    The graph is what is argued and who answers whom, each with half its weight; without a dialogue the first alone.
    Duthie, Lawrence, Budzynska and Reed, The CASS technique for evaluating the performance of argument mining, 2016.
    """
    if segmentation is None or relations is None:
        return None
    return (segmentation + (relations if dialogue is None else (relations + dialogue) / 2)) / 2


def _sections(units: Sequence[Span], length: int) -> Iterator[tuple[int, int, bool]]:
    """Yield units and the gaps between them, in order; together they cover the continuum."""
    at = 0
    for start, end in units:
        if start > at:
            yield at, start, False
        yield start, end, True
        at = end
    if at < length:
        yield at, length, False


def _differences(one: Sequence[tuple[int, int, bool]], other: Sequence[tuple[int, int, bool]]) -> int:
    """Return the squared differences of overlapping sections: of two units at both ends, of a unit in a gap its own."""
    total, first = 0, 0
    for start, end, is_unit in one:
        while first < len(other) and other[first][1] <= start:
            first += 1
        at = first
        while at < len(other) and other[at][0] < end:
            begins, ends, theirs = other[at]
            if is_unit and theirs:
                total += (start - begins) ** 2 + (end - ends) ** 2
            elif is_unit and begins <= start and end <= ends:
                total += (end - start) ** 2
            elif theirs and start <= begins and ends <= end:
                total += (ends - begins) ** 2
            at += 1
    return total


def _expected(marked: Sequence[int], gaps: Sequence[int]) -> float:
    sums = [0, *accumulate(gaps)]
    total = 0.0
    for one in marked:
        at = bisect_left(gaps, one)
        room = sums[-1] - sums[at] - (one - 1) * (len(gaps) - at)
        total += (len(marked) - 1) / 3 * (2 * one**3 - 3 * one**2 + one) + one**2 * room
    return total


def apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with overlaps cut off: alpha_U is for units that do not overlap."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        begin = max(start, found[-1][1]) if found else start
        if begin < end:
            found.append((begin, end))
    return found
