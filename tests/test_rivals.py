"""Rivals: the targets that one component may speak to are seen side by side, and a network weighs them so."""

import numpy as np

from argmap.clues import scene_of, within_pairs
from argmap.nlp.link_network import LinkNetwork
from argmap.rivals import among, beside, compared, traits
from tests.builders import component, discussion, post

POST = post("p1", "Trams are slow. You know that buses are slower? I cycle.")
TRAMS, BUSES, CYCLE = (component(POST, words) for words in ("Trams are slow", "buses are slower?", "I cycle"))
PARTS, READ = [TRAMS, BUSES, CYCLE], [discussion([POST])]
SCENE = scene_of(PARTS, READ)


def pairs(*near):
    found = list(within_pairs(CYCLE, SCENE))
    return [(s, t, {**seen, "sense": sense}) for (s, t, seen), sense in zip(found, near, strict=True)]


def likes(name, size):
    """Return a network to which one clue is all that counts."""
    width = size + 1
    weights = {
        "mean": np.zeros(width),
        "scale": np.ones(width),
        "inner": np.zeros((width, 2)),
        "inner_bias": np.zeros(2),
    }
    weights |= {"middle": np.zeros((2, 2)), "middle_bias": np.zeros(2), "top": np.zeros(2), "bias": np.zeros(1)}
    return LinkNetwork(clues=(name,), weights={**weights, "line": np.eye(width)[0]})


def test_every_component_has_the_same_traits_in_numbers():
    known = traits(PARTS, READ, SCENE)
    assert {len(row) for row in known.values()} == {14}
    assert not np.array_equal(known[TRAMS.id], known[BUSES.id])


def test_the_nearest_is_ranked_first_and_stands_out_by_its_lead():
    rank, lead, *_ = among(pairs(0.2, 0.7), SCENE).T
    assert rank.tolist() == [1.0, 0.0]
    assert np.allclose(lead, [-0.5, 0.5])


def test_a_single_target_has_no_lead():
    rank, lead, *_ = among(pairs(0.2, 0.7)[:1], SCENE).T
    assert (rank.tolist(), lead.tolist()) == ([0.0], [0.0])


def test_what_the_network_says_becomes_a_clue_of_each_pair():
    known, given = traits(PARTS, READ, SCENE), pairs(0.2, 0.7)
    network = likes("sense", beside(given, SCENE, known).shape[1])
    found = compared(given, SCENE, known, network)
    assert [round(seen["network"], 3) for *_, seen in found] == [0.2, 0.7]
    assert [(s.id, t.id) for s, t, _ in found] == [(s.id, t.id) for s, t, _ in given]


def test_nothing_to_compare_is_nothing():
    assert compared([], SCENE, {}, likes("sense", 1)) == []
