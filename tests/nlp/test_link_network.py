"""Networks of links: named clues in, log odds out; kept as JSON that is read back to the same numbers."""

import numpy as np
import pytest

from argmap.errors import ModelError
from argmap.nlp.classifier import Linker
from argmap.nlp.link_network import LinkNetwork, keep, networks
from argmap.nlp.models import models

CHANCE = np.random.default_rng(3)


def network(clues=("near", "far"), beside=1, hidden=4, upper=3):
    width = len(clues) + beside
    shapes = {"mean": width, "scale": width, "inner": (width, hidden), "inner_bias": hidden, "middle": (hidden, upper)}
    shapes |= {"middle_bias": upper, "top": upper, "line": width, "bias": 1}
    weights = {name: np.round(CHANCE.random(shape), 4).astype(np.float32) for name, shape in shapes.items()}
    return LinkNetwork(clues=clues, weights={**weights, "scale": weights["scale"] + 1})


ONE, SEEN, BESIDE = network(), [{"near": 1.0}, {"far": 2.0, "unheard": 9.0}, {}], np.ones((3, 1), dtype=np.float32)


def test_each_pair_has_its_odds_by_the_clues_that_the_network_knows():
    odds = ONE.odds(SEEN, BESIDE)
    assert odds.shape == (3,)
    assert np.allclose(ONE.odds([{"far": 2.0}], BESIDE[:1]), odds[1])


def test_one_clue_beyond_all_bounds_counts_as_much_as_a_large_one():
    huge, larger = ONE.odds([{"near": 1e6}, {"near": 1e9}], BESIDE[:2])
    assert huge == larger


def test_what_is_kept_is_read_back(tmp_path):
    keep({"within": ONE}, tmp_path / "links.json")
    assert np.allclose(networks(tmp_path / "links.json")["within"].odds(SEEN, BESIDE), ONE.odds(SEEN, BESIDE))


@pytest.mark.parametrize("text", ["", "[]", '{"within": {}}', '{"within": {"clues": [], "weights": {"top": "x"}}}'])
def test_what_is_no_network_is_told_with_what_makes_one(tmp_path, text):
    path = tmp_path / "links.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="argmap train links"):
        networks(path)


def test_the_shipped_encoder_has_a_network_for_each_place():
    linker = models().relations
    assert isinstance(linker, Linker)
    assert set(linker.weights().networks) == {"within", "across"}
