"""Forum pages, chats and transcripts copied or saved as text."""

import pytest

from argmap.discussion import NoiseKind
from argmap.read import read_text

FORUM = """Town Forum - The bridge

#1
06-14-2007, 06:07 AM
ana

It is loud.
 And old.

__________________
#2
06-14-2007, 10:45 AM
Ben Bo

Keep it.
"""


def test_a_forum_page_keeps_names_times_and_places():
    found = read_text(FORUM)
    assert (found.format, found.title) == ("forum", "Town Forum - The bridge")
    assert [(p.author, p.written, p.text) for p in found.posts] == [
        ("ana", "2007-06-14T06:07:00Z", "It is loud.\nAnd old."), ("Ben Bo", "2007-06-14T10:45:00Z", "Keep it."),
    ]  # fmt: skip
    assert FORUM[found.posts[1].start : found.posts[1].end] == "Keep it."
    assert {n.kind for n in found.noise} == {NoiseKind.HEADER, NoiseKind.BOILERPLATE}


def test_a_forum_page_with_bars():
    found = read_text("#1|2007-06-14 06:07|ana\nIt is loud.\n#2 | Ben Bo | 2007-06-14 10:45\nKeep it.\n")
    assert [(p.author, p.written, p.text) for p in found.posts] == [
        ("ana", "2007-06-14T06:07:00Z", "It is loud."), ("Ben Bo", "2007-06-14T10:45:00Z", "Keep it."),
    ]  # fmt: skip


def test_a_copied_hacker_news_page_has_its_title_and_no_buttons():
    text = (
        "Close the bridge (example.org)\n312 points by zoe 7 hours ago | hide | past | favorite | 2 comments\n\n\n"
        "ana 8 hours ago [–]\n\nIt is loud.\n\nreply\n\nben 7 hours ago [–]\n\nKeep it.\n\nreply\n"
    )
    found = read_text(text)
    assert (found.format, found.title) == ("paste", "Close the bridge (example.org)")
    assert [(p.author, p.age, p.text) for p in found.posts] == [
        ("ana", "8 hours ago", "It is loud."), ("ben", "7 hours ago", "Keep it."),
    ]  # fmt: skip


def test_a_chat_keeps_who_said_what_when():
    said = "[12:18] <ana> loud\n=== ben has joined\n[12:19] <@ben> ana: no\n[12:20] * ana sighs\n[12:21] -bot- 42\n"
    text = f"--- Log opened 2020-01-01\n{said}"
    found = read_text(text)
    assert found.format == "irc"
    assert [(p.author, p.written, p.age, p.text) for p in found.posts] == [
        ("ana", "2020-01-01T12:18:00Z", "12:18", "loud"), ("ben", "2020-01-01T12:19:00Z", "12:19", "ana: no"),
        ("ana", "2020-01-01T12:20:00Z", "12:20", "sighs"), ("bot", "2020-01-01T12:21:00Z", "12:21", "42"),
    ]  # fmt: skip
    assert [text[n.start : n.end] for n in found.noise] == ["--- Log opened 2020-01-01", "=== ben has joined"]


CUES = "{head}1\n00:01:20{dot}000 --> 00:01:25{dot}000\n{first}\n\n2\n00:01:25{dot}000 --> 00:01:30{dot}000\n{second}\n"


def test_captions_keep_speakers_and_time():
    text = CUES.format(head="WEBVTT\n\n", dot=".", first="<v Ana Bo>It is loud.", second="<v Ben>Keep\nit.")
    found = read_text(text)
    assert found.format == "transcript"
    assert [(p.author, p.age, p.text) for p in found.posts] == [
        ("Ana Bo", "00:01:20", "It is loud."),
        ("Ben", "00:01:25", "Keep it."),
    ]


def test_captions_without_names_are_joined_to_sentences():
    text = CUES.format(head="", dot=",", first="It is", second="loud.")
    assert [(p.age, p.text) for p in read_text(text).posts] == [("00:01:20", "It is loud.")]


@pytest.mark.parametrize(
    "form", ["{name}: {words}", "{name}: (00:12) {words}", "[00:12] {name}: {words}", "{name} (00:12):\n{words}"]
)
def test_lines_of_speakers_are_turns(form):
    said = [("ANA BO", "It is loud."), ("Ben van Bo", "Keep it."), ("ANA BO", "Why?"), ("Ben van Bo", "It is ours.")]
    text = "Town hall, the bridge\n\n" + "\n\n".join(form.format(name=name, words=words) for name, words in said)
    found = read_text(text)
    assert (found.format, found.title) == ("transcript", "Town hall, the bridge")
    assert [(p.author, p.text) for p in found.posts] == said
    assert all(p.age == ("00:00:12" if "00:12" in form else None) for p in found.posts)
