"""The teacher trained within a time, then asked about raw posts: its trees, tags and how sure it is, in one file."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argmap.errors import ReadError
from argmap.train.packed import read_arrays, write_arrays
from argmap.train.syntax.batches import Batch, Lexicon, Runs, batches, feed
from argmap.train.syntax.layers import learn_layers
from argmap.train.syntax.lessons import half, train
from argmap.train.syntax.network import Said, Teacher, fenced
from argmap.train.syntax.silver import BLOCKS, LAYERS, SILVER
from argmap.train.syntax.taught import Taught
from argmap.train.syntax.texts import WORDS, write_texts
from argmap.train.trees import best_tree

EPOCHS, TEACHERS = 26, 2
PIECES_ASKED = 32_000
TAUGHT = "taught.npz"
LEVELS = 10
_CHAIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds for training all teachers, for asking them, and for the student's first layers; a faster end is taken."""

    train: float = 120.0
    ask: float = 60.0
    layers: float = 100.0

    @classmethod
    def within(cls, seconds: float) -> "Times":
        """Return the times for so many seconds in all."""
        share = seconds / (cls().train + cls().ask + cls().layers)
        return cls(train=cls().train * share, ask=cls().ask * share, layers=cls().layers * share)


def make(corpora: Path, base: Path, folder: Path, *, times: Times, words: int = WORDS, say: Any) -> None:
    """Write the texts of the corpora to `folder`, `words` of posts among them, and teach; what is there is done."""
    _based(base)
    folder.mkdir(parents=True, exist_ok=True)
    _step(folder / BLOCKS, lambda file: write_texts(corpora, file, words=words), say)
    teach(base, folder, times=times, say=say)


def teach(base: Path, folder: Path, *, times: Times, epochs: int = EPOCHS, say: Any) -> None:
    """Train teachers from `base` on the texts in `folder`; write there the trees of its posts and first layers."""
    weights, tokenizer = _based(base)
    said, arrays = read_arrays(folder / BLOCKS)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    lexicon = Lexicon(said["types"], tokenizer)
    names = sorted(name.removesuffix(".types") for name in arrays if name.startswith("train") and "types" in name)
    sets, dev, raw = ([Runs(n, arrays, lexicon) for n in part] for part in (names, ["dev"], ["raw"]))
    sizes = [len(said["labels"][name]) for name in ("pos", "dep", "lemma")]
    teachers = []
    for seed in range(1, TEACHERS + 1):
        torch.manual_seed(seed)
        teacher = Teacher(weights, *sizes, seed=seed).to(device)

        def learn(file: Path, teacher: Teacher = teacher, seed: int = seed) -> None:
            train(teacher, sets, times.train / TEACHERS, epochs=epochs, seed=seed)
            say(f"teacher {seed} on development: {agreement([teacher], dev[0], said['labels'])}")
            torch.save(teacher.state_dict(), file)

        _step(folder / f"teacher{seed}.pt", learn, say)
        teacher.load_state_dict(torch.load(folder / f"teacher{seed}.pt", map_location=device, weights_only=True))
        teachers.append(teacher.eval())
    _step(folder / TAUGHT, lambda file: _ask(teachers, dev[0], raw[0], said["labels"], times.ask, file, say), say)
    taught = Taught.read(folder / TAUGHT)
    _step(folder / SILVER, lambda file: _write_silver(taught, said["labels"], file), say)
    _step(
        folder / LAYERS,
        lambda file: learn_layers(arrays, raw[0], taught, sizes, file, seconds=times.layers, say=say),
        say,
    )


def _based(base: Path) -> tuple[Path, Path]:
    weights, tokenizer = base / "model.safetensors", base / "tokenizer.json"
    if not (weights.is_file() and tokenizer.is_file()):
        raise ReadError(f"{base} has no model.safetensors and tokenizer.json; --base names the all-MiniLM-L6-v2")
    return weights, tokenizer


def _step(file: Path, make_it: Callable[[Path], None], say: Any) -> None:
    """Make a file under another name and give it its own when it is whole; one that is there is kept."""
    if file.is_file():
        say(f"{file.name}: there already")
        return
    say(f"{file.name}: being made")
    part = file.with_name(f"part-{file.name}")
    make_it(part)
    part.replace(file)


def _ask(
    teachers: Sequence[Teacher], dev: Runs, raw: Runs, labels: Mapping[str, Any], seconds: float, file: Path, say: Any
) -> None:
    say(f"together: {agreement(teachers, dev, labels)}")
    taught = ask(teachers, raw, labels["dep"].index("root"), seconds)
    say(f"{int(taught.done.sum())} of {len(taught.done)} runs annotated, {taught.sure.mean() / LEVELS:.3f} sure")
    taught.write(file)


def _write_silver(taught: Taught, labels: Mapping[str, Any], file: Path) -> None:
    kept = {name: getattr(taught, name) for name in ("head", "dep", "pos", "sure")}
    packed = {name: np.packbits(getattr(taught, name)) for name in ("start", "done")}
    write_arrays(file, {"labels": labels, "words": len(taught.head)}, {**kept, **packed})


