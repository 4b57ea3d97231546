"""Teachers are trained, read threads that nobody labelled, and what they say together becomes examples and pairs."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.train.arguments import kept, soft
from argmap.train.arguments.asked import asked, told
from argmap.train.arguments.examples import Example
from argmap.train.arguments.lessons import Lesson
from argmap.train.arguments.reader import Reader
from argmap.train.arguments.reading import device
from argmap.train.arguments.teacher import LIMIT, Teacher, teacher
from argmap.train.arguments.training import Paused, Plan, train
from argmap.train.corpora import Pair
from argmap.train.corpora.unlabelled import CORPUS

_RATES = (5e-5, 4e-5, 6e-5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Where a run keeps what is done, when it ends (monotonic), and what it tells."""

    work: Path
    until: float
    say: Callable[[str], None]

    def done(self, line: str) -> None:
        """Tell what is done; raise Paused where the time is up."""
        self.say(line)
        if time.monotonic() >= self.until:
            raise Paused


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The teachers' trunk, the tokenizer, what both stages learn from, how many teachers, how much they judge.

    They judge so many likely `answers`, and all that may say the same but of threads kept `apart`.
    """

    folder: Path
    tokenizer: Path
    first: Lesson
    second: Lesson
    teachers: int
    answers: int
    apart: Collection[str]

    def asked(self, examples: Sequence[Example], files: int) -> list[Pair]:
        """Return the pairs that are asked of one file of examples out of so many."""
        return asked(examples, answers=self.answers // files, apart=self.apart)


def taught(
    school: School, maps: Callable[[], Iterator[tuple[str, ArgumentMap]]], run: Run
) -> tuple[list[Example], list[Pair]]:
    """Return threads and pairs with what the teachers say of them; raise Paused when the run's time is up."""
    shards = kept.shards(maps, CORPUS, run.work, done=run.done)
    for seed in range(1, school.teachers + 1):
        left = [path for path in shards if not _answers(path, seed).is_file()]
        if left:
            _ask(_trained(school, seed, run), school, left, len(shards), seed, run)
    examples: list[Example] = []
    pairs: list[Pair] = []
    for path in shards:
        known = kept.read(path)
        said = soft.mean([soft.read(_answers(path, seed)) for seed in range(1, school.teachers + 1)])
        examples += [replace(one, soft=mine) for one, mine in zip(known, said.documents, strict=True)]
        pairs += [told(*both) for both in zip(school.asked(known, len(shards)), said.pairs.tolist(), strict=True)]
    return examples, pairs


def _answers(path: Path, seed: int) -> Path:
    return path.with_name(f"{path.name.removesuffix('.jsonl.gz')}-said-{seed}.npz")


def _trained(school: School, seed: int, run: Run) -> Teacher:
    """Return a teacher after both stages; each goes on from its checkpoint, or is done there."""
    reader = Reader(school.tokenizer, limit=LIMIT)
    model = teacher(school.folder, reader.tokenizer.get_vocab(), seed=seed)
    for stage, lesson in enumerate((school.first, school.second)):
        plan = Plan(
            documents=lesson.passes,
            pairs=lesson.epoch,
            rate=_RATES[(seed - 1) % len(_RATES)],
            seed=seed + 10 * stage,
            save_every=500,
        )
        path = run.work / f"teacher-{seed}-stage{stage + 1}.pt"
        train(model, reader, lesson.documents, lesson.pairs, plan, path, until=run.until, say=run.say)
    return model


def _ask(model: Teacher, school: School, shards: Sequence[Path], files: int, seed: int, run: Run) -> None:
    model.to(device())
    reader = Reader(school.tokenizer, limit=LIMIT)
    for at, path in enumerate(shards):
        examples = kept.read(path)
        soft.write(_answers(path, seed), soft.said(model, reader, examples, school.asked(examples, files)))
        run.done(f"teacher {seed} has read {at + 1}/{len(shards)}")
