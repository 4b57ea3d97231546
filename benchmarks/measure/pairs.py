"""Support or attack, gold pairs across posts given; and whether the parent is read or only the tone of the reply."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.nlp.classifier import Passage
from argmap.nlp.models import Models
from argmap.train.arguments.examples import signed
from measure import cmv, stats
from measure.figures import Figure
from measure.maps import gold_maps
from measure.probes import Probe, Text

GOLD, CMV = "sign of gold pairs across posts", "sign of CMV pairs across turns"
ALWAYS = "always attack"
_SHUFFLES = 8
_FREE = ((None, None), (None, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A reply's component and the one it speaks to; `group` is the map or thread they are from."""

    reply: str
    parent: str
    attack: bool
    group: str


def gold_pairs(folder: Path) -> list[Signed]:
    return [pair for title, gold, _ in gold_maps(folder) for pair in _signed(title, gold)]


def cmv_pairs(corpora: Path) -> list[Signed]:
    """Return the pairs of every thread, those of an opening post that comes with several files once."""
    found = {(pair.reply, pair.parent): pair for one in cmv.threads(corpora) for pair in _signed(one.thread, one.turns)}
    return list(found.values())


def gold_signs(gold: Path, train: Path, systems: Mapping[str, Models], probes: Mapping[str, Probe]) -> Iterator[Figure]:
    pairs = gold_pairs(gold)
    yield from _figures(GOLD, ALWAYS, pairs, [1.0] * len(pairs), ((0.64, 0.68), (0.66, 0.70)))
    for name, slots in systems.items():
        yield from _figures(GOLD, name, pairs, chances(pairs, slots), ((0.64, 0.68), (0.66, 0.70)))
        yield _parent_use(name, pairs, slots)
        if name != "rules":
            alone = [replace(pair, parent="") for pair in pairs]
            other = _shuffled(pairs, random.Random(0))
            yield from _figures(GOLD, f"{name}, reply only", pairs, chances(alone, slots), _FREE)
            yield from _figures(GOLD, f"{name}, shuffled parent", pairs, chances(other, slots), _FREE)
    lessons = gold_pairs(train)
    for name, probe in probes.items():
        guessed = probe(_texts(lessons), [p.attack for p in lessons], _texts(pairs))[:, 1]
        yield from _figures(GOLD, name, pairs, list(guessed), ((0.64, 0.68), (0.66, 0.70)))


def cmv_signs(corpora: Path, systems: Mapping[str, Models], probes: Mapping[str, Probe]) -> Iterator[Figure]:
    pairs = cmv_pairs(corpora)
    goals = ((0.63, 0.68), (None, None))
    yield from _figures(CMV, ALWAYS, pairs, [1.0] * len(pairs), goals)
    for name, slots in systems.items():
        yield from _figures(CMV, f"{name}, zero-shot", pairs, chances(pairs, slots), goals)
    for name, probe in probes.items():
        yield from _figures(CMV, f"{name}, five folds", pairs, _cross(pairs, probe), goals)


def chances(pairs: Sequence[Signed], slots: Models) -> list[float]:
    judged = slots.relations.classify([Passage(text=p.reply, above=p.parent) for p in pairs])
    return [scores["attack"] for scores in judged]


def _cross(pairs: Sequence[Signed], probe: Probe) -> list[float]:
    sizes: dict[str, int] = {}
    for pair in pairs:
        sizes[pair.group] = sizes.get(pair.group, 0) + 1
    home = stats.folds(sizes)
    found = [0.0] * len(pairs)
    for fold in range(5):
        asked = [at for at, p in enumerate(pairs) if home[p.group] == fold]
        lessons = [p for p in pairs if home[p.group] != fold]
        guessed = probe(_texts(lessons), [p.attack for p in lessons], _texts([pairs[at] for at in asked]))[:, 1]
        for at, chance in zip(asked, guessed, strict=True):
            found[at] = float(chance)
    return found


def _figures(
    stage: str,
    system: str,
    pairs: Sequence[Signed],
    guessed: Sequence[float],
    goals: Sequence[tuple[float | None, float | None]],
) -> Iterator[Figure]:
    rows = [(_cluster(p), [chance >= 0.5, p.attack]) for p, chance in zip(pairs, guessed, strict=True)]
    for (row, statistic), (wanted, aim) in zip(
        (("macro-F1", stats.macro_f1), ("accuracy", stats.accuracy)), goals, strict=True
    ):
        value = stats.clustered(rows, statistic)
        yield Figure(stage=stage, row=row, system=system, value=value, wanted=wanted, aim=aim)
    value = stats.clustered([(_cluster(p), [c, p.attack]) for p, c in zip(pairs, guessed, strict=True)], stats.auc)
    yield Figure(stage=stage, row="AUC", system=system, value=value)


def _parent_use(system: str, pairs: Sequence[Signed], slots: Models) -> Figure:
    """Return macro-F1 with the true parent minus the mean of that with parents shuffled within their map."""
    chance = random.Random(0)
    columns = [chances(pairs, slots)]
    for _ in range(_SHUFFLES):
        columns.append(chances(_shuffled(pairs, chance), slots))
    rows = [
        (_cluster(pair), [*(column[at] >= 0.5 for column in columns), pair.attack]) for at, pair in enumerate(pairs)
    ]

    def gain(numbers: stats.Array) -> float:
        each = [stats.macro_f1(numbers[:, [at, -1]]) for at in range(len(columns))]
        return each[0] - sum(each[1:]) / _SHUFFLES

    value = stats.clustered(rows, gain)
    return Figure(stage=GOLD, row="true minus shuffled parent", system=system, value=value, wanted=0.08, aim=0.15)


def _shuffled(pairs: Sequence[Signed], chance: random.Random) -> list[Signed]:
    found = list(pairs)
    for group in dict.fromkeys(p.group for p in pairs):
        homes = [at for at, p in enumerate(pairs) if p.group == group]
        others = chance.sample(homes, len(homes))
        for at, other in zip(homes, others, strict=True):
            found[at] = replace(pairs[at], parent=pairs[other].parent)
    return found


def _signed(group: str, gold: ArgumentMap) -> Iterator[Signed]:
    for pair in signed(gold, "gold"):
        yield Signed(reply=pair.reply, parent=pair.parent, attack=pair.label != "support", group=group)


def _cluster(pair: Signed) -> tuple[str, str]:
    return pair.group, pair.reply


def _texts(pairs: Sequence[Signed]) -> list[Text]:
    return [(p.reply, p.parent) for p in pairs]
