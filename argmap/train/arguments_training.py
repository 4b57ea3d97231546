"""Training in stages that can be resumed: the seed fixes the order of batches, so a run goes on where it ended."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from argmap.nlp.encoder import tidy
from argmap.nlp.windows import BEGINNING, Window, beginning, joint, pair, windows
from argmap.train.arguments_examples import Example, Talk
from argmap.train.arguments_losses import Known, pair_loss, priors, reply_loss, unit_loss, window_loss
from argmap.train.arguments_model import Encoder, parameters
from argmap.train.corpora import Pair

_AT_ONCE, _AT_ONCE_THERE = 1600, 60_000
_PAIRS = 32
_GROUP, _THREADS = 1500, 4000
_NEAREST = 0.7
_MOST_WINDOWS = 4
_MOST_QUOTING = 10
_AFTER_QUOTE = 3
_DOMAIN = 0.6
_COMPONENT = {"cdcp": 0.0, "cmv-modes": 0.5, "habernal-web-discourse": 0.3}
_Read = TypeVar("_Read", Example, Talk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stage: how often documents and threads, how many pairs, how fast, with batches how many times the usual."""

    documents: int
    pairs: int
    rate: float
    seed: int = 1
    talks: int = 0
    large: int = 1
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

    def beginnings(self, posts: Sequence[str]) -> list[Window]:
        """Return a window over the beginning of each post."""
        return [beginning(row, opening=self.opening, closing=self.closing) for row in self.pieces(posts)]

    def pairs(self, pairs: Sequence[Pair], *, domain: bool = True) -> list[Window]:
        """Return a window for each pair, the domain before the reply: spans of the whole, the reply and the parent."""
        replies = self.pieces([f"{p.domain} : {p.reply}" if domain else p.reply for p in pairs])
        parents = self.pieces([p.parent for p in pairs])
        return [
            with_parts(pair(a, b, opening=self.opening, closing=self.closing), self.closing)
            for a, b in zip(replies, parents, strict=True)
        ]


def with_parts(window: Window, closing: int) -> Window:
    """Return the window of a pair with the spans of both its parts beside that of the whole."""
    middle, end = window.pieces.index(closing, 1), len(window.pieces) - 1
    spans = ((0, len(window.pieces)), (min(1, middle - 1), middle), (min(middle + 1, end - 1), end))
    return replace(window, spans=spans, passages=(0, 0, 1))


