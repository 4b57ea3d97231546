"""Names in four kinds, PER ORG LOC MISC, as each corpus marks them; what a corpus does not mark stays unknown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from argmap.train.conllu import Document, Word
from argmap.train.rows import Row

WNUT: Mapping[str, str] = {
    "person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG",
    "product": "MISC", "creative-work": "MISC",
}  # fmt: skip
GUM: Mapping[str, str] = {
    "person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "abstract": "MISC", "object": "MISC",
}  # fmt: skip
_OPEN_OR_CLOSE = re.compile(r"\(([^()]+)(\))?|(\d+)\)")
_BRIDGES = frozenset(("of", "the", "-", "–", "'s", "’s", "&", "for", "de", "van", "von", "al", "."))
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,!?;:%)\]…]+|'(?:s|m|re|ve|ll|d)|n't)$", re.I)
_TWEETS = 4


def name_gum(rows: Sequence[Row], document: Document) -> None:
    """Mark the proper names among the mentions of a GUM document; mentions with a common noun as head are none."""
    at = 0
    for row in rows:
        row.entity = ""
    for tree in document.trees:
        for first, last, kind in sorted(_mentions(tree.words), key=lambda m: (m[0] - m[1], m[0])):
            _mark(rows[at + first : at + last + 1], kind)
        at += len(tree.words)
        at += at < len(rows) and rows[at].blank()


def name_uner(rows: Sequence[Row], sentences: Sequence[Sequence[str]], tree_lengths: Sequence[int]) -> bool:
    """Mark the names that UNER gives for these sentences; say whether the lengths agree."""
    if [len(s) for s in sentences] != list(tree_lengths):
        return False
    words = [row for row in rows if not row.blank()]
    for row in rows:
        row.entity = ""
    for row, label in zip(words, (label for sentence in sentences for label in sentence), strict=True):
        row.entity = "" if label in ("O", "B-OTH", "I-OTH") else label
    return True


def read_uner(path: Path) -> dict[str, list[list[str]]]:
    """Return the labels of a UNER file: document name to sentences."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        name = next((line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc")), name)
        labels = [line.split("\t")[2] for line in lines if line and not line.startswith("#")]
        if labels:
            found.setdefault(name, []).append(labels)
    return found


def read_wnut(path: Path) -> Iterator[list[Row]]:
    """Yield documents of a few posts each, set as they would be written: no space before a full stop."""
    posts = [_wnut_rows(block) for block in _blocks(path)]
    for at in range(0, len(posts), _TWEETS):
        yield list(_joined(posts[at : at + _TWEETS]))


def _mentions(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    opened: dict[str, tuple[int, str]] = {}
    for at, word in enumerate(words):
        field = next((f[7:] for f in word.misc.split("|") if f.startswith("Entity=")), "")
        for opens, closed, closes in _OPEN_OR_CLOSE.findall(field):
            number, _, rest = (opens or closes).partition("-")
            if opens:
                opened[number] = (at, rest)
            if (closed or closes) and number in opened:
                yield from _name(words, *opened.pop(number), at)


def _name(words: Sequence[Word], start: int, fields: str, end: int) -> Iterator[tuple[int, int, str]]:
    parts = fields.split("-")
    kind = GUM.get(parts[0])
    least = next((p for p in parts[3:] if re.fullmatch(r"\d+(?:,\d+)*", p)), "1")
    head = start + int(least.split(",")[0]) - 1
    if kind is None or head > end or words[head].pos != "PROPN":
        return
    yield _reach(words, head, start, -1), _reach(words, head, end, 1), kind


def _reach(words: Sequence[Word], at: int, limit: int, step: int) -> int:
    best = at
    while at != limit:
        at += step
        if words[at].pos == "PROPN" or (words[at].pos == "NUM" and abs(at - best) == 1):
            best = at
        elif words[at].form.lower() not in _BRIDGES:
            break
    return best


def _mark(rows: Sequence[Row], kind: str) -> None:
    if any(row.entity for row in rows):
        return
    for at, row in enumerate(rows):
        row.entity = f"{'I' if at else 'B'}-{kind}"


def _blocks(path: Path) -> Iterable[str]:
    text = path.read_text(encoding="utf-8")
    return (block for block in re.split(r"\n\s*\n", text) if block.strip())


def _wnut_rows(block: str) -> list[Row]:
    lines = (line.split("\t") for line in block.split("\n"))
    pairs = [fields[:2] for fields in lines if len(fields) > 1 and fields[0].strip()]
    rows = [Row(form, True, entity="" if label == "O" else _wnut(label)) for form, label in pairs]
    for row, after in pairwise(rows):
        row.space = not _NO_SPACE_BEFORE.match(after.form)
    return rows


def _wnut(label: str) -> str:
    place, _, kind = label.strip().partition("-")
    return f"{place}-{WNUT[kind]}"


def _joined(posts: Sequence[Sequence[Row]]) -> Iterator[Row]:
    for number, post in enumerate(post for post in posts if post):
        if number:
            yield Row("\n\n", False, entity="")
        yield from post[:-1]
        yield Row(post[-1].form, False, entity=post[-1].entity)
