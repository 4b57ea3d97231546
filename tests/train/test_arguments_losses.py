"""What training minimises, beside the same sums done one by one."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from argmap.train.arguments.batches import choices, group, stands  # noqa: E402
from argmap.train.arguments.examples import Example, Links, Soft  # noqa: E402
from argmap.train.arguments.losses import group_loss, link_loss, link_scores, pair_loss, priors  # noqa: E402
from argmap.train.arguments.model import LINK, OWN, PAIR_LABELS  # noqa: E402
from argmap.train.corpora import Pair  # noqa: E402

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
    found = choices([(FOUND, None)], [0], [True])
    assert float(link_loss(*said, found, across=across)) == pytest.approx(sum(losses) / len(losses), abs=1e-4)


def test_without_candidates_there_is_nothing_to_choose():
    assert choices([((), None), ((), None)], [0, 3], [True, True]) is None


def document(seed, *, units=6, **changes):
    """Return a document of so many units, every other one a component."""
    chance = random.Random(seed)
    parts = tuple(range(0, units, 2))
    links = tuple(
        Links(
            source=source,
            targets=tuple(t for t in range(len(parts)) if t != source),
            weighed=tuple(chance.gauss(0, 1) for _ in parts[1:]),
            linked=tuple(chance.choice(("", "attack", "support")) for _ in parts[1:]),
        )
        for source in range(len(parts))
    )
    labels = tuple(chance.choice(("claim", "premise", "", "?")) for _ in range(units))
    kept = {
        "name": str(seed), "corpus": "gold-train", "units": (("a",) * units,), "unit_labels": labels,
        "parts": (("b",) * len(parts),), "part_labels": tuple(labels[at] or "claim" for at in parts),
        "part_units": parts, "within": links[:1], "across": links[1:],
    }  # fmt: skip
    return Example(**(kept | changes))


def as_taught(one):
    """Return a document whose teachers are sure of its labels, each source with one target or none."""
    clear = {"?": "premise", "": "premise"}
    labels = tuple(
        clear.get(label, label) if label == "?" or at in one.part_units else label
        for at, label in enumerate(one.unit_labels)
    )
    hard = replace(
        one,
        unit_labels=labels,
        part_labels=tuple(labels[at] for at in one.part_units),
        within=tuple(replace(links, linked=alone_linked(links)) for links in one.within),
        across=tuple(replace(links, linked=alone_linked(links)) for links in one.across),
    )
    soft = Soft(
        component=np.array([float(bool(label)) for label in hard.unit_labels]),
        claim=np.array([float(label == "claim") for label in hard.unit_labels]),
        within=[one_hot(links) for links in hard.within],
        across=[one_hot(links) for links in hard.across],
    )
    return hard, replace(hard, soft=soft)


def alone_linked(links):
    first = next((at for at, label in enumerate(links.linked) if label), None)
    return tuple(label if at == first else "" for at, label in enumerate(links.linked))


def one_hot(links):
    return np.array([float(bool(label)) for label in links.linked] + [float(not any(links.linked))])


def spoken(documents, *, whole):
    """Return what an encoder could say of the spans of each document."""
    torch.manual_seed(5)
    sizes = [len(one.unit_labels if whole else one.part_labels) for one in documents]
    return [(torch.randn(n, 6), 0.2 * torch.randn(n, 2 * LINK + 4 * OWN)) for n in sizes]


def together(said):
    return torch.cat([units for units, _ in said]), torch.cat([vectors for _, vectors in said])


MIXED = (
    document(1),
    document(2, corpus="cdcp", units=4),
    document(3, corpus="habernal-web-discourse"),
    document(4, corpus="cmv-modes", across=()),
    as_taught(document(5, units=8))[1],
    document(6, within=(), across=(), unit_labels=("?",) * 6),
)


@pytest.mark.parametrize("whole", [False, True])
def test_the_loss_of_a_group_is_the_mean_of_those_of_its_documents(whole):
    said = spoken(MIXED, whole=whole)
    each = [float(group_loss(*one, group([document], whole=whole))) for one, document in zip(said, MIXED, strict=True)]
    assert float(group_loss(*together(said), group(MIXED, whole=whole))) == pytest.approx(
        sum(each) / len(each), rel=1e-5
    )


@pytest.mark.parametrize("whole", [False, True])
def test_a_document_is_judged_by_its_units_and_then_by_its_links(whole):
    one = document(7)
    units, vectors = spoken([one], whole=whole)[0]
    labels = one.unit_labels if whole else one.part_labels
    known = [at for at, label in enumerate(labels) if label != "?"]
    real = [at for at in known if labels[at]]
    cross = torch.nn.functional.binary_cross_entropy_with_logits
    expected = cross(units[real, 1], torch.tensor([float(labels[at] == "claim") for at in real]))
    if whole:
        expected = expected + cross(units[known, 0], torch.tensor([float(bool(labels[at])) for at in known]))
        units, vectors = units[list(one.part_units)], vectors[list(one.part_units)]
    for links, across in ((one.within, False), (one.across, True)):
        expected = expected + link_loss(units, vectors, choices([(links, None)], [0], [True]), across=across)
    assert float(group_loss(*spoken([one], whole=whole)[0], group([one], whole=whole))) == pytest.approx(
        float(expected)
    )


@pytest.mark.parametrize("whole", [False, True])
def test_a_sure_teacher_teaches_what_a_label_does(whole):
    hard, soft = as_taught(document(8, units=10))
    said = spoken([hard], whole=whole)[0]
    losses = [float(group_loss(*said, group([one], whole=whole))) for one in (hard, soft)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)


def test_a_teacher_sure_of_the_stand_of_a_pair_teaches_what_its_label_does():
    def pair(label, soft=None):
        return Pair(reply="a", parent="b", label=label, domain="comment", corpus="x", soft=soft)

    torch.manual_seed(2)
    logits, even = torch.randn(2, len(PAIR_LABELS)), {"x": [0.0, 0.0, 0.0]}
    hard = float(pair_loss(logits, stands([pair("support"), pair("none")], even)))
    taught = [pair("", (1.0, 0.0, 0.0, 0.0)), pair("", (0.0, 0.0, 1.0, 0.0))]
    undercut = 0.3 * float(torch.nn.functional.softplus(logits[:, 3]).mean())
    assert float(pair_loss(logits, stands(taught, {}))) == pytest.approx(hard + undercut, rel=1e-5)
    assert priors([*taught, pair("attack")]) == {"x": [-1e4, 0.0, -1e4]}


def test_pairs_that_may_say_the_same_teach_that_alone_as_teachers_say_half():
    def pair(corpus, soft):
        return Pair(reply="a", parent="b", label="", domain="restatement", corpus=corpus, soft=soft)

    torch.manual_seed(2)
    logits = torch.randn(3, len(PAIR_LABELS), requires_grad=True)
    known, said = pair("restatements", (0.65,)), pair("unlabelled", (0.2,))
    stand = replace(known, soft=(0.2, 0.3, 0.5))
    again = torch.nn.functional.binary_cross_entropy_with_logits(
        logits[:2, 4], torch.tensor([0.65, 0.2]), reduction="none"
    )
    expected = (again[0] + 0.5 * again[1]) / 3
    stands_alone = pair_loss(logits[2:], stands([stand], {})) / 3
    loss = pair_loss(logits, stands([known, said, stand], {}))
    assert loss.item() == pytest.approx((expected + stands_alone).item(), rel=1e-5)
    loss.backward()
    assert not logits.grad[:2, :4].any()
    assert not logits.grad[2, 4]
