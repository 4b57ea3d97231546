"""A name that begins a claim keeps its capital in a question, where the thread never writes it without one."""

import re
from collections.abc import Iterable, Set

from argmap.discussion import Post

_SMALL = re.compile(r"\b[a-z]\w+")
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]\w*")
_FIRST = re.compile(r"[A-Z][a-z]\w*")


def capitals(posts: Iterable[Post]) -> frozenset[str]:
    """Return the words that the posts write with a capital within sentences, and never without one."""
    texts = [post.text for post in posts]
    small = {word for text in texts for word in _SMALL.findall(text)}
    return frozenset(word for text in texts for word in _WITHIN.findall(text) if word.lower() not in small)


def recapitalised(point: str, words: str, called: Set[str]) -> str:
    """Return the point with the capital of the name that begins its claim, where a question has taken it for a word."""
    first = _FIRST.match(words)
    if first is None or first[0] not in called:
        return point
    return re.sub(rf"\b{re.escape(first[0].lower())}\b", first[0], point, count=1)
