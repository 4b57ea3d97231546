"""The encoder in the shape that int8 suits: the same function, with what stands out kept from setting the scales.

Activations share one scale a window, so one channel that is ten times the others leaves those three bits. Channels that
stand out before a product are scaled down and their weights up (Xiao et al. 2023, "SmoothQuant"); inner neurons that
stand out are computed beside the others in fp32 (after Dettmers et al. 2022, "LLM.int8()"), which for neurons costs no
gather; word embeddings have a scale a row. Which these are is seen on training texts.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from argmap.nlp.windows import Window
from argmap.train.arguments import model as arguments_model
from argmap.train.arguments.model import Encoder, Layer
from argmap.train.arguments.reading import encode

KEPT = ("unit", "pair", "words", "few_in", "few_out")
_NEURONS = 16
_ASKING, _INNER = 1.3, 2.0
_MOST = 400


class Suited(nn.Module):
    """An encoder for one window at a time; with `windows` suited to int8, without them as it was."""

    def __init__(self, model: Encoder, windows: Sequence[Window] = ()) -> None:
        super().__init__()
        self.model = model
        self.words: nn.Module = _Rows(model.words.weight) if windows else model.words
        known = _largest(model, windows) if windows else [{} for _ in model.layers]
        self.layers = nn.ModuleList(
            _Layer(layer, largest) for layer, largest in zip(_layers(model), known, strict=True)
        )

    def forward(self, pieces: Tensor, pool: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return for each span (rows of `pool`) unit logits, pair logits and link vectors."""
        x = self.model.norm(self.words(pieces) + self.model.places.weight[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(x)
        return self.model.heads(pool @ x)


class _Rows(nn.Module):
    """Word embeddings in int8, a scale a row."""

    rows: Tensor
    scales: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scales = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("rows", torch.round(weight.detach() / scales).to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, pieces: Tensor) -> Tensor:
        return self.rows[pieces].float() * self.scales[pieces]


class _Layer(nn.Module):
    """A layer without a mask; queries, keys and values in one product."""

    def __init__(self, layer: Layer, largest: dict[str, Tensor]) -> None:
        super().__init__()
        self.few = bool(largest)
        few = (
            largest["outer"].topk(min(_NEURONS, layer.inner.out_features // 4)).indices if self.few else torch.arange(0)
        )
        many = torch.ones(layer.inner.out_features, dtype=torch.bool)
        many[few] = False
        self.asking = _scales(largest["query"], _ASKING) if largest else None
        self.before_inner = _scales(largest["inner"], _INNER) if largest else None
        self.all_three = _product(*_asking(layer), self.asking)
        self.out, self.norm, self.last = layer.out, layer.norm, layer.last
        self.inner = _product(layer.inner.weight[many], layer.inner.bias[many], self.before_inner)
        self.outer = _product(layer.outer.weight[:, many], layer.outer.bias)
        if self.few:
            self.few_in = _product(layer.inner.weight[few], layer.inner.bias[few])
            self.few_out = _product(layer.outer.weight[:, few])

    def forward(self, x: Tensor) -> Tensor:
        asked = self.all_three(x if self.asking is None else x * self.asking)
        heads, width = arguments_model.HEADS, self.out.in_features
        q, k, v = asked.view(1, -1, 3 * heads, width // heads).transpose(1, 2).split(heads, 1)
        seen = ((q @ k.transpose(2, 3)).softmax(-1) @ v).transpose(1, 2).reshape(1, -1, width)
        x = self.norm(x + self.out(seen))
        found = self.outer(functional.gelu(self.inner(x if self.before_inner is None else x * self.before_inner)))
        if self.few:
            x = x + self.few_out(functional.gelu(self.few_in(x)))
        normed: Tensor = self.last(x + found)
        return normed


def _layers(model: Encoder) -> list[Layer]:
    return [layer for layer in model.layers if isinstance(layer, Layer)]


def _asking(layer: Layer) -> tuple[Tensor, Tensor]:
    """Return the weights and biases of queries, divided as attention divides them, keys and values."""
    by = math.sqrt(layer.query.out_features // arguments_model.HEADS)
    weights = torch.cat([layer.query.weight / by, layer.key.weight, layer.value.weight])
    return weights, torch.cat([layer.query.bias / by, layer.key.bias, layer.value.bias])


def _product(weight: Tensor, bias: Tensor | None = None, scales: Tensor | None = None) -> nn.Linear:
    found = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    found.weight.data = (weight if scales is None else weight / scales).detach().clone().contiguous()
    if bias is not None:
        found.bias.data = bias.detach().clone()
    return found


def _scales(largest: Tensor, line: float) -> nn.Parameter:
    """Return what brings every channel down to `line` times the median of their largest values."""
    return nn.Parameter((largest.median() * line / largest.clamp(min=1e-12)).clamp(max=1.0), requires_grad=False)


def _largest(model: Encoder, windows: Sequence[Window]) -> list[dict[str, Tensor]]:
    """Return for each layer the largest value of every channel before some of its products, over the windows."""
    found: list[dict[str, Tensor]] = [{} for _ in model.layers]
    handles = []
    for place, layer in zip(found, _layers(model), strict=True):
        for name in ("query", "inner", "outer"):

            def note(_: nn.Module, given: tuple[Tensor], place: dict[str, Tensor] = place, name: str = name) -> None:
                most = given[0].detach().float().abs().amax((0, 1))
                place[name] = torch.maximum(place[name], most) if name in place else most

            handles.append(getattr(layer, name).register_forward_pre_hook(note))
    with torch.no_grad():
        for window in windows[:: max(1, len(windows) // _MOST)]:
            encode(model, [window])
    for handle in handles:
        handle.remove()
    return found
