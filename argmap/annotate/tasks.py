"""One task a post: the post, what it answers and what it speaks to in view, the machine's marks in it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from argmap.among import among
from argmap.argument import ArgumentMap


class Order(StrEnum):
    """In which order the posts are annotated: as they were written, or the most doubtful first."""

    READING = "reading"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A post whose marks are asked for, `map` shows it with those it speaks to; `doubt` (0 to 1) is the machine's."""

    name: str
    post: str
    map: ArgumentMap
    doubt: float


def tasks(argument_map: ArgumentMap, order: Order = Order.READING) -> tuple[Task, ...]:
    """Return a task for each post with words that is no copy of another, in that order."""
    asked = [post for post in argument_map.posts().values() if post.text.strip() and post.same_as is None]
    doubts = {post.id: _doubt(argument_map, post.id) for post in asked}
    if order is Order.UNCERTAIN:
        asked.sort(key=lambda post: -doubts[post.id])
    width = len(str(len(asked)))
    return tuple(
        Task(
            name=f"{at:0{width}}-{_safe(post.id)}",
            post=post.id,
            map=window(argument_map, post.id),
            doubt=round(doubts[post.id], 3),
        )
        for at, post in enumerate(asked, start=1)
    )


def window(argument_map: ArgumentMap, post: str) -> ArgumentMap:
    """Return the part of the map that a task shows: a post, its parent, and every post its marks point to."""
    known, targets = argument_map.by_id(), argument_map.targets()
    shown = {post, argument_map.posts()[post].reply_to}
    shown |= {known[targets[r.id]].post for r in argument_map.relations if known[r.source].post == post}
    shown |= {known[c.quote_of].post for c in known.values() if c.post == post and c.quote_of}
    return part(argument_map, frozenset(name for name in shown if name is not None))


def part(argument_map: ArgumentMap, posts: frozenset[str]) -> ArgumentMap:
    """Return the map of some posts alone: what lies in them, and relations among that; no disputes."""
    discussions = (
        replace(
            one,
            noise=(),
            posts=tuple(replace(p, reply_to=_in(p.reply_to, posts), same_as=None) for p in one.posts if p.id in posts),
        )
        for one in argument_map.discussions
    )
    components = [c for c in argument_map.components if c.post in posts]
    kept = frozenset(c.id for c in components)
    return ArgumentMap(
        generator=argument_map.generator,
        discussions=tuple(one for one in discussions if one.posts),
        components=tuple(replace(c, quote_of=_in(c.quote_of, kept), canonical_from=None) for c in components),
        relations=among(argument_map.relations, kept),
    )


def _doubt(argument_map: ArgumentMap, post: str) -> float:
    """Return how unsure the machine is of a post's marks, the mean over them; a post without any comes last."""
    mine = {c.id for c in argument_map.components if c.post == post}
    chances = [c.confidence for c in argument_map.components if c.id in mine]
    chances += [r.confidence for r in argument_map.relations if r.source in mine]
    return sum(1 - abs(2 * chance - 1) for chance in chances) / len(chances) if chances else 0.0


def _safe(name: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)[:40]


def _in(name: str | None, known: frozenset[str]) -> str | None:
    return name if name in known else None
