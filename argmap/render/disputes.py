"""The contested points alone: as a table for a terminal, as Markdown, as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from argmap.argument import ArgumentMap, Component, Dispute, RelationKind, Status
from argmap.discussion import Post
from argmap.disputes import UNCLEAR, WEIGHTS
from argmap.disputes.asked import ends_asking
from argmap.disputes.lens import standing, strengths
from argmap.disputes.spread import STEP_BACK
from argmap.disputes.voices import Voices, voices
from argmap.render.printable import printable
from argmap.render.words import contradictions, count, doubted

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as a line: who says what in which post, where the post has an address at which."""

    who: str
    said: str
    post: str
    url: str | None
    strongest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: its first claims, how many it has more, who says so, and how many comments only agree.

    `perhaps` are comments that attack the first claim of the other side, too unsure to be named.
    """

    name: str
    claims: tuple[Claim, ...]
    more: int
    voices: Voices
    agreeing: int = 0
    perhaps: int = 0

    def rest(self) -> str:
        """Return what there is besides the claims shown: "2 more, 1 comment that agrees, perhaps 1 other comment"."""
        agree = f"{count(self.agreeing, 'comment')} that agree{'s' * (self.agreeing == 1)}"
        perhaps = f"perhaps {count(self.perhaps, 'other comment')}"
        parts = ((f"{self.more} more", self.more), (agree, self.agreeing), (perhaps, self.perhaps))
        return ", ".join(part for part, some in parts if some)


def table(argument_map: ArgumentMap, *, top: int, explain: bool) -> str:
    """Return the first `top` disputes as text."""
    if not argument_map.disputes:
        return nothing_disputed(argument_map) + "\n"
    lines = (
        line for d in argument_map.disputes[:top] for line in (*dispute_lines(d, argument_map, explain=explain), "")
    )
    return printable("\n".join(lines) + "\n" + _rest(argument_map, top))


def _rest(argument_map: ArgumentMap, top: int) -> str:
    more = len(argument_map.disputes) - top
    return f"and {more} more: --top {len(argument_map.disputes)} shows all\n" if more > 0 else ""


def markdown(argument_map: ArgumentMap, *, top: int, explain: bool) -> str:
    """Return the first `top` disputes as Markdown, people's words escaped, each claim with its post."""
    if not argument_map.disputes:
        return nothing_disputed(argument_map) + "\n"
    parts = []
    for dispute in argument_map.disputes[:top]:
        parts.append(f"## {dispute.rank}. {escaped(dispute.point)}\n\n*{dispute.status or 'open'}*\n")
        for side in sides(dispute, argument_map):
            lines = "".join(f"- {escaped(f'{c.who}: {c.said}')} ({linked(c)})\n" for c in side.claims)
            rest = f"- and {side.rest()}\n" if side.rest() else ""
            parts.append(f"**{side.name.capitalize()}** ({side.voices})\n\n{lines}{rest}")
        parts += [f"{escaped(line)}\n" for line in remarks(dispute, argument_map, explain=explain)]
    return printable("\n".join(part for part in parts if part))


def linked(claim: Claim) -> str:
    """Return the post of a claim for Markdown, as a link where it has an address."""
    return f"[{claim.post}](<{claim.url}>)" if claim.url else claim.post


def as_json(argument_map: ArgumentMap, *, top: int, explain: bool) -> str:
    """Return the first `top` disputes as JSON: points, sides with words and authors, status, score."""
    del explain
    components, posts = argument_map.by_id(), argument_map.posts()

    def claim(name: str) -> dict[str, str | None]:
        component = components[name]
        return {
            "id": name, "canonical": component.canonical, "text": component.text,
            "post": component.post, "author": posts[component.post].author,
        }  # fmt: skip

    found = [
        {
            "rank": d.rank, "point": d.point, "status": d.status, "score": d.score, "parts": dict(d.parts or {}),
            "for": [claim(n) for n in d.claims_for], "against": [claim(n) for n in d.claims_against],
            "voices_for": asdict(first.voices), "voices_against": asdict(second.voices),
            "unanswered": list(d.unanswered), "last_word": d.last_word,
        }
        for d in argument_map.disputes[:top]
        for first, second in [sides(d, argument_map)]
    ]  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


DISPUTES: Mapping[str, Callable[..., str]] = {"table": table, "markdown": markdown, "json": as_json}


def lens(argument_map: ArgumentMap, *, top: int) -> str:
    """Return how the claims of the first `top` disputes come out by DF-QuAD, and what the grounded extension holds."""
    strong, stands, components = strengths(argument_map), standing(argument_map), argument_map.by_id()
    lines = []
    for dispute in argument_map.disputes[:top]:
        lines.append(f"{dispute.rank:2}. {dispute.point}")
        for side, names in (("for", dispute.claims_for), ("against", dispute.claims_against)):
            for name in names:
                held = "stands" if name in stands else ""
                lines.append(f"      {side:<7}  {strong[name]:.2f} {held:<6}  {said(components[name])}")
    if not lines:
        return nothing_disputed(argument_map) + "\n"
    return printable("\n".join(lines) + "\n" + _rest(argument_map, top))


