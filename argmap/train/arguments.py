"""Corpora become `argument-encoder`: examples, three stages, weights on unseen maps, export; what is done is kept.

Stage one learns from public corpora, stage two from threads labelled in one reading, stage three from maps made with
more care. The last two run with several seeds, whose weights are averaged (Wortsman et al. 2022, "Model soups"). The
weights beside the rules are fitted on the careful maps, each judged by an encoder whose stage three left it out.
"""

import hashlib
import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ModelError, UnknownNameError
from argmap.train.arguments_examples import Example, example
from argmap.train.arguments_mixture import documents_of, drawn, pairs_of, rehearsed
from argmap.train.corpora import Pair, labelled, mapped

if TYPE_CHECKING:
    from argmap.train.arguments_training import Plan

BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DOMAIN = "comment"
_LEAST = 0.32
_RATE, _LAST, _SEED = 1e-4, 5e-5, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: the pairs of stage one, the passes over documents in each stage, seeds and folds."""

    pairs: int = 33_000
    first: int = 2
    second: int = 8
    third: int = 3
    seeds: int = 3
    folds: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where training reads: corpora, threads and their labels by place, careful maps, the encoder to start from."""

    corpora: Path
    data: Path
    labels: Path
    gold: Path
    base: Path


WHOLE = Size()


def train_arguments(
    at: Sources,
    work: Path,
    out: Path,
    *,
    licences: str = "all",
    size: Size = WHOLE,
    minutes: float = math.inf,
    say: Callable[[str], None] = lambda line: None,
) -> bool:
    """Train from the sources, going on with what `work` holds; ship to `out`. Return whether it came so far.

    After so many `minutes` a run ends, and the next goes on there. More seeds go on from those that are done: what
    comes after stage two lies in a folder for each number of seeds, the open variant in a folder of its own.
    """
    needs_torch()
    from argmap.train.arguments_training import Paused

    _check(at.base, licences)
    home = work if licences == "all" else work / licences
    (home / f"seeds-{size.seeds}").mkdir(parents=True, exist_ok=True)
    try:
        _trained(at, home, out, licences, size, until=time.monotonic() + minutes * 60, say=say)
    except Paused:
        return False
    return True


def _trained(
    at: Sources, work: Path, out: Path, licences: str, size: Size, *, until: float, say: Callable[[str], None]
) -> None:
    from argmap.train.arguments_export import parity
    from argmap.train.arguments_model import base
    from argmap.train.arguments_reading import Reader
    from argmap.train.arguments_training import Plan, load, mean, train

    reader, after = Reader(at.base / "tokenizer.json"), work / f"seeds-{size.seeds}"
    pairs, careful = pairs_of(at.corpora, licences), dict(sorted(mapped.maps(at.gold)))
    old, seeds = rehearsed(pairs), [_SEED + at for at in range(size.seeds)]
    own = [example(name, "gold-train", one) for name, one in careful.items()]

    def stage(path: Path, before: Any, given: Sequence[Example], mixed: Sequence[Pair], plan: "Plan") -> Path:
        train(before, reader, given, mixed, plan, path, until=until, say=say)
        return path

    def later(path: Path, before: Path, given: Sequence[Example], passes: int, rate: float, seed: int) -> Path:
        mixed = [pair for one in given for pair in one.pairs] * 2 + old
        return stage(path, load(before), given, mixed, Plan(documents=passes, pairs=len(mixed), rate=rate, seed=seed))

    plan = Plan(documents=size.first, pairs=size.pairs, rate=1.5e-4)
    start = base(at.base / "model.safetensors")
    first = stage(work / "stage1.pt", start, documents_of(at.corpora, licences), drawn(pairs), plan)
    read = [example(name, "gold-train", one) for name, one in labelled.maps(at.labels, at.corpora, at.data)]
    seconds = [later(work / f"second-{seed}.pt", first, read, size.second, _RATE, seed) for seed in seeds]
    second = mean(seconds, after / "second.pt")
    thirds = [later(after / f"third-{seed}.pt", second, own, size.third, _LAST, seed) for seed in seeds]
    texts = [row for one in own for row in one.units]
    judges: dict[str, Path] = {}
    for fold in range(size.folds):
        seen = [one for place, one in enumerate(own) if place % size.folds != fold]
        made = later(after / f"fold-{fold}.pt", second, seen, size.third, _LAST, _SEED)
        folder = _exported(made, at.base, after / f"fold-{fold}", texts)
        judges |= dict.fromkeys(list(careful)[fold :: size.folds], folder)
    third = _exported(mean(thirds, after / "third.pt"), at.base, after / "third", texts)
    changed = parity(third, texts, [(pair.reply, pair.parent) for one in own for pair in one.pairs])
    say(f"labels that int8 changes: {changed}")
    ship(third, settings(careful, judges), out)


def _check(base: Path, licences: str) -> None:
    if licences not in ("all", "open"):
        raise UnknownNameError(f"no licences are called {licences!r}; known: all, open")
    weights = base / "model.safetensors"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != BASE:
        raise ModelError(f"{weights} is not the all-MiniLM-L6-v2 that training starts from (sha256 {BASE[:12]}...)")


def needs_torch() -> None:
    """Raise ModelError where what training needs is not installed."""
    try:
        import onnx  # noqa: F401
        import safetensors  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        raise ModelError(f"training needs {error.name}; install argmap[train]") from error


def _exported(checkpoint: Path, base: Path, folder: Path, texts: Sequence[Sequence[str]]) -> Path:
    from argmap.train.arguments_export import export
    from argmap.train.arguments_reading import Reader
    from argmap.train.arguments_training import load

    if not (folder / "config.json").is_file():
        tokenizer = base / "tokenizer.json"
        export(load(checkpoint), tokenizer, folder, Reader(tokenizer).rows(texts))
        (folder / "config.json").write_text(json.dumps({"domain": _DOMAIN}), encoding="utf-8")
    return folder


def settings(maps: Mapping[str, ArgumentMap], folders: Mapping[str, Path]) -> dict[str, Any]:
    """Return the configuration fitted on `maps`, each judged by the encoder in its folder, which has not seen it."""
    from argmap.nlp.encoder import Encoder
    from argmap.train.arguments_weights import blends, judged, link_weights, usual

    encoders = {folder: Encoder(folder) for folder in set(folders.values())}
    given = [(name, one, encoders[folders[name]]) for name, one in maps.items()]
    said = [judged(*one) for one in given]
    weights = blends(said)
    plain = {"domain": _DOMAIN, "least_component": _LEAST, "usual_component": usual(said)}
    for encoder in encoders.values():
        encoder.config = {**plain, "weights": weights}
    return {**plain, "weights": weights, "relations": link_weights(given, said)}


def ship(folder: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model to `out`, sealed; what is said about it there stays."""
    from argmap.nlp.sealed import seal

    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    seal(out)
