"""Training from corpora to a shipped model, all steps in one go, with a very small encoder and made-up corpora."""

import contextlib
import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from argmap.errors import ModelError
from argmap.native import dump
from argmap.nlp.arguments import ComponentEncoder, RelationEncoder
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import Models, models, syntax_model
from argmap.pipeline import argue
from argmap.read import read_text
from argmap.train import arguments
from argmap.train.arguments import kept as arguments_kept
from argmap.train.arguments.lessons import Size
from argmap.train.corpora import labelled, unlabelled
from tests.train.conftest import WORDS
from tests.train.test_arguments import CMV, write
from tests.train.test_restated import line as restated_line

THREAD = """ann · 3h ago
We should drink more tea, because it keeps us awake.
Coffee is bad.

bob · 2h ago
No, that is wrong. Coffee keeps us awake.
Tea is not good, because it is tea.

cem · 1h ago
That is not wrong. We should drink tea, because it keeps us awake.
"""


def corpora(folder: Path) -> Path:
    """Write corpora that hold hardly anything, all in the layout of the public ones."""
    write(folder, "debatepedia-pairs/x_pairs-bi.csv", "text_to,text_from,relation\nTea is good,It keeps us awake,1\n")
    write(folder, "perspectrum/perspective_pool_v1.0.json", json.dumps([{"pId": 1, "text": "Tea keeps us awake"}]))
    views = [{"text": "We should drink tea", "perspectives": [{"pids": [1], "stance_label_3": "SUPPORT"}]}]
    write(folder, "perspectrum/perspectrum_with_answers_v1.0.json", json.dumps(views))
    head = "claims.stance,claims.claimCorrectedText,topicText\n"
    write(folder, "ibm-claim-stance/claim_stance_dataset_v1.train.csv", head + "CON,Coffee is bad,Coffee is good\n")
    write(folder, "nixon-kennedy/full_dataset.tsv", "argument1\targument2\trelation\nTea\tNo tea\tattack\n")
    write(folder, "debagreement/dev.csv", "label,body_parent,body_child\n0,Tea is good,No\n2,Tea is good,It is\n")
    write(folder, "subreddit-agreement/a.csv", "quote_text,response_text,relation\nTea is good,That is wrong,0\n")
    write(folder, "iac-aif/pair_strength.tsv", "nodeset\tresponse_node\tquote_node\tbucket\n")
    for name in ("us2016-aif", "qt30-aif"):
        write(folder, f"{name}/nodesets/n.json", json.dumps({"nodes": [], "edges": []}))
    write(folder, "cmv-modes/v2.0/negative/7.xml", CMV)
    write(folder, "cmv-modes/v2.0/negative/8.xml", CMV.replace("abc12", "abc13"))
    write(folder, "cdcp/train/1.txt", "Tea is good. It keeps us awake.")
    labels = {"prop_offsets": [[0, 12], [13, 31]], "prop_labels": ["policy", "fact"]}
    write(folder, "cdcp/train/1.ann.json", json.dumps({**labels, "reasons": [[[1, 1], 0]], "evidences": []}))
    write(folder, "habernal-web-discourse/documents.jsonl", "")
    return folder


def sources(folder: Path, base: Path) -> arguments.Sources:
    """Write corpora, a map made with care and one that is labelled by place; return where they are."""
    made = argue([read_text(THREAD)], models(syntax="rules", components="rules", relations="rules"))
    known = corpora(folder / "corpora")
    write(folder, "gold/iac1.json", dump(made))
    posts = [json.dumps({"text": post.text}) for post in made.posts().values()]
    (known / "raw-discussions").mkdir()
    (known / "raw-discussions/tea.jsonl.gz").write_bytes(gzip.compress("\n".join(posts).encode()))
    for name in ("hand-maps", "apart-maps"):
        write(folder, f"labels/{name}.jsonl", labelled.line("tea", "forum", made, {}) + "\n")
    write(folder, "labels/hand-restatements.jsonl", "")
    return arguments.Sources(corpora=known, data=folder, labels=folder / "labels", gold=folder / "gold", base=base)


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch):
    """Leave out the threads of other corpora, which the made-up ones have not."""
    monkeypatch.setattr(labelled, "nested", lambda corpora, threads: ())


