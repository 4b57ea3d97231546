"""A group of documents as arrays: what is true of every span, which candidate is the right one, what each counts.

What counts sums to 1 over a group: every document counts alike, in it every span or source. Labels that are known and
what teachers say differ only in their numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from argmap.train.arguments.examples import Example, Links
from argmap.train.corpora import Pair
from argmap.train.corpora.unlabelled import CORPUS

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
NEVER = -1e4
STANDS = ("support", "attack", "none")
_COMPONENTS = {"cdcp": 0.0, "cmv-modes": 0.5, "habernal-web-discourse": 0.3}
_UNLINKED = "habernal-web-discourse"
_UNDERCUT, _SOFT_UNDERCUT = 0.5, 0.3
_SOFT_RESTATED = 0.5
_OWN = "gold-train"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """For each span what is true of it, 0 to 1, and what it counts."""

    right: Floats
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """For each source its place, those of its candidates, what the rules weigh, which are right and what it counts.

    `right` has a last column for none of them. Where `soft`, the whole of a row's chances is learnt; elsewhere any of
    the right candidates will do.
    """

    sources: Places
    targets: Places
    weighed: Floats
    right: Floats
    counts: Floats
    soft: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents read at once: their rows, labels of all spans, which spans are components, choices among those."""

    rows: Sequence[Sequence[str]]
    component: Labels
    claim: Labels
    parts: Places
    within: Choices | None
    across: Choices | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """For each pair the chances of its three stands, the log prior they are read with, whether it undercuts, restates.

    Where it is asked whether a pair says the same, no stand is right, and nothing else is learnt of it.
    """

    right: Floats
    prior: Floats
    undercut: Labels
    restated: Labels


def group(examples: Sequence[Example], *, whole: bool) -> Group:
    """Return documents as arrays, read `whole`, or their components alone as the relations stage reads them."""
    sizes = [len(one.unit_labels if whole else one.part_labels) for one in examples]
    spans = _starts(sizes)
    parts = _starts([len(one.part_labels) for one in examples])
    places = [np.array(one.part_units, np.int64) + at if whole else np.arange(n, dtype=np.int64) + at
              for one, n, at in zip(examples, sizes, spans, strict=True)]  # fmt: skip
    speaks = [one.corpus != _UNLINKED for one in examples]
    return Group(
        rows=[row for one in examples for row in (one.units if whole else one.parts)],
        component=_joined([_components(one, whole=whole) for one in examples]),
        claim=_joined([_claims(one, whole=whole) for one in examples]),
        parts=np.concatenate(places),
        within=choices([(one.within, _soft(one, "within")) for one in examples], parts, speaks),
        across=choices([(one.across, _soft(one, "across")) for one in examples], parts, speaks),
    )


def _starts(sizes: Sequence[int]) -> list[int]:
    return [0, *np.cumsum(sizes).tolist()][: len(sizes)]


def _soft(one: Example, place: str) -> Any:
    return None if one.soft is None else getattr(one.soft, place)


def _joined(found: Sequence[Labels]) -> Labels:
    counts = np.concatenate([one.counts for one in found]) / max(1, len(found))
    return Labels(right=np.concatenate([one.right for one in found]), counts=counts.astype(np.float32))


def _components(one: Example, *, whole: bool) -> Labels:
    labels = one.unit_labels if whole else one.part_labels
    if not whole:
        return Labels(right=_floats(labels), counts=np.zeros(len(labels), np.float32))
    if one.soft is not None:
        return _counted(one.soft.component, np.ones(len(labels), np.float32))
    known = _floats(label != "?" for label in labels)
    found = _counted(_floats(label not in ("", "?") for label in labels), known)
    return Labels(right=found.right, counts=found.counts * np.float32(_COMPONENTS.get(one.corpus, 1.0)))


def _claims(one: Example, *, whole: bool) -> Labels:
    if one.soft is not None:
        at = slice(None) if whole else list(one.part_units)
        return _counted(one.soft.claim[at], one.soft.component[at])
    labels = one.unit_labels if whole else one.part_labels
    return _counted(_floats(label == "claim" for label in labels), _floats(label not in ("", "?") for label in labels))


