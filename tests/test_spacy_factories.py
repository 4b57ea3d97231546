"""spaCy pipes: what is argued in a Doc stands in its spans, and survives being stored."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import spacy

import argmap.spacy_factories  # noqa: F401 - registers the factories, as the entry points do in an installed package

TEXT = "We should build trams, because they are cheap. That is why the city bought ten of them."
RULES = {"syntax": "rules", "components": "rules", "relations": "rules"}


def test_components_are_spans_of_the_doc():
    nlp = spacy.blank("en")
    nlp.add_pipe("argmap_components", config=RULES)
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["argmap"]][:2] == [
        ("We should build trams", "claim"),
        ("they are cheap.", "premise"),
    ]
    assert len(doc.spans["argmap"].attrs["confidences"]) == len(doc.spans["argmap"])
    assert "relations" not in doc.spans["argmap"].attrs


def test_relations_join_spans_by_place_and_survive_storing():
    nlp = spacy.blank("en")
    nlp.add_pipe("argmap_relations", config=RULES)
    doc = nlp(TEXT)
    links = doc.spans["argmap"].attrs["relations"]
    assert links[0] == (1, 0, "support")
    assert all(max(source, target) < len(doc.spans["argmap"]) for source, target, _ in links)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [tuple(one) for one in again.spans["argmap"].attrs["relations"]] == links


def test_an_empty_doc_has_no_spans():
    nlp = spacy.blank("en")
    nlp.add_pipe("argmap_components", config=RULES)
    assert len(nlp("").spans["argmap"]) == 0


def test_an_installed_package_says_where_the_factories_are():
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, place in project["entry-points"]["spacy_factories"].items():
        assert callable(EntryPoint(name, place, "spacy_factories").load())
