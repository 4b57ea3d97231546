"""What teachers say of documents and pairs nobody labelled: chances instead of labels, kept as arrays, averaged."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argmap.nlp.windows import Window
from argmap.train.arguments.batches import STANDS, Choices, group
from argmap.train.arguments.examples import Example, Soft
from argmap.train.arguments.losses import link_chances
from argmap.train.arguments.model import PAIR_LABELS, Encoder
from argmap.train.arguments.reader import Reader
from argmap.train.arguments.reading import encode
from argmap.train.corpora import Pair

_AT_ONCE = 512
_PARTS = tuple(field.name for field in fields(Soft))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of documents, and of pairs (an array with a row of `PAIR_LABELS` for each)."""

    documents: Sequence[Soft]
    pairs: Any


def said(model: Encoder, reader: Reader, examples: Sequence[Example], pairs: Sequence[Pair]) -> Said:
    """Return what an encoder says of documents, of their links the mean of both readings, and of pairs."""
    windows = reader.pairs(pairs)
    with torch.no_grad():
        found = [judged(model, windows[first : first + _AT_ONCE]) for first in range(0, len(windows), _AT_ONCE)]
        documents = [_document(model, reader, one) for one in examples]
    return Said(documents=documents, pairs=np.concatenate(found) if found else np.zeros((0, len(PAIR_LABELS))))


def judged(model: Encoder, found: Sequence[Window]) -> Any:
    """Return for each window over a pair the chances of its stands, which sum to 1, that it undercuts, and restates."""
    logits = encode(model, found)[1]
    return torch.cat([logits[:, : len(STANDS)].softmax(1), logits[:, len(STANDS) :].sigmoid()], 1).cpu().numpy()


def _document(model: Encoder, reader: Reader, one: Example) -> Soft:
    whole, parts = (group([one], whole=reading) for reading in (True, False))
    units, _, vectors = encode(model, reader.rows(whole.rows))
    at = torch.from_numpy(whole.parts).to(units.device)
    readings = [(units[at], vectors[at])]
    if parts.rows:
        alone, _, alone_vectors = encode(model, reader.rows(parts.rows))
        readings.append((alone, alone_vectors))
    return Soft(
        component=units[:, 0].sigmoid().cpu().numpy(),
        claim=units[:, 1].sigmoid().cpu().numpy(),
        within=_chosen(readings, whole.within, across=False),
        across=_chosen(readings, whole.across, across=True),
    )


def _chosen(readings: Sequence[tuple[Tensor, Tensor]], found: Choices | None, *, across: bool) -> Any:
    if found is None:
        return np.zeros((0, 1), np.float32)
    chances = [link_chances(*one, found, across=across).exp() for one in readings]
    return torch.stack(chances).mean(0).cpu().numpy()


def mean(found: Sequence[Said]) -> Said:
    """Return what several say together: the mean of their chances."""
    documents = [
        Soft(**{part: np.mean([getattr(one, part) for one in same], 0, dtype=np.float32) for part in _PARTS})
        for same in zip(*(one.documents for one in found), strict=True)
    ]
    return Said(documents=documents, pairs=np.mean([one.pairs for one in found], 0, dtype=np.float32))


def write(path: Path, found: Said) -> None:
    """Write what is said, in half precision, whole or not at all."""
    arrays = {f"{at}.{part}": getattr(one, part) for at, one in enumerate(found.documents) for part in _PARTS}
    arrays["pairs"] = found.pairs
    halves: dict[str, Any] = {name: np.asarray(array, np.float16) for name, array in arrays.items()}
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        np.savez_compressed(file, **halves)
    beside.replace(path)


def read(path: Path) -> Said:
    """Return what was written."""
    with np.load(path) as arrays:
        count = len(arrays.files) // len(_PARTS)
        documents = [Soft(**{part: arrays[f"{at}.{part}"] for part in _PARTS}) for at in range(count)]
        return Said(documents=documents, pairs=arrays["pairs"])
