"""Small steps through a parsed page that never fail on what is missing."""

from selectolax.lexbor import LexborNode


def first(node: LexborNode | None, selector: str) -> LexborNode | None:
    """Return the first element below `node` that fits the selector, or None."""
    return node.css_first(selector) if node is not None else None


def text_of(node: LexborNode | None) -> str:
    """Return the words of an element in one line; nothing where there is none."""
    return " ".join(node.text().split()) if node is not None else ""


def inner(node: LexborNode) -> str:
    """Return the HTML of an element, the element itself included."""
    return node.html or ""


def classes(node: LexborNode) -> frozenset[str]:
    """Return the class names of an element."""
    return frozenset((node.attributes.get("class") or "").split())


def attribute(node: LexborNode | None, name: str) -> str | None:
    """Return the value of an attribute, or None where element, attribute or value is missing."""
    return (node.attributes.get(name) or None) if node is not None else None
