"""Score disputes: `python benchmarks/disputes.py [GOLD...] [--apart] [--quiet FILE...] [--shuffled FILE...]`.

GOLD are folders of `name.json` (hand-made) beside `name.txt`; `--apart` scores the maps that are kept apart from all
training (it needs ARGMAP_CORPORA and ARGMAP_DATA; who answers whom is told there). A line is no dispute where less than
half of its claims lie in one of gold's. QUIET are threads in which nothing is disputed: every dispute found there is
false. SHUFFLED are threads whose source says who answers whom: posts are put in another order, authors renamed, and the
whole pipeline is run again.
"""

import argparse
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.discussion import Discussion
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import Formula, Row, total
from argmap.evaluate.disputes import dispute_scores, is_one
from argmap.evaluate.match import compare
from argmap.native import load
from argmap.pipeline import argue, map_sources
from argmap.read import read_text
from argmap.train.arguments.weights import apart

SEED = 1
LABELS = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--quiet", nargs="*", type=Path, default=[])
    parser.add_argument("--shuffled", nargs="*", type=Path, default=[])
    asked = parser.parse_args()
    peace = [map_sources([str(path)]) for path in asked.quiet]
    none = list(peace)
    for folder in asked.gold:
        pairs = {path: load(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
        made = {path: map_sources([str(text_of(path, gold))]) for path, gold in pairs.items()}
        tell(folder.name, [(gold, made[path]) for path, gold in pairs.items() if gold.disputes])
        none += [made[path] for path, gold in pairs.items() if not gold.disputes]
    if asked.apart:
        tell("kept apart", [pair for pair in kept_apart() if pair[0].disputes])
    if none:
        rows = [(float(len(one.disputes)), float(len(one.posts()))) for one in none]
        told("quiet threads: found in 100 posts", rows, ratio(100))
    if asked.shuffled:
        told("shuffled and renamed: the same, of 1", [same(path) for path in asked.shuffled], ratio(1))


def tell(name: str, pairs: Sequence[tuple[ArgumentMap, ArgumentMap]]) -> None:
    told(f"{name}: recall at 10", [recall(gold, made) for gold, made in pairs], mean)
    told(f"{name}: of ten lines no dispute", [wrong(gold, made) for gold, made in pairs], ratio(10))


def kept_apart() -> list[tuple[ArgumentMap, ArgumentMap]]:
    """Return each map that is kept apart, and the map of its text."""
    known = apart(Path(os.environ["ARGMAP_CORPORA"]), Path(os.environ["ARGMAP_DATA"]), LABELS)
    return [(one, argue(one.discussions)) for one in known.values()]


def text_of(path: Path, gold: ArgumentMap) -> Path:
    source = gold.discussions[0].source
    named = [
        path.with_suffix(".txt"),
        path.parent / source,
        Path(os.environ.get("ARGMAP_DATA", ".")) / "seeds" / source,
    ]
    return next(p for p in named if p.is_file())


def recall(gold: ArgumentMap, predicted: ArgumentMap) -> Row:
    score = dispute_scores(compare(gold, predicted))[1]
    return (score.value or 0.0, 1.0)


def wrong(gold: ArgumentMap, predicted: ArgumentMap) -> Row:
    comparison, first = compare(gold, predicted), predicted.disputes[:10]
    return (float(sum(not is_one(d, comparison) for d in first)), float(len(first)))


def same(path: Path) -> Row:
    """Return how many disputes are the same after shuffling and renaming, and how many there are in either."""
    read = read_text(path.read_text("utf-8"), source=path.name)
    order = list(range(len(read.posts)))
    random.Random(SEED).shuffle(order)
    other = argue([shuffled(read, order)])
    one = argue([read])
    before = named(one, {post.id: str(at) for at, post in enumerate(one.posts().values())})
    after = named(other, {post.id: str(order[at]) for at, post in enumerate(other.posts().values())})
    return (float(len(before & after)), float(len(before | after)))


def shuffled(read: Discussion, order: Sequence[int]) -> Discussion:
    names = {a: f"writer{at}" for at, a in enumerate(sorted({p.author for p in read.posts if p.author}, reverse=True))}
    posts = [replace(read.posts[at], author=names.get(read.posts[at].author or "")) for at in order]
    return replace(read, posts=tuple(posts))


def named(made: ArgumentMap, place: Mapping[str, str]) -> set[tuple[frozenset[str], frozenset[str]]]:
    components = made.by_id()

    def names(claims: Sequence[str]) -> frozenset[str]:
        return frozenset(f"{place[components[c].post]}:{components[c].start}-{components[c].end}" for c in claims)

    return {(names(d.claims_for), names(d.claims_against)) for d in made.disputes}


def mean(row: Row) -> float | None:
    return row[0] / row[1] if row and row[1] else None


def ratio(times: float) -> Formula:
    return lambda row: times * row[0] / row[1] if row and row[1] else None


def told(what: str, counts: Sequence[Row], formula: Formula) -> None:
    low, high = interval(counts, formula) or (float("nan"), float("nan"))
    print(f"{what:<40} {formula(total(counts)):.3f} ({low:.3f} to {high:.3f}) on {len(counts)} threads", flush=True)


if __name__ == "__main__":
    main()
