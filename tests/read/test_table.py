"""Comments as rows: CSV, TSV, JSON lines, nested JSON."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ReadError
from argmap.read import read_text
from argmap.read.columns import Columns, find
from argmap.read.table import read


def rows(posts):
    return [(p.source_id, p.author, p.reply_to, p.text) for p in posts]


EXPECTED = [("1", "ana", None, "Close it,\nnow"), ("2", "ben", "p1", "No")]


def test_csv_by_the_names_of_its_columns():
    names = "Comment ID,User Name,Comment,Parent_ID,created_at"
    text = f'{names}\n1,ana,"Close it,\nnow",,2020-01-01 10:00:00\n2,ben,No,1,2020-01-02\n'
    found = read_text(text)
    assert found.format == "table"
    assert rows(found.posts) == EXPECTED
    assert [p.written for p in found.posts] == ["2020-01-01T10:00:00Z", "2020-01-02T00:00:00Z"]


def test_tabs_and_semicolons_part_cells_too():
    for sign in "\t;":
        text = f"id{sign}author{sign}body{sign}reply_to\n1{sign}ana{sign}Close it{sign}\n2{sign}ben{sign}No{sign}1.0\n"
        assert [(p.author, p.reply_to) for p in read_text(text).posts] == [("ana", None), ("ben", "p1")]


def test_json_lines_of_utterances():
    lines = [
        {"id": "1", "speaker": "ana", "text": "Close it,\nnow", "reply-to": None, "timestamp": 1577872800},
        {"id": "2", "speaker": {"id": "ben"}, "text": "No", "reply-to": "1", "timestamp": 1577872801},
    ]
    found = read_text("\n".join(json.dumps(line) for line in lines))
    assert rows(found.posts) == EXPECTED
    assert found.posts[0].written == "2020-01-01T10:00:00Z"


def test_json_that_nests_answers():
    value = {"comments": [{"author": "ana", "text": "Close it", "replies": [{"author": "ben", "text": "No"}]}]}
    assert rows(read_text(json.dumps(value)).posts) == [(None, "ana", None, "Close it"), (None, "ben", "p1", "No")]


def test_json_by_id():
    value = [
        {
            "a": {"id": "a", "user_text": "ana", "content": "Close it", "parent_id": ""},
            "b": {"id": "b", "user_text": "ben", "content": "No", "parent_id": "a"},
        }
    ]
    assert rows(read_text(json.dumps(value)).posts) == [("a", "ana", None, "Close it"), ("b", "ben", "p1", "No")]


def test_cells_in_html_and_titles():
    names = "Id,Body,OwnerDisplayName,OwnerUserId,Title"
    text = f"{names}\n1,<p>Loud &amp; old</p>,,7,The bridge is closed\n2,<p>No</p>,ben,8,\n"
    found = read_text(text)
    assert [(p.author, p.text) for p in found.posts] == [("7", "The bridge is closed\n\nLoud & old"), ("ben", "No")]


def test_time_since_the_beginning_is_kept_as_printed():
    assert read_text('"","speaker","time","transcript"\n"1","ana",1M 20S,"Hi"\n').posts[0].age == "00:01:20"


def test_columns_may_be_chosen():
    found = read("a,b,c\n1,ana,Hi there\n", "s", Columns(text=("c",), author=("b",))) if find("abc") else None
    assert found is None
    chosen = read("id,text,note\n1,x,Close it\n", "s", Columns(id=("id",), text=("note",)))
    assert chosen.posts[0].text == "Close it"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Well, text\nis this\n", '{"a": 1}', "text\nwords\n"])
def test_what_names_no_text_is_no_table(text):
    with pytest.raises(ReadError):
        read_text(text, reader="table")


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "text", "author", "parent_id", "time", "replies", "x"]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(["id", "text", "author"]), inner, max_size=3)
                ),
                max_leaves=5,
            ),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_any_json_is_read_or_refused(value):
    with suppress(ReadError):
        read_text(json.dumps(value))
