"""Training in stages that can be resumed: the seed fixes the order of batches, so a run goes on where it ended."""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from argmap.nlp.network import tidy
from argmap.nlp.windows import Window, pair, windows
from argmap.train.arguments_examples import Example
from argmap.train.arguments_losses import link_loss, pair_loss, priors, unit_loss
from argmap.train.arguments_model import Encoder, parameters
from argmap.train.corpora import Pair

_AT_ONCE = {"cpu": 12, "cuda": 96}
_PAIRS = 32
_GROUP = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stage: how much of what, how fast; `pairs` are those of one epoch."""

    documents: int
    pairs: int
    rate: float
    seed: int = 1
    save_every: int = 100


class Paused(Exception):  # noqa: N818
    """The time of a run is up; what is done is kept."""


class Reader:
    """Turns words into word pieces and windows, as the shipped model does."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.opening, self.closing = (int(self.tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]"))

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text, without special ones."""
        return [e.ids for e in self.tokenizer.encode_batch([tidy(t) for t in texts], add_special_tokens=False)]

    def rows(self, rows: Sequence[Sequence[str]]) -> list[Window]:
        """Return the windows of all rows, in order."""
        return [w for row in rows for w in windows(self.pieces(row), opening=self.opening, closing=self.closing)]

    def pairs(self, pairs: Sequence[Pair]) -> list[Window]:
        """Return one window for each pair, the domain before the reply."""
        replies = self.pieces([f"{p.domain} : {p.reply}" for p in pairs])
        parents = self.pieces([p.parent for p in pairs])
        return [pair(a, b, opening=self.opening, closing=self.closing) for a, b in zip(replies, parents, strict=True)]


def encode(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits and vectors of every span in order, whatever the batches."""
    order = sorted(range(len(found)), key=lambda at: len(found[at].pieces))
    parts: dict[int, tuple[Tensor, ...]] = {}
    most = _AT_ONCE[model.scale.device.type]
    for first in range(0, len(order), most):
        chosen = order[first : first + most]
        heads = _batch(model, [found[at] for at in chosen])
        for row, at in enumerate(chosen):
            parts[at] = tuple(head[row, : len(found[at].spans)].float() for head in heads)
    units, pairs, vectors = (torch.cat([parts[at][k] for at in range(len(found))]) for k in range(3))
    return units, pairs, vectors


def _batch(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, ...]:
    long, most = max(len(w.pieces) for w in found), max(len(w.spans) for w in found)
    pieces, mask = torch.zeros(len(found), long, dtype=torch.long), torch.zeros(len(found), long)
    pool = torch.zeros(len(found), most, long)
    for row, window in enumerate(found):
        pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
        mask[row, : len(window.pieces)] = 1.0
        for at, (start, end) in enumerate(window.spans):
            pool[row, at, start:end] = 1.0 / (end - start)
    there = model.scale.device
    with torch.autocast(there.type, dtype=torch.bfloat16):
        heads: tuple[Tensor, ...] = model(pieces.to(there), mask.to(there), pool.to(there))
    return heads


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
) -> None:
    """Train `model` by the plan, going on from the checkpoint if there is one; raise Paused at `until`, monotonic."""
    order = list(batches(examples, pairs, plan))
    model.to(device())
    groups = parameters(model, plan.rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _rate(s, len(order)))
    done = resume(checkpoint, model, optimizer, schedule)
    known = priors(pairs)
    if not order:
        save(checkpoint, 0, model, optimizer, schedule)
    model.train()
    for step in range(done, len(order)):
        torch.manual_seed(plan.seed + step)
        loss = _loss(model, reader, order[step], known, plan.seed + step)
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


def device() -> torch.device:
    """Return where to train: the graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


Batch = tuple[list[Example], list[Pair]]


def batches(examples: Sequence[Example], pairs: Sequence[Pair], plan: Plan) -> Iterator[Batch]:
    """Yield the batches of a stage: groups of documents and of pairs, mixed; the same seed gives the same order."""
    drawn = random.Random(plan.seed)
    found: list[Batch] = []
    for _ in range(plan.documents):
        found += [(group, []) for group in _groups(drawn.sample(list(examples), len(examples)))]
    left = plan.pairs
    while left > 0 and pairs:
        some = drawn.sample(list(pairs), min(left, len(pairs)))
        left -= len(some)
        found += [([], chunk) for chunk in _by_length(some, drawn)]
    drawn.shuffle(found)
    yield from found


def _groups(examples: Sequence[Example]) -> Iterator[list[Example]]:
    group: list[Example] = []
    for one in examples:
        group.append(one)
        if sum(len(text.split()) for e in group for row in e.units for text in row) >= _GROUP:
            yield group
            group = []
    if group:
        yield group


def _by_length(pairs: Sequence[Pair], drawn: random.Random) -> list[list[Pair]]:
    size = _PAIRS * 20
    found = []
    for first in range(0, len(pairs), size):
        some = sorted(pairs[first : first + size], key=lambda p: len(p.reply) + len(p.parent))
        found += [list(some[at : at + _PAIRS]) for at in range(0, len(some), _PAIRS)]
    drawn.shuffle(found)
    return found


def _loss(model: Encoder, reader: Reader, batch: Batch, known: Mapping[str, Sequence[float]], seed: int) -> Tensor:
    examples, pairs = batch
    if pairs:
        return pair_loss(encode(model, reader.pairs(pairs))[1], pairs, known)
    whole = random.Random(seed).random() < 0.5
    losses = [document_loss(model, reader, one, whole=whole) for one in examples]
    return torch.stack(losses).mean()


def document_loss(model: Encoder, reader: Reader, one: Example, *, whole: bool) -> Tensor:
    """Return the loss of a document read `whole`, or with its components alone as the relations stage reads it."""
    rows, labels = (one.units, one.unit_labels) if whole else (one.parts, one.part_labels)
    if not labels:
        return model.scale * 0.0
    units, _, vectors = encode(model, reader.rows(rows))
    component = {"cdcp": 0.0, "cmv-modes": 0.5, "habernal-web-discourse": 0.3}.get(one.corpus, 1.0) if whole else 0.0
    loss = unit_loss(units, labels, component=component)
    if one.corpus == "habernal-web-discourse":
        return loss
    if whole:
        at = list(one.part_units)
        units, vectors = units[at], vectors[at]
    loss = loss + link_loss(units, vectors, one.within, across=False)
    return loss + link_loss(units, vectors, one.across, across=True)


def load(path: Path) -> Encoder:
    """Return the encoder of a checkpoint."""
    model = Encoder()
    model.load_state_dict(torch.load(path, weights_only=True)["model"])
    return model


def mean(checkpoints: Sequence[Path], path: Path) -> Path:
    """Write a checkpoint with the mean of the weights of others to `path`, and return it."""
    if not path.is_file():
        models = [load(one).state_dict() for one in checkpoints]
        found = {name: torch.stack([model[name] for model in models]).mean(0) for name in models[0]}
        torch.save({"model": found}, path)
    return path


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def save(path: Path, step: int, model: torch.nn.Module, optimizer: Any, schedule: Any) -> None:
    """Write a checkpoint whole or not at all."""
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    beside = path.with_suffix(".new")
    torch.save({**state, "schedule": schedule.state_dict()}, beside)
    beside.replace(path)


def resume(path: Path, model: torch.nn.Module, optimizer: Any, schedule: Any) -> int:
    """Load the checkpoint where there is one, and return how many steps were done."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])
