"""What tests of training share: a base encoder of one narrow layer."""

import hashlib

import pytest

from argmap.train import arguments

WORDS = "tea coffee is not good bad because it keeps us awake no that wrong should we drink more".split()


@pytest.fixture
def small(monkeypatch, tmp_path):
    """Return a folder with a base encoder of one narrow layer."""
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    import torch
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel

    from argmap.train.arguments import model

    for name, value in {"WIDTH": 24, "LAYERS": 1, "HEADS": 2, "INNER": 32, "WORDS": 40}.items():
        monkeypatch.setattr(model, name, value)
    folder = tmp_path / "base"
    folder.mkdir()
    shapes = {"word_embeddings": (40, 24), "position_embeddings": (512, 24), "token_type_embeddings": (2, 24)}
    torch.manual_seed(0)
    weights = {f"embeddings.{name}.weight": torch.randn(shape) * 0.1 for name, shape in shapes.items()}
    sizes = {"query": (24, 24), "key": (24, 24), "value": (24, 24), "out": (24, 24), "inner": (32, 24)}
    sizes |= {"outer": (24, 32), "norm": (24,), "last": (24,)}
    for ours, theirs in model._NAMES.items():
        weights[f"encoder.layer.0.{theirs}.weight"] = torch.randn(sizes[ours]) * 0.1
        weights[f"encoder.layer.0.{theirs}.bias"] = torch.zeros(sizes[ours][0])
    weights |= {"embeddings.LayerNorm.weight": torch.ones(24), "embeddings.LayerNorm.bias": torch.zeros(24)}
    save_file(weights, folder / "model.safetensors")
    words = {word: at for at, word in enumerate(("[CLS]", "[SEP]", "[UNK]", "comment", ":", ".", ",", *WORDS))}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    monkeypatch.setattr(arguments, "BASE", digest)
    return folder


@pytest.fixture
def tall(small, monkeypatch, tmp_path):
    """Return a folder with a teacher of two narrow layers that knows the words of `small` in another order."""
    import json

    import torch
    from safetensors.torch import save_file

    from argmap.train.arguments.teacher import _NAMES

    folder = tmp_path / "teacher"
    folder.mkdir()
    ours = json.loads((small / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    special = {"[CLS]": "<s>", "[SEP]": "</s>"}
    words = ["<pad>", *(special.get(word, word) for word in reversed(ours))]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(1)
    sizes = {"inner": (48, 32), "outer": (32, 48)}
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(len(words), 32) * 0.1,
        "embeddings.position_embeddings.weight": torch.randn(514, 32) * 0.1,
        "encoder.relative_attention_bias.weight": torch.randn(32, 2) * 0.1,
        "embeddings.LayerNorm.weight": torch.ones(32),
        "embeddings.LayerNorm.bias": torch.zeros(32),
    }
    for at in range(2):
        for name, theirs in _NAMES.items():
            size = sizes.get(name, (32, 32))
            norm = name in ("norm", "last")
            weights[f"encoder.layer.{at}.{theirs}.weight"] = torch.ones(32) if norm else torch.randn(size) * 0.1
            weights[f"encoder.layer.{at}.{theirs}.bias"] = torch.zeros(size[0])
    save_file(weights, folder / "model.safetensors")
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    monkeypatch.setattr(arguments, "TEACHER", digest)
    return folder
