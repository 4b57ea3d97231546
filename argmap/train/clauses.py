"""Weights of `cuts.py`: fitted on where components that people marked begin and end within parsed sentences."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.cuts import contents, places
from argmap.nlp.syntax import Sentence, load_syntax
from argmap.parse import Parsed, parse, sentences
from argmap.train.corpora import cmv, mapped
from argmap.train.logistic import Seen, fit

Rows = list[tuple[Seen, bool]]
PULL = 10.0
MARKED, READ = 1.0, 0.5
FEWEST = 5


def train_clauses(corpora: Path, gold: Path, path: Path, *, say: Callable[[str], None]) -> None:
    """Fit the weights on CMV-modes in `corpora` and the maps of the folder `gold`, and write them."""
    syntax = load_syntax()
    threads, own = (
        [rows(one, parse(one.discussions, syntax)) for _, one in found]
        for found in (cmv.threads(corpora / "cmv-modes"), mapped.maps(gold))
    )
    say(f"{sum(map(len, threads + own))} places, {sum(cut for found in threads + own for _, cut in found)} cut")
    path.write_text(json.dumps(fitted(threads, own), indent=0, sort_keys=True) + "\n", encoding="utf-8")


def fitted(threads: Iterable[Rows], own: Iterable[Rows]) -> dict[str, float]:
    """Return the weights of what is seen often enough; in hand-made maps much is no component: they count less."""
    every: Rows = []
    counts: list[float] = []
    for group, count in ((threads, MARKED), (own, READ)):
        for found in group:
            every += found
            counts += [count] * len(found)
    often = Counter(name for seen, _ in every for name in seen)
    known = [({name: value for name, value in seen.items() if often[name] >= FEWEST}, cut) for seen, cut in every]
    return fit(known, counts=counts, pull=PULL)


def rows(known: ArgumentMap, parsed: Parsed) -> Rows:
    """Return what is seen at each place where a sentence may be cut, and whether a component has its edge there."""
    marked: dict[str, list[tuple[int, int]]] = {}
    for component in known.components:
        if component.quote_of is None:
            marked.setdefault(component.post, []).append((component.start, component.end))
    return [
        row for post, found in sentences(parsed).items() for one in found for row in _rows(one, marked.get(post, ()))
    ]


def _rows(sentence: Sentence, marked: Iterable[tuple[int, int]]) -> Rows:
    tokens = sentence.tokens
    if not tokens[0].pos:
        return []
    inside = [(start, end) for start, end in marked if start < sentence.end and end > sentence.start]
    starts = [next(at for at, t in enumerate(tokens) if t.end > a) for a, _ in inside if a > sentence.start]
    ends = [next(at for at, t in enumerate(tokens) if t.start >= b) for _, b in inside if b <= tokens[-1].start]
    content = contents(tokens)
    edges = {content[at] for at in (*starts, *ends)}
    return [(seen, content[at] in edges) for at, seen in places(tokens)]
