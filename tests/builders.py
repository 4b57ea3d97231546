"""Small maps for tests: words instead of offsets, ids from position unless given."""

from collections.abc import Iterable, Sequence

from argmap.argument import (
    Alternative,
    ArgumentMap,
    Component,
    Dispute,
    Generator,
    Kind,
    Relation,
    RelationKind,
    Subtype,
)
from argmap.discussion import Discussion, Mark, MarkKind, Post, Unit
from argmap.nlp.sentences import SyntaxRules
from argmap.nlp.syntax import Parser
from argmap.parse import parse
from argmap.segment import segment


def post(
    name: str,
    text: str,
    *,
    reply_to: str | None = None,
    author: str | None = None,
    marks: Iterable[Mark] = (),
) -> Post:
    """Return a post called `name`."""
    return Post(id=name, text=text, reply_to=reply_to, author=author, marks=tuple(marks))


def mark(text: str, words: str, kind: str = "quote") -> Mark:
    """Return a mark over the first place of `words` in `text`."""
    start = text.index(words)
    return Mark(start=start, end=start + len(words), kind=MarkKind(kind))


def component(
    where: Post,
    words: str,
    *,
    name: str | None = None,
    kind: str = "claim",
    canonical: str | None = None,
    quote_of: Component | None = None,
    confidence: float = 0.9,
) -> Component:
    """Return the component over the first place of `words` in the post `where`."""
    start = where.text.index(words)
    end = start + len(words)
    return Component(
        id=name or f"{where.id}:{start}-{end}",
        post=where.id,
        start=start,
        end=end,
        text=words,
        kind=Kind(kind),
        canonical=canonical,
        quoted=quote_of is not None,
        quote_of=quote_of.id if quote_of else None,
        confidence=confidence,
    )


def relation(
    source: Component,
    target: Component | Relation,
    kind: str = "support",
    *,
    subtype: str | None = None,
    confidence: float = 0.9,
    evidence: Iterable[str] = (),
    alternatives: Iterable[Alternative] = (),
) -> Relation:
    """Return the relation from `source` to `target`."""
    return Relation(
        id=f"{source.id}>{target.id}:{kind}",
        source=source.id,
        target=target.id,
        kind=RelationKind(kind),
        subtype=Subtype(subtype) if subtype else None,
        confidence=confidence,
        evidence=tuple(evidence),
        alternatives=tuple(alternatives),
    )


def dispute(rank: int, claims_for: Iterable[Component], claims_against: Iterable[Component]) -> Dispute:
    """Return the dispute of that rank, called by it, about its first claim."""
    for_it, against = tuple(claims_for), tuple(claims_against)
    return Dispute(
        id=f"d{rank}",
        rank=rank,
        point=(for_it + against)[0].label if for_it or against else "",
        claims_for=tuple(one.id for one in for_it),
        claims_against=tuple(one.id for one in against),
    )


def discussion(posts: Sequence[Post], *, name: str = "d1") -> Discussion:
    """Return the discussion of these posts, in this order."""
    return Discussion(id=name, source="test", format="test", posts=tuple(posts))


def map_of(
    posts: Sequence[Post],
    components: Iterable[Component] = (),
    relations: Iterable[Relation] = (),
    disputes: Iterable[Dispute] = (),
) -> ArgumentMap:
    """Return the map of one discussion."""
    return ArgumentMap(
        generator=Generator(name="test", version="1"),
        discussions=(discussion(posts),),
        components=tuple(components),
        relations=tuple(relations),
        disputes=tuple(disputes),
    )


def units_of(discussions: Sequence[Discussion], syntax: Parser | None = None) -> tuple[Unit, ...]:
    """Return the units of the discussions, read by the rules unless another reads them."""
    return segment(discussions, parse(discussions, syntax or SyntaxRules()))
