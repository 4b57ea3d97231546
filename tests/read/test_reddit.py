"""Reddit JSON: threads, "more" stubs, deleted and removed posts, dumps."""

import json

import pytest

from argmap.discussion import MarkKind, NoiseKind
from argmap.errors import ReadError
from argmap.read import read_text


def comment(name, body, *below, parent="t3_s", author="ana", **more):
    replies = {"kind": "Listing", "data": {"children": list(below)}} if below else ""
    data = {
        "id": name, "name": f"t1_{name}", "parent_id": parent, "link_id": "t3_s", "author": author, "body": body,
        "created_utc": 1457478949.0, "replies": replies, **more,
    }  # fmt: skip
    return {"kind": "t1", "data": data}


def thread(*comments, selftext="It is loud.", title="Close the bridge?"):
    story = {
        "id": "s", "name": "t3_s", "title": title, "selftext": selftext, "author": "zoe", "created_utc": 1457476723,
        "permalink": "/r/town/comments/s/close/", "num_comments": len(comments), "subreddit": "town",
    }  # fmt: skip
    listing = {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": story}]}}
    return json.dumps([listing, {"kind": "Listing", "data": {"children": list(comments)}}])


def test_a_thread_keeps_tree_names_times_ids_and_addresses():
    found = read_text(
        thread(comment("a", "Why?", comment("b", "> Why?\n\n**Noise**", parent="t1_a")), comment("c", "No"))
    )
    assert (found.format, found.title) == ("reddit", "Close the bridge?")
    assert [(p.source_id, p.reply_to) for p in found.posts] == [
        ("t3_s", None), ("t1_a", "p1"), ("t1_b", "p2"), ("t1_c", "p1"),
    ]  # fmt: skip
    assert found.posts[0].url == "https://www.reddit.com/r/town/comments/s/close/"
    assert found.posts[1].url == "https://www.reddit.com/comments/s/_/a/"
    assert found.posts[1].written == "2016-03-08T23:15:49Z"
    assert found.posts[2].text == "Why?\n\nNoise"
    assert [m.kind for m in found.posts[2].marks] == [MarkKind.QUOTE]


def test_escaped_bodies_are_read_as_written():
    assert read_text(thread(comment("a", "&gt; Why?\n\nA &amp; B"))).posts[1].text == "Why?\n\nA & B"


def test_more_stubs_are_noise():
    text = thread(comment("a", "x"), {"kind": "more", "data": {"id": "m", "parent_id": "t3_s", "children": ["q"]}})
    found = read_text(text)
    assert len(found.posts) == 2
    assert [(text[n.start : n.end], n.kind) for n in found.noise] == [('"kind": "more"', NoiseKind.MISSING)]


def test_deleted_and_removed_posts_stay_only_above_an_answer():
    gone = {"author": "[deleted]", "body": "[deleted]"}
    text = thread(
        {"kind": "t1", "data": {**comment("a", "", comment("b", "Why?", parent="t1_a"))["data"], **gone}},
        {"kind": "t1", "data": {**comment("c", "")["data"], **gone}},
        comment("d", "[removed]", author="[deleted]"),
        comment("e", "Words without a name", author="[deleted]"),
    )
    found = read_text(text)
    assert [(p.source_id, p.author, p.text) for p in found.posts[1:]] == [
        ("t1_a", None, "[deleted]"), ("t1_b", "ana", "Why?"), ("t1_e", None, "Words without a name"),
    ]  # fmt: skip
    assert len(found.noise) == 2


def test_flat_answers_and_dumps_are_linked_by_id():
    things = [comment("b", "No", parent="t1_a"), comment("a", "Yes")]
    more = json.dumps({"json": {"data": {"things": things}}})
    assert [(p.source_id, p.reply_to) for p in read_text(more).posts] == [("t1_a", None), ("t1_b", "p1")]
    dump = "\n".join(json.dumps({**thing["data"], "author": "u/ana"}) for thing in things)
    found = read_text(dump)
    assert [(p.source_id, p.author, p.reply_to) for p in found.posts] == [
        ("t1_a", "ana", None), ("t1_b", "ana", "p1"),
    ]  # fmt: skip


def test_a_dump_cut_in_its_last_line_is_read():
    lines = [json.dumps(comment(str(i), "x")["data"]) for i in range(3)]
    assert len(read_text("\n".join(lines) + '\n{"id": "z", "bo').posts) == 3


def test_json_that_nests_too_deep_is_refused():
    with pytest.raises(ReadError, match="nested too deeply"):
        read_text("[" * 100_000 + "]" * 100_000)


def test_other_json_is_refused_by_name():
    with pytest.raises(ReadError, match="x is not the JSON of a Reddit thread"):
        read_text("[1]", source="x", reader="reddit")
