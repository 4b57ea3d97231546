"""Gold components and true parents given: how well are they linked; and how well are components known by their kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from argmap.argument import ArgumentMap, Component, Generator, Kind
from argmap.discussion import Unit
from argmap.evaluate import baseline
from argmap.nlp.classifier import Passage
from argmap.nlp.models import Models
from argmap.nlp.syntax import Parser
from argmap.parse import parse
from argmap.read.marks import marks
from argmap.relations import relations
from argmap.segment import segment
from measure import stats
from measure.figures import Figure
from measure.maps import TRIVIAL, counts, gold_maps, relation_figures

Placed = Component | Unit
_GOALS = {"relations": (0.42, 0.50), "across posts": (0.36, 0.48), "attacks": (0.40, 0.48)}
STAGE = "gold components and true parents given (mean over maps)"


def marked(gold: ArgumentMap) -> ArgumentMap:
    """Return the map with quotes and bullets marked, as a reader would have."""
    discussions = tuple(
        replace(d, posts=tuple(replace(post, marks=post.marks or marks(post.text)) for post in d.posts))
        for d in gold.discussions
    )
    return replace(gold, discussions=discussions)


def gold_given(folder: Path, systems: Mapping[str, Models]) -> Iterator[Figure]:
    rows: dict[str, list[tuple[str, list[float]]]] = {name: [] for name in (TRIVIAL, *systems)}
    for title, found, _ in gold_maps(folder):
        gold = marked(found)
        rows[TRIVIAL].append((title, counts(gold, _trivial(gold))))
        for name, slots in systems.items():
            rows[name].append((title, counts(gold, linked(gold, slots))))
    for name, numbers in rows.items():
        yield from relation_figures(STAGE, name, numbers, _GOALS, stats.mean_f1)


def linked(gold: ArgumentMap, slots: Models) -> ArgumentMap:
    """Return the map of gold's components, their kinds and relations as the models see them."""
    kinds = claim_chances(gold, slots)
    components = tuple(
        replace(c, kind=Kind.CLAIM if kinds[c.id] >= 0.5 else Kind.PREMISE, confidence=1.0)
        for c in sorted(gold.components, key=_in_order(gold))
    )
    made = relations(components, gold.discussions, slots.relations)
    return ArgumentMap(
        generator=Generator(name="given", version="1"),
        discussions=gold.discussions,
        components=components,
        relations=made,
    )


def own_units(gold: ArgumentMap, syntax: Parser) -> tuple[Unit, ...]:
    """Return the units that argmap cuts the posts of a map into."""
    return segment(gold.discussions, parse(gold.discussions, syntax))


def claim_chances(gold: ArgumentMap, slots: Models) -> dict[str, float]:
    """Return for each gold component the chance that it is a claim, read where it stands among argmap's own units."""
    order = [name for row in _rows(gold, slots.syntax) for name, _ in row]
    judged = slots.components.classify([passage for row in _rows(gold, slots.syntax) for _, passage in row])
    return {name: scores["claim"] for name, scores in zip(order, judged, strict=True) if name is not None}


def _rows(gold: ArgumentMap, syntax: Parser) -> Iterator[list[tuple[str | None, Passage]]]:
    units = own_units(gold, syntax)
    for post in gold.posts():
        own = [c for c in gold.components if c.post == post]
        free = [u for u in units if u.post == post and not any(c.start < u.end and u.start < c.end for c in own)]
        placed: list[Placed] = sorted([*own, *free], key=lambda one: (one.start, one.end))
        row = []
        for at, one in enumerate(placed):
            before = placed[at - 1].text if at else ""
            name = one.id if isinstance(one, Component) else None
            row.append((name, Passage(text=one.text, before=before)))
        yield row


def _in_order(gold: ArgumentMap):  # noqa: ANN202
    places = {name: at for at, name in enumerate(gold.posts())}
    return lambda c: (places[c.post], c.start, c.end)


def _trivial(gold: ArgumentMap) -> ArgumentMap:
    spans: dict[str, list[tuple[int, int]]] = {}
    posts = gold.posts()
    for component in sorted(gold.components, key=_in_order(gold)):
        spans.setdefault(posts[component.post].text, []).append((component.start, component.end))

    def split(text: str) -> Sequence[tuple[int, int]]:
        return spans.get(text, ())

    return baseline(gold, split=split, true_parents=True)
