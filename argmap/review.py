"""A person's verdicts laid over a map: what the machine marked stays readable, what no longer fits is listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from argmap.argument import ArgumentMap, Component, Kind, Relation, RelationKind, Review, Verdict
from argmap.discussion import Post
from argmap.patch import Change, Contested, Link, Patch, Spot

KEPT = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A map with verdicts, how many changes it took in, and in words those it could not."""

    map: ArgumentMap
    applied: int
    leftovers: tuple[str, ...]


def review(argument_map: ArgumentMap, patch: Patch, *, by: str | None = None) -> Reviewed:
    """Return `argument_map` with the verdicts of `patch`, signed `by` (or as the patch is).

    Items are found by the post's `source_id` (else by author and words) and the verbatim text, so the map may be
    that of a grown thread. What a person accepted, edited or added is put back where the machine no longer has it.
    """
    desk = _Desk(argument_map, by or patch.by)
    leftovers = [f"{_named(change)}: {problem}" for change in patch.changes if (problem := desk.take(change))]
    return Reviewed(map=desk.map(), applied=len(patch.changes) - len(leftovers), leftovers=tuple(leftovers))


class _Desk:
    """The items of one map while verdicts are laid on them."""

    def __init__(self, argument_map: ArgumentMap, by: str) -> None:
        self.given, self.by = argument_map, by
        self.posts = argument_map.posts()
        self.components = {c.id: c for c in argument_map.components}
        self.relations = {r.id: r for r in argument_map.relations}
        self.disputes = {d.id: d for d in argument_map.disputes}

    def map(self) -> ArgumentMap:
        """Return the map as it stands now; components stay in the order of the text."""
        place = {name: at for at, name in enumerate(self.posts)}
        known = {c.id for c in self.given.components}
        added = [c for c in self.components.values() if c.id not in known]
        ordered = list(self.components.values())
        if added:
            ordered.sort(key=lambda c: (place[c.post], c.start, c.end))
        return replace(
            self.given, components=tuple(ordered), relations=tuple(self.relations.values()),
            disputes=tuple(self.disputes.values()),
        )  # fmt: skip

    def take(self, change: Change) -> str:
        """Lay one verdict on its item; return why that is not possible, or nothing."""
        if change.component is not None:
            return self._component(change, change.component)
        if change.relation is not None:
            return self._relation(change, change.relation)
        assert change.dispute is not None
        return self._dispute(change, change.dispute)

    def _component(self, change: Change, spot: Spot) -> str:
        found = self._find(spot) or (self._put_back(spot) if change.verdict in KEPT else None)
        if found is None:
            return "" if change.verdict is Verdict.REJECTED and self._post(spot) else _gone(spot)
        was = [f"kind={found.kind.value}"] if change.kind not in (None, found.kind.value) else []
        was += [f"canonical={found.canonical or ''}"] if change.canonical not in (None, found.canonical) else []
        self.components[found.id] = replace(
            found,
            kind=Kind(change.kind) if change.kind else found.kind,
            canonical=change.canonical or found.canonical,
            canonical_from=found.canonical_from if change.canonical in (None, found.canonical) else None,
            review=self._signed(change.verdict, was),
        )
        return ""

    def _relation(self, change: Change, link: Link) -> str:
        source, target = self._find(link.source), self._target(link)
        if source is None or target is None:
            return _gone(link.source if source is None else link.target)
        if source.id == target:
            return "both ends are now one component"
        found = next((r for r in self.relations.values() if (r.source, r.target) == (source.id, target)), None)
        if found is None:
            return self._add(change, link, source.id, target)
        kind, subtype = found.kind, found.subtype
        if change.kind:
            kind, subtype = RelationKind(change.kind), change.subtype
        was = [f"kind={found.kind.value}", f"subtype={found.subtype or ''}"]
        self.relations[found.id] = replace(
            found, kind=kind, subtype=subtype,
            review=self._signed(change.verdict, was if (kind, subtype) != (found.kind, found.subtype) else []),
        )  # fmt: skip
        return ""

    def _add(self, change: Change, link: Link, source: str, target: str) -> str:
        if change.verdict not in KEPT:
            return ""
        kind = RelationKind(change.kind) if change.kind else link.kind
        subtype = change.subtype if change.kind else link.subtype
        name = f"{source}>{target}:{kind.value}"
        self.relations[name] = Relation(
            id=name, source=source, target=target, kind=kind, subtype=subtype, evidence=("annotator",),
            confidence=1.0, review=self._signed(Verdict.ADDED, []),
        )  # fmt: skip
        return ""

    def _dispute(self, change: Change, contested: Contested) -> str:
        claim = self._find(contested.claim)
        fits = [d for d in self.disputes.values() if claim and claim.id in (*d.claims_for, *d.claims_against)]
        found = next((d for d in fits if d.point == contested.point), fits[0] if len(fits) == 1 else None)
        if found is None:
            return "no dispute is about that any more"
        self.disputes[found.id] = replace(found, review=self._signed(change.verdict, []))
        return ""

    def _signed(self, verdict: Verdict, was: Sequence[str]) -> Review:
        return Review(verdict=verdict, by=self.by, was="\n".join(was) or None)

    def _target(self, link: Link) -> str | None:
        if link.step is None:
            target = self._find(link.target)
            return target.id if target else None
        source, target = self._find(link.step.source), self._find(link.step.target)
        ends = (source.id if source else None, target.id if target else None)
        return next((r.id for r in self.relations.values() if (r.source, r.target) == ends), None)

    def _find(self, spot: Spot) -> Component | None:
        """Return the component of the same words in the same post; of several, the one nearest to its old place."""
        post = self._post(spot)
        same = [c for c in self.components.values() if post and c.post == post.id and c.text == spot.text]
        return min(same, key=lambda c: (abs(c.start - spot.start), c.start), default=None)

    def _post(self, spot: Spot) -> Post | None:
        for fits in self._ways(spot):
            found = [post for post in fits if spot.text in post.text]
            if found:
                return next((post for post in found if post.id == spot.post), found[0])
        return None

    def _ways(self, spot: Spot) -> Iterator[list[Post]]:
        """Yield the posts that may be meant, the surest way of knowing first."""
        if spot.source_id is not None:
            yield [post for post in self.posts.values() if post.source_id == spot.source_id]
            return
        yield [post for post in self.posts.values() if post.author == spot.author]
        yield list(self.posts.values())

    def _put_back(self, spot: Spot) -> Component | None:
        post = self._post(spot)
        if post is None:
            return None
        at = post.text.index(spot.text)
        if post.text.startswith(spot.text, spot.start):
            at = spot.start
        name = f"{post.id}:{at}-{at + len(spot.text)}"
        back = Component(
            id=name, post=post.id, start=at, end=at + len(spot.text), text=spot.text, kind=spot.kind, confidence=1.0
        )
        return None if name in self.components else self.components.setdefault(name, back)


def _named(change: Change) -> str:
    if change.component is not None:
        return f"{change.verdict} {_short(change.component.text)}"
    if change.relation is not None:
        return f"{change.verdict} {_short(change.relation.source.text)} > {_short(change.relation.target.text)}"
    assert change.dispute is not None
    return f"{change.verdict} the point {_short(change.dispute.point)}"


def _gone(spot: Spot) -> str:
    return f"{_short(spot.text)} is not marked in the map, or its post is gone"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat[:57]}..."' if len(flat) > 60 else f'"{flat}"'
