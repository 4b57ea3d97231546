"""Corpora become `argument-encoder`: examples, three stages, weights on unseen maps, export; what is done is kept.

Stage one learns from public corpora, stage two from threads labelled in one reading, stage three from maps made with
more care. The last two run with several seeds, whose weights are averaged (Wortsman et al. 2022, "Model soups"). The
weights beside the rules are fitted on the careful maps, each judged by an encoder whose stage three left it out.

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
from argmap.train.arguments_contrasts import contrasts
from argmap.train.arguments_examples import Example, example
from argmap.train.arguments_mixture import documents_of, drawn, pairs_of, rehearsed, wanted
from argmap.train.corpora import CORPORA, labelled, mapped, unlabelled

if TYPE_CHECKING:
    from argmap.train.arguments_taught import Lesson, Run

    Lessons = tuple[Lesson, Lesson]

BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TEACHER = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_DOMAIN = "comment"
_LEAST = 0.32
_RATE, _LAST, _SEED = 1e-4, 5e-5, 11
_UNSEEN = ("cmv-modes",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is trained: the pairs of stage one, the passes over documents in each stage, seeds and folds.

    With a teacher also how many are averaged, their passes over documents in stage two, those of the encoder over what
    they labelled, and how many pairs they judge. `contrasts` is the share of pairs whose reply is read
    again in stages two and three, with a parent that it does not speak to.
    """

    pairs: int = 33_000
    first: int = 2
    second: int = 8
    third: int = 3
    seeds: int = 3
    folds: int = 5
    contrasts: float = 0.0
    teachers: int = 3
    teaching: int = 5
    soft: int = 5
    soft_pairs: int = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where training reads: corpora, threads and their labels by place, careful maps, the encoder to start from.

    `data` holds `threads`, and `gold` and `seeds` where they are to stay unseen; `teacher` the larger encoder, or None.
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
    from argmap.train.arguments_training import Paused

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
    from argmap.train.arguments_export import parity
    from argmap.train.arguments_model import base
    from argmap.train.arguments_reader import Reader
    from argmap.train.arguments_taught import Lesson, Run
    from argmap.train.arguments_training import Plan, load, mean, train

    reader, after = Reader(at.base / "tokenizer.json"), work / f"seeds-{size.seeds}"
    pairs, careful = pairs_of(at.corpora, licences), dict(sorted(mapped.maps(at.gold)))
    old, seeds = rehearsed(pairs), [_SEED + at for at in range(size.seeds)]
    own = [example(name, "gold-train", one) for name, one in careful.items()]
    hand = dict(labelled.maps(at.labels, at.corpora, at.data))
    apart = {name: list(contrasts(one, "gold-train", share=size.contrasts)) for name, one in (hand | careful).items()}

    def stage(path: Path, before: Any, lesson: Lesson, rate: float, seed: int = 1) -> Path:
        plan = Plan(documents=lesson.passes, soft=size.soft, pairs=lesson.epoch, rate=rate, seed=seed)
        train(before, reader, lesson.documents, lesson.pairs, plan, path, until=until, say=say)
        return path

    def later(given: Sequence[Example], passes: int) -> Lesson:
        mixed = [pair for one in given for pair in (*one.pairs, *apart[one.name])] * 2 + old
        return Lesson(documents=given, pairs=mixed, passes=passes, epoch=len(mixed))

    unseen = _UNSEEN if at.teacher else ()
    documents = documents_of(at.corpora, licences, without=unseen)
    lesson = Lesson(documents=documents, pairs=drawn(pairs), passes=size.first, epoch=size.pairs)
    first = stage(work / "stage1.pt", base(at.base / "model.safetensors"), lesson, 1.5e-4)
    read = later([example(name, "gold-train", one) for name, one in hand.items()], size.second)
    if at.teacher:
        known = [*careful.values(), *hand.values()]
        run = Run(work=work / "teachers", until=until, say=say)
        read = _taught(at, licences, size, (lesson, read), known, at.teacher, run)
    seconds = [stage(work / f"second-{seed}.pt", load(first), read, _RATE, seed) for seed in seeds]
    second = mean(seconds, after / "second.pt")
    all_own = later(own, size.third)
    thirds = [stage(after / f"third-{seed}.pt", load(second), all_own, _LAST, seed) for seed in seeds]
    texts = [row for one in own for row in one.units]
    judges: dict[str, Path] = {}
    for fold in range(size.folds):
        seen = [one for place, one in enumerate(own) if place % size.folds != fold]
        made = stage(after / f"fold-{fold}.pt", load(second), later(seen, size.third), _LAST, _SEED)
        folder = _exported(made, at.base, after / f"fold-{fold}", texts)
        judges |= dict.fromkeys(list(careful)[fold :: size.folds], folder)
    third = _exported(mean(thirds, after / "third.pt"), at.base, after / "third", texts)
    changed = parity(third, texts, [(pair.reply, pair.parent) for one in own for pair in one.pairs])
    say(f"labels that int8 changes: {changed}")
    ship(third, {"unseen": list(unseen), **settings(careful, judges)}, out)


