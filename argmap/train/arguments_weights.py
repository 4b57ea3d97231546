"""What an encoder says and what the rules see, weighed together on documents the encoder had not seen.

Every map counts alike, whatever its length: a thread has a hundred times the pairs of an article.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from argmap import clues
from argmap.argument import ArgumentMap, Component, Generator, Kind
from argmap.components import components, passages
from argmap.discussion import Discussion, Unit
from argmap.evaluate.match import compare, originals
from argmap.nlp.arguments import ComponentEncoder, RelationEncoder, unit_clues
from argmap.nlp.classifier import Passage
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import RelationRules, odds, squash, weigh
from argmap.parse import parse
from argmap.relations import RULES, stand_clues
from argmap.segment import segment
from argmap.train.arguments_examples import signed

Row = Mapping[str, float]
Weighed = tuple[Row, bool]
_LINES = tuple(at / 100 for at in range(6, 41))
_SAID = ("link", "unread", "odds_here", "odds_there", "claim_here", "claim_there")
_RIDGE = 3.0
_ENOUGH = 3
_NEAR_BEST = 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A hand-made map, its text as argmap itself reads it, and an encoder that has not seen it."""

    name: str
    group: int
    gold: ArgumentMap
    discussions: tuple[Discussion, ...]
    encoder: Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What an encoder said of a document it had not seen, as rows to fit weights on."""

    component: tuple[Weighed, ...]
    claim: tuple[Weighed, ...]
    attack: tuple[Weighed, ...]
    undercut: tuple[Weighed, ...]
    gold_components: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The candidates of each source of a document, the stands of its links, and how many relations its gold has."""

    within: tuple[tuple[Weighed, ...], ...]
    across: tuple[tuple[Weighed, ...], ...]
    stand: tuple[Weighed, ...]
    gold_within: int
    gold_across: int


def judged(given: Source) -> Judged:
    """Return how the encoder and the rules judge the units and the gold pairs of a document."""
    units = segment(given.discussions, parse(given.discussions, syntax_model()))
    seen = unit_clues(list(passages(units)), given.encoder)
    homes = _homes(given, units)
    known = given.gold.by_id()
    mine = [at for at, unit in enumerate(units) if not unit.quoted]
    return Judged(
        component=tuple((seen[at], at in homes) for at in mine),
        claim=tuple((seen[at], known[homes[at]].kind is Kind.CLAIM) for at in mine if at in homes),
        gold_components=sum(not c.quoted for c in given.gold.components),
        **_stands(given.gold, given.encoder),
    )


def _homes(given: Source, units: Sequence[Unit]) -> dict[int, str]:
    """Return for each unit that is a gold component which one it is."""
    every = tuple(
        Component(
            id=str(at), post=u.post, start=u.start, end=u.end, text=u.text, kind=Kind.CLAIM, confidence=1.0
        )
        for at, u in enumerate(units)
    )  # fmt: skip
    return {int(theirs): ours for theirs, ours in compare(given.gold, _map(given, every)).pairs.items()}


def _map(given: Source, found: Sequence[Component]) -> ArgumentMap:
    generator = Generator(name="argmap", version="0")
    return ArgumentMap(generator=generator, discussions=given.discussions, components=tuple(found))


def _stands(gold: ArgumentMap, encoder: Encoder) -> dict[str, tuple[Weighed, ...]]:
    pairs = list(signed(gold, "gold"))
    ruled = RelationRules().classify([Passage(text=p.reply, above=p.parent) for p in pairs])
    read = encoder.judge([(p.reply, p.parent) for p in pairs])
    attacks = [p.label in ("attack", "undercut") for p in pairs]
    return {
        "attack": tuple(
            (_blend(r[1] - r[0], rules["attack"]), attack)
            for r, rules, attack in zip(read, ruled, attacks, strict=True)
        ),
        "undercut": tuple(
            (_blend(r[3], rules["undercut"]), p.label == "undercut")
            for r, rules, p, attack in zip(read, ruled, pairs, attacks, strict=True)
            if attack
        ),
    }


