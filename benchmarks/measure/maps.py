"""Raw text in, map out: components and relations against gold, beside the trivial mapper; CMV and real threads."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from argmap.argument import ArgumentMap, RelationKind
from argmap.evaluate import baseline, evaluate, pool
from argmap.evaluate.match import compare
from argmap.evaluate.relations import Edge, gold_edges, predicted_edges
from argmap.native import load
from argmap.nlp.models import Models
from argmap.pipeline import argue
from argmap.read import read_text
from measure import cmv, stats
from measure.figures import Figure

Keep = Callable[[Edge], bool]
KINDS: Mapping[str, Keep] = {
    "relations": lambda edge: True,
    "across posts": lambda edge: edge.crosses,
    "attacks": lambda edge: edge.kind is RelationKind.ATTACK,
}
TRIVIAL = "trivial mapper"
_CMV = {"relations": (0.20, 0.30), "across posts": (0.15, 0.25), "attacks": (0.15, 0.25)}
_GOLD = {"components": (0.82, 0.88), "relations": (0.27, 0.36), "across posts": (0.25, 0.40)}
_RELATIONS = 3 * len(KINDS)
_OTHERS = {
    "component_exact_f1": "components, exact",
    "token_f1": "tokens in components",
    "kind_f1": "claim or premise, macro-F1",
    "relation_untyped_f1": "relations without kind",
    "parent_accuracy": "parent accuracy",
    "disputes_recall_5": "disputes, recall at 5",
    "disputes_recall_10": "disputes, recall at 10",
    "canonical_f1": "canonical claims, content words F1",
}


def gold_maps(folder: Path) -> Iterator[tuple[str, ArgumentMap, str]]:
    """Yield name, gold map and source text of each hand-made map."""
    for path in sorted(folder.glob("*.json")):
        gold = load(path.read_text(encoding="utf-8"), where=path.name)
        named = path.parent / gold.discussions[0].source
        seeds = Path(os.environ.get("ARGMAP_DATA", ".")) / "seeds" / named.name
        source = next(p for p in (path.with_suffix(".txt"), named, seeds) if p.is_file())
        yield path.stem, gold, source.read_text(encoding="utf-8")


def counts(gold: ArgumentMap, predicted: ArgumentMap) -> list[float]:
    """Return (right, gold, predicted) of each kind of relation, the same of components, false edges and posts."""
    comparison = compare(gold, predicted)
    ours, theirs = gold_edges(comparison), predicted_edges(comparison)
    found: list[float] = []
    for keep in KINDS.values():
        a, b = frozenset(filter(keep, ours)), frozenset(filter(keep, theirs))
        found += [len(a & b), len(a), len(b)]
    alignment = comparison.alignment
    found += [len(comparison.pairs), len(alignment.gold), len(alignment.predicted)]
    return [*found, len(theirs - ours), len(gold.posts())]


def cmv_maps(corpora: Path, systems: Mapping[str, Models], *, unseen: bool) -> Iterator[Figure]:
    rows: dict[str, list[tuple[str, list[float]]]] = {name: [] for name in (TRIVIAL, *systems)}
    for one in cmv.threads(corpora):
        rows[TRIVIAL].append((one.thread, counts(one.gold, baseline(one.gold, true_parents=True))))
        for name, slots in systems.items():
            made = argue([read_text(one.text, source=one.gold.discussions[0].source)], slots)
            rows[name].append((one.thread, counts(one.gold, made)))
    stage = "CMV-modes, raw thread in, map out"
    for name, found in rows.items():
        clean = unseen or name in (TRIVIAL, "rules")
        yield from relation_figures(stage, name, found, _CMV, stats.f1, unseen=clean)
        yield from _sizes(stage, name, found, unseen=clean)
        if name != TRIVIAL:
            paired = [(c, [*a, *b]) for (c, a), (_, b) in zip(found, rows[TRIVIAL], strict=True)]
            yield _above(stage, name, paired, unseen=clean)


def apart_maps(known: Mapping[str, ArgumentMap], systems: Mapping[str, Models]) -> Iterator[Figure]:
    """Yield figures of whole maps of texts kept apart from training; who answers whom is told."""
    argued = {name: one for name, one in known.items() if one.relations}
    for what, single in (("threads", False), ("single texts", True)):
        stage = f"kept apart: {what} (mean over maps)"
        here = {name: one for name, one in argued.items() if (len(one.posts()) == 1) is single}
        kinds = [kind for kind in KINDS if not (single and kind == "across posts")]
        for system in (TRIVIAL, *systems):
            found = [(name, counts(one, _made(one, systems.get(system)))) for name, one in here.items()]
            sizes = [(c, row[_RELATIONS : _RELATIONS + 3]) for c, row in found]
            yield Figure(stage=stage, row="components", system=system, value=stats.clustered(sizes, stats.mean_f1))
            figures = [*relation_figures(stage, system, found, {}, stats.mean_f1), *_sizes(stage, system, found)]
            yield from (figure for figure in figures if figure.row not in KINDS or figure.row in kinds)


def apart_claims(
    claimed: Iterable[tuple[ArgumentMap, Mapping[str, str]]], systems: Mapping[str, Models]
) -> Iterator[Figure]:
    """Yield how near the canonical claims of texts kept apart are to those written by hand; components are found."""
    told = [
        replace(one, components=tuple(replace(c, canonical=said.get(c.id)) for c in one.components))
        for one, said in claimed
    ]
    for system in (TRIVIAL, *systems):
        pairs = [(one, _made(one, systems.get(system))) for one in told]
        yield from _others("kept apart: canonical claims", system, pairs, ("canonical_f1",))


def _made(gold: ArgumentMap, slots: Models | None) -> ArgumentMap:
    return argue(gold.discussions, slots) if slots else baseline(gold, true_parents=True)


def gold_raw(folder: Path, systems: Mapping[str, Models]) -> Iterator[Figure]:
    made: dict[str, list[tuple[str, ArgumentMap, ArgumentMap]]] = {name: [] for name in (TRIVIAL, *systems)}
    for title, gold, text in gold_maps(folder):
        made[TRIVIAL].append((title, gold, baseline(gold)))
        for name, slots in systems.items():
            made[name].append((title, gold, argue([read_text(text, source=gold.discussions[0].source)], slots)))
    stage = "gold of real threads, raw text in (mean over maps)"
    for name, maps in made.items():
        found = [(title, counts(gold, one)) for title, gold, one in maps]
        sizes = [(c, row[_RELATIONS : _RELATIONS + 3]) for c, row in found]
        wanted, aim = _GOLD["components"]
        value = stats.clustered(sizes, stats.mean_f1)
        yield Figure(stage=stage, row="components", system=name, value=value, wanted=wanted, aim=aim)
        yield from relation_figures(stage, name, found, _GOLD, stats.mean_f1)
        yield from _sizes(stage, name, found)
        yield from _others(stage, name, [(gold, one) for _, gold, one in maps])


def _others(
    stage: str, system: str, maps: Sequence[tuple[ArgumentMap, ArgumentMap]], names: Iterable[str] = _OTHERS
) -> Iterator[Figure]:
    """Yield what `argmap evaluate` says besides, of what is in `names`."""
    scores = pool([evaluate(gold, one) for gold, one in maps]).by_name()
    for name in names:
        one = scores[name]
        if one.value is not None:
            value = stats.Value(value=one.value, low=one.low, high=one.high, n=len(maps))
            yield Figure(stage=stage, row=_OTHERS[name], system=system, value=value)


def relation_figures(
    stage: str,
    system: str,
    found: Sequence[tuple[str, Sequence[float]]],
    goals: Mapping[str, tuple[float, float]],
    statistic: stats.Statistic,
    *,
    unseen: bool = True,
) -> Iterator[Figure]:
    """Yield a figure for each kind of relation, of rows as `counts` makes them."""
    for at, kind in enumerate(KINDS):
        wanted, aim = goals.get(kind, (None, None))
        value = stats.clustered([(c, row[3 * at : 3 * at + 3]) for c, row in found], statistic)
        yield Figure(stage=stage, row=kind, system=system, value=value, wanted=wanted, aim=aim, unseen=unseen)


def _sizes(
    stage: str, system: str, found: Sequence[tuple[str, Sequence[float]]], *, unseen: bool = True
) -> Iterator[Figure]:
    for row, part, whole in (
        ("relations, precision", 0, 2),
        ("relations, recall", 0, 1),
        ("false edges a post", -2, -1),
    ):
        value = stats.clustered([(c, [numbers[part], numbers[whole]]) for c, numbers in found], stats.ratio)
        yield Figure(stage=stage, row=row, system=system, value=value, unseen=unseen)


def _above(stage: str, system: str, paired: Sequence[tuple[str, Sequence[float]]], *, unseen: bool) -> Figure:
    width = len(paired[0][1]) // 2
    rows = [(c, [*row[:3], *row[width : width + 3]]) for c, row in paired]
    value = stats.clustered(rows, stats.difference(stats.f1, 3))
    row = "relations, above the trivial mapper"
    return Figure(stage=stage, row=row, system=system, value=value, wanted=0.06, unseen=unseen)
