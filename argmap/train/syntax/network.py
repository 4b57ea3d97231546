"""A joint teacher: MiniLM over a run of sentences; arcs and labels (Dozat and Manning 2017), tags, lemmas, starts."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from argmap.train.arguments import model as arguments_model
from argmap.train.syntax.batches import CASES, PLACES, Batch

ARC, LABEL = 384, 160
GAPS = 12
_FAR_BELOW = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Scores for a batch: arcs word by head, what labels are made of, tags, lemmas, whether a sentence starts."""

    arcs: Tensor
    hangs: Tensor
    holds: Tensor
    pos: Tensor
    lemma: Tensor
    start: Tensor


class Teacher(nn.Module):
    """The trunk of `base` with heads for so many labels; a word that is its own head is the root."""

    def __init__(self, base: Path, pos: int, dep: int, lemma: int, *, seed: int) -> None:
        super().__init__()
        self.trunk = arguments_model.base(base, seed=seed)
        wide = arguments_model.WIDTH
        self.case, self.before = nn.Embedding(CASES, wide), nn.Embedding(PLACES, wide)
        self.mixed = nn.Parameter(torch.zeros(arguments_model.LAYERS + 1))
        self.norm, self.context = nn.LayerNorm(wide), nn.LSTM(wide, wide // 2, batch_first=True, bidirectional=True)
        self.word, self.head = _layer(wide, ARC), _layer(wide, ARC)
        self.hangs, self.holds, self.tag, self.opens = (_layer(wide, n) for n in (LABEL, LABEL, wide, wide))
        self.arc, self.any_head, self.root = nn.Parameter(torch.empty(ARC, ARC)), nn.Linear(ARC, 1), nn.Linear(ARC, 1)
        self.far = nn.Parameter(torch.zeros(2, GAPS))
        self.label = nn.Parameter(torch.randn(dep, LABEL + 1, LABEL + 1) * 0.02)
        self.pos, self.lemma, self.start = nn.Linear(wide, pos), nn.Linear(wide, lemma), nn.Linear(wide, 1)
        nn.init.xavier_uniform_(self.arc)
        for table in (self.case, self.before):
            nn.init.normal_(table.weight, std=0.01)

    def forward(self, batch: Batch) -> Said:
        """Return what is said of every word."""
        words = self._words(batch)
        word, head = self.word(words), self.head(words)
        arcs = (word @ self.arc) @ head.transpose(1, 2) / 8 + self.any_head(head).transpose(1, 2)
        arcs = with_distance(arcs, self.far, self.root(word).squeeze(-1))
        tags = self.tag(words)
        return Said(
            arcs=arcs, hangs=with_one(self.hangs(words)), holds=with_one(self.holds(words)),
            pos=self.pos(tags).float(), lemma=self.lemma(tags).float(),
            start=self.start(self.opens(words)).squeeze(-1).float(),
        )  # fmt: skip

    def labels(self, said: Said, heads: Tensor) -> Tensor:
        """Return the scores of the labels of these arcs."""
        above = torch.gather(said.holds, 1, heads[..., None].expand(-1, -1, said.holds.shape[-1]))
        return torch.einsum("bwi,rij,bwj->bwr", said.hangs, self.label.to(said.hangs.dtype), above).float()

    def _words(self, batch: Batch) -> Tensor:
        pieces, trunk = batch["pieces"], self.trunk
        x = trunk.words(pieces) + trunk.places.weight[: pieces.shape[1]]
        x = trunk.drop(trunk.norm(x + self.case(batch["case"]) + self.before(batch["before"])))
        bias = ~batch["seen"][:, None, None, :] * -10000.0
        kept = [x]
        for layer in trunk.layers:
            x = trunk.drop(layer(x, bias))
            kept.append(x)
        # The last layer begins with the greatest say.
        shares = torch.softmax(self.mixed + functional.one_hot(torch.tensor(len(kept) - 1), len(kept)).to(x.device), 0)
        x = torch.stack([share * one for share, one in zip(shares, kept, strict=True)]).sum(0)
        words = self.norm(_means(x, batch["word"], batch["mask"].shape[1]))
        found: Tensor = words + self.context(words)[0]
        return found


def with_distance(arcs: Tensor, far: Tensor, root: Tensor) -> Tensor:
    """Add to arcs how far and on which side the head is, and put the scores of being the root on the diagonal."""
    place = torch.arange(arcs.shape[1], device=arcs.device)
    gap = place[None] - place[:, None]
    band = functional.one_hot(torch.log2(gap.abs().clamp(min=1).float()).long().clamp(max=GAPS - 1), GAPS)
    left, right = (band.to(arcs.dtype) @ side.to(arcs.dtype) for side in far)
    own = torch.eye(arcs.shape[1], device=arcs.device, dtype=torch.bool)
    return torch.where(own, torch.diag_embed(root), arcs + torch.where(gap > 0, right, left)).float()


def fenced(arcs: Tensor, sentence: Tensor, mask: Tensor) -> Tensor:
    """Return the scores of arcs with those that leave a sentence far below all others."""
    own = torch.eye(arcs.shape[1], device=arcs.device, dtype=torch.bool)
    inside = (sentence[:, :, None] == sentence[:, None, :]) & mask[:, None, :]
    return arcs.masked_fill(~(inside | own), _FAR_BELOW)


def with_one(x: Tensor) -> Tensor:
    """Return the vectors with a one at their end, by which a product holds sums too."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def _layer(wide: int, out: int) -> nn.Module:
    return nn.Sequential(nn.Dropout(0.2), nn.Linear(wide, out), nn.GELU(), nn.Dropout(0.33))


def _means(x: Tensor, word: Tensor, most: int) -> Tensor:
    rows, _, wide = x.shape
    place = word + torch.arange(rows, device=x.device)[:, None] * most
    # What belongs to no word goes to a last row, which is thrown away.
    place = place.masked_fill(word < 0, rows * most).reshape(-1)
    flat = with_one(x).reshape(-1, wide + 1)
    total = flat.new_zeros(rows * most + 1, wide + 1).index_add(0, place, flat)[:-1]
    return (total[:, :-1] / total[:, -1:].clamp(min=1)).view(rows, most, wide)
