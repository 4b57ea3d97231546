"""Pasted threads: headers, an opening without one, headers lost into a heap, and passages pasted twice."""

from argmap.discussion import NoiseKind
from argmap.read import read_text
from argmap.read.headers import parse

TWO = "ana · 2h ago\nThe bridge is old.\nIt is narrow, too.\nben · 1h ago\n> The bridge is old.\nIt is not.\n"


def authors(text):
    return [(post.author, post.text) for post in read_text(text).posts]


def kinds(text):
    return [noise.kind for noise in read_text(text).noise]


def test_headers_say_who_wrote_what_follows():
    assert authors(TWO) == [
        ("ana", "The bridge is old.\nIt is narrow, too."),
        ("ben", "> The bridge is old.\nIt is not."),
    ]


def test_ages_are_kept_as_printed():
    assert [post.age for post in read_text(TWO).posts] == ["2h ago", "1h ago"]


def test_quoted_lines_are_marked():
    post = read_text(TWO).posts[1]
    assert [post.text[mark.start : mark.end] for mark in post.quotes()] == ["The bridge is old."]


def test_offsets_delimit_the_slice_of_the_source():
    for post in read_text(TWO).posts:
        assert TWO[post.start : post.end] == post.text


def test_what_stands_before_the_first_header_is_a_post_of_nobody_known():
    assert authors("The council plans it.\nIt will vote in May.\n" + TWO)[0] == (
        None,
        "The council plans it.\nIt will vote in May.",
    )


def test_a_single_line_before_the_first_header_is_the_title():
    assert read_text("Should the bridge be closed?\n" + TWO).title == "Should the bridge be closed?"


def test_what_a_site_puts_between_posts_is_noise():
    assert kinds(TWO + "No comments yet\n[0] https://example.org/a\n").count(NoiseKind.HEADER) == 2
    assert NoiseKind.BOILERPLATE in kinds(TWO + "No comments yet\n")
    assert NoiseKind.FOOTNOTE in kinds(TWO + "[0] https://example.org/a\n")


def test_a_thread_pasted_twice_is_one_thread():
    assert authors(TWO + TWO.replace("ben", "ben")) == authors(TWO)


def test_a_tail_pasted_again_without_headers_is_noise():
    again = "The bridge is old.\nIt is narrow, too.\nIt is not.\n"
    assert authors(TWO + "emil · 1h ago\nClose it.\n" + again)[2] == ("emil", "Close it.")
    assert kinds(TWO + "emil · 1h ago\nClose it.\n" + again).count(NoiseKind.DUPLICATE) == 3


def test_two_people_may_say_the_same_short_thing():
    assert len(authors("ana · 2h ago\nI agree.\nben · 1h ago\nI agree.\n")) == 2


def test_headers_left_in_a_heap_leave_posts_without_authors():
    heap = (
        "The bridge is old and should be closed.\nNot really. It was repaired in 2010.\nWhy does that matter to you?\n"
        "ana•7mo ago\nben•7mo ago\nemil•7mo ago\nIt matters because it cost a fortune.\n"
    )
    assert authors(heap) == [
        (None, "The bridge is old and should be closed."),
        (None, "Not really. It was repaired in 2010."),
        (None, "Why does that matter to you?"),
        ("emil", "It matters because it cost a fortune."),
    ]


def test_header_lines_of_several_sites_are_known():
    for line in (
        "ana · 3h ago",
        "ana•7mo ago",
        "ana 3 hours ago",
        "u/ana · 2 days ago · edited",
        "ana 8 hours ago [–]",
    ):
        said = parse(line)
        assert said is not None
        assert said.author.endswith("ana")


def test_sentences_are_no_headers():
    for line in ("That was 3 years ago, in May.", "ana: 3 hours ago I left", "The · sign is a dot", "", "·" * 200):
        assert parse(line) is None
