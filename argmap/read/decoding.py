"""Bytes become text: by their byte-order mark, as UTF-8, by what they declare, else as UTF-8 and Windows-1252 mixed."""

import codecs
import re
import unicodedata
from contextlib import suppress

from argmap.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w.:-]{2,40})|^<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,40})", re.I
)
_HEAD = 4_096
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MIXED = "argmap-mixed"


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Return the text of `data`, every line end as LF; `charset` is what a server said of it.

    Raise ReadError, naming the source, where it is no text. What is UTF-8 is read as that whatever it declares.
    """
    text = _text(data, charset)
    if _is_binary(text):
        raise ReadError(f"{name} is not text but binary data; save the discussion as text, HTML or JSON first")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes, charset: str | None) -> str:
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked:
        return data.decode(marked, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _known(charset) or _known(_declared(data[:_HEAD]))
        if declared:
            # A few codecs of the standard library know nothing of replacing.
            with suppress(UnicodeError):
                return data.decode(declared, errors="replace")
    sequences = _SEQUENCE.findall(data)
    # A mailbox, or a file put together from several, may change its encoding half-way.
    mixed = 2 * len(b"".join(sequences)) > len(_HIGH.findall(data))
    return data.decode("utf-8", errors=_MIXED) if mixed else data.decode("cp1252", errors="replace")


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    return (match[1] or match[2]).decode("ascii") if match else None


def _known(charset: str | None) -> str | None:
    """Return the codec for a charset, or None where it is none of text, or what was tried already."""
    try:
        codec = codecs.lookup((charset or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    known = codec.name in ("utf-8", "ascii") or not codec._is_text_encoding
    # By that name browsers read Windows-1252.
    return None if known else "cp1252" if codec.name == "iso8859-1" else codec.name


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_MIXED, _as_windows)


def _is_binary(text: str) -> bool:
    head = text[:20_000]
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\n\r\f\v" for c in head)
    return "\x00" in head or odd + head.count("\ufffd") > len(head) // 20
