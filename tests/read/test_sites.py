"""Lobsters, Stack Exchange and the Internet Argument Corpus."""

import json

import pytest

from argmap.discussion import ReplyEvidence
from argmap.errors import ReadError
from argmap.read import read_text

MOMENT = "2020-06-19T11:00:00.000-05:00"
BOX = """<li class="comments_subtree"><div id="c_{0}" data-shortid="{0}" class="comment"><div class="byline">
<a href="https://lobste.rs/u/{1}"><img alt="x"></a><a href="https://lobste.rs/u/{1}">{1}</a>
<span title="2020-06-19 11:54:37 -0500">11 hours ago</span></div><div class="comment_text"><p>{2}</p></div></div>
<ol class="comments">{3}</ol></li>"""


def test_a_lobsters_page_nests_by_lists():
    below = BOX.format("b", "ben", "No", "")
    text = (
        '<!DOCTYPE html><html><head><title>Close it | Lobsters</title><link rev="canonical" rel="self" '
        'href="https://lobste.rs/s/abc"></head><body><div class="story_liner"><a class="u-url" href="x">Close it</a>'
        '<div class="byline"><a href="/u/zoe">zoe</a><span title="2020-06-19">1 day ago</span></div></div>'
        f'<ol class="comments">{BOX.format("a", "ana", "Loud", below)}{BOX.format("c", "cem", "Yes", "")}</ol>'
    )
    found = read_text(text)
    assert (found.format, found.title) == ("lobsters", "Close it")
    assert [(p.source_id, p.author, p.reply_to, p.text) for p in found.posts] == [
        ("abc", "zoe", None, "Close it"), ("a", "ana", "p1", "Loud"), ("b", "ben", "p2", "No"),
        ("c", "cem", "p1", "Yes"),
    ]  # fmt: skip
    assert (found.posts[1].written, found.posts[1].age) == ("2020-06-19T16:54:37Z", "11 hours ago")
    assert found.posts[2].url == "https://lobste.rs/c/b"


def test_a_lobsters_story_in_json():
    comments = [
        {"short_id": "a", "comment": "<p>Loud</p>", "depth": 0, "commenting_user": "ana", "created_at": MOMENT},
        {"short_id": "b", "comment": "<p>No</p>", "depth": 1, "commenting_user": {"username": "ben"}},
        {"short_id": "c", "comment": "", "is_deleted": True, "depth": 0},
    ]  # fmt: skip
    story = {"short_id": "s", "title": "It is loud", "submitter_user": "zoe", "description": "", "comments": comments}
    found = read_text(json.dumps(story))
    assert [(p.source_id, p.author, p.reply_to) for p in found.posts] == [
        ("s", "zoe", None),
        ("a", "ana", "p1"),
        ("b", "ben", "p2"),
    ]
    assert found.posts[1].written == "2020-06-19T16:00:00Z"


def test_rows_of_a_stack_exchange_dump_keep_their_places():
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
        '  <row Id="1" PostTypeId="1" CreationDate="2011-10-11T19:50:34.047" OwnerUserId="5" Title="A bridge" '
        'Body="&lt;p&gt;Is it loud?&lt;/p&gt;" />\n  <row Id="2" ParentId="1" CreationDate="2011-10-12T00:00:00.000" '
        'Body="&lt;p&gt;Yes &amp;amp; old&lt;/p&gt;" OwnerDisplayName="ben" />\n</posts>'
    )
    found = read_text(text)
    assert found.format == "stackexchange"
    assert [(p.source_id, p.author, p.reply_to, p.text) for p in found.posts] == [
        ("1", "5", None, "Is it loud?"), ("2", "ben", "p1", "Yes & old"),
    ]  # fmt: skip
    assert found.posts[0].written == "2011-10-11T19:50:34.047Z"
    assert text[found.posts[0].start : found.posts[0].end].startswith('<row Id="1"')


def test_comments_without_their_posts_are_a_talk_on_each_post():
    rows = "".join(
        f'<row Id="{at}" PostId="{on}" Text="It is loud." UserId="{at}" />\n' for at, on in enumerate("7879", 1)
    )
    found = read_text(f"<comments>\n{rows}</comments>")
    assert [(p.source_id, p.reply_to) for p in found.posts] == [("1", None), ("3", "p1"), ("2", None), ("4", None)]
    assert (found.posts[1].reply_evidence, found.posts[1].reply_confidence) == (ReplyEvidence.ORDER, 0.5)


def test_no_entity_of_a_dump_is_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    text = f'<?xml version="1.0"?>{bomb}<comments>\n<row Id="1" PostId="2" Text="&b; words" UserId="1" /></comments>'
    assert read_text(text, reader="stackexchange").posts[0].text == "&b; words"


def test_questions_of_the_stack_exchange_interface_nest():
    def made(**more):
        return {"owner": {"display_name": "O&#39;Neil"}, "creation_date": 1577872800, **more}

    comment = made(comment_id=1, post_id=2, body_markdown="Loud &amp; old")
    answer = made(answer_id=2, question_id=1, body="<p>Yes</p>", comments=[comment], link="https://example.org/a/2")
    question = made(question_id=1, title="Is it &quot;loud&quot;?", body="<p>Well</p>", answers=[answer])
    found = read_text(json.dumps({"items": [question]}))
    assert found.title == 'Is it "loud"?'
    assert [(p.text, p.reply_to) for p in found.posts] == [("Well", None), ("Yes", "p1"), ("Loud & old", "p2")]
    assert found.posts[0].author == "O'Neil"
    assert found.posts[1].url == "https://example.org/a/2"


def test_a_discussion_of_the_argument_corpus():
    rows = [[1, None, "ana", "Loud", {}, None, None, 1577872800.0], [2, None, "ben", "No", {}, 1, None, 1577872801.0]]
    found = read_text(json.dumps([rows, {}, {"title": "The bridge"}]))
    assert (found.format, found.title) == ("iac", "The bridge")
    assert [(p.source_id, p.author, p.reply_to, p.written) for p in found.posts] == [
        ("1", "ana", None, "2020-01-01T10:00:00Z"), ("2", "ben", "p1", "2020-01-01T10:00:01Z"),
    ]  # fmt: skip


@pytest.mark.parametrize("reader", ["lobsters", "stackexchange", "iac"])
def test_others_are_refused(reader):
    with pytest.raises(ReadError):
        read_text('{"a": []}', reader=reader)
