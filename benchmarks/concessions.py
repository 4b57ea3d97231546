"""Judge what tells attacks within a post: `python benchmarks/concessions.py [--weights]`; needs ARGMAP_DATA.

Prints the area under the curve and F1 of attacks among the gold links within posts of maps that nothing was fitted to,
beside the one cue that it took the place of ("but" right behind its target). `--weights` fits anew, on the threads that
are labelled by place (they want ARGMAP_CORPORA), and prints the weights of `argmap/concessions.py`. Three kinds in ten
are turned where it is fitted, a quarter where it is judged, for those that are found are right in three of four.
"""

import argparse
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from measure import stats
from measure.maps import gold_maps

from argmap import clues, concessions
from argmap.argument import ArgumentMap, Component, Kind, RelationKind
from argmap.nlp.rules import squash, weigh
from argmap.train.corpora import labelled
from argmap.train.logistic import fit

Link = tuple[Mapping[str, float], bool]
_LABELS = Path(__file__).parent / "hand-maps.jsonl"
_TURNED, _TURNED_JUDGED = 0.3, 0.25
_LIGHT = 0.3


def links(one: ArgumentMap, chance: random.Random, turned: float) -> Iterator[Link]:
    """Yield the clues of each gold link within a post and whether it attacks; `turned` kinds are wrong."""
    parts = [_turned(c) if chance.random() < turned else c for c in one.components]
    known, targets = {c.id: c for c in parts}, one.targets()
    scene = clues.scene_of(parts, one.discussions)
    for relation in one.relations:
        source, target = known[relation.source], known[targets[relation.id]]
        if source.post == target.post and source != target and not source.quote_of and not target.quote_of:
            places = scene.places[source.id], scene.places[target.id]
            seen = clues.within(*places, scene.voiced[source.post], scene)
            yield concessions.signs(source, target, seen, scene), relation.kind is RelationKind.ATTACK


def _turned(component: Component) -> Component:
    return replace(component, kind=Kind.PREMISE if component.kind is Kind.CLAIM else Kind.CLAIM)


def fitted(maps: Sequence[ArgumentMap]) -> dict[str, float]:
    """Return the weights of a regression on the links of these maps, those of little weight left out."""
    chance = random.Random(7)
    weights = fit([link for one in maps for link in links(one, chance, _TURNED)])
    return {name: round(weight, 1) for name, weight in weights.items() if abs(weight) >= _LIGHT}


def but(seen: Mapping[str, float]) -> float:
    """Return 1 where the one cue of before tells an attack."""
    return float("contrast_here" in seen and "back1" in seen)


def table(name: str, maps: Sequence[tuple[str, ArgumentMap]]) -> None:
    """Print how well the weights tell attacks of these maps, and how well one cue did."""
    rows = [(title, *link) for title, one in maps for link in links(one, random.Random(9), _TURNED_JUDGED)]
    attacks = np.array([attack for *_, attack in rows])
    print(f"{name}: {len(rows)} links within posts, {attacks.sum()} attacks")
    said = {
        "one cue": np.array([but(seen) for _, seen, _ in rows]),
        "weighed": np.array([squash(weigh(concessions.WEIGHTS, seen)) for _, seen, _ in rows]),
    }
    for how, chances in said.items():
        taken = chances >= concessions.LEAST
        counts = [(t, [float(a and x), float(a), float(x)]) for (t, *_), a, x in zip(rows, attacks, taken, strict=True)]
        scores = [(t, [chance, float(attack)]) for (t, _, attack), chance in zip(rows, chances, strict=True)]
        area = stats.clustered(scores, stats.auc)
        print(
            f"  {how}: area {area}, F1 {stats.clustered(counts, stats.f1)},"
            f" {(attacks & taken).sum()} of {attacks.sum()} found, {(taken & ~attacks).sum()} false"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", action="store_true", help="fit anew and print the weights")
    asked = parser.parse_args()
    data = Path(os.environ["ARGMAP_DATA"])
    if asked.weights:
        corpora = Path(os.environ.get("ARGMAP_CORPORA", data / "corpora"))
        print(fitted([one for _, one in labelled.maps(_LABELS, corpora, data)]))
    for name in ("gold-train", "gold"):
        table(name, [(title, one) for title, one, _ in gold_maps(data / name)])


if __name__ == "__main__":
    main()
