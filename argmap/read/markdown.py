"""Markdown: an article with its headings, quotes and code, or a topic as Discourse exports it, one header a post."""

import re
from collections.abc import Iterator

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read.discourse import answering
from argmap.read.entries import Entry, assemble
from argmap.read.prose import Prose, from_markdown, titled
from argmap.read.times import when

_HEADER = re.compile(
    r"^(?P<author>\S{1,60}) \| (?P<written>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC) \| #(?P<number>\d{1,6})$", re.M
)
_RULE = re.compile(r"\n-{20,}[ \t]*\n?$")
_QUOTE = re.compile(r'\[quote(?:="?(?P<said>[^\]\n]{0,300}?)"?)?\]|(?P<end>\[/quote\])', re.I)
_SOURCE = re.compile(r"post:(?P<post>\d{1,6})(?:.*?topic:(?P<topic>\d{1,9}))?")
_HEADING = re.compile(r"^#{1,6} +\S.*$", re.M)
_TITLE = re.compile(r"^# +(?P<title>\S[^\n]*?)[ #]*$", re.M)
_SIGN = re.compile(r"\]\(\S|^(?:```|~~~)|\*\*\S|^\|.*\|$|^\[[^\]]+\]: |^> |^(?:===+|---+)$", re.M)
_FRONT = re.compile(r"\A---\n(?P<fields>.{0,5000}?)\n---\n", re.S)
_FIELD = re.compile(r"^(?P<name>title|author|date)\s*:\s*[\"']?(?P<value>[^\n]{1,300}?)[\"']?$", re.M | re.I)


def recognises(text: str) -> bool:
    """Return whether the text is Markdown beyond doubt: headings and another of its signs, or an exported topic."""
    headings = len(_HEADING.findall(text))
    front = _FRONT.match(text) is not None and _FIELD.search(text[:5_000]) is not None
    return is_exported(text) or front or headings >= 3 or (headings >= 1 and _SIGN.search(text) is not None)


def is_exported(text: str) -> bool:
    """Return whether the text is a topic as Discourse exports it."""
    return len(_HEADER.findall(text)) >= 2


def read(text: str, source: str) -> Discussion:
    """Read Markdown: an article, or a topic as Discourse exports it.

    Keeps: headings, quotes, code, links, bullets; of an export authors, times and quotes' posts.
    Loses: pictures; replies that an export does not show.
    """
    if is_exported(text):
        return _exported(text, source)
    front = _FRONT.match(text)
    fields = {m["name"].lower(): m["value"].strip() for m in _FIELD.finditer(front["fields"])} if front else {}
    start = front.end() if front else 0
    title = fields.get("title") or next((m["title"] for m in _TITLE.finditer(text, start)), None)
    noise = [Noise(start=0, end=start - 1, kind=NoiseKind.HEADER)] if front else []
    entry = Entry(
        prose=from_markdown(text[start:]),
        author=fields.get("author"),
        written=when(fields.get("date")),
        start=start,
        end=len(text.rstrip()),
    )
    return assemble([entry], source=source, format="article", title=title, noise=noise)


def _exported(text: str, source: str) -> Discussion:
    headers = list(_HEADER.finditer(text))
    title = _TITLE.search(text, 0, headers[0].start())
    noise = [Noise(start=m.start(), end=m.end(), kind=NoiseKind.HEADER) for m in ([title] if title else []) + headers]
    entries = list(_entries(text, headers, title["title"] if title else None))
    name = title["title"] if title else None
    return assemble(entries, source=source, format="markdown", title=name, noise=noise, nested=False)


def _entries(text: str, headers: list[re.Match[str]], title: str | None) -> Iterator[Entry]:
    ends = [*(header.start() for header in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=True):
        raw = _RULE.sub("", text[header.end() : end].rstrip()).rstrip()
        body = raw.lstrip()
        start = header.end() + len(raw) - len(body)
        prose, quoted = _prose(body)
        parent, evidence, confidence = answering(header["number"], None, quoted)
        yield Entry(
            prose=titled(title, prose) if header["number"] == "1" else prose,
            key=header["number"],
            parent=parent,
            evidence=evidence,
            confidence=confidence,
            author=header["author"],
            written=when(header["written"]),
            start=start,
            end=start + len(body),
            gone=not body,
        )


def _prose(body: str) -> tuple[Prose, str | None]:
    """Return the words of a post, its `[quote="name, post:1"]` made quotes, and the first post that it quotes."""
    quoted: list[str] = []

    def block(match: re.Match[str]) -> str:
        if match["end"]:
            return "\n\n</blockquote>\n\n"
        known = _SOURCE.search(match["said"] or "")
        quoted.extend([known["post"]] if known else [])
        return f'\n\n<blockquote data-quotes="{known["post"]}">\n\n' if known else "\n\n<blockquote>\n\n"

    return from_markdown(_QUOTE.sub(block, body), breaks=True), quoted[0] if quoted else None
