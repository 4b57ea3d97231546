"""What a source tells of its links is kept, and the others are weighed around it."""

from dataclasses import replace

import numpy as np

from argmap.discussion import ReplyEvidence
from argmap.read import read_text
from argmap.thread import link
from argmap.thread.told import barring, opens, told, without_signs
from tests.builders import post

SOURCE = ReplyEvidence.SOURCE
FIRST, SECOND, THIRD, FOURTH = (post(f"p{at}", f"Words of post {at}.") for at in range(1, 5))
ALONE = {"reply_evidence": SOURCE, "reply_confidence": 1.0}
OPEN = {"reply_evidence": SOURCE, "reply_confidence": 0.0}
PAGE = """\
Should the bridge be closed? (example.org)
45 points by zoe 7 hours ago | hide | 4 comments

ana 5 hours ago | next [–]

The old bridge should be closed to cars, two cyclists were hit on it.

ben 4 hours ago | parent | next [–]

Closing it would push the traffic into Mill Street, where the school is.

cy 4 hours ago | root | parent | next [–]

Half of the drivers only pass through, Mill Street would hardly notice.

ana 3 hours ago | prev [–]

The school has its own street.
"""


def barred(posts, opening=None):
    roots, arcs = barring(np.zeros(len(posts)), np.zeros((len(posts), len(posts))), posts, opening)
    return (roots < -100).tolist(), (arcs < -100).tolist()


def test_a_link_that_is_told_leaves_no_other():
    roots, arcs = barred([FIRST, SECOND, replace(THIRD, reply_to="p1", reply_evidence=SOURCE)])
    assert roots == [False, False, True]
    assert arcs[2][1:] == [True, False]


def test_who_is_told_to_answer_nobody_answers_no_other():
    roots, arcs = barred([FIRST, replace(SECOND, **ALONE)])
    assert roots == [False, False]
    assert arcs[1][1]


def test_what_is_left_open_answers_neither_nobody_nor_the_one_before():
    roots, arcs = barred([replace(FIRST, **ALONE), SECOND, THIRD, replace(FOURTH, **OPEN)])
    assert roots[3]
    assert arcs[3][1:] == [True, False, True]


def test_an_answer_to_the_opening_answers_none_of_the_others():
    roots, arcs = barred([SECOND, replace(THIRD, reply_to="p1", reply_evidence=SOURCE)], FIRST)
    assert roots == [False, False]
    assert arcs[1][1]


def test_the_source_may_tell_whether_the_first_post_opens():
    assert opens([FIRST, SECOND]) is None
    assert opens([replace(FIRST, **ALONE), SECOND]) is False
    assert opens([FIRST, replace(SECOND, reply_to="p1", reply_evidence=SOURCE)]) is True


def test_told_is_what_the_source_says():
    assert told(replace(FIRST, **ALONE))
    assert not told(replace(FIRST, **OPEN))
    assert not told(replace(SECOND, reply_to="p1", reply_evidence=ReplyEvidence.ORDER))
    assert without_signs(replace(FIRST, **ALONE)).reply_evidence is None


def test_links_that_a_page_tells_are_kept_as_they_are():
    linked = link(read_text(PAGE)).posts
    assert [one.reply_to for one in linked] == [None, "p1", "p2", None]
    assert [one.reply_evidence for one in linked] == [None, SOURCE, SOURCE, None]
    assert {one.reply_confidence for one in linked} == {1.0}


def test_others_are_weighed_around_them():
    later = (
        PAGE + "\nben 2 hours ago\n\nHalf of the drivers only pass through? Mill Street would notice that at once.\n"
    )
    assert [one.reply_to for one in link(read_text(later)).posts][:4] == [None, "p1", "p2", None]
