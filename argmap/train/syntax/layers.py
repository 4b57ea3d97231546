"""The student's first layers learnt from the teacher, much faster than spaCy could: its hashed words and its CNN.

The layers are those of `spacy.Tok2Vec.v2` with `MultiHashEmbed.v2` and `MaxoutWindowEncoder.v2`, number for number;
heads for arcs, labels, tags and starts teach them and are thrown away, but for the tags.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from argmap.train.hashed import rows_of_ids
from argmap.train.packed import Arrays
from argmap.train.syntax.batches import Runs
from argmap.train.syntax.lessons import Average, half, slope
from argmap.train.syntax.network import fenced, with_distance, with_one
from argmap.train.syntax.taught import Taught

WIDTH, DEPTH, PIECES = 128, 4, 3
ROWS = (8000, 1500, 3500, 2000, 50, 50)
RATE, EPOCHS, WORDS_A_BATCH = 2.5e-3, 40, 16_000
_DROP, _WARM = 0.1, 0.04
_ARC, _LABEL = 192, 96
_AHEAD = 8


class Layers(nn.Module):
    """Hashed embeddings of norm, prefix, suffix, shape, space after, white space; one mixer; a residual CNN."""

    hashed: Tensor
    flags: Tensor

    def __init__(self, ids: NDArray[Any]) -> None:
        super().__init__()
        starts = np.concatenate([[0], np.cumsum(ROWS)])
        hashed = [rows_of_ids(ids[:, at], at, ROWS[at]) + starts[at] for at in range(4)]
        flags = [rows_of_ids(np.arange(2, dtype="u8"), at, ROWS[at]) + starts[at] for at in (4, 5)]
        self.register_buffer("hashed", torch.from_numpy(np.stack(hashed, 1)), persistent=False)
        self.register_buffer("flags", torch.from_numpy(np.stack(flags)), persistent=False)
        self.table = nn.Parameter(torch.empty(int(starts[-1]), WIDTH).uniform_(-0.1, 0.1))
        self.maxouts: Any = nn.ModuleList(nn.Linear(n * WIDTH, PIECES * WIDTH) for n in (len(ROWS), *[3] * DEPTH))
        self.norms: Any = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-8) for _ in range(1 + DEPTH))
        maxouts: list[Any] = list(self.maxouts)
        for layer in maxouts:
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, types: Tensor, spaced: Tensor, white: Tensor, real: Tensor) -> Tensor:
        """Return a vector for each token of runs laid end to end, DEPTH empty rows (`real` 0) between them."""
        words = functional.embedding(self.hashed[types], self.table).sum(2)
        flags = [self._flag(at, on)[:, None] for at, on in enumerate((spaced, white))]
        x = torch.cat([words, *flags], 1)
        if self.training:
            kept = torch.rand(*x.shape[:2], 1, device=x.device) > _DROP / 2
            x = x * kept / (1 - _DROP / 2)
        x = functional.dropout(self._maxout(0, x.flatten(1)) * real[:, None], _DROP, self.training)
        for at in range(1, DEPTH + 1):
            edge = torch.zeros_like(x[:1])
            window = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], 1)
            x = x + functional.dropout(self._maxout(at, window), _DROP, self.training)
        return x

    def _flag(self, at: int, on: Tensor) -> Tensor:
        no, yes = functional.embedding(self.flags[at], self.table).sum(1)
        found: Tensor = no + on[:, None].to(no.dtype) * (yes - no)
        return found

    def _maxout(self, at: int, x: Tensor) -> Tensor:
        found: Tensor = self.norms[at](self.maxouts[at](x).view(-1, WIDTH, PIECES).amax(-1))
        return found


class Lessons(nn.Module):
    """The layers with the heads that teach them."""

    def __init__(self, ids: NDArray[Any], pos: int, dep: int, lemma: int) -> None:
        super().__init__()
        self.layers = Layers(ids)
        self.pos, self.lemma, self.start = nn.Linear(WIDTH, pos), nn.Linear(WIDTH, lemma), nn.Linear(WIDTH, 1)
        self.side = nn.Linear(WIDTH, 2 + dep)
        self.word, self.head, self.hangs, self.holds = (
            nn.Sequential(nn.Linear(WIDTH, n), nn.GELU()) for n in (_ARC, _ARC, _LABEL, _LABEL)
        )
        self.arc, self.far = nn.Parameter(torch.empty(_ARC, _ARC)), nn.Parameter(torch.zeros(2, 12))
        self.any_head, self.root = nn.Linear(_ARC, 1), nn.Linear(_ARC, 1)
        self.label = nn.Parameter(torch.randn(dep, _LABEL + 1, _LABEL + 1) * 0.02)
        nn.init.xavier_uniform_(self.arc)

    def loss(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Return how far the layers are from the teacher on a batch; unsure arcs count less."""
        tokens = self.layers(batch["types"], batch["spaced"], batch["white"], batch["real"])
        words, row, column = tokens[batch["place"]], batch["row"], batch["column"]
        shape = (int(row[-1]) + 1, int(column.max()) + 1)
        dense = words.new_zeros(*shape, WIDTH).index_put((row, column), words)
        told = (batch["start"], torch.ones_like(row))
        sentence, mask = (row.new_zeros(shape).index_put((row, column), one) for one in told)
        word, head = self.word(dense), self.head(dense)
        arcs = (word @ self.arc) @ head.transpose(1, 2) / 8 + self.any_head(head).transpose(1, 2)
        arcs = with_distance(arcs, self.far, self.root(word).squeeze(-1))
        arcs = fenced(arcs, sentence.cumsum(1), mask.bool())[row, column]
        above = column + batch["head"]
        hangs, holds = with_one(self.hangs(dense))[row, column], with_one(self.holds(dense))[row, above]
        labels = torch.einsum("ni,rij,nj->nr", hangs, self.label.to(hangs.dtype), holds).float()
        weight = 0.2 + 0.8 * batch["sure"]
        tags = torch.gather(functional.log_softmax(self.pos(words).float(), -1), 1, batch["tags"])
        side = self.side(words).float()
        starts = functional.binary_cross_entropy_with_logits
        return torch.stack([
            -1.5 * (batch["chances"] * tags).sum(1).mean(),
            0.2 * functional.cross_entropy(self.lemma(words).float(), batch["lemma"]),
            2.0 * starts(self.start(words).squeeze(-1).float(), batch["start"].float()),
            (functional.cross_entropy(arcs, above, reduction="none") * weight).mean(),
            (functional.cross_entropy(labels, batch["dep"], reduction="none") * weight).mean(),
            0.3 * functional.cross_entropy(side[:, 2:], batch["dep"]),
            0.3 * functional.cross_entropy(side[:, :2], (batch["head"] > 0).long()),
        ]).sum()  # fmt: skip


