"""The trained encoder becomes one int8 ONNX file, checked against what it was made from."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from argmap.nlp.encoder import Encoder as Shipped
from argmap.train.arguments_model import Encoder


class _Whole(torch.nn.Module):
    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: torch.Tensor, pool: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        found: tuple[torch.Tensor, torch.Tensor, torch.Tensor] = self.model(pieces, torch.ones(pieces.shape), pool)
        return found


def export(model: Encoder, tokenizer: Path, folder: Path) -> None:
    """Write `model.fp32.onnx`, `model.onnx` (int8, per channel) and the tokenizer to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "model.fp32.onnx"
    pieces, pool = torch.ones(1, 8, dtype=torch.long), torch.full((1, 2, 8), 0.125)
    names = ["units", "pairs", "vectors"]
    axes = {"pieces": {1: "length"}, "pool": {1: "spans", 2: "length"}, **{name: {1: "spans"} for name in names}}
    torch.onnx.export(
        _Whole(model.eval()), (pieces, pool), str(whole), dynamo=False, opset_version=17,
        input_names=["pieces", "pool"], output_names=names, dynamic_axes=axes,
    )  # fmt: skip
    as_int8(whole, folder / "model.onnx", kept=_heads(whole))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def as_int8(whole: Path, path: Path, *, kept: Sequence[str] = ()) -> None:
    """Write the ONNX file `whole` to `path` with int8 weights, per channel; nodes that are `kept` stay as they are."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=list(kept))


def _heads(path: Path) -> list[str]:
    """Return the small products at the end, which stay as they are: they cost nothing and decide labels."""
    import onnx

    graph = onnx.load(path).graph
    return [node.name for node in graph.node if "/unit/" in node.name or "/pair/" in node.name]


def flips(
    one: Shipped, other: Shipped, rows: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Return the share of labels that differ between two exports of a model."""
    a, b = one.read(rows).units, other.read(rows).units
    c, d = one.judge(pairs), other.judge(pairs)
    found = {name: float(np.mean((a[:, at] > 0) != (b[:, at] > 0))) for at, name in enumerate(("component", "claim"))}
    return {**found, "attack": float(np.mean((c[:, 1] > c[:, 0]) != (d[:, 1] > d[:, 0])))}
