"""The encoder in torch: MiniLM with a vector for every span and heads on it; the only torch code besides training."""

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, WORDS, PLACES = 384, 6, 12, 1536, 30522, 512
LINK = 384
OWN = 64
UNIT_LABELS = ("component", "claim", "within_source", "within_target", "across_source", "across_target")
PAIR_LABELS = ("support", "attack", "none", "undercut")


class Layer(nn.Module):
    """One transformer layer with plain attention: what quantises well and exports simply."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the hidden states after this layer."""
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = (q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias).softmax(-1)
        x = self.norm(x + self.out((weights @ v).transpose(1, 2).reshape(b, t, WIDTH)))
        normed: Tensor = self.last(x + self.outer(functional.gelu(self.inner(x))))
        return normed


class Encoder(nn.Module):
    """The trunk, mean pooling over spans, and every head."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.unit, self.pair = nn.Linear(WIDTH, len(UNIT_LABELS)), nn.Linear(WIDTH, len(PAIR_LABELS))
        self.asks, self.offers = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.own = nn.Linear(WIDTH, 4 * OWN)
        self.scale = nn.Parameter(torch.tensor(3.0))
        self.drop = nn.Dropout(0.1)
        for head in (self.asks, self.offers):
            nn.init.eye_(head.weight)
            nn.init.zeros_(head.bias)
        nn.init.normal_(self.own.weight, std=0.02)
        nn.init.normal_(self.unit.weight, std=0.01)
        nn.init.zeros_(self.unit.bias)

    def forward(self, pieces: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return for each span (rows of `pool`) unit logits, pair logits and link vectors."""
        x = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]])
        bias = (1.0 - mask)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return self.heads(self.drop(pool @ x))

    def heads(self, spans: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return unit logits, pair logits and link vectors of pooled spans."""
        seen = functional.normalize(spans, dim=-1)
        vectors = torch.cat([self.asks(seen) * self.scale, self.offers(seen), self.own(spans)], -1)
        return self.unit(spans), self.pair(spans), vectors


def base(path: Path, *, seed: int = 1) -> Encoder:
    """Return the encoder with the weights of the sentence encoder at `path` and new heads."""
    from safetensors.torch import load_file

    weights = load_file(str(path))
    torch.manual_seed(seed)
    model = Encoder()
    state = model.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["places.weight"] = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    for end in ("weight", "bias"):
        state[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for at in range(LAYERS):
            for ours, theirs in _NAMES.items():
                state[f"layers.{at}.{ours}.{end}"] = weights[f"encoder.layer.{at}.{theirs}.{end}"]
    model.load_state_dict(state)
    return model


def parameters(model: Encoder, rate: float) -> list[dict[str, Any]]:
    """Return the parameter groups: trunk, heads at five times the rate; word embeddings stay as they are."""
    model.words.weight.requires_grad_(False)
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in _HEADS]
    trunk = [p for n, p in model.named_parameters() if n.split(".")[0] not in _HEADS and p.requires_grad]
    return [{"params": trunk, "lr": rate}, {"params": heads, "lr": rate * 5}]


_HEADS = frozenset(("unit", "pair", "asks", "offers", "own", "scale"))
_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "last": "output.LayerNorm",
}
