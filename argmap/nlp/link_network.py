"""Small networks that weigh the pairs which one component may make with others; plain numpy over named clues."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argmap.errors import ModelError

Array = np.ndarray[Any, np.dtype[np.float32]]
CLIPPED = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNetwork:
    """Weights by name, and the names of the clues that they begin with; what stands beside the clues follows them.

    `mean` and `scale` of every input, `inner` (inputs by hidden units), `middle`, `top`, their biases, and `line`,
    which leads past the hidden units.
    """

    clues: tuple[str, ...]
    weights: Mapping[str, Array]

    def odds(self, seen: Sequence[Mapping[str, float]], beside: Array) -> Array:
        """Return the log odds of a link for each pair: its clues by name, and what else is known of it in a row."""
        w = self.weights
        x = np.clip((inputs(self.clues, seen, beside) - w["mean"]) / w["scale"], -CLIPPED, CLIPPED)
        hidden = np.maximum(x @ w["inner"] + w["inner_bias"], 0)
        upper = np.maximum(hidden @ w["middle"] + w["middle_bias"], 0)
        found: Array = upper @ w["top"] + x @ w["line"] + w["bias"]
        return found


def inputs(names: Sequence[str], seen: Sequence[Mapping[str, float]], beside: Array) -> Array:
    """Return what a network reads, a row a pair: the clues of these names, then what stands beside them."""
    known = np.array([[clues.get(name, 0.0) for name in names] for clues in seen], dtype=np.float32)
    return np.concatenate([known, beside], axis=1)


def networks(path: Path) -> Mapping[str, LinkNetwork]:
    """Return the networks kept at `path` by name (`within`, `across`); raise ModelError where they cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: _network(one) for name, one in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"the networks in {path} cannot be read ({error}); run argmap train links") from error


def _network(kept: Mapping[str, Any]) -> LinkNetwork:
    weights = {name: np.array(values, dtype=np.float32) for name, values in kept["weights"].items()}
    return LinkNetwork(clues=tuple(kept["clues"]), weights=weights)


def keep(found: Mapping[str, LinkNetwork], path: Path) -> None:
    """Write the networks to `path`, four digits of each weight."""
    kept = {
        name: {
            "clues": one.clues,
            "weights": {key: np.round(value.astype(float), 4).tolist() for key, value in one.weights.items()},
        }
        for name, one in found.items()
    }
    path.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
