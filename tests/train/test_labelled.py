"""Labels by place: what is written is read back, texts come from the corpora, and the shipped ones are sound."""

import gzip
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from argmap.errors import ReadError
from argmap.nlp.models import models
from argmap.pipeline import argue
from argmap.read import read_text
from argmap.train.corpora import labelled

FOLDER = Path(__file__).parents[2] / "benchmarks"
LEARNT, APART = ([*(FOLDER / name).read_text("utf-8").splitlines()] for name in ("hand-maps.jsonl", "apart-maps.jsonl"))
THREAD = """ann · 3h ago
We should drink more tea, because it keeps us awake.

bob · 2h ago
No, that is wrong. Coffee keeps us awake.
"""


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Return a map and a folder of corpora that holds its texts."""
    monkeypatch.setattr(labelled, "nested", lambda corpora, threads: ())
    made = argue([read_text(THREAD)], models(syntax="rules", components="rules", relations="rules"))
    posts = [json.dumps({"text": post.text}) for post in made.posts().values()]
    (tmp_path / "raw-discussions").mkdir()
    (tmp_path / "raw-discussions/tea.jsonl.gz").write_bytes(gzip.compress("\n".join(posts).encode()))
    return made, tmp_path


def test_labels_come_back_with_their_texts(corpus, tmp_path):
    made, folder = corpus
    (tmp_path / "labels.jsonl").write_text(labelled.line("tea", "forum", made, {}) + "\n")
    [(name, found)] = labelled.maps(tmp_path / "labels.jsonl", folder, folder)
    assert name == "tea"
    assert [(c.text, c.kind, c.quoted) for c in found.components] == [
        (c.text, c.kind, c.quoted) for c in made.components
    ]
    assert [(r.kind, r.subtype) for r in found.relations] == [(r.kind, r.subtype) for r in made.relations]
    assert [p.reply_to is None for p in found.posts().values()] == [p.reply_to is None for p in made.posts().values()]
    assert len(found.disputes) == len(made.disputes)


def test_labels_hold_no_word_of_the_text(corpus):
    made, _ = corpus
    assert "awake" not in labelled.line("tea", "forum", made, {})


def test_a_text_that_is_nowhere_is_an_error(corpus, tmp_path):
    made, folder = corpus
    (folder / "raw-discussions/tea.jsonl.gz").unlink()
    (tmp_path / "labels.jsonl").write_text(labelled.line("tea", "forum", made, {}) + "\n")
    with pytest.raises(ReadError, match=r"2 of the 2 posts that labels\.jsonl labels are in none of the corpora"):
        list(labelled.maps(tmp_path / "labels.jsonl", folder, folder))


@pytest.mark.parametrize("line", [*LEARNT, *APART], ids=lambda line: line[9:40])
def test_shipped_labels_are_sound(line):
    row = json.loads(line)
    placed = [(post, start, end) for post, start, end, *_ in row["components"]]
    assert placed == sorted(placed)
    for post, start, end in placed:
        assert 0 <= start < end <= row["posts"][post]["length"]
    for (post, _, end), (after, start, _) in pairwise(placed):
        assert post < after or end <= start, "components of a post do not overlap"
    for source, target, *_ in row["relations"]:
        assert source != target
        assert row["components"][source][5] is None, "a copy carries no relations"
        assert row["components"][target][5] is None, "a copy carries no relations"
    assert len({tuple(r[:2]) for r in row["relations"]}) == len(row["relations"])
    assert all(place < len(placed) for sides in row["disputes"] for side in sides for place in side)


def test_every_labelled_text_is_in_the_corpora(data):
    corpora = os.environ.get("ARGMAP_CORPORA")
    if not corpora:
        pytest.skip("ARGMAP_CORPORA names no folder of corpora")
    for name, rows in (("hand-maps.jsonl", LEARNT), ("apart-maps.jsonl", APART)):
        found = list(labelled.maps(FOLDER / name, Path(corpora), data))
        assert len(found) == len(rows)
        assert not any(c.text != c.text.strip() for _, one in found for c in one.components if not c.quoted)


def test_no_text_that_is_kept_apart_is_learnt():
    learnt, apart = ({post["sha256"] for row in rows for post in json.loads(row)["posts"]} for rows in (LEARNT, APART))
    assert not learnt & apart
