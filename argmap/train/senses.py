"""`sense-encoder`: a trunk that says how alike texts are, learnt from answers and claims; resumable; ships int8."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from argmap.nlp.sealed import seal
from argmap.train.arguments import model as arguments_model
from argmap.train.arguments.export import as_int8
from argmap.train.arguments.reader import Reader
from argmap.train.arguments.training import resume, save
from argmap.train.senses_lessons import Alike, Batch, Talk, batches

NAME = "sense-encoder"
STEPS = 1_500
_RATE, _ASKING = 5e-5, 5
_PIECES, _AT_ONCE, _SAVED = 96, 16, 100
_SHARP = 20.0
_NEVER = -1e9
_SHARE = 0.4


class Senses(torch.nn.Module):
    """The trunk, and a square map that turns what a reply means into what it answers; the map starts as identity."""

    def __init__(self, trunk: arguments_model.Encoder) -> None:
        super().__init__()
        trunk.words.weight.requires_grad_(False)
        self.trunk, self.asks = trunk, torch.nn.Parameter(torch.eye(arguments_model.WIDTH))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return the mean of each row's last states at length one."""
        x = self.trunk.norm(self.trunk.words(pieces) + self.trunk.places.weight[: pieces.shape[1]])
        bias = (1.0 - mask)[:, None, None, :] * -10000.0
        for layer in self.trunk.layers:
            x = layer(x, bias)
        x = x.float() * mask[:, :, None]
        return functional.normalize(x.sum(1) / mask.sum(1, keepdim=True), dim=-1)


def train_senses(
    corpora: Path,
    base: Path,
    work: Path,
    out: Path,
    *,
    steps: int = STEPS,
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Train from the sentence encoder in `base`, going on with what `work` holds; ship to the folder `out`."""
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    model = Senses(arguments_model.base(base / "model.safetensors"))
    reader = Reader(base / "tokenizer.json")
    optimizer, schedule = _optimizer(model, steps)
    done = resume(work / "senses.pt", model, optimizer, schedule)
    model.train()
    for step, batch in enumerate(batches(corpora, steps)):
        if step < done:
            continue
        loss = batch_loss(model, reader, batch)
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if (step + 1) % _SAVED == 0 or step + 1 == steps:
            save(work / "senses.pt", step + 1, model, optimizer, schedule)
            say(f"{step + 1}/{steps} loss {float(loss.detach()):.3f}")
    _blend(model, Senses(arguments_model.base(base / "model.safetensors")))
    export(model.eval(), base / "tokenizer.json", out)


def batch_loss(model: Senses, reader: Reader, batch: Batch) -> Tensor:
    """Return how badly each text of a batch finds what it answers, or what says the same, among the others."""
    texts = [text for one in batch for text in one.texts]
    vectors = embed(model, reader, texts)
    if isinstance(batch[0], Alike):
        return _alike_loss(vectors, [group for one in batch if isinstance(one, Alike) for group in one.groups])
    return _answer_loss(vectors, model.asks, [one for one in batch if isinstance(one, Talk)])


def embed(model: Senses, reader: Reader, texts: Sequence[str]) -> Tensor:
    """Return the senses of texts, one row each, run in batches of like length."""
    found = [[reader.opening, *row[: _PIECES - 2], reader.closing] for row in reader.pieces(texts)]
    order = sorted(range(len(found)), key=lambda at: len(found[at]))
    rows: list[Tensor] = [torch.empty(0)] * len(found)
    for first in range(0, len(order), _AT_ONCE):
        chosen = order[first : first + _AT_ONCE]
        long = max(len(found[at]) for at in chosen)
        pieces, mask = torch.zeros(len(chosen), long, dtype=torch.long), torch.zeros(len(chosen), long)
        for row, at in enumerate(chosen):
            pieces[row, : len(found[at])] = torch.tensor(found[at])
            mask[row, : len(found[at])] = 1.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = model(pieces, mask)
        for row, at in enumerate(chosen):
            rows[at] = vectors[row]
    return torch.stack(rows)


def _answer_loss(vectors: Tensor, asks: Tensor, talks: Sequence[Talk]) -> Tensor:
    """Return the loss of choosing the parent among all that may be: what follows a post in its thread may not."""
    places = [(run, at) for run, talk in enumerate(talks) for at in range(len(talk.texts))]
    first = [sum(len(talk.texts) for talk in talks[:run]) for run in range(len(talks))]
    parents = [
        None if parent is None else first[run] + parent for run, talk in enumerate(talks) for parent in talk.parents
    ]
    may = torch.tensor([[run != other or then < at for other, then in places] for run, at in places])
    scores = _SHARP * functional.normalize(vectors @ asks, dim=-1) @ vectors.T
    rows = [at for at, parent in enumerate(parents) if parent is not None]
    wanted = torch.tensor([parent for parent in parents if parent is not None])
    return functional.cross_entropy(scores.masked_fill(~may, _NEVER)[rows], wanted)


def _alike_loss(vectors: Tensor, groups: Sequence[str]) -> Tensor:
    """Return the supervised contrastive loss (Khosla et al. 2020) of texts that say the same."""
    same = torch.tensor([[one == other for other in groups] for one in groups])
    itself = torch.eye(len(groups), dtype=torch.bool)
    same &= ~itself
    chances = (_SHARP * vectors @ vectors.T).masked_fill(itself, _NEVER).log_softmax(-1)
    rows = same.any(1)
    found: Tensor = -((chances * same).sum(1)[rows] / same.sum(1)[rows]).mean()
    return found


def export(model: Senses, tokenizer: Path, out: Path) -> None:
    """Write the trunk as int8 `model.onnx`, its tokenizer and the map `asks.npy` to `out`, sealed."""
    import numpy as np

    out.mkdir(parents=True, exist_ok=True)
    whole = out / "fp32.onnx"
    torch.onnx.export(
        _Alone(model), (torch.ones(1, 8, dtype=torch.long),), str(whole), dynamo=False, opset_version=17,
        input_names=["pieces"], output_names=["vector"], dynamic_axes={"pieces": {1: "length"}},
    )  # fmt: skip
    as_int8(whole, out / "model.onnx")
    whole.unlink()
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    np.save(out / "asks.npy", model.asks.detach().numpy().astype(np.float16), allow_pickle=False)
    (out / "config.json").write_text(json.dumps({"pieces": 128}) + "\n", encoding="utf-8")
    seal(out)


class _Alone(torch.nn.Module):
    def __init__(self, model: Senses) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor) -> Tensor:
        found: Tensor = self.model(pieces, torch.ones(pieces.shape))
        return found


def _blend(model: Senses, start: Senses) -> None:
    """Move the model back towards its start: what it learnt counts _SHARE, so that it keeps what it knew elsewhere.

    Wortsman et al. 2022, "Robust fine-tuning of zero-shot models".
    """
    before = start.state_dict()
    model.load_state_dict({name: before[name].lerp(value, _SHARE) for name, value in model.state_dict().items()})


def _optimizer(model: Senses, steps: int) -> tuple[Any, Any]:
    trunk = [p for n, p in model.trunk.named_parameters() if n.split(".")[0] in ("places", "norm", "layers")]
    groups = [{"params": trunk, "lr": _RATE}, {"params": [model.asks], "lr": _ASKING * _RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, steps * 6 // 100)

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
