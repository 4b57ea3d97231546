"""Training in stages that can be resumed: the seed fixes the order of batches, so a run goes on where it ended."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from argmap.nlp.encoder import tidy
from argmap.nlp.windows import Window, joint, pair, windows
from argmap.train.arguments_examples import Example
from argmap.train.arguments_losses import Known, pair_loss, priors, unit_loss, window_loss
from argmap.train.arguments_model import Encoder, parameters
from argmap.train.corpora import Pair

_AT_ONCE = 1600
_PAIRS = 32
_GROUP = 1500
_NEAREST = 0.7
_MOST_WINDOWS = 4
_MOST_QUOTING = 10
_AFTER_QUOTE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stage: how often the documents, how many pairs, how fast; the first `frozen` layers stay as they are."""

    documents: int
    pairs: int
    rate: float
    seed: int = 1
    frozen: int = 0
    save_every: int = 100


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

    def joint(self, row: Sequence[str], above: Sequence[str]) -> tuple[Window, ...]:
        """Return the windows of a post read with one above it, or alone where `above` is empty."""
        own = self.pieces(row)
        if not above:
            return windows(own, opening=self.opening, closing=self.closing)
        return joint(own, self.pieces(above), opening=self.opening, closing=self.closing)

    def pairs(self, pairs: Sequence[Pair]) -> list[Window]:
        """Return one window for each pair, the domain before the reply."""
        replies = self.pieces([f"{p.domain} : {p.reply}" for p in pairs])
        parents = self.pieces([p.parent for p in pairs])
        return [pair(a, b, opening=self.opening, closing=self.closing) for a, b in zip(replies, parents, strict=True)]


def encode(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits and vectors of every span in order, whatever the batches."""
    order = sorted(range(len(found)), key=lambda at: len(found[at].pieces))
    parts: dict[int, tuple[Tensor, ...]] = {}
    while order:
        long = len(found[order[-1]].pieces)
        chosen, order = order[-max(1, _AT_ONCE // long) :], order[: -max(1, _AT_ONCE // long)]
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
    with torch.autocast("cpu", dtype=torch.bfloat16):
        heads: tuple[Tensor, ...] = model(pieces, mask, pool)
    return heads


def train(
    model: Encoder, reader: Reader, examples: Sequence[Example], pairs: Sequence[Pair], plan: Plan, checkpoint: Path
) -> None:
    """Train `model` by the plan, going on from the checkpoint if there is one."""
    order = list(batches(examples, pairs, plan))
    groups = parameters(model, plan.rate, frozen=plan.frozen)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _rate(s, len(order)))
    done = _resume(checkpoint, model, optimizer, schedule)
    known = priors(pairs)
    torch.manual_seed(plan.seed + done)
    model.train()
    for step in range(done, len(order)):
        loss = _loss(model, reader, order[step], known, plan.seed + step)
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if (step + 1) % plan.save_every == 0 or step + 1 == len(order):
            _save(checkpoint, step + 1, model, optimizer, schedule)
            print(f"{checkpoint.stem} {step + 1}/{len(order)} loss {float(loss.detach()):.3f}", flush=True)  # noqa: T201
    model.eval()


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
        if sum(len(text.split()) for e in group for row in e.parts for text in row) >= _GROUP:
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
    chance = random.Random(seed)
    whole = chance.random() < 0.5
    losses = [document_loss(model, reader, one, whole=whole, chance=chance) for one in examples]
    return torch.stack(losses).mean()


def document_loss(model: Encoder, reader: Reader, one: Example, *, whole: bool, chance: random.Random) -> Tensor:
    """Return the loss of a document read `whole`, or of its components, each post with one above it."""
    if whole and one.complete:
        units, _, _ = encode(model, reader.rows(one.units))
        component = {"cdcp": 0.0, "cmv-modes": 0.5, "habernal-web-discourse": 0.3}.get(one.corpus, 1.0)
        return unit_loss(units, one.unit_labels, component=component)
    read = list(readings(reader, one, chance))
    if not read:
        return model.scale * 0.0
    units, _, vectors = encode(model, [window for window, _ in read])
    losses, at = [], 0
    for _, known in read:
        end = at + len(known.labels)
        loss = unit_loss(units[at : at + known.own], known.labels[: known.own], component=0.0)
        losses.append(loss + window_loss(units[at:end], vectors[at:end], model.steps, known))
        at = end
    return torch.stack(losses).mean()


def readings(reader: Reader, one: Example, chance: random.Random) -> Iterator[tuple[Window, Known]]:
    """Yield the windows of a document's components with what is known of them, the post above drawn by chance.

    Of a post that is known only by its quotes a few components after one of them are read.
    """
    starts = list(accumulate((len(row) for row in one.parts), initial=0))
    home = [at for at, row in enumerate(one.parts) for _ in row]
    if one.complete:
        drawn = [(post, 0, len(row), _above(one.above[post], chance)) for post, row in enumerate(one.parts)]
    else:
        sources = sorted({s for s, t in one.links if home[t] in one.above[home[s]]})
        some = chance.sample(sources, min(_MOST_QUOTING, len(sources)))
        targets = {s: home[t] for s, t in one.links}
        drawn = [(home[s], s - starts[home[s]], s - starts[home[s]] + _AFTER_QUOTE, targets[s]) for s in some]
    for post, first, last, above in drawn:
        found = reader.joint(one.parts[post][first:last], () if above is None else one.parts[above])
        for window in chance.sample(list(found), min(_MOST_WINDOWS, len(found))):
            places = [starts[post] + first + passage for passage in window.passages[: window.own]]
            places += [starts[above or 0] + passage for passage in window.passages[window.own :]]
            yield window, _known(one, places, window.own)


def _above(rows: Sequence[int], chance: random.Random) -> int | None:
    if not rows:
        return None
    return rows[0] if chance.random() < _NEAREST else chance.choice(rows)


def _known(one: Example, places: Sequence[int], own: int) -> Known:
    there = {place: at for at, place in enumerate(places)}
    return Known(
        own=own,
        labels=[one.part_labels[place] for place in places],
        open=[one.open[place] for place in places],
        links={(there[s], there[t]): kind for (s, t), kind in one.links.items() if s in there and t in there},
        complete=one.complete and one.corpus != "habernal-web-discourse",
    )


def load(path: Path) -> Encoder:
    """Return the encoder of a checkpoint."""
    model = Encoder()
    model.load_state_dict(torch.load(path, weights_only=True)["model"])
    return model


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def _save(path: Path, step: int, model: Encoder, optimizer: Any, schedule: Any) -> None:
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    beside = path.with_suffix(".new")
    torch.save({**state, "schedule": schedule.state_dict()}, beside)
    beside.replace(path)


def _resume(path: Path, model: Encoder, optimizer: Any, schedule: Any) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])
