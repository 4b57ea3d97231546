"""Units become components by any classifier; quotes of other posts are tied to their originals."""

import pytest

from argmap.argument import Kind
from argmap.components import components, said, share_arguing
from argmap.discussion import Post
from argmap.nlp.classifier import Passage
from argmap.nlp.rules import ComponentRules, odds
from argmap.read.marks import marks
from tests.builders import discussion, units_of


class Bridges:
    name = "bridges"

    def classify(self, passages):
        return [{"component": float("bridge" in p.text), "claim": float("should" in p.text)} for p in passages]


class Honest(Bridges):
    """Chances of one half for bridges and of a twentieth for all else, where half of the units argue."""

    least, usual = 0.4, 0.5

    def classify(self, passages):
        return [{"component": 0.5 if "bridge" in p.text else 0.05, "claim": 1.0} for p in passages]


def found(*texts, classifier=None):
    posts = [Post(id=f"p{i}", text=text, marks=marks(text)) for i, text in enumerate(texts, start=1)]
    discussions = [discussion(posts)]
    return components(units_of(discussions), discussions, classifier or ComponentRules())


def test_the_classifier_decides_what_is_a_component_and_its_kind():
    first, second = found("We should close the bridge. The bridge is old. Hello there.", classifier=Bridges())
    assert (first.kind, second.kind) == (Kind.CLAIM, Kind.PREMISE)


def test_words_that_only_open_a_sentence_are_left_out():
    (only,) = found("But I think that the bridge is old.", classifier=Bridges())
    assert only.text == "the bridge is old."
    assert only.id == "p1:17-35"


def test_chatter_is_no_component():
    assert found("Thanks! Hello everybody. lol") == ()


def test_a_quoted_sentence_is_tied_to_the_original():
    made = found(
        "The old bridge is far too narrow for cars.", "> The old bridge is far too narrow for cars.\nIt is not."
    )
    copy = next(component for component in made if component.quoted)
    assert copy.quote_of == made[0].id


def test_a_sentence_copied_without_a_sign_is_tied_too():
    made = found(
        "The old bridge is far too narrow for cars.", "The old bridge is far too narrow for cars.\nI doubt it."
    )
    assert made[1].quoted
    assert made[1].quote_of == made[0].id


def test_words_quoted_from_outside_stand_alone():
    made = found("> The council has decided to close the bridge.\nThat is wrong, it has decided nothing.")
    assert made[0].quoted
    assert made[0].quote_of is None


def test_a_passage_knows_what_surrounds_it():
    seen = []

    class Curious(Bridges):
        def classify(self, passages):
            seen.extend(passages)
            return super().classify(passages)

    found("The bridge is old, but it still carries the bus.", classifier=Curious())
    assert [(p.before, bool(p.after)) for p in seen] == [("", True), ("The bridge is old", False)]
    assert all(isinstance(p, Passage) for p in seen)


def test_what_a_reply_quotes_is_tied_to_it_in_whatever_order_the_posts_are_told():
    first = Post(id="p1", text="The bridge carries ten thousand cars a day.")
    reply = "> The bridge carries ten thousand cars a day.\n\nThe bridge does not."
    second = Post(id="p2", text=reply, reply_to="p1", marks=marks(reply))
    for posts in ([first, second], [second, first]):
        made = components(units_of([discussion(posts)]), [discussion(posts)], Bridges())
        assert [c.quote_of for c in made if c.quoted] == ["p1:0-43"]


def test_a_thread_that_hardly_argues_is_judged_more_strictly():
    alone = found("The bridge is old.", classifier=Honest())
    among = found("The bridge is old.", *["Room for rent at the harbour."] * 400, classifier=Honest())
    assert [c.text for c in alone] == ["The bridge is old."]
    assert among == ()


def test_how_much_each_discussion_argues_is_told():
    posts = [Post(id=f"p{at}", text=text) for at, text in enumerate(["The bridge is old.", "Room for rent."] * 200)]
    loud, quiet = discussion(posts[::2], name="d1"), discussion(posts[1::2], name="d2")
    moves = said(units_of([loud, quiet]), [loud, quiet], Honest()).moves
    assert moves["d2"] < -1 < 0 <= moves["d1"]
    assert said(units_of([loud]), [loud], Bridges()).moves == {}


def test_what_is_quoted_does_not_tell_how_much_a_thread_argues():
    quoted = "> Room for rent at the harbour.\n" * 400
    assert found("The bridge is old.", quoted, classifier=Honest())[0].confidence == pytest.approx(0.5, abs=0.01)


def test_a_text_of_the_usual_share_is_left_as_it_is():
    assert share_arguing([odds(0.9), odds(0.1)] * 100, usual=0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("chance", "most"), [(0.1, 0.2), (0.3, 0.5)])
def test_many_low_chances_lower_the_share(chance, most):
    assert 0 < share_arguing([odds(chance)] * 1000, usual=0.5) < most


def test_no_units_tell_nothing():
    assert share_arguing([], usual=0.4) == 0.4


def test_a_word_that_only_opens_takes_the_signs_of_the_next_line_along():
    text = (
        "> We should never close the old bridge to cars at all in this town,\n> but\n> the bridge should carry bikes."
    )
    assert found(text)[-1].text == "the bridge should carry bikes."
