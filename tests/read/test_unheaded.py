"""A post that lost its header begins where it quotes the post above it."""

from argmap.read import read_text
from argmap.thread import link

TEXT = """ana · 3h ago
We should close the old bridge to cars, it is too narrow.
It is also old.

> close the old bridge to cars, it is too narrow
It was widened last year.
ben · 2h ago
> It was widened last year.
That was the other one.
"""


def test_who_quotes_a_post_did_not_write_it():
    found = read_text(TEXT)
    assert [post.author for post in found.posts] == ["ana", None, "ben"]
    assert found.posts[0].text.endswith("It is also old.")
    assert found.posts[1].text.endswith("It was widened last year.")


def test_and_answers_it():
    assert link(read_text(TEXT)).posts[1].reply_to == "p1"


def test_other_quotes_cut_nothing():
    said = "ana · 3h ago\nNo.\n> close the old bridge to cars\nNever.\n> No.\nNo.\nben · 2h ago\nYes.\n"
    assert len(read_text(said).posts) == 2
