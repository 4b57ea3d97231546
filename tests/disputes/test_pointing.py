"""A word points away from its claim where nothing before it can be what it means."""

import pytest

from argmap.disputes.pointing import pointers, points_back
from argmap.nlp.syntax import load_syntax

SYNTAX = load_syntax()


@pytest.mark.parametrize(
    ("claim", "pointing"),
    [
        ("The council has no say over that.", ["that"]),
        ("Most of their bridges are closed.", ["their"]),
        ("All such mills have two wheels.", ["such"]),
        ("We should be told of these plans.", ["these"]),
        ("The mill lost its wheel.", []),
        ("The mayors say that they will stay.", []),
        ("It is easy to say that the bridge is safe.", []),
        ("Those who left are happy.", []),
        ("The mills both have wheels.", []),
        ("It was the idea of the mayor.", ["It"]),
        ("It is the mayor who closed the mill.", []),
        ("It is useful for crossing rivers.", ["It"]),
        ("The mill is older.", ["older"]),
        ("The mill is older than the bridge.", []),
        ("Nobody can prove either position.", ["either"]),
        ("Steel may be a good choice there.", ["there"]),
        ("Both the mill and the bridge are old.", []),
        ("If the mill burns down in May, that would be the end of the town.", []),
        ("The mayor closed the bridge and this was wrong.", []),
        ("The bridges these days are made of steel.", []),
        ("If a bridge is closed, this bridge is lost.", []),
        ("The guards came and saved them.", ["them"]),
        ("The towns have ruined themselves.", []),
        ("It is going to be difficult to close the bridge.", []),
        ("You feel it when you close the mill.", ["it"]),
        ("Love has never got in the way of it.", ["it"]),
        ("Most other towns have comparable mills.", ["comparable"]),
        ("Most mills are comparable to ours.", []),
        ("I have a hunch that it was a flaw of the mill.", ["it"]),
        ("The council would keep it hidden.", ["it"]),
        ("Otherwise, the mill is lost.", ["Otherwise"]),
        ("If so, the mill is lost.", ["so"]),
        ("If they do, the mill is lost.", ["they", "do"]),
        ("We can do much better.", ["better"]),
        ("As I said, this is a loss for the town.", ["this"]),
    ],
)
def test_a_word_points_away_where_nothing_before_it_can_be_meant(claim, pointing):
    assert [token.text for token in pointers(next(SYNTAX.parse([claim])))] == pointing


def test_what_a_sentence_before_names_is_known():
    plan, fate = SYNTAX.parse(["The mayors wrote a plan.", "They closed the mill with it, and that is that."])
    assert [token.text for token in pointers(fate)] == ["They", "it"]
    assert pointers([*plan, *fate]) == []


def test_what_is_hers_does_not_say_who_she_is():
    remark, fate, sale = SYNTAX.parse(["Her remark was taken out of context.", "She left the town.", "It was a joke."])
    assert [token.text for token in pointers([*remark, *fate])] == ["Her", "She"]
    assert [token.text for token in pointers([*remark, *sale])] == ["Her"]


def test_this_is_what_the_sentence_right_before_it_says():
    plan, loss = SYNTAX.parse(["The mayors wrote a plan.", "This was a loss for the town."])
    assert pointers([*plan, *loss]) == []
    assert [token.text for token in pointers([*plan, *loss], apart=True)] == ["This"]


def test_this_problem_is_what_the_sentence_before_it_says_and_this_mill_is_not():
    fire, problem, mill = SYNTAX.parse(["The fire burned for a day.", "This problem is old.", "This mill is old."])
    assert pointers([*fire, *problem]) == []
    assert [token.text for token in pointers([*fire, *mill])] == ["This"]


def test_a_group_may_be_they():
    group, fate = SYNTAX.parse(["I told the group.", "Most of them were annoyed."])
    assert pointers([*group, *fate]) == []


def test_a_claim_points_back_where_the_first_it_speaks_of_is_a_pronoun():
    they, us = SYNTAX.parse(["They closed the mill.", "We have no say over that."])
    assert points_back(they)
    assert not points_back(us)
