"""What training minimises: unit labels, the choice of a target among a source's candidates, the stand of a pair."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import torch
from torch import Tensor
from torch.nn import functional

from argmap.train.arguments_examples import Links
from argmap.train.arguments_model import LINK, OWN, PAIR_LABELS
from argmap.train.corpora import Pair

_NEVER = -1e4
_Value = TypeVar("_Value", int, float, bool)


def unit_loss(logits: Tensor, labels: Sequence[str], *, component: float) -> Tensor:
    """Return the loss of component or not (weighted by `component`) and, for components, of claim or premise."""
    known = [at for at, label in enumerate(labels) if label != "?"]
    real = [at for at in known if labels[at]]
    loss = logits.sum() * 0.0
    if component and known:
        target = logits.new_tensor([float(bool(labels[at])) for at in known])
        loss = loss + component * functional.binary_cross_entropy_with_logits(logits[known, 0], target)
    if real:
        target = logits.new_tensor([float(labels[at] == "claim") for at in real])
        loss = loss + functional.binary_cross_entropy_with_logits(logits[real, 1], target)
    return loss


def link_loss(logits: Tensor, vectors: Tensor, found: Sequence[Links], *, across: bool) -> Tensor:
    """Return the mean loss of choosing a linked target, or none, for each source; all sources at once."""
    if not found:
        return logits.sum() * 0.0
    most = max(len(links.targets) for links in found)
    there = logits.device
    sources = torch.tensor([links.source for links in found], device=there)
    targets = torch.tensor([_filled(links.targets, most, 0) for links in found], device=there)
    weighed = torch.tensor([_filled(links.weighed, most, _NEVER) for links in found], device=there)
    right = torch.tensor([_filled(map(bool, links.linked), most, False) for links in found], device=there)
    scores = link_scores(logits, vectors, across=across)[sources[:, None], targets] + weighed
    every = torch.cat([scores, scores.new_zeros(len(found), 1)], 1).logsumexp(1)
    chosen = scores.masked_fill(~right, _NEVER).logsumexp(1)
    return (every - torch.where(right.any(1), chosen, torch.zeros_like(chosen))).mean()


def link_scores(logits: Tensor, vectors: Tensor, *, across: bool) -> Tensor:
    """Return what the encoder adds to the log odds that each span (a row) speaks to each span (a column)."""
    if across:
        matches = vectors[:, :LINK] @ vectors[:, LINK : 2 * LINK].T
        return matches + logits[:, 4, None] + logits[None, :, 5]
    own = vectors[:, 2 * LINK :]
    back, ahead = own[:, :OWN] @ own[:, OWN : 2 * OWN].T, own[:, 2 * OWN : 3 * OWN] @ own[:, 3 * OWN :].T
    return torch.where(torch.ones_like(back).tril(-1) > 0, back, ahead) + logits[:, 2, None] + logits[None, :, 3]


def _filled(row: Iterable[_Value], most: int, blank: _Value) -> list[_Value]:
    given = list(row)
    return given + [blank] * (most - len(given))


def pair_loss(logits: Tensor, pairs: Sequence[Pair], priors: Mapping[str, Sequence[float]]) -> Tensor:
    """Return the three-way loss, each corpus by its own prior, and for attacks that of undercut or not."""
    known = ("support", "attack", "none")
    there = logits.device
    labels = torch.tensor([known.index("attack" if p.label == "undercut" else p.label) for p in pairs], device=there)
    prior = logits.new_tensor([priors[p.corpus] for p in pairs])
    loss = functional.cross_entropy(logits[:, : len(known)] + prior, labels)
    own = [at for at, p in enumerate(pairs) if p.corpus == "gold-train" and p.label in ("attack", "undercut")]
    if own:
        target = logits.new_tensor([float(pairs[at].label == "undercut") for at in own])
        undercut = logits[own, PAIR_LABELS.index("undercut")]
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(undercut, target)
    return loss


def priors(pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """Return for each corpus the log prior of its labels; a label it does not have is ruled out."""
    found = {}
    for corpus in {p.corpus for p in pairs}:
        labels = ["attack" if p.label == "undercut" else p.label for p in pairs if p.corpus == corpus]
        shares = [labels.count(label) / len(labels) for label in ("support", "attack", "none")]
        found[corpus] = [float(torch.tensor(share).log()) if share else _NEVER for share in shares]
    return found
