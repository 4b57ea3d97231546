"""Everything the page reads, made from a map: what the template writes, and the JSON that its script draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argmap.argument import ArgumentMap, RelationKind, Review
from argmap.native import fingerprint
from argmap.render import cards as card_of
from argmap.render import graph as graph_of
from argmap.render import words
from argmap.render.outline import Outliner, Section
from argmap.render.picture import TOGETHER, Painter, pill_width
from argmap.render.points import Point, points
from argmap.render.source import DiscussionView, discussions

ROW = 760
START = 150
MAIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one map."""

    title: str
    found: str
    instead: str
    points: tuple[Point, ...]
    main: tuple[int, ...]
    discussions: tuple[DiscussionView, ...]
    sections: tuple[Section, ...]
    components: tuple[dict[str, Any], ...]
    unsure: bool
    seen: frozenset[str]
    hard: str
    soft: str
    data: dict[str, Any]
    whole: dict[str, Any]
    short: tuple[int, ...]

    @property
    def lines(self) -> dict[str, Any]:
        """Return the whole map without its cards."""
        return {key: value for key, value in self.whole.items() if key not in ("nodes", "pills")}


def page(argument_map: ArgumentMap) -> Page:
    """Return what there is to show of a map."""
    graph = graph_of.graph(argument_map)
    listed = points(argument_map)
    cards, number = card_of.cards(argument_map), card_of.numbers(argument_map)
    painter = Painter(graph, cards, [words.active(relation) for relation in argument_map.relations])
    shown = {p.place: graph_of.around_dispute(graph, [c for side in p.sides for c in side.claims]) for p in listed}
    components = _components(argument_map, cards, graph)
    return Page(
        title=_title(argument_map),
        found=words.found(argument_map),
        instead=words.instead(argument_map),
        points=listed,
        main=() if listed else _main(graph),
        discussions=discussions(argument_map, number),
        sections=_sections(argument_map, graph, listed, shown),
        components=components,
        unsure=any(component["confidence"] < words.UNSURE for component in components),
        seen=_seen(argument_map),
        hard=_verbs(argument_map, RelationKind.ATTACK, ("attacks", *words.SOFT)),
        soft=_verbs(argument_map, RelationKind.SUPPORT, words.SOFT),
        data={
            "components": [_lean(component, "label", "author", "number") for component in components],
            "relations": [_lean(relation) for relation in _relations(argument_map, graph)],
            "posts": _posts(argument_map, number),
            "sources": [
                discussion.title or discussion.source or discussion.id for discussion in argument_map.discussions
            ],
            "passive": words.PASSIVE,
            "hash": fingerprint(argument_map),
            "unknown": words.UNKNOWN,
            "disputes": _disputes(painter, listed, shown),
            "start": _start(painter, listed),
            "pills": {verb: pill_width(verb) for verb in (*words.PASSIVE, TOGETHER)},
            "card": card_of.WIDTH,
            "row": ROW,
        },
        whole=_whole(painter, range(len(components))),
        short=tuple(card.short for card in cards),
    )


def _posts(argument_map: ArgumentMap, number: dict[str, str]) -> list[tuple[str | int, ...]]:
    return [
        (words.author(post), number[post.id], place, post.id, *([post.source_id] if post.source_id else []))
        for place, discussion in enumerate(argument_map.discussions)
        for post in discussion.posts
    ]


def _lean(item: dict[str, Any], *known: str) -> dict[str, Any]:
    """Leave out what says nothing, and what the page knows how to make."""
    said = {key: value for key, value in item.items() if key not in known}
    return {key: value for key, value in said.items() if value is not None and value is not False and value != ()}


def _title(argument_map: ArgumentMap) -> str:
    first = [d.title or d.source or d.id for d in argument_map.discussions][:1]
    more = len(argument_map.discussions) - 1
    title = " ".join(first[0].split()) if first else "Nothing to map"
    return f"{title} and {words.count(more, 'more discussion')}" if more > 0 else title


def _verbs(argument_map: ArgumentMap, kind: RelationKind, verbs: Sequence[str]) -> str:
    """Return those of the verbs that relations of a kind are drawn with, which share one look."""
    said = {words.active(relation) for relation in argument_map.relations if relation.kind is kind}
    return ", ".join(verb for verb in verbs if verb in said)


