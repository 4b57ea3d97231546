"""What somebody wrote, in plain text, HTML or Markdown, becomes the text a person reads and its marks."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt

from argmap.discussion import Mark, MarkKind
from argmap.read.html import written
from argmap.read.marks import covering, marks
from argmap.read.tree import parse_html

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP = re.compile(
    r"[*_`\\\[]|~~|<[A-Za-z/!?]|&[#A-Za-z]|^[ \t]{0,3}[>#|]|^[ \t]*(?:[-+]|\d+[.)])[ \t]"
    r"|^(?: {4}|\t)|^(?:=+|-+)[ \t]*$|\S  $",
    re.M,
)
_ASSERTS = re.compile(
    r"\b(?:is|are|was|were|isn['’]t|aren['’]t|should|must|cannot|can|can['’]t|will|won['’]t|would|has|have|had|does"
    r"|doesn['’]t|do|don['’]t|did|needs?|ought|may|might)\b|[.!]$",
    re.I,
)
_ASKS = re.compile(
    r"\?|^(?:ask|show|tell|launch) hn\b|^(?:what|how|why|when|where|who|which|is|are|do|does|should|can)\b", re.I
)
_LONG = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text as a person reads it, and what of it is quoted, linked or code."""

    text: str
    marks: tuple[Mark, ...] = ()


def clean(text: str) -> str:
    """Return `text` without characters that no file can hold or nobody can see; each becomes U+FFFD."""
    return _UNREADABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(text: str) -> Prose:
    """Read plain text: `>` quotes, bullets, links and code are marked."""
    text = "\n".join(line.rstrip() for line in clean(text).strip().split("\n"))
    return Prose(text=text, marks=marks(text))


def from_html(text: str) -> Prose:
    """Read HTML; line breaks as typed are spaces."""
    body, found = written(parse_html(clean(text)).body, collapse=True)
    return without_false_marks(Prose(text=body, marks=found))


def from_markdown(text: str, *, breaks: bool = False) -> Prose:
    """Read Markdown; with `breaks` a line break stays one, else it is a space."""
    text = clean(text)
    if len(text) > _LONG:
        return plain(text)
    if not _MARKUP.search(text):
        return _unmarked(text, breaks=breaks)
    rendered = from_html(_parser(breaks).render(text))
    return rendered if rendered.text else plain(text)


def titled(title: str | None, body: Prose) -> Prose:
    """Put the title over the text of an opening post where it asserts something, or where there is no text."""
    name = " ".join(clean(title or "").split())
    if not name or (body.text and not asserts(name)) or body.text.startswith(name):
        return body
    head = () if asserts(name) else (Mark(start=0, end=len(name), kind=MarkKind.HEADING),)
    if not body.text:
        return Prose(text=name, marks=head)
    by = len(name) + 2
    moved = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in body.marks)
    return Prose(text=f"{name}\n\n{body.text}", marks=(*head, *moved))


def asserts(title: str) -> bool:
    """Return whether a title says something that can be denied, rather than name a subject or ask."""
    return _ASKS.search(title) is None and _ASSERTS.search(title) is not None


def without_false_marks(prose: Prose) -> Prose:
    """Leave out what only looks like a quote or a bullet: lines within code."""
    in_code = covering((m.start, m.end) for m in prose.marks if m.kind is MarkKind.CODE)
    lines = (MarkKind.QUOTE, MarkKind.BULLET)
    kept = (m for m in prose.marks if m.kind not in lines or not in_code(m.start, m.end))
    return Prose(text=prose.text, marks=tuple(kept))


def readable(name: object) -> str | None:
    """Return a name or id as text in one line, or None where there is none."""
    if isinstance(name, bool) or not isinstance(name, str | int):
        return None
    visible = "".join(c for c in clean(str(name)) if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())[:500] or None


def _unmarked(text: str, *, breaks: bool) -> Prose:
    joint = "\n" if breaks else " "
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.strip())
    body = "\n\n".join(joint.join(line.strip() for line in part.split("\n")) for part in paragraphs)
    return Prose(text=body, marks=marks(body))


@cache
def _parser(breaks: bool) -> MarkdownIt:
    return MarkdownIt("commonmark", {"breaks": breaks, "html": True}).enable(["table", "strikethrough"])
