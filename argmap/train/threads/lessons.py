"""A thread with known replies is dressed as people paste it: other orders, printed ages or none, without names."""

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from argmap.discussion import Discussion, Post
from argmap.nlp.reply_links import Sense
from argmap.read.marks import marks
from argmap.thread.clues import clues_of
from argmap.thread.words import meant_words
from argmap.train.corpora.threads import Row, Told
from argmap.train.threads.training import Lesson

Array = np.ndarray[Any, Any]
MOST = 150
_UNITS = ((525600, "y"), (43800, "mo"), (1440, "d"), (60, "h"), (1, "m"))
_READ_LATER = {"fresh": (5, 600), "day": (600, 4320), "months": (86400, 2880000)}
TIMED = (
    ("fresh", "shown"), ("fresh", "shown"), ("fresh", "time"), ("exact", "shown"), ("exact", "time"),
    ("none", "shown"), ("day", "shown"), ("months", "shown"),
)  # fmt: skip
UNTIMED = (("none", "shown"), ("none", "shown"), ("fresh", "shown"), ("exact", "shown"))
_WAITED = (4.0, 1.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How a thread is shown: what of its ages, in which order its answers, with names and opening post or without."""

    ages: str = "fresh"
    order: str = "shown"
    names: bool = True
    opening: bool = True


def timed(told: Told) -> bool:
    """Return whether every post of the thread has its time."""
    return all(row.written is not None for row in told.rows)


def runs(told: Told, *, most: int = MOST) -> list[Told]:
    """Return the thread in runs of about `most` posts, each with its opening post first; no answer is cut off.

    The first is the thread itself, of which no more is shown; the others are named after it (`name#1` and so on).
    """
    found, first = [told], most + 1
    tops = [at for at, row in enumerate(told.rows) if row.parent in (None, 0)]
    while told.opened and (start := next((at for at in tops if at >= first), None)) is not None:
        first = next((at for at in tops if at > start + most), len(told.rows))
        rows = [told.rows[0]]
        for row in told.rows[start:first]:
            rows.append(replace(row, parent=row.parent and row.parent - start + 1))
        found.append(replace(told, name=f"{told.name}#{len(found)}", rows=tuple(rows)))
    return [one for one in found if len(one.rows) > 2]


def lessons_of(told: Told, sense: Sense | None, chance: random.Random) -> list[Lesson]:
    """Return the variants in which a depth-first thread is learnt from, some without senses.

    To a thread without times some are made up too.
    """
    dresses = TIMED if timed(told) else UNTIMED
    return [
        lesson(
            told if timed(told) or ages == "none" else with_times(told, chance),
            Dress(ages=ages, order=order, names=chance.random() > 0.15, opening=chance.random() > 0.3),
            sense if chance.random() > 0.15 else None,
            chance,
        )
        for ages, order in dresses
    ]


def with_times(told: Told, chance: random.Random) -> Told:
    """Return the thread with made-up times: each post waits after what it answers as long as people do elsewhere."""
    times: list[float] = []
    for row in told.rows:
        above = times[row.parent] if row.parent is not None else 0.0
        times.append(above + 60 * math.exp(chance.gauss(*_WAITED)))
    rows = tuple(replace(row, written=at) for row, at in zip(told.rows, times, strict=True))
    return replace(told, rows=rows)


def shown(told: Told, dress: Dress, chance: random.Random, *, most: int = MOST) -> Discussion:
    """Return the first posts of the thread, at most `most` and an opening, as a discussion that knows its replies."""
    rows = (told.rows if dress.order == "shown" else by_time(told.rows))[: most + 1]
    later = chance.uniform(*_READ_LATER[dress.ages]) if dress.ages in _READ_LATER else 0.0
    newest = max((row.written for row in rows if row.written is not None), default=0.0)
    dated = timed(told)
    posts = []
    for at, row in enumerate(rows):
        post = Post(
            id=f"p{at + 1}",
            author=row.author if dress.names else None,
            text=row.text,
            reply_to=None if row.parent is None else f"p{row.parent + 1}",
            marks=marks(row.text),
        )
        if dated and row.written is not None and dress.ages == "exact":
            post = replace(post, written=datetime.fromtimestamp(row.written, UTC).isoformat())
        elif dated and row.written is not None and dress.ages != "none":
            post = replace(post, age=printed((newest - row.written) / 60 + later))
        posts.append(post)
    return Discussion(id="d1", source=told.name, format="paste", posts=tuple(posts))


def lesson(told: Told, dress: Dress, sense: Sense | None, chance: random.Random, *, most: int = MOST) -> Lesson:
    """Return the thread so dressed with its clues; what answers the opening post answers nobody among the others."""
    posts = shown(told, dress, chance, most=most).posts
    opening = posts[0] if told.opened else None
    rest = posts[1:] if told.opened else posts
    places = {post.id: at for at, post in enumerate(rest)}
    begins = opening if dress.opening else None
    clues = clues_of(rest, begins, reach=most, senses=senses([*([begins] if begins else []), *rest], sense))
    return Lesson(
        source=told.source,
        thread=told.name,
        variant=f"{dress.ages} {dress.order}",
        clues=replace(clues, pairs=clues.pairs.astype(np.float16)),
        parents=np.array(
            [-2 if at < told.judged else places.get(post.reply_to or "", -1) for at, post in enumerate(rest)]
        ),
    )


def senses(posts: Sequence[Post], sense: Sense | None) -> Array | None:
    """Return the senses of the posts; None without a `sense`."""
    return sense([meant_words(post) for post in posts]) if sense is not None else None


def by_time(rows: Sequence[Row]) -> list[Row]:
    """Return the thread depth-first with the answers to each post by time."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        below[row.parent].append(at)
    found: list[Row] = []
    waiting: list[tuple[int, int | None]] = [(at, None) for at in reversed(below[None])]
    while waiting:
        at, parent = waiting.pop()
        answers = sorted(below[at], key=lambda answer: rows[answer].written or 0, reverse=True)
        waiting += [(answer, len(found)) for answer in answers]
        found.append(replace(rows[at], parent=parent))
    return found


def printed(minutes: float) -> str:
    """Return an age as sites print it: whole units of the largest that fits, cut, not rounded."""
    for size, unit in _UNITS:
        if minutes >= size:
            return f"{int(minutes // size)}{unit} ago"
    return "1m ago"
