"""What training minimises: unit labels, the choice of a target among a source's candidates, the stand of a pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from argmap.train.arguments_model import BACK, LINK, NEAR, OWN, PAIR_LABELS, REPLY
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the spans of one window: their labels, which may be answered, and the links among them.

    The first `own` spans are those that speak. Where `complete` is false only sources with a link count.
    """

    own: int
    labels: Sequence[str]
    open: Sequence[bool]
    links: Mapping[tuple[int, int], str]
    complete: bool


def window_loss(units: Tensor, vectors: Tensor, steps: Tensor, known: Known) -> Tensor:
    """Return the loss of the links within a post and across posts, and of the stand of those across."""
    shut = ~torch.tensor(known.open[known.own :], dtype=torch.bool)
    scores = across_scores(units, vectors, known.own).masked_fill(shut, _NEVER)
    loss = choice_loss(scores, _right(known, across=True) & ~shut, known.complete)
    if known.complete:
        right = _right(known, across=False)
        loss = loss + choice_loss(within_scores(units, vectors, steps, known.own), right, complete=True)
        loss = loss + 0.5 * stand_loss(units, vectors, known)
    return loss


def choice_loss(scores: Tensor, right: Tensor, complete: bool) -> Tensor:
    """Return the mean loss of choosing a right target, or none where there is none, for each source (row)."""
    if not scores.shape[1] or not (complete or bool(right.any())):
        return scores.sum() * 0.0
    linked = right.any(1)
    among = scores.masked_fill(~right, _NEVER).logsumexp(1)
    if not complete:
        return (scores.logsumexp(1) - among)[linked].mean()
    every = functional.pad(scores, (0, 1)).logsumexp(1)
    return (every - torch.where(linked, among, 0.0)).mean()


def across_scores(units: Tensor, vectors: Tensor, own: int) -> Tensor:
    """Return the log odds, beside none, that each of the first `own` spans answers each of the others."""
    matches = vectors[:own, :LINK] @ vectors[own:, LINK : 2 * LINK].T
    return matches + units[:own, 4:5] + units[own:, 5]


def within_scores(units: Tensor, vectors: Tensor, steps: Tensor, own: int) -> Tensor:
    """Return the log odds, beside none, that each of the first `own` spans supports each other one of them."""
    part = vectors[:own, 2 * LINK :]
    back, ahead = part[:, :OWN] @ part[:, OWN : 2 * OWN].T, part[:, 2 * OWN : 3 * OWN] @ part[:, 3 * OWN : 4 * OWN].T
    away = torch.arange(own)[None] - torch.arange(own)[:, None]
    scores = torch.where(away < 0, back, ahead) + units[:own, 2:3] + units[:own, 3]
    scores = scores + steps[away.clamp(-NEAR, NEAR) + NEAR]
    far = (away == 0) | ((away.abs() > NEAR) & (torch.arange(own)[None] > 0))
    return scores.masked_fill(far, _NEVER)


def stand_loss(units: Tensor, vectors: Tensor, known: Known) -> Tensor:
    """Return the loss of attack or support for the known links across posts."""
    across = [(s, t) for s, t in known.links if s < known.own <= t]
    if not across:
        return units.sum() * 0.0
    target = torch.tensor([float(known.links[pair] == "attack") for pair in across])
    return functional.binary_cross_entropy_with_logits(
        torch.stack([stand(units, vectors, s, t) for s, t in across]), target
    )


def stand(units: Tensor, vectors: Tensor, source: int, target: int) -> Tensor:
    """Return the log odds that `source` attacks `target`, given that it answers it."""
    return stands(units[source : source + 1], vectors[source : source + 1], vectors[target : target + 1])[0]


def stands(units: Tensor, sources: Tensor, targets: Tensor) -> Tensor:
    """Return row by row the log odds that sources attack targets, given that they answer them."""
    one, other = sources[:, 2 * LINK + 4 * OWN :], targets[:, 2 * LINK + 4 * OWN :]
    return (one[:, :OWN] * other[:, OWN:]).sum(-1) + units[:, 6]


def _right(known: Known, *, across: bool) -> Tensor:
    total = len(known.labels)
    right = torch.zeros(known.own, total - known.own if across else known.own, dtype=torch.bool)
    for source, target in known.links:
        if source < known.own and (target >= known.own) == across:
            right[source, target - known.own if across else target] = True
    return right


def reply_loss(replies: Tensor, parents: Sequence[int], back: Tensor, *, nested: bool) -> Tensor:
    """Return the mean loss of finding what each post of a thread answers among those before it; -1 is not known.

    `back` weighs how far back a post is, so that the vectors learn what that does not say. Half of the loss of a
    nested thread is for choosing among the post before, what that answers, and so on: there no other is possible.
    """
    count = len(parents)
    told = [at for at, parent in enumerate(parents) if 0 <= parent < at and at > 1]
    if not told:
        return replies.sum() * 0.0
    away = torch.arange(count)[:, None] - torch.arange(count)[None]
    far = away.clamp_min(1).float().log2().long().clamp_max(BACK - 1)
    scores = (replies[:, :REPLY] @ replies[:, REPLY:].T + back[far]).masked_fill(away <= 0, _NEVER)[told]
    right = torch.tensor([parents[at] for at in told])
    loss = functional.cross_entropy(scores, right)
    if not nested:
        return loss
    shut = torch.ones(len(told), count, dtype=torch.bool)
    for row, at in enumerate(told):
        shut[row, [*_spine(at, parents), parents[at]]] = False
    return 0.5 * loss + 0.5 * functional.cross_entropy(scores.masked_fill(shut, _NEVER), right)


def _spine(at: int, parents: Sequence[int]) -> list[int]:
    """Return the post before, what that answers, and so on up to the opening."""
    found, above = [0], at - 1
    while above > 0:
        found.append(above)
        above = parents[above] if parents[above] < above else -1
    return found


def pair_loss(
    units: Tensor, logits: Tensor, vectors: Tensor, pairs: Sequence[Pair], priors: Mapping[str, Sequence[float]]
) -> Tensor:
    """Return the three-way loss, each corpus by its own prior, for attacks that of undercut or not, and the stand's.

    Of each pair there are three rows: the whole, the reply and the parent.
    """
    known = ("support", "attack", "none")
    labels = torch.tensor([known.index("attack" if p.label == "undercut" else p.label) for p in pairs])
    prior = torch.tensor([priors[p.corpus] for p in pairs])
    whole = logits[0::3]
    loss = functional.cross_entropy(whole[:, : len(known)] + prior, labels)
    signed = (labels < known.index("none")).nonzero()[:, 0]
    if len(signed):
        attacks = stands(units[1::3], vectors[1::3], vectors[2::3]) + (prior[:, 1] - prior[:, 0]).clamp(-4, 4)
        loss = loss + functional.binary_cross_entropy_with_logits(attacks[signed], labels[signed].float())
    own = [at for at, p in enumerate(pairs) if p.corpus == "gold-train" and p.label in ("attack", "undercut")]
    if own:
        target = torch.tensor([float(pairs[at].label == "undercut") for at in own])
        undercut = whole[own, PAIR_LABELS.index("undercut")]
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
