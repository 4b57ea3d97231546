"""The parts of the teacher: trees, lemmas as recipes, hashes and layers that are the same numbers in spaCy."""

from itertools import product

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import NumpyOps

from argmap.train.hashed import murmur
from argmap.train.packed import read_arrays, write_arrays
from argmap.train.syntax import RECIPE
from argmap.train.syntax.silver import parted, script
from argmap.train.trees import best_tree


def is_tree(heads):
    if sum(head == at for at, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
        if heads[at] != at:
            return False
    return True


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(-9, 9), min_size=n * n, max_size=n * n)))
def test_the_best_tree_is_the_best_of_all_trees_whose_root_is_among_the_three_best(numbers):
    size = int(len(numbers) ** 0.5)
    scores = np.array(numbers, dtype=float).reshape(size, size)
    roots = set(np.argsort(-np.diag(scores), kind="stable")[:3].tolist())
    trees = [heads for heads in product(range(size), repeat=size) if is_tree(heads)]
    totals = [sum(scores[word, head] for word, head in enumerate(t)) for t in trees if root_of(t) in roots]
    found = best_tree(scores)
    assert is_tree(found.tolist())
    assert sum(scores[word, head] for word, head in enumerate(found)) == max(totals)


def root_of(heads):
    return next(at for at, head in enumerate(heads) if at == head)


@pytest.mark.parametrize(("form", "lemma", "how"), [("Cats", "cat", "l1|"), ("went", "go", "=4|go"), ("It", "it", "l")])
def test_lemma_recipes_read_plainly(form, lemma, how):
    assert script(form, lemma) == how


def test_a_tag_parts_into_part_of_speech_and_features():
    assert parted("Number=Sing|POS=NOUN|Typo=Yes") == ("NOUN", "Number=Sing|Typo=Yes")


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.integers(0, 50))
def test_ids_are_hashed_as_thinc_hashes_them(ids, seed):
    numbers = np.array(ids, dtype="u8")
    assert (murmur(numbers, seed) == NumpyOps().hash(numbers, seed)).all()


def test_packed_arrays_come_back(tmp_path):
    arrays = {"a": np.arange(6, dtype="i2").reshape(2, 3), "b": np.array([1, 0], dtype="u1"), "none": np.zeros(0, "u4")}
    write_arrays(tmp_path / "x.xz", {"labels": ["ö"]}, arrays)
    said, found = read_arrays(tmp_path / "x.xz")
    assert said["labels"] == ["ö"]
    assert all((found[name] == array).all() and found[name].dtype == array.dtype for name, array in arrays.items())


def test_layers_taught_in_torch_are_the_same_in_spacy(tmp_path):
    torch = pytest.importorskip("torch")
    from argmap.train.syntax import layers
    from argmap.train.syntax.student import fit

    nlp = spacy.blank("en")
    doc = nlp("The cooks of\n\nNaples   make TEA, don't they?")
    ids = np.array([(t.norm, t.prefix, t.suffix, t.shape) for t in doc], dtype="u8")
    torch.manual_seed(1)
    lessons = layers.Lessons(ids, 2, 3, 2).eval()
    layers._write(lessons, tmp_path / "layers.npz")
    flags = [[int(bool(t.whitespace_)) for t in doc], [int(t.is_space) for t in doc]]
    padded = [torch.nn.functional.pad(torch.tensor(row), (4, 4)) for row in (range(len(doc)), *flags, [1] * len(doc))]
    with torch.no_grad():
        known = lessons.layers(*padded[:3], padded[3].float())[4:-4].numpy()

    model = spacy.util.load_config(RECIPE, interpolate=False)["components"]
    nlp.add_pipe("tok2vec", config={"model": {**model["tok2vec"]["model"], "embed": {
        **model["tok2vec"]["model"]["embed"], "width": 128}}})  # fmt: skip
    tagger = nlp.add_pipe("morphologizer")
    for label in ("POS=NOUN", "POS=VERB|Tense=Past"):
        tagger.add_label(label)
    nlp.initialize()
    fit(nlp, tmp_path / "layers.npz", ["Tense=Past|POS=VERB", "POS=NOUN"])
    (found,) = nlp.get_pipe("tok2vec").model.predict([doc])
    # Tables and weights are kept in half precision.
    assert np.abs(found - known).max() < 0.05
