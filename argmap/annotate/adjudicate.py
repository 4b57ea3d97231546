"""One map from several: what more than half have stays, and of what they differ in, what a person decided."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap import __version__
from argmap.among import among
from argmap.annotate import contested
from argmap.annotate.agree import refuse_other_posts
from argmap.annotate.contested import Link, Maps, Members, Place
from argmap.argument import ArgumentMap, Component, Generator, Relation
from argmap.discussion import Discussion, ReplyEvidence
from argmap.disputes import disputes
from argmap.errors import InvalidError
from argmap.evaluate.disagree import Topic

Key = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudicated:
    """The merged map, and how many disagreements nobody decided and no majority settles."""

    map: ArgumentMap
    open: int


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """Whose reading holds on each question, by its key; None where nobody's does."""

    given: Mapping[Key, str | None]

    def on(self, topic: Topic, post: str, ids: Mapping[str, str], otherwise: str | None) -> str | None:
        """Return the annotator whose reading holds; `otherwise` where it is open or was not in question."""
        return self.given.get((topic.value, post, tuple(sorted(ids.items()))), otherwise) or otherwise


def questions(maps: Maps) -> str:
    """Return the disagreements as JSON to decide in: `choose` is to become the name of an annotator."""
    refuse_other_posts(maps)
    groups = contested.groups(maps)
    found = [
        {"topic": q.topic, "post": q.post, "words": q.words, "sides": q.sides, "ids": q.ids, "choose": ""}
        for q in contested.questions(maps, groups, contested.links(maps, groups))
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def adjudicate(maps: Maps, decisions: str = "[]", *, by: str = "adjudicator") -> Adjudicated:
    """Return one map from several of the same posts, by annotator; raise InvalidError for others and for no decisions.

    What was not decided is as more than half have it. Without such a majority kinds, extents and replies are those of
    the first map that has any, and a sign, a relation or a component is left out.
    """
    refuse_other_posts(maps)
    groups = contested.groups(maps)
    links = contested.links(maps, groups)
    asked, chosen = contested.questions(maps, groups, links), _chosen(decisions, maps)
    verdicts = _Verdicts({q.key: chosen.get(q.key) or q.majority() for q in asked})
    first = next(iter(maps.values()))
    placed = _components(first, groups, verdicts, len(maps))
    kept = _relations(groups, links, placed, verdicts)
    order = {post: at for at, post in enumerate(first.posts())}
    components = {c.id: c for c in sorted(placed.values(), key=lambda c: (order[c.post], c.start, c.end, c.id))}
    made = replace(
        first,
        generator=Generator(name=by, version=__version__),
        discussions=tuple(_replied(one, maps, verdicts) for one in first.discussions),
        components=tuple(replace(c, quote_of=c.quote_of if c.quote_of in components else None)
                         for c in components.values()),
        relations=among(kept, components),
        disputes=(),
    )  # fmt: skip
    return Adjudicated(map=disputes(made), open=sum(verdicts.given[q.key] is None for q in asked))


def _chosen(decisions: str, maps: Maps) -> dict[Key, str]:
    try:
        rows: list[dict[str, Any]] = list[Any](json.loads(decisions)) if decisions.lstrip()[:1] == "[" else [{}]
        found = {
            (str(r["topic"]), str(r["post"]), tuple(sorted((str(a), str(b)) for a, b in r["ids"].items()))): str(
                r["choose"]
            )
            for r in rows
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidError(
            f"these are no decisions ({error!r}); decide in what `argmap annotate adjudicate A B` prints"
        ) from error
    odd = next((choice for choice in found.values() if choice not in (*maps, "")), None)
    if odd is not None:
        raise InvalidError(f'a decision is {", ".join(map(repr, maps))} or "" (open), not {odd!r}')
    return found


def _components(first: ArgumentMap, groups: Sequence[Members], verdicts: _Verdicts, count: int) -> dict[int, Component]:
    """Return the component of each group that stays, by the group's number."""
    found: dict[int, Component] = {}
    taken = {c.id for c in first.components}
    for at, members in enumerate(groups):
        lead = next(iter(members))
        ids = {name: c.id for name, c in members.items()}
        one = members[lead]
        whose = lead if len(members) == count else verdicts.on(Topic.COMPONENT, one.post, ids, None)
        if whose is None or whose not in members:
            continue
        kind = members[verdicts.on(Topic.KIND, one.post, ids, lead) or lead].kind
        extent = members[verdicts.on(Topic.EXTENT, one.post, ids, lead) or lead]
        if (extent.start, extent.end) != (one.start, one.end):
            one = replace(one, start=extent.start, end=extent.end, text=extent.text, canonical_from=None)
        name = one.id
        while at >= len(first.components) and name in taken:
            name += "~2"
        taken.add(name)
        found[at] = replace(one, id=name, kind=kind)
    return found


def _relations(
    groups: Sequence[Members], links: Sequence[Link], placed: Mapping[int, Component], verdicts: _Verdicts
) -> list[Relation]:
    """Return what those who marked both ends all have, what more than half have, or what was chosen."""
    found: dict[Place, Relation] = {}
    for link in sorted(links, key=lambda link: _depth(link.place)):
        source, target, through = link.place
        agreed = next(iter(link.members)) if len(link.members) == len(link.voters) else None
        kinds = {relation.kind for relation in link.members.values()}
        post = next(iter(groups[source].values())).post
        topic = Topic.SIGN if len(kinds) > 1 else Topic.RELATION
        ids = {name: relation.id for name, relation in link.members.items()}
        whose = verdicts.on(topic, post, ids, agreed if len(kinds) == 1 else None)
        if (
            whose is None
            or whose not in link.members
            or source not in placed
            or target not in placed
            or source == target
        ):
            continue
        relation = link.members[whose]
        end = found[through].id if through in found else placed[target].id
        found[link.place] = replace(
            relation, id=f"{placed[source].id}>{end}:{relation.kind}", source=placed[source].id, target=end,
            alternatives=(),
        )  # fmt: skip
    return list(found.values())


def _depth(place: Place) -> int:
    return 0 if place[2] is None else 1 + _depth(place[2])


def _replied(discussion: Discussion, maps: Maps, verdicts: _Verdicts) -> Discussion:
    """Return the discussion with each post's parent as it was settled."""
    posts = []
    for post in discussion.posts:
        whose = verdicts.on(Topic.REPLY, post.id, dict.fromkeys(maps, post.id), None)
        parent = post.reply_to if whose is None else maps[whose].posts()[post.id].reply_to
        if parent != post.reply_to:
            post = replace(
                post, reply_to=parent, reply_evidence=ReplyEvidence.ANNOTATOR if parent else None, reply_confidence=None
            )
        posts.append(post)
    return replace(discussion, posts=tuple(posts))
