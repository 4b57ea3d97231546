"""What several maps of the same posts mark together, and each point on which they differ, to be decided one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Component, Relation
from argmap.evaluate.disagree import Topic
from argmap.evaluate.match import compare

Maps = Mapping[str, ArgumentMap]
Members = Mapping[str, Component]
Place = tuple[int, int, "Place | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation by the groups it joins; `voters` marked both ends, `members` drew it, `through` is an undercut's step.

    A place is the group that speaks, the group it speaks about, and the place of the step that it undercuts.
    """

    place: Place
    members: Mapping[str, Relation]
    voters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A point on which annotators differ: what each has there, "" for nothing, and the ids of it in each map."""

    topic: Topic
    post: str
    words: str
    sides: Mapping[str, str]
    ids: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """Return what tells it from every other question of the same maps."""
        return self.topic.value, self.post, tuple(sorted(self.ids.items()))

    def majority(self) -> str | None:
        """Return the first annotator who has what more than half have, or None; of a component, whether it is one."""
        said = {name: str(bool(one)) if self.topic is Topic.COMPONENT else one for name, one in self.sides.items()}
        counts = Counter(said.values())
        return next((name for name, one in said.items() if 2 * counts[one] > len(said)), None)


def groups(maps: Maps) -> tuple[Members, ...]:
    """Return the components by what they mark, one of each annotator at most; the first maps lead."""
    found: list[dict[str, Component]] = []
    homes: dict[tuple[str, str], dict[str, Component]] = {}
    for at, (name, one) in enumerate(maps.items()):
        known = one.by_id()
        for earlier in list(maps)[:at]:
            for mine, theirs in compare(maps[earlier], one).pairs.items():
                home = homes[earlier, theirs]
                if (name, mine) not in homes and name not in home:
                    home[name] = known[mine]
                    homes[name, mine] = home
        for component in one.components:
            if (name, component.id) not in homes:
                homes[name, component.id] = {name: component}
                found.append(homes[name, component.id])
    return tuple(found)


def links(maps: Maps, found: Sequence[Members]) -> tuple[Link, ...]:
    """Return the relations by the groups they join."""
    home = {(name, c.id): at for at, members in enumerate(found) for name, c in members.items()}
    drawn: dict[Place, dict[str, Relation]] = {}
    for name, one in maps.items():
        known = {relation.id: relation for relation in one.relations}
        for relation in one.relations:
            place = _place(relation, known, lambda other, name=name: home[name, other], ())  # type: ignore[misc]
            drawn.setdefault(place, {}).setdefault(name, relation)
    return tuple(
        Link(
            place=place,
            members=members,
            voters=tuple(name for name in maps if name in found[place[0]] and name in found[place[1]]),
        )
        for place, members in drawn.items()
    )


def questions(maps: Maps, found: Sequence[Members], drawn: Sequence[Link]) -> list[Question]:
    """Return every point on which the maps differ, the worst topics first, then by place."""
    asked = [*_of_groups(maps, found), *_of_links(found, drawn), *_of_replies(maps)]
    order, posts = list(Topic), list(next(iter(maps.values())).posts())
    return sorted(asked, key=lambda q: (order.index(q.topic), posts.index(q.post)))


def _place(
    relation: Relation, known: Mapping[str, Relation], home: Callable[[str], int], seen: tuple[str, ...]
) -> Place:
    step = known.get(relation.target)
    if step is None:
        return home(relation.source), home(relation.target), None
    through = None if step.id in seen else _place(step, known, home, (*seen, relation.id))
    return home(relation.source), home(step.source), through


def _of_groups(maps: Maps, found: Sequence[Members]) -> Iterator[Question]:
    for members in found:
        first = next(iter(members.values()))
        ids = {name: c.id for name, c in members.items()}
        if len(members) < len(maps):
            kinds = {name: members[name].kind.value if name in members else "" for name in maps}
            yield Question(topic=Topic.COMPONENT, post=first.post, words=first.text, sides=kinds, ids=ids)
        for topic, sides in (
            (Topic.KIND, {name: c.kind.value for name, c in members.items()}),
            (Topic.EXTENT, {name: c.text for name, c in members.items()}),
        ):
            if len({*sides.values()}) > 1:
                yield Question(topic=topic, post=first.post, words=first.text, sides=sides, ids=ids)


def _of_links(found: Sequence[Members], drawn: Sequence[Link]) -> Iterator[Question]:
    for link in drawn:
        sides = {name: link.members[name].kind.value if name in link.members else "" for name in link.voters}
        if len({*sides.values()}) > 1:
            ends = [next(iter(found[at].values())) for at in link.place[:2]]
            yield Question(
                topic=Topic.SIGN if len({*sides.values()} - {""}) > 1 else Topic.RELATION,
                post=ends[0].post,
                words=" > ".join(one.text for one in ends),
                sides=sides,
                ids={name: relation.id for name, relation in link.members.items()},
            )


def _of_replies(maps: Maps) -> Iterator[Question]:
    for name, post in next(iter(maps.values())).posts().items():
        sides = {who: one.posts()[name].reply_to or "" for who, one in maps.items()}
        if len({*sides.values()}) > 1:
            ids = dict.fromkeys(maps, name)
            yield Question(topic=Topic.REPLY, post=name, words=post.text, sides=sides, ids=ids)
