"""Canonical claims: at most 14 words, read by themselves; nothing denied, counted or named comes out changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.canonical import LONGEST, canonical, shorten
from argmap.nlp.syntax import load_syntax
from tests.builders import component, discussion, post, relation
from tests.canonical_cases import CASES

SYNTAX = load_syntax()


def read(posts):
    return {one.id: next(SYNTAX.parse([one.text])) for one in posts}


def made(text):
    where = post("p1", text)
    return canonical([component(where, text)], (), [discussion([where])], read([where]))[0].canonical


def claims(posts, components, relations=()):
    return canonical(components, relations, [discussion(posts)], read(posts))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I think that minority stakes avoid antitrust review.", "minority stakes avoid antitrust review"),
        ("I don't think that anyone is closing the mill.", "I do not think that anyone is closing the mill"),
        ("I don't think that the old bus lane was useful.", "the old bus lane was not useful"),
        ("It seems to me that the council can close the market.", "the council can close the market"),
        ("But they have no authority here!", "they have no authority here"),
        ("Mara says that the bridge is safe.", "Mara says that the bridge is safe"),
        ("The ferry is slow (as everybody knows).", "The ferry is slow"),
        ("which would lower the barrier for new members", "this would lower the barrier for new members"),
        ("While the report is long", "the report is long"),
    ],
)
def test_who_thinks_it_is_left_out_and_who_is_reported_stays(text, wanted):
    assert made(text) == wanted


@pytest.mark.parametrize(("text", "denials"), CASES)
def test_what_is_denied_stays_denied(text, denials):
    short = f" {made(text)} ".lower()
    for word in denials.lower().split():
        assert word in short or (word == "n't" and " not " in short) or (word == "can't" and " cannot " in short)


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_numbers_and_names_are_those_of_the_text(text):
    own = set(re.findall(r"[\w%.,/-]*\w%?", text)) | {"not"}
    exact = [
        word for word in re.findall(r"[\w%.,/-]*\w%?", made(text)) if any(c.isdigit() or c.isupper() for c in word)
    ]
    assert set(exact) <= own


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_it_is_short(text):
    assert 3 <= len(made(text).split()) <= LONGEST


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I can't see that it's the bridge.", "I cannot see that it is the bridge"),
        ("You shouldn't have gone there.", "You should not have gone there"),
        ("It's been said that they'll go.", "It has been said that they will go"),
        ('He said "I don\'t care" about it.', 'He said "I don\'t care" about it'),
        ("Don't you see the bridge?", "Don't you see the bridge"),
        ("The bridge is old, isn't it?", "The bridge is old, isn't it"),
        ("He's gonna mend the bridge", "He is gonna mend the bridge"),
        ("We ain't going there.", "We ain't going there"),
    ],
)
def test_short_forms_are_spelt_out_but_in_a_quotation_or_a_question(text, wanted):
    assert made(text) == wanted


def test_an_article_goes_with_the_word_that_now_follows():
    assert made("He had a really actual conviction.") == "He had an actual conviction"


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        (
            "The ferry from Harlow was cancelled twice in the winter, but the bridge over the river near Stirling has "
            "never been closed.",
            "cancelled twice, but",
        ),
        (
            "The tree can have low arity near the leaves, then increase the arity when building nodes a few levels "
            "away from the leaves.",
            "arity, increase",
        ),
    ],
)
def test_what_was_parted_by_a_sign_stays_parted(text, parted):
    assert parted in made(text)


def test_there_are_a_hundred_cases():
    assert len(CASES) == 100


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (
            "I would rather live in a town where only one of the three bridges that they plan is built in time.",
            "town only",
        ),
        (
            "You do not need a new tram when the old one that runs through Mill Street is so very full and cheap.",
            "tram the",
        ),
        (
            "The lack of drivers on the northern lines of the town has been known to the council since the spring.",
            "lack has",
        ),
    ],
)
def test_what_joins_a_clause_and_what_says_which_never_goes_alone(text, broken):
    assert broken not in made(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ferry is not merely slow.", "The ferry is not merely slow"),
        ("It isn't really a bridge.", "It is not really a bridge"),
        ("It is simply not a bridge.", "It is not a bridge"),
        ("He's pushed the plan through.", "He has pushed the plan through"),
        ("They'd closed the mill by then.", "They had closed the mill by then"),
        ("He'd been closing the mill.", "He had been closing the mill"),
        ("They'd close the mill.", "They would close the mill"),
        ("which the council cited as a reason", "the council cited this as a reason"),
        ('It has the slogan "roads for all of us"', 'It has the slogan "roads for all of us"'),
    ],
)
def test_small_words_that_turn_or_time_what_is_said_are_right(text, wanted):
    assert made(text) == wanted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "After the third long winter of strikes the town had one of the lowest rates of all the towns in the north "
            "of the country",
            "lowest rates",
        ),
        (
            'The soundbite "roads for all of us" was coined by the mayor in order to explain the plan to the many '
            "doubtful people of the Mill Street quarter",
            '"roads for all of us"',
        ),
        (
            "The number that the council gave to the paper in the spring is, as all of us know by now, based on the "
            "wrong books",
            "based on",
        ),
        (
            "Everybody who lives on the north side of the river in the winter is treated as a stranger by the council "
            "of the town.",
            "treated as a stranger",
        ),
    ],
)
def test_what_tells_how_much_or_ends_what_is_begun_stays(text, whole):
    assert whole in made(text)


def test_what_is_cut_off_in_the_end_is_a_whole_phrase():
    text = (
        "I have friends who have had their bikes stolen in the same street -- none of this is theoretical to me or mine"
    )
    assert not made(text).endswith(("none", "none of this", "the same", "--"))


def test_a_moved_denial_is_no_word_of_the_component():
    where = post("p1", "I don't think that the old bus lane was useful.")
    one = claims([where], [component(where, where.text)])[0]
    assert [one.canonical[b.start : b.end] for b in one.canonical_from] == ["not"]


def test_a_pronoun_becomes_the_person_it_means_with_the_place():
    where = post("p1", "Sarah Lindqvist wrote the report in June. She never saw the bridge.")
    one = claims([where], [component(where, "She never saw the bridge")])[0]
    loan = one.canonical_from[0]
    assert one.canonical == "Sarah Lindqvist never saw the bridge"
    assert where.text[loan.post_start : loan.post_end] == "Sarah Lindqvist"
    assert one.canonical[loan.start : loan.end] == "Sarah Lindqvist"


def test_a_bare_answer_says_what_it_answers():
    first, second = post("p1", "Trams are cheap to run."), post("p2", "That is just wrong.", reply_to="p1")
    claim, answer = component(first, "Trams are cheap to run"), component(second, "That is just wrong")
    one = claims([first, second], [claim, answer], [relation(answer, claim, "attack")])[1]
    assert one.canonical == "That is wrong: Trams are cheap to run"
    assert [(b.post, b.post_start, b.post_end) for b in one.canonical_from] == [("p1", claim.start, claim.end)]


def test_a_quoted_copy_takes_the_form_of_its_original():
    first, second = post("p1", "I think that trams are cheap."), post("p2", "Trams are cheap? Hardly.", reply_to="p1")
    original = component(first, "I think that trams are cheap.")
    copy = component(second, "Trams are cheap?", quote_of=original)
    assert [one.canonical for one in claims([first, second], [original, copy])] == ["trams are cheap"] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I think that minority stakes avoid antitrust review.", "minority stakes avoid antitrust review"),
        ("Honestly, it was (as I said) not a success, imo.", "it was not a success"),
        ("For example, see https://example.org/a for the rules.", "see for the rules"),
    ],
)
def test_without_a_parse_what_opens_and_interrupts_is_left_out(text, wanted):
    assert shorten(text) == wanted


@given(
    st.lists(
        st.sampled_from("the bridge is old, but not (really) closed; I think that “we” should go.".split()),
        min_size=1,
        max_size=60,
    )
)
def test_it_is_made_of_own_words_and_loans(words):
    text = " ".join(words)
    where = post("p1", text)
    one = claims([where], [component(where, text)])[0]
    lent = {b for loan in one.canonical_from for b in one.canonical[loan.start : loan.end].split()}
    own = {word.strip("\"“”'‘(),.;:") for word in text.split()} | {"bridge", "closed"}
    assert len(one.canonical.split()) <= LONGEST
    assert {word.strip("\"“”'‘(),.;:") for word in one.canonical.split()} <= own | lent | {""}


@given(st.text(max_size=300))
def test_any_words_have_a_short_form(text):
    short = shorten(text)
    assert len(short.split()) <= LONGEST
    assert short == " ".join(short.split())
    assert bool(short) or not any(sign.isalnum() for sign in text)


def test_what_is_cut_off_leaves_no_half_quotation():
    text = 'The report says "a bridge that carries more than ten thousand cars a day in both directions is at its end".'
    assert '"' not in shorten(text)
    assert made(text).count('"') % 2 == 0
