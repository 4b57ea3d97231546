"""Corpora become `argument-encoder`: examples, two stages, weights on unseen sources, export; what is done is kept.

Stage one learns from public corpora, from quotes in raw discussions and from who answers whom. Stage two learns from
hand-made maps, once for each group of sources left out, so that the weights of all clues are fitted on what an encoder
had not seen, and once on all for shipping; the weights of several seeds are averaged (Wortsman et al. 2022). Some
threads of Change My View are kept out of everything, to measure on.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ModelError, UnknownNameError
from argmap.read import number, read_text
from argmap.thread import thread
from argmap.train.arguments_examples import Example, Talk, example
from argmap.train.arguments_examples import quoting as quoting_example
from argmap.train.corpora import CORPORA, OPEN, Pair, aif, cmv, mapped, quoting, replies, statements
from argmap.train.talks import talks_of

if TYPE_CHECKING:
    from argmap.train.arguments_training import Plan
    from argmap.train.arguments_weights import Source

GROUPS = (("iac",), ("rumoureval", "lobsters", "hn", "delving", "discourse"), ("usenet", "wicg", "article"))
BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DOMAIN = "comment"
_SHARES: tuple[tuple[str, str, int], ...] = (
    ("nixon-kennedy", "", 700), ("debagreement", "", 8576), ("subreddit-agreement", "", 4766),
    ("iac-aif", "support", 1426), ("iac-aif", "attack", 2200), ("us2016-aif", "attack", 572),
    ("us2016-aif", "support", 1200), ("us2016-aif", "none", 700), ("qt30-aif", "attack", 781),
    ("qt30-aif", "support", 1200), ("qt30-aif", "none", 500),
)  # fmt: skip
_TURNED = (("debatepedia-pairs", 9000), ("perspectrum", 3891), ("ibm-claim-stance", 1039))
_REHEARSED = (
    ("debagreement", 300), ("subreddit-agreement", 200), ("us2016-aif", 150), ("iac-aif", 150),
    ("debatepedia-pairs", 200),
)  # fmt: skip
_QUOTING, _OLD_QUOTING, _OLD_TALKS = 1200, 60, 150
_LONG_THREAD, _LONG_LINE = 80, 60
_SAMPLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: passes over documents in both stages, pairs and quoting threads of stage one.

    Of `seeds` models the weights are averaged; by default three where there is a graphics card, else one.
    """

    first: int = 2
    second: int = 14
    pairs: int = 75_000
    quoting: int = _QUOTING
    seeds: int | None = None


WHOLE = Size()


def train_arguments(
    corpora: Path, gold: Path, base: Path, work: Path, out: Path, *, licences: str = "all", size: Size = WHOLE
) -> None:
    """Train from the corpora in `corpora` and the maps in `gold`, going on with what `work` holds; ship to `out`."""
    needs_torch()
    _check(base, licences)
    work.mkdir(parents=True, exist_ok=True)
    pairs, documents = pairs_of(corpora, licences), documents_of(corpora, licences)
    maps = dict(mapped.maps(gold))
    own = [example(name, "gold-train", one) for name, one in maps.items()]
    known = lines([post.text for one in maps.values() for post in one.posts().values()])
    quoted = quoting_of(corpora, licences, size.quoting, without=known)
    chains = [one for one in documents if one.corpus == "cmv-modes"]
    talks = talks_of(corpora) if wanted("raw-discussions", licences) else []
    first = _stage_one([*documents, *chains, *quoted], pairs, talks, base, work, size)
    rest = _Rest(documents=[*chains, *quoted[:_OLD_QUOTING]], pairs=_rehearsed(pairs), talks=talks)
    for at, held in enumerate(GROUPS):
        _stage_two([e for e in own if source(e.name) not in held], rest, first, base, work / f"without{at}", size)
    _stage_two(own, rest, first, base, work / "shipped", size)
    config = settings(sources_of(gold, maps, work))
    if chains:
        config["held_out"] = {"cmv-modes": held_threads(corpora)}
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
    """Return the documents with marked components of every corpus whose licence is wanted, but for what is held out."""
    loaded: tuple[tuple[str, Iterable[tuple[str, ArgumentMap]]], ...] = (
        ("cmv-modes", cmv.threads(corpora / "cmv-modes")),
        ("cdcp", mapped.cdcp(corpora / "cdcp")),
        ("habernal-web-discourse", mapped.habernal(corpora / "habernal-web-discourse")),
    )
    held = held_threads(corpora) if wanted("cmv-modes", licences) else ()
    found = [(name, corpus, one) for corpus, rows in loaded if wanted(corpus, licences) for name, one in rows]
    return [example(*one) for one in found if not (one[1] == "cmv-modes" and one[0] in held)]


def held_threads(corpora: Path) -> tuple[str, ...]:
    """Return the threads of Change My View that nothing trains on: every fourth by its id."""
    return tuple(sorted({name for name, _ in cmv.threads(corpora / "cmv-modes")})[::4])


def quoting_of(corpora: Path, licences: str, most: int, *, without: frozenset[str] = frozenset()) -> list[Example]:
    """Return `most` raw discussions in which posts quote each other; none that shares a long line with `without`."""
    if not wanted("raw-discussions", licences):
        return []
    raw = corpora / "raw-discussions"
    found: list[Example] = []
    for corpus, threads, share in (
        ("iac-forum", quoting.iac_forum(corpora / "iac-forum"), 0.3),
        ("raw-discussions", quoting.raw(raw / "20newsgroups-original.jsonl.gz"), 0.7),
    ):
        begun = len(found)
        for name, discussion in threads:
            if len(found) - begun >= share * most:
                break
            if len(discussion.posts) <= _LONG_THREAD and not lines([p.text for p in discussion.posts]) & without:
                one = quoting_example(name, corpus, [discussion])
                found += [one] if one.links else []
    return found


