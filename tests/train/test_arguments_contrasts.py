"""A reply beside a parent that it does not speak to: which one, how many, and what an encoder learns from them."""

import random

import pytest

from argmap.train.arguments.batches import stands
from argmap.train.arguments.contrasts import NEITHER, contrasts
from argmap.train.arguments.examples import signed
from argmap.train.corpora import Pair
from tests.builders import component, map_of, mark, post, relation

TOP = post("a", "Tea is good. It wakes us.", author="ann")
FIRST = post("b", "Coffee is bad. It stains.", reply_to="a", author="bob")
QUOTING = post("q", "> Tea is good.\nCups are small.", reply_to="a", marks=[mark("> Tea is good.", "> Tea is good.")])
LATE = post("c", "But tea is dear.", reply_to="a", author="cem")
LAST = post("d", "Milk is fine.", reply_to="c", author="dee")
GOOD, WAKES, BAD, STAINS = (component(p, w) for p, w in ((TOP, "Tea is good."), (TOP, "It wakes us."),
                                                         (FIRST, "Coffee is bad."), (FIRST, "It stains.")))  # fmt: skip
COPY, SMALL = component(QUOTING, "Tea is good.", quote_of=GOOD), component(QUOTING, "Cups are small.")
DEAR, FINE = component(LATE, "tea is dear."), component(LAST, "Milk is fine.")
PARTS = (GOOD, WAKES, BAD, STAINS, COPY, SMALL, DEAR, FINE)
POSTS = (TOP, FIRST, QUOTING, LATE, LAST)


def made(*relations, share=1.0, posts=POSTS, parts=PARTS, seed=5):
    return list(contrasts(map_of(posts, parts, relations), "gold-train", share=share, seed=seed))


def parents(*relations):
    """Return every parent that is drawn for a reply in a map."""
    found = [pair for seed in range(40) for pair in made(*relations, seed=seed)]
    return {pair.parent for pair in found if pair.reply == "But tea is dear."}


def test_a_reply_is_read_again_with_a_parent_above_in_a_post_it_is_not_linked_to():
    assert parents(relation(DEAR, GOOD, "attack")) == {"Coffee is bad.", "It stains.", "Cups are small."}


def test_what_is_linked_either_way_is_no_other_parent():
    to_reply = relation(BAD, DEAR, "attack")
    assert parents(relation(DEAR, GOOD, "attack"), to_reply) == {"Cups are small."}


def test_a_reply_reads_as_in_its_own_pair():
    one = map_of(POSTS, PARTS, [relation(DEAR, GOOD, "attack")])
    [pair], [other] = signed(one, "gold-train"), contrasts(one, "gold-train", share=1.0)
    assert pair.reply == other.reply == "But tea is dear."
    assert (other.label, other.soft, other.corpus, other.domain) == ("", NEITHER, pair.corpus, pair.domain)


def test_where_nothing_else_is_above_there_is_no_other_parent():
    assert not made(relation(BAD, GOOD, "attack"))


def test_links_within_a_post_are_not_read_again():
    assert not made(relation(STAINS, BAD))


def test_the_same_pairs_come_each_time_and_a_larger_share_has_those_of_a_smaller():
    posts = [TOP, FIRST, *(post(f"r{at}", f"Reply {at} is here.", reply_to="a") for at in range(60))]
    replies = [component(one, one.text) for one in posts[2:]]
    links = [relation(one, GOOD, "attack") for one in replies]
    few, again, many = (
        made(*links, share=share, posts=posts, parts=[GOOD, BAD, *replies]) for share in (0.3, 0.3, 0.7)
    )
    assert few == again
    assert 8 < len(few) < 30 < len(many) < 54
    assert set(few) < set(many)
    assert not made(*links, share=0.0, posts=posts, parts=[GOOD, BAD, *replies])


def test_they_count_as_chances_and_say_nothing_of_undercuts():
    own = Pair(reply="a", parent="b", label="undercut", domain="comment", corpus="gold-train")
    taught = Pair(reply="a", parent="b", label="", domain="comment", corpus="x", soft=(0.1, 0.2, 0.7, 0.4))
    found = stands([*made(relation(DEAR, GOOD, "attack")), own, taught], {"gold-train": [-1.0, -1.0, -1e4]})
    assert found.right.tolist()[0] == pytest.approx(NEITHER)
    assert found.prior.tolist()[0] == [0.0, 0.0, 0.0]
    assert found.undercut.counts.tolist() == pytest.approx([0.0, 0.5, 0.3])
    assert found.undercut.right.tolist()[1:] == pytest.approx([1.0, 0.4])


def test_an_encoder_learns_that_the_same_words_are_against_one_parent_alone(small, tmp_path):
    from argmap.train.arguments.model import base
    from argmap.train.arguments.reader import Reader
    from argmap.train.arguments.reading import encode
    from argmap.train.arguments.training import Plan, train

    def pair(reply, parent, label="", soft=None):
        return Pair(reply=reply, parent=parent, label=label, domain="comment", corpus="gold-train", soft=soft)

    reader, chance = Reader(small / "tokenizer.json"), random.Random(1)
    own = [pair("no , that is wrong", "tea is good", "attack"), pair("it keeps us awake", "tea is good", "support")] * 8
    others = [pair(one.reply, "coffee bad", soft=NEITHER) for one in own]

    def against(pairs):
        """Return how much more the denial is against than for, after training on pairs: beside either parent."""
        model = base(small / "model.safetensors")
        path = tmp_path / f"{chance.random()}.pt"
        train(model, reader, (), pairs, Plan(documents=0, pairs=3000, rate=5e-3), path)
        logits = encode(model, reader.pairs([own[0], others[0]]))[1]
        return (logits[:, 1] - logits[:, 0]).tolist()

    toned, read = against(own), against(own + others)
    assert toned[0] > 2 < read[0]
    assert abs(toned[1]) > 2
    assert abs(read[1]) < 0.5
