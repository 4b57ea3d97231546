"""Authors become pseudonyms: in headers and inside texts, the same by the same key, marks where they were."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from argmap.disguise import disguised, extended
from tests.builders import discussion, mark, post

TEXT = "As Kestrel9 said, see https://example.org/u/kestrel9 and quote this"
FIRST = post("p1", "Trams are cheap.", author="Kestrel9")
SECOND = post("p2", TEXT, author="Ana Miller", reply_to="p1", marks=[mark(TEXT, "quote this", "code")])
THREAD = [discussion([FIRST, replace(SECOND, url="https://example.org/2", source_id="x2")])]
KEY = extended({}, THREAD)
FOUND = disguised(THREAD, KEY)[0]


def test_names_go_from_headers_and_texts():
    assert [one.author for one in FOUND.posts] == ["Person1", "Person2"]
    assert FOUND.posts[1].text == "As Person1 said, see [removed] and quote this"


def test_addresses_and_the_sources_own_ids_go():
    assert (FOUND.posts[1].url, FOUND.posts[1].source_id) == (None, None)


def test_marks_stay_on_their_words():
    (code,) = FOUND.posts[1].marks
    assert FOUND.posts[1].text[code.start : code.end] == "quote this"


def test_parts_of_a_written_name_are_that_person():
    later = [discussion([post("p1", "Miller is right, Ana too.", author="ben")])]
    assert disguised(later, extended(KEY, later))[0].posts[0].text == "Person2 is right, Person2 too."


def test_a_known_key_is_kept_and_extended():
    more = [discussion([post("p1", "Hello.", author="ben"), FIRST.__class__(id="p2", text="Hi.", author="Kestrel9")])]
    assert extended(KEY, more) == {"Kestrel9": "Person1", "Ana Miller": "Person2", "ben": "Person3"}


@given(st.lists(st.sampled_from(["kestrel9", "Kestrel9", "ana", "see", "https://x.org/a", "é", "\n"]), max_size=30))
def test_no_name_is_left_and_marks_hold(words):
    text = " ".join([*words, "END"])
    one = post("p1", text, author="Kestrel9", marks=[mark(text, "END", "link")])
    found = disguised([discussion([one])], {"Kestrel9": "Person1"})[0].posts[0]
    assert "kestrel9" not in found.text.casefold()
    assert found.text[found.marks[0].start : found.marks[0].end] == "END"
