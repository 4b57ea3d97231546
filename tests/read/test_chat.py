"""Chats as messengers export them."""

import pytest

from argmap.read import read_text

CHAT = """[03/02/24, 10:00:02] Ana: We should
close it.
[03/02/24, 10:00:05] Ben joined the group
[03/02/24, 10:01:02] Ben Bo: No: it is fine.
[13/02/24, 10:02:02] ~ Cy: <Media omitted>
[13/02/24, 10:03:02] Cy: Yes.
"""


def test_messages_keep_their_lines_names_and_times():
    found = read_text(CHAT)
    assert found.format == "chat"
    assert [(p.author, p.written, p.text) for p in found.posts] == [
        ("Ana", "2024-03-02T10:00:02Z", "We should\nclose it."),
        ("Ben Bo", "2024-03-02T10:01:02Z", "No: it is fine."),
        ("Cy", "2024-02-13T10:03:02Z", "Yes."),
    ]


def test_comings_and_pictures_are_noise():
    aside = [CHAT[n.start : n.end] for n in read_text(CHAT).noise]
    assert len(aside) == 2
    assert "joined" in aside[0]
    assert "Media" in aside[1]


def test_offsets_delimit_the_words():
    post = read_text(CHAT).posts[0]
    assert CHAT[post.start : post.end] == "We should\nclose it."


@pytest.mark.parametrize("line", ["{d}/{d}/24, 10:0{d} - Ana: Words.\n", "2024-03-0{d}, 10:00 - Ana: Words.\n"])
def test_other_ways_to_write_the_date(line):
    found = read_text("".join(line.format(d=day) for day in range(1, 5)))
    assert found.format == "chat"
    assert len(found.posts) == 4
    assert all(post.written for post in found.posts)
