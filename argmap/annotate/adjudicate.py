"""One map from two: what both have stays, and of what they differ in, what a person decided."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap import __version__
from argmap.annotate.agree import refuse_other_posts
from argmap.annotate.tasks import standing
from argmap.argument import ArgumentMap, Component, Generator, Relation
from argmap.disputes import disputes
from argmap.errors import InvalidError
from argmap.evaluate.disagree import Disagreement, Topic, disagreements
from argmap.evaluate.match import compare

CHOICES = ("first", "second", "")
_Key = tuple[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudicated:
    """The merged map, and how many disagreements nobody decided: what only one map has is then left out."""

    map: ArgumentMap
    open: int


def questions(first: ArgumentMap, second: ArgumentMap) -> str:
    """Return the disagreements as JSON to decide in: `choose` is to become "first" or "second"."""
    found = [
        {"topic": d.topic, "post": d.post, "words": d.words, "first": d.first, "second": d.second, "ids": list(d.ids)}
        | {"choose": ""}
        for d in disagreements(first, second)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def adjudicate(
    first: ArgumentMap, second: ArgumentMap, decisions: str = "[]", *, by: str = "adjudicator"
) -> Adjudicated:
    """Return one map from two of the same posts; raise InvalidError for other posts and for no decisions.

    Undecided, a kind and an extent are the first map's; a sign, and what one map alone has, is left out.
    """
    refuse_other_posts({"the first": first, "the second": second})
    asked, chosen = disagreements(first, second), _chosen(decisions)
    sides = {(d.topic.value, d.ids): chosen.get((d.topic.value, d.ids), "") for d in asked}
    names, components = _components(first, second, asked, sides)
    order = {post: at for at, post in enumerate(first.posts())}
    placed = {c.id: c for c in sorted(components, key=lambda c: (order[c.post], c.start, c.end, c.id))}
    kept = {
        (r.source, r.target): r
        for r in _relations(first, second, asked, sides, names)
        if {r.source, r.target} <= {*placed}
    }
    made = replace(
        first,
        generator=Generator(name=by, version=__version__),
        components=tuple(replace(c, quote_of=c.quote_of if c.quote_of in placed else None) for c in placed.values()),
        relations=standing(list(kept.values()), placed),
        disputes=(),
    )
    return Adjudicated(map=disputes(made), open=sum(not side for side in sides.values()))


def _chosen(decisions: str) -> dict[_Key, str]:
    try:
        rows: list[dict[str, Any]] = list[Any](json.loads(decisions)) if decisions.lstrip()[:1] == "[" else [{}]
        found = {(str(r["topic"]), (str(r["ids"][0]), str(r["ids"][1]))): str(r["choose"]) for r in rows}
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InvalidError(
            f"these are no decisions ({error!r}); decide in what `argmap annotate adjudicate A B` prints"
        ) from error
    odd = next((choice for choice in found.values() if choice not in CHOICES), None)
    if odd is not None:
        raise InvalidError(f'a decision is "first", "second" or "" (open), not {odd!r}')
    return found


def _components(
    first: ArgumentMap, second: ArgumentMap, asked: Sequence[Disagreement], sides: Mapping[_Key, str]
) -> tuple[dict[str, str], list[Component]]:
    """Return the names of the second map's components in the merged one, and its components."""
    pairs = compare(first, second).pairs
    ours, theirs = first.by_id(), second.by_id()
    names, found = dict(pairs), {here: ours[here] for here in pairs.values()}
    for d in asked:
        side, (here, there) = sides[d.topic.value, d.ids], d.ids
        if d.topic is Topic.KIND and side == "second":
            found[here] = replace(found[here], kind=theirs[there].kind)
        elif d.topic is Topic.EXTENT and side == "second":
            other = theirs[there]
            found[here] = replace(found[here], start=other.start, end=other.end, text=other.text, canonical_from=None)
        elif d.topic is Topic.COMPONENT and side == "first" and here:
            found[here] = ours[here]
        elif d.topic is Topic.COMPONENT and side == "second" and there:
            names[there] = there if there not in ours else f"{there}~2"
            found[names[there]] = replace(theirs[there], id=names[there])
    return names, list(found.values())


def _relations(
    first: ArgumentMap,
    second: ArgumentMap,
    asked: Sequence[Disagreement],
    sides: Mapping[_Key, str],
    names: Mapping[str, str],
) -> Iterator[Relation]:
    """Yield what both have or was chosen, and what hangs on a component that only one map has."""
    contested = {"first": set[str](), "second": set[str]()}
    wanted = {"first": set[str](), "second": set[str]()}
    for d in asked:
        if d.topic in (Topic.SIGN, Topic.RELATION):
            for side, name in zip(contested, d.ids, strict=True):
                contested[side].add(name)
                if sides[d.topic.value, d.ids] == side:
                    wanted[side].add(name)
    for side, given, known in (("second", second, names), ("first", first, {})):
        steps = {r.id: r.source for r in given.relations}
        for r in given.relations:
            if r.id not in contested[side] or r.id in wanted[side]:
                source, target = r.source, steps.get(r.target, r.target)
                ends = (known.get(source, source), known.get(target, target)) if side == "second" else (source, target)
                yield replace(r, id=f"{ends[0]}>{ends[1]}:{r.kind}", source=ends[0], target=ends[1], alternatives=())
