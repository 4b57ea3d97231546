"""What somebody changed in a foreign file is changed in the map that rode along; all else is as it was."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.argument import Alternative, Kind, Relation, RelationKind
from argmap.errors import InvalidError
from argmap.formats import LOADERS, export
from argmap.native import load

GOLD = load((Path(__file__).parents[2] / "seeds" / "minority-stakes.json").read_text(encoding="utf-8"))


def read(name, content):
    return LOADERS.get(name)(content, where="x")


def edited(name, change):
    value = json.loads(export(GOLD, name))
    change(value)
    return read(name, json.dumps(value))


def test_a_new_label_in_xaif_is_a_new_canonical_claim():
    made = edited("xaif", lambda value: value["AIF"]["nodes"][0].update(text="stakes escape review"))
    assert made.components[0].canonical == "stakes escape review"
    assert made.components[1:] == GOLD.components[1:]
    assert made.relations == GOLD.relations


def test_a_new_proposition_in_xaif_brings_its_own_post():
    def add(value):
        value["AIF"]["nodes"] += [{"nodeID": "9001", "type": "I", "text": "nobody reviews them"},
                                  {"nodeID": "9002", "type": "CA", "text": "Default Conflict"}]  # fmt: skip
        value["AIF"]["edges"] += [{"edgeID": "9001", "fromID": "9001", "toID": "9002"},
                                  {"edgeID": "9002", "fromID": "9002", "toID": "1"}]  # fmt: skip

    made = edited("xaif", add)
    assert made.components[-1].text == "nobody reviews them"
    assert (made.relations[-1].target, made.relations[-1].kind) == (GOLD.components[0].id, RelationKind.ATTACK)


def test_a_relation_turned_in_argdown_is_another_one():
    text = export(GOLD, "argdown")
    line = next(line for line in text.split("\n") if line.lstrip().startswith("<- [c"))
    made = read("argdown", text.replace(line, line.replace("<-", "<+"), 1))
    assert made.components == GOLD.components
    kinds = [[relation.kind for relation in one.relations].count(RelationKind.ATTACK) for one in (GOLD, made)]
    assert kinds[1] == kinds[0] - 1


def test_what_is_taken_out_of_argdown_is_gone_with_all_that_pointed_at_it():
    text = export(GOLD, "argdown")
    last = f"c{len(GOLD.components)}"
    kept = [line for line in text.split("\n") if f"[{last}]" not in line and f"<{last}>" not in line]
    made = read("argdown", "\n".join(kept))
    gone = GOLD.components[-1].id
    assert gone not in made.by_id()
    assert all(gone not in (relation.source, relation.target) for relation in made.relations)
    assert all(gone not in (*dispute.claims_for, *dispute.claims_against) for dispute in made.disputes)


def test_a_kind_changed_in_brat_is_changed_and_a_new_entity_lies_in_its_post():
    files = export(GOLD, "brat")
    first = files["map.ann"].split("\n")[0]
    other = first.replace("Claim", "Premise") if "\tClaim " in first else first.replace("Premise", "Claim")
    start = files["map.txt"].index(GOLD.components[1].text)
    added = f"T900\tClaim {start} {start + 5}\t{files['map.txt'][start : start + 5]}\n"
    made = read("brat", {**files, "map.ann": files["map.ann"].replace(first, other) + added})
    assert made.components[0].kind is not GOLD.components[0].kind
    assert made.components[0].canonical == GOLD.components[0].canonical
    new = made.components[-1]
    assert (new.post, new.text) == (GOLD.components[1].post, GOLD.components[1].text[:5])


def test_what_an_annotator_did_in_label_studio_stands_before_the_prediction():
    def annotate(value):
        result = [dict(one) for one in value[0]["predictions"][0]["result"]]
        result[0] = {**result[0], "value": {**result[0]["value"], "labels": ["Premise"]}}
        value[0]["annotations"] = [{"result": [one for one in result if one["type"] != "relation"]}]

    made = edited("label-studio", annotate)
    assert made.components[0].kind is Kind.PREMISE
    assert made.relations == ()


def test_an_emoji_that_label_studio_counted_twice_is_counted_once():
    task = {"data": {"text": "😀 Trams are cheap."}, "annotations": [{"result": [
        {"id": "a", "type": "labels", "from_name": "label", "to_name": "text",
         "value": {"start": 3, "end": 18, "text": "Trams are cheap", "labels": ["Claim"]}}]}]}  # fmt: skip
    (component,) = read("label-studio", json.dumps([task])).components
    assert (component.start, component.text) == (2, "Trams are cheap")


def test_a_text_that_was_changed_is_refused_with_the_place():
    files = export(GOLD, "brat")
    with pytest.raises(InvalidError, match="its text differs from the map's at 0"):
        read("brat", {**files, "map.txt": "x" + files["map.txt"]})


def test_a_damaged_rider_is_refused():
    def damage(value):
        value["argmap"]["components"][0]["text"] = "other words"

    with pytest.raises(InvalidError, match="is not the text of"):
        edited("xaif", damage)


@pytest.mark.parametrize("name", [name for name in LOADERS.builtin if name not in ("brat", "inception-xmi")])
@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"nodes": 3}', '{"AIF": {}}', "[1]", "x", "{" * 5_000])
def test_what_is_none_of_it_is_refused_or_empty(name, text):
    try:
        assert read(name, text).relations == ()
    except InvalidError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said


def test_foreign_aif_is_read_with_its_speakers():
    value = {"nodes": [
        {"nodeID": 1, "type": "L", "text": "alice : Stakes avoid review."},
        {"nodeID": 2, "type": "I", "text": "stakes avoid review"},
        {"nodeID": 3, "type": "YA", "text": "Asserting"}, {"nodeID": 4, "type": "L", "text": "bob : No."},
        {"nodeID": 5, "type": "I", "text": "they do not"}, {"nodeID": 6, "type": "YA", "text": "Asserting"},
        {"nodeID": 7, "type": "CA", "text": "Default Conflict"},
        {"nodeID": 8, "type": "TA", "text": "Default Transition"}],
        "edges": [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate(
            [(1, 3), (3, 2), (4, 6), (6, 5), (5, 7), (7, 2), (1, 8), (8, 4)])],
        "locutions": [{"nodeID": 1, "personID": 0}],
        "participants": [{"participantID": 0, "firstname": "alice", "surname": ""}],
    }  # fmt: skip
    made = read("aif", json.dumps(value))
    assert [(post.author, post.text, post.reply_to) for post in made.posts().values()] == [
        ("alice", "Stakes avoid review.", None),
        ("bob", "No.", "p1"),
    ]
    assert [component.label for component in made.components] == ["stakes avoid review", "they do not"]
    assert [(r.source, r.target, r.kind) for r in made.relations] == [("5", "2", RelationKind.ATTACK)]


def test_foreign_argdown_is_read():
    made = read("argdown", ARGDOWN)
    labels = {component.id: component.label for component in made.components}
    assert labels["Review"] == "Stakes avoid review, in [most] cases. It goes on"
    assert {(r.source, r.target, r.kind.value) for r in made.relations} == {
        ("FTC", "Review", "attack"), ("Untitled 3", "FTC", "support"), ("Beside", "FTC", "attack"),
    }  # fmt: skip


ARGDOWN = """===
title: x
===
# A heading
/* a comment */
[Review]: Stakes avoid review, in \\[most\\] cases. // not this
It goes on {author: ana}
  <- <FTC>: The FTC reviews #tag
    + untitled reason
    <_ <Beside>: Beside the point
