"""What the recipe names and spaCy calls back: the documents, new and roughened each time, and the tokenizer."""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from argmap.train.augment import roughen
from argmap.train.rows import from_doc, to_doc
from argmap.train.syntax_vectors import install
from argmap.train.tokens import customise
from argmap.train.treebanks import trees_for

Reader = Callable[[Language], Iterable[Example]]


@registry.readers("argmap.posts.v1")
def posts(path: Path, share: float, seed: int) -> Reader:
    """Return a reader of all documents in a new order each time, this share of them roughened."""
    chance = random.Random(seed)
    docs: list[Doc] = []

    def read(nlp: Language) -> Iterator[Example]:
        docs.extend(() if docs else DocBin().from_disk(path).get_docs(nlp.vocab))
        for at in chance.sample(range(len(docs)), len(docs)):
            doc = docs[at]
            if chance.random() < share:
                doc = to_doc(roughen(from_doc(doc), chance), nlp.vocab)
            yield Example(nlp.make_doc(doc.text), doc)

    return read


@registry.callbacks("argmap.tokens.v1")
def tokens(corpora: str, vectors: str = "") -> Callable[[Language], Language]:
    """Return what gives a new pipeline the tokenizer of the treebanks, and the vectors in the file of this name."""

    def give(nlp: Language) -> Language:
        customise(nlp, trees_for(Path(corpora), "train"))
        return install(nlp, Path(vectors)) if vectors else nlp

    return give
