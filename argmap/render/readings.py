"""Other readings of a map, as text, Markdown or JSON: the crux of a dispute, who stands where, what changed."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from argmap.argument import ArgumentMap
from argmap.disputes.changes import Change
from argmap.disputes.speakers import Speaker
from argmap.render.disputes import claimed, escaped, linked, said
from argmap.render.printable import printable
from argmap.render.turns import ELSEWHERE, OWN, elsewhere, reasons, turns
from argmap.render.words import count

_SIGNS = {
    "disputed": "+", "answered": "v", "conceded": "v", "reopened": "o", "joined": "~", "gone": "-",
}  # fmt: skip


def crux_text(argument_map: ArgumentMap) -> str:
    """Return the exchange of a crux step by step, each with its reason indented below it."""
    return printable(
        "\n".join(_steps(argument_map, "{n}. {who}: {said}  [{post}]", "     {why} {said}  [{post}]")) + "\n"
    )


def crux_markdown(argument_map: ArgumentMap) -> str:
    """Return the exchange of a crux as a numbered list."""
    step, reason = "{n}. **{who}**: {said} ({at})", "    - {why} {said} ({at})"
    return printable("\n".join(_steps(argument_map, step, reason, escaped)) + "\n")


def crux_json(argument_map: ArgumentMap) -> str:
    """Return the steps of a crux as JSON."""
    components, posts = argument_map.by_id(), argument_map.posts()
    steps = [
        {
            "step": number, "component": name, "author": posts[components[name].post].author,
            "canonical": components[name].canonical, "text": components[name].text,
            "reasons": [r.source for r in argument_map.relations if r.target == name and r.kind == "support"],
        }
        for number, name in enumerate(turns(argument_map.disputes[0]), start=1)
    ]  # fmt: skip
    return _json({"point": argument_map.disputes[0].point, "steps": steps})


def speakers_text(found: Sequence[Speaker], argument_map: ArgumentMap) -> str:
    """Return one paragraph a speaker: what they stand for and against, grant, contradict of theirs; then the rest."""
    return printable("\n".join(_speakers(found, argument_map, "{}")) + "\n" if found else "nobody speaks\n")


def speakers_markdown(found: Sequence[Speaker], argument_map: ArgumentMap) -> str:
    """Return the speakers as Markdown."""
    lines = _speakers(found, argument_map, "**{}**", escaped)
    return printable("\n".join(f"- {x.strip()}" if x.startswith(" ") else x for x in lines) + "\n")


def speakers_json(found: Sequence[Speaker], argument_map: ArgumentMap) -> str:
    """Return the speakers as JSON."""
    del argument_map
    return _json([asdict(one) for one in found])


def changes_text(found: Sequence[Change]) -> str:
    """Return one line a change."""
    lines = [f"{_SIGNS[c.kind]} {c.kind.value:<9} {c.point}{_joined(c)}" for c in found]
    return printable(
        "\n".join(lines or ["nothing changed: the same points are disputed, and stand as they stood"]) + "\n"
    )


def changes_markdown(found: Sequence[Change]) -> str:
    """Return one list item a change."""
    lines = [f"- *{c.kind.value}*: {escaped(c.point + _joined(c))}" for c in found]
    return printable("\n".join(lines or ["Nothing changed."]) + "\n")


def changes_json(found: Sequence[Change]) -> str:
    """Return the changes as JSON."""
    return _json([asdict(one) for one in found])


def _page_of(name: str) -> Callable[..., str]:
    def page(*found: object) -> str:
        from argmap.render.readings_page import PAGES

        return PAGES[name](*found)

    return page


CRUX: Mapping[str, Callable[..., str]] = {
    "text": crux_text, "markdown": crux_markdown, "json": crux_json, "html": _page_of("crux"),
}  # fmt: skip
SPEAKERS: Mapping[str, Callable[..., str]] = {
    "text": speakers_text, "markdown": speakers_markdown, "json": speakers_json, "html": _page_of("speakers"),
}  # fmt: skip
CHANGES: Mapping[str, Callable[..., str]] = {
    "text": changes_text, "markdown": changes_markdown, "json": changes_json, "html": _page_of("diff"),
}  # fmt: skip


def _steps(
    argument_map: ArgumentMap, step: str, reason: str, written: Callable[[str], str] = lambda text: text
) -> Iterator[str]:
    components, posts = argument_map.by_id(), argument_map.posts()
    dispute = argument_map.disputes[0]
    yield f"{written(dispute.point)}\n"
    steps = turns(dispute)

    def told(name: str) -> dict[str, str]:
        claim = claimed(components[name], posts[components[name].post])
        return {"who": written(claim.who), "said": written(claim.said), "post": claim.post, "at": linked(claim)}

    for number, name in enumerate(steps, start=1):
        yield step.format(n=number, **told(name))
        for why, source in reasons(name, argument_map):
            given = told(source)
            yield reason.format(why=why if why == OWN else f"{why} {given['who']}:", **given)
    yield ""
    yield written(f"Nothing here answers step {len(steps)}.")


def _said(name: str, argument_map: ArgumentMap) -> str:
    return said(argument_map.by_id()[name])


def _speakers(
    found: Sequence[Speaker], argument_map: ArgumentMap, heading: str, written: Callable[[str], str] = lambda text: text
) -> Iterator[str]:
    for one in found:
        if one.stands:
            yield from _speaker(one, argument_map, heading, written)
    if silent := elsewhere(found):
        yield written(f"{ELSEWHERE}: {silent}")


def _speaker(
    one: Speaker, argument_map: ArgumentMap, heading: str, written: Callable[[str], str] = lambda text: text
) -> Iterator[str]:
    points = {d.id: d.point for d in argument_map.disputes}
    ends = {r.id: (r.source, r.target) for r in argument_map.relations}
    yield f"{heading.format(written(one.called))}: {count(len(one.posts), 'post')}, {count(one.claims, 'claim')}"
    for label, ids in (("for", one.stands_for), ("against", one.stands_against)):
        yield from (f"  {label:<8} {written(points[name])}" for name in ids)
    yield from (f"  grants   {written(_said(ends[r][0], argument_map))}" for r in one.granted)
    for r in one.contradictions:
        first, second = (written(_said(end, argument_map)) for end in reversed(ends[r]))
        yield f"  says     {first}  but also  {second}"
    yield ""


def _joined(change: Change) -> str:
    return f"  (now also {', '.join(change.joined)})" if change.joined else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
