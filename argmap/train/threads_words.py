"""Vectors of common words from a sentence encoder that reads each word alone: what likeness of posts rests on.

As in Model2Vec (MinishLab, 2024): principal components of the encoder's vectors, frequent words counting less (Arora et
al., A simple but tough-to-beat baseline for sentence embeddings, 2017). Words are kept as hashes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from argmap.nlp.reply_links import Words, key
from argmap.quotes import forms

Array = np.ndarray[Any, Any]
_MOST, _LEAST, _DIMENSIONS = 25_000, 5, 128
_RARE = 1e-3
_BATCH = 256


def common(texts: Iterable[str]) -> Counter[str]:
    """Return the most common words of the texts with their counts."""
    counts = Counter(word for text in texts for word in forms(text))
    return Counter({word: count for word, count in counts.most_common(_MOST) if count >= _LEAST})


def word_vectors(counts: Counter[str], base: Path) -> Words:
    """Return vectors of the words as the sentence encoder in the folder `base` reads them."""
    words = sorted(counts, key=key)
    return condensed(words, np.array([counts[word] for word in words]), encoded(words, base))


def condensed(words: Sequence[str], counts: Array, vectors: Array) -> Words:
    """Return the principal components of the vectors as whole numbers; the mean word has no direction."""
    share = counts / counts.sum()
    centred = vectors - share @ vectors
    _, _, axes = np.linalg.svd((centred.T * share) @ centred + 1e-9 * np.eye(vectors.shape[1]))
    found = centred @ axes[:_DIMENSIONS].T
    scale = np.abs(found).max(axis=1, keepdims=True) / 127
    return Words(
        keys=np.array([key(word) for word in words], dtype=np.uint64),
        vectors=np.round(found / scale).astype(np.int8),
        weights=(scale[:, 0] * _RARE / (_RARE + share)).astype(np.float32),
    )


def encoded(words: Sequence[str], base: Path) -> Array:
    """Return the mean vector of the encoder over each word read alone."""
    import torch
    from tokenizers import Tokenizer

    from argmap.train.arguments_model import LINK
    from argmap.train.arguments_model import base as sentence_encoder

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    pieces = [encoding.ids[:10] for encoding in tokenizer.encode_batch(list(words))]
    model = sentence_encoder(base / "model.safetensors").eval()
    found = np.zeros((len(words), model.words.weight.shape[1]), dtype=np.float32)
    order = sorted(range(len(words)), key=lambda at: len(pieces[at]))
    with torch.no_grad():
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            longest = max(len(pieces[at]) for at in rows)
            ids, mask = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest)
            for row, at in enumerate(rows):
                ids[row, : len(pieces[at])] = torch.tensor(pieces[at])
                mask[row, : len(pieces[at])] = 1
            pool = (mask / mask.sum(1, keepdim=True))[:, None, :]
            found[rows] = model(ids, mask, pool)[2][:, 0, LINK : 2 * LINK].numpy()
    scaled: Array = found / np.linalg.norm(found, axis=1, keepdims=True)
    return scaled