def candidates(given: Source) -> Linked:
    """Return the pairs that the relations stage weighs in a document, with their clues, and which are links."""
    slot = RelationEncoder(given.encoder)
    units = segment(given.discussions, parse(given.discussions, syntax_model()))
    found = components(units, given.discussions, ComponentEncoder(given.encoder))
    scene = clues.read_with(clues.scene_of(found, given.discussions), slot)
    original, pairs = originals(given.gold), compare(given.gold, _map(given, found)).pairs
    ours = {theirs: original[known] for theirs, known in pairs.items()}
    links = dict(_gold_links(given.gold, original))
    post = {c.id: c.post for c in given.gold.components}
    across = sum(post[s] != post[t] for s, t in links)
    rows: dict[str, list[tuple[Weighed, ...]]] = {"within": [], "across": []}
    real: list[tuple[Component, Component, Row, bool]] = []
    for component in found:
        if component.quote_of:
            continue
        for place, proposed in (("within", clues.within_pairs), ("across", clues.across_pairs)):
            told = [
                (s, t, seen, links.get((ours.get(s.id, ""), ours.get(t.id, ""))))
                for s, t, seen in proposed(component, scene)
            ]
            rows[place].append(tuple((seen, kind is not None) for _, _, seen, kind in told))
            real += [(s, t, seen, kind == "attack") for s, t, seen, kind in told if kind and place == "across"]
    said = slot.classify([Passage(text=f"{scene.leads[s.id]} {s.text}".strip(), above=t.text) for s, t, *_ in real])
    return Linked(
        within=tuple(rows["within"]),
        across=tuple(rows["across"]),
        stand=tuple(
            (stand_clues(seen, scores), attack) for (_, _, seen, attack), scores in zip(real, said, strict=True)
        ),
        gold_within=len(links) - across,
        gold_across=across,
    )


