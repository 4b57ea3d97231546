"""Bytes become text once, whatever wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ReadError
from argmap.read.decoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_marks_and_habits_tell_the_encoding(encoding):
    assert decode("Größe – “so”".encode(encoding), "source") == "Größe – “so”"


def test_a_declared_encoding_counts_where_it_is_not_utf_8():
    page = '<html><head><meta charset="windows-1251"></head>Привет</html>'
    assert "Привет" in decode(page.encode("cp1251"), "source")
    assert "Привет" in decode(page.encode("utf-8"), "source")
    assert "Привет" in decode('<?xml version="1.0" encoding="koi8-r"?>Привет'.encode("koi8-r"), "source")
    assert decode("Привет".encode("cp1251"), "source", "windows-1251") == "Привет"


def test_latin_1_means_what_browsers_take_it_for():
    assert decode("“so”".encode("cp1252"), "source", "iso-8859-1") == "“so”"


def test_encodings_mixed_in_one_file_are_each_read():
    data = "Größe, größer, “am größten”\n".encode() + "naïve café\n".encode("cp1252")
    assert decode(data, "source") == "Größe, größer, “am größten”\nnaïve café\n"


@pytest.mark.parametrize(
    "charset", ["nothing", "", "utf-8", "base64", "zip", "idna", "\x00", "unicode_escape", "utf-7"]
)
def test_any_charset_is_survived(charset):
    assert decode(b"plain words", "source", charset) == "plain words"


def test_binary_is_refused_by_name():
    with pytest.raises(ReadError, match="photo"):
        decode(b"\xff\xd8\xff\xe0" + bytes(range(256)), "photo")


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "utf-16", "utf-7", "hex", "idna", "rot13"]),
)
def test_any_bytes_with_any_charset_are_text_or_an_error(data, charset):
    try:
        assert "\r" not in decode(data, "source", charset)
    except ReadError:
        return
