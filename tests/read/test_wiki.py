"""Talk pages of a wiki, in wikitext and in HTML."""

import pytest

from argmap.discussion import MarkKind
from argmap.read import read_text
from argmap.read.prose import Prose
from argmap.read.talk import signature

WIKITEXT = """== The bridge is loud ==
It is ''loud'', see [https://example.org it]. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 12:00, 1 January 2020 (UTC)
:{{tq|It is loud}} No.
:Not at night. --[[User:Ben Bo|Ben]] 12:30, 1 January 2020 (UTC)
::Yes it is.
== Paint ==
:Blue? [[Special:Contributions/127.0.0.1|127.0.0.1]] 13:00, 1 January 2020 (UTC)
"""
RULED = "It is loud. -- [[Ana]]\n\n----\n\nNo.\n\nNever was. --BenBo\n\n----\n\nWords by nobody in '''bold'''.\n"


def test_wikitext_comments_answer_by_depth_and_end_with_a_signature():
    found = read_text(WIKITEXT)
    assert found.format == "wikitext"
    assert [(p.author, p.written, p.reply_to, p.text) for p in found.posts] == [
        ("Ana", "2020-01-01T12:00:00Z", None, "The bridge is loud\n\nIt is loud, see it."),
        ("Ben Bo", "2020-01-01T12:30:00Z", "p1", "It is loud No.\n\nNot at night."),
        (None, None, "p2", "Yes it is."),
        ("127.0.0.1", "2020-01-01T13:00:00Z", None, "Blue?"),
    ]
    assert found.posts[1].marks[0].kind is MarkKind.QUOTE
    assert "https://example.org" in [m.href for m in found.posts[0].marks]
    assert WIKITEXT[found.posts[2].start : found.posts[2].end] == "Yes it is."


def test_old_pages_are_parted_by_rules():
    found = read_text(RULED)
    assert [(p.author, p.text) for p in found.posts] == [
        ("Ana", "It is loud."), ("BenBo", "No.\n\nNever was."), (None, "Words by nobody in bold."),
    ]  # fmt: skip


def test_a_saved_talk_page_answers_by_lists():
    def signed(name, hour):
        links = f'<a href="./User:{name}" title="x">{name}</a> (<a href="./User_talk:{name}">talk</a>)'
        return f"{links} {hour}:00, 1 January 2020 (UTC)"

    text = (
        '<!DOCTYPE html><html><head><title>Talk:Bridge - Wikipedia</title><meta content="MediaWiki"></head>'
        f"<body><p>Welcome to this page.</p><h2>Noise</h2><p>It is <b>loud</b>. {signed('Ana', 12)}</p>"
        f"<dl><dd>No. {signed('Ben_Bo', 13)}<ul><li>Yes. {signed('7&6=13', 14)}</li></ul></dd></dl>"
        f"<ul><li>Keep it.<p>Please.</p> {signed('Cem', 15)}</li></ul></body></html>"
    )
    found = read_text(text)
    assert (found.format, found.title) == ("wikitalk", "Talk:Bridge")
    assert [(p.author, p.written, p.reply_to, p.text) for p in found.posts] == [
        ("Ana", "2020-01-01T12:00:00Z", None, "It is loud."), ("Ben Bo", "2020-01-01T13:00:00Z", "p1", "No."),
        ("7&6=13", "2020-01-01T14:00:00Z", "p2", "Yes."), ("Cem", "2020-01-01T15:00:00Z", "p1", "Keep it.\n\nPlease."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Words.", "It took place at 12:00, 1 January 2020 in town", "A dash - here", "See [[User:Ana]] there"]
)
def test_words_are_no_signature(text):
    assert signature(Prose(text=text)) is None
