"""The teacher's training: within a time, gold and roughened runs by turns, weights averaged over the steps."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from argmap.train.syntax.batches import Batch, Runs, batches, feed
from argmap.train.syntax.network import Teacher, fenced

TRUNK_RATE, HEAD_RATE = 1.8e-4, 1.5e-3
PIECES = 12_000
_WARM = 0.06
_KEPT = 0.998


def train(teacher: Teacher, sets: Sequence[Runs], seconds: float, *, epochs: int, seed: int) -> None:
    """Train for so long or so many epochs; every other epoch reads roughened runs. The averaged weights stay."""
    chance, begun, device = np.random.default_rng(seed), time.monotonic(), teacher.far.device
    trunk = [*teacher.trunk.parameters(), *teacher.case.parameters(), *teacher.before.parameters()]
    inner = {id(p) for p in trunk}
    groups = [(trunk, TRUNK_RATE), ([p for p in teacher.parameters() if id(p) not in inner], HEAD_RATE)]
    optimizer = torch.optim.AdamW([{"params": p, "lr": rate, "top": rate} for p, rate in groups], betas=(0.9, 0.95))
    average, step, total, epoch, done = Average(teacher), 0, 0, 0, 0.0
    while done < 1.0:
        runs = sets[int(chance.integers(len(sets)))] if epoch % 2 else sets[0]
        found = batches(runs, PIECES, chance)
        total = total or len(found) * epochs
        for _, batch in feed(runs, found, device):
            done = max((time.monotonic() - begun) / seconds, step / total)
            if done >= 1.0:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * slope(done, _WARM)
            optimizer.zero_grad(set_to_none=True)
            loss(teacher, batch).backward()  # type: ignore[no-untyped-call, unused-ignore]
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            step += 1
            average.add(step)
        epoch += 1
    average.give()


def loss(teacher: Teacher, batch: Batch) -> Tensor:
    """Return the loss of a batch: arcs within gold sentences, labels of gold arcs, tags, lemmas, starts."""
    mask, count = batch["mask"], batch["mask"].sum()
    with half(mask.device):
        said = teacher(batch)
        labels = teacher.labels(said, batch["head"].clamp(min=0))
    arcs = fenced(said.arcs, batch["start"].clamp(min=0).cumsum(1), mask)
    lemma = batch["lemma"].masked_fill(batch["lemma"] == 0, -1)
    pairs = ((arcs, batch["head"]), (labels, batch["dep"]), (said.pos, batch["pos"]), (said.lemma, lemma))
    parts = [
        weight * functional.cross_entropy(scores[mask], gold[mask], ignore_index=-1, reduction="sum") / count
        for weight, (scores, gold) in zip((1.0, 1.0, 1.0, 0.3), pairs, strict=True)
    ]
    starts = functional.binary_cross_entropy_with_logits(said.start[mask], batch["start"][mask].float())
    return torch.stack([*parts, 1.5 * starts]).sum()


class Average:
    """Weights averaged over the steps, the late ones counting more."""

    def __init__(self, model: nn.Module) -> None:
        self._model = model
        self._known = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def add(self, step: int) -> None:
        """Take in the weights of this step."""
        kept = min(_KEPT, (1 + step) / (10 + step))
        torch._foreach_lerp_(list(self._known.values()), list(self._model.state_dict().values()), 1 - kept)

    def give(self) -> None:
        """Put the average into the model, which is then only asked."""
        self._model.load_state_dict(self._known)
        self._model.eval()


def slope(done: float, warm: float) -> float:
    """Return the share of the rate when so much is done: up within `warm`, then down in a line to nothing."""
    return (done + 1e-3) / warm if done < warm else max(0.0, 1 - (done - warm) / (1 - warm))


def half(device: torch.device) -> Any:
    """Return a context that computes in bfloat16 where there is a GPU."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")
