"""A wiki's talk page as HTML, saved or from Parsoid: lists say how deep a comment stands, signatures where it ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile

from selectolax.lexbor import LexborNode

from argmap.discussion import Discussion
from argmap.read import talk
from argmap.read.entries import assemble
from argmap.read.html import written
from argmap.read.prose import Prose, clean, from_html
from argmap.read.tree import parse_html, text_of

_WIKI = re.compile(r"mediawiki|mw-parser-output|mw:WikiLink|wgPageName", re.I)
_SIGNED = re.compile(r"\d{1,2}:\d{2}, (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) \d{4} \(UTC\)")
_LISTS = frozenset("dl ul ol".split())
_BLOCKS = _LISTS | frozenset(
    "p dd dt li div section article main body blockquote table tbody thead tr td th center pre figure".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_HIDDEN = frozenset("style script link meta head noscript template".split())
_ASIDE = (
    ".mw-editsection, .toc, .navbox, .tmbox, .ombox, .mbox-small, .noprint.plainlinks.hlist, .catlinks, #mw-navigation"
)
_LEAST = 2


@dataclass(slots=True)
class _Run:
    """What stands together in one paragraph so far, and how deep."""

    level: int = 0
    parts: list[str] = field(default_factory=list)

    def line(self) -> talk.TalkLine | None:
        prose = from_html("".join(self.parts)) if self.parts else Prose(text="")
        self.parts = []
        return talk.TalkLine(level=self.level, prose=prose) if prose.text else None


def recognises(text: str) -> bool:
    """Return whether the page is a wiki's talk page: signed comments on it."""
    return _WIKI.search(text) is not None and len(_SIGNED.findall(re.sub(r"<[^<>]*>", "", text))) >= _LEAST


def read(text: str, source: str) -> Discussion:
    """Read a wiki talk page in HTML.

    Keeps: replies by depth, authors and times by signature, quotes, links, headings.
    Loses: the site's frame, what stands above the first signed comment.
    """
    page = parse_html(clean(text))
    root = page.css_first(".mw-parser-output") or page.body
    title = re.sub(r" - Wikipedia.*$", "", text_of(page.css_first("title")))
    found = talk.entries(_lines(root)) if root is not None else ()
    # What stands above the first signature without one is the page's own.
    found = dropwhile(lambda entry: entry.author is None and entry.written is None, found)
    return assemble(found, source=source, format="wikitalk", title=title)


def _lines(root: LexborNode) -> Iterator[talk.TalkLine]:
    run = _Run()
    asides = frozenset(aside.mem_id for aside in root.css(_ASIDE))
    # A stack of our own: a page nests deeper than Python may call.
    waiting: list[tuple[LexborNode | None, int]] = [(root.child, 0)]
    while waiting:
        node, level = waiting.pop()
        if node is None:
            if line := run.line():
                yield line
            continue
        name = node.tag or ""
        waiting.append((node.next, level))
        if node.mem_id in asides:
            continue
        if name in _HEADINGS:
            if line := run.line():
                yield line
            yield talk.TalkLine(heading=written(node, collapse=True, without=_ASIDE)[0])
        elif name in _BLOCKS:
            if line := run.line():
                yield line
            waiting.append((node.child, level + (name in _LISTS)))
        elif name not in _HIDDEN and not name.startswith(("-comment", "!")):
            run.level = level if not run.parts else run.level
            run.parts.append(node.html or "")
