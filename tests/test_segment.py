"""Units are sentences and a few clauses, always verbatim, never across posts, code or headings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import Mark, MarkKind, Post
from argmap.nlp.cache import Cache
from argmap.nlp.models import syntax_model
from argmap.nlp.sentences import SyntaxRules
from argmap.parse import parse
from argmap.read.marks import marks
from argmap.segment import segment
from tests.builders import discussion, post, units_of


def units(post):
    return units_of([discussion([post])])


def cut(text):
    return [unit.text for unit in units(Post(id="p1", text=text, marks=marks(text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("See 15 U.S.C. §18 for example. It is similar.", ["See 15 U.S.C. §18 for example.", "It is similar."]),
        ("It costs 3.5 million, e.g. in Berlin. Really?", ["It costs 3.5 million, e.g. in Berlin.", "Really?"]),
        ('She said "it is over." Nobody laughed.', ['She said "it is over."', "Nobody laughed."]),
        ("no capitals here. and none there", ["no capitals here.", "and none there"]),
        ("- first point\n- second point", ["first point", "second point"]),
        ("Wait... what is that?", ["Wait... what is that?"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, wanted):
    assert cut(text) == wanted


def test_a_reason_is_cut_from_what_it_is_for():
    assert cut("We should close the bridge because it is very old.") == [
        "We should close the bridge",
        "because it is very old.",
    ]


def test_a_turn_is_cut_off_behind_a_comma():
    assert cut("The bridge is old and narrow, but it still carries the bus.") == [
        "The bridge is old and narrow",
        "but it still carries the bus.",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We should close the bridge because it is very old.", 2),
        ("The whole street was closed because of the very long and heavy rain.", 1),
        ("The new bridge was not cheap to build, but good for the people there.", 1),
        ("The new bridge was not cheap to build, but the people there like it.", 2),
    ],
)
def test_a_parser_says_whether_a_joining_word_opens_a_statement(text, wanted):
    post = Post(id="p1", text=text)
    assert len(units_of([discussion([post])], syntax_model("argmap"))) == wanted


def test_short_asides_are_not_cut():
    assert cut("He did it because of me.") == ["He did it because of me."]


def test_hard_wrapped_lines_are_one_sentence():
    line = "This sentence goes on over the end of the line, and then it\n"
    assert len(cut(line * 5 + "ends here.")) == 1


def test_quoted_lines_are_units_of_their_own():
    post = Post(id="p1", text="> You said this.\nI never did.", marks=marks("> You said this.\nI never did."))
    assert [(unit.text, unit.quoted) for unit in units(post)] == [("You said this.", True), ("I never did.", False)]


def test_code_blocks_give_no_units():
    assert cut("It fails:\n```\nfor x in y: pass\nprint(x)\n```\nSo it is broken.") == ["It fails:", "So it is broken."]


def test_a_copy_of_another_post_gives_no_units():
    original = Post(id="p1", text="The bridge is old.")
    copy = Post(id="p2", text="The bridge is old.", same_as="p1")
    assert {unit.post for unit in units_of([discussion([original, copy])])} == {"p1"}


@given(st.text(max_size=400))
def test_units_are_verbatim_in_order_and_apart(text):
    found = units(Post(id="p1", text=text, marks=marks(text)))
    assert all(unit.text == text[unit.start : unit.end] for unit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. No vs. the rest. Fine.", ["Dr. No vs. the rest.", "Fine."]),
        ("He left (he was tired.) We stayed.", ["He left (he was tired.)", "We stayed."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("This line goes on\nin the next one.", ["This line goes on\nin the next one."]),
        ("One is here; the other one is there too.", ["One is here; the other one is there too."]),
        ("The first one is here; the other one is there.", ["The first one is here", "the other one is there."]),
        ("1. first of all\n2. second of all", ["first of all", "second of all"]),
        ("!!! ... ???", []),
        ("Ein Satz. “So.” Noch einer.", ["Ein Satz.", "“So.”", "Noch einer."]),
    ],
)
def test_signs_end_sentences_only_where_a_reader_sees_an_end(text, wanted):
    assert cut(text) == wanted


def test_a_heading_gives_no_unit():
    text = "What we decided\nWe close it."
    heading = Mark(start=0, end=15, kind=MarkKind.HEADING)
    assert [unit.text for unit in units(Post(id="p1", text=text, marks=(heading,)))] == ["We close it."]


def test_marks_that_overlap_are_all_heeded():
    text = "One.\nTwo.\nThree.\nFour."
    outer, inner = Mark(start=0, end=16, kind=MarkKind.QUOTE), Mark(start=5, end=9, kind=MarkKind.QUOTE)
    for found in ((outer, inner), (inner, outer)):
        assert [u.quoted for u in units(Post(id="p1", text=text, marks=found))] == [True, True, True, False]


def test_units_of_a_sentence_count_its_clauses():
    found = units(Post(id="p1", text="We should close it all because it is very old. Yes, all of it."))
    assert [unit.sentence for unit in found] == [0, 0, 1]


@given(st.lists(st.sampled_from(["> so it is", "- one", "", "Words here.", "```", "see `x`", "  deep"])).map("\n".join))
def test_no_unit_lies_in_code_or_half_in_a_quote(text):
    post = Post(id="p1", text=text, marks=marks(text))
    fences = [mark for mark in post.marks if mark.kind is MarkKind.CODE and "\n" in text[mark.start : mark.end]]
    for unit in units(post):
        assert not any(mark.start <= unit.start and unit.end <= mark.end for mark in fences)
        assert unit.quoted == any(mark.start <= unit.start < mark.end for mark in post.quotes())


def test_what_was_cut_before_is_known_and_cut_the_same(tmp_path, monkeypatch):
    found = [discussion([post("p1", "It rained for days and days, because the sky was full of clouds. We went home.")])]
    parsed = parse(found, SyntaxRules())
    fresh, memory = segment(found, parsed), Cache(tmp_path / "c.sqlite")
    monkeypatch.setattr("argmap.segment.shared", lambda: memory)
    assert segment(found, parsed, parser="1") == fresh
    monkeypatch.setattr("argmap.segment.cuts", lambda *_: pytest.fail("cut again"))
    assert segment(found, parsed, parser="1") == fresh
