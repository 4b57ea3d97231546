"""The shipped encoder: it loads, its scores are chances, and nothing but the words decides them."""

import pytest

from argmap.errors import ModelError
from argmap.nlp import encoder as door
from argmap.nlp.arguments import NAME, ComponentEncoder, RelationEncoder, rows
from argmap.nlp.classifier import Linker, Passage
from argmap.nlp.models import models
from argmap.nlp.rules import RelationRules
from argmap.nlp.senses import senses_digest
from argmap.nlp.windows import pair, windows

POSTS = [
    ["Remote work should stay.", "It saves two hours a day,", "because nobody has to travel."],
    ["Saving time is not the point:", "juniors learn by sitting next to somebody.", "Thanks for the link!"],
]


def given(posts):
    return [Passage(text=text, before=post[at - 1] if at else "") for post in posts for at, text in enumerate(post)]


@pytest.fixture(scope="module")
def shipped():
    try:
        return door.encoder(NAME)
    except ModelError:
        pytest.skip("no encoder is shipped")


def test_windows_hold_every_passage_once_in_order():
    row = [[n] * 30 for n in range(20)]
    found = windows(row, opening=101, closing=102, limit=128)
    assert [window.pieces[start] for window in found for start, _ in window.spans] == list(range(20))
    for window in found:
        assert len(window.pieces) <= 128
        assert window.pieces[0] == 101
        assert window.pieces[-1] == 102
        for start, end in window.spans:
            assert window.pieces[start:end] == (window.pieces[start],) * 30


def test_a_window_that_goes_on_opens_with_what_was_read_before():
    first, second = windows([[1] * 60, [2] * 60, [3] * 60], opening=101, closing=102, limit=130)
    assert [first.pieces[start] for start, _ in first.spans] == [1, 2]
    assert second.pieces[1:41] == (2,) * 40


def test_empty_and_endless_passages_have_a_place():
    (window,) = windows([[], [7] * 1000], opening=101, closing=102)
    assert [end - start for start, end in window.spans] == [1, 96]


def test_a_pair_is_cut_to_what_is_read():
    assert len(pair([1] * 500, [2] * 500, opening=101, closing=102).pieces) == 99
    assert pair([1], [2], opening=101, closing=102).pieces == (101, 1, 102, 2, 102)


def test_passages_of_a_post_are_one_row():
    assert rows(given(POSTS)) == POSTS


def test_rules_read_no_links():
    assert not isinstance(RelationRules(), Linker)
    assert isinstance(RelationEncoder.links, object)


def test_scores_are_chances(shipped):
    for scores in ComponentEncoder(shipped).classify(given(POSTS)):
        assert set(scores) == {"component", "claim"}
        assert all(0 <= value <= 1 for value in scores.values())
    (scores,) = RelationEncoder(shipped).classify([Passage(text="No, that is wrong.", above="Tea is good.")])
    assert set(scores) == {"attack", "undercut", "concession"}
    assert all(0 <= value <= 1 for value in scores.values())


def test_company_does_not_change_a_score(shipped):
    alone = shipped.read(POSTS[1:]).units
    together = shipped.read([*POSTS, *POSTS]).units
    assert abs(together[3:6] - alone).max() < 1e-4
    assert abs(together[9:] - alone).max() < 1e-4


def test_the_same_words_give_the_same_bytes(shipped):
    once, again = shipped.read(POSTS), shipped.read(POSTS)
    assert once.vectors.tobytes() == again.vectors.tobytes()
    assert once.link(3, 0, across=True) == again.link(3, 0, across=True)


def test_nothing_is_nothing(shipped):
    assert len(shipped.read([]).units) == 0
    assert len(shipped.judge([])) == 0
    assert list(ComponentEncoder(shipped).classify([])) == []


def test_a_thanks_is_no_component(shipped):
    scores = [one["component"] for one in ComponentEncoder(shipped).classify(given(POSTS))]
    assert scores[0] > scores[5]


def test_both_slots_take_it_by_name(shipped):
    slots = models(syntax="rules", components="argmap", relations="argmap")
    assert slots.names() == {"syntax": "rules", "components": "argmap", "relations": "argmap"}
    hashes = slots.hashes()
    assert hashes["components"] == hashes["relations"]
    assert hashes.get("senses", "") == senses_digest()


def test_without_the_model_the_rules_judge(monkeypatch):
    monkeypatch.setattr("argmap.nlp.models.is_here", lambda name: False)
    assert models().names() == {"syntax": "rules", "components": "rules", "relations": "rules"}
    assert not models().hashes()


def test_a_damaged_folder_is_said_so(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        door.Encoder(tmp_path).read([["Tea is best."]])
