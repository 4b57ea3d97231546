"""Gold made to look as people write: no capitals, lost full stops, wrapped lines, bullets; offsets stay exact."""

import random
from collections.abc import Sequence

from argmap.train.rows import Row, white

STOPS = frozenset((".", "!", "?", "..", "...", "!!"))
_OPENERS = ("-", "*", ">", "•", ">>")


def roughen(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Return the rows with one to three of the ways applied, each to a part of the document."""
    found = list(rows)
    for way in chance.sample(_WAYS, chance.choice((1, 1, 2, 3))):
        found = way(found, chance)
    return found


def _lower(rows: list[Row], chance: random.Random) -> list[Row]:
    whole, low = chance.random() < 0.5, False
    for row in rows:
        low = chance.random() < 0.6 if row.starts or row is rows[0] else low
        if whole or low:
            row.form = row.form.lower()
    return rows


def _openings_only(rows: list[Row], chance: random.Random) -> list[Row]:
    for row in rows:
        if (row.starts and chance.random() < 0.7) or row.form in ("I", "I'm"):
            row.form = row.form.lower()
    return rows


def _shout(rows: list[Row], chance: random.Random) -> list[Row]:
    loud = False
    for row in rows:
        loud = chance.random() < 0.3 if row.starts else loud
        row.form = row.form.upper() if loud and len(row.form.upper()) == len(row.form) else row.form
    return rows


def _unstop(rows: list[Row], chance: random.Random) -> list[Row]:
    heads = {id(row.head) for row in rows if row.head}
    found: list[Row] = []
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        ends = after is None or after.starts or after.blank()
        alone = row.form in STOPS and id(row) not in heads and found and not row.starts and not found[-1].blank()
        if not (ends and alone and chance.random() < 0.4):
            found.append(row)
            continue
        last, found[-1].space = found[-1], row.space
        if after is not None and not after.blank() and chance.random() < 0.5:
            last.space = False
            found.append(white("\n", last))
        elif after is not None and not after.blank():
            last.space = True
        elif after is not None and after.head is row:
            after.head = last
    return _rehung(found)


def _wrap(rows: list[Row], chance: random.Random) -> list[Row]:
    width, column, found = chance.randint(40, 80), 0, list[Row]()
    for row in rows:
        found.append(row)
        column = 0 if row.blank() else column + len(row.form) + row.space
        if column >= width and row.space and not row.blank():
            row.space, column = False, 0
            found.append(white("\n", row))
    return found


def _lines(rows: list[Row], chance: random.Random) -> list[Row]:
    found: list[Row] = []
    for at, row in enumerate(rows):
        found.append(row)
        if at + 1 < len(rows) and rows[at + 1].starts and row.space and chance.random() < 0.5:
            row.space = False
            found.append(white(chance.choice(("\n", "\n\n", "\n")), row))
    return found


def _bullets(rows: list[Row], chance: random.Random) -> list[Row]:
    sign, found = chance.choice(_OPENERS), list[Row]()
    fresh = True
    for at, row in enumerate(rows):
        if fresh and row.starts and chance.random() < 0.6:
            root = _root(row)
            entity = None if row.entity is None else ""
            found.append(Row(sign, True, sign, "PUNCT", "", "punct", root, entity, starts=True))
            row.starts = False
        found.append(row)
        fresh = row.blank() and at + 1 < len(rows)
    return found


def _curly(rows: list[Row], chance: random.Random) -> list[Row]:
    for row in rows:
        row.form = row.form.replace("'", "’")
        if row.form == '"':
            row.form = "“" if row.space is False else "”"
    return rows


def _root(row: Row) -> Row:
    while row.head is not None:
        row = row.head
    return row


def _rehung(rows: list[Row]) -> list[Row]:
    kept = {id(row) for row in rows}
    for at, row in enumerate(rows):
        if row.head is not None and id(row.head) not in kept:
            row.head = rows[at - 1] if at else None
    return rows


_WAYS = (_lower, _lower, _openings_only, _shout, _unstop, _unstop, _wrap, _wrap, _lines, _bullets, _curly)
