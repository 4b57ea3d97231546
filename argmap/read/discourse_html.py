"""A Discourse topic as a page: an archive's, the plain page that crawlers see, or the saved page itself."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.discussion import Discussion
from argmap.read.discourse import answering, quoting
from argmap.read.entries import Entry, assemble
from argmap.read.prose import clean, titled
from argmap.read.times import when
from argmap.read.tree import attribute, first, parse_html, text_of

_SITE = re.compile(
    r"generator[\"'] content=[\"']Discourse|class=[\"']post_container|data-discourse|discourse-cdn|topic-post", re.I
)
_POSTS = ".post_container, .topic-body.crawler-post, .crawler-post, article[data-post-id], .topic-post"
_WORDS = ".post_content, .cooked, .post[itemprop], [itemprop='text'], [itemprop='articleBody']"
_NAMES = ".user_name, .creator [itemprop='name'], [itemprop='author'] [itemprop='name'], .username a, .username"


def recognises(text: str) -> bool:
    """Return whether the page is a Discourse topic."""
    return _SITE.search(text) is not None and len(parse_html(text).css(_POSTS)) > 0


def read(text: str, source: str) -> Discussion:
    """Read a saved Discourse page, an archive's or the site's own.

    Keeps: authors, quotes with the post they are from; times, ids and replies where the page shows them.
    Loses: likes, pictures, replies that the page does not show.
    """
    page = parse_html(clean(text))
    title = text_of(page.css_first("h1.topic-title") or page.css_first("h1") or page.css_first("title"))
    return assemble(_entries(page, title), source=source, format="discourse-html", title=title, nested=False)


def _entries(page: LexborHTMLParser, title: str) -> Iterator[Entry]:
    address = attribute(page.css_first("link[rel='canonical']"), "href")
    topic = _topic(page, address)
    seen: set[str] = set()
    for count, box in enumerate(_outer(page), start=1):
        number = attribute(first(box, "[data-post-number]"), "data-post-number") or _numbered(box) or str(count)
        if number in seen or not number.isdigit():
            number = str(count)
        seen.add(number)
        prose, quoted = quoting(first(box, _WORDS), topic)
        replies_to = attribute(first(box, ".reply-to-tab[data-reply-to]"), "data-reply-to")
        parent, evidence, confidence = answering(number, replies_to, quoted)
        yield Entry(
            prose=titled(title, prose) if number == "1" else prose,
            source_id=attribute(box, "data-post-id"),
            key=number,
            parent=parent,
            evidence=evidence,
            confidence=confidence,
            author=text_of(first(box, _NAMES)) or None,
            written=_written(box),
            url=f"{address}/{number}" if address else None,
            gone=not prose.text,
        )


def _outer(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the boxes of the posts, without boxes inside boxes."""
    found = page.css(_POSTS)
    inside = {below.mem_id for box in found for below in box.css(_POSTS) if below.mem_id != box.mem_id}
    # One element may fit several selectors.
    return list({box.mem_id: box for box in found if box.mem_id not in inside}.values())


def _topic(page: LexborHTMLParser, address: str | None) -> str | None:
    """Return the id of the topic: the one in its address, else the one most quotes are from."""
    known = re.search(r"/t/(?:[^/]+/)?(\d+)", address or "")
    if known:
        return known[1]
    quoted = [attribute(aside, "data-topic") or "" for aside in page.css("aside.quote")]
    return max(sorted(set(quoted)), key=quoted.count) if quoted else None


def _numbered(box: LexborNode) -> str | None:
    known = re.search(r"post_(\d+)", attribute(box, "id") or "")
    position = text_of(first(box, "[itemprop='position']"))
    return known[1] if known else position if position.isdigit() else None


def _written(box: LexborNode) -> str | None:
    moment = first(box, "time[datetime]")
    if moment is not None:
        return when(attribute(moment, "datetime"))
    return when(attribute(first(box, ".relative-date[data-time]"), "data-time"))