def _counted(right: Any, counts: Any) -> Labels:
    counts = np.asarray(counts, np.float32)
    return Labels(right=np.asarray(right, np.float32), counts=counts / max(float(counts.sum()), 1e-6))


def _floats(found: Iterable[Any]) -> Floats:
    return np.array([float(bool(one)) for one in found], np.float32)


def choices(
    found: Sequence[tuple[Sequence[Links], Any]], starts: Sequence[int], speaking: Sequence[bool]
) -> Choices | None:
    """Return the choices of documents, their links and what teachers say; None where there are none.

    The components of a document stand from its start; one that does not speak counts nothing.
    """
    rows = [
        (links, None if soft is None else soft[row], at, 1 / len(given) / len(found))
        for (given, soft), at, speaks in zip(found, starts, speaking, strict=True)
        for row, links in enumerate(given if speaks else ())
    ]
    if not rows:
        return None
    most = max(len(links.targets) for links, *_ in rows)
    targets, weighed = np.zeros((len(rows), most), np.int64), np.full((len(rows), most), NEVER, np.float32)
    right = np.zeros((len(rows), most + 1), np.float32)
    for row, (links, soft, at, _) in enumerate(rows):
        count = len(links.targets)
        targets[row, :count], weighed[row, :count] = np.array(links.targets) + at, links.weighed
        right[row, :count] = [bool(one) for one in links.linked] if soft is None else soft[:count]
        right[row, most] = not any(links.linked) if soft is None else soft[-1]
    return Choices(
        sources=np.array([links.source + at for links, _, at, _ in rows], np.int64),
        targets=targets,
        weighed=weighed,
        right=right,
        counts=np.array([counts for *_, counts in rows], np.float32),
        soft=np.array([soft is not None for _, soft, *_ in rows], np.bool_),
    )


def stands(pairs: Sequence[Pair], priors: Mapping[str, Sequence[float]]) -> Stands:
    """Return pairs as arrays, each known one with the log prior of its corpus."""
    return Stands(
        right=np.array([_right(pair) for pair in pairs], np.float32),
        prior=np.array([[0.0] * len(STANDS) if pair.soft else priors[pair.corpus] for pair in pairs], np.float32),
        undercut=_undercuts(pairs),
        restated=_restated(pairs),
    )


def _right(pair: Pair) -> Sequence[float]:
    if pair.soft is None:
        return [float(("attack" if pair.label == "undercut" else pair.label) == one) for one in STANDS]
    return pair.soft[: len(STANDS)] if len(pair.soft) >= len(STANDS) else [0.0] * len(STANDS)


def _undercuts(pairs: Sequence[Pair]) -> Labels:
    taught = [pair.soft is not None and len(pair.soft) > len(STANDS) for pair in pairs]
    own = [not pair.soft and pair.corpus == _OWN and pair.label in ("attack", "undercut") for pair in pairs]
    right = [float(pair.soft[-1] if pair.soft and known else pair.label == "undercut")
             for pair, known in zip(pairs, taught, strict=True)]  # fmt: skip
    counts = np.float32(_UNDERCUT) * _shared(own) + np.float32(_SOFT_UNDERCUT) * _shared(taught)
    return Labels(right=np.array(right, np.float32), counts=counts)


def _restated(pairs: Sequence[Pair]) -> Labels:
    right = [pair.soft[0] if pair.soft else 0.0 for pair in pairs]
    counts = [
        float(pair.soft is not None and len(pair.soft) == 1) * (_SOFT_RESTATED if pair.corpus == CORPUS else 1.0)
        for pair in pairs
    ]
    shared = np.array(counts, np.float32) / np.float32(max(1, len(pairs)))
    return Labels(right=np.array(right, np.float32), counts=shared)


def _shared(found: Sequence[bool]) -> Floats:
    return _floats(found) / np.float32(max(1, sum(found)))
