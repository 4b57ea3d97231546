"""The networks that choose what a component speaks to: fitted on the threads labelled by place, clues without encoder.

What the argument encoder reads in a pair is left out, because it has learnt these threads; it is weighed beside the
network on maps that nothing learns from (`weights`). Components are those that people marked, and once more
those that are found in the same texts, since they end elsewhere and some are none.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argmap import clues, rivals
from argmap.argument import ArgumentMap, Component
from argmap.components import components
from argmap.discussion import Discussion
from argmap.nlp.classifier import Classifier
from argmap.nlp.link_network import CLIPPED, Array, LinkNetwork, inputs, keep
from argmap.nlp.models import models
from argmap.nlp.senses import sense_encoder
from argmap.parse import parse
from argmap.segment import segment
from argmap.train.arguments.examples import linked, matched
from argmap.train.corpora import labelled

Places = np.ndarray[Any, np.dtype[np.int64]]
PROPOSERS: Mapping[str, clues.Proposer] = {"within": clues.within_pairs, "across": clues.across_pairs}
_MAPS = "hand-maps.jsonl"
_SEEDS = (1, 2, 3)
_HIDDEN, _UPPER, _DROPPED = 64, 16, 0.3
_EPOCHS, _ROWS, _RATE, _DECAY = 10, 256, 2e-3, 1e-3
_CHOICE, _HIGHEST = 0.5, 20.0


def train_links(
    corpora: Path, data: Path, labels: Path, out: Path, *, say: Callable[[str], None] = lambda line: None
) -> None:
    """Fit the networks `within` and `across` on the maps that `labels` keeps by place; write them to the file `out`."""
    maps = [one for _, one in labelled.maps(labels / _MAPS, corpora, data)]
    found = [*map(marked, maps), *map(detected, maps)]
    say(f"{len(maps)} threads, {sum(len(one.links) for one in found)} links between marked and found components")
    made = {}
    for place in PROPOSERS:
        lessons = [choice for one in found for choice in choices(one, place)]
        made[place] = mean([fit(lessons, seed=seed, say=say) for seed in _SEEDS])
    keep(made, out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The pairs of one source: clues by name, what stands beside them, and which are links."""

    seen: tuple[Mapping[str, float], ...]
    beside: Array
    linked: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The components that were found in discussions, and which of them speak to which, by their ids."""

    components: Sequence[Component]
    discussions: Sequence[Discussion]
    links: Collection[tuple[str, str]]


def marked(gold: ArgumentMap) -> Found:
    """Return the components that people marked in a map."""
    links = linked(gold, {c.id: c.id for c in gold.components})
    return Found(components=gold.components, discussions=gold.discussions, links=links)


def detected(gold: ArgumentMap, classifier: Classifier | None = None) -> Found:
    """Return the components found in the texts of a map by a classifier, with the links of the marked ones they are."""
    slots = models()
    units = segment(gold.discussions, parse(gold.discussions, slots.syntax))
    parts = components(units, gold.discussions, classifier or slots.components)
    ours = matched(gold.components, [(c.post, c.start, c.end) for c in parts])
    links = linked(gold, {known: parts[at].id for known, at in ours.items()})
    return Found(components=parts, discussions=gold.discussions, links=links)


class _Senses:
    """Reads nothing in a pair but how near the two are in meaning."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._vectors = sense_encoder().embed([text for row in rows for text in row])

    def seen(self, source: int, target: int, *, across: bool) -> Mapping[str, float]:
        return {"sense": float(self._vectors[target] @ self._vectors[source])}


def choices(one: Found, place: str) -> Iterator[Choice]:
    """Yield for each component what it may speak to `within` its post or `across` posts, and what it does."""
    scene = clues.read_in(clues.scene_of(one.components, one.discussions), _Senses)
    known = rivals.traits(one.components, one.discussions, scene)
    for source in one.components:
        pairs = [] if source.quote_of else list(PROPOSERS[place](source, scene))
        if pairs:
            yield Choice(
                seen=tuple(seen for *_, seen in pairs),
                beside=rivals.beside(pairs, scene, known),
                linked=tuple((s.id, t.id) in one.links for s, t, _ in pairs),
            )


