"""Pairs of claims and whether they say the same, labelled by hand and kept by place in the threads nobody mapped.

One JSON object a line: `sources` and `threads` as `unlabelled` names them, `one` and `other` (SHA-256 of the post,
start, end), `letters` of one or three readers (S the same, U a careful reader could object, E one says more, O they
contradict each other, N anything else), the `round` of labelling, and whether the pair is kept `apart` to judge by.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.train.corpora import Pair, unlabelled
from argmap.train.corpora.labelled import texts_of

DOMAIN = "restatement"
_CHANCES = {"S": 1.0, "U": 0.65, "E": 0.15, "O": 0.0, "N": 0.0}
# The second round asked what teachers who knew the first found likely: what is hard to tell apart.
_COUNTS = {0: 1, 1: 1, 2: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """Two claims and their threads, the letters of readers, the round of labelling, and whether they are kept apart."""

    threads: tuple[str, ...]
    one: str
    other: str
    letters: str
    round: int
    apart: bool

    @property
    def chance(self) -> float:
        """How likely the two say the same, 0 to 1: the mean over readers."""
        return sum(_CHANCES[letter] for letter in self.letters) / len(self.letters)


def restated(labels: Path, corpora: Path, *, wanted: Callable[[str], bool] = lambda name: True) -> Iterator[Restated]:
    """Yield each pair of `labels` of wanted sources; raise ReadError where a text is in none of the corpora."""
    rows = [row for row in map(json.loads, _lines(labels)) if all(map(wanted, row["sources"]))]
    names = {name for row in rows for name in row["sources"]}
    told = (one for source in unlabelled.SOURCES if source.name in names for one in source.load(corpora))
    known = texts_of(
        {post for row in rows for post, *_ in (row["one"], row["other"])},
        (r.text for one in told for r in one.rows),
        labels,
    )
    for row in rows:
        one, other = (known[post][start:end] for post, start, end in (row["one"], row["other"]))
        plain = {name: row[name] for name in ("letters", "round", "apart")}
        yield Restated(threads=tuple(row["threads"]), one=one, other=other, **plain)


def lessons(found: Iterable[Restated]) -> list[Pair]:
    """Return what is learnt of pairs, both ways round, none of those that are kept apart."""
    kept = [one for one in found if not one.apart for _ in range(_COUNTS[one.round])]
    return [lesson(a, b, one.chance) for one in kept for a, b in ((one.one, one.other), (one.other, one.one))]


def lesson(one: str, other: str, chance: float | None = None, *, corpus: str = "restatements") -> Pair:
    """Return a pair that is read as one that may say the same, with the chance that it does where that is known."""
    soft = None if chance is None else (chance,)
    return Pair(reply=one, parent=other, label="", domain=DOMAIN, corpus=corpus, soft=soft)


def threads_apart(labels: Path) -> frozenset[str]:
    """Return the names of the threads that pairs kept apart stand in."""
    return frozenset(name for row in map(json.loads, _lines(labels)) if row["apart"] for name in row["threads"])


def _lines(labels: Path) -> list[str]:
    return labels.read_text(encoding="utf-8").splitlines()