def test_training_runs_from_corpora_to_a_model_that_maps(tmp_path, small):
    places = sources(tmp_path, small), tmp_path / "work", tmp_path / "out"
    size = Size(pairs=4, first=1, second=1, third=1, seeds=2)
    arguments.train_arguments(*places, size=size)
    encoder = Encoder(tmp_path / "out")
    slots = Models(
        syntax=syntax_model("rules"), components=ComponentEncoder(encoder), relations=RelationEncoder(encoder)
    )
    assert argue([read_text(THREAD)], slots).discussions
    assert set(encoder.config["relations"]) >= {"within", "across", "least_within", "least_across"}

    changed = json.loads((tmp_path / "work" / "seeds-2" / "third" / "parity.json").read_text())
    assert set(changed) == {"component", "claim", "attack"}
    assert all(0 <= share <= 1 for share in changed.values())

    stages = sorted((tmp_path / "work").rglob("*.pt"))
    written = [path.stat().st_mtime_ns for path in stages]
    model = (tmp_path / "out" / "model.onnx").read_bytes()
    arguments.train_arguments(*places, size=size)
    assert [path.stat().st_mtime_ns for path in stages] == written
    assert (tmp_path / "out" / "model.onnx").read_bytes() == model


def test_a_run_ends_when_its_time_is_up_and_the_next_goes_on(tmp_path, small):
    places = sources(tmp_path, small), tmp_path / "work", tmp_path / "out"
    size = Size(pairs=4, first=1, second=1, third=1, seeds=1)
    runs = 1
    while not arguments.train_arguments(*places, size=size, minutes=0.0):
        assert not (tmp_path / "out" / "model.onnx").exists()
        runs += 1
    assert runs > 3
    paused = (tmp_path / "out" / "model.onnx").read_bytes()
    assert arguments.train_arguments(places[0], tmp_path / "in one go", tmp_path / "out", size=size)
    assert (tmp_path / "out" / "model.onnx").read_bytes() == paused


def test_more_seeds_go_on_from_those_that_are_done(tmp_path, small):
    places = sources(tmp_path, small), tmp_path / "work", tmp_path / "out"
    for seeds in (1, 2):
        size = Size(pairs=4, first=1, second=1, third=1, seeds=seeds)
        assert arguments.train_arguments(*places, size=size)
        done = {path.name for path in (tmp_path / "work").glob("*.pt")}
        assert done == {"stage1.pt", *(f"second-{11 + at}.pt" for at in range(seeds))}


def test_open_licences_train_without_the_others(tmp_path, small):
    places = sources(tmp_path, small), tmp_path / "work", tmp_path / "out"
    for name in ("debatepedia-pairs", "debagreement", "iac-aif", "cmv-modes", "qt30-aif"):
        (tmp_path / "corpora" / name).rename(tmp_path / name)
    arguments.train_arguments(*places, size=Size(pairs=4, first=1, second=1, third=1, seeds=2), licences="open")
    assert (tmp_path / "out" / "model.onnx").is_file()


