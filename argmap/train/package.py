"""A trained pipeline becomes a folder to ship: weights, tokenizer rules, settings; no path, no list of corpus words."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly
from confection import Config
from spacy.language import Language
from spacy.strings import StringStore

from argmap.errors import ModelError
from argmap.nlp.sealed import seal

SAID = ("CARD.md", "scores.json")
META = {
    "lang": "en",
    "name": "argmap_syntax",
    "version": "1.0.0",
    "description": "English as people write it online: sentences, tags, morphology, lemmas, dependencies, entities.",
    "author": "argmap",
    "license": "see CARD.md",
    "spacy_version": ">=3.8,<3.9",
}
_RECIPE_PARTS = ("training", "corpora", "paths", "system", "initialize", "pretraining")
_PROBE = "I don't think so: the U.S. banned e-mail in 1999, see https://example.org\n\nwhy?? - @someone said it's fine"


def package(trained: Path, folder: Path) -> Path:
    """Write the pipeline in `trained` to `folder`, sealed; what is said about it there (CARD.md, scores.json) stays."""
    nlp = spacy.load(trained)
    said = {name: (folder / name).read_bytes() for name in SAID if (folder / name).exists()}
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    _settings(folder)
    _strings(folder, nlp)
    for name, data in said.items():
        (folder / name).write_bytes(data)
    _same(nlp, spacy.load(folder))
    seal(folder)
    return folder


def _settings(folder: Path) -> None:
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    plain = Config({name: part for name, part in config.items() if name not in _RECIPE_PARTS})
    plain.to_disk(folder / "config.cfg")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    kept = {name: value for name, value in meta.items() if name in ("labels", "pipeline", "components", "vectors")}
    (folder / "meta.json").write_text(json.dumps(META | kept, indent=1) + "\n", encoding="utf-8")


def _strings(folder: Path, nlp: Language) -> None:
    path = folder / "vocab" / "strings.json"
    strings, hashes = nlp.vocab.strings, _hashes(folder)
    needed = set(_texts(nlp)) | {text for text in strings if strings[text] in hashes}
    StringStore(sorted(needed)).to_disk(path)


def _texts(nlp: Language) -> Iterator[str]:
    rules: Any = nlp.tokenizer.rules  # type: ignore[union-attr]
    for parts in rules.values():
        for part in parts:
            yield from (value for value in part.values() if isinstance(value, str))
    yield from rules
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            text = str(label)
            yield from (text, *text.split("|"), *(side for pair in text.split("|") for side in pair.split("=")))


def _hashes(folder: Path) -> frozenset[int]:
    path = folder / "trainable_lemmatizer" / "trees"
    return frozenset(_numbers(srsly.msgpack_loads(path.read_bytes()))) if path.exists() else frozenset()


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, int):
        yield value
    elif isinstance(value, bytes):
        yield from _numbers(srsly.msgpack_loads(value))
    elif not isinstance(value, str):
        for item in value or ():
            yield from _numbers(item)


def _same(trained: Language, packed: Language) -> None:
    if trained(_PROBE).to_json() != packed(_PROBE).to_json():
        raise ModelError("the packaged pipeline reads otherwise than the trained one; package it again")
