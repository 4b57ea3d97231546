"""Who speaks for and against what: the relations of a map by target, without those that dispute nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Commitment, Component, Relation, RelationKind
from argmap.discussion import Post, voice

_NOT_MEANT = frozenset({Commitment.REPORTED, Commitment.HYPOTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The relations by target and the components by id, what both say about voices, and which posts others attack."""

    components: Mapping[str, Component]
    order: Mapping[str, int]
    posts: Mapping[str, Post]
    attacks: Mapping[str, tuple[Relation, ...]]
    supports: Mapping[str, tuple[Relation, ...]]
    answered: frozenset[str]

    def voice(self, component_id: str) -> str:
        """Return who speaks: the author, or the post where the author is unknown."""
        return voice(self.posts[self.components[component_id].post])


def web_of(argument_map: ArgumentMap) -> Web:
    """Return the relations of the map by target; an undercut of a relation counts against its source.

    Where several speak, what somebody only reports or supposes takes no side.
    """
    components, posts = argument_map.by_id(), argument_map.posts()
    targets, own = argument_map.targets(), _own(argument_map)
    counted = [r for r in argument_map.relations if components[r.source].commitment not in _NOT_MEANT or alone(posts)]
    attacks: dict[str, list[Relation]] = {}
    supports: dict[str, list[Relation]] = {}
    for relation in counted:
        target = targets[relation.id]
        if relation.kind is RelationKind.SUPPORT:
            supports.setdefault(target, []).append(relation)
        elif relation.id not in own:
            attacks.setdefault(target, []).append(relation)
    return Web(
        components=components,
        order={name: at for at, name in enumerate(components)},
        posts=posts,
        attacks={target: tuple(found) for target, found in attacks.items()},
        supports={target: tuple(found) for target, found in supports.items()},
        answered=frozenset(
            components[target].post
            for target, found in attacks.items()
            if any(components[relation.source].post != components[target].post for relation in found)
        ),
    )


def alone(posts: Mapping[str, Post]) -> bool:
    """Return whether one voice speaks alone, so that the sides are of those whom it reports and of what it weighs."""
    return len({voice(post) for post in posts.values()}) == 1


def _own(argument_map: ArgumentMap) -> frozenset[str]:
    """Return the attacks on a claim of one's own, which give ground and make no dispute where several voices speak."""
    components, posts = argument_map.by_id(), argument_map.posts()
    targets = argument_map.targets()
    voices = {name: voice(posts[c.post]) for name, c in components.items()}
    if alone(posts):
        return frozenset()
    return frozenset(
        relation.id for relation in argument_map.relations if voices[relation.source] == voices[targets[relation.id]]
    )
