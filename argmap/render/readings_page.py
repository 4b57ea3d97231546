"""Readings of a map as one HTML file each: the crux, the speakers, what changed; no script, no request."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.discussion import without_quote_signs
from argmap.disputes.changes import Change
from argmap.disputes.speakers import Speaker
from argmap.render.disputes import claimed
from argmap.render.printable import printable
from argmap.render.turns import ELSEWHERE, elsewhere, reasons, turns
from argmap.render.words import count

_ENDS = ".!? "
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a sign and its word, what is said, the author's own words where they differ, and where they stand."""

    kind: str
    said: str
    quote: str = ""
    who: str = ""
    post: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its lines."""

    heading: str
    note: str = ""
    lines: tuple[Line, ...] = ()


def crux_page(argument_map: ArgumentMap) -> str:
    """Return the exchange of a crux as a page: each step in its author's words, the reasons for it below."""
    dispute = argument_map.disputes[0]
    steps = turns(dispute)
    sections = [
        Section(heading=f"Step {number}", lines=tuple(_step(name, argument_map, "for" if number % 2 else "against")))
        for number, name in enumerate(steps, start=1)
    ]
    return _page(dispute.point, [*sections, Section(heading=f"Nothing here answers step {len(steps)}.")])


def _step(name: str, argument_map: ArgumentMap, kind: str) -> Iterator[Line]:
    yield _claim(kind, name, argument_map)
    yield from (_claim(why, source, argument_map) for why, source in reasons(name, argument_map))


def _claim(kind: str, name: str, argument_map: ArgumentMap) -> Line:
    component = argument_map.by_id()[name]
    line = claimed(component, argument_map.posts()[component.post])
    quote = " ".join(without_quote_signs(component.text).split())
    differs = quote.rstrip(_ENDS) != line.said.rstrip(_ENDS)
    return Line(
        kind=kind, said=line.said, quote=quote * differs, who=line.who, post=line.post, url=line.url or ""
    )  # fmt: skip


def speakers_page(found: Sequence[Speaker], argument_map: ArgumentMap) -> str:
    """Return the speakers as a page: what each stands for and against, grants, and says against what they said."""
    points = {d.id: d.point for d in argument_map.disputes}
    ends = {r.id: (r.source, r.target) for r in argument_map.relations}

    def lines(one: Speaker) -> Iterator[Line]:
        yield from (Line(kind="for", said=points[d]) for d in one.stands_for)
        yield from (Line(kind="against", said=points[d]) for d in one.stands_against)
        yield from (_claim("grants", ends[r][0], argument_map) for r in one.granted)
        for r in one.contradictions:
            yield from (
                _claim(kind, end, argument_map) for kind, end in zip(("but also", "says"), ends[r], strict=True)
            )

    sections = [
        Section(
            heading=one.called,
            note=f"{count(len(one.posts), 'post')}, {count(one.claims, 'claim')}",
            lines=tuple(lines(one)),
        )
        for one in found
        if one.stands
    ]
    silent = elsewhere(found)
    rest = [Section(heading=ELSEWHERE, note=silent)] if silent else []
    return _page("Who stands where", [*sections, *rest])


def changes_page(found: Sequence[Change]) -> str:
    """Return the changes as a page."""
    lines = tuple(Line(kind=c.kind.value, said=c.point, who=", ".join(c.joined)) for c in found)
    note = "" if found else "The same points are disputed, and stand as they stood."
    return _page("What changed", [Section(heading="Points", note=note, lines=lines)])


PAGES: Mapping[str, Callable[..., str]] = {"crux": crux_page, "speakers": speakers_page, "diff": changes_page}


def _page(title: str, sections: Sequence[Section]) -> str:
    from jinja2 import Environment, FileSystemLoader

    style = (_TEMPLATES / "reading.css").read_text(encoding="utf-8")
    seal = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    rendered = environment.get_template("reading.html").render(title=title, sections=sections, style=style, seal=seal)
    return printable(rendered) + "\n"