class Desk:
    """The runs that the teacher has done, in batches laid end to end."""

    def __init__(self, runs: Runs, taught: Taught, white: NDArray[Any], device: torch.device) -> None:
        self._runs, self._device, self._chance = runs, device, np.random.default_rng(5)
        self._white, self._taught = white, taught
        self._starts = np.concatenate([[0], np.cumsum(runs.lengths)])
        self.usable = np.flatnonzero(taught.done & (runs.count > 1))

    def epoch(self) -> list[list[int]]:
        """Return all runs in batches, like lengths together."""
        lengths = self._runs.lengths[self.usable]
        found, held, size = list[list[int]](), list[int](), 0
        for at in self.usable[np.argsort(lengths + self._chance.random(len(lengths)) * 25)].tolist():
            if held and size + self._runs.lengths[at] > WORDS_A_BATCH:
                found.append(held)
                held, size = [], 0
            held.append(at)
            size += int(self._runs.lengths[at])
        self._chance.shuffle(batches := [*found, held])
        return batches

    def feed(self, found: Sequence[Sequence[int]]) -> Iterator[Mapping[str, Tensor]]:
        """Yield each batch as tensors, some made ahead."""
        with ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(self.batch, ids) for ids in found[:_AHEAD]]
            for at in range(len(found)):
                made = jobs.pop(0).result()
                if at + _AHEAD < len(found):
                    jobs.append(pool.submit(self.batch, found[at + _AHEAD]))
                yield made

    def batch(self, ids: Sequence[int]) -> Mapping[str, Tensor]:
        """Return runs end to end with DEPTH empty rows about each, and what the teacher said of their words."""
        runs, sizes = self._runs, self._runs.lengths[list(ids)]
        first = DEPTH + np.concatenate([[0], np.cumsum(sizes + DEPTH)[:-1]])
        tokens = np.concatenate([np.arange(self._starts[at], self._starts[at + 1]) for at in ids])
        places = np.concatenate([np.arange(a, a + n) for a, n in zip(first, sizes, strict=True)])
        words, counts = runs.words(ids), runs.count[list(ids)]
        shift = np.repeat(first - self._starts[list(ids)], counts)
        size = int(first[-1] + sizes[-1] + DEPTH)
        flat = {name: np.zeros(size, kind) for name, kind in (("types", "i8"), ("spaced", "i8"), ("real", "f4"))}
        flat["types"][places], flat["spaced"][places], flat["real"][places] = (
            runs.all_types[tokens], runs.spaced[tokens], 1.0
        )  # fmt: skip
        names = ("head", "dep", "lemma", "start", "tags")
        said = {name: getattr(self._taught, name)[words].astype("i8") for name in names}
        rest = {
            "white": self._white[flat["types"]].astype("i8"),
            "place": runs.words_at[words] + shift,
            "row": np.repeat(np.arange(len(ids)), counts),
            "column": np.concatenate([np.arange(n) for n in counts]),
            "sure": self._taught.sure[words].astype("f4") / 10,
            "chances": self._taught.chances[words].astype("f4"),
        }
        return {name: torch.from_numpy(array).to(self._device) for name, array in {**flat, **said, **rest}.items()}


