"""Everything the page reads, made from a map: what the template writes, and the JSON that its script draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argmap.argument import ArgumentMap
from argmap.render import cards as card_of
from argmap.render import graph as graph_of
from argmap.render import words
from argmap.render.outline import Outliner, Section
from argmap.render.picture import Painter
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
    data: dict[str, Any]
    whole: "Whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The whole map: (name, label, x, y) and (name, from, to, kind) for vis-network; centres, in pixels."""

    nodes: tuple[tuple[str, str, int, int], ...]
    edges: tuple[tuple[str, str, str, int], ...]


def page(argument_map: ArgumentMap) -> Page:
    """Return what there is to show of a map."""
    graph = graph_of.graph(argument_map)
    listed = points(argument_map)
    cards, number = card_of.cards(argument_map), card_of.numbers(argument_map)
    painter = Painter(graph, cards, [words.active(relation) for relation in argument_map.relations])
    shown = {p.place: graph_of.around_dispute(graph, [c for side in p.sides for c in side.claims]) for p in listed}
    components = _components(argument_map, cards)
    whole = _whole(painter, components, range(len(components)))
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
        data={
            "components": [_lean(component, "label", "author", "number") for component in components],
            "relations": [_lean(relation) for relation in _relations(argument_map, graph)],
            "posts": [(words.author(post), number[post.id]) for post in argument_map.posts().values()],
            "passive": words.PASSIVE,
            "disputes": _disputes(painter, listed, shown),
            "near": _near(painter),
            "start": _start(painter, components),
            "card": card_of.WIDTH,
        },
        whole=whole,
    )


def _lean(item: dict[str, Any], *known: str) -> dict[str, Any]:
    """Leave out what says nothing, and what the page knows how to make."""
    said = {key: value for key, value in item.items() if key not in known}
    return {key: value for key, value in said.items() if value is not None and value is not False and value != ()}


def _title(argument_map: ArgumentMap) -> str:
    first = [d.title or d.source or d.id for d in argument_map.discussions][:1]
    more = len(argument_map.discussions) - 1
    title = " ".join(first[0].split()) if first else "Nothing to map"
    return f"{title} and {words.count(more, 'more discussion')}" if more > 0 else title


def _main(graph: graph_of.Graph) -> tuple[int, ...]:
    claims = [node for node, claim in enumerate(graph.claims) if claim]
    return tuple(sorted(claims, key=lambda node: (-len(graph.entering[node]), node))[:MAIN])


def _components(argument_map: ArgumentMap, cards: Sequence[card_of.Card]) -> tuple[dict[str, Any], ...]:
    posts, number = argument_map.posts(), card_of.numbers(argument_map)
    place = {post: index for index, post in enumerate(posts)}
    by_id = {component.id: index for index, component in enumerate(argument_map.components)}
    return tuple(
        {
            "id": c.id,
            "post": place[c.post],
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
        }
        for c, card in zip(argument_map.components, cards, strict=True)
    )


def _relations(argument_map: ArgumentMap, graph: graph_of.Graph) -> list[dict[str, Any]]:
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
        }
        for r, link in zip(argument_map.relations, graph.links, strict=True)
    ]


def _disputes(painter: Painter, listed: Sequence[Point], shown: dict[int, list[int]]) -> list[dict[str, Any]]:
    made = []
    for point in sorted(listed, key=lambda p: p.place):
        in_favour, against = (side.claims for side in point.sides)
        side = graph_of.sides(painter.graph, shown[point.place], in_favour, against)
        more = graph_of.left_out(painter.graph, (*in_favour, *against), shown[point.place])
        picture = painter.picture(shown[point.place], side, row_width=ROW)
        made.append(
            {
                "rank": point.rank,
                "point": point.point,
                "for": in_favour,
                "against": against,
                "more": more,
                "picture": picture,
            }
        )
    return made


def _near(painter: Painter) -> dict[str, Any]:
    """Return the neighbourhood of every component; several that see the same share one picture."""
    pictures: list[dict[str, Any]] = []
    known: dict[tuple[int, ...], int] = {}
    of = []
    for node in range(len(painter.cards)):
        shown = tuple(graph_of.around_component(painter.graph, node))
        if shown not in known:
            known[shown] = len(pictures)
            pictures.append(painter.picture(shown, {}, row_width=ROW))
        of.append(known[shown])
    return {"of": of, "pictures": pictures}


def _whole(painter: Painter, components: Sequence[dict[str, Any]], shown: Sequence[int]) -> Whole:
    edges = painter.edges(shown)
    placed = painter.placed(shown, edges, max(1600.0, 330 * len(shown) ** 0.5)).placed
    labels = {str(n): _label(components[n]) for n in shown}
    return Whole(
        nodes=tuple(
            (name, labels.get(name, ""), box.x + box.width // 2, box.y + box.height // 2)
            for name, box in placed.items()
        ),
        edges=tuple((f"{link}.{part}", source, target, link) for link, part, source, target in edges),
    )


def _label(component: dict[str, Any]) -> str:
    head = " · ".join(part for line in component["head"] for part in line.split("\t"))
    tags = ", ".join(tag[0] for tag in component["tags"])
    return "\n".join([head, *component["lines"], *([f"({tags})"] if tags else [])])


def _start(painter: Painter, components: Sequence[dict[str, Any]]) -> dict[str, list[int]] | None:
    """Return where the claims that have relations stand when the whole map opens with them alone."""
    if len(components) <= START:
        return None
    graph = painter.graph
    linked = [n for n, claim in enumerate(graph.claims) if claim and (graph.leaving[n] or graph.entering[n])]
    first = _whole(painter, components, linked or range(len(components)))
    return {name: [x, y] for name, _, x, y in first.nodes}


def _sections(
    argument_map: ArgumentMap, graph: graph_of.Graph, listed: Sequence[Point], shown: dict[int, list[int]]
) -> tuple[Section, ...]:
    outliner = Outliner(argument_map, graph)
    told = {node for nodes in shown.values() for node in nodes}
    rest = [node for node in range(len(graph.claims)) if node not in told]
    sections = [outliner.dispute(p.place, p.point, [side.claims for side in p.sides], shown[p.place]) for p in listed]
    heading = "Outside the disputed points" if listed else "What was found"
    return (*sections, *([outliner.rest(rest, heading)] if rest else []))
