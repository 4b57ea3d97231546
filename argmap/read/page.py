"""A saved web page with an article on it: its main text, without what the site puts around it."""

import logging
import re

from argmap.discussion import Discussion
from argmap.read import html
from argmap.read.comments import comments
from argmap.read.entries import Entry, assemble
from argmap.read.prose import clean, from_html
from argmap.read.times import when
from argmap.read.tree import attribute, parse_html, text_of

_OPENS = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_HEAD = re.compile(r"<(?:head|title|meta|link)\b", re.I)
_LEAST = 1_000
_ARTICLE = "article"
_OPENING = 60
_MOST = 10_000_000
_NAMES = "meta[name='author'], meta[property='author'], meta[name='byl'], meta[property='article:author']"
_TITLES = "meta[property='og:title'], meta[name='twitter:title']"
_DATES = "meta[property='article:published_time'], meta[name='date'], meta[itemprop='datePublished'], time[datetime]"


def recognises(text: str) -> bool:
    """Return whether the text is a whole web page rather than a piece of one."""
    return is_page(text) and len(text) >= _LEAST


def is_page(text: str) -> bool:
    """Return whether the text opens as an HTML document does, comments aside, and has a head."""
    at = len(text) - len(text.lstrip("\ufeff \t\n"))
    while text.startswith(("<!--", "<?"), at):
        end = text.find(">" if text[at + 1] == "?" else "-->", at)
        if end < 0:
            return False
        at = end + (1 if text[at + 1] == "?" else 3)
        at += len(text[at:]) - len(text[at:].lstrip()) if at < 20_000 else 0
    return _OPENS.match(text, at) is not None and _HEAD.search(text[:20_000]) is not None


def read(text: str, source: str) -> Discussion:
    """Read the article of a saved web page.

    Keeps: main text, headings, quotes, code, links, author, time, title; comments as blogs mark them up, with replies.
    Loses: what the site puts around it: menus, related articles, comments in unknown markup.
    """
    page = parse_html(clean(text))
    prose = from_html(main_text(text))
    if not prose.text:
        return html.read(clean(text), source)
    address = page.css_first("link[rel='canonical'], meta[property='og:url']")
    name = attribute(page.css_first(_NAMES), "content")
    moment = page.css_first(_DATES)
    entry = Entry(
        prose=prose,
        author=None if name is None or name.startswith(("http://", "https://")) else name,
        written=when(attribute(moment, "content") or attribute(moment, "datetime")),
        url=attribute(address, "href") or attribute(address, "content"),
        key=_ARTICLE,
        start=0,
        end=len(text.rstrip()),
    )
    # What the extractor took for the article is not said twice.
    below = [one for one in comments(page, _ARTICLE) if one.prose.text[:_OPENING] not in prose.text]
    title = attribute(page.css_first(_TITLES), "content") or text_of(page.css_first("title"))
    return assemble([entry, *below], source=source, format="article", title=title)


def main_text(text: str) -> str:
    """Return the main text of a page as HTML; nothing where there is none to tell from the rest."""
    if len(text) > _MOST:
        return ""
    # Slow to import, and only pages need it.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            clean(text), output_format="html", include_comments=False, include_formatting=True, include_links=True
        )
    except Exception:
        # Whatever the extractor stumbles over, the page is still readable whole.
        return ""
    return found or ""
