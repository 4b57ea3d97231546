"""Treebanks and a teacher's posts become `en_argmap_syntax`: convert, label, train, package; done is not done again."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config

import argmap.train.readers  # noqa: F401  (spaCy finds the readers by name)
from argmap.errors import ReadError
from argmap.train.needs import needs_torch
from argmap.train.package import package
from argmap.train.packed import read_arrays
from argmap.train.rows import to_doc
from argmap.train.scores import measure
from argmap.train.syntax.silver import BLOCKS, LAYERS, SILVER, documents
from argmap.train.syntax.student import fit
from argmap.train.treebanks import training, tuning

RECIPE = Path(__file__).with_name("syntax.cfg")
LABELLED = ("morphologizer", "trainable_lemmatizer", "parser", "ner")
NEEDED = ("ud-ewt", "ud-gum", "wnut17", "uner-ewt")
NAME = "en_argmap_syntax"
STEPS, EVERY, WARM = 4500, 750, 150
TEACHER = "teacher"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much is done: the teacher's minutes, the words of posts that it may read, the steps of spaCy's training."""

    minutes: float = 4.5
    words: int = 3_000_000
    steps: int = STEPS


WHOLE = Budget()


def build(
    corpora: Path,
    work: Path,
    out: Path,
    *,
    base: Path | None = None,
    silver: Path | None = None,
    budget: Budget = WHOLE,
    say: Say,
) -> Mapping[str, Any]:
    """Make the pipeline in `out` from the corpora, score it and return the scores; what `work` holds is done.

    With `base`, the all-MiniLM-L6-v2, a teacher is trained in `work` first: its posts are read beside the treebanks,
    and its layers are what training begins with. `silver` is a folder that a teacher has filled elsewhere. Without
    either the treebanks are all there is, and the pipeline comes out worse.
    """
    _here(corpora, silver)
    work.mkdir(parents=True, exist_ok=True)
    told = silver or (work / TEACHER if base else None)
    todo: dict[str, Callable[[], None]] = {}
    if base and not silver:
        todo[TEACHER] = lambda: teach(corpora, base, work / TEACHER, budget, say)
    todo |= {
        "train.spacy": lambda: convert(corpora, work),
        "silver.spacy": lambda: convert_silver(told, work),
        "labels": lambda: label(corpora, work),
        "trained": lambda: train(corpora, work, told, budget.steps),
    }
    for name, step in todo.items():
        if (work / f"{name}.done").exists():
            say(f"{name}: there already")
            continue
        say(f"{name}: being made")
        step()
        (work / f"{name}.done").touch()
    folder = package(work / "trained" / "model-best", out / NAME)
    say("scores: being made")
    figures = measure(corpora, str(folder))
    (folder / "scores.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def teach(corpora: Path, base: Path, folder: Path, budget: Budget, say: Say) -> None:
    """Train a teacher and let it read posts; each of its own steps is kept too."""
    needs_torch()
    from argmap.train.syntax.teacher import Times, make

    make(corpora, base, folder, times=Times.within(budget.minutes * 60), words=budget.words, say=say)


def convert(corpora: Path, work: Path) -> None:
    """Write the documents to train and to tune on as spaCy's own files."""
    vocab = spacy.blank("en").vocab
    for name, made in (("train", training), ("dev", tuning)):
        docs = [to_doc(rows, vocab) for rows in made(corpora)]
        DocBin(store_user_data=False, docs=docs).to_disk(work / f"{name}.spacy")


def convert_silver(silver: Path | None, work: Path) -> None:
    """Write the teacher's documents as a file of spaCy's, an empty one without a teacher."""
    docs = documents(silver, spacy.blank("en").vocab) if silver else ()
    DocBin(store_user_data=False, docs=docs).to_disk(work / "silver.spacy")


def label(corpora: Path, work: Path) -> None:
    """Write the labels of each component; documents that are read anew each time cannot give them."""
    made = recipe(corpora, work, steps=1)
    made["training"]["max_epochs"] = 1
    made["corpora"]["train"] |= {"share": 0.0, "silver": ""}
    made["initialize"]["components"] = {}
    nlp = init_nlp(made)
    (work / "labels").mkdir(exist_ok=True)
    for name in LABELLED:
        # Every trainable component has label data; spaCy's types know only the callable.
        data = getattr(nlp.get_pipe(name), "label_data")  # noqa: B009
        (work / "labels" / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def train(corpora: Path, work: Path, silver: Path | None, steps: int) -> None:
    """Train all components together with a rate that falls to nothing; the best step lies in `trained/model-best`."""
    nlp = init_nlp(recipe(corpora, work, steps=steps))
    if silver:
        said, _ = read_arrays(silver / SILVER)
        fit(nlp, silver / LAYERS, said["labels"]["pos"])
    (work / "trained").mkdir(exist_ok=True)
    _run(nlp, work / "trained")


def recipe(corpora: Path, work: Path, *, steps: int) -> Any:
    """Return the packaged recipe with this machine's paths and this many steps."""
    overrides: Mapping[str, Any] = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.silver": str(work / "silver.spacy"),
        "paths.labels": str(work / "labels"),
        "training.max_steps": steps,
        # A short training is measured at its end too, or the untrained pipeline would be its best.
        "training.eval_frequency": min(EVERY, steps),
        "training.optimizer.learn_rate.warmup_steps": min(WARM, max(1, steps // 10)),
        "initialize.before_init.corpora": str(corpora),
    }
    return load_config(RECIPE, overrides=dict(overrides), interpolate=False)


def _here(corpora: Path, silver: Path | None) -> None:
    missing = [name for name in NEEDED if not (corpora / name).is_dir()]
    if missing:
        raise ReadError(f"{corpora} has no {', '.join(missing)}; set ARGMAP_CORPORA to the folder of the corpora")
    lost = [name for name in (BLOCKS, SILVER, LAYERS) if silver and not (silver / name).is_file()]
    if lost:
        raise ReadError(f"{silver} has no {', '.join(lost)}; argmap train teacher makes them")


def _run(nlp: Language, folder: Path) -> None:
    seed = nlp.config.interpolate()["training"]["seed"]
    random.seed(seed)
    # spaCy draws its dropout from here.
    np.random.seed(seed)
    spacy_train(nlp, folder)
