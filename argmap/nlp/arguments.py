"""Our encoder in the model slots: what it reads and what the rules see, weighed together as `config.json` says."""

from collections.abc import Mapping, Sequence

from argmap.nlp.classifier import Links, Passage, Scores, Weights
from argmap.nlp.encoder import Encoder, encoder
from argmap.nlp.rules import ComponentRules, RelationRules, odds, squash, weigh

NAME = "argument-encoder"


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

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `component` and of `claim` (given that it is one)."""
        weights = self._encoder.config["weights"]
        return [
            {label: squash(weigh(weights[label], seen)) for label in ("component", "claim")}
            for seen in unit_clues(passages, self._encoder)
        ]


class RelationEncoder:
    """Says whether a passage speaks for or against the one above it, and which passage speaks to which."""

    name = "argmap"

    def __init__(self, model: Encoder | None = None) -> None:
        self._encoder = model or encoder(NAME)
        self.digest = self._encoder.digest

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `attack`, `undercut` and `concession`."""
        read = self._encoder.judge([(passage.text, passage.above) for passage in passages])
        ruled = RelationRules().classify(passages)
        weights = self._encoder.config["weights"]
        return [
            {
                "attack": _blend(weights["attack"], float(logits[1] - logits[0]), rules["attack"]),
                "undercut": _blend(weights["undercut"], float(logits[3]), rules["undercut"]),
                "concession": rules["concession"],
            }
            for logits, rules in zip(read, ruled, strict=True)
        ]

    def weights(self) -> Weights:
        """Return what the clues weigh beside its links, fitted on threads the encoder had not seen."""
        return Weights(**self._encoder.config["relations"])

    def links(self, rows: Sequence[Sequence[str]], above: Sequence[Sequence[int]]) -> Links:
        """Return what is read in the passages of `rows`, a row a post, each read with the rows that `above` names."""
        return self._encoder.read_together(rows, above)


def unit_clues(passages: Sequence[Passage], encoder: Encoder) -> list[dict[str, float]]:
    """Return what each passage is judged by: the log odds that are read in it and those that the rules see."""
    read = encoder.read(rows(passages)).units
    return [
        {
            "bias": 1.0,
            "component": float(logits[0]),
            "claim": float(logits[1]),
            "ruled_component": odds(rules["component"]),
            "ruled_claim": odds(rules["claim"]),
        }
        for logits, rules in zip(read, ComponentRules().classify(passages), strict=True)
    ]


def rows(passages: Sequence[Passage]) -> list[list[str]]:
    """Return the texts of the passages, a row for each post: a passage goes on where the one before it ended."""
    found: list[list[str]] = []
    for passage in passages:
        if found and passage.before and found[-1][-1] == passage.before:
            found[-1].append(passage.text)
        else:
            found.append([passage.text])
    return found


def _blend(weights: Mapping[str, float], read: float, ruled: float) -> float:
    return squash(weigh(weights, {"encoder": read, "rules": odds(ruled), "bias": 1.0}))