def _taught(
    at: Sources, licences: str, size: Size, lessons: "Lessons", known: Sequence[ArgumentMap], teacher: Path, run: "Run"
) -> "Lesson":
    """Return the second lesson with what teachers, who learnt from both, say of threads that nobody labelled."""
    from argmap.train.arguments_taught import School, taught

    def threads() -> Iterator[tuple[str, ArgumentMap]]:
        kept = [at.data / name for name in ("gold", "seeds")]
        others = [one for folder in kept for _, one in mapped.maps(folder)]
        unwanted = {corpus.name for corpus in CORPORA if not wanted(corpus.name, licences)}
        seen = unlabelled.openings([*known, *others], kept)
        return unlabelled.maps(at.corpora, seen, wanted=lambda name: name not in unwanted)

    first, second = lessons
    school = School(
        folder=teacher,
        tokenizer=at.base / "tokenizer.json",
        first=first,
        second=replace(second, passes=size.teaching),
        teachers=size.teachers,
        pairs=size.soft_pairs,
    )
    soft, judged = taught(school, threads, run)
    mixed = [*second.pairs, *judged]
    return replace(second, documents=[*second.documents, *soft], pairs=mixed, epoch=len(mixed))


def _check(at: Sources, licences: str) -> None:
    if licences not in ("all", "open"):
        raise UnknownNameError(f"no licences are called {licences!r}; known: all, open")
    _genuine(at.base / "model.safetensors", BASE, "all-MiniLM-L6-v2 that training starts from")
    if at.teacher:
        _genuine(at.teacher / "model.safetensors", TEACHER, "all-mpnet-base-v2 that teaches")


def _genuine(weights: Path, digest: str, what: str) -> None:
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != digest:
        raise ModelError(f"{weights} is not the {what} (sha256 {digest[:12]}...)")


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
    from argmap.train.arguments_reader import Reader
    from argmap.train.arguments_training import load

    if not (folder / "config.json").is_file():
        tokenizer = base / "tokenizer.json"
        export(load(checkpoint), tokenizer, folder, Reader(tokenizer).rows(texts))
        (folder / "config.new").write_text(json.dumps({"domain": _DOMAIN}), encoding="utf-8")
        (folder / "config.new").replace(folder / "config.json")
    return folder


def settings(maps: Mapping[str, ArgumentMap], folders: Mapping[str, Path]) -> dict[str, Any]:
    """Return the configuration fitted on `maps`, each judged by the encoder in its folder, which has not seen it."""
    from argmap.nlp.encoder import Encoder
    from argmap.train.arguments_weights import RESTATEMENT, blends, judged, link_weights, usual

    encoders = {folder: Encoder(folder) for folder in set(folders.values())}
    given = [(name, one, encoders[folders[name]]) for name, one in maps.items()]
    said = [judged(*one) for one in given]
    weights = blends(said)
    plain = {"domain": _DOMAIN, "least_component": _LEAST, "usual_component": usual(said)}
    for encoder in encoders.values():
        encoder.config = {**plain, "weights": weights}
    return {**plain, "weights": weights, "restatement": dict(RESTATEMENT), "relations": link_weights(given, said)}


def ship(folder: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model to `out`, sealed; what is said about it there stays."""
    from argmap.nlp.sealed import seal

    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    seal(out)
