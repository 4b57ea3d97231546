"""The teacher in torch: all-mpnet-base-v2 (Song et al. 2020, "MPNet"; Apache-2.0) with the heads of the encoder.

It knows the same words as the encoder in another order, weighs how far apart two pieces are by learnt buckets (Raffel
et al. 2020, "T5"), and is never shipped.
"""

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from argmap.train.arguments.model import LINK, PLACES, Encoder, Shape

LIMIT = 320
_NEAR, _EXACT, _FAR = 32, 8, 128
_FIRST_PLACE = 2
_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
_NAMES = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm": "attention.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "last": "output.LayerNorm",
}


class Teacher(Encoder):
    """An encoder whose attention also weighs how far apart two pieces are; links start as random projections."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.near = nn.Embedding(_NEAR, shape.heads)
        nn.init.orthogonal_(self.asks.weight, gain=math.sqrt(shape.width / LINK))
        self.offers.weight.data = self.asks.weight.detach().clone()

    def bias(self, mask: Tensor) -> Tensor:
        """Return what every layer adds to its attention, for each head by how far apart two pieces are."""
        buckets = apart(mask.shape[1]).to(mask.device)
        near: Tensor = self.near(buckets).permute(2, 0, 1)[None]
        return super().bias(mask) + near


def apart(length: int) -> Tensor:
    """Return for each piece (a row) the bucket of each other: 16 each way, the first eight exact, then by logarithm."""
    at = torch.arange(length)
    gaps = at[:, None] - at[None, :]
    far = gaps.abs()
    wide = (far.clamp(min=1) / _EXACT).log() / math.log(_FAR / _EXACT) * _EXACT
    bucket = torch.where(far < _EXACT, far, (_EXACT + wide.long()).clamp(max=_NEAR // 2 - 1))
    return bucket + (gaps < 0).long() * (_NEAR // 2)


def teacher(folder: Path, words: Mapping[str, int], *, seed: int) -> Teacher:
    """Return the teacher with the weights in `folder` and new heads, its words in the order of `words`."""
    from safetensors.torch import load_file

    weights = load_file(str(folder / "model.safetensors"))
    torch.manual_seed(seed)
    model = Teacher(_shape(weights, len(words)))
    state = model.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"][_rows(folder / "vocab.txt", words)]
    state["places.weight"] = weights["embeddings.position_embeddings.weight"][_FIRST_PLACE : _FIRST_PLACE + PLACES]
    state["near.weight"] = weights["encoder.relative_attention_bias.weight"]
    for end in ("weight", "bias"):
        state[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for at in range(len(model.layers)):
            for ours, theirs in _NAMES.items():
                state[f"layers.{at}.{ours}.{end}"] = weights[f"encoder.layer.{at}.{theirs}.{end}"]
    model.load_state_dict(state)
    return model


def _shape(weights: Mapping[str, Tensor], words: int) -> Shape:
    inner, width = weights["encoder.layer.0.intermediate.dense.weight"].shape
    layers = sum(name.endswith("intermediate.dense.weight") for name in weights)
    heads = weights["encoder.relative_attention_bias.weight"].shape[1]
    return Shape(width=width, layers=layers, heads=heads, inner=inner, words=words, eps=1e-5, drop=0.1)


def _rows(vocabulary: Path, words: Mapping[str, int]) -> list[int]:
    theirs = {word: at for at, word in enumerate(vocabulary.read_text(encoding="utf-8").split("\n"))}
    unknown = theirs["[UNK]"]
    return [theirs.get(_SPECIAL.get(word, word), unknown) for word in sorted(words, key=words.__getitem__)]
