"""What the teacher reads, in one file: treebank runs, clean and roughened, and runs of raw posts, as numbered words."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from argmap.train.augment import roughen
from argmap.train.packed import write_arrays
from argmap.train.raw_text import runs
from argmap.train.rows import Row, from_doc, to_doc
from argmap.train.syntax.silver import script
from argmap.train.tokens import customise
from argmap.train.treebanks import gold_rows, trees_for

WORDS, VARIANTS = 3_000_000, 4
RAW, CLEAN, ROUGH = 0, 1, 2
_ROUGHENED = 0.6
_LONGEST, _CUT = 170, 150
_FEWEST = 4
Columns = dict[str, list[int]]


class Types:
    """Every spelling with its norm, numbered as they come."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._number: dict[tuple[str, str], int] = {}

    def number(self, text: str, norm: str | None = None) -> int:
        """Return the number of a word; without a norm it is that of the word alone."""
        key = (text, self._nlp.vocab[text].norm_ if norm is None else norm)
        return self._number.setdefault(key, len(self._number))

    def arrays(self) -> tuple[Sequence[str], Mapping[str, Any]]:
        """Return the spellings, and what the student hashes of each: norm, prefix, suffix, shape."""
        texts = [text for text, _ in self._number]
        words = [self._nlp.vocab[text] for text in texts]
        norms = [self._nlp.vocab.strings.add(norm) for _, norm in self._number]
        ids = [(norm, w.prefix, w.suffix, w.shape) for norm, w in zip(norms, words, strict=True)]
        white = np.array([text.isspace() for text in texts], dtype="u1")
        return texts, {"ids": np.array(ids, dtype="u8"), "is_space": white}


def write_texts(corpora: Path, file: Path, *, words: int = WORDS, variants: int = VARIANTS, seed: int = 11) -> None:
    """Write the file that the teacher trains on and annotates."""
    nlp, chance = spacy.blank("en"), random.Random(seed)
    customise(nlp, trees_for(corpora, "train"))
    types = Types(nlp)
    gold = {part: list(gold_rows(corpora, part)) for part in ("train", "dev")}
    labels = labels_of(row for rows in gold["train"] for row in rows if not row.blank())
    index = {name: {label: at for at, label in enumerate(found)} for name, found in labels.items()}
    sets = {"dev": _gold(gold["dev"], types, index), "train0": _gold(gold["train"], types, index)}
    for number in range(1, variants):
        rows = (roughen(copied(r, nlp), chance) if chance.random() < _ROUGHENED else r for r in gold["train"])
        sets[f"train{number}"] = _gold(rows, types, index)
    rough = [roughen(copied(rows, nlp), chance) for rows in gold["train"][::2]]
    raw: Columns = {"types": [], "spacy": [], "len": [], "kind": []}
    for kind, texts in ((CLEAN, map(_text, gold["train"])), (ROUGH, map(_text, rough)), (RAW, runs(corpora, words))):
        for text in texts:
            _add(raw, nlp, types, text, kind)
    sets["raw"] = raw
    spellings, arrays = types.arrays()
    packed = {f"{name}.{column}": _packed(column, v) for name, found in sets.items() for column, v in found.items()}
    write_arrays(file, {"labels": labels, "types": spellings}, {**arrays, **packed})


def labels_of(rows: Iterable[Row]) -> Mapping[str, Sequence[str]]:
    """Return the labels of each kind, the most frequent first; lemma number 0 is an unknown way to make it."""
    found = {"pos": Counter[str](), "dep": Counter[str](), "lemma": Counter[str]()}
    for row in rows:
        for name, label in _labels(row).items():
            found[name][label] += 1
    lemmas = [label for label, count in found["lemma"].most_common() if count >= _FEWEST and label != "?"]
    return {name: [label for label, _ in found[name].most_common()] for name in ("pos", "dep")} | {
        "lemma": ["?", *lemmas]
    }


def copied(rows: Sequence[Row], nlp: Language) -> list[Row]:
    """Return new rows, which may be changed."""
    return from_doc(to_doc(rows, nlp.vocab))


def _labels(row: Row) -> Mapping[str, str]:
    pos = f"{row.feats}|POS={row.pos}" if row.feats else f"POS={row.pos}"
    return {"pos": pos, "dep": row.dep if row.head is not None else "root", "lemma": script(row.form, row.lemma)}


def _gold(documents: Iterable[Sequence[Row]], types: Types, index: Mapping[str, Mapping[str, int]]) -> Columns:
    found: Columns = {name: [] for name in ("types", "spacy", "len", "head", "dep", "pos", "lemma", "start")}
    for rows in documents:
        words = [row for row in rows if not row.blank()]
        place = {id(row): at for at, row in enumerate(words)}
        roots = [_root(row) for row in words]
        found["len"].append(len(rows))
        found["types"] += [types.number(row.form) for row in rows]
        found["spacy"] += [int(row.space) for row in rows]
        found["start"] += [int(at == 0 or roots[at] != roots[at - 1]) for at in range(len(words))]
        for at, row in enumerate(words):
            found["head"].append(place.get(id(row.head), at) - at)
            # A tag that training never saw is not scored; a lemma nobody can make so is unknown.
            missing = {"pos": -1, "dep": 0, "lemma": 0}
            for name, label in _labels(row).items():
                found[name].append(index[name].get(label, missing[name]))
    return found


def _root(row: Row) -> int:
    while row.head is not None:
        row = row.head
    return id(row)


def _text(rows: Sequence[Row]) -> str:
    return "".join(row.form + " " * row.space for row in rows)


def _add(raw: Columns, nlp: Language, types: Types, text: str, kind: int) -> None:
    doc = nlp.tokenizer(text)
    numbers, spaced = [types.number(t.text, t.norm_) for t in doc], [int(bool(t.whitespace_)) for t in doc]
    at = 0
    while at < len(numbers):
        end = len(numbers) if len(numbers) - at <= _LONGEST else at + _CUT
        raw["types"] += numbers[at:end]
        raw["spacy"] += spaced[at:end]
        raw["len"].append(end - at)
        raw["kind"].append(kind)
        at = end


def _packed(column: str, values: Sequence[int]) -> Any:
    if column == "spacy":
        return np.packbits(np.array(values, dtype="u1"))
    return np.array(values, dtype="u4" if column == "types" else "i2")
