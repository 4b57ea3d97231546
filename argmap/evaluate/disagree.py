"""Where two maps of one source disagree, worst first: signs, relations and replies, what one alone found, extents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from argmap.argument import ArgumentMap, Component, Relation
from argmap.evaluate.match import Comparison, compare, originals, overlap

_CLOSE = 0.999
_SHOWN = 80


class Topic(StrEnum):
    """What a disagreement is about, the worst first."""

    SIGN = "sign"
    RELATION = "relation"
    REPLY = "reply"
    COMPONENT = "component"
    KIND = "kind"
    EXTENT = "extent"


_WEIGHTS = {
    Topic.SIGN: 1.0, Topic.RELATION: 0.7, Topic.REPLY: 0.65, Topic.COMPONENT: 0.6, Topic.KIND: 0.4, Topic.EXTENT: 0.3
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One thing on which two maps differ; an empty side is one that has nothing there.

    `first` and `second` say what each map has, `words` are verbatim, `weight` (0 to 1) is how bad it is, and
    `ids` name the component, relation or post in the map that has it.
    """

    topic: Topic
    post: str
    words: str
    first: str
    second: str
    weight: float
    ids: tuple[str, str]


def disagreements(first: ArgumentMap, second: ArgumentMap) -> tuple[Disagreement, ...]:
    """Return where two maps of one source disagree, worst first, then by place."""
    comparison = compare(first, second)
    found = [*_components(comparison), *_alone(comparison), *_relations(comparison), *_replies(comparison)]
    places = {post: at for at, post in enumerate((*first.posts(), *second.posts()))}
    return tuple(sorted(found, key=lambda d: (-d.weight, places[d.post], d.words, d.ids)))


def lines(found: Sequence[tuple[tuple[str, str], Disagreement]], *, top: int) -> Iterator[str]:
    """Yield the first `top` disagreements as text, each with the names of the two maps, and how many more there are."""
    for names, one in found[:top]:
        said = zip(names, (one.first, one.second), strict=True)
        sides = (f"{name}: {' '.join(side.split()) or 'nothing'}" for name, side in said)
        yield f"{one.weight:.2f}  {one.topic}, {one.post}: {'; '.join(sides)}"
        yield f"      {' '.join(one.words.split())}"
    if len(found) > top:
        yield f"and {len(found) - top} more: --top {len(found)} shows all"


def _components(comparison: Comparison) -> Iterator[Disagreement]:
    """Yield matched components that differ in kind or extent."""
    ours, theirs = comparison.gold.by_id(), comparison.predicted.by_id()
    for there, here in comparison.pairs.items():
        one, other = ours[here], theirs[there]
        shared = overlap(comparison.alignment.gold[here], comparison.alignment.predicted[there])
        if one.kind is not other.kind:
            yield _one(Topic.KIND, one, one.kind.value, other.kind.value, (here, there))
        if shared < _CLOSE:
            weight = _WEIGHTS[Topic.EXTENT] * (1 - shared)
            yield _one(Topic.EXTENT, one, one.text, other.text, (here, there), weight=weight)


def _alone(comparison: Comparison) -> Iterator[Disagreement]:
    """Yield components that only one map has."""
    ours, theirs = comparison.gold.by_id(), comparison.predicted.by_id()
    matched = set(comparison.pairs.values())
    for name in comparison.alignment.gold:
        if name not in matched:
            weight = _WEIGHTS[Topic.COMPONENT] * ours[name].confidence
            yield _one(Topic.COMPONENT, ours[name], ours[name].kind.value, "", (name, ""), weight=weight)
    for name in comparison.alignment.predicted:
        if name not in comparison.pairs:
            weight = _WEIGHTS[Topic.COMPONENT] * theirs[name].confidence
            yield _one(Topic.COMPONENT, theirs[name], "", theirs[name].kind.value, ("", name), weight=weight)


def _relations(comparison: Comparison) -> Iterator[Disagreement]:
    """Yield relations between matched components that only one map has, or both with another sign."""
    names = comparison.pairs
    first = _links(comparison.gold, {name: name for name in comparison.gold.by_id()})
    second = _links(comparison.predicted, names)
    matched = set(names.values())
    known = comparison.gold.by_id()
    for ends in sorted(first.keys() | second.keys()):
        one, other = first.get(ends), second.get(ends)
        if (one and other and one.kind is other.kind) or not set(ends) <= matched:
            continue
        topic = Topic.SIGN if one and other else Topic.RELATION
        confidence = min(r.confidence for r in (one, other) if r) if one or other else 0.0
        source, target = (known[name] for name in ends)
        yield Disagreement(
            topic=topic,
            post=source.post,
            words=f"{source.text} > {target.text}",
            first=one.kind.value if one else "",
            second=other.kind.value if other else "",
            weight=round(_WEIGHTS[topic] * confidence, 3),
            ids=(one.id if one else "", other.id if other else ""),
        )


def _replies(comparison: Comparison) -> Iterator[Disagreement]:
    """Yield posts of both maps that answer another one, the second map's parents named by the first map's ids."""
    alignment, theirs = comparison.alignment, comparison.predicted.posts()
    for name, post in comparison.gold.posts().items():
        there = alignment.predicted_post.get(name)
        if there is None:
            continue
        other = theirs[there].reply_to
        parent = None if other is None else alignment.gold_post.get(other, other)
        if parent not in (post.reply_to, name):
            yield Disagreement(
                topic=Topic.REPLY,
                post=name,
                words=post.text[:_SHOWN],
                first=f"answers {post.reply_to}" if post.reply_to else "",
                second=f"answers {parent}" if parent else "",
                weight=_WEIGHTS[Topic.REPLY],
                ids=(name, there),
            )


def _links(argument_map: ArgumentMap, names: Mapping[str, str]) -> dict[tuple[str, str], Relation]:
    """Return the relations between components that `names` knows, by the names it gives them; copies are originals."""
    original, targets = originals(argument_map), argument_map.targets()
    found = {}
    for relation in argument_map.relations:
        source, target = original[relation.source], original[targets[relation.id]]
        if source in names and target in names and source != target:
            found[names[source], names[target]] = relation
    return found


def _one(
    topic: Topic, component: Component, first: str, second: str, ids: tuple[str, str], *, weight: float | None = None
) -> Disagreement:
    return Disagreement(
        topic=topic,
        post=component.post,
        words=component.text,
        first=first,
        second=second,
        weight=round(_WEIGHTS[topic] if weight is None else weight, 3),
        ids=ids,
    )