def lines(texts: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of the long lines of some texts, quote signs left aside: what gives a copy away."""
    stripped = (line.strip().lstrip("> ") for text in texts for line in text.split("\n"))
    return frozenset(line[:_LONG_LINE] for line in stripped if len(line) >= _LONG_LINE)


def drawn(pairs: Sequence[Pair], *, seed: int = 1) -> list[Pair]:
    """Return the mixture of stage one: statements each with its parent denied as well, and so many of each corpus."""
    chance = random.Random(seed)
    found: list[Pair] = []
    for corpus, count in _TURNED:
        stated = [pair for pair in pairs if pair.corpus == corpus]
        stated = chance.sample(stated, min(count, len(stated)))
        found += [*stated, *statements.turned(stated)]
    for corpus, label, count in _SHARES:
        rows = [p for p in pairs if p.corpus == corpus and label in ("", p.label)]
        found += rows * (count // len(rows)) if rows else []
        found += chance.sample(rows, count % len(rows)) if rows else []
    return found


def _rehearsed(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the older pairs that stage two is given against forgetting."""
    chance, found = random.Random(3), list[Pair]()
    for corpus, count in _REHEARSED:
        rows = [pair for pair in pairs if pair.corpus == corpus]
        found += chance.sample(rows, min(count, len(rows)))
    return found


def wanted(corpus: str, licences: str) -> bool:
    """Return whether a corpus trains under these licences: `all`, or `open` ones alone."""
    return licences == "all" or any(c.name == corpus and c.openness == OPEN for c in CORPORA)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """What stage two learns from beside the hand-made maps, against forgetting."""

    documents: Sequence[Example]
    pairs: Sequence[Pair]
    talks: Sequence[Talk]


def _stage_one(
    documents: Sequence[Example], pairs: Sequence[Pair], talks: Sequence[Talk], base: Path, work: Path, size: Size
) -> list[Path]:
    from argmap.train.arguments_model import base as sentence_encoder
    from argmap.train.arguments_training import Plan

    found = []
    for seed in range(1, _seeds(size) + 1):
        found.append(work / f"stage1-{seed}.pt")
        plan = Plan(documents=size.first, pairs=size.pairs, talks=1, rate=2e-4, seed=seed, large=2)
        model = sentence_encoder(base / "model.safetensors", seed=seed)
        _run(model, documents, drawn(pairs, seed=seed), talks, plan, base, found[-1])
    return found


def _stage_two(
    own: Sequence[Example], rest: _Rest, first: Sequence[Path], base: Path, folder: Path, size: Size
) -> None:
    from argmap.train.arguments_export import export
    from argmap.train.arguments_training import Plan, Reader, averaged, load

    if (folder / "model.onnx").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    mixed = [*[pair for one in own for pair in one.pairs] * 3, *rest.pairs]
    documents = [*list(own) * size.second, *rest.documents]
    models = []
    for seed, start in enumerate(first, 1):
        plan = Plan(documents=1, pairs=len(mixed), talks=1, rate=1e-4, seed=10 + seed)
        talks = random.Random(seed).sample(list(rest.talks), min(_OLD_TALKS, len(rest.talks)))
        models.append(load(start))
        _run(models[-1], documents, mixed, talks, plan, base, folder / f"stage2-{seed}.pt")
    sample = Reader(base / "tokenizer.json").rows([row for one in own[:: len(own) // 4 or 1] for row in one.units])
    export(averaged(models), base / "tokenizer.json", folder, sample[:_SAMPLE])
    (folder / "config.json").write_text(json.dumps({"domain": _DOMAIN}), encoding="utf-8")


def _seeds(size: Size) -> int:
    from argmap.train.arguments_training import device

    return size.seeds or (3 if device().type == "cuda" else 1)


def _run(
    model: Any, documents: Sequence[Example], pairs: Sequence[Pair], talks: Sequence[Talk], plan: "Plan", base: Path,
    checkpoint: Path,
) -> None:  # fmt: skip
    from argmap.train.arguments_training import Reader, train

    train(model, Reader(base / "tokenizer.json"), documents, pairs, plan, checkpoint, talks=talks)


def sources_of(gold: Path, maps: Mapping[str, ArgumentMap], work: Path) -> list["Source"]:
    """Return the hand-made maps, each with its text as argmap reads it and the encoder that has not seen it."""
    from argmap.nlp.encoder import Encoder
    from argmap.train.arguments_weights import Source

    unseen = {at: Encoder(work / f"without{at}") for at in range(len(GROUPS))}
    found = []
    for name, one in maps.items():
        group = next((at for at, held in enumerate(GROUPS) if source(name) in held), 0)
        text = gold / f"{name}.txt"
        read = (
            thread(number([read_text(text.read_text(encoding="utf-8"), source=text.name)])) if text.is_file() else None
        )
        found.append(
            Source(name=name, group=group, gold=one, discussions=read or one.discussions, encoder=unseen[group])
        )
    return found


def settings(given: Sequence["Source"]) -> dict[str, Any]:
    """Return the configuration of the shipped encoder: weights fitted on what each encoder had not seen."""
    from argmap.train.arguments_weights import blends, candidates, judged, least_component, link_weights

    said = [judged(one) for one in given]
    weights = blends(said)
    plain = {"domain": _DOMAIN, "weights": weights, "least_component": least_component(said, weights["component"])}
    for one in given:
        one.encoder.config = plain
    found = [candidates(one) for one in given]
    return {**plain, "relations": link_weights(found, [one.group for one in given])}


def ship(folder: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model to `out`, sealed; what is said about it there stays."""
    from argmap.nlp.sealed import seal

    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    seal(out)
