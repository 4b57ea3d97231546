"""Runs of words as tensors: word pieces, how each word is written and what is before it, and its gold labels."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from argmap.train.packed import Arrays

LABELS = ("head", "dep", "pos", "lemma", "start")
CASES, PLACES = 9, 7
_PIECES, _LONGEST = 10, 500
_JITTER, _AHEAD = 12, 8
_QUOTES = str.maketrans("’‘“”", "''\"\"")
Batch = Mapping[str, Tensor]


class Lexicon:
    """The word pieces and the writing of every type; MiniLM reads no capitals, so these are told beside."""

    def __init__(self, texts: Sequence[str], tokenizer: Path) -> None:
        read = Tokenizer.from_file(str(tokenizer))
        read.no_padding()
        read.no_truncation()
        self.opening, self.closing, unknown = (int(read.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]", "[UNK]"))
        known = read.encode_batch([text.translate(_QUOTES) for text in texts], add_special_tokens=False)
        pieces = [found.ids[:_PIECES] or [unknown] for found in known]
        self.count = np.array([len(one) for one in pieces])
        self.start = np.concatenate([[0], np.cumsum(self.count)])
        self.flat = np.array([piece for one in pieces for piece in one])
        self.case = np.array([writing(text) for text in texts])
        self.white = np.array([text.isspace() for text in texts])
        self.lines = np.array([min(2, text.count("\n")) for text in texts])


def writing(text: str) -> int:
    """Return how a word is written: white space, signs, digits, lower, one capital, capitals, capital first, mixed."""
    if text.isspace():
        return 0
    if not any(char.isalpha() for char in text):
        return 2 if any(char.isdigit() for char in text) else 1
    if text.islower():
        return 3
    if text.isupper():
        return 4 if len(text) == 1 else 5
    return 6 if text[0].isupper() and text[1:].islower() else 7


class Runs:
    """One set of runs: its words without white space, where each run is, labels where they are known."""

    def __init__(self, name: str, arrays: Arrays, lexicon: Lexicon) -> None:
        types = arrays[f"{name}.types"].astype(np.int64)
        self.lengths = arrays[f"{name}.len"].astype(int)
        self.all_types, self.spaced = types, np.unpackbits(arrays[f"{name}.spacy"])[: len(types)].astype(bool)
        runs = np.repeat(np.arange(len(self.lengths)), self.lengths)
        self.words_at = np.flatnonzero(~lexicon.white[types])
        self.types, self.before = types[self.words_at], self._before(lexicon, runs)[self.words_at]
        self.count = np.bincount(runs[self.words_at], minlength=len(self.lengths))
        self.start = np.concatenate([[0], np.cumsum(self.count)])
        sizes = lexicon.count[self.types]
        self.pieces = np.bincount(runs[self.words_at], sizes, minlength=len(self.lengths)).astype(int)
        self.usable = np.flatnonzero((self.count > 0) & (self.pieces <= _LONGEST))
        self.labels = {k: arrays[f"{name}.{k}"].astype(np.int64) for k in LABELS if f"{name}.{k}" in arrays}
        self._lexicon = lexicon

    def _before(self, lexicon: Lexicon, runs: NDArray[Any]) -> NDArray[Any]:
        """Return what is before each: 0 the run's start, 1 nothing, 2 a space, 3 a line end, 4 an empty line."""
        white, lines = lexicon.white[self.all_types], lexicon.lines[self.all_types]
        after = np.where(self.spaced, 2, 1)
        after = np.where(white, np.where(lines == 0, 2, lines + 2), after)
        found = np.concatenate([[0], after[:-1]])
        found[np.concatenate([[True], runs[1:] != runs[:-1]])] = 0
        return found

    def words(self, ids: Sequence[int]) -> NDArray[Any]:
        """Return the places of the words of these runs, run after run."""
        return np.concatenate([np.arange(self.start[at], self.start[at + 1]) for at in ids])

    def batch(self, ids: Sequence[int], device: torch.device) -> Batch:
        """Return these runs as tensors: a row a run, padded."""
        rows, long, most = len(ids), int(self.pieces[ids].max()) + 2, int(self.count[ids].max())
        found = {name: np.zeros((rows, long), np.int64) for name in ("pieces", "case", "before")}
        found["word"] = np.full((rows, long), -1, np.int64)
        found["seen"], found["mask"] = np.zeros((rows, long), bool), np.zeros((rows, most), bool)
        found |= {name: np.full((rows, most), -1, np.int64) for name in self.labels}
        for row, at in enumerate(ids):
            self._fill(found, row, slice(int(self.start[at]), int(self.start[at + 1])))
        return {name: torch.from_numpy(array).to(device, non_blocking=True) for name, array in found.items()}

    def _fill(self, found: Mapping[str, NDArray[Any]], row: int, here: slice) -> None:
        lexicon, types = self._lexicon, self.types[here]
        sizes, length = lexicon.count[types], here.stop - here.start
        total = int(sizes.sum())
        word = np.repeat(np.arange(length), sizes)
        inner = np.arange(total) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        body = slice(1, total + 1)
        found["pieces"][row, 0], found["pieces"][row, total + 1] = lexicon.opening, lexicon.closing
        found["seen"][row, : total + 2] = True
        found["pieces"][row, body] = lexicon.flat[lexicon.start[types][word] + inner]
        found["case"][row, body] = 1 + lexicon.case[types][word]
        found["before"][row, body] = np.where(inner == 0, 1 + self.before[here][word], PLACES - 1)
        found["word"][row, body] = word
        found["mask"][row, :length] = True
        for name, labels in self.labels.items():
            found[name][row, :length] = labels[here] + (np.arange(length) if name == "head" else 0)


def batches(runs: Runs, size: int, chance: np.random.Generator | None = None) -> list[list[int]]:
    """Return the runs in batches of like length, at most so many word pieces with what pads them."""
    ids = runs.usable
    key = runs.pieces[ids] + (0 if chance is None else chance.random(len(ids)) * _JITTER)
    found, held, top = list[list[int]](), list[int](), 0
    for at in ids[np.argsort(key, kind="stable")].tolist():
        wide = max(top, int(runs.pieces[at]) + 2)
        if held and wide * (len(held) + 1) > size:
            found.append(held)
            held, wide = [], int(runs.pieces[at]) + 2
        held.append(at)
        top = wide
    found.append(held)
    if chance is not None:
        chance.shuffle(found)
    return found


def feed(runs: Runs, found: Sequence[Sequence[int]], device: torch.device) -> Iterator[tuple[Sequence[int], Batch]]:
    """Yield each batch with its tensors, some of them made ahead."""
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(runs.batch, ids, device) for ids in found[:_AHEAD]]
        for at, ids in enumerate(found):
            made = jobs.pop(0).result()
            if at + _AHEAD < len(found):
                jobs.append(pool.submit(runs.batch, found[at + _AHEAD], device))
            yield ids, made
