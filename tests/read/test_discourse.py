"""Discourse topics: JSON, pages, and the Markdown that Discourse exports."""

import json

import pytest

from argmap.discussion import MarkKind, NoiseKind, ReplyEvidence
from argmap.errors import ReadError
from argmap.read import read_text


def quote(number, words, topic=7):
    return (
        f'<aside class="quote" data-post="{number}" data-topic="{topic}"><div class="title">ana:</div>'
        f"<blockquote><p>{words}</p></blockquote></aside>"
    )


def post(number, cooked, **more):
    return {
        "id": 100 + number, "post_number": number, "username": f"user{number}", "cooked": cooked, "topic_id": 7,
        "created_at": f"2020-01-01T00:0{number}:00.000Z", "reply_to_post_number": None, "post_type": 1, **more,
    }  # fmt: skip


def topic(*posts, stream=()):
    return json.dumps({"title": "Is it loud?", "post_stream": {"posts": list(posts), "stream": list(stream)}})


def test_posts_that_the_file_only_names_are_counted():
    text = topic(post(1, "<p>It is loud.</p>"), post(2, "<p>No.</p>"), stream=(101, 102, 103, 104))
    missing = [n for n in read_text(text).noise if n.kind is NoiseKind.MISSING]
    assert [text[n.start : n.end] for n in missing] == ["103", "104"]
    assert read_text(topic(post(1, "<p>It is loud.</p>"), stream=(101,))).noise == ()


def test_an_archive_may_name_posts_by_their_numbers():
    text = topic(post(1, "<p>It is loud.</p>"), post(2, "<p>No.</p>"), stream=(1, 2, 3))
    assert [text[n.start : n.end] for n in read_text(text).noise] == ["3"]


def test_a_topic_keeps_replies_names_times_ids_and_order():
    found = read_text(
        topic(
            post(1, "<p>It is <b>loud</b>.</p>"), post(2, "<p>No.</p>"), post(3, "<p>Yes.</p>", reply_to_post_number=1)
        )
    )
    assert (found.format, found.title) == ("discourse", "Is it loud?")
    assert [(p.source_id, p.author, p.reply_to, p.written) for p in found.posts] == [
        ("101", "user1", None, "2020-01-01T00:01:00Z"), ("102", "user2", None, "2020-01-01T00:02:00Z"),
        ("103", "user3", "p1", "2020-01-01T00:03:00Z"),
    ]  # fmt: skip
    assert found.posts[2].reply_evidence is ReplyEvidence.SOURCE


def test_a_quote_is_marked_with_its_post_and_answers_where_no_reply_link_is():
    found = read_text(topic(post(1, "<p>It is loud.</p>"), post(2, quote(1, "loud") + "<p>No.</p>")))
    second = found.posts[1]
    assert second.text == "loud\n\nNo."
    assert [(m.kind, m.post) for m in second.marks] == [(MarkKind.QUOTE, "p1")]
    assert (second.reply_to, second.reply_evidence, second.reply_confidence) == ("p1", ReplyEvidence.QUOTE, 0.9)


def test_quotes_of_another_topic_answer_nobody_here():
    found = read_text(topic(post(1, "<p>It is loud.</p>"), post(2, quote(1, "loud", topic=8) + "<p>No.</p>")))
    assert found.posts[1].reply_to is None
    assert [(m.kind, m.post) for m in found.posts[1].marks] == [(MarkKind.QUOTE, None)]


def test_deleted_posts_and_notices_stay_only_above_an_answer():
    deleted = {"user_deleted": True}
    found = read_text(
        topic(
            post(1, "<p>a</p>"), post(2, "<p>(post deleted)</p>", **deleted),
            post(3, "<p>c</p>", reply_to_post_number=2),
            post(4, "<p>(post deleted)</p>", **deleted), post(5, "closed", post_type=3),
        )
    )  # fmt: skip
    assert [p.source_id for p in found.posts] == ["101", "102", "103"]


def test_an_archived_page_keeps_names_and_quoted_posts():
    box = '<div class="post_container"><div class="user_name">{}</div><div class="post_content">{}</div></div>'
    text = (
        "<!DOCTYPE html><html><head><title>Is it loud?</title></head><body><h1 class='topic-title'>Is it loud?</h1>"
        + box.format("ana", "<p>It is loud.</p>")
        + box.format("ben", quote(1, "It is loud.") + "<p>No.</p>")
        + "</body></html>"
    )
    found = read_text(text)
    assert found.format == "discourse-html"
    assert [(p.author, p.reply_to) for p in found.posts] == [("ana", None), ("ben", "p1")]
    assert found.posts[1].marks[0].post == "p1"


def test_the_page_for_crawlers_keeps_times_and_addresses():
    box = """<div id='post_{0}' class='topic-body crawler-post'><span class='creator'><a href='/u/a'>
    <span itemprop='name'>user{0}</span></a></span><time itemprop='datePublished' datetime='2020-01-0{0}T00:00:00Z'>
    January</time><span itemprop='position'>{0}</span><div class='post' itemprop='text'><p>Words {0}</p></div></div>"""
    text = (
        '<!DOCTYPE html><html><head><meta name="generator" content="Discourse 3"><title>T</title>'
        '<link rel="canonical" href="https://forum.example.org/t/loud/7"></head><body><h1>T</h1>'
        + box.format(1) + box.format(2) + "</body></html>"
    )  # fmt: skip
    posts = read_text(text).posts
    assert [(p.author, p.written, p.url, p.text) for p in posts] == [
        (f"user{n}", f"2020-01-0{n}T00:00:00Z", f"https://forum.example.org/t/loud/7/{n}", f"Words {n}") for n in (1, 2)
    ]


def test_an_export_in_markdown_keeps_names_times_quotes_and_places():
    text = (
        "# Is it loud?\n\nana | 2020-01-01 00:00:00 UTC | #1\n\nIt is **loud**.\n\n-------------------------\n\n"
        'ben | 2020-01-02 00:00:00 UTC | #2\n\n[quote="ana, post:1, topic:7"]\nIt is loud.\n[/quote]\n\nNo.\n'
        "\n-------------------------\n"
    )
    found = read_text(text)
    assert (found.format, found.title) == ("markdown", "Is it loud?")
    assert [(p.author, p.written, p.reply_to, p.text) for p in found.posts] == [
        ("ana", "2020-01-01T00:00:00Z", None, "It is loud."),
        ("ben", "2020-01-02T00:00:00Z", "p1", "It is loud.\n\nNo."),
    ]
    assert found.posts[1].marks[0].post == "p1"
    assert text[found.posts[0].start : found.posts[0].end] == "It is **loud**."
    assert [text[n.start : n.end].split(" ")[0] for n in found.noise] == ["#", "ana", "ben"]


@pytest.mark.parametrize("reader", ["discourse", "discourse-html"])
def test_others_are_refused(reader):
    with pytest.raises(ReadError):
        read_text("[1]", reader=reader)