def learn_layers(
    arrays: Arrays, runs: Runs, taught: Taught, sizes: Sequence[int], file: Path, *, seconds: float, say: Any
) -> None:
    """Train the layers for so long, and write them with the head for tags."""
    torch.manual_seed(5)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = Lessons(arrays["ids"], *sizes).to(device)
    desk = Desk(runs, taught, arrays["is_space"].astype(bool), device)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.97), weight_decay=1e-4)
    average, begun, step, total, done = Average(model), time.monotonic(), 0, 0, 0.0
    while done < 1.0:
        found = desk.epoch()
        total = total or len(found) * EPOCHS
        for batch in desk.feed(found):
            done = max((time.monotonic() - begun) / seconds, step / total)
            if done >= 1.0:
                break
            optimizer.param_groups[0]["lr"] = RATE * slope(done, _WARM)
            with half(device):
                loss = model.loss(batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            average.add(step)
    average.give()
    say(f"layers: {step} batches")
    _write(model, file)


def _write(model: Lessons, file: Path) -> None:
    said = {"rows": ROWS, "width": WIDTH, "depth": DEPTH}
    layers: Any = model.layers
    arrays: dict[str, Any] = {"E": layers.table}
    for at, (maxout, norm) in enumerate(zip(layers.maxouts, layers.norms, strict=True)):
        arrays |= {f"{at}.W": maxout.weight, f"{at}.b": maxout.bias, f"{at}.G": norm.weight, f"{at}.bias": norm.bias}
    arrays |= {"tags.W": model.pos.weight, "tags.b": model.pos.bias}
    numbers = {name: value.detach().float().cpu().numpy() for name, value in arrays.items()}
    small: dict[str, Any] = {name: value.astype("f2") if value.ndim == 2 else value for name, value in numbers.items()}
    np.savez_compressed(file, meta=np.array(json.dumps(said)), **small)
