"""CMV linking: a component is known to answer one of an earlier turn; which one, of all or of the last turn's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from argmap.argument import Component, Kind
from argmap.clues import across_pairs, read_with, scene_of
from argmap.nlp.classifier import Linker
from argmap.nlp.models import Models
from argmap.nlp.rules import weigh
from argmap.relations import RULES
from argmap.rivals import compared, traits
from measure import cmv, stats
from measure.figures import Figure
from measure.given import claim_chances, marked
from measure.probes import vectors

STAGE = "CMV linking, gold spans: which one is answered, top-1"
_GOALS = {"all": (0.36, 0.45), "last": (0.47, 0.53)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A component that answers some of `candidates`, those of earlier turns; `last` marks those of the last turn."""

    source: Component
    candidates: tuple[Component, ...]
    right: tuple[bool, ...]
    last: tuple[bool, ...]


Ranker = Callable[[Question], Sequence[float]]


def cmv_linking(corpora: Path, systems: Mapping[str, Models], base: Path | None, *, unseen: bool) -> Iterator[Figure]:
    found: dict[str, dict[str, list[tuple[str, list[float]]]]] = {}
    seen: set[tuple[str, str, str]] = set()
    for thread in cmv.threads(corpora):
        gold = marked(thread.turns)
        asked = [q for q in _questions(gold) if (thread.thread, q.source.text, q.right) not in seen]
        seen |= {(thread.thread, q.source.text, q.right) for q in asked}
        rankers: dict[str, Ranker] = {"first component": _first, "tf-idf cosine": _bags}
        if base:
            rankers["frozen MiniLM cosine"] = lambda q: _cosines(q, base)
        for name, slots in systems.items():
            rankers[name] = _ours(gold, slots)
        for question in asked:
            for name, hits in _hits(question, rankers).items():
                rows = found.setdefault(name, {"all": [], "last": []})
                for place, hit in hits.items():
                    rows[place].append((thread.thread, hit))
    for name, places in found.items():
        for place, rows in places.items():
            size = np.mean([row[1] for _, row in rows])
            label = {"all": "all earlier components", "last": "those of the last turn"}[place]
            value = stats.clustered([(c, [row[0], 1.0]) for c, row in rows], stats.ratio)
            yield Figure(
                stage=STAGE,
                row=f"{label} (about {size:.0f})",
                system=name,
                value=value,
                wanted=_GOALS[place][0],
                aim=_GOALS[place][1],
                unseen=unseen or name not in systems or name == "rules",
            )


def _questions(gold) -> Iterator[Question]:  # noqa: ANN001
    places = {post: at for at, post in enumerate(gold.posts())}
    known = gold.by_id()
    targets: dict[str, set[str]] = {}
    for relation in gold.relations:
        if places[known[relation.source].post] > places[known[relation.target].post]:
            targets.setdefault(relation.source, set()).add(relation.target)
    for name, right in targets.items():
        source = known[name]
        at = places[source.post]
        earlier = sorted((c for c in known.values() if places[c.post] < at), key=lambda c: (places[c.post], c.start))
        yield Question(
            source=source,
            candidates=tuple(earlier),
            right=tuple(c.id in right for c in earlier),
            last=tuple(places[c.post] == at - 1 for c in earlier),
        )


def _hits(question: Question, rankers: Mapping[str, Ranker]) -> dict[str, dict[str, list[float]]]:
    """Return for each ranker and each set of candidates whether its first choice is right, and how many there were."""
    right, last = np.array(question.right), np.array(question.last)
    found: dict[str, dict[str, list[float]]] = {"chance": {}}
    sets = {"all": np.ones(len(right), dtype=bool), **({"last": last} if (right & last).any() else {})}
    for place, allowed in sets.items():
        found["chance"][place] = [float(right[allowed].mean()), float(allowed.sum())]
    for name, ranker in rankers.items():
        scores = np.array(ranker(question), dtype=float)
        found[name] = {}
        for place, allowed in sets.items():
            best = int(np.argmax(np.where(allowed, scores, -np.inf)))
            found[name][place] = [float(right[best]), float(allowed.sum())]
    return found


def _first(question: Question) -> list[float]:
    return [-float(at) for at in range(len(question.candidates))]


def _bags(question: Question) -> Sequence[float]:
    texts = [question.source.text, *(c.text for c in question.candidates)]
    rows = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+").fit_transform(texts)
    return (rows[1:] @ rows[0].T).toarray().ravel()


def _cosines(question: Question, base: Path) -> Sequence[float]:
    rows = vectors(base, [question.source.text, *(c.text for c in question.candidates)])
    return rows[1:] @ rows[0]


def _ours(gold, slots: Models) -> Ranker:  # noqa: ANN001
    """Return the ranker that the relations stage is, on gold components with kinds as the models see them."""
    kinds = claim_chances(gold, slots)
    order = {post: at for at, post in enumerate(gold.posts())}
    components = tuple(
        replace(c, kind=Kind.CLAIM if kinds[c.id] >= 0.5 else Kind.PREMISE)
        for c in sorted(gold.components, key=lambda c: (order[c.post], c.start, c.end))
    )
    scene, weights = scene_of(components, gold.discussions), RULES
    if isinstance(slots.relations, Linker):
        scene, weights = read_with(scene, slots.relations), slots.relations.weights()
    known, network = {c.id: c for c in components}, weights.networks.get("across")
    alone = traits(components, gold.discussions, scene)

    def rank(question: Question) -> list[float]:
        pairs = list(across_pairs(known[question.source.id], scene))
        found = compared(pairs, scene, alone, network) if network else pairs
        weighed = {t.id: weigh(weights.across, seen) for _, t, seen in found}
        return [weighed.get(c.id, -1e9) for c in question.candidates]

    return rank
