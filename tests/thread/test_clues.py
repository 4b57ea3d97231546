"""Clues of replies: printed ages are spans of time, quotes and names point, own words leave quotes out."""

import math
from dataclasses import replace

import numpy as np
import pytest

from argmap.read.marks import marks
from argmap.thread.ages import ages, minutes
from argmap.thread.clues import PAIR, POST, ROOT, clues_of
from argmap.thread.opening import CLUES, like_title, opening_clues
from argmap.thread.words import own_words, tell
from tests.builders import post

POSTS = [
    post("p1", "The old bridge should be closed to cars.", author="ana"),
    post("p2", "Closing it pushes the traffic into Mill Street.", author="ben"),
    post("p3", "Mill Street would hardly notice.", author="ana"),
    post("p4", "@ben why Mill Street?", author="emil"),
]


def senses(*about):
    """Return senses for each post: posts about the same thing are alike, and answer each other."""
    said = np.eye(max(about) + 1)[list(about)]
    return np.stack([said, said], axis=1)


def said(text, **more):
    return replace(post("p9", text), marks=marks(text), **more)


def clue(clues, name, at, step):
    return float(clues.pairs[at, step, PAIR.index(name)])


@pytest.mark.parametrize(
    ("age", "wanted"),
    [
        ("3h ago", (180, 240)), ("an hour ago", (60, 120)), ("51m ago", (51, 52)), ("2 days ago", (2880, 4320)),
        ("7mo ago", (306600, 350400)), ("just now", (0, 1)), ("yesterday", (1440, 2880)),
        ("vor einer Stunde", (60, 120)), ("il y a 3 ans", (1576800, 2102400)), ("hace 2 meses", (87600, 131400)),
        ("3時間前", (180, 240)), ("5 минут назад", (5, 6)), ("godzinę temu", (60, 120)), ("2 uur geleden", (120, 180)),
    ],
)  # fmt: skip
def test_a_printed_age_is_a_span_of_time(age, wanted):
    assert minutes(age) == wanted


@pytest.mark.parametrize("age", [None, "", "recently"])
def test_other_ages_say_nothing(age):
    assert all(math.isnan(bound) for bound in minutes(age))


def test_known_times_come_before_printed_ages():
    posts = [said("a", written="2024-01-01T10:00:00Z"), said("b", written="2024-01-01T11:00:00Z", age="9h ago")]
    least, most = ages(posts)
    assert least.tolist() == pytest.approx([61, 1])
    assert (most > least).all()


def test_every_clue_has_a_name():
    clues = clues_of(POSTS, None, reach=3, senses=None)
    assert clues.pairs.shape == (4, 4, len(PAIR))
    assert clues.roots.shape == (4, len(ROOT))
    assert clues.posts.shape == (4, len(POST))
    assert np.isfinite(clues.pairs).all()


def test_who_wrote_before_shows():
    clues = clues_of(POSTS, None, reach=3, senses=None)
    assert clue(clues, "turn", 2, 1) == 1
    assert clue(clues, "own", 2, 2) == 1
    assert clue(clues, "own", 2, 1) == 0


def test_a_name_points_at_the_posts_of_its_bearer():
    clues = clues_of(POSTS, None, reach=3, senses=None)
    assert clues.named[3] == {1}
    assert clue(clues, "named", 3, 2) == 1


def test_a_quote_points_at_where_it_is_from():
    quoting = said("> pushes the traffic into Mill Street\nIt does not.", author="emil")
    clues = clues_of([*POSTS, quoting], None, reach=4, senses=None)
    assert clues.quoted[4] == {1: 1.0}
    assert clue(clues, "quote", 4, 3) == 1


def test_an_older_post_cannot_answer_a_younger_one():
    young, old = replace(POSTS[0], age="1h ago"), replace(POSTS[1], age="5h ago")
    assert clue(clues_of([young, old], None, reach=1, senses=None), "older", 1, 1) == 1
    assert clue(clues_of([old, young], None, reach=1, senses=None), "older", 1, 1) == 0


def test_likeness_to_the_opening_shows_where_there_is_one():
    opening = post("p0", "Mill Street is full of traffic.", author="dev")
    column = ROOT.index("like_opening")
    assert clues_of(POSTS, opening, reach=3, senses=None).roots[1, column] > 0
    assert clues_of(POSTS, None, reach=3, senses=None).roots[1, column] == 0


def test_own_words_leave_out_what_is_quoted():
    assert own_words(said("> all of it\nNo.")).strip() == "No."
    assert "all" not in tell(said("> all of it\nNo.")).forms


def test_alike_senses_speak_for_a_link():
    clues = clues_of(POSTS, None, reach=3, senses=senses(0, 1, 2, 0))
    assert clue(clues, "sense", 3, 3) == 8
    assert clue(clues, "sense_rank", 3, 3) == 1
    assert clue(clues, "sense_more", 3, 3) == 8
    assert clue(clues, "sense_share", 3, 3) > clue(clues, "sense_share", 3, 1)
    assert clue(clues, "sense_best", 3, 1) == -8


def test_what_a_post_answers_counts_and_not_what_it_says():
    given = senses(0, 1, 2, 3)
    given[3, 1] = given[0, 0]
    clues = clues_of(POSTS, None, reach=3, senses=given)
    assert clue(clues, "sense", 3, 3) == 8
    assert clue(clues, "sense", 3, 2) == 0


def test_a_post_that_all_are_like_is_no_surprise():
    wanted, usual = (clues_of(POSTS, None, reach=3, senses=senses(*about)) for about in ((0, 1, 2, 0), (0, 0, 0, 0)))
    assert clue(usual, "sense_asked", 3, 3) < clue(wanted, "sense_asked", 3, 3)


def test_likeness_in_sense_to_the_opening_speaks_for_answering_nobody_else():
    opening = post("p0", "Mill Street is full of traffic.", author="dev")
    roots = clues_of(POSTS, opening, reach=3, senses=senses(0, 0, 1, 2, 1)).roots
    share = roots[:, ROOT.index("sense_opening_share")]
    assert share[0] > share[3]
    assert roots[0, ROOT.index("sense_opening")] == 8


def test_without_senses_their_clues_are_zero_and_the_others_stay():
    told, bare = (clues_of(POSTS, None, reach=3, senses=given) for given in (senses(0, 1, 2, 0), None))
    first = PAIR.index("sense")
    assert not bare.pairs[:, :, first:].any()
    assert np.array_equal(told.pairs[:, :, :first], bare.pairs[:, :, :first])


def test_a_single_post_has_clues():
    assert np.isfinite(clues_of(POSTS[:1], None, reach=1, senses=senses(0)).roots).all()


def test_a_first_post_that_the_others_are_like_looks_like_an_opening():
    at = [CLUES.index(name) for name in ("like_first", "likest_first")]
    opens = opening_clues(POSTS, senses(0, 1, 0, 0))[at]
    assert (opens > opening_clues(POSTS, senses(0, 1, 1, 1))[at]).all()
    assert not opening_clues(POSTS, None)[at].any()


def test_a_first_post_is_more_like_the_title_than_the_others_or_less():
    title, *given = senses(0, 0, 1, 2)
    assert like_title(np.array(given), title) == 8
    assert like_title(np.array([given[1], given[0], given[2]]), title) == -4
    assert like_title(np.array(given[:1]), title) == 0
