"""A saved Hacker News page, of 2007 or of today: a comment answers the nearest one above that is indented less."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read.entries import Entry, assemble
from argmap.read.html import written
from argmap.read.prose import Prose, clean, titled, without_false_marks
from argmap.read.times import when
from argmap.read.tree import classes, first, parse_html, text_of

ITEM = "https://news.ycombinator.com/item?id="
GONE = re.compile(r"^\[(?:deleted|flagged|dead|removed)\](?:\s*\[\w+\])*$", re.I)
_SITE = re.compile(
    r"news\.ycombinator\.com|ycombinator\.com/news|id=[\"']hnmain|class=[\"']hnname|<b class=hnname", re.I
)
_ROWS = re.compile(r"class=[\"']?(?:comhead|fatitem|athing)", re.I)
_AGO = re.compile(r"\b(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago\b")
_ID = re.compile(r"item\?id=(\d+)")
_STEP = 40
_MORE = re.compile(r"class=[\"']?morelink")


def recognises(text: str) -> bool:
    """Return whether the page is a Hacker News thread."""
    return _SITE.search(text[:20_000]) is not None and _ROWS.search(text) is not None


def read(text: str, source: str) -> Discussion:
    """Read a saved Hacker News page, old or new.

    Keeps: replies, authors, times (old pages: ages), ids, addresses, links, code, quotes.
    Loses: scores of comments; comments on further pages.
    """
    page = parse_html(clean(text))
    story = _story(page)
    title = first(page.body, "title")
    name = re.sub(r"\s*\|\s*Hacker News$", "", text_of(title or page.css_first("title")))
    comments = list(_comments(page, story.source_id if story else None))
    more = [Noise(start=m.start(), end=m.end(), kind=NoiseKind.MISSING) for m in _MORE.finditer(text)]
    entries = [story, *comments] if story else comments
    return assemble(entries, source=source, format="hackernews", title=name, noise=more)


def comment(html: str) -> Prose:
    """Read the HTML of one comment, line breaks as typed."""
    body, found = written(parse_html(clean(html)).body, collapse=False)
    return without_false_marks(Prose(text=body, marks=found))


def _story(page: LexborHTMLParser) -> Entry | None:
    subtext = page.css_first("td.subtext")
    title = next((cell for cell in page.css("td.title") if first(cell, "a") is not None), None)
    if subtext is None or title is None:
        return None
    own = first(title, ".storylink, .titleline > a, a")
    found = _ID.search(subtext.html or "") or _ID.search(title.html or "")
    number = found[1] if found else None
    prose = titled(text_of(own), _body(page))
    return _entry(subtext, prose, number, parent=None)


def _body(page: LexborHTMLParser) -> Prose:
    cell = page.css_first("div.toptext")
    if cell is None:
        # Older pages: the row of the opening post that holds neither form nor link row.
        subtext = page.css_first("td.subtext")
        row = subtext.parent.next if subtext is not None and subtext.parent is not None else None
        while row is not None and (row.tag != "tr" or not text_of(row) or first(row, "form") is not None):
            row = row.next
        cell = row
    return comment(cell.html or "") if cell is not None else Prose(text="")


def _comments(page: LexborHTMLParser, story: str | None) -> Iterator[Entry]:
    above: list[tuple[int, str]] = []
    for number, cell in enumerate(page.css("td.default")):
        head = first(cell, ".comhead")
        known = _ID.search((head.html or "") if head is not None else "")
        row = cell.parent
        name = known[1] if known else _row_id(cell) or f"comment {number}"
        depth = _depth(row)
        while above and above[-1][0] >= depth:
            above.pop()
        yield _entry(head, _words(cell), name, parent=above[-1][1] if above else story)
        above.append((depth, name))


def _entry(head: LexborNode | None, prose: Prose, number: str | None, *, parent: str | None) -> Entry:
    user = first(head, "a.hnuser, a[href*='user?id=']")
    age = first(head, ".age")
    ago = _AGO.search(text_of(head))
    return Entry(
        prose=prose,
        source_id=number if number and number.isdigit() else None,
        key=number,
        parent=parent,
        author=text_of(user) or None,
        written=when((age.attributes.get("title") or "").strip()) if age is not None else None,
        age=ago.group() if ago else None,
        url=f"{ITEM}{number}" if number and number.isdigit() else None,
        gone=user is None and (not prose.text or GONE.match(prose.text) is not None),
    )


def _words(cell: LexborNode) -> Prose:
    said = first(cell, ".commtext") or first(cell, ".comment") or cell
    body, found = written(said, collapse=False, without=".reply, font[size='1'], .comhead")
    return without_false_marks(Prose(text=body.strip(), marks=found))


def _row_id(cell: LexborNode) -> str | None:
    at = cell.parent
    while at is not None and "athing" not in classes(at):
        at = at.parent
    return at.attributes.get("id") if at is not None else None


def _depth(row: LexborNode | None) -> int:
    ind = first(row, "td.ind")
    said = ind.attributes.get("indent") if ind is not None else None
    if said and said.isdigit():
        return int(said[:6])
    image = first(row, "img[src*='s.gif']")
    width = (image.attributes.get("width") or "") if image is not None else ""
    return int(width[:6]) // _STEP if width.isdigit() else 0
