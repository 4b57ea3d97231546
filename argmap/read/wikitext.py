"""A talk page in wikitext: indented, signed comments under headings; old pages part them by rules."""

import re
from collections.abc import Iterator
from typing import Any

from argmap.discussion import Discussion, Mark, MarkKind
from argmap.errors import ReadError
from argmap.read import talk
from argmap.read.entries import assemble
from argmap.read.prose import Prose, clean, plain

_MOST_SIGNS = 2_000
_SIGNED = re.compile(
    r"\d{1,2}:\d{2},? \d{1,2} [A-Z][a-z]{2,8} \d{4} \(UTC\)|\[\[User(?:[ _]talk)?:[^\]\n|]{1,80}[|\]]", re.I
)
_LINKED = re.compile(r"\[\[[^\]\n|]{1,100}(?:\|[^\]\n]{1,200})?\]\]|'''[^'\n]+'''")
_RULE = re.compile(r"^-{4,}\s*$")
_HEADING = re.compile(r"^(?P<level>={1,6})\s*(?P<title>[^=\n].*?)\s*(?P=level)\s*$")
_INDENT = re.compile(r"^(?P<signs>[:*#;]*)\s*")
_QUOTES = frozenset("tq tqb tqi quote quotation blockquote cquote talkquote xt".split())
_NAMES = frozenset("ping u user reply re replyto yo ul mention reply to".split())
_UNSIGNED = frozenset("unsigned unsignedip unsigned2 xsign undated".split())
_HIDDEN = frozenset("ref references gallery math score timeline templatestyles".split())


def recognises(text: str) -> bool:
    """Return whether the text is wikitext of a talk page: signed, or parted by rules and linked in brackets."""
    headings = len(re.findall(r"^==+[^=\n].*?==+\s*$", text, re.M))
    signed = len(_SIGNED.findall(text))
    ruled = len(re.findall(r"^-{4,}\s*$", text, re.M))
    return (signed >= 1 and headings >= 1) or signed >= 2 or (ruled >= 1 and len(_LINKED.findall(text)) >= 2)


def read(text: str, source: str) -> Discussion:
    """Read a wiki talk page in wikitext.

    Keeps: replies by depth, authors and times by signature, quotes, links, code, headings.
    Loses: templates that say nothing by themselves, references, pictures.
    """
    try:
        found = list(talk.entries(_lines(text)))
    except RecursionError:
        raise ReadError(f"{source} nests its markup too deeply; save the page as HTML instead") from None
    return assemble(found, source=source, format="wikitext")


def _lines(text: str) -> Iterator[talk.TalkLine]:
    at = 0
    for raw in text.split("\n"):
        start, at = at, at + len(raw) + 1
        heading = _HEADING.match(raw) if len(raw) < 1_000 else None
        if heading:
            yield talk.TalkLine(heading=render(heading["title"]).text)
        elif _RULE.match(raw):
            yield talk.TalkLine(rule=True)
        elif raw.strip():
            signs = _INDENT.match(raw)
            begin = signs.end() if signs else 0
            level = len(signs["signs"]) if signs else 0
            prose = render(raw[begin:])
            yield talk.TalkLine(level=level, prose=prose, start=start + begin, end=start + len(raw.rstrip()))


def render(text: str) -> Prose:
    """Return what a person reads of one line of wikitext, with its links, code and quotes marked."""
    # Slow to import, and only wikitext needs it.
    import mwparserfromhell

    text = clean(text)
    if sum(text.count(sign) for sign in ("{{", "[", "<", "''")) > _MOST_SIGNS:
        return plain(text)
    writer = _Writer()
    for node in mwparserfromhell.parse(text, skip_style_tags=False).nodes:
        writer.node(node)
    body = "".join(writer.parts)
    stripped = body.rstrip()
    fitting = (mark for mark in writer.marks if mark.end <= len(stripped))
    return Prose(text=stripped, marks=tuple(sorted(fitting, key=lambda m: (m.start, m.end, m.kind))))


class _Writer:
    """The words of wikitext nodes, and the marks made while they were written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def marked(self, code: Any, kind: MarkKind, href: str | None = None) -> None:
        start = self.length
        self.nodes(code)
        if self.length > start:
            self.marks.append(Mark(start=start, end=self.length, kind=kind, href=href))

    def nodes(self, code: Any) -> None:
        for node in getattr(code, "nodes", ()):
            self.node(node)

    def node(self, node: Any) -> None:
        kind = type(node).__name__
        if kind == "Text":
            self.write(str(node.value))
        elif kind == "HTMLEntity":
            self.write(clean(node.normalize() or ""))
        elif kind == "Wikilink":
            self.marked(node.text or node.title, MarkKind.LINK, str(node.title).strip().lstrip(":"))
        elif kind == "ExternalLink":
            self.marked(node.title or node.url, MarkKind.LINK, str(node.url))
        elif kind == "Tag":
            self.tag(node)
        elif kind == "Template":
            self.template(node)

    def tag(self, node: Any) -> None:
        name = str(node.tag).strip().casefold()
        if name in ("code", "pre", "nowiki", "source", "syntaxhighlight", "kbd", "tt"):
            self.marked(node.contents, MarkKind.CODE)
        elif name in ("blockquote", "q"):
            self.marked(node.contents, MarkKind.QUOTE)
        elif name == "br":
            self.write("\n")
        elif name not in _HIDDEN:
            self.nodes(node.contents)

    def template(self, node: Any) -> None:
        name = str(node.name).strip().casefold()
        first = node.get(1).value if node.has(1) else None
        if first is not None and name in _QUOTES:
            self.marked(first, MarkKind.QUOTE)
        elif first is not None and name in _NAMES:
            self.write(f"@{first}")
        elif first is not None and name in _UNSIGNED:
            self.marked(first, MarkKind.LINK, f"User:{first}")
            self.write(f" {node.get(2).value}" if node.has(2) else "")
