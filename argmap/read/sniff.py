"""Which reader a text asks for, by its content alone: the first format that recognises itself."""

import json
import re

from argmap.errors import ReadError
from argmap.read import headers, indented

_TAG = re.compile(r"</?(?:p|a|i|b|em|strong|br|div|span|pre|code|blockquote|ul|ol|li|h[1-6]|html|body)\b[^<>]*>", re.I)


def sniff(text: str, source: str) -> str:
    """Return the name of the reader for `text`; raise ReadError for JSON that is no discussion we know."""
    if _is_json(text):
        raise ReadError(f"{source} is JSON, and none of the readers knows its shape; see `argmap formats`")
    if len(headers.find(text)) >= 2:
        return "paste"
    if indented.recognises(text):
        return "indented"
    if _is_html(text):
        return "html"
    return "article"


def _is_html(text: str) -> bool:
    tags = _TAG.findall(text)
    return len(tags) >= 2 or (len(tags) == 1 and len(text) < 2_000)


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
