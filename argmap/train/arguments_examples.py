"""Maps become examples: the units argmap cuts itself, what each is, and which of its components are linked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from argmap import clues
from argmap.argument import ArgumentMap, Component
from argmap.components import components
from argmap.discussion import Discussion, Unit
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import ComponentRules
from argmap.parse import parse
from argmap.segment import segment
from argmap.train.corpora import Pair

LEAST_OVERLAP = 0.5
_Placed = TypeVar("_Placed", Unit, Component)
_MOST_QUOTED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document: rows of units and rows of components, a row a post, with their labels; `""` is none, `"?"` unknown.

    Components are counted through all rows. `above` holds for each row those that it may answer, the likeliest
    first; `open` tells which components may be answered; `links` are the known links, by source and target. Where
    `complete` is false, a component without a known link may have one all the same, and its kind is not known.
    """

    name: str
    corpus: str
    units: tuple[tuple[str, ...], ...]
    unit_labels: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    part_labels: tuple[str, ...]
    above: tuple[tuple[int, ...], ...]
    open: tuple[bool, ...]
    links: Mapping[tuple[int, int], str]
    complete: bool = True
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A thread for learning who answers whom: what each post says itself, and the place of its parent or -1.

    In a `nested` one the answers below a post follow it in one run.
    """

    name: str
    posts: tuple[str, ...]
    parents: tuple[int, ...]
    nested: bool = False


def example(name: str, corpus: str, gold: ArgumentMap) -> Example:
    """Return the example that a map with gold components and relations makes."""
    units = segment(gold.discussions, parse(gold.discussions, syntax_model()))
    every = components(units, gold.discussions, ComponentRules())
    scene = clues.scene_of(every, gold.discussions)
    found = [c for c in every if not c.quote_of]
    ours = matched(gold.components, [(c.post, c.start, c.end) for c in found])
    homes = matched(gold.components, [(u.post, u.start, u.end) for u in units])
    kinds = {at: gold.by_id()[known].kind.value for known, at in ours.items()}
    cut = {at: gold.by_id()[known].kind.value for known, at in homes.items()}
    return Example(
        name=name,
        corpus=corpus,
        units=tuple(tuple(u.text for u in row) for row in _rows(units)),
        unit_labels=tuple("?" if u.quoted else cut.get(at, "") for at, u in enumerate(units)),
        parts=tuple(tuple(f"{scene.leads[c.id]} {c.text}".strip() for c in row) for row in _rows(found)),
        part_labels=tuple("?" if c.quoted else kinds.get(at, "") for at, c in enumerate(found)),
        above=_above(found, scene),
        open=tuple(not c.quoted for c in found),
        links=linked(gold, ours),
        pairs=tuple(signed(gold, corpus)),
    )


def quoting(name: str, corpus: str, discussions: Sequence[Discussion]) -> Example:
    """Return the example of a discussion in which posts quote: what comes after a quote answers what was quoted."""
    every = components(segment(discussions, parse(discussions, syntax_model())), discussions, ComponentRules())
    scene = clues.scene_of(every, discussions)
    found = [c for c in every if not c.quote_of]
    place = {c.id: at for at, c in enumerate(found)}
    links = {
        (place[source.id], place[target]): "answered"
        for row in scene.by_post.values()
        for source, targets in _after_quotes(row, scene)
        for target in targets
        if target in place
    }
    return Example(
        name=name,
        corpus=corpus,
        units=(),
        unit_labels=(),
        parts=tuple(tuple(f"{scene.leads[c.id]} {c.text}".strip() for c in row) for row in _rows(found)),
        part_labels=("?",) * len(found),
        above=_above(found, scene),
        open=tuple(not c.quoted for c in found),
        links=links,
        complete=False,
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


def linked(gold: ArgumentMap, ours: Mapping[str, int]) -> dict[tuple[int, int], str]:
    """Return the gold relations between our components, by their ends; a copy stands for its original."""
    original = {c.id: c.quote_of or c.id for c in gold.components}
    ends = {r.id: r.source for r in gold.relations}
    found = {}
    for relation in gold.relations:
        target = original[ends.get(relation.target, relation.target)]
        source = original[relation.source]
        if source in ours and target in ours and ours[source] != ours[target]:
            found[ours[source], ours[target]] = relation.kind.value
    return found


def signed(gold: ArgumentMap, corpus: str) -> Iterator[Pair]:
    """Yield the relations across posts as pairs, with the words that open their sentences."""
    known, ends = gold.by_id(), {r.id: r.source for r in gold.relations}
    texts = {post.id: post.text for post in gold.posts().values()}
    for relation in gold.relations:
        source, target = known[relation.source], known[ends.get(relation.target, relation.target)]
        if source.post != target.post:
            words = f"{clues.lead(source, texts[source.post])} {source.text}".strip()
            label = "undercut" if relation.subtype == "undercut" else relation.kind.value
            yield Pair(reply=words, parent=target.text, label=label, domain="comment", corpus=corpus)


def _rows(found: Sequence[_Placed]) -> list[list[_Placed]]:
    return [list(group) for _, group in groupby(found, key=lambda one: one.post)]


def _above(found: Sequence[Component], scene: clues.Scene) -> tuple[tuple[int, ...], ...]:
    """Return for each row of components the rows above it: its parent, what it quotes, then the others by distance."""
    home = {post: at for at, post in enumerate(dict.fromkeys(c.post for c in found))}
    rows = []
    for post in home:
        quoted = [scene.answered[c.id].post for c in scene.by_post[post] if c.id in scene.answered]
        order = dict.fromkeys((*scene.above[post][:1], *quoted, *scene.above[post][1:3]))
        rows.append(tuple(home[other] for other in order if other in home and other != post))
    return tuple(rows)


def _after_quotes(row: Sequence[Component], scene: clues.Scene) -> Iterator[tuple[Component, list[str]]]:
    """Yield what comes first after each quote with the originals that were quoted, unless that is all of a post."""
    quotes: list[str] = []
    for component in row:
        if component.quote_of:
            quotes.append(component.quote_of)
            continue
        if quotes:
            whole = scene.answered[component.id].post if component.id in scene.answered else ""
            if len(set(quotes)) <= _MOST_QUOTED * len(scene.unquoted.get(whole, ())):
                yield component, quotes
        quotes = []


def _overlap(known: Component, start: int, end: int) -> float:
    shared = min(known.end, end) - max(known.start, start)
    return max(0, shared) / (max(known.end, end) - min(known.start, start))
