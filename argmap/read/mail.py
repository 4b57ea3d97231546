"""Mail and Usenet in an mbox, or one message: replies by Message-ID, quotes marked, signatures and headers noise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_string
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read.entries import Entry, assemble
from argmap.read.mailbody import Body, body_of
from argmap.read.prose import Prose, clean, from_html, titled
from argmap.read.times import when

_FROM = re.compile(r"^From \S[^\n]*\d{4}[^\n]*\n(?=(?:>?[A-Za-z][\w-]{0,60}:[ \t]|[A-Za-z][\w-]{0,60}:\n))", re.M)
_FIELD = re.compile(
    r"^(?:From|Date|Subject|To|Message-ID|References|In-Reply-To|Newsgroups|Path|Received|Return-Path):\s", re.M | re.I
)
_ID = re.compile(r"<([^<>\s]{1,300})>")
_RE = re.compile(r"^(?:\s*(?:re|fwd?|aw|sv)(?:\[\d+\])?\s*:)+\s*", re.I)
_NEAREST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A message and where it stands in the source; `body` is where its header block ends."""

    start: int
    end: int
    body: int
    message: Message


def recognises(text: str) -> bool:
    """Return whether the text is an mbox, or opens with the headers of a message."""
    if text.startswith("From ") and _FROM.match(text):
        return True
    head = text.lstrip()[:20_000].split("\n\n", 1)[0]
    return len({m.group().lower() for m in _FIELD.finditer(head)}) >= 3 and _FIELD.match(head) is not None


def read(text: str, source: str) -> Discussion:
    """Read mail or Usenet articles: an mbox, or one message.

    Keeps: replies by Message-ID, authors, times, ids, quotes, patches as code.
    Loses: attachments; signatures and headers (counted as noise).
    """
    text = clean(text)
    parts = list(_parts(text))
    known = {name for part in parts if (name := _id(part.message))}
    entries, noise = [], []
    copies: set[tuple[str, str]] = set()
    for at, part in enumerate(parts):
        body = _body(part, text)
        entry = _entry(part, body.prose, known, opening=at == 0)
        # A list's archive often holds what came by two ways twice.
        if entry.source_id and (entry.source_id, entry.prose.text) in copies:
            noise.append(Noise(start=part.start, end=part.end, kind=NoiseKind.DUPLICATE))
            continue
        copies.add((entry.source_id or "", entry.prose.text))
        entries.append(entry)
        noise += [Noise(start=part.start, end=max(part.start + 1, part.body - 1), kind=NoiseKind.HEADER), *body.noise]
    title = _RE.sub("", _said(parts[0].message, "Subject")) if parts else None
    return assemble(entries, source=source, format="mail", title=title, noise=noise)


def _parts(text: str) -> Iterator[_Part]:
    starts = [(m.start(), m.end()) for m in _FROM.finditer(text)]
    if not starts or text[: starts[0][0]].strip():
        indent = len(text) - len(text.lstrip())
        starts = [(indent, indent)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, head), end in zip(starts, ends, strict=True):
        blank = text.find("\n\n", head, end)
        body = blank + 2 if blank >= 0 else end
        yield _Part(start=start, end=end, body=body, message=message_from_string(text[head:end]))


def _entry(part: _Part, prose: Prose, known: set[str], *, opening: bool) -> Entry:
    message = part.message
    parent, confidence = _parent(message, known)
    subject = _said(message, "Subject")
    return Entry(
        prose=titled(subject, prose) if opening and not _RE.match(subject) else prose,
        source_id=_id(message),
        parent=parent,
        confidence=confidence,
        author=_author(message),
        written=when(_said(message, "Date")),
        url=next(iter(_ID.findall(_said(message, "Archived-At"))), None),
        start=part.body if part.body < part.end else part.start,
        end=part.end,
        gone=not prose.text,
    )


def _parent(message: Message, known: set[str]) -> tuple[str | None, float]:
    """Return what a message answers: where that is not here, the nearest of its references that is."""
    references = _ID.findall(_said(message, "References"))
    answered = _ID.findall(_said(message, "In-Reply-To"))
    direct = next(iter(answered), references[-1] if references else None)
    if direct in known:
        return direct, 1.0
    own = _id(message)
    return next((name for name in reversed(references) if name in known and name != own), None), _NEAREST


def _id(message: Message) -> str | None:
    said = _said(message, "Message-ID")
    return next(iter(_ID.findall(said)), said.strip("<> ") or None)


def _author(message: Message) -> str | None:
    said = _said(message, "From")
    name, address = parseaddr(said)
    return name.strip(" \"'") or address or said or None


def _said(message: Message, name: str) -> str:
    try:
        value = message.get(name)
        return "" if value is None else " ".join(str(make_header(decode_header(str(value)))).split())
    except (MessageError, LookupError, ValueError):
        return " ".join(str(message.get(name)).split())


def _body(part: _Part, text: str) -> Body:
    shown, marked_up = _shown(part.message)
    if not shown:
        return Body(prose=Prose(text=""))
    aside = tuple(_aside(part, shown, text)) if part.message.is_multipart() else ()
    if marked_up:
        return Body(prose=from_html("\n".join(map(_decoded, shown))), noise=aside)
    words = "\n\n".join(_decoded(one).strip("\n") for one in shown) if len(shown) > 1 else _decoded(shown[0])
    # Offsets are known where the body stands in the source as it was written.
    at = text.find(words, part.body, part.end) if words else -1
    body = body_of(words, at=at if at >= 0 else None)
    return replace(body, noise=(*body.noise, *aside))


def _shown(message: Message) -> tuple[list[Message], bool]:
    """Return the parts of a message that are its text, and whether that is HTML, for want of anything plainer."""
    texts = [part for part in message.walk() if not part.is_multipart() and part.get_content_maintype() == "text"]
    shown = [part for part in texts if part.get_content_disposition() != "attachment"] or texts
    plain = [part for part in shown if part.get_content_subtype() != "html"]
    return plain or shown, not plain


def _aside(part: _Part, shown: Sequence[Message], text: str) -> Iterator[Noise]:
    """Yield what a message of several parts holds beside its text: their headers, other renderings, attachments."""
    at = part.body
    for one in shown:
        payload = one.get_payload()
        start = text.find(payload, at, part.end) if isinstance(payload, str) and payload.strip() else -1
        if start < 0:
            continue
        yield from _stretch(text, at, start)
        at = start + len(str(payload))
    yield from _stretch(text, at, part.end)


def _stretch(text: str, start: int, end: int) -> Iterator[Noise]:
    if text[start:end].strip():
        yield Noise(start=start, end=end, kind=NoiseKind.OTHER)


def _decoded(part: Message) -> str:
    payload = part.get_payload()
    words = payload if isinstance(payload, str) else ""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    charset = str(part.get_content_charset() or "utf-8")
    try:
        if encoding in ("base64", "quoted-printable", "x-uuencode", "uuencode"):
            data = part.get_payload(decode=True)
            words = data.decode(charset, errors="replace") if isinstance(data, bytes) else words
        elif charset == "utf-8" and not words.isascii():
            # The file as a whole was not UTF-8, but this message is.
            words = words.encode("cp1252").decode("utf-8")
    except (LookupError, ValueError):
        pass
    return words.replace("\r\n", "\n").replace("\r", "\n")
