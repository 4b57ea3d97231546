"""A teacher's trees of raw posts as documents to train on, where it is sure: heads, labels and tags, no lemmas."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from argmap.train.packed import read_arrays
from argmap.train.rows import Row, to_doc, white

BLOCKS, SILVER, LAYERS = "blocks.xz", "silver.xz", "layers.npz"
# Of ten levels: a run of posts is kept where its mean arc is this sure.
LEAST_SURE = 7.5
_RAW = 0


def documents(folder: Path, vocab: Vocab, *, least: float = LEAST_SURE) -> Iterator[Doc]:
    """Yield the sure runs of raw posts in `folder` as documents; names and lemmas stay unknown."""
    said, blocks = read_arrays(folder / BLOCKS)
    told, silver = read_arrays(folder / SILVER)
    types, lengths, kinds = blocks["raw.types"].astype(int), blocks["raw.len"].astype(int), blocks["raw.kind"]
    spaced = np.unpackbits(blocks["raw.spacy"])[: len(types)]
    done = np.unpackbits(silver["done"])[: len(lengths)]
    starts = np.unpackbits(silver["start"])[: int(told["words"])]
    texts: Sequence[str] = said["types"]
    solid = ~blocks["is_space"].astype(bool)[types]
    at = word = 0
    for length, kind, known in zip(lengths, kinds, done, strict=True):
        here = slice(at, at + length)
        count = int(solid[here].sum())
        labels = {name: array[word : word + count] for name, array in silver.items() if name not in ("done", "start")}
        labels["start"] = starts[word : word + count]
        at, word = at + length, word + count
        if known and kind == _RAW and count > 1 and labels["sure"].mean() >= least:
            rows = _rows([texts[t] for t in types[here]], spaced[here], labels, told["labels"])
            yield to_doc(rows, vocab)


def _rows(
    forms: Sequence[str], spaced: Any, labels: Mapping[str, Any], names: Mapping[str, Sequence[str]]
) -> list[Row]:
    found: list[Row] = []
    words: list[Row] = []
    for form, space in zip(forms, spaced, strict=True):
        if form.isspace():
            if found:
                found.append(white(form, words[-1]))
            continue
        at = len(words)
        pos, feats = parted(names["pos"][labels["pos"][at]])
        row = Row(form, bool(space), pos=pos, feats=feats, dep=names["dep"][labels["dep"][at]])
        words.append(row)
        found.append(row)
    for at, row in enumerate(words):
        head = at + int(labels["head"][at])
        row.head = None if head == at else words[head]
        row.starts = bool(labels["start"][at])
    return found


def parted(label: str) -> tuple[str, str]:
    """Return part of speech and features of a label such as `Number=Sing|POS=NOUN`."""
    fields = label.split("|")
    pos = next(field[4:] for field in fields if field.startswith("POS="))
    return pos, "|".join(field for field in fields if not field.startswith("POS="))


def script(form: str, lemma: str) -> str:
    """Return how the lemma is made of the form: `=`, `l` (lower case), or a case, how much goes and what comes."""
    if lemma == form:
        return "="
    low = form.lower()
    if lemma == low:
        return "l"
    pairs = zip(low, lemma.lower(), strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(low), len(lemma)))
    case = "=" if lemma[:same] == form[:same] else "l" if lemma[:same] == low[:same] else "?"
    return "?" if case == "?" or (same == 0 and len(lemma) > 8) else f"{case}{len(form) - same}|{lemma[same:]}"
