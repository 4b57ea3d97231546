"""What an encoder says of every span of what it reads; one way for learning and asking."""

from collections.abc import Sequence

import torch
from torch import Tensor

from argmap.nlp.windows import Window
from argmap.train.arguments.model import Encoder
from argmap.train.arguments.reader import Sheet, Sheets, laid

_AT_ONCE = {"cpu": 12, "cuda": 96}


def encode(model: Encoder, found: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits and vectors of every span in order, whatever the batches."""
    return read(model, laid(found, at_once(model)))


def at_once(model: Encoder) -> int:
    """Return how many windows are read at once where the model is."""
    return _AT_ONCE[model.scale.device.type]


def read(model: Encoder, given: Sheets) -> tuple[Tensor, Tensor, Tensor]:
    """Return unit logits, pair logits and vectors of every span in order."""
    said = [_sheet(model, one) for one in given.sheets]
    back = torch.from_numpy(given.back).to(model.scale.device)
    units, pairs, vectors = (torch.cat(parts).index_select(0, back) for parts in zip(*said, strict=True))
    return units, pairs, vectors


def _sheet(model: Encoder, given: Sheet) -> tuple[Tensor, ...]:
    """Return what is said of the spans of windows read at once; few arrays go to a card, few products run there."""
    there = model.scale.device
    pieces, spans, lengths, real = (
        torch.from_numpy(array).to(there, non_blocking=True)
        for array in (given.pieces, given.spans, given.lengths, given.real)
    )
    at = torch.arange(pieces.shape[1], device=there)
    starts, stops = spans[..., :1], spans[..., 1:]
    pool = ((at >= starts) & (at < stops)).float() / (stops - starts).clamp(min=1)
    with torch.autocast(there.type, dtype=torch.bfloat16):
        heads = model(pieces, (at < lengths).float(), pool)
    return tuple(head.flatten(0, 1).index_select(0, real).float() for head in heads)


def device() -> torch.device:
    """Return where to train: the graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
