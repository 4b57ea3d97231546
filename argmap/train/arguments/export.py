"""The trained encoder becomes one int8 ONNX file, checked against what it was made from."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

from argmap.nlp.encoder import Encoder as Shipped
from argmap.nlp.windows import Window
from argmap.train.arguments.int8 import KEPT, Suited
from argmap.train.arguments.model import Encoder


def export(model: Encoder, tokenizer: Path, folder: Path, windows: Sequence[Window]) -> None:
    """Write `model.fp32.onnx`, `model.onnx` (int8; scales as `windows` of training texts ask) and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    _written(Suited(model.eval()), folder / "model.fp32.onnx")
    with TemporaryDirectory() as beside:
        suited = Path(beside) / "suited.onnx"
        _written(Suited(model, windows).eval(), suited)
        as_int8(suited, folder / "model.onnx", kept=_kept(suited))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _written(model: Suited, path: Path) -> None:
    pieces, pool = torch.ones(1, 8, dtype=torch.long), torch.full((1, 2, 8), 0.125)
    names = ["units", "pairs", "vectors"]
    axes = {"pieces": {1: "length"}, "pool": {1: "spans", 2: "length"}, **{name: {1: "spans"} for name in names}}
    torch.onnx.export(
        model, (pieces, pool), str(path), dynamo=False, opset_version=17,
        input_names=["pieces", "pool"], output_names=names, dynamic_axes=axes,
    )  # fmt: skip


def as_int8(whole: Path, path: Path, *, kept: Sequence[str] = ()) -> None:
    """Write the ONNX file `whole` to `path` with int8 weights, per channel; nodes that are `kept` stay as they are."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=list(kept))


def _kept(path: Path) -> list[str]:
    """Return the nodes that stay as they are: the last small products, which decide labels, and what stands out."""
    import onnx

    return [node.name for node in onnx.load(path).graph.node if any(f"/{name}/" in node.name for name in KEPT)]


def parity(folder: Path, rows: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the share of labels of texts that int8 changes, and keep it as `parity.json` beside the two models."""
    with TemporaryDirectory() as beside:
        for name in ("model.fp32.onnx", "tokenizer.json", "config.json"):
            shutil.copyfile(folder / name, Path(beside) / name.replace("fp32.", ""))
        found = _flips(Shipped(folder), Shipped(Path(beside)), rows, pairs)
    (folder / "parity.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def _flips(
    one: Shipped, other: Shipped, rows: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]
) -> dict[str, float]:
    a, b = (model.read(rows).units for model in (one, other))
    c, d = (model.judge(pairs) for model in (one, other))
    found = {name: (a[:, at] > 0) != (b[:, at] > 0) for at, name in enumerate(("component", "claim"))}
    found["attack"] = (c[:, 1] > c[:, 0]) != (d[:, 1] > d[:, 0])
    return {name: float(np.mean(differ)) if len(differ) else 0.0 for name, differ in found.items()}
