"""Saved web pages with an article on them."""

import pytest

from argmap.discussion import MarkKind
from argmap.errors import ReadError
from argmap.read import read_text
from argmap.read.page import is_page

SENTENCES = "The old bridge carries two thousand cars on a working day, and nobody who lives next to it sleeps well. "
PAGE = f"""<!-- saved from url=(0020)https://example.org/a -->
<!DOCTYPE html><html><head><title>Close the bridge | Town News</title>
<meta property="og:title" content="Close the bridge"><meta name="author" content="Ana Bo">
<meta property="article:published_time" content="2020-03-01T08:00:00Z">
<link rel="canonical" href="https://example.org/bridge"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Close the bridge</h1><p>{SENTENCES * 3}</p><h2>Noise</h2><p>{SENTENCES * 2}
See <a href="https://example.org/report">the report</a>.</p><blockquote><p>Nobody sleeps here any more, they said.</p>
</blockquote><p>{SENTENCES * 3}</p></article><footer>Copyright Town News, all rights reserved</footer></body></html>"""


def test_the_main_text_is_kept_and_the_site_is_not():
    found = read_text(PAGE)
    post = found.posts[0]
    assert (found.format, found.title, post.author) == ("article", "Close the bridge", "Ana Bo")
    assert (post.written, post.url) == ("2020-03-01T08:00:00Z", "https://example.org/bridge")
    assert "the report" in post.text
    assert "Sport" not in post.text
    assert "Copyright" not in post.text
    kinds = {post.text[m.start : m.end]: m.kind for m in post.marks}
    assert kinds["Noise"] is MarkKind.HEADING
    assert kinds["Nobody sleeps here any more, they said."] is MarkKind.QUOTE


def test_a_page_without_an_article_is_read_whole():
    text = "<!doctype html><html><head><title>x</title></head><body><p>Hi</p></body></html>" + " " * 2_000
    assert read_text(text, reader="page").posts[0].text == "Hi"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (PAGE, True),
        ("<?xml version='1.0'?>\n<html><head>", True),
        ("<p>words <html><head>", False),
        ("<!-- <html><head>", False),
        ("<html>words</html>", False),
    ],
)
def test_whole_pages_are_told_from_fragments(text, whole):
    assert is_page(text) == whole


def test_a_page_that_nests_for_ever_is_refused():
    with pytest.raises(ReadError, match="deep"):
        read_text("<!doctype html><html><head><title>x</title></head><body>" + "<div>" * 20_000)
