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

    from argmap.train import arguments_model as model

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
