"""Treebanks become `en_argmap_syntax`: convert, label, train, anneal, package; what is done is not done again."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config

from argmap.errors import ReadError
from argmap.train import raw_text, readers, syntax_vectors
from argmap.train.package import package
from argmap.train.rows import to_doc
from argmap.train.scores import measure
from argmap.train.treebanks import training, tuning

RECIPE = Path(__file__).with_name("syntax.cfg")
LABELLED = ("morphologizer", "trainable_lemmatizer", "parser", "ner")
NEEDED = ("ud-ewt", "ud-gum", "wnut17", "uner-ewt", raw_text.FOLDER)
NAME = "en_argmap_syntax"
# The long run stops while its rate is still high; the second goes on from its end down to rate 0, and so does a third
# once the vectors are narrow, with less dropout: it won 0.2 LAS and 0.5 sentences on development.
STEPS, ANNEAL_STEPS, SETTLE_STEPS = 2500, 1500, 650
# What the vectors keep of their width when the folder is made; it must stay under 15 MB.
WIDTH = 32
# Half of the paragraphs there are, some six million words.
PARAGRAPHS, _DRAW = 120_000, 7
Say = Callable[[str], None]


def build(
    corpora: Path,
    work: Path,
    out: Path,
    *,
    steps: int = STEPS,
    anneal: int = ANNEAL_STEPS,
    settle: int = SETTLE_STEPS,
    say: Say,
) -> Mapping[str, Any]:
    """Make the pipeline in `out` from the corpora, score it and return the scores; what `work` holds is done."""
    missing = [name for name in NEEDED if not (corpora / name).is_dir()]
    if missing:
        raise ReadError(f"{corpora} has no {', '.join(missing)}; set ARGMAP_CORPORA to the folder of the corpora")
    work.mkdir(parents=True, exist_ok=True)
    todo: Mapping[str, Callable[[], None]] = {
        "train.spacy": lambda: convert(corpora, work),
        "vectors": lambda: vectors(corpora, work),
        "labels": lambda: label(corpora, work),
        "long": lambda: train(corpora, work, steps),
        "anneal": lambda: go_on(corpora, work, anneal, rate=0.001),
        "narrow": lambda: narrow(work),
        "settle": lambda: go_on(corpora, work, settle, start="narrow", end="settle", rate=0.0007, dropout=0.1, seed=2),
    }
    for name, step in todo.items():
        if (work / f"{name}.done").exists():
            say(f"{name}: there already")
            continue
        say(f"{name}: being made")
        step()
        (work / f"{name}.done").touch()
    folder = package(work / "settle" / "model-best", out / NAME)
    say("scores: being made")
    figures = measure(corpora, str(folder))
    (folder / "scores.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def convert(corpora: Path, work: Path) -> None:
    """Write the documents to train and to tune on as spaCy's own files."""
    vocab = spacy.blank("en").vocab
    for name, made in (("train", training), ("dev", tuning)):
        docs = [to_doc(rows, vocab) for rows in made(corpora)]
        DocBin(store_user_data=False, docs=docs).to_disk(work / f"{name}.spacy")


def vectors(corpora: Path, work: Path, *, paragraphs: int = PARAGRAPHS) -> None:
    """Learn the vectors of words from discussions without labels."""
    texts = raw_text.paragraphs(corpora, most=paragraphs, seed=_DRAW)
    syntax_vectors.write_words(readers.tokens(str(corpora))(spacy.blank("en")), texts, work / "words.txt")
    syntax_vectors.learn(work / "words.txt", work / "vectors.floret")


def label(corpora: Path, work: Path) -> None:
    """Write the labels of each component; documents that are read anew each time cannot give them."""
    made = recipe(corpora, work, steps=1)
    made["training"]["max_epochs"] = 1
    made["corpora"]["train"]["share"] = 0.0
    made["initialize"]["components"] = {}
    nlp = init_nlp(made)
    (work / "labels").mkdir(exist_ok=True)
    for name in LABELLED:
        # Every trainable component has label data; spaCy's types know only the callable.
        data = getattr(nlp.get_pipe(name), "label_data")  # noqa: B009
        (work / "labels" / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def train(corpora: Path, work: Path, steps: int) -> None:
    """Train all components together from nothing; the last step lies in `long/model-last`."""
    _run(init_nlp(recipe(corpora, work, steps=steps)), work / "long")


def go_on(
    corpora: Path,
    work: Path,
    steps: int,
    *,
    start: str = "long/model-last",
    end: str = "anneal",
    rate: float,
    dropout: float | None = None,
    seed: int = 1,
) -> None:
    """Train on from the pipeline `start` with a rate that falls to nothing; the best step lies in `end/model-best`."""
    nlp = spacy.load(work / start)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    # spaCy loads the edit trees but not their labels' places; without these every lemma would be learnt as the first.
    lemmatizer.tree2label = {tree: at for at, tree in enumerate(lemmatizer.cfg["labels"])}
    made = recipe(corpora, work, steps=steps)
    schedule = {"@schedules": "warmup_linear.v1", "warmup_steps": 50, "initial_rate": rate, "total_steps": steps}
    made["training"]["optimizer"]["learn_rate"] = schedule
    made["training"]["batcher"]["size"] = 1000
    made["training"]["dropout"] = made["training"]["dropout"] if dropout is None else dropout
    made["training"]["eval_frequency"] = min(made["training"]["eval_frequency"], max(1, steps // 2))
    made["system"]["seed"] += seed
    filled = made.interpolate()
    known = nlp.config
    parts = {part: {**known[part], **filled[part]} for part in ("training", "corpora", "paths", "system")}
    nlp.config = Config({**known, **parts})
    _run(nlp, work / end)


def narrow(work: Path) -> None:
    """Make the vectors of the trained pipeline narrower, which costs little and saves megabytes."""
    nlp = syntax_vectors.narrow(spacy.load(work / "anneal" / "model-best"), work / "words.txt", WIDTH)
    nlp.to_disk(work / "narrow")


def recipe(corpora: Path, work: Path, *, steps: int) -> Any:
    """Return the packaged recipe with this machine's paths and this many steps."""
    overrides: Mapping[str, Any] = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.labels": str(work / "labels"),
        "paths.words": str(work / "vectors.floret"),
        "training.max_steps": steps,
        "initialize.before_init.corpora": str(corpora),
    }
    return load_config(RECIPE, overrides=dict(overrides), interpolate=False)


def _run(nlp: Language, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    seed = nlp.config.interpolate()["training"]["seed"]
    random.seed(seed)
    # spaCy draws its dropout from here.
    np.random.seed(seed)
    spacy_train(nlp, folder)
