"""The plain notation, articles and HTML fragments become posts as a reader sees them."""

import pytest

from argmap.discussion import MarkKind, NoiseKind
from argmap.read import read_text
from argmap.read.noise import classify

INDENTED = "ana: We should close the bridge.\n  ben: Why?\n    It was repaired.\n    ana: Badly.\n  emil: Never.\n"
ARTICLE = """\
The council has voted on the old bridge, and it will be closed to cars in May.
What the council decided
Eleven members voted for the plan, and nine voted against it after a long night of talk.
- Buses may still cross the bridge.
As always, thanks for reading!
Disclaimer #2: This article is not advice.
Thanks for putting this together..
"""


def test_replies_hang_below_what_they_answer():
    posts = read_text(INDENTED).posts
    assert [(post.author, post.reply_to) for post in posts] == [
        ("ana", None),
        ("ben", "p1"),
        ("ana", "p2"),
        ("emil", "p1"),
    ]


def test_continuation_lines_belong_to_the_turn_above():
    assert read_text(INDENTED).posts[1].text == "Why?\nIt was repaired."


def test_names_are_noise_of_kind_header():
    assert [noise.kind for noise in read_text(INDENTED).noise] == [NoiseKind.HEADER] * 4


def test_an_article_is_one_post_and_its_headings_are_marked():
    found = read_text(ARTICLE)
    assert found.format == "article"
    heads = [mark for mark in found.posts[0].marks if mark.kind is MarkKind.HEADING]
    assert [found.posts[0].text[mark.start : mark.end] for mark in heads] == ["What the council decided"]


def test_closing_words_and_disclaimers_are_noise():
    kinds = [noise.kind for noise in read_text(ARTICLE).noise]
    assert kinds == [NoiseKind.HEADING, NoiseKind.BOILERPLATE, NoiseKind.DISCLOSURE]


def test_what_trails_the_closing_words_answers_the_article():
    assert [(post.text, post.reply_to) for post in read_text(ARTICLE).posts[1:]] == [
        ("Thanks for putting this together..", "p1")
    ]


def test_name_and_colon_in_an_article_are_no_turns():
    text = "Scout: an efficient model that can run on one machine.\nIt was released in April by the company.\n" * 3
    assert read_text(text).format == "article"


def test_a_fragment_loses_its_tags_and_keeps_its_words():
    post = read_text("It&#x27;s old:<p>- narrow<p>See <a href='https://example.org'>this</a> &amp; weep.").posts[0]
    assert post.text == "It's old:\n\n- narrow\n\nSee this & weep."


def test_links_code_and_quotes_of_a_fragment_are_marked():
    post = read_text(
        "<blockquote>Old words</blockquote><p>See <a href='https://example.org/x'>this</a> <code>x=1</code>"
    ).posts[0]
    marks = {mark.kind: post.text[mark.start : mark.end] for mark in post.marks}
    assert marks == {MarkKind.QUOTE: "Old words", MarkKind.LINK: "this", MarkKind.CODE: "x=1"}


def test_scripts_and_styles_of_a_page_are_not_read():
    text = "<p>Words <b>here</b>.</p><script>alert(1)</script><style>p{}</style><p>More.</p>"
    assert read_text(text).posts[0].text == "Words here.\n\nMore."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("No comments yet", NoiseKind.BOILERPLATE),
        ("Thanks for reading!", NoiseKind.BOILERPLATE),
        ("reply", NoiseKind.BOILERPLATE),
        ("[1] https://example.org/a", NoiseKind.FOOTNOTE),
        ("Disclaimer: not advice.", NoiseKind.DISCLOSURE),
        ("Disclosure: I work there.", NoiseKind.DISCLOSURE),
        ("There are no comments yet on what matters.", None),
        ("I reply to everybody.", None),
        ("[1] is what I mean.", None),
    ],
)
def test_noise_is_told_from_words(line, kind):
    assert classify(line) is kind