def encode(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits, link and reply vectors of every span in order, on the CPU, whatever the batches.

    The losses are many small sums, which a graphics card is slower at.
    """
    most = _AT_ONCE if model.scale.device.type == "cpu" else _AT_ONCE_THERE
    order = sorted(range(len(found)), key=lambda at: -len(found[at].pieces))
    starts = list(accumulate((len(window.spans) for window in found), initial=0))
    rows, parts = list[int](), list[tuple[Tensor, ...]]()
    while order:
        size = max(1, most // len(found[order[0]].pieces))
        chosen, order = order[:size], order[size:]
        parts.append(_batch(model, [found[at] for at in chosen]))
        rows += [row for at in chosen for row in range(starts[at], starts[at + 1])]
    back = torch.empty(len(rows), dtype=torch.long)
    back[torch.tensor(rows)] = torch.arange(len(rows))
    units, pairs, vectors, replies = (torch.cat(heads).float().cpu()[back] for heads in zip(*parts, strict=True))
    return units, pairs, vectors, replies


def _batch(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, ...]:
    """Return the heads of the spans of some windows, window by window."""
    long, most = max(len(w.pieces) for w in found), max(len(w.spans) for w in found)
    pieces, mask = np.zeros((len(found), long), dtype=np.int64), np.zeros((len(found), long), dtype=np.float32)
    pool, real = np.zeros((len(found), most, long), dtype=np.float32), np.zeros((len(found), most), dtype=bool)
    for row, window in enumerate(found):
        pieces[row, : len(window.pieces)] = window.pieces
        mask[row, : len(window.pieces)] = 1.0
        real[row, : len(window.spans)] = True
        for at, (start, end) in enumerate(window.spans):
            pool[row, at, start:end] = 1.0 / (end - start)
    device = model.scale.device
    given = (torch.from_numpy(array).to(device, non_blocking=True) for array in (pieces, mask, pool))
    with torch.autocast(device.type, dtype=torch.bfloat16):
        heads = model(*given)
    kept = torch.from_numpy(real).to(device)
    return tuple(head[kept] for head in heads)


def train(
    model: Encoder,
    reader: Reader,
    examples: Sequence[Example],
    pairs: Sequence[Pair],
    plan: Plan,
    checkpoint: Path,
    *,
    talks: Sequence[Talk] = (),
) -> None:
    """Train `model` by the plan, going on from the checkpoint if there is one."""
    order = list(batches(examples, pairs, plan, talks=talks))
    model.to(device())
    groups = parameters(model, plan.rate)
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
    model.cpu().eval()


def device() -> torch.device:
    """Return where to train: the graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


Batch = tuple[list[Example], list[Pair], list[Talk]]


def batches(
    examples: Sequence[Example], pairs: Sequence[Pair], plan: Plan, *, talks: Sequence[Talk] = ()
) -> Iterator[Batch]:
    """Yield the batches of a stage: groups of documents, of pairs, of threads, mixed; a seed gives one order."""
    drawn = random.Random(plan.seed)
    found: list[Batch] = []
    for _ in range(plan.documents):
        found += [
            (group, [], [])
            for group in _groups(drawn.sample(list(examples), len(examples)), _words, _GROUP * plan.large)
        ]
    left = plan.pairs
    while left > 0 and pairs:
        taken = drawn.sample(list(pairs), min(left, len(pairs)))
        left -= len(taken)
        found += [([], chunk, []) for chunk in _by_length(taken, drawn, _PAIRS * plan.large)]
    for _ in range(plan.talks):
        found += [
            ([], [], group) for group in _groups(drawn.sample(list(talks), len(talks)), _said, _THREADS * plan.large)
        ]
    drawn.shuffle(found)
    yield from found


def _words(one: Example) -> int:
    return sum(len(text.split()) for row in one.parts for text in row)


def _said(one: Talk) -> int:
    return sum(min(BEGINNING, len(text.split())) for text in one.posts)


def _groups(examples: Sequence[_Read], size: Callable[[_Read], int], most: int) -> Iterator[list[_Read]]:
    group, so_far = list[_Read](), 0
    for one in examples:
        group.append(one)
        so_far += size(one)
        if so_far >= most:
            yield group
            group, so_far = [], 0
    if group:
        yield group


def _by_length(pairs: Sequence[Pair], drawn: random.Random, size: int) -> list[list[Pair]]:
    found = []
    for first in range(0, len(pairs), size * 20):
        some = sorted(pairs[first : first + size * 20], key=lambda p: len(p.reply) + len(p.parent))
        found += [list(some[at : at + size]) for at in range(0, len(some), size)]
    drawn.shuffle(found)
    return found


def _loss(model: Encoder, reader: Reader, batch: Batch, known: Mapping[str, Sequence[float]], seed: int) -> Tensor:
    examples, pairs, talks = batch
    chance = random.Random(seed)
    if pairs:
        # What serves whole posts later has no domain before it.
        units, whole, vectors, _ = encode(model, reader.pairs(pairs, domain=chance.random() < _DOMAIN))
        return pair_loss(units, whole, vectors, pairs, known)
    if talks:
        replies = encode(model, [window for one in talks for window in reader.beginnings(one.posts)])[3]
        split = torch.split(replies, [len(one.posts) for one in talks])
        back = model.back.cpu()
        losses = [
            reply_loss(seen, one.parents, back, nested=one.nested) for seen, one in zip(split, talks, strict=True)
        ]
        return torch.stack(losses).mean()
    return document_loss(model, reader, examples, whole=chance.random() < 0.5, chance=chance)


def document_loss(
    model: Encoder, reader: Reader, examples: Sequence[Example], *, whole: bool, chance: random.Random
) -> Tensor:
    """Return the mean loss of documents read `whole`, or of their components, each post with one above it."""
    asked = [_asked(reader, one, whole=whole, chance=chance) for one in examples]
    windows = [window for one in asked for window, _ in one]
    nothing = model.scale.cpu() * 0.0
    if not windows:
        return nothing
    units, _, vectors, _ = encode(model, windows)
    losses, at = [], 0
    for one, read in zip(examples, asked, strict=True):
        end = at + sum(len(window.spans) for window, _ in read)
        mine = units[at:end], vectors[at:end]
        if not read:
            losses.append(nothing)
        elif whole and one.complete:
            losses.append(unit_loss(mine[0], one.unit_labels, component=_COMPONENT.get(one.corpus, 1.0)))
        else:
            losses.append(_read_loss(*mine, model.steps.cpu(), [known for _, known in read if known]))
        at = end
    return torch.stack(losses).mean()


def _asked(
    reader: Reader, one: Example, *, whole: bool, chance: random.Random
) -> Sequence[tuple[Window, "Known | None"]]:
    if whole and one.complete:
        return [(window, None) for window in reader.rows(one.units)]
    return list(readings(reader, one, chance))


def _read_loss(units: Tensor, vectors: Tensor, steps: Tensor, read: Sequence[Known]) -> Tensor:
    losses, at = [], 0
    for known in read:
        end = at + len(known.labels)
        loss = unit_loss(units[at : at + known.own], known.labels[: known.own], component=0.0)
        losses.append(loss + window_loss(units[at:end], vectors[at:end], steps, known))
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


def averaged(models: Sequence[Encoder]) -> Encoder:
    """Return the encoder whose weights are the mean of those of some that began alike."""
    states = [model.state_dict() for model in models]
    mean = Encoder()
    mean.load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return mean.eval()


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
