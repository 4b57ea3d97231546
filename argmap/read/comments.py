"""The comments under an article as blogs mark them up: one post each, nested ones answer what holds them."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.read.entries import Entry
from argmap.read.html import written
from argmap.read.prose import Prose, without_false_marks
from argmap.read.times import when
from argmap.read.tree import attribute, classes, first, text_of

_WORDS = (
    ".field-comment-body, .comment-text, .comment_text, .commenttext, .comment__content, .comment__body"
    ", .comment-content, .comment-body, .comment [itemprop='text'], [itemtype$='schema.org/Comment'] [itemprop='text']"
)
_BOX = frozenset("comment comment-item comment-body".split())
_HOLDER = frozenset("comment comment-item".split())
_NAMES = (
    ".comment-author .fn, .fn, .username, .comment-author, .comment__author, .commenter, cite, [itemprop='author']"
    ", .author"
)
_TIMES = "time[datetime], [itemprop='dateCreated'], .comment-date, .comment-metadata a, .comment-meta a, .submitted"
_ASIDE = ".comment-reply, .reply, .comment-actions, .comment-meta, .comment-author, .links, .children"
_SAYS = re.compile(r"\s*(?:says|said|wrote|commented)?\s*:?$", re.I)
_NUMBER = re.compile(r"(?:div-)?comment-(\d{1,15})")


def comments(page: LexborHTMLParser, article: str) -> Iterator[Entry]:
    """Yield the comments of a page in their order; they answer the entry called `article`, or what holds them."""
    held: dict[int, str] = {}
    for count, words in enumerate(_bodies(page), start=1):
        box = _box(words)
        prose = _prose(words)
        if box is None or not prose.text:
            continue
        number = _number(box)
        key = f"comment {number or count}"
        moment = first(box, "time[datetime]") or first(box, _TIMES)
        author = _SAYS.sub("", text_of(first(box, _NAMES)))
        yield Entry(
            prose=prose,
            source_id=number,
            key=key,
            parent=_held(box, key, held) or article,
            author=author or None,
            written=when(attribute(moment, "datetime") or attribute(moment, "content") or text_of(moment)),
            age=text_of(moment) or None,
        )


def _bodies(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the elements with the words of comments, the innermost where they nest."""
    found = page.css(_WORDS)
    outer = {node.mem_id for node in found if any(below.mem_id != node.mem_id for below in node.css(_WORDS))}
    return list({node.mem_id: node for node in found if node.mem_id not in outer}.values())


def _box(words: LexborNode) -> LexborNode | None:
    """Return the nearest element around the words that is a comment and says by whom or when."""
    at = words.parent
    while at is not None:
        if classes(at) & _BOX and (first(at, _NAMES) is not None or first(at, _TIMES) is not None):
            return at
        at = at.parent
    return None


def _held(box: LexborNode, key: str, held: dict[int, str]) -> str | None:
    """Return the comment that holds this one, and remember what this one holds."""
    at: LexborNode | None = box
    own: list[int] = []
    above: str | None = None
    while at is not None and above is None:
        above = held.get(at.mem_id)
        if above is None and classes(at) & _HOLDER:
            own.append(at.mem_id)
        at = at.parent
    held.update(dict.fromkeys(own, key))
    return above


def _number(box: LexborNode) -> str | None:
    at: LexborNode | None = box
    for _ in range(2):
        match = _NUMBER.fullmatch(attribute(at, "id") or "")
        if match:
            return match[1]
        at = at.parent if at is not None else None
    return None


def _prose(words: LexborNode) -> Prose:
    text, found = written(words, collapse=True, without=_ASIDE)
    return without_false_marks(Prose(text=text, marks=found))
