"""Which reader a text asks for, by its content alone: the first format that recognises itself.

JSON, whole web pages and text are told apart first; within each the narrower format is asked before the wider.
"""

import re
from collections.abc import Mapping
from importlib import import_module

from argmap.errors import ReadError
from argmap.read import glued, headers, indented
from argmap.read.jsontext import broken, parse

_JSON: Mapping[str, str] = {
    "hackernews-json": "hackernews_json",
    "reddit": "reddit",
    "discourse": "discourse",
    "lobsters": "lobsters",
    "stackexchange": "stackexchange",
    "github": "github",
    "iac": "iac",
    "table": "table",
}
_PAGES: Mapping[str, str] = {
    "hackernews": "hackernews",
    "lobsters": "lobsters",
    "discourse-html": "discourse_html",
    "github-html": "github_html",
    "wikitalk": "wikihtml",
    "page": "page",
}
_TEXTS: Mapping[str, str] = {
    "mail": "mail",
    "stackexchange": "stackexchange",
    "table": "table",
    "irc": "irc",
    "chat": "chat",
    "forum": "forum",
    "wikitext": "wikitext",
}
_TAG = re.compile(r"</?(?:p|a|i|b|em|strong|br|div|span|pre|code|blockquote|ul|ol|li|h[1-6]|html|body)\b[^<>]*>", re.I)


def sniff(text: str, source: str) -> str:
    """Return the name of the reader for `text`; raise ReadError for JSON that is no discussion we know."""
    if parse(text) is not None:
        found = _first(_JSON, text)
        if found is None:
            raise ReadError(f"{source} is JSON, and none of the readers knows its shape; see `argmap formats`")
        return found
    if problem := broken(text):
        raise ReadError(f"{source} is JSON that breaks off or is damaged ({problem}); save it again, whole")
    if text[:1_000].lstrip("\ufeff \t\n").startswith("<") and (found := _first(_PAGES, text)):
        return found
    return _first(_TEXTS, text) or _of_words(text)


def _of_words(text: str) -> str:
    """Return the reader for words as people type or copy them."""
    if _asks(text, "transcript", "is_captions"):
        return "transcript"
    if _asks(text, "markdown", "is_exported"):
        return "markdown"
    if len(headers.find(text)) >= 2 or glued.recognises(text):
        return "paste"
    if indented.recognises(text):
        return "indented"
    if _asks(text, "transcript"):
        return "transcript"
    if not text.lstrip().startswith("<") and _asks(text, "markdown"):
        return "markdown"
    return "html" if _is_html(text) else "article"


def _first(family: Mapping[str, str], text: str) -> str | None:
    return next((name for name, module in family.items() if _asks(text, module)), None)


def _asks(text: str, module: str, question: str = "recognises") -> bool:
    # Imported when asked, as most sources need few of them.
    answer: bool = getattr(import_module(f"argmap.read.{module}"), question)(text)
    return answer


def _is_html(text: str) -> bool:
    tags = _TAG.findall(text)
    return len(tags) >= 2 or (len(tags) == 1 and len(text) < 2_000)
