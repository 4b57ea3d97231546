"""Change My View with modes: inline tags become posts, components and relations; bad XML is read all the same.

A thread occurs in several files, each a chain of its own; turns that were read before are left out.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.argument import ArgumentMap, Component, Kind
from argmap.discussion import Discussion, Post
from argmap.read.marks import marks
from argmap.train.corpora.mapped import as_map

_TAG = re.compile(r"<(?P<close>/?)(?P<name>title|OP|reply|claim|premise)\b(?P<attributes>[^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_SUPPORTS = ("support", "agreement", "understand")


@dataclass
class _Reading:
    text: str = ""
    posts: list[Post] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    open: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    turn: str = ""
    unnamed: int = 0


def threads(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield thread id and map of each file; only the first file of a thread keeps its opening post."""
    seen: set[str] = set()
    for name, text, at in _texts(folder):
        yield name, _read(at, text, fresh=name not in seen)
        seen.add(name)


def files(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield thread id and map of every file as it is: the opening posts of a thread come with each of its files."""
    for name, text, at in _texts(folder):
        yield name, _read(at, text, fresh=True)


def _texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("v2.0/*/*.xml"), key=lambda p: (p.parent.name, int(p.stem))):
        text = path.read_text(encoding="utf-8", errors="replace").partition("</thread>")[0]
        thread = re.search(r'<thread ID="(\w+)"', text)
        yield thread.group(1) if thread else path.stem, text, f"{path.parent.name}{path.stem}"


def _read(name: str, text: str, *, fresh: bool) -> ArgumentMap:
    reading, at = _Reading(), 0
    for tag in _TAG.finditer(text):
        if reading.turn:
            reading.text += html.unescape(re.sub(r"<[^>]*>", " ", text[at : tag.start()]))
        at = tag.end()
        (_close if tag["close"] else _open)(reading, tag["name"], dict(_ATTRIBUTE.findall(tag["attributes"])))
    first = 0 if fresh else 2
    kept = {post.id for post in reading.posts[first:]}
    parts = [part for part in reading.parts if part.post in kept]
    posts = [p for p in reading.posts if p.id in kept]
    chain = [
        replace(post, reply_to=before.id if before else None)
        for post, before in zip(posts, [None, *posts], strict=False)
    ]
    return as_map([Discussion(id=name, source=name, format="cmv", posts=tuple(chain))], parts, reading.links)


def _open(reading: _Reading, tag: str, attributes: dict[str, str]) -> None:
    if tag in ("title", "OP", "reply"):
        _end_turn(reading)
        reading.turn, reading.text, reading.open = f"{tag}{len(reading.posts)}", "", []
    else:
        reading.open.append((tag, attributes, len(reading.text)))


def _close(reading: _Reading, tag: str, _: dict[str, str]) -> None:
    if tag in ("title", "OP", "reply"):
        _end_turn(reading)
    elif reading.open and reading.turn:
        _component(reading, *reading.open.pop())


def _end_turn(reading: _Reading) -> None:
    if reading.turn:
        reading.posts.append(Post(id=reading.turn, text=reading.text, marks=marks(reading.text)))
        reading.turn = ""


def _component(reading: _Reading, tag: str, attributes: dict[str, str], start: int) -> None:
    words = reading.text[start:]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    reading.unnamed += 1
    title = reading.turn.startswith("title")
    name = "title" if title else attributes.get("id") or f"unnamed{reading.unnamed}"
    if start >= end or any(part.id == name for part in reading.parts):
        return
    kind = Kind.CLAIM if tag == "claim" else Kind.PREMISE
    text = reading.text[start:end]
    part = Component(id=name, post=reading.turn, start=start, end=end, text=text, kind=kind, confidence=1.0)
    reading.parts.append(part)
    sign = "support" if attributes.get("rel", "").split("_")[-1] in _SUPPORTS else "attack"
    for target in attributes.get("ref", "").split("_"):
        if target and attributes.get("rel"):
            reading.links[name, target] = sign
