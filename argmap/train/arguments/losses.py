"""What training minimises: unit labels, the choice of a target among a source's candidates, the stand of a pair."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from argmap.train.arguments.batches import NEVER, STANDS, Choices, Group, Labels, Stands
from argmap.train.arguments.model import LINK, OWN, PAIR_LABELS
from argmap.train.corpora import Pair


def group_loss(logits: Tensor, vectors: Tensor, given: Group) -> Tensor:
    """Return the mean loss of the documents of a group, from what an encoder says of its spans; all at once."""
    loss = label_loss(logits[:, 0], given.component) + label_loss(logits[:, 1], given.claim)
    parts = _beside(logits, given.parts)
    logits, vectors = logits.index_select(0, parts), vectors.index_select(0, parts)
    for found, across in ((given.within, False), (given.across, True)):
        if found is not None:
            loss = loss + link_loss(logits, vectors, found, across=across)
    return loss


def label_loss(logits: Tensor, labels: Labels) -> Tensor:
    """Return the cross-entropy of labels, each as it counts."""
    losses = functional.binary_cross_entropy_with_logits(logits, _beside(logits, labels.right), reduction="none")
    return (losses * _beside(logits, labels.counts)).sum()


def link_loss(logits: Tensor, vectors: Tensor, found: Choices, *, across: bool) -> Tensor:
    """Return the loss of choosing a right target, or none, for each source as it counts."""
    right = _beside(logits, found.right)
    chances = link_chances(logits, vectors, found, across=across)
    taught = -(right * chances).sum(1)
    known = -chances.masked_fill(right < 0.5, NEVER).logsumexp(1)
    return (torch.where(_beside(logits, found.soft), taught, known) * _beside(logits, found.counts)).sum()


def link_chances(logits: Tensor, vectors: Tensor, found: Choices, *, across: bool) -> Tensor:
    """Return for each source the log chances of its candidates, and last that of none."""
    sources, targets = _beside(logits, found.sources), _beside(logits, found.targets)
    scores = link_scores(logits, vectors, across=across).index_select(0, sources).gather(1, targets)
    scores = scores + _beside(logits, found.weighed)
    return torch.cat([scores, scores.new_zeros(len(scores), 1)], 1).log_softmax(1)


def link_scores(logits: Tensor, vectors: Tensor, *, across: bool) -> Tensor:
    """Return what the encoder adds to the log odds that each span (a row) speaks to each span (a column)."""
    if across:
        matches = vectors[:, :LINK] @ vectors[:, LINK : 2 * LINK].T
        return matches + logits[:, 4, None] + logits[None, :, 5]
    own = vectors[:, 2 * LINK :]
    back, ahead = own[:, :OWN] @ own[:, OWN : 2 * OWN].T, own[:, 2 * OWN : 3 * OWN] @ own[:, 3 * OWN :].T
    return torch.where(torch.ones_like(back).tril(-1) > 0, back, ahead) + logits[:, 2, None] + logits[None, :, 3]


def pair_loss(logits: Tensor, given: Stands) -> Tensor:
    """Return the mean three-way loss, each corpus by its own prior, and that of undercut or not, restatement or not."""
    chances = (logits[:, : len(STANDS)] + _beside(logits, given.prior)).log_softmax(1)
    stands = -(_beside(logits, given.right) * chances).sum(1).mean()
    for label, known in (("undercut", given.undercut), ("restatement", given.restated)):
        stands = stands + label_loss(logits[:, PAIR_LABELS.index(label)], known)
    return stands


def priors(pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """Return for each corpus the log prior of its labels; a label it does not have is ruled out."""
    found = {}
    known = [pair for pair in pairs if pair.soft is None]
    for corpus in {pair.corpus for pair in known}:
        labels = ["attack" if p.label == "undercut" else p.label for p in known if p.corpus == corpus]
        shares = [labels.count(label) / len(labels) for label in STANDS]
        found[corpus] = [float(np.log(share)) if share else NEVER for share in shares]
    return found


def _beside(logits: Tensor, array: Any) -> Tensor:
    return torch.from_numpy(array).to(logits.device, non_blocking=True)
