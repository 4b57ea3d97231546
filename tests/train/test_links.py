"""Training of the link networks: on choices with a plain rule the rule is learnt; marked components become choices."""

import numpy as np
import pytest
from typer.testing import CliRunner

from argmap.cli.app import app
from argmap.nlp.link_network import LinkNetwork
from argmap.train.arguments.links import Choice, Found, choices, fit, mean
from tests.builders import component, discussion, post


@pytest.fixture
def learnt():
    """What learns from choices; without torch there is none."""
    pytest.importorskip("torch")
    return fit


def network(chance):
    """Return a network of the sizes that are trained, with weights drawn."""
    shapes = {"mean": 2, "inner": (2, 64), "inner_bias": 64, "middle": (64, 16), "middle_bias": 16}
    shapes |= {"top": 16, "line": 2, "bias": 1}
    weights = {name: chance.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
    return LinkNetwork(clues=("near",), weights={**weights, "mean": np.zeros(2), "scale": np.ones(2)})


def nearest(count, chance):
    """Return choices of which the pair with the largest clue is the link, where that is more than a half."""
    near = chance.random(count)
    beside = np.zeros((count, 1), dtype=np.float32)
    beside[int(near.argmax())] = 1.0
    return Choice(
        seen=tuple({"near": float(value)} for value in near),
        beside=beside,
        linked=tuple(bool(value == near.max() > 0.5) for value in near),
    )


def test_what_tells_a_link_is_learnt(learnt):
    chance = np.random.default_rng(1)
    made = learnt([nearest(4, chance) for _ in range(3000)])
    sure, second = made.odds([{"near": 0.9}, {"near": 0.8}], np.array([[1.0], [0.0]], dtype=np.float32))
    (unsure,) = made.odds([{"near": 0.3}], np.array([[1.0]], dtype=np.float32))
    assert sure > max(0, unsure)
    assert second < sure


def test_the_same_seed_gives_the_same_network(learnt):
    chance = np.random.default_rng(1)
    lessons = [nearest(3, chance) for _ in range(300)]
    one, other = learnt(lessons), learnt(lessons)
    assert all(np.array_equal(one.weights[name], other.weights[name]) for name in one.weights)


def test_the_mean_of_networks_says_the_mean_of_what_they_say():
    chance = np.random.default_rng(1)
    one, other = network(chance), network(chance)
    given = [{"near": 0.9}, {"near": 0.1}], np.array([[1.0], [0.0]], dtype=np.float32)
    assert not np.allclose(one.odds(*given), other.odds(*given))
    assert np.allclose(mean([one, other]).odds(*given), (one.odds(*given) + other.odds(*given)) / 2, atol=1e-5)


def test_each_component_chooses_among_those_of_its_post_and_of_the_posts_above():
    above, reply = post("p1", "Trams are slow. Trams are dear."), post("p2", "Trams are fine.", reply_to="p1")
    slow, dear = component(above, "Trams are slow"), component(above, "Trams are dear")
    fine = component(reply, "Trams are fine")
    one = Found(components=[slow, dear, fine], discussions=[discussion([above, reply])], links={(fine.id, dear.id)})
    assert [choice.linked for choice in choices(one, "within")] == [(False,), (False,)]
    assert [choice.linked for choice in choices(one, "across")] == [(False, True)]


def test_a_folder_without_the_encoder_is_told_before_anything_is_read(tmp_path):
    asked = ["train", "links", "--corpora", str(tmp_path), "--data", str(tmp_path), "--models", str(tmp_path)]
    made = CliRunner().invoke(app, asked)
    assert made.exit_code == 1
    assert "--models" in f"{made.exception}{made.output}"
