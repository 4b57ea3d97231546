"""Texts as word pieces, windows and the arrays that an encoder reads; without torch, so that other processes can."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from argmap.nlp.network import tidy
from argmap.nlp.windows import LIMIT, Window, pair, windows
from argmap.train.corpora import Pair

Places = npt.NDArray[np.int64]


class Reader:
    """Turns words into word pieces and windows of at most `limit` pieces, as the shipped model does."""

    def __init__(self, path: Path, *, limit: int = LIMIT) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.limit = limit
        self.opening, self.closing = (int(self.tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]"))

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text, without special ones."""
        return [e.ids for e in self.tokenizer.encode_batch([tidy(t) for t in texts], add_special_tokens=False)]

    def rows(self, rows: Sequence[Sequence[str]]) -> list[Window]:
        """Return the windows of all rows, in order."""
        ends = {"opening": self.opening, "closing": self.closing, "limit": self.limit}
        pieces = iter(self.pieces([text for row in rows for text in row]))
        return [w for row in rows for w in windows([next(pieces) for _ in row], **ends)]

    def pairs(self, pairs: Sequence[Pair]) -> list[Window]:
        """Return one window for each pair, the domain before the reply."""
        replies = self.pieces([f"{p.domain} : {p.reply}" for p in pairs])
        parents = self.pieces([p.parent for p in pairs])
        return [pair(a, b, opening=self.opening, closing=self.closing) for a, b in zip(replies, parents, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Windows read at once, a row each: word pieces, how many are real, where spans start and stop, which are real.

    `pieces` (windows, longest), `lengths` (windows, 1), `spans` (windows, most, 2), `real` the places of real spans in
    the rows of `spans` put behind one another.
    """

    pieces: Places
    lengths: Places
    spans: Places
    real: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """All windows on sheets, those of like length together; `back` puts what is said of their spans in order again."""

    sheets: tuple[Sheet, ...]
    back: Places


def laid(found: Sequence[Window], at_once: int) -> Sheets:
    """Return windows on sheets of so many at most."""
    order = sorted(range(len(found)), key=lambda at: len(found[at].pieces))
    starts = list(accumulate((len(window.spans) for window in found), initial=0))
    chosen = [order[first : first + at_once] for first in range(0, len(order), at_once)]
    places = [place for some in chosen for at in some for place in range(starts[at], starts[at + 1])]
    sheets = tuple(_sheet([found[at] for at in some]) for some in chosen)
    return Sheets(sheets=sheets, back=np.argsort(np.array(places, np.int64)))


def _sheet(found: Sequence[Window]) -> Sheet:
    long, most = max(len(w.pieces) for w in found), max(len(w.spans) for w in found)
    pieces, spans = np.zeros((len(found), long), np.int64), np.zeros((len(found), most, 2), np.int64)
    for row, window in enumerate(found):
        pieces[row, : len(window.pieces)], spans[row, : len(window.spans)] = window.pieces, window.spans
    real = [row * most + at for row, window in enumerate(found) for at in range(len(window.spans))]
    lengths = np.array([[len(window.pieces)] for window in found], np.int64)
    return Sheet(pieces=pieces, lengths=lengths, spans=spans, real=np.array(real, np.int64))
