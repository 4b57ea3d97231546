"""A saved Lobsters page, or a story's JSON: a comment answers the one whose list it stands in."""

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.html import written
from argmap.read.jsontext import Record, identity, parse, records, words
from argmap.read.prose import Prose, clean, from_html, titled, without_false_marks
from argmap.read.times import when
from argmap.read.tree import attribute, first, parse_html, text_of

_SITE = "https://lobste.rs"
_PAGE = re.compile(r"class=[\"']comments_subtree|data-shortid=", re.I)
_GONE = re.compile(r"^\[?(?:comment|thread) (?:removed|deleted)", re.I)


def recognises(text: str) -> bool:
    """Return whether the text is a Lobsters page or the JSON of a story."""
    said = parse(text)
    if said is not None:
        return _is_story(said)
    return _PAGE.search(text) is not None and "lobste" in text[:20_000].casefold()


def read(text: str, source: str) -> Discussion:
    """Read a saved Lobsters page or the JSON of a story.

    Keeps: replies, authors, times, ids, addresses; removed comments that somebody answers.
    Loses: scores, tags, flags.
    """
    story = parse(text)
    if story is not None and not _is_story(story):
        raise ReadError(f"{source} is not the JSON of a Lobsters story; add .json to the story's address and save that")
    if story is not None:
        return assemble(_of_json(story), source=source, format="lobsters", title=words(story, "title"), text=text)
    page = parse_html(clean(text))
    title = re.sub(r"\s*\|\s*Lobsters$", "", text_of(page.css_first("title")))
    return assemble(_of_page(page, title), source=source, format="lobsters", title=title)


def _is_story(value: Any) -> bool:
    return isinstance(value, dict) and "short_id" in value and isinstance(value.get("comments"), list)


def _of_page(page: LexborHTMLParser, title: str) -> Iterator[Entry]:
    story = page.css_first(".story_liner")
    address = attribute(page.css_first("link[rel~='canonical'], link[rel~='self']"), "href")
    link = first(story, ".u-url, .link a")
    own = re.search(r"/s/(\w+)", address or attribute(link, "href") or "")
    opening = own[1] if own else "story"
    body = page.css_first(".story_text")
    if story is not None:
        prose = titled(text_of(link) or title, _prose(body))
        yield _entry(story, prose, opening, parent=None, url=f"{_SITE}/s/{opening}" if own else None)
    for box in page.css("div.comment[data-shortid]"):
        name = attribute(box, "data-shortid")
        if name:
            parent = _above(box) or opening
            yield _entry(box, _prose(first(box, ".comment_text")), name, parent=parent, url=f"{_SITE}/c/{name}")


def _above(box: LexborNode) -> str | None:
    """Return the id of the comment in whose list of answers the box stands."""
    at = box.parent
    while at is not None and not (at.tag == "li" and "comments_subtree" in (attribute(at, "class") or "")):
        at = at.parent
    at = at.parent if at is not None else None
    while at is not None and not (at.tag == "li" and "comments_subtree" in (attribute(at, "class") or "")):
        at = at.parent
    return attribute(first(at, "div.comment[data-shortid]"), "data-shortid") if at is not None else None


def _prose(node: LexborNode | None) -> Prose:
    body, found = written(node, collapse=True)
    return without_false_marks(Prose(text=body, marks=found))


def _entry(box: LexborNode, prose: Prose, name: str, *, parent: str | None, url: str | None) -> Entry:
    byline = first(box, ".byline")
    users = [text_of(link) for link in byline.css("a[href*='/u/'], a[href*='/~']")] if byline is not None else []
    time = first(byline, "time[datetime], span[title]")
    return Entry(
        prose=prose,
        source_id=name,
        parent=parent,
        author=next((user for user in users if user), None),
        written=when(attribute(time, "datetime") or attribute(time, "title")),
        age=text_of(time) or None,
        url=url,
        gone=not prose.text or (not users and _GONE.match(prose.text) is not None),
    )


def _of_json(story: Record) -> Iterator[Entry]:
    opening = identity(story, "short_id") or "story"
    body = from_html(words(story, "description", "description_plain") or "")
    yield Entry(
        prose=titled(words(story, "title"), body),
        source_id=opening,
        author=_user(story.get("submitter_user")),
        written=when(story.get("created_at")),
        url=words(story, "short_id_url", "comments_url"),
    )
    above: list[tuple[int, str]] = []
    for comment in records(story.get("comments")):
        name = identity(comment, "short_id") or "comment"
        depth = comment.get("depth", comment.get("indent_level"))
        level = depth if isinstance(depth, int) else 0
        while above and above[-1][0] >= level:
            above.pop()
        by_level = above[-1][1] if above else opening
        above.append((level, name))
        yield _of_comment(comment, name, parent=identity(comment, "parent_comment") or by_level)


def _of_comment(comment: Record, name: str, *, parent: str) -> Entry:
    body = from_html(words(comment, "comment", "comment_plain") or "")
    gone = bool(comment.get("is_deleted"))
    return Entry(
        prose=body if body.text else Prose(text="[removed]"),
        source_id=name,
        parent=parent,
        author=_user(comment.get("commenting_user")),
        written=when(comment.get("created_at")),
        url=words(comment, "short_id_url", "url"),
        gone=gone or not body.text,
    )


def _user(value: Any) -> str | None:
    return words(value, "username") if isinstance(value, dict) else value if isinstance(value, str) else None
