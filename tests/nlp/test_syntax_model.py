"""The shipped pipeline and others in its place: exact offsets, UD labels, unknown schemes and damage by name."""

import shutil

import pytest
import spacy
from spacy.training import Example

from argmap.errors import ModelError
from argmap.nlp.labels import dependencies
from argmap.nlp.sealed import fingerprint, seal, sealed, verify
from argmap.nlp.syntax import OWN, load_syntax

ODD = (
    "",
    " \n\n ",
    "no capitals here, none at all. and no full stop",
    "Don't!!! It's e-mail, see https://example.org/a_(b)?c=d#e (yes)\n\n> quoted words\n> go on\n\n- a bullet\n- more",
    "zero\u200bwidth \u00a0 spaces\u2003and \U0001f600\U0001f3fd faces e\u0301 \u202eright",
    "\tTabs\tand\r\nreturns. Next one?",
    "x" * 3000 + ". The end.",
    "One line without an end " * 3000,
)


@pytest.fixture(scope="module")
def own():
    return load_syntax(OWN)


@pytest.fixture
def tiny(tmp_path):
    """Train a parser of three words with the labels asked for, and return its folder."""

    def made(*labels, pipe="parser"):
        nlp = spacy.blank("en")
        parser = nlp.add_pipe(pipe)
        for label in labels:
            parser.add_label(label)
        gold = {"heads": [1, 1, 1], "deps": [labels[0], "ROOT", labels[-1]]} if pipe == "parser" else {"entities": []}
        example = Example.from_dict(nlp.make_doc("Tea is good"), gold)
        nlp.initialize(lambda: [example])
        for _ in range(20):
            nlp.update([example])
        nlp.to_disk(tmp_path / "tiny")
        return str(tmp_path / "tiny")

    return made


def test_offsets_are_exact_whatever_the_text(own):
    for text, sentences in zip(ODD, own.parse(ODD), strict=True):
        assert [c for s in sentences for t in s.tokens for c in t.text] == [c for c in text if not c.isspace()]
        for sentence in sentences:
            assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
            assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
            assert [t.dep for t in sentence.tokens].count("root") == 1
            assert all((t.head == -1) == (t.dep == "root") for t in sentence.tokens)


def test_sentences_words_and_names_of_a_plain_post(own):
    text = "Angela Merkel lived in Berlin. i dont think thats true\n\nShe moved because the rents were too high."
    (found,) = own.parse([text])
    assert text[found[0].start : found[0].end] == "Angela Merkel lived in Berlin."
    assert found[-1].start == text.index("She")
    lived = found[0].tokens[2]
    assert (lived.lemma, lived.pos, lived.dep, lived.head) == ("live", "VERB", "root", -1)
    assert found[0].tokens[0].entity == "B-PER"
    assert {t.text: t.entity for t in found[0].tokens}["Berlin"] == "B-LOC"


def test_a_text_reads_the_same_alone_and_among_others(own):
    texts = ["Taxes are too high.", "Why?? Nobody said so.", "Taxes are too high."]
    together = list(own.parse(texts))
    assert together == [next(iter(own.parse([text]))) for text in texts]


def test_another_pipeline_takes_its_place_with_clearnlp_labels_in_ud_words(tiny):
    (found,) = load_syntax(tiny("nsubj", "acomp")).parse(["Tea is good"])
    assert [t.dep for t in found[0].tokens] == ["nsubj", "root", "xcomp"]
    assert [t.head for t in found[0].tokens] == [1, -1, 1]


def test_an_unknown_scheme_is_refused_by_name(tiny):
    path = tiny("SUBJ", "PRD")
    with pytest.raises(ModelError, match=r"neither UD nor ClearNLP .*PRD") as raised:
        load_syntax(path)
    assert path in str(raised.value)


def test_a_pipeline_without_a_parser_and_a_missing_one_are_refused(tiny):
    with pytest.raises(ModelError, match="no parser"):
        load_syntax(tiny("PER", pipe="ner"))
    with pytest.raises(ModelError, match="cannot load the pipeline no-such-pipeline"):
        load_syntax("no-such-pipeline")


def test_ud_labels_stay_and_the_root_is_called_root():
    assert dependencies(["ROOT", "nsubj:pass", "obl"], "x") == {
        "ROOT": "root",
        "nsubj:pass": "nsubj:pass",
        "obl": "obl",
    }


def test_a_damaged_or_missing_model_is_refused_by_name(tmp_path):
    folder = tmp_path / "some_model"
    shutil.copytree(sealed("en_argmap_syntax"), folder)
    verify(folder)
    (folder / "CARD.md").write_text("said otherwise")
    verify(folder)
    before = fingerprint(folder)
    (folder / "tokenizer").write_bytes(b"")
    with pytest.raises(ModelError, match=r"some_model is damaged .*tokenizer"):
        verify(folder)
    seal(folder)
    assert fingerprint(folder) != before
    with pytest.raises(ModelError, match="no_model is not installed"):
        sealed("no_model")
