"""An HTML fragment or page: tags and entities resolved, paragraphs kept, links, code, quotes and bullets marked."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.discussion import Discussion, Mark, MarkKind, Post
from argmap.read.marks import marks as plain_marks

_SKIPPED = frozenset("head script style template noscript svg nav form button iframe -comment !doctype".split())
_PARAGRAPHS = frozenset(
    "p div blockquote pre ul ol table section article aside main header footer h1 h2 h3 h4 h5 h6 figure".split()
)
_KINDS = {
    "a": MarkKind.LINK, "code": MarkKind.CODE, "pre": MarkKind.CODE, "blockquote": MarkKind.QUOTE,
    **{f"h{level}": MarkKind.HEADING for level in range(1, 7)},
}  # fmt: skip
_DEEP = 500


@dataclass(slots=True)
class _Writer:
    """Text that grows, and the marks made while it grew."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def break_to(self, newlines: int) -> None:
        stripped = self.text.rstrip(" \n")
        present = self.text[len(stripped) :].count("\n")
        if stripped:
            self.text = stripped + "\n" * max(newlines, present if newlines == 0 else newlines)

    def write(self, words: str, *, verbatim: bool) -> None:
        if not verbatim:
            words = re.sub(r"[ \t\xa0]+", " ", words)
            if not self.text or self.text.endswith(("\n", " ")):
                words = words.lstrip(" \n" if not self.text or self.text.endswith("\n\n") else " ")
        self.text += words


def read(text: str, source: str) -> Discussion:
    """Read one contribution written in HTML; the line breaks of a fragment are kept as typed."""
    tree = LexborHTMLParser(text)
    writer = _Writer()
    whole_page = re.search(r"<(?:html|body)\b", text[:5_000], re.I) is not None
    title = tree.css_first("title")
    if tree.body is not None:
        _walk(tree.body, writer, depth=0, collapse=whole_page, verbatim=False)
    body = writer.text.rstrip()
    post = Post(id="p1", start=0, end=len(text.rstrip()), text=body, marks=_marks(body, writer.marks))
    named = title.text().strip() if title is not None else None
    return Discussion(id="d1", title=named or None, source=source, format="html", posts=(post,))


def _walk(node: LexborNode, writer: _Writer, *, depth: int, collapse: bool, verbatim: bool) -> None:
    child = node.child
    while child is not None and depth < _DEEP:
        name = (child.tag or "").lower()
        if name == "-text":
            words = child.text_content or ""
            writer.write(re.sub(r"\s+", " ", words) if collapse and not verbatim else words, verbatim=verbatim)
        elif name not in _SKIPPED:
            _element(child, name, writer, depth=depth, collapse=collapse, verbatim=verbatim)
        child = child.next


def _element(node: LexborNode, name: str, writer: _Writer, *, depth: int, collapse: bool, verbatim: bool) -> None:
    if name in _PARAGRAPHS:
        writer.break_to(2)
    elif name in ("br", "li", "tr"):
        writer.break_to(1)
    if name == "li":
        writer.write("- ", verbatim=True)
    start = len(writer.text)
    _walk(node, writer, depth=depth + 1, collapse=collapse, verbatim=verbatim or name == "pre")
    end = len(writer.text.rstrip())
    if name in _KINDS and end > start:
        href = node.attributes.get("href") if name == "a" else None
        writer.marks.append(Mark(start=start, end=end, kind=_KINDS[name], href=href))
    if name in _PARAGRAPHS:
        writer.break_to(2)


def _marks(text: str, found: list[Mark]) -> tuple[Mark, ...]:
    linked = {range(m.start, m.end) for m in found if m.kind is MarkKind.LINK}
    plain = [m for m in plain_marks(text) if not any(m.start in r for r in linked)]
    fitting = [m for m in found if m.start < m.end <= len(text)]
    return tuple(sorted({*plain, *fitting}, key=lambda m: (m.start, m.end, m.kind, m.href or "")))
