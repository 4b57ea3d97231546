"""The recipe of senses: what it learns from, that it goes on where it ended, and that what it ships can be read."""

import csv
import gzip
import json
import random

import pytest

from argmap.train import senses_lessons
from argmap.train.senses_lessons import Alike, Talk

THREAD = [
    ("a", None, "We should drink more tea"),
    ("b", "a", "No , tea is not good"),
    ("c", "b", "that is wrong"),
    ("d", "a", "coffee keeps us awake"),
    ("e", "b", "it is good"),
    ("f", "d", "more coffee"),
]


def rows(path, *lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)


@pytest.fixture
def corpora(tmp_path):
    """Write corpora that hold hardly anything, all in the layout of the public ones."""
    posts = [
        {"id": i, "parent_id": p, "parent_is_direct": True, "thread_id": "t", "date": at, "text": text}
        for at, (i, p, text) in enumerate(THREAD)
    ]
    folder = tmp_path / "corpora"
    (folder / "raw-discussions").mkdir(parents=True)
    packed = gzip.compress("\n".join(map(json.dumps, posts)).encode())
    for name, _ in senses_lessons._SOURCES:
        (folder / f"raw-discussions/{name}.jsonl.gz").write_bytes(packed)
    rows(folder / "debagreement/dev.csv", ["label", "body_parent", "body_child"], ["0", "Tea", "No tea is not good"])
    (folder / "subreddit-agreement").mkdir()
    pool = [{"pId": at, "text": text} for at, text in enumerate(("tea is good", "good tea", "tea is bad"))]
    views = [{"pids": [0, 1]}, {"pids": [2]}]
    (folder / "perspectrum").mkdir()
    (folder / "perspectrum/perspective_pool_v1.0.json").write_text(json.dumps(pool))
    answers = json.dumps([{"cId": 1, "text": "We should drink tea", "perspectives": views}])
    (folder / "perspectrum/perspectrum_with_answers_v1.0.json").write_text(answers)
    tables = folder / "argkp2021/kpm_data"
    rows(tables / "arguments_train.csv", ["arg_id", "argument", "topic"])
    rows(tables / "key_points_train.csv", ["key_point_id", "key_point", "topic"])
    rows(tables / "labels_train.csv", ["arg_id", "key_point_id", "label"])
    return folder


def test_a_thread_is_a_run_of_posts_that_know_what_they_answer(corpora):
    [talk] = senses_lessons.talks(corpora / "raw-discussions/delving-bitcoin.jsonl.gz")
    assert talk.parents == (None, 0, 1, 0, 1, 3)
    assert talk.texts[2] == "that is wrong"


def test_perspectives_that_say_the_same_are_one_group(corpora):
    [views] = senses_lessons.claims(corpora, random.Random(1))
    assert views.texts == ("tea is good", "good tea", "tea is bad")
    assert views.groups[0] == views.groups[1] != views.groups[2]


def test_the_seed_fixes_the_batches(corpora):
    first, second = (list(senses_lessons.batches(corpora, 20)) for _ in range(2))
    assert first == second
    assert {type(batch[0]) for batch in first} == {Talk, Alike}


def test_training_goes_on_where_it_ended_and_ships_what_can_be_read(corpora, small, tmp_path, monkeypatch):
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    monkeypatch.setattr("argmap.nlp.senses.WIDTH", 24)
    from argmap.nlp.senses import SenseEncoder
    from argmap.train.senses import train_senses

    said = []
    train_senses(corpora, small, tmp_path / "work", tmp_path / "out", steps=3, say=said.append)
    vectors = SenseEncoder(tmp_path / "out").embed(["tea is good", "coffee"])
    assert vectors.shape == (2, 24)
    assert abs((vectors**2).sum(1) - 1).max() < 1e-3
    model = (tmp_path / "out/model.onnx").read_bytes()
    train_senses(corpora, small, tmp_path / "work", tmp_path / "out", steps=3, say=said.append)
    assert len(said) == 1, "nothing was learnt again"
    assert (tmp_path / "out/model.onnx").read_bytes() == model
