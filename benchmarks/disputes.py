"""Score disputes: `python benchmarks/disputes.py GOLD... [--quiet FILE...] [--shuffled FILE...]`.

GOLD are folders of `name.json` (hand-made) beside `name.txt`. The weights of how likely a dispute is one are fitted
anew for every source on all others and on the quiet threads, so that no map is scored with weights that it helped to
fit; of two folders the last one fits nothing. `--as-shipped` takes the weights of the package instead. A line is no
dispute where less than half of its claims lie in one of gold's. QUIET are threads in which nothing is disputed: every
dispute found there is false. SHUFFLED are threads whose source says who answers whom: posts are put in another order,
authors renamed, and the whole pipeline is run again.
"""

import argparse
import os
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.discussion import Discussion
from argmap.disputes import disputes
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import Formula, Row, total
from argmap.evaluate.disputes import dispute_scores, is_one
from argmap.evaluate.match import compare
from argmap.native import load
from argmap.pipeline import argue, map_sources
from argmap.read import read_text
from argmap.train.disputes import Rows, fitted, rows

SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--quiet", nargs="*", type=Path, default=[])
    parser.add_argument("--shuffled", nargs="*", type=Path, default=[])
    parser.add_argument("--as-shipped", action="store_true")
    asked = parser.parse_args()
    pairs = {path: load(path.read_text("utf-8")) for folder in asked.gold for path in sorted(folder.glob("*.json"))}
    made = {path: map_sources([str(text_of(path, gold))]) for path, gold in pairs.items()}
    peace = {path: map_sources([str(path)]) for path in asked.quiet}
    learned = {path: rows(made[path], gold) for path, gold in pairs.items()} | {
        p: rows(m, None) for p, m in peace.items()
    }
    scored = {path: ranked(one, weights(path, learned, asked)) for path, one in (made | peace).items()}
    for folder in asked.gold:
        here = [path for path in pairs if path.parent == folder and pairs[path].disputes]
        told(f"{folder.name}: recall at 10", [recall(pairs[path], scored[path]) for path in here], mean)
        told(f"{folder.name}: of ten lines no dispute", [wrong(pairs[path], scored[path]) for path in here], ratio(10))
    none = [(float(len(scored[p].disputes)), float(len(scored[p].posts()))) for p in pairs if not pairs[p].disputes]
    none += [(float(len(scored[p].disputes)), float(len(scored[p].posts()))) for p in peace]
    if none:
        told("quiet threads: found in 100 posts", none, ratio(100))
    if asked.shuffled:
        told("shuffled and renamed: the same, of 1", [same(path) for path in asked.shuffled], ratio(1))


def text_of(path: Path, gold: ArgumentMap) -> Path:
    source = gold.discussions[0].source
    named = [
        path.with_suffix(".txt"),
        path.parent / source,
        Path(os.environ.get("ARGMAP_DATA", ".")) / "seeds" / source,
    ]
    return next(p for p in named if p.is_file())


def weights(path: Path, learned: Mapping[Path, Rows], asked: argparse.Namespace) -> Mapping[str, float] | None:
    """Return the weights fitted without the source of `path`; of the last folder, which fits nothing, on all others."""
    if asked.as_shipped:
        return None
    shown = asked.gold[-1] if len(asked.gold) > 1 else None
    return fitted(found for p, found in learned.items() if p.parent != shown and source_of(p) != source_of(path))


def source_of(path: Path) -> str:
    """Return the site or collection that a thread is from: the letters that begin its name."""
    return path.stem if path.stem.startswith("article") else re.split(r"[\d_-]", path.stem)[0] or path.stem


def ranked(made: ArgumentMap, with_weights: Mapping[str, float] | None) -> ArgumentMap:
    return disputes(replace(made, disputes=()), weights=with_weights)


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
