"""What an encoder says and what the rules see, weighed together on documents the encoder had not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap import clues, rivals
from argmap.argument import ArgumentMap
from argmap.components import components, passages
from argmap.nlp.arguments import ComponentEncoder, RelationEncoder, rows
from argmap.nlp.classifier import Passage
from argmap.nlp.encoder import Encoder
from argmap.nlp.link_network import LinkNetwork
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import ComponentRules, RelationRules, odds, weigh
from argmap.parse import parse
from argmap.relations import RULES
from argmap.segment import segment
from argmap.train.arguments_examples import linked, matched, signed
from argmap.train.links import PROPOSERS
from argmap.train.logistic import logistic

Networks = Mapping[str, LinkNetwork]
Row = Mapping[str, float]
Weighed = tuple[Row, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What an encoder said of a document it had not seen, as rows to fit weights on."""

    name: str
    component: tuple[Weighed, ...]
    claim: tuple[Weighed, ...]
    attack: tuple[Weighed, ...]
    undercut: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The candidates of each source of a document."""

    name: str
    within: tuple[tuple[Weighed, ...], ...]
    across: tuple[tuple[Weighed, ...], ...]


def judged(name: str, gold: ArgumentMap, encoder: Encoder) -> Judged:
    """Return how the encoder and the rules judge the units and the gold pairs of a document."""
    units = segment(gold.discussions, parse(gold.discussions, syntax_model()))
    given = list(passages(units))
    read, ruled = encoder.read(rows(given)).units, ComponentRules().classify(given)
    homes = {at: known for known, at in matched(gold.components, [(u.post, u.start, u.end) for u in units]).items()}
    known = gold.by_id()
    mine = [at for at, unit in enumerate(units) if not unit.quoted]
    return Judged(
        name=name,
        component=tuple((_blend(read[at, 0], ruled[at]["component"]), at in homes) for at in mine),
        claim=tuple(
            (_blend(read[at, 1], ruled[at]["claim"]), known[homes[at]].kind == "claim") for at in mine if at in homes
        ),
        **_stands(gold, encoder),
    )


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


def candidates(name: str, gold: ArgumentMap, encoder: Encoder, networks: Networks) -> Linked:
    """Return the pairs that the relations stage weighs in a document, with their clues, and which are links."""
    found = components(
        segment(gold.discussions, parse(gold.discussions, syntax_model())), gold.discussions, ComponentEncoder(encoder)
    )
    scene = clues.read_with(clues.scene_of(found, gold.discussions), RelationEncoder(encoder))
    ours = matched(gold.components, [(c.post, c.start, c.end) for c in found])
    links = linked(gold, {known: found[at].id for known, at in ours.items()})
    known = rivals.traits(found, gold.discussions, scene)

    def weighed(place: str) -> tuple[tuple[Weighed, ...], ...]:
        rows = (list(PROPOSERS[place](c, scene)) for c in found if not c.quote_of)
        seen = (rivals.compared(row, scene, known, networks[place]) for row in rows)
        return tuple(tuple((clue, (s.id, t.id) in links) for s, t, clue in row) for row in seen)

    return Linked(name=name, within=weighed("within"), across=weighed("across"))


# What two claims that assert the same are told by, fitted once on 212 labelled pairs of threads the encoder had not
# seen (decision 19): hand-made maps hold too few restatements to fit anything on.
RESTATEMENT: Mapping[str, float] = {"bias": -6.46, "read": 0.875, "sense": 6.447, "lengths": -1.611}
Given = tuple[str, ArgumentMap, Encoder]
_BLENDED = ("component", "claim", "attack", "undercut")
# Where relations come out best on maps left out; CARD.md has what other lines cost.
_LEAST_WITHIN, _LEAST_ACROSS = 0.15, 0.13


def blends(said: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Return for each label how what the encoder says and what the rules say are weighed; attacks as if half were."""
    found = {label: logistic([row for one in said for row in getattr(one, label)]) for label in _BLENDED}
    found["attack"]["bias"] = round(found["attack"].get("bias", 0.0) - attacks(said), 3)
    return found


def attacks(said: Sequence[Judged]) -> float:
    """Return the log odds that an answer attacks, before its words are read; 0 where no answer is known."""
    pairs = [right for one in said for _, right in one.attack]
    return round(odds(sum(pairs) / len(pairs)), 3) if 0 < sum(pairs) < len(pairs) else 0.0


def usual(said: Sequence[Judged]) -> float:
    """Return the share of units that are components, 0 to 1; half where there are none."""
    units = [right for one in said for _, right in one.component]
    return round(sum(units) / len(units), 3) if units else 0.5


def link_weights(given: Sequence[Given], said: Sequence[Judged], networks: Networks) -> dict[str, Any]:
    """Return how what the networks say of a pair and what the encoder reads in it are weighed.

    Within a post beside the rules, which weigh as one, and nearness in meaning: articles are rare among the threads
    that the networks learnt from.
    """
    found = [candidates(*one, networks) for one in given]
    within = _joined(found, "within", RULES.within, ("network", "link", "sense"))
    across = _joined(found, "across", {}, ("network", "link"))
    lines = {"least_within": _LEAST_WITHIN, "least_across": _LEAST_ACROSS}
    return {"within": within, "across": across, **lines, "attacks": attacks(said)}


def _joined(found: Sequence[Linked], place: str, weights: Mapping[str, float], read: Sequence[str]) -> dict[str, float]:
    rows = [
        ({"rules": weigh(weights, seen), "bias": 1.0, **{name: seen[name] for name in read}}, right)
        for one in found
        for row in getattr(one, place)
        for seen, right in row
    ]
    fitted = logistic(rows)
    joined = {name: round(weight * fitted["rules"], 3) for name, weight in weights.items()}
    joined |= {name: fitted[name] for name in read}
    joined["bias"] = round(joined.get("bias", 0.0) + fitted["bias"], 3)
    return joined


def _blend(read: Any, ruled: float) -> Row:
    return {"encoder": float(read), "rules": odds(ruled), "bias": 1.0}
