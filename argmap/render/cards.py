"""What stands on the card of a component and how much room it takes; the page draws exactly this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Component, Kind, Subtype
from argmap.discussion import Post, voice
from argmap.render import words
from argmap.render.labels import shorten, width, wrap

WIDTH = 224
PAD = 13
DOT = 14
LETTERS = 480
HEAD = 16
_INNER = WIDTH - 2 * PAD
_LINE = 19
_TAG = 22


@dataclass(frozen=True, slots=True)
class Card:
    """Lines of a card: who (one or two), the label, and small tags as (text, x, row, width)."""

    head: tuple[str, ...]
    lines: tuple[str, ...]
    tags: tuple[tuple[str, int, int, int], ...]
    height: int

    @property
    def short(self) -> int:
        """Return the height without the head, as the second and later premises of one reason are drawn."""
        return self.height - HEAD * len(self.head) - 8


def numbers(argument_map: ArgumentMap) -> dict[str, str]:
    """Return what the page calls each post: "3", or "2.3" where there are several discussions."""
    many = len(argument_map.discussions) > 1
    return {
        post.id: f"{place}.{number}" if many else str(number)
        for place, discussion in enumerate(argument_map.discussions, 1)
        for number, post in enumerate(discussion.posts, 1)
    }


def cards(argument_map: ArgumentMap) -> tuple[Card, ...]:
    """Return the card of every component, in the order of the map."""
    posts, number, more = argument_map.posts(), numbers(argument_map), _remarks(argument_map)
    made = []
    for component in argument_map.components:
        who = words.author(posts[component.post])
        made.append(_card(component, who, number[component.post], more[component.id]))
    return tuple(made)


def _card(component: Component, who: str, number: str, remarks: Sequence[str]) -> Card:
    head = _head(who, f"{component.kind.value} #{number}")
    text = " ".join(component.label.split())
    if len(text) > LETTERS:
        text = text[:LETTERS].rsplit(" ", 1)[0] + " … (the rest is in the source)"
    lines = wrap(text, _INNER, 14, bold=component.kind is Kind.CLAIM)
    tags = _tags(remarks)
    rows = tags[-1][2] + 1 if tags else 0
    height = 16 + HEAD * len(head) + 5 + _LINE * len(lines) + (rows * _TAG + 4) * bool(rows) + 9
    return Card(head, tuple(lines), tags, height)


def _head(who: str, what: str) -> tuple[str, ...]:
    name = shorten(who, 28)
    if width(name, 12, bold=True) + 6 + width(what, 12) <= _INNER - DOT:
        return (f"{name}\t{what}",)
    while width(name, 12, bold=True) > _INNER - DOT:
        name = shorten(name, len(name) - 1)
    return (name, what)


def _tags(remarks: Sequence[str]) -> tuple[tuple[str, int, int, int], ...]:
    placed, x, row = [], 0, 0
    for remark in remarks:
        wide = min(round(width(remark, 11.5)) + 16, _INNER)
        if x and x + wide > _INNER:
            x, row = 0, row + 1
        placed.append((remark, x, row, wide))
        x += wide + 5
    return tuple(placed)


def _remarks(argument_map: ArgumentMap) -> dict[str, list[str]]:
    """Return what is said on each card besides its label."""
    posts, components = argument_map.posts(), argument_map.by_id()
    waiting = {name for dispute in argument_map.disputes for name in dispute.unanswered}
    who = {c.id: shorten(words.author(posts[c.post]), 18) for c in argument_map.components}
    said = {c.id: _own(c, who) + ["no answer yet"] * (c.id in waiting) for c in argument_map.components}
    for component in argument_map.components:
        if component.quote_of is not None and not _self_quoted(component, components, posts):
            said[component.quote_of].append(f"quoted by {who[component.id]}")
    for relation in argument_map.relations:
        if relation.subtype is Subtype.RESTATE and relation.target in components:
            said[relation.target].append(f"said again by {who[relation.source]}")
        if words.torn(relation):
            said[relation.source].append("unsure, for or against")
    return {name: list(dict.fromkeys(remarks))[:6] for name, remarks in said.items()}


def _self_quoted(component: Component, components: Mapping[str, Component], posts: Mapping[str, Post]) -> bool:
    """Return whether somebody repeats what they said, as mail does that quotes an answer with what it answers."""
    original = components[component.quote_of or component.id]
    return voice(posts[component.post]) == voice(posts[original.post])


def _own(component: Component, who: dict[str, str]) -> list[str]:
    remarks = []
    if component.quote_of is not None:
        remarks.append(f"repeats {who[component.quote_of]}")
    elif component.quoted:
        remarks.append("quoted")
    remarks += [standing] if (standing := words.commitment(component)) else []
    if component.confidence < words.UNSURE:
        remarks.append(f"unsure, {round(component.confidence * 100)} %")
    return remarks
