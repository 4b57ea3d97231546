"""Hacker News JSON of Algolia and Firebase."""

import json

import pytest

from argmap.errors import ReadError
from argmap.read import read_text


def algolia(number, by, text, *children, title=None, kind="comment"):
    return {
        "id": number,
        "author": by,
        "text": text,
        "title": title,
        "type": kind,
        "created_at_i": 1630527325 + number,
        "children": list(children),
        "story_id": 1,
        "options": [],
    }


def test_an_algolia_item_keeps_its_tree():
    story = algolia(
        1,
        "zoe",
        None,
        algolia(2, "ana", "<p>Loud.", algolia(3, "ben", "No")),
        algolia(4, None, None),
        title="The bridge is loud",
        kind="story",
    )
    found = read_text(json.dumps(story))
    assert found.format == "hackernews-json"
    assert [(p.source_id, p.author, p.reply_to, p.text) for p in found.posts] == [
        ("1", "zoe", None, "The bridge is loud"),
        ("2", "ana", "p1", "Loud."),
        ("3", "ben", "p2", "No"),
    ]
    assert found.posts[0].written == "2021-09-01T20:15:26Z"
    assert found.posts[1].url == "https://news.ycombinator.com/item?id=2"


def test_kids_that_are_no_list_give_no_order():
    items = [
        {"id": 1, "type": "story", "by": "ana", "text": "No.", "kids": 800000000},
        {"id": 2, "parent": 1, "text": "Yes."},
    ]
    assert [post.text for post in read_text(json.dumps(items), source="x.json").posts] == ["No.", "Yes."]


def test_firebase_items_come_in_the_order_of_the_kids():
    items = [
        {"id": 1, "type": "story", "by": "zoe", "time": 1630527325, "title": "A title", "kids": [3, 2]},
        {"id": 2, "type": "comment", "by": "ana", "time": 1630527326, "parent": 1, "text": "Second"},
        {"id": 3, "type": "comment", "time": 1630527327, "parent": 1, "deleted": True, "kids": [4]},
        {"id": 4, "type": "comment", "by": "cem", "time": 1630527328, "parent": 3, "text": "Still here"},
    ]
    found = read_text(json.dumps(items))
    assert [(p.source_id, p.author, p.reply_to, p.text) for p in found.posts] == [
        ("1", "zoe", None, "A title"),
        ("3", None, "p1", "[deleted]"),
        ("4", "cem", "p2", "Still here"),
        ("2", "ana", "p1", "Second"),
    ]
    assert read_text(json.dumps({str(item["id"]): item for item in items})).posts == found.posts


def test_search_hits_are_read():
    hits = [
        {
            "objectID": "5",
            "author": "ana",
            "comment_text": "Loud",
            "created_at_i": 1630527325,
            "parent_id": 1,
            "story_title": "T",
        },
        {"objectID": "6", "author": "ben", "comment_text": "No", "created_at_i": 1630527326, "parent_id": 5},
    ]
    found = read_text(json.dumps({"hits": hits}))
    assert [p.reply_to for p in found.posts] == [None, "p1"]
    assert found.title == "T"


def test_other_json_is_refused_by_name():
    with pytest.raises(ReadError, match="x is not the JSON of a Hacker News thread"):
        read_text("[1]", source="x", reader="hackernews-json")
