"""Subword vectors of unlabelled discussions: a small hashed table (floret) that holds no word, only numbers."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.training.initialize import convert_vectors
from spacy.vectors import Vectors

# Narrow windows bring words together by how they are used, which is what a parser asks, rather than by their topic.
WIDTH, ROWS, WINDOW, EPOCHS, NGRAMS, FEWEST = 64, 17_000, 2, 5, (3, 5), 4
# floret's numbers are some six times those of the hashed embeddings that they stand beside.
_SCALE = 0.5
_LONGEST = 40
_LINES, _COMMON = 20_000, 10_000


def write_words(nlp: Language, texts: Sequence[str], file: Path) -> None:
    """Write each text as a line of its words, lower-cased and as the tokenizer cuts and normalises them."""
    with file.open("w", encoding="utf-8") as out:
        for text in texts:
            words = [t.norm_ for t in nlp.tokenizer(text) if not t.is_space and len(t) <= _LONGEST]
            out.write(" ".join(word.replace(" ", "") for word in words) + "\n")


def learn(words: Path, out: Path) -> None:
    """Train the table on a file of words and write it to `out`; one thread, so that it comes out the same."""
    import floret

    model = floret.train_unsupervised(
        str(words), model="cbow", mode="floret", hashCount=2, bucket=ROWS, dim=WIDTH, ws=WINDOW, epoch=EPOCHS,
        minn=NGRAMS[0], maxn=NGRAMS[1], minCount=FEWEST, thread=1, verbose=0, lr=0.05,
    )  # fmt: skip
    model.save_floret_vectors(str(out))


def install(nlp: Language, table: Path) -> Language:
    """Give `nlp` the vectors written by `learn`, looked up by the norm of a word."""
    convert_vectors(nlp, table, truncate=-1, prune=-1, mode="floret", attr="NORM", name="argmap")
    nlp.vocab.vectors.data *= _SCALE
    return nlp


def narrow(nlp: Language, words: Path, width: int) -> Language:
    """Keep of the vectors what the trained network sees most of in a file of words, in fewer numbers a row.

    The network reads a vector through one linear layer: its outputs are projected on their main directions, which go
    into the table, and the way back goes into the layer.
    """
    reader: Any = nlp.get_pipe("tok2vec")
    (layer,) = (node for node in reader.model.walk() if node.name == "static_vectors")
    seen = Counter(word for line in words.read_text(encoding="utf-8").split("\n")[:_LINES] for word in line.split())
    common = [word for word, _ in seen.most_common(_COMMON)]
    vectors: Any = nlp.vocab.vectors
    weights = np.sqrt(np.array([seen[word] for word in common], dtype="f"))
    known = vectors.get_batch([nlp.vocab.strings.add(word) for word in common]) @ layer.get_param("W").T
    weighed = known * np.sqrt(weights)[:, None]
    main = np.linalg.eigh(weighed.T @ weighed)[1][:, ::-1][:, :width].astype("f")
    table = np.ascontiguousarray(vectors.data @ layer.get_param("W").T @ main)
    settings = {name: getattr(vectors, name) for name in ("minn", "maxn", "hash_count", "hash_seed", "bow", "eow")}
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=table, mode="floret", attr="NORM", name="argmap", **settings
    )
    # thinc allows no other width once weights are there.
    layer._dims["nM"] = width
    layer.set_param("W", np.ascontiguousarray(main))
    return nlp
