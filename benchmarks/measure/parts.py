"""The parts of the components stage: is a unit a component, is a component a claim, and are the chances honest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from argmap.argument import Kind
from argmap.components import passages
from argmap.evaluate.match import compare
from argmap.evaluate.relations import gold_edges, predicted_edges
from argmap.nlp.models import Models
from argmap.nlp.syntax import Parser
from argmap.pipeline import argue
from argmap.read import read_text
from argmap.train.arguments.examples import matched
from measure import stats
from measure.figures import Figure
from measure.given import claim_chances, marked, own_units
from measure.maps import gold_maps
from measure.probes import Probe

STAGE = "components: found, and claim or premise"
CALIBRATION = "calibration (ECE, ten bins)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A passage of a hand-made map with what gold says of it; `cluster` is its post."""

    text: str
    label: bool
    cluster: str


def units_of(folder: Path, syntax: Parser) -> list[Labelled]:
    """Return argmap's own units, quoted ones left out, each with whether a gold component is there."""
    found = []
    for title, gold, _ in gold_maps(folder):
        units = own_units(marked(gold), syntax)
        homes = set(matched(gold.components, [(u.post, u.start, u.end) for u in units]).values())
        found += [
            Labelled(text=u.text, label=at in homes, cluster=f"{title}/{u.post}")
            for at, u in enumerate(units)
            if not u.quoted
        ]
    return found


def components_of(folder: Path) -> list[Labelled]:
    """Return gold components, quoted copies left out, each with whether it is a claim."""
    return [
        Labelled(text=c.text, label=c.kind is Kind.CLAIM, cluster=f"{title}/{c.post}")
        for title, gold, _ in gold_maps(folder)
        for c in gold.components
        if not c.quote_of
    ]


def parts(gold: Path, train: Path, systems: Mapping[str, Models], probes: Mapping[str, Probe]) -> Iterator[Figure]:
    known = components_of(gold)
    for name, slots in systems.items():
        units = units_of(gold, slots.syntax)
        yield from _figures(name, units, _component_chances(gold, slots), known, _claim_chances(gold, slots))
    syntax = [slots.syntax for slots in systems.values()][-1]
    units, lessons, kinds = units_of(gold, syntax), units_of(train, syntax), components_of(train)
    for name, probe in probes.items():
        yield from _figures(name, units, _probed(probe, lessons, units), known, _probed(probe, kinds, known))


def _figures(
    system: str,
    units: Sequence[Labelled],
    found: Sequence[float],
    known: Sequence[Labelled],
    claims: Sequence[float],
) -> Iterator[Figure]:
    rows = [(u.cluster, [chance, u.label]) for u, chance in zip(units, found, strict=True)]
    kinds = [(k.cluster, [chance >= 0.5, k.label]) for k, chance in zip(known, claims, strict=True)]
    chances = [(k.cluster, [chance, k.label]) for k, chance in zip(known, claims, strict=True)]
    yield _figure("a unit is a component, AUC", system, rows, stats.auc, 0.82, 0.87)
    yield _figure("claim or premise, accuracy", system, kinds, stats.accuracy, 0.79, 0.84)
    yield _figure("claim or premise, AUC", system, chances, stats.auc, None, None)
    for row, numbers, wanted in (("components", rows, 0.06), ("claim or premise", chances, None)):
        yield Figure(
            stage=CALIBRATION,
            row=row,
            system=system,
            value=stats.clustered(numbers, stats.ece),
            wanted=wanted,
            aim=wanted and 0.04,
            lower_is_better=True,
        )


def calibrated_relations(folder: Path, systems: Mapping[str, Models]) -> Iterator[Figure]:
    """Yield the calibration error of the confidences that relations of whole maps carry."""
    for name, slots in systems.items():
        rows = []
        for title, gold, text in gold_maps(folder):
            made = argue([read_text(text, source=gold.discussions[0].source)], slots)
            comparison = compare(gold, made)
            right = gold_edges(comparison)
            for edge, relation in _edges(comparison, made):
                rows.append((f"{title}/{relation.source.rpartition(':')[0]}", [relation.confidence, edge in right]))
        value = stats.clustered(rows, stats.ece)
        yield Figure(
            stage=CALIBRATION, row="relations", system=name, value=value, wanted=0.06, aim=0.04, lower_is_better=True
        )


def _edges(comparison, made):  # noqa: ANN001, ANN202
    from dataclasses import replace

    for relation in made.relations:
        alone = replace(made, relations=(relation,), disputes=())
        for edge in predicted_edges(replace(comparison, predicted=alone)):
            yield edge, relation


def _component_chances(folder: Path, slots: Models) -> list[float]:
    found = []
    for _, gold, _ in gold_maps(folder):
        units = own_units(marked(gold), slots.syntax)
        judged = slots.components.classify(list(passages(units)))
        found += [scores["component"] for u, scores in zip(units, judged, strict=True) if not u.quoted]
    return found


def _claim_chances(folder: Path, slots: Models) -> list[float]:
    found = []
    for _, gold, _ in gold_maps(folder):
        chances = claim_chances(marked(gold), slots)
        found += [chances[c.id] for c in gold.components if not c.quote_of]
    return found


def _probed(probe: Probe, lessons: Sequence[Labelled], asked: Sequence[Labelled]) -> list[float]:
    found = probe(
        [(one.text, "") for one in lessons], [one.label for one in lessons], [(one.text, "") for one in asked]
    )
    return [chances[1] for chances in found]


def _figure(row, system, rows, statistic, wanted, aim) -> Figure:  # noqa: ANN001
    value = stats.clustered(rows, statistic)
    return Figure(stage=STAGE, row=row, system=system, value=value, wanted=wanted, aim=aim)
