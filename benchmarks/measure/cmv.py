"""Change My View with modes as threads: a title and its opening post are one post, a file is a chain of replies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.discussion import Discussion
from argmap.read.marks import marks
from argmap.train.corpora import cmv


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One file: the thread it belongs to, its gold map, and the text a person would paste.

    `turns` is the same map with the title as a turn of its own, as the published protocols count.
    """

    thread: str
    gold: ArgumentMap
    turns: ArgumentMap
    text: str


def threads(corpora: Path) -> Iterator[Thread]:
    for name, found in cmv.files(corpora / "cmv-modes"):
        gold = _merged(found)
        yield Thread(thread=name, gold=gold, turns=found, text=flat(gold))


def flat(gold: ArgumentMap) -> str:
    """Return the discussion as a paste: a line that says who and when above each post, no indentation."""
    posts = list(gold.posts().values())
    lines = []
    for at, post in enumerate(posts):
        who = "opener" if at % 2 == 0 else "visitor"
        lines += [f"{who} · {len(posts) - at + 2}h ago", post.text.strip(), ""]
    return "\n".join(lines)


def _merged(found: ArgumentMap) -> ArgumentMap:
    """Return the map with the title as the first line of the opening post."""
    title, opening, *replies = found.posts().values()
    head = f"{title.text.strip()}\n"
    cut = len(title.text) - len(title.text.lstrip())
    text = head + opening.text
    first = replace(opening, text=text, marks=marks(text), reply_to=None)
    shift = {title.id: -cut, opening.id: len(head)}
    components = tuple(
        replace(
            c,
            post=opening.id if c.post in shift else c.post,
            start=c.start + shift.get(c.post, 0),
            end=c.end + shift.get(c.post, 0),
        )
        for c in found.components
    )
    (given,) = found.discussions
    whole = Discussion(id=given.id, source=given.source, format=given.format, posts=(first, *replies))
    return replace(found, discussions=(whole,), components=components)
