"""Texts as word pieces and windows, and what an encoder says of every span in them; one way for learning and asking."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from argmap.nlp.network import tidy
from argmap.nlp.windows import LIMIT, Window, pair, windows
from argmap.train.arguments_model import Encoder
from argmap.train.corpora import Pair

_AT_ONCE = {"cpu": 12, "cuda": 96}


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


def encode(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits and vectors of every span in order, whatever the batches."""
    order = sorted(range(len(found)), key=lambda at: len(found[at].pieces))
    starts = list(accumulate((len(window.spans) for window in found), initial=0))
    most = _AT_ONCE[model.scale.device.type]
    said: list[tuple[Tensor, ...]] = []
    places: list[int] = []
    for first in range(0, len(order), most):
        chosen = order[first : first + most]
        said.append(_batch(model, [found[at] for at in chosen]))
        places += [place for at in chosen for place in range(starts[at], starts[at + 1])]
    back = torch.from_numpy(np.argsort(places)).to(model.scale.device)
    units, pairs, vectors = (torch.cat(parts).index_select(0, back) for parts in zip(*said, strict=True))
    return units, pairs, vectors


def _batch(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, ...]:
    """Return what is said of the spans of windows read at once; few arrays go to a card, few products run there."""
    long, most = max(len(w.pieces) for w in found), max(len(w.spans) for w in found)
    pieces, spans = np.zeros((len(found), long), np.int64), np.zeros((len(found), most, 2), np.int64)
    for row, window in enumerate(found):
        pieces[row, : len(window.pieces)], spans[row, : len(window.spans)] = window.pieces, window.spans
    kept = [row * most + at for row, window in enumerate(found) for at in range(len(window.spans))]
    there, lengths = model.scale.device, [[len(window.pieces)] for window in found]
    given, ends, length, real = (
        torch.from_numpy(np.asarray(array)).to(there, non_blocking=True) for array in (pieces, spans, lengths, kept)
    )
    at = torch.arange(long, device=there)
    starts, stops = ends[..., :1], ends[..., 1:]
    pool = ((at >= starts) & (at < stops)).float() / (stops - starts).clamp(min=1)
    with torch.autocast(there.type, dtype=torch.bfloat16):
        heads = model(given, (at < length).float(), pool)
    return tuple(head.flatten(0, 1).index_select(0, real).float() for head in heads)


def device() -> torch.device:
    """Return where to train: the graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
