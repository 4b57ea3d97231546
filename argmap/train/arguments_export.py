"""The trained encoder becomes one int8 ONNX file, checked against what it was made from.

Before quantising, what is large in the inputs of a product is moved into its weights (SmoothQuant, Xiao et al. 2023):
activations get one scale a tensor, weights one a column, so that is where precision is lost.
"""

import copy
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argmap.nlp.encoder import Encoder as Shipped
from argmap.nlp.windows import Window
from argmap.train.arguments_model import Encoder
from argmap.train.arguments_training import encode

_SHARE = 0.5
_FLOOR = 1e-3


class _Whole(torch.nn.Module):
    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        found: tuple[Tensor, ...] = self.model(pieces, torch.ones(pieces.shape), pool)
        return found[:3]


class _Words(torch.nn.Module):
    """Word embeddings as int8, each row with a scale of its own: one scale for all would be the largest error."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        scale = weights.abs().amax(1, keepdim=True).clamp_min(1e-9) / 127
        self.register_buffer("rows", (weights / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor) -> Tensor:
        found: Tensor = self.rows[pieces].float() * self.scale[pieces]  # type: ignore[index]
        return found


class _Smooth(torch.nn.Module):
    """A linear layer that takes `x * scale` with weights for it; several layers of one input share the scale."""

    scale: Tensor

    def __init__(self, linear: torch.nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.linear = copy.deepcopy(linear)
        self.linear.weight.data = linear.weight.data / scale
        self.register_buffer("scale", scale)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.linear(x * self.scale)
        return found


def export(model: Encoder, tokenizer: Path, folder: Path, sample: Sequence[Window]) -> None:
    """Write `model.fp32.onnx`, `model.onnx` (int8, per channel, smoothed on `sample`) and the tokenizer to `folder`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    model = model.eval()
    _write(model, folder / "model.fp32.onnx")
    ready, smooth = smoothed(model, sample), folder / "smooth.onnx"
    ready.words = _Words(model.words.weight.data)  # type: ignore[assignment]
    _write(ready, smooth)
    quantize_dynamic(
        smooth, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=_heads(smooth),
    )  # fmt: skip
    smooth.unlink()
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def smoothed(model: Encoder, sample: Sequence[Window]) -> Encoder:
    """Return a copy of the model that computes the same with inputs of products evened out on the sample's windows."""
    largest: dict[str, Tensor] = {}
    hooks = [
        part.register_forward_pre_hook(_watch(largest, f"{at}.{name}"))
        for at, layer in enumerate(model.layers)
        for name, part in layer.named_children()
        if isinstance(part, torch.nn.Linear)
    ]
    with torch.no_grad():
        encode(model, list(sample))
    for hook in hooks:
        hook.remove()
    even = copy.deepcopy(model)
    for at, layer in enumerate(even.layers):
        for names in (("query", "key", "value"), ("out",), ("inner",), ("outer",)):
            parts = [getattr(layer, name) for name in names]
            weight = torch.stack([part.weight.data.abs().amax(0) for part in parts]).amax(0).clamp_min(_FLOOR)
            scale = weight ** (1 - _SHARE) / largest[f"{at}.{names[0]}"].clamp_min(_FLOOR) ** _SHARE
            for name, part in zip(names, parts, strict=True):
                setattr(layer, name, _Smooth(part, scale))
    return even


def _watch(largest: dict[str, Tensor], name: str) -> Any:
    def hook(_: torch.nn.Module, given: tuple[Tensor, ...]) -> None:
        seen = given[0].detach().float().abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

    return hook


def _write(model: Encoder, path: Path) -> None:
    pieces, pool = torch.ones(1, 8, dtype=torch.long), torch.full((1, 2, 8), 0.125)
    names = ["units", "pairs", "vectors"]
    axes = {"pieces": {1: "length"}, "pool": {1: "spans", 2: "length"}, **{name: {1: "spans"} for name in names}}
    torch.onnx.export(
        _Whole(model.eval()), (pieces, pool), str(path), dynamo=False, opset_version=17,
        input_names=["pieces", "pool"], output_names=names, dynamic_axes=axes,
    )  # fmt: skip


def _heads(path: Path) -> list[str]:
    """Return the small products at the end, which stay as they are: they cost nothing and decide labels."""
    import onnx

    graph = onnx.load(path).graph
    small = ("/unit/", "/pair/")
    return [node.name for node in graph.node if any(name in node.name for name in small)]


def flips(
    one: Shipped, other: Shipped, rows: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Return the share of labels that differ between two exports of a model."""
    a, b = one.read(rows).units, other.read(rows).units
    c, d = one.judge(pairs), other.judge(pairs)
    found = {name: float(np.mean((a[:, at] > 0) != (b[:, at] > 0))) for at, name in enumerate(("component", "claim"))}
    return {**found, "attack": float(np.mean((c[:, 1] > c[:, 0]) != (d[:, 1] > d[:, 0])))}
