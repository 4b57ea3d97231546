"""Labels of pairs of claims: texts come from the threads they stand in, the shipped ones are sound."""

import gzip
import json
import os
from pathlib import Path

import pytest

from argmap.errors import ReadError
from argmap.train.corpora import restated, unlabelled
from argmap.train.corpora.labelled import digest

SHIPPED = Path(__file__).parents[2] / "benchmarks/hand-restatements.jsonl"
ONE, OTHER = "Tea is good. It wakes us.", "Well, tea is quite good."


def line(source, first, second, **changes):
    """Return the line of a pair of whole posts of a source."""
    row = {
        "sources": [source], "threads": [f"{source}-a"], "one": [digest(first), 0, len(first)],
        "other": [digest(second), 0, len(second)], "letters": "S", "round": 1, "apart": False,
    }  # fmt: skip
    return json.dumps(row | changes) + "\n"


@pytest.fixture
def labels(tmp_path, monkeypatch):
    """Return a function that writes lines of labels, of a source with two posts."""
    posts = [
        {"id": at, "parent_id": None, "thread_id": "a", "date": float(at), "text": text, "text_format": "plain"}
        for at, text in enumerate((ONE, OTHER))
    ]
    (tmp_path / "raw-discussions").mkdir()
    lines = "\n".join(json.dumps(post) for post in posts)
    (tmp_path / "raw-discussions/tea.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    source = unlabelled.Source(name="tea", words=10, load=unlabelled._raw("tea"))
    monkeypatch.setattr(unlabelled, "SOURCES", (source,))

    def write(*lines):
        (tmp_path / "labels.jsonl").write_text("".join(lines))
        return tmp_path / "labels.jsonl"

    return write


def learnt(path):
    return restated.lessons(restated.restated(path, path.parent))


def test_a_pair_is_learnt_both_ways_in_its_words(labels):
    path = labels(line("tea", ONE, OTHER, one=[digest(ONE), 0, 12], other=[digest(OTHER), 6, 24]))
    assert [(p.reply, p.parent, p.soft, p.domain) for p in learnt(path)] == [
        ("Tea is good.", "tea is quite good.", (1.0,), "restatement"),
        ("tea is quite good.", "Tea is good.", (1.0,), "restatement"),
    ]


@pytest.mark.parametrize(("letters", "chance"), [("S", 1.0), ("U", 0.65), ("E", 0.15), ("O", 0.0), ("SUN", 0.55)])
def test_letters_are_chances_of_several_readers_the_mean(labels, letters, chance):
    assert learnt(labels(line("tea", ONE, OTHER, letters=letters)))[0].soft == pytest.approx((chance,))


def test_the_second_round_counts_twice(labels):
    path = labels(line("tea", ONE, OTHER), line("tea", ONE, OTHER, letters="N", round=2))
    assert [p.soft for p in learnt(path)] == [(1.0,)] * 2 + [(0.0,)] * 4


def test_what_is_kept_apart_is_read_and_not_learnt(labels):
    path = labels(line("tea", ONE, OTHER, apart=True), line("tea", OTHER, ONE, threads=["tea-b"]))
    assert len(list(restated.restated(path, path.parent))) == 2
    assert [p.reply for p in learnt(path)] == [OTHER, ONE]
    assert restated.threads_apart(path) == {"tea-a"}


def test_pairs_of_sources_that_are_not_wanted_are_left_out(labels):
    path = labels(line("tea", ONE, OTHER), line("coffee", "That is", "nowhere"))
    assert len(list(restated.restated(path, path.parent, wanted=lambda name: name == "tea"))) == 1


def test_a_text_that_is_nowhere_is_an_error(labels):
    path = labels(line("tea", ONE, "Coffee is bad."))
    with pytest.raises(ReadError, match=r"1 of the 2 posts that labels\.jsonl labels are in none of the corpora"):
        learnt(path)


def test_an_encoder_learns_which_claims_say_the_same(small, tmp_path):
    from argmap.train.arguments.model import PAIR_LABELS, base
    from argmap.train.arguments.reader import Reader
    from argmap.train.arguments.reading import encode
    from argmap.train.arguments.training import Plan, train

    same, other = restated.lesson("tea is good", "tea good", 1.0), restated.lesson("tea is good", "coffee bad", 0.0)
    reader, model = Reader(small / "tokenizer.json"), base(small / "model.safetensors")
    train(model, reader, (), [same, other] * 16, Plan(documents=0, pairs=1600, rate=5e-3), tmp_path / "one.pt")
    likely, unlikely = encode(model, reader.pairs([same, other]))[1][:, PAIR_LABELS.index("restatement")].tolist()
    assert likely > 2
    assert unlikely < -2


def test_shipped_labels_are_sound():
    rows = [json.loads(one) for one in SHIPPED.read_text(encoding="utf-8").splitlines()]
    names = {source.name for source in unlabelled.SOURCES}
    for row in rows:
        assert set(row["sources"]) <= names
        assert row["one"] != row["other"]
        assert all(0 <= start < end for _, start, end in (row["one"], row["other"]))
        assert row["letters"].strip("SUEON") == ""
        assert len(row["letters"]) in (1, 3)
    assert 0.05 < sum(row["apart"] for row in rows) / len(rows) < 0.15


def test_every_labelled_text_is_in_the_corpora():
    corpora = os.environ.get("ARGMAP_CORPORA")
    if not corpora:
        pytest.skip("ARGMAP_CORPORA names no folder of corpora")
    found = list(restated.restated(SHIPPED, Path(corpora)))
    assert len(found) == len(SHIPPED.read_text(encoding="utf-8").splitlines())
    assert all(one.one == one.one.strip() != "" for one in found)
