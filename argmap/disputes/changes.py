"""What a discussion's growth changed: points newly disputed, answered, conceded, open again, no longer disputed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.argument import ArgumentMap, Dispute, Status
from argmap.discussion import is_known
from argmap.quotes import key

# Who says it, where that is known, and its words.
_Claim = tuple[str | None, str]


class ChangeKind(StrEnum):
    """What happened to a point between two maps."""

    DISPUTED = "disputed"
    ANSWERED = "answered"
    CONCEDED = "conceded"
    REOPENED = "reopened"
    JOINED = "joined"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One point of the new map (of the old one where it is gone), and who speaks on it now that did not before."""

    kind: ChangeKind
    point: str
    dispute: str
    joined: tuple[str, ...] = ()


def changes(old: ArgumentMap, new: ArgumentMap) -> tuple[Change, ...]:
    """Return what changed from `old` to `new`, by rank; a claim is the same where the words are and no other says them.

    Somebody whose name only one of the maps knows may be the same person.
    """
    before = {d.id: _voiced(d, old) for d in old.disputes}
    after = {d.id: _voiced(d, new) for d in new.disputes}
    same = _same(before, after)
    known = {d.id: d for d in old.disputes}
    found: list[Change] = []
    for dispute in new.disputes:
        was = known.get(same.get(dispute.id, ""))
        nameless = {words for author, words in before[was.id] if author is None} if was else set()
        named = {author for author, words in after[dispute.id] if author and words in nameless}
        found += _change(dispute, was, named)
    gone = [d for d in old.disputes if d.id not in same.values()]
    return (*found, *(Change(kind=ChangeKind.GONE, point=d.point, dispute=d.id) for d in gone))


def _change(now: Dispute, was: Dispute | None, named: Collection[str]) -> Iterator[Change]:
    if was is None:
        yield Change(kind=ChangeKind.DISPUTED, point=now.point, dispute=now.id)
        return
    kinds = {
        Status.ANSWERED: ChangeKind.ANSWERED,
        Status.CONCEDED: ChangeKind.CONCEDED,
        Status.OPEN: ChangeKind.REOPENED,
    }
    joined = tuple(sorted(_authors(now) - _authors(was) - {*named}))
    if now.status is not was.status and now.status in kinds:
        yield Change(kind=kinds[now.status], point=now.point, dispute=now.id, joined=joined)
    elif joined:
        yield Change(kind=ChangeKind.JOINED, point=now.point, dispute=now.id, joined=joined)


def _authors(dispute: Dispute) -> set[str]:
    return {name for name in (*(dispute.authors_for or ()), *(dispute.authors_against or ())) if is_known(name)}


def _voiced(dispute: Dispute, argument_map: ArgumentMap) -> list[_Claim]:
    """Return the claims of a dispute, its point first, as they can be found in another map."""
    components, posts = argument_map.by_id(), argument_map.posts()
    found = (
        (components[name], posts[components[name].post]) for name in (*dispute.claims_for, *dispute.claims_against)
    )
    return [(post.author if is_known(post.author) else None, key(component.text)) for component, post in found]


def _same(before: Mapping[str, list[_Claim]], after: Mapping[str, list[_Claim]]) -> dict[str, str]:
    """Lead each dispute of `after` to the one of `before` that shares its point, or at least half of its claims."""
    found: dict[str, str] = {}
    for now, claims in after.items():
        free = {was: theirs for was, theirs in before.items() if was not in found.values()}
        best = max(free, key=lambda was: _likeness(claims, free[was]), default=None)
        if best is not None and _likeness(claims, free[best]) >= 0.5:
            found[now] = best
    return found


def _likeness(one: list[_Claim], other: list[_Claim]) -> float:
    shared = sum(any(_is(mine, theirs) for theirs in other) for mine in one) / max(1, min(len(one), len(other)))
    return 1.0 + shared if one and other and _is(one[0], other[0]) else shared


def _is(one: _Claim, other: _Claim) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or None in (one[0], other[0]))
