"""Posts are read block by block; sentences and words stand at places of the post, whoever reads them."""

import pytest
import spacy
from spacy.training import Example

from argmap.discussion import Post
from argmap.nlp.models import models, syntax_model
from argmap.nlp.sentences import SyntaxRules
from argmap.parse import parse
from argmap.read.marks import marks
from tests.builders import discussion

TEXT = "> You said so.\n\nI never did. It is wrong\n\n- because of this\n- and of that"


def read(text, syntax=None, **post):
    found = Post(id="p1", text=text, marks=marks(text), **post)
    return parse([discussion([found])], syntax or SyntaxRules())["p1"]


@pytest.mark.parametrize("name", ["rules", "argmap"])
def test_words_and_sentences_stand_at_places_of_the_post(name):
    for block in read(TEXT, syntax_model(name)):
        for sentence in block.sentences:
            assert block.start <= sentence.start < sentence.end <= block.end
            assert all(TEXT[token.start : token.end] == token.text for token in sentence.tokens)


def test_a_quote_a_paragraph_and_a_bullet_are_blocks():
    assert [(TEXT[b.start : b.end], b.quoted) for b in read(TEXT)] == [
        ("You said so.", True),
        ("I never did. It is wrong", False),
        ("because of this", False),
        ("and of that", False),
    ]


WRAPPED = """\
> What seems to be happening here is that the bridge is blown out of
> proportion. Of course the council has many
>> who would close every bridge in the town
> by tomorrow.
It is not that
simple."""


def test_a_quote_runs_over_its_lines_to_where_another_is_quoted():
    found = read(WRAPPED)
    assert [[WRAPPED[s.start : s.end] for s in block.sentences] for block in found] == [
        [
            "What seems to be happening here is that the bridge is blown out of\n> proportion.",
            "Of course the council has many",
        ],
        ["who would close every bridge in the town"],
        ["by tomorrow."],
        ["It is not that\nsimple."],
    ]
    assert ">" not in {token.text for block in found for sentence in block.sentences for token in sentence.tokens}


def test_the_pipeline_knows_words_and_the_rules_do_not():
    (ruled,) = read("The taxes rose.")[0].sentences
    (known,) = read("The taxes rose.", syntax_model("argmap"))[0].sentences
    assert [t.pos for t in ruled.tokens] == ["", "", "", ""]
    assert [(t.lemma, t.pos, t.dep) for t in known.tokens[1:3]] == [("tax", "NOUN", "nsubj"), ("rise", "VERB", "root")]


def test_a_post_without_words_has_no_block():
    assert read("...") == ()


def test_a_tiny_pipeline_of_another_scheme_takes_the_slot(tmp_path):
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "dobj"):
        parser.add_label(label)
    example = Example.from_dict(nlp.make_doc("We drink tea"), {"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "dobj"]})
    nlp.initialize(lambda: [example])
    for _ in range(20):
        nlp.update([example])
    nlp.to_disk(tmp_path / "tiny")
    slots = models(syntax=str(tmp_path / "tiny"), components="rules", relations="rules")
    (block,) = read("We drink tea", slots.syntax)
    assert [token.dep for token in block.sentences[0].tokens] == ["nsubj", "root", "obj"]
    assert slots.names()["syntax"] == "tiny"


def test_an_accent_within_a_word_is_an_apostrophe():
    (written,) = read("It´s old and they don´t care.", syntax_model("argmap"))[0].sentences
    assert [t.text for t in written.tokens if "'" in t.text] == ["'s", "n't"]
    assert [(t.start, t.end) for t in written.tokens][:2] == [(0, 2), (2, 4)]
