"""Mail and Usenet: replies, quotes, signatures, copies, encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import MarkKind, NoiseKind
from argmap.read import read_text
from argmap.read.mail import recognises


def message(number, body, *, answers=(), by="Ana Bo <ana@example.org>", subject="Bridges", **more):
    fields = {
        "From": by, "Subject": subject, "Date": f"Wed, {number} Apr 2020 10:00:00 +0200",
        "Message-ID": f"<m{number}@x>",
        **({"References": " ".join(f"<m{n}@x>" for n in answers)} if answers else {}), **more,
    }  # fmt: skip
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return f"From ana@example.org Wed Apr {number} 10:00:00 2020\n{head}\n{body}\n\n"


def test_an_mbox_keeps_tree_names_times_and_ids():
    text = (
        message(1, "Close it.")
        + message(2, "No.", answers=[1], by="ben@example.org")
        + message(3, "Why?", answers=[1, 2])
    )
    found = read_text(text)
    assert (found.format, found.title) == ("mail", "Bridges")
    assert [(p.source_id, p.author, p.written, p.reply_to) for p in found.posts] == [
        ("m1@x", "Ana Bo", "2020-04-01T08:00:00Z", None), ("m2@x", "ben@example.org", "2020-04-02T08:00:00Z", "p1"),
        ("m3@x", "Ana Bo", "2020-04-03T08:00:00Z", "p2"),
    ]  # fmt: skip
    assert text[found.posts[1].start : found.posts[1].end].strip() == "No."


def test_in_reply_to_wins_and_a_missing_message_gives_way_to_the_nearest_reference():
    text = (
        message(1, "a") + message(2, "b", answers=[1]) + message(3, "c", answers=[1], In_Reply_To="<m2@x>")
        + message(4, "d", answers=[1, 9])
    )  # fmt: skip
    found = {p.source_id: p for p in read_text(text).posts}
    assert found["m3@x"].reply_to == found["m2@x"].id
    assert (found["m4@x"].reply_to, found["m4@x"].reply_confidence) == ("p1", 0.5)


def test_quotes_are_marked_and_who_is_quoted_and_the_signature_are_noise():
    body = "On Wed, Ana Bo wrote:\n> Close it.\n>> It is loud.\n\nNo, keep it.\n\n-- \nBen\nTown hall"
    text = message(1, "Close it.") + message(2, body, answers=[1])
    found = read_text(text)
    post = found.posts[1]
    assert post.text == "> Close it.\n>> It is loud.\n\nNo, keep it."
    assert [post.text[m.start : m.end] for m in post.marks if m.kind is MarkKind.QUOTE] == ["Close it.", "It is loud."]
    dropped = {text[n.start : n.end]: n.kind for n in found.noise}
    assert dropped["On Wed, Ana Bo wrote:"] is NoiseKind.HEADER
    assert dropped["Town hall"] is NoiseKind.SIGNATURE


@pytest.mark.parametrize("sign", [";", ": ", "| ", "AB> ", ">> "])
def test_whatever_sign_marks_a_quote(sign):
    body = f"In article <m1@x> ana@example.org (Ana Bo) writes:\n{sign}It is loud\n{sign}and old.\n\nNo."
    post = read_text(message(1, "x") + message(2, body, answers=[1])).posts[1]
    assert post.text.endswith("\n\nNo.")
    assert "writes" not in post.text
    assert [post.text[m.start : m.end] for m in post.marks if m.kind is MarkKind.QUOTE] == ["It is loud", "and old."]


def test_a_patch_is_code():
    post = read_text(message(1, "Words.\n\ndiff --git a/x b/x\n- one\n+ two")).posts[0]
    assert [post.text[m.start : m.end] for m in post.marks] == ["diff --git a/x b/x\n- one\n+ two"]


def test_a_message_that_came_twice_is_one_post_and_a_copy():
    text = message(1, "Close it.") + message(1, "Close it.") + message(2, "No.", answers=[1])
    found = read_text(text)
    assert len(found.posts) == 2
    assert [n.kind for n in found.noise].count(NoiseKind.DUPLICATE) == 1


def test_encodings_parts_and_escapes():
    quoted = message(
        1, "caf=E9 =\nbar", Content_Type="text/plain; charset=iso-8859-1", Content_Transfer_Encoding="quoted-printable"
    )
    based = message(
        2,
        "Y2Fmw6k=",
        Content_Type="text/plain; charset=utf-8",
        Content_Transfer_Encoding="base64",
        Subject="=?utf-8?q?caf=C3=A9?=",
    )
    parts = (
        "--b\nContent-Type: text/html\n\n<p>rich</p>\n--b\nContent-Type: text/plain\n\n>From here on.\n--b--\n"
    )  # fmt: skip
    several = message(3, parts, Content_Type="multipart/alternative; boundary=b")
    rich = message(4, "<p>One<p>Two", Content_Type="text/html")
    mixed = message(5, "cafÃ©", Content_Type="text/plain; charset=utf-8")
    posts = read_text(quoted + based + several + rich + mixed).posts
    assert [p.text for p in posts] == ["café bar", "café", "From here on.", "One\n\nTwo", "café"]


def test_one_message_alone_is_known():
    head = "Path: a!b\nFrom: enzo@example.org (Enzo)\nSubject: The sky is ours\nDate: Tue, 20 Apr 1993 22:36:55 GMT"
    text = f"{head}\n\nWords."
    found = read_text(text)
    assert (found.format, found.posts[0].author, found.posts[0].text) == ("mail", "Enzo", "The sky is ours\n\nWords.")
    assert not recognises("From: here on\nit is words.")


@given(st.text(max_size=300))
def test_any_body_is_read(body):
    for post in read_text(message(1, f"x{body}"), reader="mail").posts:
        post.text.encode("utf-8")


PARTS = """From: Ana <ana@example.org>
Date: Wed, 1 Jan 2020 10:00:00 +0000
Subject: The bridge
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

Close it.
--x
Content-Type: text/html

<p>Close <b>it</b>.</p>
--x
Content-Type: text/plain

It is old.
--x
Content-Type: application/pdf
Content-Transfer-Encoding: base64

JVBERi0x
--x--
"""


def test_every_text_that_a_message_shows_is_read_and_the_rest_is_noise():
    found = read_text(PARTS)
    assert found.posts[0].text == "Close it.\n\nIt is old."
    aside = "".join(PARTS[n.start : n.end] for n in found.noise)
    assert "JVBERi0x" in aside
    assert "<p>Close" in aside
    assert "It is old" not in aside


def test_html_is_read_where_there_is_nothing_plainer():
    text = PARTS.replace("text/plain", "application/x").replace("It is old.", "x")
    assert read_text(text).posts[0].text == "Close it."