def fit(found: Sequence[Choice], *, seed: int = 1, say: Callable[[str], None] = lambda line: None) -> LinkNetwork:
    """Return the network that tells links best among these choices; needs torch.

    The loss adds the log loss of every pair to that of the right target among all targets and none.
    """
    import torch

    names = tuple(sorted({name for one in found for seen in one.seen for name in seen}))
    x = np.concatenate([inputs(names, one.seen, one.beside) for one in found])
    fixed = {"mean": x.mean(0), "scale": x.std(0) + np.float32(0.05)}
    z = torch.from_numpy((x - fixed["mean"]) / fixed["scale"]).clamp(-CLIPPED, CLIPPED)
    y = torch.tensor([link for one in found for link in one.linked], dtype=torch.float32)
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    weights = _start(z.shape[1])
    optimizer = torch.optim.AdamW(weights.values(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(found) // _ROWS)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: _slower(at, steps))
    sizes = np.array([len(one.linked) for one in found])
    for rows in _drawn(len(found), seed):
        places, home = _places(sizes, rows)
        loss = _loss(weights, z[places], y[places], home, len(rows))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    say(f"{len(found)} choices, the loss of the last ones {loss.item():.2f}")
    learnt = {name: value.detach().numpy() for name, value in weights.items()}
    return LinkNetwork(clues=names, weights={**fixed, **learnt})


def mean(found: Sequence[LinkNetwork]) -> LinkNetwork:
    """Return the one network whose log odds are the mean of those of all, which learnt from the same choices."""
    every = [one.weights for one in found]
    joined = {
        name: np.concatenate([w[name] for w in every], axis=-1) for name in ("inner", "inner_bias", "middle_bias")
    }
    joined["top"] = np.concatenate([w["top"] for w in every]) / len(every)
    joined |= {name: np.mean([w[name] for w in every], axis=0) for name in ("line", "bias")}
    joined["middle"] = np.zeros((_HIDDEN * len(every), _UPPER * len(every)), dtype=np.float32)
    for at, w in enumerate(every):
        joined["middle"][at * _HIDDEN : (at + 1) * _HIDDEN, at * _UPPER : (at + 1) * _UPPER] = w["middle"]
    return LinkNetwork(clues=found[0].clues, weights={**every[0], **joined})


def _slower(at: int, steps: int) -> float:
    return min(1.0, (at + 1) / 50) * max(0.02, 1 - at / steps)


def _drawn(count: int, seed: int) -> Iterator[Places]:
    """Yield which choices are learnt together, every choice once a pass."""
    order = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        drawn = order.permutation(count)
        yield from (drawn[at : at + _ROWS] for at in range(0, count, _ROWS))


def _places(sizes: Places, rows: Places) -> tuple[Any, Any]:
    """Return where the pairs of these choices stand among all pairs, and which of the choices each is of."""
    import torch

    ends = np.cumsum(sizes)
    places = np.concatenate([np.arange(ends[row] - sizes[row], ends[row]) for row in rows])
    return torch.from_numpy(places), torch.from_numpy(np.repeat(np.arange(len(rows)), sizes[rows]))


def _loss(weights: Mapping[str, Any], x: Any, right: Any, home: Any, count: int) -> Any:
    from torch.nn.functional import binary_cross_entropy_with_logits, dropout, relu

    hidden = dropout(relu(x @ weights["inner"] + weights["inner_bias"]), _DROPPED)
    upper = relu(hidden @ weights["middle"] + weights["middle_bias"])
    odds = upper @ weights["top"] + x @ weights["line"] + weights["bias"]
    apart = binary_cross_entropy_with_logits(odds, right, reduction="sum") / count
    return apart + _CHOICE * _chosen(odds, right, home, count)


def _chosen(odds: Any, right: Any, home: Any, count: int) -> Any:
    """Return the mean log loss of the right target among all of a source and none, whose score is 0."""
    import torch

    whole = torch.log1p(torch.zeros(count).index_add(0, home, odds.clamp(max=_HIGHEST).exp()))
    links = torch.zeros(count).index_add(0, home, right).clamp(min=1)
    return (whole - torch.zeros(count).index_add(0, home, odds * right) / links).mean()


def _start(width: int) -> dict[str, Any]:
    import torch

    found = {
        "inner": torch.nn.init.xavier_uniform_(torch.empty(width, _HIDDEN)),
        "middle": torch.nn.init.xavier_uniform_(torch.empty(_HIDDEN, _UPPER)),
    }
    found["top"] = torch.randn(_UPPER) / _UPPER**0.5
    zeros = {"inner_bias": _HIDDEN, "middle_bias": _UPPER, "line": width, "bias": 1}
    found |= {name: torch.zeros(size) for name, size in zeros.items()}
    return {name: value.requires_grad_() for name, value in found.items()}
