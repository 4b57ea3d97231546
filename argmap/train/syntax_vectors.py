"""Subword vectors of unlabelled discussions: a small hashed table (floret) that holds no word, only numbers."""

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import convert_vectors

# Narrow windows bring words together by how they are used, which is what a parser asks, rather than by their topic.
WIDTH, ROWS, WINDOW, EPOCHS, NGRAMS, FEWEST = 64, 17_000, 2, 5, (3, 5), 4
# floret's numbers are some six times those of the hashed embeddings that they stand beside.
_SCALE = 0.5
_LONGEST = 40


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
