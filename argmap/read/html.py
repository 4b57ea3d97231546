"""An HTML fragment or page: tags and entities resolved, paragraphs kept, links, code, quotes and bullets marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from argmap.discussion import Discussion, Mark, MarkKind, Post
from argmap.read.marks import covering
from argmap.read.marks import marks as plain_marks
from argmap.read.tree import parse_html

_SKIPPED = frozenset("head script style template noscript svg nav form button iframe -comment !doctype".split())
_PARAGRAPHS = frozenset(
    "p div blockquote pre ul ol table section article aside main header footer h1 h2 h3 h4 h5 h6 figure".split()
)
_KINDS = {
    "a": MarkKind.LINK, "code": MarkKind.CODE, "pre": MarkKind.CODE, "blockquote": MarkKind.QUOTE,
    **{f"h{level}": MarkKind.HEADING for level in range(1, 7)},
}  # fmt: skip


@dataclass(slots=True)
class _Writer:
    """Text that grows, its trailing spaces and newlines apart in `gap`, and the marks made while it grew."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    marks: list[Mark] = field(default_factory=list)

    def at(self) -> int:
        return self.length + len(self.gap)

    def solid(self) -> int:
        """Return the length of the text without any white space at its end."""
        at = self.length
        for part in reversed(self.parts):
            at -= len(part)
            if stripped := part.rstrip():
                return at + len(stripped)
        return 0

    def break_to(self, newlines: int) -> None:
        if self.length:
            self.gap = "\n" * newlines

    def write(self, words: str, *, verbatim: bool) -> None:
        if not verbatim:
            words = re.sub(r"[ \t\xa0]+", " ", words)
            if not self.length or self.gap:
                words = words.lstrip(" \n" if not self.at() or self.gap.endswith("\n\n") else " ")
        solid = words.rstrip(" \n")
        if solid:
            self.parts.append(self.gap + solid)
            self.length += len(self.gap) + len(solid)
            self.gap = ""
        self.gap += words[len(solid) :]

    def text(self) -> str:
        return "".join(self.parts).rstrip()


@dataclass(slots=True, kw_only=True)
class _Open:
    """An element whose children are being written; `child` is the next of them."""

    node: LexborNode
    name: str
    start: int
    verbatim: bool
    child: LexborNode | None


def read(text: str, source: str) -> Discussion:
    """Read one contribution written in HTML.

    Keeps: paragraphs, quotes, code, links, bullets, headings; line breaks of a fragment as typed.
    Loses: pictures, forms, buttons.
    """
    tree = parse_html(text)
    title = tree.css_first("title")
    body, found = written(tree.body, collapse=re.search(r"<(?:html|body)\b", text[:5_000], re.I) is not None)
    post = Post(id="p1", start=0, end=len(text.rstrip()), text=body, marks=found)
    named = title.text().strip() if title is not None else None
    return Discussion(id="d1", title=named or None, source=source, format="html", posts=(post,))


def written(node: LexborNode | None, *, collapse: bool, without: str | None = None) -> tuple[str, tuple[Mark, ...]]:
    """Return what a person reads in the element, and its marks; `collapse` takes line breaks for spaces.

    Elements below it that the selector `without` names are left out. A blockquote with the attribute
    `data-quotes` gives that to its mark as the quoted post.
    """
    writer = _Writer()
    if node is not None:
        left_out = frozenset(below.mem_id for below in node.css(without)) if without else frozenset()
        _walk(node, writer, collapse=collapse, left_out=left_out - {node.mem_id})
    text = writer.text()
    return text, _marks(text, writer.marks)


def _walk(root: LexborNode, writer: _Writer, *, collapse: bool, left_out: frozenset[int]) -> None:
    # A stack of our own: a page nests deeper than Python may call.
    opened = [_Open(node=root, name="", start=0, verbatim=False, child=root.child)]
    while opened:
        here = opened[-1]
        child = here.child
        if child is None:
            _close(opened.pop(), writer)
            continue
        here.child = child.next
        name = (child.tag or "").lower()
        if name == "-text":
            words = child.text_content or ""
            squeezed = collapse and not here.verbatim
            writer.write(re.sub(r"\s+", " ", words) if squeezed else words, verbatim=here.verbatim)
        elif name not in _SKIPPED and child.mem_id not in left_out:
            opened.append(_opened(child, name, writer, verbatim=here.verbatim or name == "pre"))


def _opened(node: LexborNode, name: str, writer: _Writer, *, verbatim: bool) -> _Open:
    if name in _PARAGRAPHS:
        writer.break_to(2)
    elif name in ("br", "li", "tr"):
        writer.break_to(1)
    if name == "li":
        writer.write("- ", verbatim=True)
    elif name in ("td", "th", "dt", "dd"):
        writer.write(" ", verbatim=False)
    return _Open(node=node, name=name, start=writer.at(), verbatim=verbatim, child=node.child)


def _close(closed: _Open, writer: _Writer) -> None:
    end = writer.solid()
    if closed.name in _KINDS and end > closed.start:
        attributes = closed.node.attributes
        href = attributes.get("href") if closed.name == "a" else None
        quoted = attributes.get("data-quotes") if closed.name == "blockquote" else None
        kind = _KINDS[closed.name]
        writer.marks.append(Mark(start=closed.start, end=end, kind=kind, href=href, post=quoted))
    if closed.name in _PARAGRAPHS:
        writer.break_to(2)


def _marks(text: str, found: Sequence[Mark]) -> tuple[Mark, ...]:
    fitting = [m for m in found if m.start < m.end <= len(text)]
    linked = covering((m.start, m.end) for m in found if m.kind is MarkKind.LINK)
    plain = [m for m in plain_marks(text) if not linked(m.start, m.start + 1)]
    return tuple(sorted({*plain, *fitting}, key=lambda m: (m.start, m.end, m.kind, m.href or "")))
