"""The contested points alone: as a table for a terminal, as Markdown, as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from argmap.argument import ArgumentMap, Component, Dispute
from argmap.disputes import SIDE
from argmap.disputes.lens import standing, strengths
from argmap.render.printable import printable

_SHOWN = 3


def table(argument_map: ArgumentMap, *, top: int, explain: bool) -> str:
    """Return the first `top` disputes as text."""
    if not argument_map.disputes:
        return nothing_disputed(argument_map) + "\n"
    lines = (
        line for d in argument_map.disputes[:top] for line in (*dispute_lines(d, argument_map, explain=explain), "")
    )
    more = len(argument_map.disputes) - top
    rest = f"and {more} more: --top {len(argument_map.disputes)} shows all\n" if more > 0 else ""
    return printable("\n".join(lines) + "\n" + rest)


def markdown(argument_map: ArgumentMap, *, top: int, explain: bool) -> str:
    """Return the first `top` disputes as Markdown, people's words escaped."""
    if not argument_map.disputes:
        return nothing_disputed(argument_map) + "\n"
    parts = []
    for dispute in argument_map.disputes[:top]:
        parts.append(f"## {dispute.rank}. {escaped(dispute.point)}\n\n*{dispute.status or 'open'}*\n")
        for side, claims in (("For", dispute.claims_for), ("Against", dispute.claims_against)):
            lines = "".join(f"- {escaped(line)}\n" for line in _claims(claims[:SIDE], argument_map))
            parts.append(f"**{side}**\n\n{lines}")
        parts.append(f"{_explained(dispute)}\n" if explain else "")
    return printable("\n".join(part for part in parts if part))


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
            "unanswered": list(d.unanswered), "last_word": d.last_word,
        }
        for d in argument_map.disputes[:top]
    ]  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


DISPUTES: Mapping[str, Callable[..., str]] = {"table": table, "markdown": markdown, "json": as_json}


def lens(argument_map: ArgumentMap, *, top: int) -> str:
    """Return how the claims of the first `top` disputes come out by DF-QuAD, and what the grounded extension holds."""
    strong, stands = strengths(argument_map), standing(argument_map)
    lines = []
    for dispute in argument_map.disputes[:top]:
        lines.append(f"{dispute.rank:2}. {dispute.point}")
        for name in (*dispute.claims_for, *dispute.claims_against):
            label = " ".join(argument_map.by_id()[name].label.split())
            lines.append(f"      {strong[name]:.2f} {'stands' if name in stands else '      '}  {label}")
    return printable("\n".join(lines) + "\n") if lines else nothing_disputed(argument_map) + "\n"


def nothing_disputed(argument_map: ArgumentMap) -> str:
    """Say that nothing is disputed, and what there was instead."""
    posts = sum(len(d.posts) for d in argument_map.discussions)
    claims = sum(c.kind == "claim" for c in argument_map.components)
    return f"Nothing is disputed here: {posts} posts with {claims} claims, and nobody contradicts another."


def dispute_lines(dispute: Dispute, argument_map: ArgumentMap, *, explain: bool) -> Iterator[str]:
    """Yield the lines of one dispute: the point, its status, the first claims of both sides."""
    yield f"{dispute.rank:2}. {dispute.point}  ({dispute.status or 'open'})"
    for side, claims in (("for", dispute.claims_for), ("against", dispute.claims_against)):
        for number, line in enumerate(_claims(claims[:_SHOWN], argument_map)):
            yield f"      {side if number == 0 else '':<8} {line}"
        if len(claims) > _SHOWN:
            yield f"      {'':<8} and {len(claims) - _SHOWN} more"
    if dispute.unanswered:
        count = len(dispute.unanswered)
        yield f"      {count} objection{'s' * (count != 1)} unanswered"
    if explain:
        yield f"      {_explained(dispute)}"


def _claims(claims: Sequence[str], argument_map: ArgumentMap) -> Iterator[str]:
    components: Mapping[str, Component] = argument_map.by_id()
    posts = argument_map.posts()
    for name in claims:
        component = components[name]
        yield f"{posts[component.post].author or 'unknown'}: {' '.join(component.label.split())}"


def _explained(dispute: Dispute) -> str:
    parts = " + ".join(f"{name} {value:g}" for name, value in (dispute.parts or {}).items())
    return f"score {dispute.score or 0:g} = {parts}"


def escaped(text: str) -> str:
    """Return people's words with the signs that Markdown reads as its own made plain."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in text)
