"""Which predicted component is which gold one: one to one, by the words both cover."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from argmap.argument import ArgumentMap
from argmap.evaluate.align import Alignment, align

LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two maps of one source, aligned; `pairs` leads from a predicted component to its gold one."""

    gold: ArgumentMap
    predicted: ArgumentMap
    alignment: Alignment
    pairs: Mapping[str, str]

    def gold_unit(self, component: str) -> int:
        """Return the unit (see Alignment) in which a gold component begins."""
        return self.alignment.units[min(self.alignment.gold[component])]

    def predicted_unit(self, component: str) -> int:
        """Return the unit (see Alignment) in which a predicted component begins."""
        return self.alignment.units[min(self.alignment.predicted[component])]


def compare(gold: ArgumentMap, predicted: ArgumentMap) -> Comparison:
    """Align two maps of the same source and match their components."""
    alignment = align(gold, predicted)
    pairs = match(alignment.gold, alignment.predicted)
    return Comparison(gold=gold, predicted=predicted, alignment=alignment, pairs=pairs)


def match(gold: Mapping[str, frozenset[int]], predicted: Mapping[str, frozenset[int]]) -> dict[str, str]:
    """Match predicted sets of words to gold ones with an overlap of at least 0.5, the best overlap first.

    Ties go by position. Where the components of each side do not overlap each other, no other choice could
    match more than by a tie at exactly 0.5.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for theirs, ours in _candidates(gold, predicted):
        if theirs not in pairs and ours not in taken:
            pairs[theirs] = ours
            taken.add(ours)
    return pairs


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the words in both over the words in either, 0 to 1."""
    return len(one & other) / len(one | other)


def originals(argument_map: ArgumentMap) -> dict[str, str]:
    """Lead every quoted copy to its original, through copies of copies, and others to themselves."""
    quoted = {component.id: component.quote_of for component in argument_map.components}
    found = {}
    for name in quoted:
        chain, at = [name], quoted[name]
        while at is not None and at not in chain:
            chain.append(at)
            at = quoted[at]
        found[name] = chain[-1]
    return found


def _candidates(gold: Mapping[str, frozenset[int]], predicted: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    homes: dict[int, list[str]] = defaultdict(list)
    for name, tokens in gold.items():
        for token in tokens:
            homes[token].append(name)
    ranked = []
    for theirs, tokens in predicted.items():
        for ours in dict.fromkeys(name for token in sorted(tokens) for name in homes.get(token, ())):
            share = overlap(gold[ours], tokens)
            if share >= LEAST_OVERLAP:
                either = gold[ours] | tokens
                ranked.append(((-share, min(either), max(either)), (theirs, ours)))
    return [pair for _, pair in sorted(ranked, key=lambda item: item[0])]
