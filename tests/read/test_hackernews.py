"""Saved Hacker News pages, new and old."""

import pytest

from argmap.discussion import MarkKind, NoiseKind
from argmap.errors import ReadError
from argmap.read import read_text
from argmap.read.hackernews import recognises

NEW_ROW = """<tr class='athing comtr' id='{id}'><td><table border='0'><tr>
<td class='ind' indent='{depth}'><img src="s.gif" height="1" width="{width}"></td><td class="default"><div>
<span class="comhead"><a href="user?id={by}" class="hnuser">{by}</a>
<span class="age" title="2021-09-01T21:0{depth}:00"><a href="item?id={id}">5 hours ago</a></span></span></div><br>
<div class="comment"><span class="commtext c00">{text}</span><div class='reply'><p><u><a href="reply?id={id}">reply</a>
</div></div></td></tr></table></td></tr>"""
NEW = """<html lang="en" op="item"><head><title>Close the bridge | Hacker News</title></head><body><table id="hnmain">
<tr><td><table class="fatitem"><tr class='athing' id='100'><td class="title"><span class="titleline">
<a href="https://example.org/bridge">Close the bridge</a></span></td></tr><tr><td class="subtext">
<span class="score">3 points</span> by <a href="user?id=zoe" class="hnuser">zoe</a>
<span class="age" title="2021-09-01T20:00:00"><a href="item?id=100">6 hours ago</a></span></td></tr></table>
<table class='comment-tree'>{rows}</table><a class="morelink" href="x">More</a></table></body></html>"""
OLD_ROW = """<tr><td><table border=0><tr><td><img src="http://ycombinator.com/images/s.gif" height=1 width={width}></td>
<td class="default"><div><span class="comhead"><a href="user?id={by}">{by}</a> 1 day ago  |
<a href="item?id={id}">link</a></span></div><br><span class="comment"><font color=#000000>{text}</font></span>
<p><font size=1><u><a href="reply?id={id}">reply</a></u></font></td></tr></table></td></tr>"""
OLD = """<html><head><title>Ask HN: Close it? | Hacker News</title></head><body><a href="http://ycombinator.com/news">x</a>
<table><tr><td class="title"><a href="item?id=7">Ask HN: Close it?</a></td></tr><tr><td class="subtext">2 points by
<a href="user?id=zoe">zoe</a> 2 days ago | <a href="item?id=7">2 comments</a></td></tr><tr style="height:2px"></tr>
<tr><td></td><td>I live next to it.<p>And you?</td></tr></table><table>{rows}</table></body></html>"""


def row(layout, number, depth, by, text):
    return layout.format(id=number, depth=depth, width=40 * depth, by=by, text=text)


@pytest.fixture
def new():
    texts = [
        'It&#x27;s <i>loud</i>.<p>See <a href="https:&#x2F;&#x2F;a.org">this</a>',
        "> It's loud\n\nNo.",
        "Yes.",
        "Top",
    ]
    depths, names = [0, 1, 2, 0], ["ana", "ben", "cem", "dot"]
    rows = [row(NEW_ROW, 101 + i, d, n, t) for i, (d, n, t) in enumerate(zip(depths, names, texts, strict=True))]
    return NEW.format(rows="".join(rows))


def test_a_new_page_keeps_tree_names_times_ids_and_addresses(new):
    found = read_text(new)
    assert (found.format, found.title) == ("hackernews", "Close the bridge")
    assert [p.source_id for p in found.posts] == ["100", "101", "102", "103", "104"]
    assert [p.reply_to for p in found.posts] == [None, "p1", "p2", "p3", "p1"]
    assert [p.author for p in found.posts] == ["zoe", "ana", "ben", "cem", "dot"]
    assert found.posts[2].written == "2021-09-01T21:01:00Z"
    assert found.posts[2].age == "5 hours ago"
    assert found.posts[1].url == "https://news.ycombinator.com/item?id=101"
    assert found.posts[1].text == "It's loud.\n\nSee this"
    assert [m.kind for m in found.posts[2].marks] == [MarkKind.QUOTE]
    assert [n.kind for n in found.noise] == [NoiseKind.MISSING]


def test_an_old_page_tells_depth_by_the_width_of_an_image():
    rows = row(OLD_ROW, 8, 0, "ana", "Yes<p>Do") + row(OLD_ROW, 9, 1, "ben", "No")
    found = read_text(OLD.format(rows=rows))
    assert [(p.author, p.reply_to, p.text) for p in found.posts] == [
        ("zoe", None, "I live next to it.\n\nAnd you?"), ("ana", "p1", "Yes\n\nDo"), ("ben", "p2", "No"),
    ]  # fmt: skip
    assert found.posts[1].age == "1 day ago"


def test_a_deleted_comment_stays_only_above_an_answer():
    gone = (
        '<tr class="athing comtr" id="{id}"><td><table><tr><td class="ind" indent="{depth}"></td>'
        '<td class="default"><div class="comment">[flagged]</div></td></tr></table></td></tr>'
    )
    rows = row(gone, 101, 0, "", "") + row(NEW_ROW, 102, 1, "ben", "Why?") + row(gone, 103, 0, "", "")
    posts = read_text(NEW.format(rows=rows)).posts
    assert [(p.source_id, p.author, p.reply_to) for p in posts[1:]] == [("101", None, "p1"), ("102", "ben", "p2")]
    assert posts[1].text == "[flagged]"


def test_other_pages_are_not_taken_for_it():
    assert not recognises("<html><head><title>x</title></head><body>news.ycombinator.com</body></html>")
    with pytest.raises(ReadError):
        read_text("<p>words</p>", reader="hackernews")
