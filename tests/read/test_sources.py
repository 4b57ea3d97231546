"""Sources: bytes become text once; any text becomes a discussion or one error; ids stay unique in one map."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argmap.errors import ReadError, UnknownNameError
from argmap.read import files, number, read, read_text, source_text
from argmap.read.decoding import decode
from argmap.read.sources import FORMATS

PIECES = st.sampled_from(
    [
        "ana: ",
        "  ",
        "\n",
        "ben · 3h ago\n",
        "> ",
        "<p>",
        "<b>",
        "&amp;",
        "{",
        "[",
        '"a": 1',
        "#1\n",
        "word ",
        "- ",
        "é",
        "\x00",
        "\ud800",
    ]
)
ANY = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=ANY, reader=st.sampled_from([None, *FORMATS.names()]))
@example(text="<p>" * 5_000, reader="html")
@example(text="[" * 50_000, reader=None)
def test_any_text_is_a_discussion_or_an_error(text, reader):
    try:
        found = read_text(text, reader=reader)
    except ReadError:
        return
    assert found.posts
    for stretch in found.noise:
        assert 0 <= stretch.start <= stretch.end <= len(text)
    for post in found.posts:
        assert post.start is None or 0 <= post.start <= post.end <= len(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(data):
    try:
        assert "\r" not in decode(data, "source")
    except ReadError:
        return


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_understood(encoding):
    assert decode("Größe\r\nzählt".encode(encoding), "source") == "Größe\nzählt"


def test_a_folder_is_its_files_by_name(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.rsplit("/", 1)[1] for path in files(str(tmp_path))] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_an_empty_name_is_not_the_folder_that_one_stands_in(name):
    with pytest.raises(ReadError, match="an empty name"):
        files(name)


@pytest.mark.parametrize("text", ["ana: Trams are cheap.\n  ben: No.", "ana: Trams are cheap. " * 40])
def test_a_text_given_for_a_file_is_said_to_be_one_in_one_short_line(text):
    with pytest.raises(ReadError, match="a text is no file") as refused:
        source_text(*files(text))
    assert len(str(refused.value)) < 140
    assert "\n" not in str(refused.value)


def test_standard_input_is_called_so(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ana: Yes.\n  ben: No.\n")))
    assert read("-").source == "standard input"


def test_the_limit_is_on_bytes(tmp_path):
    path = tmp_path / "t.txt"
    path.write_bytes(b"x" * 100)
    assert source_text(str(path), max_size=100) == "x" * 100
    with pytest.raises(ReadError, match="--max-size"):
        source_text(str(path), max_size=99)


def test_an_unknown_reader_is_refused():
    with pytest.raises(UnknownNameError):
        read_text("words", reader="telepathy")


def test_several_discussions_get_ids_of_their_own():
    one = read_text("ana: Yes.\n  ben: No.\n")
    both = number([one, one])
    assert [post.id for discussion in both for post in discussion.posts] == ["d1.p1", "d1.p2", "d2.p1", "d2.p2"]
    assert both[1].posts[1].reply_to == "d2.p1"
    assert [post.id for post in number([one])[0].posts] == ["p1", "p2"]
