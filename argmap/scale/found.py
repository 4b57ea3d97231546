"""What a search or a question in SQL found, as text for a terminal or as JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from argmap.render.printable import printable
from argmap.scale.search import Hit

_ANSWERS = 3


def as_text(hits: Sequence[Hit]) -> str:
    """Return the hits as lines: the claim, who said it where, and the surest answers to it."""
    if not hits:
        return "nothing like it is claimed here\n"
    return printable("\n".join(_lines(at, hit) for at, hit in enumerate(hits, 1)))


def as_json(hits: Sequence[Hit]) -> str:
    """Return the hits as a JSON list."""
    return json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n"


FOUND: Mapping[str, Callable[[Sequence[Hit]], str]] = {"text": as_text, "json": as_json}


def table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as tab-separated lines under their names; tabs and line ends in a cell become spaces."""
    return printable("".join("\t".join(_cell(value) for value in row) + "\n" for row in (names, *rows)))


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _lines(at: int, hit: Hit) -> str:
    place = " · ".join(part for part in (hit.author or "unknown author", (hit.written or "")[:10]) if part)
    said = (
        f"{at:>2}. {_cell(hit.canonical or hit.text)}\n    {place} · {hit.url or f'{hit.discussion} {hit.component}'}\n"
    )
    for answer in hit.answers[:_ANSWERS]:
        sign = "against" if answer.kind == "attack" else "for"
        said += f"      {sign:<8} {answer.author or 'unknown author'}: {_cell(answer.text)}\n"
    more = len(hit.answers) - _ANSWERS
    return said + (f"      and {more} more\n" if more > 0 else "")
