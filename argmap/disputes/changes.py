"""What a discussion's growth changed: points newly disputed, answered, conceded, open again, no longer disputed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.argument import ArgumentMap, Dispute, Status
from argmap.quotes import key


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
    """Return what changed from `old` to `new`, by rank; a claim is the same where author and words are."""
    before = {d.id: _voiced(d, old) for d in old.disputes}
    after = {d.id: _voiced(d, new) for d in new.disputes}
    same = _same(before, after)
    known = {d.id: d for d in old.disputes}
    found = [change for d in new.disputes for change in _change(d, known.get(same.get(d.id, "")))]
    gone = [d for d in old.disputes if d.id not in same.values()]
    return (*found, *(Change(kind=ChangeKind.GONE, point=d.point, dispute=d.id) for d in gone))


def _change(now: Dispute, was: Dispute | None) -> Iterator[Change]:
    if was is None:
        yield Change(kind=ChangeKind.DISPUTED, point=now.point, dispute=now.id)
        return
    kinds = {
        Status.ANSWERED: ChangeKind.ANSWERED,
        Status.CONCEDED: ChangeKind.CONCEDED,
        Status.OPEN: ChangeKind.REOPENED,
    }
    joined = tuple(sorted(_authors(now) - _authors(was)))
    if now.status is not was.status and now.status in kinds:
        yield Change(kind=kinds[now.status], point=now.point, dispute=now.id, joined=joined)
    elif joined:
        yield Change(kind=ChangeKind.JOINED, point=now.point, dispute=now.id, joined=joined)


def _authors(dispute: Dispute) -> set[str]:
    return {*(dispute.authors_for or ()), *(dispute.authors_against or ())}


def _voiced(dispute: Dispute, argument_map: ArgumentMap) -> list[str]:
    """Return the claims of a dispute, its point first, as they can be found in another map."""
    components, posts = argument_map.by_id(), argument_map.posts()
    names = (*dispute.claims_for, *dispute.claims_against)
    return [f"{posts[components[name].post].author}: {key(components[name].text)}" for name in names]


def _same(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> dict[str, str]:
    """Lead each dispute of `after` to the one of `before` that shares its point, or at least half of its claims."""
    found: dict[str, str] = {}
    for now, claims in after.items():
        free = {was: theirs for was, theirs in before.items() if was not in found.values()}
        best = max(free, key=lambda was: _likeness(claims, free[was]), default=None)
        if best is not None and _likeness(claims, free[best]) >= 0.5:
            found[now] = best
    return found


def _likeness(one: list[str], other: list[str]) -> float:
    shared = len(set(one) & set(other)) / max(1, min(len(one), len(other)))
    return 1.0 + shared if one[:1] == other[:1] else shared
