"""Who stands where: each speaker's disputes by side, what they granted, and where they contradict themselves."""

from dataclasses import dataclass

from argmap.argument import ArgumentMap, Commitment, Dispute, RelationKind, Subtype
from argmap.discussion import is_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One author, or one post of an unknown one: `name` is None there, and no two such are taken for one person.

    `stands_for` and `stands_against` are ids of disputes, `contradictions` and `granted` ids of relations.
    """

    name: str | None
    posts: tuple[str, ...]
    claims: int
    stands_for: tuple[str, ...] = ()
    stands_against: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return the name, or where an unknown one speaks."""
        return self.name or f"unknown ({self.posts[0]})"

    @property
    def stands(self) -> bool:
        """Return whether there is anything to tell but that they spoke."""
        return any((self.stands_for, self.stands_against, self.granted, self.contradictions))


def speakers(argument_map: ArgumentMap) -> tuple[Speaker, ...]:
    """Return the speakers in the order in which they first speak."""
    voices: dict[str, list[str]] = {}
    names: dict[str, str | None] = {}
    for post in argument_map.posts().values():
        if post.same_as is None:
            who = post.author if is_known(post.author) else None
            voice = f"author:{who}" if who else post.id
            voices.setdefault(voice, []).append(post.id)
            names[voice] = who
    return tuple(_speaker(names[voice], posts, argument_map) for voice, posts in voices.items())


def _speaker(name: str | None, posts: list[str], argument_map: ArgumentMap) -> Speaker:
    own = {c.id for c in argument_map.components if c.post in posts and c.quote_of is None}
    told = {c.id for c in argument_map.components if c.quoted or c.commitment is Commitment.REPORTED}
    linked = [r for r in argument_map.relations if r.source in own and r.target in own - told]
    against_own = [r for r in linked if r.kind is RelationKind.ATTACK]
    return Speaker(
        name=name,
        posts=tuple(posts),
        claims=sum(c.id in own and c.kind == "claim" for c in argument_map.components),
        stands_for=_standing(own, argument_map.disputes, for_it=True),
        stands_against=_standing(own, argument_map.disputes, for_it=False),
        granted=tuple(r.id for r in argument_map.relations if r.source in own and r.subtype is Subtype.CONCESSION),
        contradictions=tuple(r.id for r in against_own if r.subtype is not Subtype.CONCESSION),
    )


def _standing(own: set[str], disputes: tuple[Dispute, ...], *, for_it: bool) -> tuple[str, ...]:
    return tuple(d.id for d in disputes if not own.isdisjoint(d.claims_for if for_it else d.claims_against))