def _gold_links(gold: ArgumentMap, original: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    ends = {r.id: r.source for r in gold.relations}
    for relation in gold.relations:
        source, target = original[relation.source], original[ends.get(relation.target, relation.target)]
        if source != target:
            yield (source, target), relation.kind.value


def logistic(
    found: Sequence[Weighed], *, shares: Sequence[float] | None = None, l2: float = _RIDGE
) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method; the bias is not shrunk.

    Rows of one label alone teach nothing: their weights are 0.
    `shares` are how much each row counts; they are made to sum to the number of rows.
    """
    names = sorted({name for row, _ in found for name in row})
    if len({label for _, label in found}) < 2:
        return dict.fromkeys(names, 0.0)
    x = np.array([[row.get(name, 0.0) for name in names] for row, _ in found])
    y = np.array([float(label) for _, label in found])
    share = np.ones(len(y)) if shares is None else np.array(shares) * len(y) / sum(shares)
    spread = np.where(x.std(0) > 0, x.std(0), 1.0) ** 2
    ridge = l2 * np.diag([float(name != "bias") for name in names] * spread) + 1e-6 * np.eye(len(names))
    weights = np.zeros(len(names))
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, x.T @ (share * (p - y)) + ridge @ weights)
        weights = weights - step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def fitted(rows: Sequence[Sequence[Weighed]], *, l2: float = _RIDGE) -> dict[str, float]:
    """Return the weights of a regression in which every document counts alike."""
    shares = [1 / len(document) for document in rows for _ in document]
    return logistic([row for document in rows for row in document], shares=shares, l2=l2)


def blends(said: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Return for each label how what the encoder says and what the rules say are weighed.

    Neighbours, place and the other labels, tried as clues for components and claims, add nothing on unseen sources.
    """
    return {
        "component": fitted([_only(one.component, ("bias", "component", "ruled_component")) for one in said]),
        "claim": fitted([_only(one.claim, ("bias", "claim", "ruled_claim")) for one in said]),
        "attack": fitted([one.attack for one in said]),
        "undercut": fitted([one.undercut for one in said]),
    }


def _only(rows: Sequence[Weighed], names: Sequence[str]) -> list[Weighed]:
    return [({name: seen[name] for name in names if name in seen}, real) for seen, real in rows]


def least_component(said: Sequence[Judged], weights: Row) -> float:
    """Return the lowest score from which on to take units as components with a mean F1 near the best.

    F1 hardly changes over a wide stretch; what is left out here no later stage can find again.
    """
    scored = [[(squash(weigh(weights, seen)), real) for seen, real in one.component] for one in said]
    gold = [one.gold_components for one in said]
    rated = {at / 100: mean_f1(scored, gold, at / 100) for at in range(20, 61)}
    return min(least for least, value in rated.items() if value >= max(rated.values()) - _NEAR_BEST)


def link_weights(found: Sequence[Linked], groups: Sequence[int]) -> dict[str, Any]:
    """Return what each clue weighs within a post and across, and on the stand; lines chosen on groups left out.

    The rules count as one clue beside what the encoder says: refitting each of theirs was no better on unseen sources.
    """
    weights: dict[str, Any] = {"stand": fitted([one.stand for one in found])}
    for place, rules in (("within", RULES.within), ("across", RULES.across)):
        rows = [[_beside(row, rules) for row in getattr(one, place)] for one in found]
        weights[place] = expanded(fitted([[pair for row in document for pair in row] for document in rows]), rules)
        gold = [getattr(one, f"gold_{place}") for one in found]
        weights[f"least_{place}"] = _line(left_out(rows, groups), gold, lines=_LINES)
    return weights


def expanded(weights: Row, rules: Row) -> dict[str, float]:
    """Return weights with those of the rules in the place of `rules`, the one clue they were."""
    share = weights.get("rules", 0.0)
    found = {name: round(share * weight, 3) for name, weight in rules.items()}
    own = {name: weight for name, weight in weights.items() if name not in ("rules", "bias")}
    return found | own | {"bias": round(found.get("bias", 0.0) + weights["bias"], 3)}


def _beside(row: Sequence[Weighed], rules: Row) -> tuple[Weighed, ...]:
    said = ({name: seen[name] for name in _SAID if name in seen} for seen, _ in row)
    return tuple(
        ({"bias": 1.0, "rules": weigh(rules, seen), **own}, right) for own, (seen, right) in zip(said, row, strict=True)
    )


def left_out(rows: Sequence[Sequence[Sequence[Weighed]]], groups: Sequence[int]) -> list[list[tuple[float, bool]]]:
    """Return for each document the choices of its sources, weighed by what was fitted on the other groups."""
    chosen: list[list[tuple[float, bool]]] = [[] for _ in rows]
    for group in sorted(set(groups)):
        others = [[pair for row in rows[at] for pair in row] for at, one in enumerate(groups) if one != group]
        weights = fitted([document for document in others if document])
        for at, one in enumerate(groups):
            if one == group:
                chosen[at] = [_best(row, weights) for row in rows[at] if row]
    return chosen


def mean_f1(chosen: Sequence[Sequence[tuple[float, bool]]], gold: Sequence[int], least: float) -> float:
    """Return the mean over documents with gold of the F1 of keeping the choices of at least this chance."""
    rated = [choice_f1(one, known, least) for one, known in zip(chosen, gold, strict=True) if known >= _ENOUGH]
    return float(np.mean(rated)) if rated else 0.0


def choice_f1(chosen: Sequence[tuple[float, bool]], gold: int, least: float) -> float:
    """Return the F1 of keeping the choices of at least this chance."""
    kept = [right for chance, right in chosen if chance >= least]
    return 2 * sum(kept) / max(1, len(kept) + gold)


def _line(chosen: Sequence[Sequence[tuple[float, bool]]], gold: Sequence[int], *, lines: Sequence[float]) -> float:
    return max(lines, key=lambda least: mean_f1(chosen, gold, least))


def _best(row: Sequence[Weighed], weights: Mapping[str, float]) -> tuple[float, bool]:
    return max(((squash(weigh(weights, seen)), right) for seen, right in row), key=lambda found: found[0])


def _blend(read: Any, ruled: float) -> Row:
    return {"encoder": float(read), "rules": odds(ruled), "bias": 1.0}
