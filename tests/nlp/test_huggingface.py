"""A Hugging Face cross-encoder in the relation slot: a two-layer model with random weights, built here."""

import tomllib
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from argmap.argument import RelationKind
from argmap.errors import ModelError
from argmap.nlp.classifier import Passage
from argmap.nlp.models import models
from argmap.nlp.rules import RelationRules
from argmap.pipeline import argue
from argmap.read import read_text
from argmap.registry import Registry

pytest.importorskip("torch", reason="needs torch: install argmap[hf]")
transformers = pytest.importorskip("transformers", reason="needs transformers: install argmap[hf]")
from argmap.nlp.huggingface import CrossEncoder  # noqa: E402

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the bridge is safe old no yes it should be closed to cars . ,".split()
PASSAGES = [
    Passage(text="no, the bridge is old.", above="the bridge is safe."),
    Passage(text="yes.", above="it should be closed to cars."),
    Passage(text="granted, it is old.", above="it is safe, the bridge is safe to cars, it should be."),
]
THREAD = "ana: The bridge should be closed to cars. It is old.\n  ben: No, the bridge is safe.\n"


def saved(folder, labels):
    """Write a model of two layers with random weights, and its tokenizer, as anybody's model comes."""
    import torch

    torch.manual_seed(0)
    vocabulary = folder / "vocab.txt"
    folder.mkdir(exist_ok=True)
    vocabulary.write_text("\n".join(WORDS), encoding="utf-8")
    transformers.BertTokenizerFast(vocab=str(vocabulary)).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return saved(tmp_path_factory.mktemp("hf") / "model", ["entailment", "neutral", "contradiction"])


def test_the_entry_point_leads_to_the_plug_in():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["argmap.relation_models"]["hf"].partition(":")
    assert getattr(import_module(module), name) is CrossEncoder


def test_scores_are_chances_and_the_rules_judge_the_rest(folder):
    judged = CrossEncoder(folder).classify(PASSAGES)
    ruled = RelationRules().classify(PASSAGES)
    assert all(0 <= scores["attack"] <= 1 for scores in judged)
    assert [s["undercut"] for s in judged] == [s["undercut"] for s in ruled]
    assert [s["attack"] for s in judged] != [s["attack"] for s in ruled]


def test_a_passage_is_judged_the_same_in_any_company(folder):
    model = CrossEncoder(folder)
    together = [scores["attack"] for scores in model.classify(PASSAGES)]
    alone = [model.classify([passage])[0]["attack"] for passage in PASSAGES]
    assert together == pytest.approx(alone, abs=1e-5)
    assert model.classify([]) == []


def test_the_parent_is_read(folder):
    one, other = CrossEncoder(folder).classify([PASSAGES[0], Passage(text=PASSAGES[0].text, above="no.")])
    assert one["attack"] != other["attack"]


def test_labels_may_be_called_in_the_usual_ways(tmp_path):
    turned = CrossEncoder(saved(tmp_path / "turned", ["Disagree", "Agree"])).classify(PASSAGES)
    plain = CrossEncoder(saved(tmp_path / "plain", ["support", "attack"])).classify(PASSAGES)
    assert [a["attack"] for a in turned] == pytest.approx([1 - b["attack"] for b in plain], abs=1e-5)


def test_a_whole_map_is_made_with_it(folder):
    registry = Registry(kind="toy", builtin={"hf": "argmap.nlp.huggingface:CrossEncoder"})
    slots = models(components="rules", relations="rules")
    made = argue([read_text(THREAD)], replace(slots, relations=registry.make(f"hf:{folder}")))
    assert made.generator.options["relations"] == "hf"
    assert any(r.kind in RelationKind for r in made.relations)


def test_what_is_no_model_is_said_in_one_line(tmp_path):
    (tmp_path / "empty").mkdir()
    for place, said in (("", "hf:FOLDER"), (str(tmp_path / "none"), "no folder"), (str(tmp_path / "empty"), "cannot")):
        with pytest.raises(ModelError, match=said):
            CrossEncoder(place)


def test_labels_that_say_neither_for_nor_against_are_refused(tmp_path):
    with pytest.raises(ModelError, match=r"label_0|LABEL_0"):
        CrossEncoder(saved(tmp_path / "unnamed", ["LABEL_0", "LABEL_1"]))
