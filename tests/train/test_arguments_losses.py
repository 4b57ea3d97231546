"""What training minimises, beside the same sums done one by one."""

import math

import pytest

torch = pytest.importorskip("torch")

from argmap.train.arguments_examples import Links  # noqa: E402
from argmap.train.arguments_losses import link_loss, link_scores  # noqa: E402
from argmap.train.arguments_model import LINK, OWN  # noqa: E402

FOUND = (
    Links(source=2, targets=(0, 1), weighed=(0.5, -1.0), linked=("", "attack")),
    Links(source=0, targets=(1, 2, 3), weighed=(-2.0, 0.0, 0.1), linked=("", "", "")),
    Links(source=3, targets=(0, 1, 2), weighed=(0.0, 0.3, -0.4), linked=("support", "", "support")),
)


@pytest.fixture
def said():
    torch.manual_seed(3)
    return torch.randn(4, 6), 0.2 * torch.randn(4, 2 * LINK + 4 * OWN)


def alone(logits, vectors, source, target, across):
    """Return what one pair scores."""
    if across:
        asks, offers = vectors[source, :LINK], vectors[target, LINK : 2 * LINK]
        return float(asks @ offers + logits[source, 4] + logits[target, 5])
    own = vectors[:, 2 * LINK :].split(OWN, dim=1)
    asks, offers = (own[0], own[1]) if target < source else (own[2], own[3])
    return float(asks[source] @ offers[target] + logits[source, 2] + logits[target, 3])


@pytest.mark.parametrize("across", [False, True])
def test_every_pair_scores_what_it_scores_alone(said, across):
    scores = link_scores(*said, across=across)
    for source in range(4):
        for target in range(4):
            assert float(scores[source, target]) == pytest.approx(alone(*said, source, target, across), abs=1e-4)


@pytest.mark.parametrize("across", [False, True])
def test_the_loss_is_the_mean_over_sources_of_missing_every_linked_target(said, across):
    losses = []
    for links in FOUND:
        odds = [
            math.exp(alone(*said, links.source, target, across) + weighed)
            for target, weighed in zip(links.targets, links.weighed, strict=True)
        ]
        right = sum(one for one, label in zip(odds, links.linked, strict=True) if label) or 1.0
        losses.append(-math.log(right / (1.0 + sum(odds))))
    assert float(link_loss(*said, FOUND, across=across)) == pytest.approx(sum(losses) / len(losses), abs=1e-4)


def test_without_candidates_nothing_is_lost(said):
    assert float(link_loss(*said, (), across=True)) == 0.0
