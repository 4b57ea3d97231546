"""Corpora become `argument-encoder`: examples, three stages, weights on unseen maps, export; what is done is kept.

Stage one learns from public corpora, stage two from threads labelled in one reading, stage three from maps made with
more care. The last two run with several seeds, whose weights are averaged (Wortsman et al. 2022, "Model soups"). What
is weighed beside the encoder is fitted on maps that nothing learns from (`weights`).

With a teacher, larger encoders are trained in stages one and two first, none on the careful maps, and stage two also
learns from what they say together of threads that nobody labelled (Hinton et al. 2015, "Distilling the knowledge in a
neural network"). Then CMV-modes stays unseen by all of them.
"""

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ModelError, UnknownNameError
from argmap.nlp.link_network import LinkNetwork, keep
from argmap.train.arguments.contrasts import contrasts
from argmap.train.arguments.examples import example
from argmap.train.arguments.lessons import Lesson, Lessons, Size
from argmap.train.arguments.mixture import documents_of, drawn, pairs_of, rehearsed, wanted
from argmap.train.arguments.weights import DOMAIN, apart, settings
from argmap.train.corpora import CORPORA, labelled, mapped, restated, unlabelled
from argmap.train.needs import needs_torch

if TYPE_CHECKING:
    from argmap.train.arguments.taught import School

BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TEACHER = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_MAPS, _RESTATED = "hand-maps.jsonl", "hand-restatements.jsonl"
# A faster stage three forgot what claims look like (decision 24).
_RATE, _LAST, _SEED = 1e-4, 2e-5, 11
_OWN, _UNSEEN = "gold-train", ("cmv-modes",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where training reads: corpora, threads, labels by place, careful maps, the encoder to start from.

    `data` holds `threads`, and `gold` and `seeds` where they are to stay unseen; `labels` is a folder with maps and
    restatements; `teacher` the larger encoder, or None.
    """

    corpora: Path
    data: Path
    labels: Path
    gold: Path
    base: Path
    teacher: Path | None = None


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
    comes after stage two lies in a folder for each number of seeds, the open variant and the taught one in their own.
    Any other size wants another `work`.
    """
    needs_torch()
    from argmap.train.arguments.training import Paused

    _check(at, licences)
    home = work if licences == "all" else work / licences
    home = home / "taught" if at.teacher else home
    (home / f"seeds-{size.seeds}").mkdir(parents=True, exist_ok=True)
    try:
        _trained(at, home, out, licences, size, until=time.monotonic() + minutes * 60, say=say)
    except Paused:
        return False
    return True


def _trained(
    at: Sources, work: Path, out: Path, licences: str, size: Size, *, until: float, say: Callable[[str], None]
) -> None:
    from argmap.nlp.arguments import NAME
    from argmap.nlp.encoder import Encoder
    from argmap.nlp.encoder import encoder as shipped
    from argmap.train.arguments.export import parity
    from argmap.train.arguments.model import base
    from argmap.train.arguments.reader import Reader
    from argmap.train.arguments.taught import Run, taught
    from argmap.train.arguments.training import Plan, load, mean, train

    reader, after = Reader(at.base / "tokenizer.json"), work / f"seeds-{size.seeds}"
    careful, hand = dict(sorted(mapped.maps(at.gold))), dict(labelled.maps(at.labels / _MAPS, at.corpora, at.data))
    own, read = ([example(name, _OWN, one) for name, one in maps.items()] for maps in (careful, hand))
    one, lessons = _lessons(at, licences, size, careful | hand)

    def stage(path: Path, before: Any, lesson: Lesson, rate: float, seed: int = 1) -> Path:
        plan = Plan(documents=lesson.passes, soft=lesson.soft, pairs=lesson.epoch, rate=rate, seed=seed)
        train(before, reader, lesson.documents, lesson.pairs, plan, path, until=until, say=say)
        return path

    first = stage(work / "stage1.pt", base(at.base / "model.safetensors"), one, 1.5e-4)
    if at.teacher:
        known, run = [*careful.values(), *hand.values()], Run(work=work / "teachers", until=until, say=say)
        school = _school(at, at.teacher, size, one, lessons.second(read))
        lessons = lessons.taught(*taught(school, lambda: _threads(at, licences, known), run))
    seeds, two, three = range(_SEED, _SEED + size.seeds), lessons.second(read), lessons.third(own)
    seconds = [stage(work / f"second-{seed}.pt", load(first), two, _RATE, seed) for seed in seeds]
    second = mean(seconds, after / "second.pt")
    thirds = [stage(after / f"third-{seed}.pt", load(second), three, _LAST, seed) for seed in seeds]
    texts = [row for one in own for row in one.units]
    third = _exported(mean(thirds, after / "third.pt"), at.base, after / "third", texts)
    changed = parity(third, texts, [(pair.reply, pair.parent) for one in own for pair in one.pairs])
    say(f"labels that int8 changes: {changed}")
    beside, aside = shipped(NAME).networks, apart(at.corpora, at.data, at.labels)
    ship(third, {"unseen": _unseen(at), **settings(aside, careful, Encoder(third), beside)}, beside, out)


def _lessons(at: Sources, licences: str, size: Size, maps: Mapping[str, ArgumentMap]) -> tuple[Lesson, Lessons]:
    """Return what stage one learns, and what later stages learn beside `maps`."""
    pairs, documents = pairs_of(at.corpora, licences), documents_of(at.corpora, licences, without=_unseen(at))
    again = restated.restated(at.labels / _RESTATED, at.corpora, wanted=_free(licences))
    one = Lesson(documents=documents, pairs=drawn(pairs), passes=size.first, epoch=size.pairs)
    return one, Lessons(
        size=size,
        contrasts={name: list(contrasts(one, _OWN, share=size.contrasts)) for name, one in maps.items()},
        old=rehearsed(pairs),
        restated=restated.lessons(again),
    )


def _school(at: Sources, teacher: Path, size: Size, first: Lesson, second: Lesson) -> "School":
    from argmap.train.arguments.taught import School

    return School(
        folder=teacher,
        tokenizer=at.base / "tokenizer.json",
        first=first,
        second=replace(second, passes=size.teaching),
        teachers=size.teachers,
        answers=size.soft_pairs,
        apart=restated.threads_apart(at.labels / _RESTATED),
    )


def _unseen(at: Sources) -> list[str]:
    return list(_UNSEEN) if at.teacher else []


def _threads(at: Sources, licences: str, known: Sequence[ArgumentMap]) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield threads that nobody labelled, none with a post that opens as one that is known or kept for checking."""
    kept = [at.data / name for name in ("gold", "seeds")]
    others = [one for folder in kept for _, one in mapped.maps(folder)]
    others += apart(at.corpora, at.data, at.labels).values()
    seen = unlabelled.openings([*known, *others], kept)
    yield from unlabelled.maps(at.corpora, seen, wanted=_free(licences))


def _free(licences: str) -> Callable[[str], bool]:
    """Return which sources of threads may be read under these licences; those of no corpus always may."""
    unwanted = {corpus.name for corpus in CORPORA if not wanted(corpus.name, licences)}
    return lambda name: name not in unwanted


def _check(at: Sources, licences: str) -> None:
    if licences not in ("all", "open"):
        raise UnknownNameError(f"no licences are called {licences!r}; known: all, open")
    _genuine(at.base / "model.safetensors", BASE, "all-MiniLM-L6-v2 that training starts from")
    if at.teacher:
        _genuine(at.teacher / "model.safetensors", TEACHER, "all-mpnet-base-v2 that teaches")


def _genuine(weights: Path, digest: str, what: str) -> None:
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != digest:
        raise ModelError(f"{weights} is not the {what} (sha256 {digest[:12]}...)")


def _exported(checkpoint: Path, base: Path, folder: Path, texts: Sequence[Sequence[str]]) -> Path:
    from argmap.train.arguments.export import export
    from argmap.train.arguments.reader import Reader
    from argmap.train.arguments.training import load

    if not (folder / "config.json").is_file():
        tokenizer = base / "tokenizer.json"
        export(load(checkpoint), tokenizer, folder, Reader(tokenizer).rows(texts))
        (folder / "config.new").write_text(json.dumps({"domain": DOMAIN}), encoding="utf-8")
        (folder / "config.new").replace(folder / "config.json")
    return folder


def ship(folder: Path, config: dict[str, Any], networks: Mapping[str, LinkNetwork], out: Path) -> None:
    """Write the model to `out`, sealed; what is said about it there stays."""
    from argmap.nlp.encoder import NETWORKS
    from argmap.nlp.sealed import seal

    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    keep(networks, out / NETWORKS)
    seal(out)
