"""CSV for spreadsheets and data frames: components.csv and relations.csv (RFC 4180, UTF-8)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from argmap.argument import ArgumentMap
from argmap.formats.losses import FORMULA, OWN, Losses

LOSES = Losses(
    lost=(
        *OWN, "titles, sources and source formats", "texts of posts", "posts without components", "reply links",
        "disputes", "texts that a spreadsheet would run",
    )
)  # fmt: skip
_COMPONENTS = (
    "id", "discussion", "post", "author", "start", "end", "text", "kind", "commitment", "canonical", "quoted",
    "quote_of", "confidence",
)  # fmt: skip
_RELATIONS = ("id", "source", "target", "kind", "subtype", "evidence", "confidence")


def dump(argument_map: ArgumentMap) -> dict[str, str]:
    """Write two CSV tables, components.csv and relations.csv, into a folder.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    where = {post.id: (d.id, post.author) for d in argument_map.discussions for post in d.posts}
    components = (
        (c.id, where[c.post][0], c.post, where[c.post][1], c.start, c.end, c.text, c.kind.value, c.commitment and
         c.commitment.value, c.canonical, c.quoted, c.quote_of, c.confidence)
        for c in argument_map.components
    )  # fmt: skip
    relations = (
        (r.id, r.source, r.target, r.kind.value, r.subtype and r.subtype.value, "; ".join(r.evidence), r.confidence)
        for r in argument_map.relations
    )
    return {"components.csv": _table(_COMPONENTS, components), "relations.csv": _table(_RELATIONS, relations)}


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    # NUL ends a cell for many programs.
    text = value.replace("\0", "\ufffd") if isinstance(value, str) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text
