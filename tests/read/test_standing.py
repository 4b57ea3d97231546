"""What a page prints over a comment tells of whom it answers: links of Hacker News, levels, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import ReplyEvidence
from argmap.read import read_text
from argmap.read.standing import standing

SAID = (
    "Close it, the bridge is narrow.", "It is wide enough for one lane.", "One lane does for no bus at all.",
    "One lane is what we have had for years.", "Who pays for all of this?", "The plan of the council is thin.",
)  # fmt: skip
#  The tree: 1 below nobody, 2 below 1, 3 below 2, 4 below 2, 5 below 1, 6 below nobody.
TREE = [None, "p1", "p2", "p2", "p1", None]
LINKS = ("next", "parent | next", "root | parent | next", "root | parent | prev | next", "parent | prev | next", "prev")
LEVELS = (1, 2, 3, 3, 2, 1)
WHOM = (None, "Ana Bo", "Bea Bo", "Bea Bo", "Ana Bo", None)
NAMES = ("Ana Bo", "Bea Bo", "Cy Bo", "Di Bo", "Ed Bo", "Fay Bo")


def parents(text):
    return [post.reply_to for post in read_text(text).posts]


def hacker_news(links=LINKS, age="3 hours ago"):
    rows = zip(NAMES, links, SAID, strict=False)
    return "".join(
        f"{name[:2]}_{at} {age} | {shown} [–]\n\n{said}\n\nreply\n\n" for at, (name, shown, said) in enumerate(rows)
    )


def test_links_over_a_comment_of_hacker_news_tell_where_it_stands():
    assert parents(hacker_news()) == TREE
    assert parents(hacker_news(age="on April 19, 2021")) == TREE


def test_levels_tell_where_a_comment_of_reddit_stands():
    rows = zip(NAMES, LEVELS, SAID, strict=True)
    assert parents("".join(f"level {level}\n{n[:2]}_1\n·\n3h ago\n{s}\n\n9\n\nReply\n" for n, level, s in rows)) == TREE


@pytest.mark.parametrize(("words", "told"), [(SAID[0], True), ("", False)])
def test_levels_stay_with_their_posts_where_one_is_said_before_or_has_no_words(words, told):
    names, levels, said = (
        ("an_o", "be_o", "cy_o", "an_o", "di_o", "ed_o"),
        (1, 2, 2, 1, 2, 3),
        (*SAID[:3], words, *SAID[4:]),
    )
    rows = zip(names, levels, said, strict=True)
    posts = read_text("".join(f"level {lv}\n{n}\n·\n3h ago\n{s}\n\n9\n\nReply\n" for n, lv, s in rows)).posts
    assert [post.reply_to for post in posts] == [None, "p1", "p1", "p1" if told else None, "p4"]
    assert (posts[3].reply_evidence is ReplyEvidence.SOURCE) is told


@pytest.mark.parametrize(("counts", "fits"), [((4, 2, 0, 0, 0, 0), True), ((3, 2, 0, 0, 0, 0), False)])
def test_how_many_posts_stand_below_tells_all_if_the_numbers_fit(counts, fits):
    rows = zip(NAMES, counts, SAID, strict=True)
    text = "".join(f"[–]{n[:2]}_1 9 points 3 hours ago ({c} children)\n\n{s}\n\npermalink\n" for n, c, s in rows)
    assert (parents(text) == TREE) is fits


def test_a_header_that_says_whom_it_answers_is_believed():
    rows = zip(NAMES, WHOM, SAID, strict=True)
    said = (
        f"{name}{f' > {whom}' if whom else ''} • 3 years ago\n{words}\n\n5 • Reply • Share ›\n\n"
        for name, whom, words in rows
    )
    assert parents("".join(said)) == TREE


def test_what_the_source_tells_is_told_as_such():
    posts = read_text(hacker_news()).posts
    assert {post.reply_evidence for post in posts} == {ReplyEvidence.SOURCE}
    assert {post.reply_confidence for post in posts} == {1.0}


def test_a_later_answer_far_down_is_left_open_where_several_may_be_meant():
    deep = ("next", "parent | next", "root | parent | next", "root | parent | next", "root | parent | prev | next")
    left = read_text(hacker_news(deep)).posts[4]
    assert (left.reply_to, left.reply_evidence, left.reply_confidence) == (None, ReplyEvidence.SOURCE, 0.0)


def test_a_paste_from_the_middle_of_a_thread_tells_nothing_of_what_is_missing():
    assert parents(hacker_news(LINKS[2:])) == [None, None, None, None]
    assert parents(hacker_news(LINKS[1:])) == [None, "p1", "p1", None, None]


def test_a_lone_comment_below_which_nothing_stands_is_on_the_thread():
    assert parents(hacker_news(("next", "parent | next")) + "gus 2 hours ago [–]\n\nThis page is too long.\n") == [
        None, "p1", None,
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["ana 3 hours ago", "ana · 3h ago", "I parent | I guess", "level two", "a > b"])
def test_other_lines_tell_nothing(line):
    told = standing([line])
    assert (told.level, told.whom, told.folded) == (None, None, False)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=25))
def test_nothing_is_told_that_is_not_so(ups):
    """A tree is drawn by how many levels each comment steps up from the one before, 0 being an answer to that."""
    chain: list[int] = []
    above: list[int | None] = []
    for at, up in enumerate(ups):
        chain = chain[: len(chain) - up] if up <= len(chain) else []
        above.append(chain[-1] if chain else None)
        chain.append(at)
    levels: list[int] = []
    links = []
    for at, parent in enumerate(above):
        levels.append(1 if parent is None else levels[parent] + 1)
        names = (
            ["root"] * (levels[at] > 2) + ["parent"] * (levels[at] > 1) + ["prev"] * (parent in above[:at]) + ["next"]
        )
        links.append(" | ".join(names))
    page = "".join(f"n_{at} 3 hours ago | {shown} [–]\n\nComment {at} says this.\n\n" for at, shown in enumerate(links))
    for at, one in enumerate(read_text(page, reader="paste").posts):
        if one.reply_to or one.reply_confidence == 1.0:
            assert one.reply_to == (None if above[at] is None else f"p{above[at] + 1}")
