"""Score units as places for components: `python benchmarks/units.py [--syntax NAME ...] [--gold FOLDER]`.

How many components of CMV-modes (ARGMAP_CORPORA), or of the hand-made maps in FOLDER, have a unit that covers them at
an intersection over union of 0.5 and of 0.8, in letters; beside it precision and F1 one to one at 0.5, because cutting
everything small finds every component and a crowd of false ones. Quoted copies are left out.
"""

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import total
from argmap.native import load
from argmap.nlp.models import syntax_model
from argmap.nlp.syntax import Parser
from argmap.parse import parse
from argmap.segment import segment
from argmap.train.corpora.cmv import threads

Span = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", nargs="+", default=["rules", "argmap"])
    parser.add_argument("--gold", type=Path)
    asked = parser.parse_args()
    maps = list(gold(asked.gold) if asked.gold else cmv())
    for name in asked.syntax:
        rows = [count(syntax_model(name), known) for known in maps]
        at_5, at_8, matched, known, units = total(rows)
        low, high = interval(rows, lambda row: row[0] / row[3]) or (0.0, 0.0)
        precision, recall = matched / units, matched / known
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:<8} {known:.0f} components, {units:.0f} units, one to one P {precision:.3f} F1 {f1:.3f}")
        print(f"{'':<8} IoU 0.5 {at_5 / known:.3f} ({low:.3f} to {high:.3f}), 0.8 {at_8 / known:.3f}")


def cmv() -> Iterator[ArgumentMap]:
    return (known for _, known in threads(Path(os.environ["ARGMAP_CORPORA"]) / "cmv-modes"))


def gold(folder: Path) -> Iterator[ArgumentMap]:
    return (load(path.read_text(encoding="utf-8"), where=path.name) for path in sorted(folder.glob("*.json")))


def count(syntax: Parser, known: ArgumentMap) -> tuple[float, ...]:
    units: dict[str, list[Span]] = defaultdict(list)
    for unit in segment(known.discussions, parse(known.discussions, syntax)):
        units[unit.post].append((unit.start, unit.end))
    wanted: dict[str, list[Span]] = defaultdict(list)
    for component in known.components:
        if not component.quote_of:
            wanted[component.post].append((component.start, component.end))
    best = [max((overlap(w, u) for u in units[post]), default=0.0) for post in wanted for w in wanted[post]]
    at_5, at_8 = sum(b >= 0.5 for b in best), sum(b >= 0.8 for b in best)
    counts = at_5, at_8, one_to_one(wanted, units), len(best), sum(map(len, units.values()))
    return tuple(map(float, counts))


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
