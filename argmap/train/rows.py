"""A gold document as rows that can be edited and made a spaCy Doc; heads are row objects, so edits keep them right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from argmap.train.conllu import Document, Tree


@dataclass(slots=True, eq=False)
class Row:
    """One token; `head` None is a root; `entity` None is unknown, "" is none, else `B-X` or `I-X`."""

    form: str
    space: bool
    lemma: str = ""
    pos: str = ""
    feats: str = ""
    dep: str = ""
    head: "Row | None" = None
    entity: str | None = None
    starts: bool = False

    def blank(self) -> bool:
        """Say whether this is white space, which hangs on the token before it."""
        return self.form.isspace()


def rows_of(document: Document, *, syntax: bool = True) -> list[Row]:
    """Return the rows of a document; without `syntax` only words and places count."""
    found: list[Row] = []
    for tree, gap in document.spaced():
        found += _tree_rows(tree, syntax)
        found[-1].space = gap == " "
        if gap.isspace() and gap != " ":
            found.append(white(gap, found[-1]))
    return found


def white(form: str, before: Row) -> Row:
    """Return a row of white space as spaCy cuts it: a token that hangs on the one before."""
    known = before.pos != ""
    entity = None if before.entity is None else ""
    if not known:
        return Row(form, False, entity=entity)
    return Row(form, False, lemma=form, pos="SPACE", dep="dep", head=before, entity=entity)


def to_doc(rows: Sequence[Row], vocab: Vocab) -> Doc:
    """Return the Doc of these rows; what is unknown stays missing."""
    words, spaces = [row.form for row in rows], [row.space for row in rows]
    if not any(row.pos for row in rows):
        doc = Doc(vocab, words=words, spaces=spaces)
    else:
        place = {id(row): at for at, row in enumerate(rows)}
        heads = [place[id(row.head)] if row.head else at for at, row in enumerate(rows)]
        doc = Doc(
            vocab, words=words, spaces=spaces, heads=heads,
            deps=["ROOT" if row.dep == "root" else row.dep for row in rows],
            lemmas=[row.lemma for row in rows], pos=[row.pos for row in rows], morphs=[row.feats for row in rows],
        )  # fmt: skip
    doc.set_ents(list(_spans(doc, rows)), default="outside" if any(r.entity is not None for r in rows) else "missing")
    return doc


def from_doc(doc: Doc) -> list[Row]:
    """Return the rows of a Doc made by `to_doc`."""
    known = doc.has_annotation("DEP")
    rows = [
        Row(
            t.text, bool(t.whitespace_), lemma=t.lemma_, pos=t.pos_, feats=str(t.morph),
            dep="root" if t.dep_ == "ROOT" else t.dep_,
            entity=None if t.ent_iob == 0 else f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "",
            starts=bool(known and t.is_sent_start),
        )
        for t in doc
    ]  # fmt: skip
    for row, token in zip(rows, doc, strict=True):
        row.head = rows[token.head.i] if known and token.head.i != token.i else None
    return rows


def _tree_rows(tree: Tree, syntax: bool) -> list[Row]:
    if not syntax:
        return [Row(word.form, word.space == " ") for word in tree.words]
    rows = [
        Row(w.form, w.space == " ", lemma=w.lemma, pos=w.pos, feats=w.feats, dep=w.dep)
        for w in tree.words
    ]  # fmt: skip
    for row, word in zip(rows, tree.words, strict=True):
        row.head = rows[word.head] if word.head >= 0 else None
    rows[0].starts = True
    return rows


def _spans(doc: Doc, rows: Sequence[Row]) -> Iterator[Span]:
    start: int | None = None
    for at, row in enumerate((*rows, Row("", False, entity=""))):
        inside = (row.entity or "").startswith("I-") and start is not None
        if start is not None and not inside:
            yield Span(doc, start, at, label=(rows[start].entity or "")[2:])
            start = None
        if (row.entity or "").startswith(("B-", "I-")) and start is None:
            start = at
