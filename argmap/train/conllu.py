"""CoNLL-U becomes documents: words at exact places of a text rebuilt with its paragraphs; nothing is guessed."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PARAGRAPH = "\n\n"
_OPENS = ("# newpar", "# newdoc", "# tweet_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word; `head` is the place of its head in the sentence, -1 for the root; `space` follows it."""

    form: str
    lemma: str = ""
    pos: str = ""
    feats: str = ""
    head: int = -1
    dep: str = "root"
    misc: str = ""
    space: str = " "
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The words of one sentence; `opens` where a paragraph begins with it."""

    words: tuple[Word, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Sentences in order; `genre` is what the treebank's document name says."""

    name: str
    genre: str
    trees: tuple[Tree, ...]

    def spaced(self) -> Iterator[tuple[Tree, str]]:
        """Yield each sentence with the white space after it."""
        for tree, after in zip(self.trees, (*self.trees[1:], None), strict=True):
            yield tree, "" if after is None else PARAGRAPH if after.opens else tree.words[-1].space

    def text(self) -> str:
        """Return the text: sentences as written, paragraphs apart by an empty line."""
        return "".join(
            "".join(w.form + w.space for w in tree.words[:-1]) + tree.words[-1].form + gap
            for tree, gap in self.spaced()
        )


def read(path: Path) -> tuple[Document, ...]:
    """Return the documents of a CoNLL-U file, gzipped or not."""
    data = path.read_bytes()
    return parse((gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8"))


def parse(text: str) -> tuple[Document, ...]:
    """Return the documents of CoNLL-U text; sentences before any `newdoc` make one document."""
    found: list[tuple[str, list[Tree]]] = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        name = next((_value(line) for line in lines if line.startswith("# newdoc")), None)
        if name is not None or not found:
            found.append((name or "", []))
        opens = any(line.startswith(_OPENS) for line in lines)
        found[-1][1].append(Tree(words=tuple(_words(rows)), opens=opens))
    return tuple(Document(name=name, genre=genre(name), trees=tuple(trees)) for name, trees in found)


def genre(name: str) -> str:
    """Return the genre in a document's name: `GUM_news_x` is news, `weblog-x` is weblog."""
    if name.startswith(("GUM_", "GENTLE_")):
        return name.split("_")[1]
    return name.split("-")[0]


def _value(line: str) -> str:
    return line.partition("=")[2].strip()


def _words(rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    parts = _parts(rows)
    ids = [row[0] for row in rows if row[0].isdigit()]
    place = {number: at for at, number in enumerate(ids)}
    for row in rows:
        if row[0] not in place:
            continue
        form, space, joined = parts.get(row[0], (row[1], _space(row[9]), False))
        yield Word(
            form=form, lemma=row[2], pos=row[3], feats="" if row[5] == "_" else row[5],
            head=place.get(row[6], -1), dep=row[7], misc=row[9], space=space, joined=joined,
        )  # fmt: skip


def _space(misc: str) -> str:
    return "" if "SpaceAfter=No" in misc.split("|") else " "


def _parts(rows: Sequence[Sequence[str]]) -> dict[str, tuple[str, str, bool]]:
    found: dict[str, tuple[str, str, bool]] = {}
    forms = {row[0]: row[1] for row in rows}
    for row in rows:
        first, dash, last = row[0].partition("-")
        if not dash:
            continue
        ids = [str(number) for number in range(int(first), int(last) + 1)]
        cuts = _cuts(row[1], [forms[i] for i in ids])
        for number, (i, form) in enumerate(zip(ids, cuts, strict=True)):
            found[i] = (form, _space(row[9]) if number + 1 == len(ids) else "", number > 0)
    return found


def _cuts(surface: str, forms: Sequence[str]) -> list[str]:
    if "".join(forms) == surface:
        return list(forms)
    lengths = [len(form) for form in forms]
    lengths[-1] = max(0, len(surface) - sum(lengths[:-1]))
    cuts, at = [], 0
    for length in lengths:
        cuts.append(surface[at : at + length])
        at += length
    return cuts
