"""Which points are contested, by whom and how it ended: one dispute a contested claim, ranked by the voices in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.argument import ArgumentMap, Component, Dispute, Relation, RelationKind, Status, Subtype
from argmap.discussion import Post
from argmap.quotes import forms

SIDE = 3
LEAST = 0.13
WEIGHTS: Mapping[str, float] = {"posts": 1.0, "voices": 1.0, "quoted": 1.0, "answered": 0.5, "confidence": 1.0}
_SAME_WORDS = 0.6
_MERGED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who stands where on the claims `points`: ids of components, nearest to the point first."""

    points: tuple[str, ...]
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The relations by target and the components by id, and what both say about voices."""

    components: Mapping[str, Component]
    posts: Mapping[str, Post]
    attacks: Mapping[str, tuple[Relation, ...]]
    supports: Mapping[str, tuple[Relation, ...]]

    def voice(self, component_id: str) -> str:
        """Return who speaks: the author, or the post where the author is unknown."""
        post = self.posts[self.components[component_id].post]
        return post.author or post.id


def disputes(argument_map: ArgumentMap) -> ArgumentMap:
    """Return the map with its disputes ranked; a point that nobody attacks is no dispute."""
    web = web_of(argument_map)
    attacked = [component.id for component in argument_map.components if web.attacks.get(component.id)]
    groups = _merge(attacked, web)
    found = [_dispute(sides, web) for sides in (_sides(group, web) for group in groups) if sides.claims_against]
    ranked = sorted(found, key=lambda d: -(d.score or 0.0))
    distinct = _apart(ranked)
    numbered = tuple(replace(d, rank=rank) for rank, d in enumerate(distinct, start=1))
    return replace(argument_map, disputes=numbered)


def web_of(argument_map: ArgumentMap) -> Web:
    """Return the relations of the map by target; an undercut of a relation counts against its source."""
    ends = {relation.id: relation.source for relation in argument_map.relations}
    components, posts = argument_map.by_id(), argument_map.posts()
    one_voice = len({post.author or post.id for post in posts.values()}) == 1
    attacks: dict[str, list[Relation]] = {}
    supports: dict[str, list[Relation]] = {}
    for relation in argument_map.relations:
        target = ends.get(relation.target, relation.target)
        voices = {posts[components[name].post].author or components[name].post for name in (relation.source, target)}
        # Who limits a claim of their own gives ground; that is a dispute only where nobody else speaks.
        if relation.kind is RelationKind.SUPPORT:
            supports.setdefault(target, []).append(relation)
        elif one_voice or len(voices) == 2:
            attacks.setdefault(target, []).append(relation)
    return Web(
        components=components,
        posts=posts,
        attacks={target: tuple(found) for target, found in attacks.items()},
        supports={target: tuple(found) for target, found in supports.items()},
    )


def _merge(attacked: Sequence[str], web: Web) -> list[list[str]]:
    """Return the attacked components in groups: those that say the same, or of which one supports the other."""
    groups: list[list[str]] = []
    for name in sorted(attacked, key=lambda n: -len(web.attacks[n])):
        home = next((g for g in groups if len(g) < _MERGED and _one_point(name, g, web)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups


def _one_point(name: str, group: Sequence[str], web: Web) -> bool:
    if any(r.source in group for r in web.supports.get(name, ())):
        return True
    linked = any(r.source == name for member in group for r in web.supports.get(member, ()))
    return linked or _alike(web.components[name], web.components[group[0]]) >= _SAME_WORDS


def _alike(one: Component, other: Component) -> float:
    a, b = (frozenset(w for w in forms(c.text) if len(w) > 3) for c in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _sides(points: Sequence[str], web: Web) -> Sides:
    against = _by_weight(r for point in points for r in web.attacks[point])
    for_ = [*points, *_by_weight(r for point in points for r in web.supports.get(point, ()))]
    for_ += _by_weight(r for attacker in against for r in web.attacks.get(attacker, ()))
    against += _by_weight(r for attacker in against for r in web.supports.get(attacker, ()))
    first = list(dict.fromkeys(for_))
    second = [name for name in dict.fromkeys(against) if name not in first]
    return Sides(points=tuple(points), claims_for=tuple(first[:SIDE]), claims_against=tuple(second[:SIDE]))


def _by_weight(relations: Iterable[Relation]) -> list[str]:
    kept = (relation for relation in relations if relation.confidence >= LEAST)
    return [relation.source for relation in sorted(kept, key=lambda relation: -relation.confidence)]


def _dispute(sides: Sides, web: Web) -> Dispute:
    parts = _parts(sides, web)
    both = (*sides.claims_for, *sides.claims_against)
    order = {name: at for at, name in enumerate(web.components)}
    last = max(both, key=lambda name: order[name])
    return Dispute(
        id=f"dispute:{sides.points[0]}",
        rank=0,
        point=_point(web.components[sides.points[0]]),
        claims_for=sides.claims_for,
        claims_against=sides.claims_against,
        status=_status(sides, web),
        authors_for=_authors(sides.claims_for, web),
        authors_against=_authors(sides.claims_against, web),
        strongest_for=max(sides.claims_for, key=lambda n: _strength(n, web)),
        strongest_against=max(sides.claims_against, key=lambda n: _strength(n, web)),
        last_word=last,
        unanswered=_unanswered(sides, web),
        score=round(sum(WEIGHTS[name] * value for name, value in parts.items()), 3),
        parts=parts,
    )


def _parts(sides: Sides, web: Web) -> dict[str, float]:
    both = (*sides.claims_for, *sides.claims_against)
    attacks = [r for point in sides.points for r in web.attacks[point]]
    return {
        "posts": float(len({web.components[name].post for name in both})),
        "voices": float(len({web.voice(name) for name in both})),
        "quoted": float(any(e.startswith("quote:") for r in attacks for e in r.evidence)),
        "answered": float(sum(bool(web.attacks.get(r.source)) for r in attacks)),
        "confidence": round(max(r.confidence for r in attacks), 3),
    }


def _point(component: Component) -> str:
    words = component.label.rstrip(".!? ")
    return words[:1].upper() + words[1:] + "?"


def _authors(claims: Sequence[str], web: Web) -> tuple[str, ...]:
    known = (web.posts[web.components[name].post].author for name in claims)
    return tuple(dict.fromkeys(author for author in known if author))


def _strength(name: str, web: Web) -> tuple[int, float]:
    supports, attacks = web.supports.get(name, ()), web.attacks.get(name, ())
    return len(supports) - len(attacks), web.components[name].confidence


def _unanswered(sides: Sides, web: Web) -> tuple[str, ...]:
    attackers = dict.fromkeys(r.source for point in sides.points for r in web.attacks[point])
    return tuple(name for name in attackers if name in sides.claims_against and not web.attacks.get(name))


def _status(sides: Sides, web: Web) -> Status:
    if len({web.voice(name) for name in (*sides.claims_for, *sides.claims_against)}) < 2:
        return Status.ONE_SIDED
    conceding = {
        r.source for point in sides.points for r in web.supports.get(point, ()) if r.subtype is Subtype.CONCESSION
    }
    if any(web.voice(name) in {web.voice(c) for c in sides.claims_against} for name in conceding):
        return Status.CONCEDED
    return Status.OPEN if _unanswered(sides, web) else Status.ANSWERED


def _apart(ranked: Sequence[Dispute]) -> list[Dispute]:
    """Return the disputes without those whose claims mostly stand in a better one already."""
    kept: list[Dispute] = []
    for dispute in ranked:
        own = {*dispute.claims_for, *dispute.claims_against}
        if all(len(own & {*other.claims_for, *other.claims_against}) <= len(own) / 2 for other in kept):
            kept.append(dispute)
    return kept
