"""Who speaks for and against what: the relations of a map by target, without those that dispute nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Commitment, Component, Relation, RelationKind
from argmap.discussion import Post
from argmap.nlp.rules import cues

_PEACEFUL = 0.14
_SPARSE, _SURE_THERE = 0.5, 0.3
_NOT_MEANT = frozenset({Commitment.REPORTED, Commitment.HYPOTHETICAL})
_DENIES = frozenset({"denial", "irrelevance", "contrast"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The relations by target and the components by id, and what both say about voices."""

    components: Mapping[str, Component]
    order: Mapping[str, int]
    posts: Mapping[str, Post]
    attacks: Mapping[str, tuple[Relation, ...]]
    supports: Mapping[str, tuple[Relation, ...]]

    def voice(self, component_id: str) -> str:
        """Return who speaks: the author, or the post where the author is unknown."""
        post = self.posts[self.components[component_id].post]
        return post.author or post.id


def web_of(argument_map: ArgumentMap) -> Web:
    """Return the relations of the map by target; an undercut of a relation counts against its source.

    Where several speak, what somebody only reports or supposes takes no side.
    """
    ends = {relation.id: relation.source for relation in argument_map.relations}
    components, posts = argument_map.by_id(), argument_map.posts()
    doubted = _doubted(argument_map)
    counted = [r for r in argument_map.relations if components[r.source].commitment not in _NOT_MEANT or alone(posts)]
    attacks: dict[str, list[Relation]] = {}
    supports: dict[str, list[Relation]] = {}
    for relation in counted:
        target = ends.get(relation.target, relation.target)
        if relation.kind is RelationKind.SUPPORT:
            supports.setdefault(target, []).append(relation)
        elif relation.id not in doubted:
            attacks.setdefault(target, []).append(relation)
    return Web(
        components=components,
        order={name: at for at, name in enumerate(components)},
        posts=posts,
        attacks={target: tuple(found) for target, found in attacks.items()},
        supports={target: tuple(found) for target, found in supports.items()},
    )


def alone(posts: Mapping[str, Post]) -> bool:
    """Return whether one voice speaks alone, so that the sides are of those whom it reports and of what it weighs."""
    return len({post.author or post.id for post in posts.values()}) == 1


def _doubted(argument_map: ArgumentMap) -> frozenset[str]:
    """Return the attacks that make no dispute where several voices speak.

    Who limits a claim of their own gives ground. And where hardly anybody denies anything (people ask, help, thank,
    tell), an answer that does not deny is no attack, whatever else speaks for it. Where hardly anybody speaks to
    another's claims, only a sure attack is one.
    """
    components, posts = argument_map.by_id(), argument_map.posts()
    sources = {relation.id: relation.source for relation in argument_map.relations}
    ends = {relation.id: sources.get(relation.target, relation.target) for relation in argument_map.relations}
    voices = {name: posts[c.post].author or c.post for name, c in components.items()}
    if alone(posts):
        return frozenset()
    denying = frozenset(name for name, c in components.items() if not _DENIES.isdisjoint(cues(c.text)))
    peaceful = len(denying) < _PEACEFUL * len(components)
    across = sum(components[r.source].post != components[ends[r.id]].post for r in argument_map.relations)
    sure = _SURE_THERE if across < _SPARSE * len(posts) else 0.0
    return frozenset(
        relation.id
        for relation in argument_map.relations
        if voices[relation.source] == voices[ends[relation.id]]
        or (peaceful and relation.source not in denying)
        or relation.confidence < sure
    )
