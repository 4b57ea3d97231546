"""Training in stages that can be resumed: the seed fixes the order of batches, so a run goes on where it ended."""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from argmap.train.arguments.batches import Group
from argmap.train.arguments.examples import Example
from argmap.train.arguments.losses import group_loss, pair_loss, priors
from argmap.train.arguments.model import Encoder, parameters
from argmap.train.arguments.reader import Reader
from argmap.train.arguments.reading import at_once, device, read
from argmap.train.arguments.steps import Batch, Maker, Step, spare, steps
from argmap.train.corpora import Pair

_PAIRS = 32
# Words: some 2,200 and 5,000 word pieces.
_GROUP, _SOFT_GROUP = 1500, 3400


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stage: how much of what, how fast; `pairs` are those of one epoch, `soft` passes over what teachers label."""

    documents: int
    pairs: int
    rate: float
    seed: int = 1
    soft: int = 0
    save_every: int = 100


class Paused(Exception):  # noqa: N818
    """The time of a run is up; what is done is kept."""


def train(
    model: Encoder,
    reader: Reader,
    examples: Sequence[Example],
    pairs: Sequence[Pair],
    plan: Plan,
    checkpoint: Path,
    *,
    until: float = math.inf,
    say: Callable[[str], None] = lambda line: None,
    others: int | None = None,
) -> None:
    """Train `model` by the plan, going on from the checkpoint if there is one; raise Paused at `until`, monotonic.

    So many `others`, processes, make what it reads; None: those to `spare` where a card trains, elsewhere none.
    """
    order = list(batches(examples, pairs, plan))
    model.to(device())
    groups = parameters(model, plan.rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _rate(s, len(order)))
    done = resume(checkpoint, model, optimizer, schedule)
    if not order:
        save(checkpoint, 0, model, optimizer, schedule)
    model.train()
    maker = Maker(reader=reader, priors=priors(pairs), at_once=at_once(model))
    if others is None:
        others = spare() if device().type != "cpu" else 0
    seeds = range(plan.seed + done, plan.seed + len(order))
    with closing(steps(maker, order[done:], seeds, others=others)) as made:
        for step, given in enumerate(made, start=done):
            torch.manual_seed(plan.seed + step)
            loss = step_loss(model, given)
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            late = time.monotonic() >= until
            if late or (step + 1) % plan.save_every == 0 or step + 1 == len(order):
                save(checkpoint, step + 1, model, optimizer, schedule)
                say(f"{checkpoint.stem} {step + 1}/{len(order)} loss {float(loss.detach()):.3f}")
            if late:
                raise Paused
    model.cpu().eval()


def batches(examples: Sequence[Example], pairs: Sequence[Pair], plan: Plan) -> Iterator[Batch]:
    """Yield the batches of a stage: groups of documents and of pairs, mixed; the same seed gives the same order."""
    drawn = random.Random(plan.seed)
    found: list[Batch] = []
    known, taught = ([one for one in examples if (one.soft is None) is hard] for hard in (True, False))
    for _ in range(plan.documents):
        found += [(some, []) for some in _groups(drawn.sample(known, len(known)), _GROUP)]
    for _ in range(plan.soft):
        found += [(some, []) for some in _groups(drawn.sample(taught, len(taught)), _SOFT_GROUP)]
    left = plan.pairs
    while left > 0 and pairs:
        some = drawn.sample(list(pairs), min(left, len(pairs)))
        left -= len(some)
        found += [([], chunk) for chunk in _by_length(some, drawn)]
    drawn.shuffle(found)
    yield from found


def _groups(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    some: list[Example] = []
    read = 0
    for one in examples:
        some.append(one)
        read += sum(len(text.split()) for row in one.units for text in row)
        if read >= words:
            yield some
            some, read = [], 0
    if some:
        yield some


def _by_length(pairs: Sequence[Pair], drawn: random.Random) -> list[list[Pair]]:
    size = _PAIRS * 20
    found = []
    for first in range(0, len(pairs), size):
        some = sorted(pairs[first : first + size], key=lambda p: len(p.reply) + len(p.parent))
        found += [list(some[at : at + _PAIRS]) for at in range(0, len(some), _PAIRS)]
    drawn.shuffle(found)
    return found


def step_loss(model: Encoder, given: Step) -> Tensor:
    """Return the mean loss of what a step reads."""
    if not given.sheets.sheets:
        return model.scale * 0.0
    units, pairs, vectors = read(model, given.sheets)
    return group_loss(units, vectors, given.truth) if isinstance(given.truth, Group) else pair_loss(pairs, given.truth)


def load(path: Path) -> Encoder:
    """Return the encoder of a checkpoint."""
    model = Encoder()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["model"])
    return model


def mean(checkpoints: Sequence[Path], path: Path) -> Path:
    """Write a checkpoint with the mean of the weights of others to `path`, and return it."""
    if not path.is_file():
        models = [load(one).state_dict() for one in checkpoints]
        found = {name: torch.stack([model[name] for model in models]).mean(0) for name in models[0]}
        _write({"model": found}, path)
    return path


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def save(path: Path, step: int, model: torch.nn.Module, optimizer: Any, schedule: Any) -> None:
    """Write a checkpoint whole or not at all."""
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    _write({**state, "schedule": schedule.state_dict()}, path)


def _write(state: Any, path: Path) -> None:
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


def resume(path: Path, model: torch.nn.Module, optimizer: Any, schedule: Any) -> int:
    """Load the checkpoint where there is one, and return how many steps were done."""
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])
