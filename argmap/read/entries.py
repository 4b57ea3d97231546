"""Entries of a structured source become a Discussion: parents by id, order as shown, limits refused by name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.discussion import Discussion, Mark, Noise, NoiseKind, Post, ReplyEvidence
from argmap.errors import ReadError
from argmap.read.lines import MAX_POSTS
from argmap.read.prose import Prose, clean, readable

MAX_DEPTH = 2_000
_NAMED = re.compile(r"""(?<!\\)\b(?:name|id|objectID)["']?\s*[:=]\s*["']?([\w-]{1,60})""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One contribution as its source gives it; `parent` is the source id, or `key`, of what it answers.

    `key` names it among its like where the source gives it no id. `gone` says that its words were deleted or
    removed, so that it is kept only where something answers it.
    """

    prose: Prose
    source_id: str | None = None
    key: str | None = None
    parent: str | None = None
    evidence: ReplyEvidence = ReplyEvidence.SOURCE
    confidence: float = 1.0
    author: str | None = None
    written: str | None = None
    age: str | None = None
    url: str | None = None
    start: int | None = None
    end: int | None = None
    gone: bool = False

    @property
    def name(self) -> str | None:
        """By what others refer to it."""
        return self.key or self.source_id


def assemble(
    entries: Iterable[Entry],
    *,
    source: str,
    format: str,
    title: str | None = None,
    noise: Iterable[Noise] = (),
    nested: bool = True,
    text: str = "",
) -> Discussion:
    """Return the entries as a Discussion; `nested` puts answers below what they answer, else the order stays.

    What is gone and unanswered becomes noise where its id stands in `text`. Raise ReadError where there is nothing,
    too much, or a thread too deep. An answer to what is not there answers nobody; of entries that answer each other in
    a circle one does.
    """
    found = _distinct(entries, source)
    parents = _without_circles(_parents(found))
    order = _depth_first(parents, source) if nested else list(range(len(found)))
    kept = _kept(found, parents)
    places = {at: number for number, at in enumerate((at for at in order if kept[at]), start=1)}
    names = {entry.name: f"p{places[at]}" for at, entry in enumerate(found) if entry.name and at in places}
    posts = []
    for at, number in places.items():
        parent = parents[at]
        posts.append(_post(found[at], number, None if parent is None else places[parent], names))
    gone = {entry.source_id for entry, stays in zip(found, kept, strict=True) if entry.source_id and not stays}
    sorted_noise = tuple(sorted((*noise, *_left_out(text, gone)), key=lambda n: (n.start, n.end)))
    name = readable(title)
    return Discussion(id="d1", title=name, source=source, format=format, noise=sorted_noise, posts=tuple(posts))


def _distinct(entries: Iterable[Entry], source: str) -> list[Entry]:
    """Return the entries without repeats: of two with one id and the same words the first."""
    found: list[Entry] = []
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.name, entry) if entry.name else entry
        if first is not entry and first.prose.text == entry.prose.text:
            continue
        found.append(entry if first is entry else replace(entry, source_id=None, key=None))
        if len(found) > MAX_POSTS:
            raise ReadError(f"{source} holds more than {MAX_POSTS:,} posts; split it, one thread a file")
    if not found:
        raise ReadError(f"{source} has the shape of a discussion but holds no post; give one with posts in it")
    return found


def _parents(found: Sequence[Entry]) -> list[int | None]:
    places = {entry.name: at for at, entry in enumerate(found) if entry.name}
    parents = [places.get(entry.parent) if entry.parent else None for entry in found]
    return [None if parent == at else parent for at, parent in enumerate(parents)]


def _without_circles(parents: Sequence[int | None]) -> list[int | None]:
    cut = list(parents)
    safe: set[int] = set()
    for start in range(len(cut)):
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in safe:
            path[at] = None
            above = cut[at]
            if above in path:
                cut[at] = above = None
            at = above
        safe.update(path)
    return cut


def _depth_first(parents: Sequence[int | None], source: str) -> list[int]:
    children: dict[int | None, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)
    order: list[int] = []
    waiting = [(at, 1) for at in reversed(children.get(None, []))]
    while waiting:
        at, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise ReadError(f"{source} nests more than {MAX_DEPTH:,} replies in one another; no thread does, split it")
        order.append(at)
        waiting += [(child, depth + 1) for child in reversed(children.get(at, []))]
    return order


def _kept(found: Sequence[Entry], parents: Sequence[int | None]) -> list[bool]:
    """Return which entries stay: those with words, and above them whatever they answer."""
    kept = [not entry.gone for entry in found]
    for at in [at for at, stays in enumerate(kept) if stays]:
        above = parents[at]
        while above is not None and not kept[above]:
            kept[above] = True
            above = parents[above]
    return kept


def _left_out(text: str, gone: set[str]) -> Iterator[Noise]:
    waiting = {name.removeprefix("t1_") for name in gone}
    for match in _NAMED.finditer(text) if gone else ():
        name = match[1].removeprefix("t1_")
        if name in waiting:
            waiting.discard(name)
            yield Noise(start=match.start(), end=match.end(), kind=NoiseKind.OTHER)


def _post(entry: Entry, number: int, parent: int | None, names: Mapping[str, str]) -> Post:
    return Post(
        id=f"p{number}",
        source_id=readable(entry.source_id),
        author=readable(entry.author),
        written=entry.written,
        age=readable(entry.age),
        url=web(entry.url),
        reply_to=f"p{parent}" if parent is not None else None,
        reply_evidence=entry.evidence if parent is not None else None,
        reply_confidence=entry.confidence if parent is not None else None,
        start=entry.start,
        end=entry.end,
        text=entry.prose.text,
        marks=tuple(_mark(mark, f"p{number}", names) for mark in entry.prose.marks),
    )


def _mark(mark: Mark, own: str, names: Mapping[str, str]) -> Mark:
    there = names.get(mark.post) if mark.post else None
    return replace(mark, post=None if there == own else there, href=clean(mark.href) if mark.href else None)


def web(url: str | None) -> str | None:
    """Return `url` if it is an address on the web, else None."""
    address = readable(url)
    return address if address and address.startswith(("http://", "https://")) else None
