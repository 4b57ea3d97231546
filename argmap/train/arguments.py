"""Corpora become `argument-encoder`: examples, three stages, weights on unseen maps, export; what is done is kept.

Stage one learns from public corpora, stage two from threads labelled in one reading, stage three from maps made with
more care. The last two run with several seeds, whose weights are averaged (Wortsman et al. 2022, "Model soups"). The
weights beside the rules are fitted on the careful maps, each judged by an encoder whose stage three left it out.
"""

import hashlib
import json
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ModelError, UnknownNameError
from argmap.train.arguments_examples import Example, example
from argmap.train.corpora import CORPORA, OPEN, Pair, aif, cmv, labelled, mapped, replies, statements

if TYPE_CHECKING:
    from argmap.train.arguments_training import Plan

BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DOMAIN = "comment"
_LEAST = 0.32
_RATE, _LAST, _SEED = 1e-4, 5e-5, 11
_SHARES: tuple[tuple[str, str, int], ...] = (
    ("debatepedia-pairs", "", 6500), ("perspectrum", "", 3500), ("ibm-claim-stance", "", 1039),
    ("nixon-kennedy", "", 700), ("debagreement", "", 8576), ("subreddit-agreement", "", 4766),
    ("iac-aif", "support", 900), ("iac-aif", "attack", 1700), ("us2016-aif", "attack", 572),
    ("us2016-aif", "support", 900), ("us2016-aif", "none", 600), ("qt30-aif", "attack", 781),
    ("qt30-aif", "support", 900), ("qt30-aif", "none", 400),
)  # fmt: skip
_REHEARSED = (("debagreement", 500), ("subreddit-agreement", 300), ("us2016-aif", 300), ("iac-aif", 200))


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
    from argmap.train.arguments_training import Plan, Reader, load, mean, train

    reader, after = Reader(at.base / "tokenizer.json"), work / f"seeds-{size.seeds}"
    pairs, careful = pairs_of(at.corpora, licences), dict(sorted(mapped.maps(at.gold)))
    old, seeds = _rehearsed(pairs), [_SEED + at for at in range(size.seeds)]
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


def pairs_of(corpora: Path, licences: str) -> list[Pair]:
    """Return the pairs of every corpus whose licence is wanted: `all`, or `open` ones alone."""
    loaded = (
        ("debatepedia-pairs", statements.debatepedia(corpora / "debatepedia-pairs")),
        ("perspectrum", statements.perspectrum(corpora / "perspectrum")),
        ("ibm-claim-stance", statements.ibm_claim_stance(corpora / "ibm-claim-stance")),
        ("nixon-kennedy", statements.nixon_kennedy(corpora / "nixon-kennedy")),
        ("debagreement", replies.debagreement(corpora / "debagreement")),
        ("subreddit-agreement", replies.subreddit_agreement(corpora / "subreddit-agreement")),
        ("iac-aif", replies.iac(corpora / "iac-aif")),
        ("us2016-aif", aif.nodesets(corpora / "us2016-aif", corpus="us2016-aif", domain="comment")),
        ("qt30-aif", aif.nodesets(corpora / "qt30-aif", corpus="qt30-aif", domain="speech")),
    )
    return [pair for corpus, rows in loaded if wanted(corpus, licences) for pair in rows]


def documents_of(corpora: Path, licences: str) -> list[Example]:
    """Return the documents with marked components of every corpus whose licence is wanted."""
    loaded = (
        ("cmv-modes", cmv.threads(corpora / "cmv-modes")),
        ("cdcp", mapped.cdcp(corpora / "cdcp")),
        ("habernal-web-discourse", mapped.habernal(corpora / "habernal-web-discourse")),
    )
    return [example(name, corpus, one) for corpus, rows in loaded if wanted(corpus, licences) for name, one in rows]


def drawn(pairs: Sequence[Pair], *, seed: int = 7) -> list[Pair]:
    """Return the mixture of stage one: so many pairs of each corpus, small ones that are near the task twice."""
    chance, found = random.Random(seed), []
    for corpus, label, count in _SHARES:
        rows = [p for p in pairs if p.corpus == corpus and label in ("", p.label)]
        found += rows * (count // len(rows)) if rows else []
        found += chance.sample(rows, count % len(rows)) if rows else []
    return found


def wanted(corpus: str, licences: str) -> bool:
    """Return whether a corpus trains under these licences: `all`, or `open` ones alone."""
    return licences == "all" or any(c.name == corpus and c.openness == OPEN for c in CORPORA)


def _rehearsed(pairs: Sequence[Pair]) -> list[Pair]:
    chance, old = random.Random(3), []
    for corpus, count in _REHEARSED:
        rows = [pair for pair in pairs if pair.corpus == corpus]
        old += chance.sample(rows, min(count, len(rows)))
    return old


def _exported(checkpoint: Path, base: Path, folder: Path, texts: Sequence[Sequence[str]]) -> Path:
    from argmap.train.arguments_export import export
    from argmap.train.arguments_training import Reader, load

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
