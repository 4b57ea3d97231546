"""Loaders and examples on tiny made-up corpora; no torch is needed, no corpus text stands here."""

import json

import pytest

from argmap.argument import Kind
from argmap.errors import ModelError
from argmap.train.arguments import mixture
from argmap.train.arguments.examples import example, signed
from argmap.train.corpora import CORPORA, aif, cmv, mapped, replies, statements
from argmap.train.needs import needs_torch

CMV = """<?xml version="1.0"?>
<thread ID="abc12"><title><claim>CMV: Tea is best.</claim></title>
<OP author="one">
<claim id="0" rel="agreement" ref="title">Tea is plainly the best of drinks.</claim> Well, well & well.
<premise id="1" rel="support" ref="0">It keeps people awake through long afternoons.</premise>
</OP>
<reply id="r" author="two">
<claim id="2" rel="rebuttal_attack" ref="0_1">Coffee keeps people awake far longer than tea.</claim>
<reply id="s" author="one"><claim id="3" rel="agreement" ref="2">You are right that coffee does that.</claim></reply>
</thread> <claim id="4">left over</claim>"""


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def thread(tmp_path):
    write(tmp_path, "v2.0/negative/7.xml", CMV)
    return dict(cmv.threads(tmp_path))["abc12"]


def test_a_thread_keeps_turns_components_and_links_across_posts(thread):
    assert [p.reply_to for p in thread.discussions[0].posts] == [None, "title0", "OP1", "reply2"]
    assert [c.text for c in thread.components][:2] == ["CMV: Tea is best.", "Tea is plainly the best of drinks."]
    kinds = {(r.source, r.target): r.kind.value for r in thread.relations}
    assert kinds["2", "0"] == kinds["2", "1"] == "attack"
    assert kinds["0", "title"] == kinds["1", "0"] == kinds["3", "2"] == "support"


def test_text_after_the_thread_is_not_read(thread):
    assert "4" not in thread.by_id()


def test_a_thread_in_two_files_has_its_opening_post_once(tmp_path):
    write(tmp_path, "v2.0/negative/7.xml", CMV)
    write(tmp_path, "v2.0/negative/8.xml", CMV)
    posts = [len(found.posts()) for _, found in cmv.threads(tmp_path)]
    assert posts == [4, 2]


def test_statements_are_read_with_their_stand(tmp_path):
    write(
        tmp_path, "x_pairs-bi.csv", "text_to,text_from,relation\nTea is good,Tea wakes,1\nTea is good,Tea stains,-1\n"
    )
    assert [(p.reply, p.label) for p in statements.debatepedia(tmp_path)] == [
        ("Tea wakes", "support"),
        ("Tea stains", "attack"),
    ]


def test_replies_have_three_labels(tmp_path):
    write(tmp_path, "dev.csv", "label,body_parent,body_child\n0,a,b\n1,a,c\n2,a,d\n")
    assert [p.label for p in replies.debagreement(tmp_path)] == ["attack", "none", "support"]


def test_weak_votes_are_left_out(tmp_path):
    nodes = [{"nodeID": "1", "text": "No.", "type": "I"}, {"nodeID": "2", "text": "Tea.", "type": "I"}]
    nodes.append({"nodeID": "3", "text": "", "type": "CA"})
    edges = [{"fromID": "1", "toID": "3"}, {"fromID": "3", "toID": "2"}]
    write(tmp_path, "nodesets/n1.json", json.dumps({"nodes": nodes, "edges": edges}))
    head = "nodeset\tresponse_node\tquote_node\tbucket\n"
    write(tmp_path, "pair_strength.tsv", head + "n1\t1\t2\tstrong\n")
    assert [(p.reply, p.parent, p.label) for p in replies.iac(tmp_path)] == [("No.", "Tea.", "attack")]
    write(tmp_path, "pair_strength.tsv", head + "n1\t1\t2\tweak\n")
    assert not list(replies.iac(tmp_path))


def test_propositions_are_read_in_the_words_that_were_said(tmp_path):
    nodes = [{"nodeID": str(n), "type": "I", "text": "rewritten"} for n in (1, 2)]
    nodes += [{"nodeID": str(n + 2), "type": "YA", "text": ""} for n in (1, 2)]
    nodes += [{"nodeID": "5", "type": "L", "text": "Ann : tea is quite good"}]
    nodes += [{"nodeID": "6", "type": "L", "text": "Bob : tea is not good"}, {"nodeID": "7", "type": "CA", "text": ""}]
    ends = [("5", "3"), ("3", "1"), ("6", "4"), ("4", "2"), ("2", "7"), ("7", "1")]
    data = {"nodes": nodes, "edges": [{"fromID": a, "toID": b} for a, b in ends]}
    write(tmp_path, "nodesets/n.json", json.dumps(data))
    found = list(aif.nodesets(tmp_path, corpus="us2016-aif", domain="comment"))
    assert ("tea is not good", "tea is quite good", "attack") in [(p.reply, p.parent, p.label) for p in found]


def test_comments_to_an_agency_become_maps(tmp_path):
    write(tmp_path, "train/1.txt", "Calls must stop. They wake my son.")
    labels = {"prop_offsets": [[0, 16], [17, 34]], "prop_labels": ["policy", "fact"]}
    write(tmp_path, "train/1.ann.json", json.dumps({**labels, "reasons": [[[1, 1], 0]], "evidences": []}))
    ((_, found),) = mapped.cdcp(tmp_path)
    assert [c.kind for c in found.components] == [Kind.CLAIM, Kind.PREMISE]
    assert [(r.source, r.target) for r in found.relations] == [("1", "0")]


def test_an_example_labels_units_and_candidates(thread):
    made = example("abc12", "cmv-modes", thread)
    assert len(made.unit_labels) == sum(map(len, made.units))
    assert {"claim", "premise", ""} >= set(made.unit_labels)
    linked = {
        (links.source, target)
        for links in made.across
        for target, is_linked in zip(links.targets, links.linked, strict=True)
        if is_linked
    }
    assert linked
    assert all(source > target for source, target in linked)
    assert all(len(links.targets) == len(links.weighed) == len(links.linked) for links in made.within)


def test_pairs_across_posts_carry_their_stand(thread):
    assert {(p.label, p.domain) for p in signed(thread, "cmv-modes")} == {("attack", "comment"), ("support", "comment")}


def test_only_open_corpora_are_read_when_asked():
    wanted = [c.name for c in CORPORA if mixture.wanted(c.name, "open")]
    assert "perspectrum" in wanted
    assert "debagreement" not in wanted
    assert all(mixture.wanted(c.name, "all") for c in CORPORA)


def test_missing_torch_is_said_plainly(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    with pytest.raises(ModelError, match=r"argmap\[train\]"):
        needs_torch()
