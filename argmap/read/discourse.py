"""A Discourse topic as JSON: posts by number, replies by number too, quotes tied to the post they are from."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborNode

from argmap.discussion import Discussion, Noise, NoiseKind, ReplyEvidence
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.html import written
from argmap.read.jsontext import Record, identity, objects, parse, words
from argmap.read.prose import Prose, clean, from_markdown, titled, without_false_marks
from argmap.read.times import when
from argmap.read.tree import attribute, parse_html

_QUOTED = 0.9
_ACTION = 3
_STREAM = re.compile(r'"stream"\s*:\s*\[[\d\s,]*\]')
_NUMBER = re.compile(r"\d+")
_TITLE = "aside.quote .title, aside.quote > .quote-controls, .lightbox .meta, .avatar, .onebox-avatar"


def recognises(text: str) -> bool:
    """Return whether the JSON holds posts of a Discourse topic."""
    return bool(_posts(parse(text)))


def read(text: str, source: str) -> Discussion:
    """Read a Discourse topic's JSON.

    Keeps: replies, authors, times, ids, addresses, quotes with the post they are from.
    Loses: likes, polls, pictures, small actions such as closing; posts that the file only names (counted as noise).
    """
    said = parse(text)
    posts = _posts(said)
    if not posts:
        raise ReadError(
            f"{source} is not the JSON of a Discourse topic; add .json to the topic's address and save that"
        )
    topic = next((record for record in objects(said) if "post_stream" in record), posts[0])
    title = words(topic, "title", "topic_title")
    entries = (_entry(post, title) for post in posts)
    missing = _missing(text, posts)
    return assemble(
        entries, source=source, format="discourse", title=title, nested=False, noise=missing, text=text
    )  # fmt: skip


def quoting(node: LexborNode | None, topic: str | None) -> tuple[Prose, str | None]:
    """Read the HTML of a post; return it with the first post of the same topic that it quotes, as a number."""
    if node is None:
        return Prose(text=""), None
    quoted: list[str] = []
    for aside in node.css("aside.quote"):
        number, where = attribute(aside, "data-post"), attribute(aside, "data-topic")
        block = aside.css_first("blockquote")
        if block is not None and number and number.isdigit() and (topic is None or where in (None, topic)):
            block.attrs["data-quotes"] = number
            quoted.append(number)
    body, found = written(node, collapse=True, without=_TITLE)
    return without_false_marks(Prose(text=body, marks=found)), quoted[0] if quoted else None


def answering(number: str, replies_to: str | None, quoted: str | None) -> tuple[str | None, ReplyEvidence, float]:
    """Return what a post answers and how that is known: its reply link, else an earlier post that it quotes."""
    if replies_to is not None:
        return replies_to, ReplyEvidence.SOURCE, 1.0
    earlier = quoted is not None and int(quoted[:9]) < int(number[:9])
    return (quoted if earlier else None), ReplyEvidence.QUOTE, _QUOTED


def _posts(value: Any) -> list[Record]:
    return [
        record
        for record in objects(value)
        if isinstance(record.get("post_number"), int) and ("cooked" in record or "raw" in record)
    ]


def _missing(text: str, posts: Sequence[Record]) -> Iterator[Noise]:
    """Yield where the topic names a post that is not here: by its id, in some archives by its number."""
    ids, numbers = {identity(post, "id") for post in posts}, {str(post["post_number"]) for post in posts}
    for stream in _STREAM.finditer(text):
        named = list(_NUMBER.finditer(text, stream.start(), stream.end()))
        here = ids if any(match.group() in ids for match in named) else numbers
        for match in named:
            if match.group() not in here:
                yield Noise(start=match.start(), end=match.end(), kind=NoiseKind.MISSING)


def _entry(post: Record, title: str | None) -> Entry:
    number = str(post["post_number"])
    body, quoted = _prose(post)
    said = post.get("reply_to_post_number")
    replies_to = str(said) if isinstance(said, int) and not isinstance(said, bool) and str(said) != number else None
    parent, evidence, confidence = answering(number, replies_to, quoted)
    return Entry(
        prose=titled(title, body) if number == "1" else body,
        source_id=identity(post, "id"),
        key=number,
        parent=parent,
        evidence=evidence,
        confidence=confidence,
        author=words(post, "username", "name", "display_username"),
        written=when(post.get("created_at")),
        url=_url(post),
        gone=bool(post.get("user_deleted") or post.get("deleted_at") or not body.text)
        or post.get("post_type") == _ACTION,
    )


def _prose(post: Record) -> tuple[Prose, str | None]:
    cooked = words(post, "cooked")
    if cooked is None:
        return from_markdown(words(post, "raw") or "", breaks=True), None
    return quoting(parse_html(clean(cooked)).body, identity(post, "topic_id"))


def _url(post: Record) -> str | None:
    link = words(post, "post_url", "url")
    known = re.match(r"https?://[^/]+", words(post, "base_url", "site_url") or "")
    return f"{known.group()}{link}" if known and link and link.startswith("/") else link
