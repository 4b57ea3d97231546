"""Which corpora train, tune and test, by licence; corpus text goes to the work folder and nowhere else."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argmap.train.conllu import Document, Tree, read
from argmap.train.entities import name_gum, name_uner, read_uner, read_wnut
from argmap.train.rows import Row, rows_of

NON_COMMERCIAL = frozenset(("fiction", "whow", "essay", "letter", "podcast"))
MOST_WORDS = 100
TEST_FILES = {
    "EWT": "ud-ewt/en_ewt-ud-{part}.conllu",
    "GUM": "ud-gum/en_gum-ud-{part}.conllu",
    "Tweebank": "tweebank/converted/en-ud-tweet-{part}.fixed.conllu",
    "GENTLE": "ud-gentle/en_gentle-ud-{part}.conllu",
    "LinES": "ud-lines/en_lines-ud-{part}.conllu",
    "ParTUT": "ud-partut/en_partut-ud-{part}.conllu",
    "PUD": "ud-pud/en_pud-ud-{part}.conllu",
}
NamedText = tuple[str, frozenset[tuple[int, int, str]]]


def trees_for(corpora: Path, part: str) -> list[Document]:
    """Return the free documents of both treebanks: `train` or `dev`."""
    ending = "conllu.gz" if part == "train" else "conllu"
    ewt = read(corpora / "ud-ewt" / f"en_ewt-ud-{part}.{ending}")
    gum = read(corpora / "ud-gum" / f"en_gum-ud-{part}.{ending}")
    return [*ewt, *(document for document in gum if document.genre not in NON_COMMERCIAL)]


def training(corpora: Path) -> Iterator[list[Row]]:
    """Yield the documents to train from: free treebanks, then names on posts and on the sentences kept for tuning."""
    yield from gold_rows(corpora, "train")
    for file in ("wnut17train.conll", "emerging.dev.conll"):
        yield from read_wnut(corpora / "wnut17" / file)
    yield from _uner(corpora, "dev")


def tuning(corpora: Path) -> Iterator[list[Row]]:
    """Yield the documents by which the best step is chosen."""
    yield from gold_rows(corpora, "dev")


def gold_rows(corpora: Path, part: str) -> Iterator[list[Row]]:
    """Yield the free treebanks, `train` or `dev`, in runs."""
    for document in trees_for(corpora, part):
        yield from _rows(document)


def pieces(document: Document) -> Iterator[Document]:
    """Yield the document in runs of whole paragraphs, where they are short enough, else of whole sentences."""
    held: list[Tree] = []
    for tree in document.trees:
        count = sum(len(held_tree.words) for held_tree in held)
        if held and (count > 2 * MOST_WORDS or (tree.opens and count + len(tree.words) > MOST_WORDS)):
            yield Document(name=document.name, genre=document.genre, trees=tuple(held))
            held = []
        held.append(tree)
    yield Document(name=document.name, genre=document.genre, trees=tuple(held))


def _rows(document: Document) -> Iterator[list[Row]]:
    for piece in pieces(document):
        rows = rows_of(piece)
        if document.name.startswith("GUM_"):
            name_gum(rows, piece)
        yield rows


def _uner(corpora: Path, part: str) -> Iterator[list[Row]]:
    labels = read_uner(corpora / "uner-ewt" / f"en_ewt-ud-{part}.iob2")
    for document in read(corpora / "ud-ewt" / f"en_ewt-ud-{part}.conllu"):
        rows = rows_of(document, syntax=False)
        if name_uner(rows, labels.get(document.name, ()), [len(tree.words) for tree in document.trees]):
            yield rows


def tests(corpora: Path, part: str) -> Mapping[str, Sequence[Document]]:
    """Return the documents to test on: each treebank whole, then by genre; what is not there is left out.

    Non-commercial treebanks are read here and only here.
    """
    found: dict[str, Sequence[Document]] = {}
    for name, file in TEST_FILES.items():
        path = corpora / file.format(part=part)
        if path.is_file():
            found[name] = read(path)
    for name in ("EWT", "GUM"):
        for genre in sorted({document.genre for document in found.get(name, ())}):
            found[f"{name} {genre}"] = [document for document in found[name] if document.genre == genre]
    return found


def name_tests(corpora: Path, part: str) -> Mapping[str, Sequence[NamedText]]:
    """Return texts with their names: UNER on EWT, the free genres of GUM, WNUT 17 (`dev` is trained from)."""
    wnut = corpora / "wnut17" / ("emerging.test.annotated" if part == "test" else "emerging.dev.conll")
    gum = (d for d in read(corpora / "ud-gum" / f"en_gum-ud-{part}.conllu") if d.genre not in NON_COMMERCIAL)
    sets = {"UNER EWT": _uner(corpora, part), "GUM": (r for d in gum for r in _rows(d)), "WNUT 17": read_wnut(wnut)}
    return {name: [named_text(rows) for rows in found] for name, found in sets.items()}


def named_text(rows: Sequence[Row]) -> NamedText:
    """Return the text of rows and the places of their names."""
    text, names, start = "", set[tuple[int, int, str]](), 0
    for row, after in zip(rows, (*rows[1:], None), strict=True):
        kind = row.entity or ""
        start = len(text) if kind.startswith("B-") else start
        text += row.form
        if kind and (after is None or not (after.entity or "").startswith("I-")):
            names.add((start, len(text), kind[2:]))
        text += " " * row.space
    return text, frozenset(names)