@pytest.fixture
def unread(tmp_path, monkeypatch):
    """Write threads nobody mapped to the corpora, one with a post that is mapped, and a label of two of their posts."""

    def write_threads():
        known = read_text(THREAD).posts[0].text
        said = "No, we should not drink coffee because tea is good. " * 16
        rows = [
            {"id": f"{thread}{at}", "parent_id": f"{thread}{at - 1}" if at else None, "thread_id": thread,
             "date": float(at), "text": text, "text_format": "plain"}
            for thread, first in (("a", "Tea is good, because it keeps us awake."), ("b", known), ("c", "Is tea bad?"))
            for at, text in enumerate((first, said + thread, "That is wrong. Tea is not good."))
        ]  # fmt: skip
        lines = "\n".join(json.dumps(row) for row in rows)
        path = tmp_path / "corpora/raw-discussions/unread.jsonl.gz"
        path.write_bytes(gzip.compress(lines.encode(), mtime=0))
        write(tmp_path, "labels/hand-restatements.jsonl", restated_line("unread", rows[0]["text"], rows[2]["text"]))

    source = unlabelled.Source(name="unread", words=5000, load=unlabelled._raw("unread"))
    monkeypatch.setattr(unlabelled, "SOURCES", (source,))
    return write_threads


TAUGHT = Size(pairs=4, first=1, second=1, third=1, seeds=2, teachers=2, teaching=1, soft=2, soft_pairs=8, contrasts=1.0)
RESUMED = replace(TAUGHT, soft=1)


def learnt(work):
    """Return the weights of every checkpoint and all that teachers said, by the place of their file."""
    import torch

    kept = {path.relative_to(work): torch.load(path, weights_only=True)["model"] for path in work.rglob("*.pt")}
    said = {path.relative_to(work): dict(np.load(path)) for path in work.rglob("*.npz")}
    arrays = {path: {name: np.asarray(one) for name, one in found.items()} for path, found in (kept | said).items()}
    return {path: {name: one.tobytes() for name, one in found.items()} for path, found in arrays.items()}


@pytest.fixture
def in_one_go(tmp_path, small, tall, unread, monkeypatch):
    """Return where a run with teachers reads, a thread a file, and what it learnt and shipped when nothing ended it."""
    monkeypatch.setattr(arguments_kept, "AT_ONCE", 1)
    at, out = replace(sources(tmp_path, small), teacher=tall), tmp_path / "out in one go"
    unread()
    assert arguments.train_arguments(at, tmp_path / "in one go", out, size=RESUMED)
    return at, learnt(tmp_path / "in one go"), shipped(out)


def shipped(out):
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_teachers_read_threads_that_nobody_labelled_and_the_encoder_learns_from_them(tmp_path, small, tall, unread):
    at, work = replace(sources(tmp_path, small), teacher=tall), tmp_path / "work"
    unread()
    told = []
    assert arguments.train_arguments(at, work, tmp_path / "out", size=TAUGHT, say=told.append)
    assert Encoder(tmp_path / "out").config["relations"]["least_across"]
    assert "teacher 2 has read 1/1" in told
    [said] = (np.load(path)["pairs"] for path in (work / "taught/teachers").glob("*-said-2.npz"))
    assert said.shape[0] > 8
    assert said.shape[1] == 5
    [kept] = (work / "taught/teachers").glob("*.jsonl.gz")
    lines = gzip.decompress(kept.read_bytes()).decode().splitlines()
    assert sorted(json.loads(line)["name"] for line in lines) == ["unread-a", "unread-c"]
    stages = sorted(path.name for path in (work / "taught").glob("*.pt"))
    assert stages == ["second-11.pt", "second-12.pt", "stage1.pt"]


def test_a_run_with_teachers_goes_on_at_each_step_where_its_time_was_up(tmp_path, in_one_go):
    at, *whole = in_one_go
    runs = 1
    while not arguments.train_arguments(at, tmp_path / "work", tmp_path / "out", size=RESUMED, minutes=0.0):
        runs += 1
    assert runs > 20
    assert [learnt(tmp_path / "work"), shipped(tmp_path / "out")] == whole


