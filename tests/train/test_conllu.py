"""CoNLL-U read, rebuilt and scored on a made-up document; no corpus text stands here."""

import random

import pytest
import spacy

from argmap.train.augment import roughen
from argmap.train.conll18 import count, gold, names
from argmap.train.conllu import parse
from argmap.train.entities import name_gum
from argmap.train.rows import from_doc, rows_of, to_doc
from argmap.train.tokens import customise

PLAIN = """# newdoc id = GUM_vlog_tea
# newpar
# text = Don't brew it.
1-2 Don't _ _ _ _ _ _ _ _
1 Do do AUX _ Mood=Imp 3 aux _ _
2 n't not PART _ _ 3 advmod _ _
3 brew brew VERB _ _ 0 root _ _
4 it it PRON _ _ 3 obj _ SpaceAfter=No
5 . . PUNCT _ _ 3 punct _ _

# text = "Really?"
1 " " PUNCT _ _ 2 punct _ SpaceAfter=No
2 Really really ADV _ _ 0 root _ SpaceAfter=No
3 ? ? PUNCT _ _ 2 punct _ SpaceAfter=No
4 " " PUNCT _ _ 2 punct _ _

# newpar
# text = Ann Lee left
1 Ann Ann PROPN _ _ 3 nsubj _ Entity=(1-person-new-nnnnn-cf1-1,2-sgl
2 Lee Lee PROPN _ _ 1 flat _ Entity=1)
3 left leave VERB _ _ 0 root _ _
3.1 _ _ _ _ _ _ _ _ _
"""


@pytest.fixture
def document():
    lines = (line if line.startswith("#") else line.replace(" ", "\t") for line in PLAIN.split("\n"))
    (found,) = parse("\n".join(lines))
    return found


@pytest.fixture
def doc(document):
    rows = rows_of(document)
    name_gum(rows, document)
    return to_doc(rows, spacy.blank("en").vocab)


def test_text_is_rebuilt_with_its_paragraphs(document):
    assert document.text() == 'Don\'t brew it. "Really?"\n\nAnn Lee left'
    assert document.genre == "vlog"
    assert [w.form for w in document.trees[0].words] == ["Do", "n't", "brew", "it", "."]


def test_a_document_becomes_a_doc_of_the_same_text_trees_and_names(document, doc):
    assert doc.text == document.text()
    assert [s.text.strip() for s in doc.sents] == ["Don't brew it.", '"Really?"', "Ann Lee left"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ann Lee", "PER")]
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["brew", "Really", "left"]


def test_rows_come_back_from_a_doc(doc):
    again = to_doc(from_doc(doc), doc.vocab)
    assert [(t.text, t.head.i, t.dep_, t.ent_iob_) for t in again] == [
        (t.text, t.head.i, t.dep_, t.ent_iob_) for t in doc
    ]


@pytest.mark.parametrize("seed", range(40))
def test_roughened_documents_keep_their_sentences(doc, seed):
    rough = to_doc(roughen(from_doc(doc), random.Random(seed)), doc.vocab)
    assert len(list(rough.sents)) == 3
    assert sum(t.dep_ == "ROOT" for t in rough) == 3


def test_gold_against_itself_is_right_and_a_lost_boundary_is_not(document):
    right = gold(document)
    text = document.text()
    assert all(text[t.start : t.end] == t.text for s in right for t in s.tokens)
    assert {metric: row[0] == row[1] == row[2] for metric, row in count(right, right).items()} == dict.fromkeys(
        ("words", "UPOS", "lemmas", "UAS", "LAS", "sentences"), True
    )
    assert count(right, right[1:])["sentences"] == (2.0, 3.0, 2.0)
    assert count(right, right[1:])["words"] == (7.0, 12.0, 7.0)
    assert list(names(right)) == []


def test_the_tokenizer_learns_what_the_corpus_keeps_whole(document):
    nlp = spacy.blank("en")
    customise(nlp, [document])
    for text, words in {
        "e-mail!!! DON'T re-read": ["e-mail", "!!!", "DO", "N'T", "re-read"],
        "call 555-123-4567 (w/ him).": ["call", "555-123-4567", "(", "w/", "him", ")", "."],
        "okay..won't go": ["okay", "..", "wo", "n't", "go"],
    }.items():
        assert [t.text for t in nlp(text)] == words
        assert nlp(text).text == text