"""


def test_a_premise_list_is_refused_not_skipped():
    with pytest.raises(InvalidError, match="premise of a list"):
        read("argdown", "<a>\n\n(1) x\n----\n(2) y\n")


def test_a_rider_without_change_is_the_same_map_whatever_the_order_of_keys():
    value = json.loads(export(GOLD, "arguebuf"))
    shuffled = {
        **value,
        "nodes": dict(reversed(value["nodes"].items())),
        "edges": dict(reversed(value["edges"].items())),
    }
    assert read("arguebuf", json.dumps(shuffled)) == GOLD


def test_what_no_term_or_confidence_can_be_is_none():
    said = {"commitment": ["asked"], "confidence": "sure"}
    atoms = {"a": {"atom": {"text": "Trams are cheap."}, "userdata": said}}
    (one,) = read("arguebuf", json.dumps({"nodes": atoms, "edges": {}})).components
    assert (one.commitment, one.confidence) == (None, 1.0)


def test_a_component_taken_out_is_no_runner_up_any_more():
    first, second, third = GOLD.components[:3]
    weighed = (Alternative(target=third.id, confidence=0.2), Alternative(target=first.id, confidence=0.1))
    relation = Relation(
        id="r", source=second.id, target=first.id, kind=RelationKind.SUPPORT, confidence=0.5, alternatives=weighed
    )
    value = json.loads(export(replace(GOLD, relations=(relation,), disputes=()), "xaif"))
    del value["AIF"]["nodes"][2]
    (left,) = read("xaif", json.dumps(value)).relations
    assert left.alternatives == weighed[1:]
