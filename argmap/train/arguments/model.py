"""The encoder in torch: MiniLM with a vector for every span and heads on it; the only torch code besides training."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, WORDS, PLACES = 384, 6, 12, 1536, 30522, 512
LINK = 384
OWN = 64
UNIT_LABELS = ("component", "claim", "within_source", "within_target", "across_source", "across_target")
PAIR_LABELS = ("support", "attack", "none", "undercut", "restatement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How large a trunk is; `drop` is the share of each layer's output that is left out in training, 0 to 1."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    eps: float = 1e-12
    drop: float = 0.0


def shipped() -> Shape:
    """Return the shape of the encoder that is shipped."""
    return Shape(width=WIDTH, layers=LAYERS, heads=HEADS, inner=INNER, words=WORDS)


class Layer(nn.Module):
    """One transformer layer with plain attention: what quantises well and exports simply."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        wide, inner = shape.width, shape.inner
        self.heads, self.drop = shape.heads, nn.Dropout(shape.drop)
        self.query, self.key, self.value = (nn.Linear(wide, wide) for _ in range(3))
        self.out, self.norm = nn.Linear(wide, wide), nn.LayerNorm(wide, eps=shape.eps)
        self.inner, self.outer = nn.Linear(wide, inner), nn.Linear(inner, wide)
        self.last = nn.LayerNorm(wide, eps=shape.eps)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the hidden states after this layer."""
        b, t, wide = x.shape
        q, k, v = (f(x).view(b, t, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).reshape(b, t, wide))))
        normed: Tensor = self.last(x + self.drop(self.outer(functional.gelu(self.inner(x)))))
        return normed


class Encoder(nn.Module):
    """The trunk, mean pooling over spans, and every head; of the shipped shape, or another one."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or shipped()
        wide = shape.width
        self.words, self.places = nn.Embedding(shape.words, wide), nn.Embedding(PLACES, wide)
        self.norm = nn.LayerNorm(wide, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.unit, self.pair = nn.Linear(wide, len(UNIT_LABELS)), nn.Linear(wide, len(PAIR_LABELS))
        self.asks, self.offers = nn.Linear(wide, LINK), nn.Linear(wide, LINK)
        self.own = nn.Linear(wide, 4 * OWN)
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
        bias = self.bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return self.heads(self.drop(pool.to(x.dtype) @ x))

    def bias(self, mask: Tensor) -> Tensor:
        """Return what every layer adds to its attention: nothing but that there is none to what is masked."""
        return (1.0 - mask)[:, None, None, :] * -10000.0

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
