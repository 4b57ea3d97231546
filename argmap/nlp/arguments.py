"""Our encoder in the model slots: what it reads and what the rules see, weighed together as `config.json` says."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from argmap.nlp.classifier import Links, Passage, Scores, Weights
from argmap.nlp.encoder import Array, Encoder, Read, encoder
from argmap.nlp.remembered import ARRAYS, Arrays
from argmap.nlp.rules import ComponentRules, RelationRules, odds, squash, weigh
from argmap.nlp.senses import have_senses, sense_encoder

NAME = "argument-encoder"
_AGAIN, _RESTATES = "restatement", 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    read: Read
    senses: Array

    def seen(self, source: int, target: int, *, across: bool) -> Mapping[str, float]:
        """Return the clues `link`, what the encoder reads in a pair, and `sense`, how near the two are in meaning."""
        link = self.read.link(source, target, across=across)
        return {"link": link, "sense": float(self.senses[target] @ self.senses[source])}


class ComponentEncoder:
    """Says how likely a passage is a component, and if so a claim; reads each post as a whole."""

    name = "argmap"

    def __init__(self, model: Encoder | None = None) -> None:
        self._encoder = model or encoder(NAME)
        self.digest = self._encoder.digest

    @property
    def least(self) -> float:
        """The score from which on a passage is a component: where relations come out best on unseen sources."""
        return float(self._encoder.config["least_component"])

    @property
    def usual(self) -> float:
        """The share of units that are components in the maps that its chances were fitted on."""
        return float(self._encoder.config["usual_component"])

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `component` and of `claim` (given that it is one)."""
        posts = list(_posts(passages))
        texts = [[part for passage in post for part in _parts(passage)] for post in posts]
        found = self._encoder.memory.recall(
            "components", texts, lambda new: self._judged([posts[at] for at in new]), ARRAYS
        )
        return _scores(("component", "claim"), found)

    def _judged(self, posts: Sequence[Sequence[Passage]]) -> Iterator[Arrays]:
        read = self._encoder.units([[passage.text for passage in post] for post in posts])
        weights = self._encoder.config["weights"]
        for post, logits in zip(posts, read, strict=True):
            ruled = ComponentRules().classify(post)
            yield (
                np.array(
                    [
                        (
                            _blend(weights["component"], float(row[0]), rules["component"]),
                            _blend(weights["claim"], float(row[1]), rules["claim"]),
                        )
                        for row, rules in zip(logits, ruled, strict=True)
                    ]
                ),
            )


class RelationEncoder:
    """Says whether a passage speaks for or against the one above it, and which passage speaks to which."""

    name = "argmap"

    def __init__(self, model: Encoder | None = None) -> None:
        self._encoder = model or encoder(NAME)
        self.digest = self._encoder.digest
        if model is None and have_senses():
            # Its weights are loaded beside what is read and parsed before they are needed.
            sense_encoder()

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `attack`, `undercut` and `concession`."""
        texts = [_parts(passage) for passage in passages]
        found = self._encoder.memory.recall(
            "relations", texts, lambda new: self._judged([passages[at] for at in new]), ARRAYS
        )
        return _scores(("attack", "undercut", "concession"), found)

    def _judged(self, passages: Sequence[Passage]) -> Iterator[Arrays]:
        read = self._encoder.judge([(passage.text, passage.above) for passage in passages])
        weights = self._encoder.config["weights"]
        for logits, rules in zip(read, RelationRules().classify(passages), strict=True):
            attack = _blend(weights["attack"], float(logits[1] - logits[0]), rules["attack"])
            undercut = _blend(weights["undercut"], float(logits[3]), rules["undercut"])
            yield (np.array([(attack, undercut, rules["concession"])]),)

    def weights(self) -> Weights:
        """Return what the clues weigh beside its links, fitted on threads the encoder had not seen."""
        return Weights(**self._encoder.config["relations"], networks=self._encoder.networks)

    def links(self, rows: Sequence[Sequence[str]]) -> Links:
        """Return what is read in the passages of `rows`, each row the passages of one post in order."""
        senses = sense_encoder().embed([text for row in rows for text in row])
        return _Links(read=self._encoder.read(rows), senses=senses)


def sameness(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how likely the two texts of each pair assert the same to a strict reader, 0 to 1.

    Each is read after the other and before it; where that speaks for it, nearness in meaning and lengths count too.
    """
    reader = encoder(NAME)
    there, back = (reader.judge(both, domain=_AGAIN)[:, _RESTATES] for both in (pairs, [(b, a) for a, b in pairs]))
    read = [float(one + other) / 2 for one, other in zip(there, back, strict=True)]
    likely = [at for at, odd in enumerate(read) if odd > 0]
    chances = [squash(odd) for odd in read]
    vectors = sense_encoder().embed([text for at in likely for text in pairs[at]])
    for at, one, other in zip(likely, vectors[::2], vectors[1::2], strict=True):
        lengths = [max(1, len(text.split())) for text in pairs[at]]
        seen = {"read": read[at], "sense": float(one @ other), "lengths": abs(math.log(lengths[0] / lengths[1]))}
        chances[at] = squash(weigh(reader.config["restatement"], {"bias": 1.0, **seen}))
    return chances


def rows(passages: Sequence[Passage]) -> list[list[str]]:
    """Return the texts of the passages, a row for each post."""
    return [[passage.text for passage in post] for post in _posts(passages)]


def _posts(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the passages post by post: one goes on where the one before it ended."""
    post: list[Passage] = []
    for passage in passages:
        if post and not (passage.before and post[-1].text == passage.before):
            yield post
            post = []
        post.append(passage)
    if post:
        yield post


def _parts(passage: Passage) -> tuple[str, ...]:
    return passage.text, passage.before, passage.after, passage.above


def _scores(labels: Sequence[str], found: Sequence[Arrays]) -> list[Scores]:
    return [dict(zip(labels, row, strict=True)) for (chances,) in found for row in chances.tolist()]


def _blend(weights: Mapping[str, float], read: float, ruled: float) -> float:
    return squash(weigh(weights, {"encoder": read, "rules": odds(ruled), "bias": 1.0}))
