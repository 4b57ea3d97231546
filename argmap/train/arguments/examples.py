"""Maps become examples: the units argmap cuts itself, what each is, and which of the pairs it weighs are links."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from argmap import clues, relations
from argmap.argument import ArgumentMap, Component, Relation
from argmap.components import components
from argmap.discussion import Unit
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import ComponentRules, weigh
from argmap.parse import parse
from argmap.segment import segment
from argmap.train.corpora import Pair

LEAST_OVERLAP = 0.5
_Placed = TypeVar("_Placed", Unit, Component)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The candidates of one source: where they stand in the document, what the rules weigh, which are links."""

    source: int
    targets: tuple[int, ...]
    weighed: tuple[float, ...]
    linked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Soft:
    """What teachers say of a document, as arrays of chances, 0 to 1.

    `component` and `claim` have a chance for each unit; `within` and `across` a row for each of the example's links,
    a chance for each candidate, and the last for none of them.
    """

    component: Any
    claim: Any
    within: Any
    across: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document: rows of units and rows of components with their labels; `""` is none, `"?"` unknown.

    Where `soft` is there, it is learnt instead of the labels.
    """

    name: str
    corpus: str
    units: tuple[tuple[str, ...], ...]
    unit_labels: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    part_labels: tuple[str, ...]
    part_units: tuple[int, ...]
    within: tuple[Links, ...]
    across: tuple[Links, ...]
    pairs: tuple[Pair, ...] = ()
    soft: Soft | None = None


def example(name: str, corpus: str, gold: ArgumentMap) -> Example:
    """Return the example that a map with gold components and relations makes."""
    units = segment(gold.discussions, parse(gold.discussions, syntax_model()))
    found = components(units, gold.discussions, ComponentRules())
    scene = clues.scene_of(found, gold.discussions)
    ours = matched(gold.components, [(c.post, c.start, c.end) for c in found])
    homes = matched(gold.components, [(u.post, u.start, u.end) for u in units])
    kinds = {at: gold.by_id()[known].kind.value for known, at in ours.items()}
    cut = {at: gold.by_id()[known].kind.value for known, at in homes.items()}
    links = linked(gold, {known: found[at].id for known, at in ours.items()})
    order = {c.id: at for at, c in enumerate(found)}
    return Example(
        name=name,
        corpus=corpus,
        units=tuple(tuple(u.text for u in row) for row in _rows(units)),
        unit_labels=tuple("?" if u.quoted else cut.get(at, "") for at, u in enumerate(units)),
        parts=tuple(tuple(f"{scene.leads[c.id]} {c.text}".strip() for c in row) for row in _rows(found)),
        part_labels=tuple("?" if c.quoted else kinds.get(at, "") for at, c in enumerate(found)),
        part_units=tuple(unit_of(c, units) for c in found),
        within=tuple(_links(found, clues.within_pairs, relations.RULES.within, scene, order, links)),
        across=tuple(_links(found, clues.across_pairs, relations.RULES.across, scene, order, links)),
        pairs=tuple(signed(gold, corpus)),
    )


def matched(gold: Sequence[Component], spans: Sequence[tuple[str, int, int]]) -> dict[str, int]:
    """Return for each gold component the span of its post it overlaps most, where that is half of both at least."""
    by_post: dict[str, list[int]] = {}
    for at, (post, _, _) in enumerate(spans):
        by_post.setdefault(post, []).append(at)
    found = {}
    for known in gold:
        scored = [(_overlap(known, *spans[at][1:]), -at) for at in by_post.get(known.post, ())]
        best, at = max(scored, default=(0.0, 0))
        if best >= LEAST_OVERLAP:
            found[known.id] = -at
    return found


def linked(gold: ArgumentMap, ours: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return the gold relations between our components, by their ends; a copy stands for its original."""
    original = {c.id: c.quote_of or c.id for c in gold.components}
    targets = gold.targets()
    found = {}
    for relation in gold.relations:
        source, target = original[relation.source], original[targets[relation.id]]
        if source in ours and target in ours:
            found[ours[source], ours[target]] = relation.kind.value
    return found


def signed(gold: ArgumentMap, corpus: str) -> Iterator[Pair]:
    """Yield the relations across posts as pairs, with the words that open their sentences."""
    texts = {post.id: post.text for post in gold.posts().values()}
    for relation, source, target in answers(gold):
        label = "undercut" if relation.subtype == "undercut" else relation.kind.value
        yield Pair(reply=opened(source, texts), parent=target.text, label=label, domain="comment", corpus=corpus)


def answers(gold: ArgumentMap) -> Iterator[tuple[Relation, Component, Component]]:
    """Yield the relations across posts with both ends; what points at a relation speaks to its source."""
    known, targets = gold.by_id(), gold.targets()
    for relation in gold.relations:
        source, target = known[relation.source], known[targets[relation.id]]
        if source.post != target.post:
            yield relation, source, target


def opened(component: Component, texts: Mapping[str, str]) -> str:
    """Return the words of a component after those that open its sentence; `texts` are those of posts by id."""
    return f"{clues.lead(component, texts[component.post])} {component.text}".strip()


def unit_of(component: Component, units: Sequence[Unit]) -> int:
    """Return the place of the unit that a component was made from."""
    return next(at for at, u in enumerate(units) if u.post == component.post and u.end == component.end)


def _rows(found: Sequence[_Placed]) -> list[list[_Placed]]:
    return [list(group) for _, group in groupby(found, key=lambda one: one.post)]


def _overlap(known: Component, start: int, end: int) -> float:
    shared = min(known.end, end) - max(known.start, start)
    return max(0, shared) / (max(known.end, end) - min(known.start, start))


def _links(
    found: Sequence[Component],
    pairs: clues.Proposer,
    weights: Mapping[str, float],
    scene: clues.Scene,
    order: Mapping[str, int],
    links: Mapping[tuple[str, str], str],
) -> Iterator[Links]:
    for component in found:
        if component.quote_of:
            continue
        weighed = [(t.id, weigh(weights, seen)) for _, t, seen in pairs(component, scene)]
        if weighed:
            yield Links(
                source=order[component.id],
                targets=tuple(order[name] for name, _ in weighed),
                weighed=tuple(value for _, value in weighed),
                linked=tuple(links.get((component.id, name), "") for name, _ in weighed),
            )