def _seen(argument_map: ArgumentMap) -> frozenset[str]:
    """Return the words for everything that has a look of its own in the pictures of this map."""
    looks = {words.active(relation) for relation in argument_map.relations}
    for component in argument_map.components:
        looks |= {component.kind.value} | ({"quoted"} if component.quoted else set())
        looks |= {words.look(component)}
    return frozenset(looks)


def _main(graph: graph_of.Graph) -> tuple[int, ...]:
    claims = [node for node, claim in enumerate(graph.claims) if claim]
    return tuple(sorted(claims, key=lambda node: (-len(graph.entering[node]), node))[:MAIN])


def _components(
    argument_map: ArgumentMap, cards: Sequence[card_of.Card], graph: graph_of.Graph
) -> tuple[dict[str, Any], ...]:
    posts, number = argument_map.posts(), card_of.numbers(argument_map)
    place = {post: index for index, post in enumerate(posts)}
    by_id = {component.id: index for index, component in enumerate(argument_map.components)}
    return tuple(
        {
            "id": c.id,
            "post": place[c.post],
            "start": c.start,
            "number": number[c.post],
            "author": words.author(posts[c.post]),
            "kind": c.kind.value,
            "text": c.text,
            "canonical": c.canonical,
            "label": " ".join(c.label.split()),
            "commitment": words.commitment(c),
            "quoted": c.quoted,
            "quoteOf": None if c.quote_of is None else by_id[c.quote_of],
            "confidence": c.confidence,
            "head": card.head,
            "lines": card.lines,
            "tags": card.tags,
            "height": card.height,
            "reason": reason if reason != index else None,
            "review": _verdict(c.review),
        }
        for index, (c, card, reason) in enumerate(zip(argument_map.components, cards, graph.reason, strict=True))
    )


def _verdict(review: Review | None) -> tuple[str, str, str] | None:
    return (review.verdict.value, review.by, review.was or "") if review else None


def _relations(argument_map: ArgumentMap, graph: graph_of.Graph) -> list[dict[str, Any]]:
    place = {component.id: index for index, component in enumerate(argument_map.components)}
    return [
        {
            "id": r.id,
            "source": link.source,
            "target": link.target,
            "step": link.step,
            "attack": link.attack,
            "subtype": r.subtype.value if r.subtype else None,
            "verb": words.active(r),
            "evidence": r.evidence,
            "confidence": r.confidence,
            "others": tuple((place[a.target], a.kind.value if a.kind else "", a.confidence) for a in r.alternatives),
            "review": _verdict(r.review),
        }
        for r, link in zip(argument_map.relations, graph.links, strict=True)
    ]


def _disputes(painter: Painter, listed: Sequence[Point], shown: dict[int, list[int]]) -> list[dict[str, Any]]:
    made = []
    for point in sorted(listed, key=lambda p: p.place):
        in_favour, against = (side.claims for side in point.sides)
        side = graph_of.sides(painter.graph, shown[point.place], in_favour, against)
        picture = painter.picture(shown[point.place], side, row_width=ROW)
        made.append(
            {
                "rank": point.rank,
                "point": point.point,
                "for": in_favour,
                "against": against,
                "id": point.id,
                "status": point.status,
                "review": _verdict(point.review),
                "picture": picture,
            }
        )
    return made


def _whole(painter: Painter, shown: Sequence[int]) -> dict[str, Any]:
    return painter.picture(shown, {}, row_width=max(1600.0, 330 * len(shown) ** 0.5))


def _start(painter: Painter, listed: Sequence[Point]) -> dict[str, Any] | None:
    """Return the picture that a large whole map opens with: what is disputed, and what most replies hang on."""
    if len(painter.cards) <= START:
        return None
    disputed = [claim for point in listed for side in point.sides for claim in side.claims]
    return _whole(painter, graph_of.overview(painter.graph, disputed, START))


def _sections(
    argument_map: ArgumentMap, graph: graph_of.Graph, listed: Sequence[Point], shown: dict[int, list[int]]
) -> tuple[Section, ...]:
    outliner = Outliner(argument_map, graph)
    told = {node for nodes in shown.values() for node in nodes}
    rest = [node for node in range(len(graph.claims)) if node not in told]
    sections = [outliner.dispute(point, shown[point.place]) for point in listed]
    heading = "Outside the disputed points" if listed else "What was found"
    return (*sections, *([outliner.rest(rest, heading)] if rest else []))
