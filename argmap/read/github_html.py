"""A GitHub issue, pull request or discussion as a saved page: each rendered body, below the name and time over it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.discussion import Discussion
from argmap.read.entries import Entry, assemble
from argmap.read.html import written
from argmap.read.prose import Prose, clean, titled, without_false_marks
from argmap.read.times import when
from argmap.read.tree import attribute, classes, first, parse_html, text_of

_TITLE = re.compile(r"^(?P<title>.*?)\s+·\s+(?:Issue #\d+|Pull Request #\d+|[^·]{1,120} · Discussion #\d+)\s+·\s", re.S)
_OPENED = re.compile(r"^(?P<title>.*?)\s+by\s+\S{1,40}$", re.S)
_BODIES = ".markdown-body, td.comment-body"
_AUTHORS = (
    "[data-testid='issue-body-header-author'], [data-testid='avatar-link'], a.author, a[data-hovercard-type='user']"
)
_NUMBER = re.compile(
    r"(?:issuecomment|discussioncomment|pullrequestreview|discussion_r|issue|discussion)-?(\d{1,15})\b"
)
_POSTS = frozenset(
    "react-issue-body react-issue-comment timeline-comment js-comment js-comment-container review-comment"
    " nested-discussion-timeline-comment discussion-timeline-item".split()
)


def recognises(text: str) -> bool:
    """Return whether the page is a thread on GitHub."""
    return (
        "github" in text[:50_000].casefold()
        and "relative-time" in text
        and "markdown-body" in text
        and _TITLE.match(text_of(parse_html(text).css_first("title"))) is not None
    )


def read(text: str, source: str) -> Discussion:
    """Read a saved GitHub page: an issue, pull request or discussion.

    Keeps: authors, times, ids, addresses, links, code, quotes, replies within a discussion.
    Loses: reactions, labels, events, diffs, comments that the page had folded away; whom a comment on an issue answers.
    """
    page = parse_html(clean(text))
    said = text_of(page.css_first("title"))
    known = _TITLE.match(said)
    title = known["title"] if known else said
    opened = _OPENED.match(title) if known and "Pull Request" in said else None
    title = opened["title"] if opened else title
    return assemble(_entries(page, title), source=source, format="github-html", title=title)


def _entries(page: LexborHTMLParser, title: str) -> Iterator[Entry]:
    address = attribute(page.css_first("link[rel='canonical'], meta[property='og:url']"), "href")
    address = address or attribute(page.css_first("meta[property='og:url']"), "content")
    names: dict[int, str] = {}
    opening: str | None = None
    for body in page.css(_BODIES):
        box = _box(body)
        if box is None or box.mem_id in names:
            continue
        anchor, number = _anchor(box)
        name = number or f"post {len(names)}"
        parent = _above(box, names)
        names[box.mem_id] = name
        prose = _prose(body)
        moment = first(box, "relative-time[datetime], time[datetime]")
        yield Entry(
            prose=prose if opening else titled(title, prose),
            source_id=number,
            key=name,
            parent=parent,
            author=text_of(first(box, _AUTHORS)) or None,
            written=when(attribute(moment, "datetime")),
            url=f"{address}#{anchor}" if address and anchor else address,
            gone=not prose.text and opening is not None,
        )
        opening = opening or name


def _box(body: LexborNode) -> LexborNode | None:
    """Return the nearest element around a body that is a post, as its class says; None for other rendered text."""
    at = body.parent
    while at is not None and not (classes(at) & _POSTS):
        at = at.parent
    return at if at is not None and first(at, _AUTHORS) is not None else None


def _anchor(box: LexborNode) -> tuple[str | None, str | None]:
    for node in [box, *box.css("[id], a[href*='#']")]:
        said = (attribute(node, "id") or "", (attribute(node, "href") or "").rpartition("#")[2])
        for words in said:
            if match := _NUMBER.fullmatch(words):
                return words, match[1]
    return None, None


def _above(box: LexborNode, names: dict[int, str]) -> str | None:
    """Return the post in whose box this one stands, as the answers to a comment of a discussion do."""
    at = box.parent
    while at is not None:
        if at.mem_id in names:
            return names[at.mem_id]
        at = at.parent
    return None


def _prose(body: LexborNode) -> Prose:
    text, found = written(body, collapse=True, without=".zeroclipboard-container, .anchor, .email-hidden-toggle")
    return without_false_marks(Prose(text=text, marks=found))
