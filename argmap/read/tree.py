"""HTML is parsed here, after a look at how deep it nests; small steps through it never fail on what is missing."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.errors import ReadError

MAX_DEPTH = 1_000
_TAG = re.compile(
    r"<!--[\s\S]*?(?:-->|\Z)|<(?P<raw>script|style|textarea)\b[\s\S]*?(?:</(?P=raw)|\Z)|<(?P<close>/?)(?P<name>[a-z][^\s/<>]*)",
    re.I,
)
_UNNESTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option"
    " html body head path".split()
)


def parse_html(text: str) -> LexborHTMLParser:
    """Parse HTML; raise ReadError where it nests so deep that parsing takes for ever."""
    if text.count("<") > MAX_DEPTH and depth(text) > MAX_DEPTH:
        raise ReadError(f"the HTML nests its elements more than {MAX_DEPTH:,} deep; no page does, so it was not read")
    return LexborHTMLParser(text)


def depth(text: str) -> int:
    """Return how deep elements nest, as far as their tags say; those that close by themselves do not count."""
    opened: list[str] = []
    counts: dict[str, int] = {}
    most = 0
    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        if not name or name in _UNNESTED:
            continue
        if not match["close"]:
            opened.append(name)
            counts[name] = counts.get(name, 0) + 1
            most = max(most, len(opened))
        elif counts.get(name):
            while (last := opened.pop()) != name:
                counts[last] -= 1
            counts[name] -= 1
    return most


def first(node: LexborNode | None, selector: str) -> LexborNode | None:
    """Return the first element below `node` that fits the selector, or None."""
    return node.css_first(selector) if node is not None else None


def text_of(node: LexborNode | None) -> str:
    """Return the words of an element in one line; nothing where there is none."""
    return " ".join(node.text().split()) if node is not None else ""


def classes(node: LexborNode) -> frozenset[str]:
    """Return the class names of an element."""
    return frozenset((node.attributes.get("class") or "").split())


def attribute(node: LexborNode | None, name: str) -> str | None:
    """Return the value of an attribute, or None where element, attribute or value is missing."""
    return (node.attributes.get(name) or None) if node is not None else None