@torch.no_grad()
def answers(
    teachers: Sequence[Teacher], runs: Runs, found: Sequence[Sequence[int]], root: int
) -> Iterator[tuple[Sequence[int], Batch, Mapping[str, Tensor]]]:
    """Yield for each batch what the teachers say together: trees in the sentences they see, labels, tags, sureness."""
    device = teachers[0].far.device
    for ids, batch in feed(runs, found, device):
        with torch.no_grad(), half(device):
            said: list[Said] = [teacher(batch) for teacher in teachers]
        mean = {k: torch.stack([torch.softmax(getattr(s, k), -1) for s in said]).mean(0) for k in ("pos", "lemma")}
        start = (torch.stack([torch.sigmoid(s.start) for s in said]).mean(0) > 0.5) & batch["mask"]
        start[:, 0] = True
        sentence = start.long().cumsum(1)
        arcs = torch.stack([torch.softmax(fenced(s.arcs, sentence, batch["mask"]), -1) for s in said]).mean(0)
        heads = _trees(arcs, sentence, batch["mask"])
        with torch.no_grad(), half(device):
            parts = [torch.softmax(t.labels(s, heads), -1) for t, s in zip(teachers, said, strict=True)]
        labels = torch.stack(parts).mean(0)
        own = heads == torch.arange(heads.shape[1], device=device)
        labels[..., root] = torch.where(own, 1.0, -1.0)
        sure = torch.gather(arcs, 2, heads[..., None]).squeeze(-1) * labels.max(-1).values
        tags = {"pos": mean["pos"].argmax(-1), "lemma": mean["lemma"][..., 1:].argmax(-1) + 1, "chance": mean["pos"]}
        yield ids, batch, {"head": heads, "dep": labels.argmax(-1), "start": start, "sure": sure, **tags}


def _trees(arcs: Tensor, sentence: Tensor, mask: Tensor) -> Tensor:
    """Return the best head of each word; where these make no tree of one root, the best tree."""
    heads = arcs.argmax(-1)
    place = torch.arange(heads.shape[1], device=heads.device).expand_as(heads)
    rooted = (heads == place) & mask
    top = heads
    for _ in range(_CHAIN):
        top = torch.gather(top, 1, top)
    roots = torch.zeros(len(heads), int(sentence.max()) + 1, device=heads.device)
    roots.scatter_add_(1, sentence, rooted.float())
    wrong = ((torch.gather(roots, 1, sentence) != 1) | ~torch.gather(rooted, 1, top)) & mask
    for row in wrong.any(1).nonzero().squeeze(1).tolist():
        scores = torch.log(arcs[row].float() + 1e-9).cpu().numpy()
        for number in sorted(set(sentence[row][wrong[row]].tolist())):
            words = ((sentence[row] == number) & mask[row]).nonzero().squeeze(1).cpu().numpy()
            best = words[best_tree(scores[np.ix_(words, words)])]
            heads[row, torch.from_numpy(words).to(heads.device)] = torch.from_numpy(best).to(heads.device)
    return heads


def agreement(teachers: Sequence[Teacher], runs: Runs, labels: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    """Return UPOS, UAS and LAS over gold words, with the sentences that the teachers see."""
    upos = np.array([label.split("POS=")[1].split("|")[0] for label in labels["pos"]])
    plain = np.array([label.partition(":")[0] for label in labels["dep"]])
    counts = np.zeros(4)
    for _, batch, found in answers(teachers, runs, batches(runs, PIECES_ASKED), labels["dep"].index("root")):
        mask = batch["mask"]
        gold, seen = ({k: part[k][mask].cpu().numpy() for k in ("head", "dep", "pos")} for part in (batch, found))
        heads = gold["head"] == seen["head"]
        same = heads & (plain[gold["dep"]] == plain[seen["dep"]])
        counts += [len(heads), (upos[gold["pos"]] == upos[seen["pos"]]).sum(), heads.sum(), same.sum()]
    return dict(zip(("UPOS", "UAS", "LAS"), (counts[1:] / counts[0]).round(4).tolist(), strict=True))


def ask(teachers: Sequence[Teacher], runs: Runs, root: int, seconds: float) -> Taught:
    """Return what the teachers say of runs, in an order of chance, as far as the time goes."""
    begun, found = time.monotonic(), batches(runs, PIECES_ASKED)
    np.random.default_rng(3).shuffle(found)
    taught = Taught.empty(len(runs.types), len(runs.lengths), teachers[0].pos.out_features)
    for ids, batch, said in answers(teachers, runs, found, root):
        mask, at = batch["mask"], runs.words(ids)
        gap = said["head"] - torch.arange(mask.shape[1], device=mask.device)
        levels = {**said, "head": gap, "sure": (said["sure"] * LEVELS).round()}
        for name in ("head", "dep", "pos", "lemma", "start", "sure"):
            getattr(taught, name)[at] = levels[name][mask].cpu().numpy()
        chances, tags = said["chance"][mask].topk(taught.tags.shape[1], -1)
        taught.tags[at], taught.chances[at] = tags.cpu().numpy(), chances.half().cpu().numpy()
        taught.done[list(ids)] = True
        if time.monotonic() - begun > seconds:
            break
    return taught