def test_a_run_that_breaks_off_as_it_keeps_something_goes_on_to_the_same_weights(tmp_path, in_one_go, monkeypatch):
    """Break off before and after each file is put in its place: examples, stages, answers, students, means."""
    at, *whole = in_one_go
    keep, kept = Path.replace, []

    class BreaksOff(Exception):  # noqa: N818
        pass

    def broken(beside, path):
        if kept.count(path) == 2 or tmp_path / "work" not in path.parents:
            return keep(beside, path)
        if path in kept:
            keep(beside, path)
        kept.append(path)
        raise BreaksOff

    monkeypatch.setattr(Path, "replace", broken)
    done = False
    while not done:
        with contextlib.suppress(BreaksOff):
            done = arguments.train_arguments(at, tmp_path / "work", tmp_path / "out", size=RESUMED)
    assert {path.name for path in kept} == {
        *(f"threads-00{at}{end}" for at in (0, 1) for end in (".jsonl.gz", "-said-1.npz", "-said-2.npz")),
        *(f"teacher-{one}-stage{stage}.pt" for one in (1, 2) for stage in (1, 2)), "shards.json",
        "stage1.pt", "second-11.pt", "second-12.pt", "second.pt", "third-11.pt", "third-12.pt", "third.pt",
        "config.json",
    }  # fmt: skip
    assert [learnt(tmp_path / "work"), shipped(tmp_path / "out")] == whole


def test_another_parent_of_replies_is_learnt_in_later_stages_alone(tmp_path, small):
    at, size = sources(tmp_path, small), replace(RESUMED, seeds=1)
    for share in (0.0, 1.0):
        arguments.train_arguments(at, tmp_path / str(share), tmp_path / "out", size=replace(size, contrasts=share))
    without, beside = learnt(tmp_path / "0.0"), learnt(tmp_path / "1.0")
    assert without.keys() == beside.keys()
    assert {path.name for path in beside if beside[path] == without[path]} == {"stage1.pt"}


def test_labels_of_pairs_that_may_say_the_same_are_learnt_in_later_stages_alone(tmp_path, small, unread):
    at, size = sources(tmp_path, small), replace(RESUMED, seeds=1)
    arguments.train_arguments(at, tmp_path / "without", tmp_path / "out", size=size)
    unread()
    arguments.train_arguments(at, tmp_path / "with", tmp_path / "out", size=size)
    without, beside = learnt(tmp_path / "without"), learnt(tmp_path / "with")
    assert {path.name for path in beside if beside[path] == without[path]} == {"stage1.pt"}


def test_a_teacher_that_is_another_is_said_plainly(tmp_path, small, tall):
    at = replace(sources(tmp_path, small), teacher=small)
    with pytest.raises(ModelError, match=r"model\.safetensors is not the all-mpnet-base-v2 that teaches"):
        arguments.train_arguments(at, tmp_path / "work", tmp_path / "out", size=TAUGHT)


def test_int8_says_what_the_whole_model_says(tmp_path, small):
    import torch

    from argmap.train.arguments.export import export
    from argmap.train.arguments.model import base
    from argmap.train.arguments.reader import Reader

    chance = random.Random(1)
    rows = [[" ".join(chance.choices(WORDS, k=8)) for _ in range(4)] for _ in range(12)]
    model = base(small / "model.safetensors").eval()
    torch.nn.init.normal_(model.unit.weight, std=1.0)
    export(model, small / "tokenizer.json", tmp_path / "made", Reader(small / "tokenizer.json").rows(rows))
    (tmp_path / "made" / "config.json").write_text('{"domain": "comment"}')
    (tmp_path / "whole").mkdir()
    for name in ("model.fp32.onnx", "tokenizer.json", "config.json"):
        (tmp_path / "whole" / name.replace("fp32.", "")).write_bytes((tmp_path / "made" / name).read_bytes())
    small_one, whole = Encoder(tmp_path / "made").read(rows).units, Encoder(tmp_path / "whole").read(rows).units
    assert abs(small_one - whole).mean() < 0.1 * whole.std()
    assert ((small_one > 0) != (whole > 0)).mean() < 0.05
