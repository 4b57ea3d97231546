"""How much of a source became posts: its words counted against those of posts, of noise by kind, and of what is known.

Words are compared as bags, so that the measure is the same for text, pages and JSON, where posts have no offsets.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read.html import written
from argmap.read.jsontext import Record, objects, parse
from argmap.read.mojibake import mend
from argmap.read.page import is_page
from argmap.read.prose import clean
from argmap.read.tree import parse_html

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.I)
_ADDRESS = re.compile(r"\bhttps?://\S+|\b\w+://\S+")
_SAME = 0.8
_EXAMPLES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The words of one source by where they went; `examples` are some of those that went nowhere."""

    words: int
    in_posts: int
    noise: Mapping[str, int]
    known: int
    rest: int
    examples: tuple[str, ...] = ()


def coverage(text: str, discussion: Discussion) -> Coverage:
    """Return where the words of `text` went; authors, times, addresses and the title count as known, not as lost."""
    every = Counter(word for said in sayings(text) for word in words_of(said))
    rest = every - Counter(word for post in discussion.posts for word in words_of(post.text))
    in_posts = every.total() - rest.total()
    noise: dict[str, int] = {}
    for stretch in discussion.noise:
        taken = rest & Counter(words_of(text[stretch.start : stretch.end]))
        rest -= taken
        noise[stretch.kind.value] = noise.get(stretch.kind.value, 0) + taken.total()
    known = rest & Counter(word for said in _about(discussion) for word in words_of(said))
    rest -= known
    return Coverage(
        words=every.total(),
        in_posts=in_posts,
        noise=dict(sorted(noise.items(), key=lambda item: (-item[1], item[0]))),
        known=known.total(),
        rest=rest.total(),
        examples=tuple(word for word, _ in sorted(rest.items(), key=lambda item: (-item[1], item[0]))[:_EXAMPLES]),
    )


def words_of(said: str) -> list[str]:
    """Return the words of `said` without case and without web addresses."""
    return [match.group().replace("’", "'").casefold() for match in _WORD.finditer(_ADDRESS.sub(" ", mend(said)))]


def sayings(text: str) -> Iterator[str]:
    """Yield what a person may read in a source: all of a text, what a page shows, the sentences in JSON."""
    try:
        said = parse(text)
        if said is not None:
            for record in objects(said):
                yield from _in_record(record)
        elif is_page(text):
            yield written(parse_html(clean(text)).body, collapse=True)[0]
        else:
            yield _shown(text) if len(_TAG.findall(text)) > 2 else clean(text)
    except ReadError:
        yield clean(text)


def _in_record(record: Record) -> Iterator[str]:
    """Yield the values of a record that are sentences; the same words in another markup only once."""
    seen: list[Counter[str]] = []
    for value in _strings(record):
        found = Counter(words_of(value))
        if found and not any((found & other).total() >= _SAME * min(found.total(), other.total()) for other in seen):
            seen.append(found)
            yield value


def _strings(record: Record) -> Iterator[str]:
    values: list[Any] = [value for value in record.values() if isinstance(value, str | list)]
    for value in values:
        for said in value if isinstance(value, list) else [value]:
            if isinstance(said, str) and " " in said.strip():
                yield _shown(said)


def _shown(said: str) -> str:
    """Return a string of JSON as a person reads it, whether it holds tags, escaped tags or neither."""
    said = html.unescape(said) if "&" in said else said
    return _TAG.sub(" ", clean(said))


def _about(discussion: Discussion) -> Iterator[str]:
    yield discussion.title or ""
    for post in discussion.posts:
        written = (post.written or "").replace("T", " ").replace("Z", " ")
        yield from (said for said in (post.author, written, post.age, post.source_id) if said)
