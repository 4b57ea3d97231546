"""Corpora become `argument-encoder`: examples, two stages, weights on unseen sources, export; what is done is kept.

Stage one learns from public corpora and from quotes in raw discussions. Stage two learns from hand-made maps, once
for each group of sources left out, so that the weights of all clues are fitted on what an encoder had not seen, and
once on all for shipping. Some threads of Change My View are kept out of everything, to measure on.
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
from argmap.train.arguments_examples import Example, example
from argmap.train.arguments_examples import quoting as quoting_example
from argmap.train.corpora import CORPORA, OPEN, Pair, aif, cmv, mapped, quoting, replies, statements

if TYPE_CHECKING:
    from argmap.train.arguments_training import Plan
    from argmap.train.arguments_weights import Source

GROUPS = (("iac", "lobsters"), ("rumoureval", "hn", "delving", "discourse", "usenet", "wicg", "article"))
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
_REHEARSED = (("debagreement", 300), ("subreddit-agreement", 200), ("us2016-aif", 150), ("iac-aif", 100))
_QUOTING = 330
_LONG_THREAD, _LONG_LINE = 80, 60
_FROZEN, _SAMPLE = 2, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: passes over documents in both stages, the most pairs and quoting threads of stage one."""

    first: int = 1
    second: int = 5
    pairs: int = 1_000_000
    quoting: int = _QUOTING


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
    first = _stage_one([*documents, *chains, *chains, *quoted], pairs, base, work, size)
    for at, held in enumerate(GROUPS):
        seen = [e for e in own if source(e.name) not in held]
        _stage_two(seen, chains, pairs, first, base, work / f"without{at}", size)
    _stage_two(own, chains, pairs, first, base, work / "shipped", size)
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


def drawn(pairs: Sequence[Pair], *, seed: int = 7) -> list[Pair]:
    """Return the mixture of stage one: statements each with its parent denied as well, and so many of each corpus."""
    chance = random.Random(seed)
    stated = [pair for pair in pairs if pair.corpus in _STATEMENTS]
    stated = chance.sample(stated, min(_TURNED, len(stated)))
    found = [*stated, *statements.turned(stated)]
    for corpus, label, count in _SHARES:
        rows = [p for p in pairs if p.corpus == corpus and label in ("", p.label)]
        found += chance.sample(rows, min(count, len(rows)))
    return found


def wanted(corpus: str, licences: str) -> bool:
    """Return whether a corpus trains under these licences: `all`, or `open` ones alone."""
    return licences == "all" or any(c.name == corpus and c.openness == OPEN for c in CORPORA)


def _stage_one(documents: Sequence[Example], pairs: Sequence[Pair], base: Path, work: Path, size: Size) -> Path:
    from argmap.train.arguments_model import base as sentence_encoder
    from argmap.train.arguments_training import Plan

    checkpoint = work / "stage1.pt"
    mixed = drawn(pairs)[: size.pairs]
    plan = Plan(documents=size.first, pairs=len(mixed), rate=1.5e-4)
    _run(sentence_encoder(base / "model.safetensors"), documents, mixed, plan, base, checkpoint)
    return checkpoint


def _stage_two(
    own: Sequence[Example], others: Sequence[Example], pairs: Sequence[Pair], first: Path, base: Path, folder: Path,
    size: Size,
) -> None:  # fmt: skip
    from argmap.train.arguments_export import export
    from argmap.train.arguments_training import Plan, Reader, load

    if (folder / "model.onnx").is_file():
        return
    chance, old = random.Random(3), []
    for corpus, count in _REHEARSED:
        rows = [pair for pair in pairs if pair.corpus == corpus]
        old += chance.sample(rows, min(count, len(rows)))
    mixed = [pair for one in own for pair in one.pairs] * 2 + old
    folder.mkdir(parents=True, exist_ok=True)
    plan = Plan(documents=1, pairs=len(mixed), rate=1e-4, seed=11, frozen=_FROZEN)
    model = load(first)
    _run(model, [*list(own) * size.second, *others], mixed, plan, base, folder / "stage2.pt")
    sample = Reader(base / "tokenizer.json").rows([row for one in own[:: len(own) // 4 or 1] for row in one.units])
    export(model, base / "tokenizer.json", folder, sample[:_SAMPLE])
    (folder / "config.json").write_text(json.dumps({"domain": _DOMAIN}), encoding="utf-8")


def _run(
    model: Any, documents: Sequence[Example], pairs: Sequence[Pair], plan: "Plan", base: Path, checkpoint: Path
) -> None:
    from argmap.train.arguments_training import Reader, train

    train(model, Reader(base / "tokenizer.json"), documents, pairs, plan, checkpoint)


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
