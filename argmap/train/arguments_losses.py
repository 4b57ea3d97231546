"""What training minimises: unit labels, the choice of a target among a source's candidates, the stand of a pair."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from argmap.train.arguments_examples import Links
from argmap.train.arguments_model import LINK, OWN, PAIR_LABELS
from argmap.train.corpora import Pair

_NEVER = -1e4


def unit_loss(logits: Tensor, labels: Sequence[str], *, component: float) -> Tensor:
    """Return the loss of component or not (weighted by `component`) and, for components, of claim or premise."""
    known = [at for at, label in enumerate(labels) if label != "?"]
    real = [at for at in known if labels[at]]
    loss = logits.sum() * 0.0
    if component and known:
        target = torch.tensor([float(bool(labels[at])) for at in known])
        loss = loss + component * functional.binary_cross_entropy_with_logits(logits[known, 0], target)
    if real:
        target = torch.tensor([float(labels[at] == "claim") for at in real])
        loss = loss + functional.binary_cross_entropy_with_logits(logits[real, 1], target)
    return loss


def link_loss(logits: Tensor, vectors: Tensor, found: Sequence[Links], *, across: bool) -> Tensor:
    """Return the mean loss of choosing a linked target, or none, for each source."""
    losses = []
    for links in found:
        scores = link_scores(logits, vectors, links.source, links.targets, across=across)
        scores = scores + torch.tensor(links.weighed)
        every = torch.cat([scores, torch.zeros(1)]).logsumexp(0)
        right = [at for at, label in enumerate(links.linked) if label]
        losses.append(every - scores[right].logsumexp(0) if right else every)
    return torch.stack(losses).mean() if losses else logits.sum() * 0.0


def link_scores(logits: Tensor, vectors: Tensor, source: int, targets: Sequence[int], *, across: bool) -> Tensor:
    """Return what the encoder adds to the log odds that `source` speaks to each of `targets`."""
    at = list(targets)
    if across:
        matches = vectors[at, LINK : 2 * LINK] @ vectors[source, :LINK]
        return matches + logits[source, 4] + logits[at, 5]
    own = vectors[:, 2 * LINK :]
    back, ahead = own[at, OWN : 2 * OWN] @ own[source, :OWN], own[at, 3 * OWN :] @ own[source, 2 * OWN : 3 * OWN]
    return torch.where(torch.tensor(at) < source, back, ahead) + logits[source, 2] + logits[at, 3]


def pair_loss(logits: Tensor, pairs: Sequence[Pair], priors: Mapping[str, Sequence[float]]) -> Tensor:
    """Return the three-way loss, each corpus by its own prior, and for attacks that of undercut or not."""
    known = ("support", "attack", "none")
    labels = torch.tensor([known.index("attack" if p.label == "undercut" else p.label) for p in pairs])
    prior = torch.tensor([priors[p.corpus] for p in pairs])
    loss = functional.cross_entropy(logits[:, : len(known)] + prior, labels)
    own = [at for at, p in enumerate(pairs) if p.corpus == "gold-train" and p.label in ("attack", "undercut")]
    if own:
        target = torch.tensor([float(pairs[at].label == "undercut") for at in own])
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
