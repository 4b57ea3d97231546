"""Corpora become `argument-encoder`: examples, two stages, weights on unseen sources, export; what is done is kept.

Stage one learns from public corpora. Stage two learns from hand-made maps, once for each group of sources left out,
so that the weights beside the rules are fitted on what an encoder had not seen, and once on all for shipping.
"""

import hashlib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ModelError, UnknownNameError
from argmap.train.arguments_examples import Example, example
from argmap.train.corpora import CORPORA, OPEN, Pair, aif, cmv, mapped, replies, statements

if TYPE_CHECKING:
    from argmap.train.arguments_training import Plan

GROUPS = (("iac",), ("rumoureval", "lobsters", "hn", "delving", "discourse"), ("usenet", "wicg", "article"))
BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DOMAIN = "comment"
_STATEMENTS = ("debatepedia-pairs", "perspectrum", "ibm-claim-stance")
_TURNED = 6000
_SHARES: tuple[tuple[str, str, int], ...] = (
    ("nixon-kennedy", "", 700), ("debagreement", "", 4288), ("subreddit-agreement", "", 2383),
    ("iac-aif", "support", 900), ("iac-aif", "attack", 1700), ("us2016-aif", "attack", 572),
    ("us2016-aif", "support", 900), ("us2016-aif", "none", 600), ("qt30-aif", "attack", 781),
    ("qt30-aif", "support", 900), ("qt30-aif", "none", 400),
)  # fmt: skip
_REHEARSED = (("debagreement", 500), ("subreddit-agreement", 300), ("us2016-aif", 300), ("iac-aif", 200))
_QUOTING = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: passes over documents in both stages, and the most pairs and quoting threads of stage one."""

    first: int = 1
    second: int = 5
    pairs: int = 1_000_000
    quoting: int = _QUOTING


WHOLE = Size()


def train_arguments(corpora: Path, gold: Path, base: Path, work: Path, out: Path, *, licences: str = "all") -> None:
    """Train from the corpora in `corpora` and the maps in `gold`, going on with what `work` holds; ship to `out`."""
    needs_torch()
    _check(base, licences)
    work.mkdir(parents=True, exist_ok=True)
    pairs, documents = pairs_of(corpora, licences), documents_of(corpora, licences)
    maps = dict(mapped.maps(gold))
    own = [example(name, "gold-train", one) for name, one in maps.items()]
    first = _stage_one(documents, pairs, base, work)
    for at, held in enumerate(GROUPS):
        _stage_two([e for e in own if source(e.name) not in held], pairs, first, base, work / f"without{at}")
    _stage_two(own, pairs, first, base, work / "shipped")
    config = settings(maps, work)
    ship(work / "shipped", config, out)


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


def source(name: str) -> str:
    """Return the site a map of this name is from: `wicg10` is from `wicg`."""
    match = re.match(r"[a-z]+", name)
    return match.group() if match else name


def pairs_of(corpora: Path, licences: str) -> list[Pair]:
    """Return the pairs of every corpus whose licence is wanted: `all`, or `open` ones alone."""
    found = [
        *statements.debatepedia(corpora / "debatepedia-pairs"),
        *statements.perspectrum(corpora / "perspectrum"),
        *statements.ibm_claim_stance(corpora / "ibm-claim-stance"),
        *statements.nixon_kennedy(corpora / "nixon-kennedy"),
        *replies.debagreement(corpora / "debagreement"),
        *replies.subreddit_agreement(corpora / "subreddit-agreement"),
        *replies.iac(corpora / "iac-aif"),
        *aif.nodesets(corpora / "us2016-aif", corpus="us2016-aif", domain="comment"),
        *aif.nodesets(corpora / "qt30-aif", corpus="qt30-aif", domain="speech"),
    ]
    return [pair for pair in found if wanted(pair.corpus, licences)]


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


def _stage_one(documents: Sequence[Example], pairs: Sequence[Pair], base: Path, work: Path) -> Path:
    from argmap.train.arguments_model import base as sentence_encoder
    from argmap.train.arguments_training import Plan

    checkpoint = work / "stage1.pt"
    plan = Plan(documents=2, pairs=33_000, rate=1.5e-4)
    _run(sentence_encoder(base / "model.safetensors"), documents, drawn(pairs), plan, base, checkpoint)
    return checkpoint


def _stage_two(own: Sequence[Example], pairs: Sequence[Pair], first: Path, base: Path, folder: Path) -> None:
    from argmap.train.arguments_export import export
    from argmap.train.arguments_training import Plan, load

    chance, old = random.Random(3), []
    for corpus, count in _REHEARSED:
        rows = [pair for pair in pairs if pair.corpus == corpus]
        old += chance.sample(rows, min(count, len(rows)))
    mixed = [pair for one in own for pair in one.pairs] * 2 + old
    folder.mkdir(parents=True, exist_ok=True)
    plan = Plan(documents=4, pairs=len(mixed), rate=1e-4, seed=11)
    model = load(first)
    _run(model, own, mixed, plan, base, folder / "stage2.pt")
    if not (folder / "model.onnx").is_file():
        export(model, base / "tokenizer.json", folder)
        (folder / "config.json").write_text(json.dumps({"domain": _DOMAIN}), encoding="utf-8")


def _run(
    model: Any, documents: Sequence[Example], pairs: Sequence[Pair], plan: "Plan", base: Path, checkpoint: Path
) -> None:
    from argmap.train.arguments_training import Reader, train

    train(model, Reader(base / "tokenizer.json"), documents, pairs, plan, checkpoint)


def settings(maps: dict[str, ArgumentMap], work: Path) -> dict[str, Any]:
    """Return the configuration of the shipped encoder: weights fitted on what each encoder had not seen."""
    from argmap.nlp.encoder import Encoder
    from argmap.train.arguments_weights import blends, link_weights

    unseen = {at: Encoder(work / f"without{at}") for at in range(len(GROUPS))}
    home = {name: next((at for at, held in enumerate(GROUPS) if source(name) in held), 0) for name in maps}
    given = [(name, one, unseen[home[name]]) for name, one in maps.items()]
    weights = blends(given)
    plain = {"domain": _DOMAIN, "least_component": _LEAST}
    for encoder in unseen.values():
        encoder.config = {**plain, "weights": weights}
    return {**plain, "weights": weights, "relations": link_weights(given)}


def ship(folder: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model to `out`, sealed; what is said about it there stays."""
    from argmap.nlp.sealed import seal

    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    seal(out)
