"""The stages in their order make a map of discussions, and of files."""

import pytest

from argmap.errors import ReadError
from argmap.native import dump
from argmap.nlp.models import Models
from argmap.nlp.rules import RelationRules
from argmap.nlp.sentences import SyntaxRules
from argmap.pipeline import argue, map_sources
from argmap.read import read_text

THREAD = "ana: We should close the bridge because it is old.\n  ben: No, that is wrong, the bridge is fine.\n"


class Everything:
    name = "everything"

    def classify(self, passages):
        return [{"component": 1.0, "claim": 1.0} for _ in passages]


def test_a_discussion_becomes_a_map_with_its_dispute():
    made = argue([read_text(THREAD)])
    assert [one.status for one in made.disputes] == ["open"]
    assert made.generator.name == "argmap"


def test_a_model_in_a_slot_is_named_in_the_map():
    slots = Models(syntax=SyntaxRules(), components=Everything(), relations=RelationRules())
    made = argue([read_text("ana: Well.\n  ben: Yes well.\n")], slots)
    assert made.generator.options["components"] == "everything"
    assert len(made.components) == 2


def test_the_same_discussion_gives_the_same_map():
    assert dump(argue([read_text(THREAD)])) == dump(argue([read_text(THREAD)]))


def test_a_map_is_loaded_and_not_mapped_with_others(tmp_path):
    path = tmp_path / "map.json"
    path.write_text(dump(argue([read_text(THREAD)])), encoding="utf-8")
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    assert dump(map_sources([str(path)])) == path.read_text(encoding="utf-8")
    with pytest.raises(ReadError, match="is a map already"):
        map_sources([str(path), str(thread)])
