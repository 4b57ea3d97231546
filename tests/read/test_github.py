"""GitHub issues and discussions as JSON, of whatever interface."""

import json

import pytest

from argmap.discussion import MarkKind, ReplyEvidence
from argmap.errors import ReadError
from argmap.read import read_text

SITE = "https://github.com/town/bridge"


def test_an_issue_of_the_command_line_tool():
    issue = {
        "title": "Should the bridge be closed?",
        "body": "It is loud.",
        "author": {"login": "zoe"},
        "number": 3,
        "createdAt": "2020-01-01T00:00:00Z",
        "url": f"{SITE}/issues/3",
        "comments": [
            {
                "id": "IC_1",
                "author": {"login": "ana"},
                "body": "> It is loud.\n\nNo\nno",
                "createdAt": "2020-01-02T00:00:00Z",
                "url": f"{SITE}/issues/3#c1",
            },
            {"id": "IC_2", "author": None, "body": "`code`", "createdAt": "2020-01-03T00:00:00Z"},
        ],
    }
    found = read_text(json.dumps(issue))
    assert (found.format, found.title) == ("github", "Should the bridge be closed?")
    assert [(p.author, p.written, p.text) for p in found.posts] == [
        ("zoe", "2020-01-01T00:00:00Z", "It is loud."),
        ("ana", "2020-01-02T00:00:00Z", "It is loud.\n\nNo\nno"),
        (None, "2020-01-03T00:00:00Z", "code"),
    ]
    assert [p.url for p in found.posts] == [f"{SITE}/issues/3", f"{SITE}/issues/3#c1", None]
    assert [p.reply_to for p in found.posts] == [None, None, None]
    assert found.posts[1].marks[0].kind is MarkKind.QUOTE


def test_the_comments_of_the_rest_interface_answer_by_id():
    comments = [
        {
            "id": 1,
            "node_id": "N1",
            "user": {"login": "ana"},
            "body": "Why?",
            "created_at": "2020-01-01T00:00:00Z",
            "html_url": f"{SITE}/pull/1#r1",
        },
        {
            "id": 2,
            "user": {"login": "ben"},
            "body": "Noise.",
            "created_at": "2020-01-01T00:00:00Z",
            "html_url": f"{SITE}/pull/1#r2",
            "in_reply_to_id": 1,
        },
    ]
    found = read_text(json.dumps(comments))
    assert [(p.source_id, p.reply_to) for p in found.posts] == [("1", None), ("2", "p1")]


def test_a_discussion_of_the_graph_interface_nests_replies():
    reply = {"author": {"login": "cem"}, "body": "Yes", "createdAt": "2020-01-03T00:00:00Z"}
    comment = {
        "author": {"login": "ben"},
        "body": "No",
        "createdAt": "2020-01-02T00:00:00Z",
        "replies": {"nodes": [reply]},
    }
    thread = {
        "title": "The bridge is loud",
        "body": "Close it.",
        "author": {"login": "ana"},
        "url": f"{SITE}/discussions/1",
        "createdAt": "2020-01-01T00:00:00Z",
        "comments": {"edges": [{"node": comment}]},
    }
    posts = read_text(json.dumps({"data": {"repository": {"discussion": thread}}})).posts
    assert [(p.author, p.reply_to, p.reply_evidence) for p in posts] == [
        ("ana", None, None),
        ("ben", None, None),
        ("cem", "p2", ReplyEvidence.SOURCE),
    ]
    assert posts[0].text == "The bridge is loud\n\nClose it."
    assert posts[0].source_id is None


def test_comments_of_several_issues_stay_with_theirs():
    def issue(number):
        comment = {"author": "ben", "body": f"No {number}", "createdAt": "2020-01-02T00:00:00Z"}
        return {
            "number": number,
            "id": f"I{number}",
            "title": "A bridge",
            "body": f"Yes {number}",
            "author": "ana",
            "createdAt": "2020-01-01T00:00:00Z",
            "url": f"{SITE}/issues/{number}",
            "comments": [comment],
        }

    posts = read_text(json.dumps({"issues": [issue(1), issue(2)]})).posts
    assert [(p.text, p.reply_to, p.reply_evidence) for p in posts] == [
        ("Yes 1", None, None),
        ("No 1", "p1", ReplyEvidence.ORDER),
        ("Yes 2", None, None),
        ("No 2", "p3", ReplyEvidence.ORDER),
    ]


def test_other_json_is_refused_by_name():
    with pytest.raises(ReadError, match="x is not the JSON of a GitHub"):
        read_text('{"title": 1, "body": 2}', source="x", reader="github")
