"""The disputed points as the page lists them: each side with its people, the strongest claim first."""

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Dispute, Review
from argmap.render import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: claims by number, the strongest first where the map names one."""

    name: str
    people: str
    claims: tuple[int, ...]
    strongest: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A dispute as a card."""

    place: int
    id: str
    rank: int
    point: str
    status: str
    review: Review | None
    head: str
    rest: str
    last_word: str | None
    sides: tuple[Side, ...]


def points(argument_map: ArgumentMap) -> tuple[Point, ...]:
    """Return the disputes by rank."""
    place = {component.id: index for index, component in enumerate(argument_map.components)}
    return tuple(
        _point(number, dispute, argument_map, place)
        for number, dispute in sorted(enumerate(argument_map.disputes), key=lambda pair: (pair[1].rank, pair[0]))
    )


def _point(number: int, dispute: Dispute, argument_map: ArgumentMap, place: dict[str, int]) -> Point:
    head, rest = words.standing(dispute)
    given = (
        ("For", dispute.claims_for, dispute.authors_for, dispute.strongest_for),
        ("Against", dispute.claims_against, dispute.authors_against, dispute.strongest_against),
    )
    return Point(
        place=number,
        id=dispute.id,
        rank=dispute.rank,
        point=dispute.point,
        status=dispute.status.value if dispute.status else "",
        review=dispute.review,
        head=head,
        rest=rest,
        last_word=_who(dispute.last_word, argument_map) if dispute.last_word else None,
        sides=tuple(_side(name, claims, people, best, argument_map, place) for name, claims, people, best in given),
    )


def _side(
    name: str,
    claims: Sequence[str],
    people: Sequence[str] | None,
    best: str | None,
    argument_map: ArgumentMap,
    place: dict[str, int],
) -> Side:
    ordered = sorted(dict.fromkeys(claims), key=lambda claim: claim != best)
    if people is None:
        posts, components = argument_map.posts(), argument_map.by_id()
        people = tuple(dict.fromkeys(words.author(posts[components[claim].post]) for claim in claims))
    strongest = place[best] if best is not None and best in claims else None
    return Side(name=name, people=", ".join(people), claims=tuple(place[c] for c in ordered), strongest=strongest)


def _who(name: str, argument_map: ArgumentMap) -> str:
    """Return who wrote the component called `name`; any other name is a person's already."""
    component = argument_map.by_id().get(name)
    return name if component is None else argument_map.posts()[component.post].author or words.UNKNOWN
