"""Score units as places for components: `python benchmarks/units.py [--syntax NAME ...]`.

How many components of CMV-modes (ARGMAP_CORPORA) and of the hand-made maps (ARGMAP_DATA) have a unit that covers them
at an intersection over union of 0.5 and of 0.8, in letters; beside it precision and F1 one to one at 0.5, because
cutting everything small finds every component and a crowd of false ones. Quoted copies are left out.

The weights that cut are learnt anew for each part that is scored, from what it does not hold: CMV-modes in five parts
by thread, the maps by the site they are from. Intervals draw threads anew.
"""

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.cuts import LEAST, Seen
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import total
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import odds
from argmap.nlp.syntax import Parser
from argmap.parse import Parsed, parse
from argmap.segment import segment
from argmap.train.clauses import Rows, fitted, rows
from argmap.train.corpora.cmv import threads
from argmap.train.corpora.mapped import maps

FOLDS = 5
Span = tuple[int, int]
Row = tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A map as it was read, the part it is scored with, and what may be learnt from it."""

    known: ArgumentMap
    parsed: Parsed
    part: str
    rows: Rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--syntax", nargs="+", default=["rules", "argmap"])
    parser.add_argument("--least", nargs="+", type=float, default=[LEAST], help="chances from which on to cut")
    corpora, data = Path(os.environ["ARGMAP_CORPORA"]), Path(os.environ["ARGMAP_DATA"])
    read = list(threads(corpora / "cmv-modes"))
    part = {name: str(at % FOLDS) for at, name in enumerate(dict.fromkeys(name for name, _ in read))}
    marked = [(part[name], known) for name, known in read]
    own = [(site(name), known) for name, known in maps(data / "gold-train")]
    asked = parser.parse_args()
    for name in asked.syntax:
        cmv, hand = (list(documents(found, syntax_model(name))) for found in (marked, own))
        rest = [one.rows for one in hand], [one.rows for one in cmv]
        learnt = parts(cmv, partial(fitted, own=rest[0])), parts(hand, partial(fitted, rest[1]))
        for least in asked.least if any(one.rows for one in cmv) else [LEAST]:
            scores(f"{name} {least}, CMV-modes", cmv, learnt[0], least)
            scores(f"{name} {least}, hand-made maps", hand, learnt[1], least)


def site(name: str) -> str:
    """Return the site a map of this name is from: `wicg10` is from `wicg`."""
    return "".join(takewhile(str.isalpha, name))


def documents(found: Sequence[tuple[str, ArgumentMap]], syntax: Parser) -> Iterator[Document]:
    for part, known in found:
        parsed = parse(known.discussions, syntax)
        yield Document(known=known, parsed=parsed, part=part, rows=rows(known, parsed))


def parts(found: Sequence[Document], learn: Callable[[Sequence[Rows]], Seen]) -> Mapping[str, Seen]:
    """Return for each part the weights that the others teach, none where no heads are known."""
    headed = any(one.rows for one in found)
    names = sorted({one.part for one in found})
    return {name: learn([one.rows for one in found if one.part != name]) if headed else {} for name in names}


def scores(title: str, found: Sequence[Document], learnt: Mapping[str, Seen], least: float) -> None:
    shift = odds(LEAST) - odds(least)
    moved = {name: {**weights, "bias": weights.get("bias", 0.0) + shift} for name, weights in learnt.items()}
    counted = [count(one, moved[one.part]) for one in found]
    at_5, at_8, matched, known, units = total(counted)
    precision, recall = matched / units, matched / known
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{title}: {known:.0f} components, {units:.0f} units, one to one P {precision:.3f} F1 {f1:.3f}")
    for least, place, value in ((0.5, 0, at_5), (0.8, 1, at_8)):
        low, high = interval(counted, lambda row, place=place: row[place] / row[3]) or (0.0, 0.0)  # type: ignore[misc]
        print(f"    IoU {least} {value / known:.3f} ({low:.3f} to {high:.3f})", flush=True)


def count(one: Document, weights: Seen) -> Row:
    units: dict[str, list[Span]] = defaultdict(list)
    for unit in segment(one.known.discussions, one.parsed, weights):
        units[unit.post].append((unit.start, unit.end))
    wanted: dict[str, list[Span]] = defaultdict(list)
    for component in one.known.components:
        if not component.quote_of:
            wanted[component.post].append((component.start, component.end))
    best = [max((overlap(w, u) for u in units[post]), default=0.0) for post in wanted for w in wanted[post]]
    at_5, at_8 = sum(b >= 0.5 for b in best), sum(b >= 0.8 for b in best)
    return tuple(map(float, (at_5, at_8, one_to_one(wanted, units), len(best), sum(map(len, units.values())))))


def one_to_one(wanted: Mapping[str, Sequence[Span]], units: Mapping[str, Sequence[Span]]) -> int:
    found = 0
    for post, spans in wanted.items():
        pairs = sorted(((overlap(w, u), w, u) for w in spans for u in units.get(post, ())), reverse=True)
        left, right = set[Span](), set[Span]()
        for value, w, u in pairs:
            if value >= 0.5 and w not in left and u not in right:
                left.add(w)
                right.add(u)
        found += len(left)
    return found


def overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


if __name__ == "__main__":
    main()
