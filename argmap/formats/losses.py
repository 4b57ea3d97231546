"""What a map loses on its way into a format: the facets of a map, what each format says it drops, the table of both.

A facet is one thing that a map knows of its items. A format names the facets that its file does not hold (`lost`) and
those that only argmap reads again, because the format has no word for them (`beside`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.argument import ArgumentMap, Component, Relation
from argmap.discussion import Post

Values = Sequence[Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 200
# What no other program's format has a word for.
OWN = (
    "stretches of noise", "copied posts", "times, addresses and ids of posts", "marked quotes, links and code",
    "origins of labels", "alternatives", "reviews", "generator",
)  # fmt: skip
# What a line of text or an XML file cannot hold, besides the line end.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """The facets that a format drops, and those that ride along in it unseen by other programs."""

    lost: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def table(argument_map: ArgumentMap, losses: Losses, name: str) -> str:
    """Return the lines that say what of this map the format called `name` drops; "" where it drops nothing."""
    rows = [(how, _count(FACETS[facet](argument_map)), facet) for how, facets in _grades(losses) for facet in facets]
    found = [(how, count, facet) for how, count, facet in rows if count]
    if not found:
        return ""
    width = max(len(str(count)) for _, count, _ in found)
    lines = [f"{name} has no place for all of this map:"]
    lines += [f"  {how:<7}{count:>{width}}  {facet}" for how, count, facet in found]
    if any(how == "beside" for how, *_ in found):
        lines.append("what is beside rides along in the file: argmap reads it again, other programs do not")
    return "\n".join(lines)


def _grades(losses: Losses) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("lost", losses.lost), ("beside", losses.beside)


def _count(values: Values) -> int:
    return sum(value is not None for value in values)


def _posts(of: Callable[[Post], Any]) -> Callable[[ArgumentMap], Values]:
    return lambda m: [_set(of(post)) for discussion in m.discussions for post in discussion.posts]


def _components(of: Callable[[Component], Any]) -> Callable[[ArgumentMap], Values]:
    return lambda m: [_set(of(component)) for component in m.components]


def _relations(of: Callable[[Relation], Any]) -> Callable[[ArgumentMap], Values]:
    return lambda m: [_set(of(relation)) for relation in m.relations]


def _set(value: Any) -> Any:
    """Return the value, and None for one that says nothing."""
    parts = value if isinstance(value, tuple) else (value,)
    return value if any(part is not None and part is not False and part != () for part in parts) else None


def _links(m: ArgumentMap) -> Values:
    """Return the ends and kinds of the relations; one that points at a relation counts as one at its source."""
    at = {component.id: index for index, component in enumerate(m.components)}
    targets = m.targets()
    return [(at[r.source], at[targets[r.id]], r.kind) for r in m.relations]


def _steps(m: ArgumentMap) -> Values:
    at = {relation.id: index for index, relation in enumerate(m.relations)}
    return [at.get(relation.target) for relation in m.relations]


def _own_steps(m: ArgumentMap) -> list[bool]:
    """Return which relations point at one that starts where they start."""
    components, targets = m.by_id(), m.targets()
    return [r.target not in components and targets[r.id] == r.source for r in m.relations]


def _authors(m: ArgumentMap) -> Values:
    posts = m.posts()
    return [posts[component.post].author for component in m.components]


def _places(m: ArgumentMap) -> Values:
    at = {post: index for index, post in enumerate(m.posts())}
    return [(at[component.post], component.start, component.end) for component in m.components]


def _silent(m: ArgumentMap) -> Values:
    spoken = {component.post for component in m.components}
    return [(post.author, post.text) for post in m.posts().values() if post.id not in spoken]


FACETS: Mapping[str, Callable[[ArgumentMap], Values]] = {
    "titles, sources and source formats": lambda m: [(d.title, d.source, d.format) for d in m.discussions],
    "stretches of noise": lambda m: [noise for d in m.discussions for noise in d.noise],
    "texts of posts": _posts(lambda post: post.text),
    "posts without components": _silent,
    "reply links": _posts(lambda post: (post.reply_to, post.reply_evidence, post.reply_confidence)),
    "copied posts": _posts(lambda post: post.same_as),
    "times, addresses and ids of posts": _posts(lambda p: (p.source_id, p.written, p.age, p.url, p.start, p.end)),
    "marked quotes, links and code": _posts(lambda post: post.marks),
    "authors": _authors,
    "words of components": _components(lambda one: one.text),
    "places of components": _places,
    "borders of posts": _posts(lambda post: post.id),
    "control signs in words": _components(lambda one: CONTROL.search(one.text) is not None),
    "white space at the edges of components": _components(lambda one: one.text != one.text.strip()),
    "blank components": _components(lambda one: not one.text.strip()),
    "claim or premise": _components(lambda one: one.kind),
    "commitments": _components(lambda one: one.commitment),
    "labels": _components(lambda one: one.label),
    "line breaks and runs of spaces": _components(lambda one: one.label != " ".join(one.label.split())),
    "labels over 200 signs": _components(lambda one: len(one.label) > LONGEST),
    "texts that a spreadsheet would run": _components(lambda one: one.label.startswith(FORMULA)),
    "origins of labels": _components(lambda one: one.canonical_from),
    "quoted copies": _components(lambda one: (one.quoted, one.quote_of)),
    "confidences of components": _components(lambda one: one.confidence),
    "relations": _links,
    "undercut steps": _steps,
    "undercuts of an own step": lambda m: [own or None for own in _own_steps(m)],
    "subtypes": _relations(lambda relation: relation.subtype),
    "evidence": _relations(lambda relation: relation.evidence),
    "confidences of relations": _relations(lambda relation: relation.confidence),
    "alternatives": _relations(lambda relation: relation.alternatives),
    "reviews": lambda m: [one.review for items in (m.components, m.relations, m.disputes) for one in items],
    "disputes": lambda m: list(m.disputes),
    "generator": lambda m: [m.generator],
    "ids": lambda m: [d.id for d in m.discussions] + [*m.posts(), *m.by_id()] + [r.id for r in m.relations],
}
