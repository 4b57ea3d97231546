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
from argmap.train.tokens import customise
from argmap.train.treebanks import trees_for

Reader = Callable[[Language], Iterable[Example]]


@registry.readers("argmap.posts.v1")
def posts(path: Path, share: float, seed: int, silver: str = "", silver_share: float = 1.0) -> Reader:
    """Return a reader of all documents in a new order each time, this share of them roughened.

    With a file `silver` of a teacher's documents each time brings a new draw of them, `silver_share` to one of gold.
    """
    chance = random.Random(seed)
    gold: list[Doc] = []
    taught: list[Doc] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not gold:
            gold.extend(DocBin().from_disk(path).get_docs(nlp.vocab))
            taught.extend(DocBin().from_disk(silver).get_docs(nlp.vocab) if silver else ())
        drawn = chance.sample(taught, min(len(taught), round(silver_share * len(gold))))
        docs = gold + drawn
        for at in chance.sample(range(len(docs)), len(docs)):
            doc = docs[at]
            if at < len(gold) and chance.random() < share:
                doc = to_doc(roughen(from_doc(doc), chance), nlp.vocab)
            yield Example(nlp.make_doc(doc.text), doc)

    return read


@registry.callbacks("argmap.tokens.v1")
def tokens(corpora: str) -> Callable[[Language], Language]:
    """Return what gives a new pipeline the tokenizer of the treebanks."""

    def give(nlp: Language) -> Language:
        customise(nlp, trees_for(Path(corpora), "train"))
        return nlp

    return give