def nothing_disputed(argument_map: ArgumentMap) -> str:
    """Say that nothing is disputed, and what there was instead."""
    posts = sum(len(d.posts) for d in argument_map.discussions)
    claims = sum(c.kind == "claim" for c in argument_map.components)
    there = f"{count(posts, 'post')} with {count(claims, 'claim')}"
    if contradictions(argument_map):
        return f"Nothing is disputed here: {there}. {doubted(argument_map)}"
    return f"Nothing is disputed here: {there}, and nobody contradicts another."


def dispute_lines(dispute: Dispute, argument_map: ArgumentMap, *, explain: bool) -> Iterator[str]:
    """Yield the lines of one dispute: the point, its status, who says how much for and against it."""
    yield f"{dispute.rank:2}. {dispute.point}  ({dispute.status or 'open'})"
    for side in sides(dispute, argument_map):
        if side.claims:
            yield f"      {side.name} ({side.voices})"
        for claim in side.claims:
            yield f"        {claim.who}: {claim.said}  [{claim.post}]"
        if side.rest():
            yield f"        and {side.rest()}"
    yield from (f"      {line}" for line in remarks(dispute, argument_map, explain=explain))


def sides(dispute: Dispute, argument_map: ArgumentMap) -> tuple[Side, Side]:
    """Return what stands for and against a dispute, the most direct claims first."""
    components, posts = argument_map.by_id(), argument_map.posts()
    best = {dispute.strongest_for, dispute.strongest_against}

    def side(name: str, claims: Sequence[str], against: Sequence[str]) -> Side:
        near = ((components[one], posts[components[one].post], one in best) for one in claims[:_SHOWN])
        first = tuple(claimed(component, post, strongest=strongest) for component, post, strongest in near)
        everybody = voices(claims, argument_map, against)
        homes = {posts[components[name].post].same_as or components[name].post for name in claims}
        more, agreeing = len(claims) - len(first), everybody.comments - len(homes)
        perhaps = len(_unnamed(against[:1], (*claims, *against), argument_map))
        return Side(name=name, claims=first, more=more, voices=everybody, agreeing=agreeing, perhaps=perhaps)

    both = (dispute.claims_for, dispute.claims_against)
    return side("for", *both), side("against", *reversed(both))


def _unnamed(attacked: Sequence[str], named: Sequence[str], argument_map: ArgumentMap) -> set[str]:
    """Return the posts that attack a claim and of which neither side names anything, a copy as its original."""
    components, posts, targets = argument_map.by_id(), argument_map.posts(), argument_map.targets()

    def home(name: str) -> str:
        return posts[components[name].post].same_as or components[name].post

    attacks = (r for r in argument_map.relations if r.kind is RelationKind.ATTACK and targets[r.id] in attacked)
    return {home(r.source) for r in attacks} - {home(name) for name in named}


def claimed(component: Component, post: Post, *, strongest: bool = False) -> Claim:
    """Return a component of a post as a line."""
    url = post.url if (post.url or "").startswith(("https://", "http://")) else None
    return Claim(who=post.author or "unknown", said=said(component), post=post.id, url=url, strongest=strongest)


def said(component: Component) -> str:
    """Return a claim in short, with the sign of a question where it was asked."""
    words = " ".join(component.label.split())
    return f"{words}?" if ends_asking(component.text) and not words.endswith("?") else words


def remarks(dispute: Dispute, argument_map: ArgumentMap, *, explain: bool) -> Iterator[str]:
    """Yield what else there is to say: what nobody answered, who spoke last and, to explain, the score."""
    if dispute.unanswered:
        yield f"{count(len(dispute.unanswered), 'objection')} unanswered"
    last = argument_map.by_id().get(dispute.last_word or "")
    if last is not None and dispute.status is not Status.ONE_SIDED and dispute.claims_against:
        side = "for" if last.id in dispute.claims_for else "against"
        yield f"last word {side}: {argument_map.posts()[last.post].author or 'unknown'}, {last.post}"
    if explain:
        yield explained(dispute)


def explained(dispute: Dispute) -> str:
    """Return how the score of a dispute comes about: its parts, each by its weight where that is not 1."""
    every = {**WEIGHTS, "near": STEP_BACK, "unclear": UNCLEAR}
    parts = (
        f"{name} {value:g}" + f" x {every[name]:g}" * (every.get(name, 1.0) != 1.0)
        for name, value in (dispute.parts or {}).items()
    )
    return f"score {dispute.score or 0:g} = {' + '.join(parts)}"


def escaped(text: str) -> str:
    """Return people's words with the signs that Markdown reads as its own made plain."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in text)
