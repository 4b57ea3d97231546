"""Threads with known replies are read, dressed as pastes and learnt from, on tiny made-up corpora."""

import gzip
import json
import random
import re
from dataclasses import replace

import numpy as np
import pytest

from argmap.errors import ModelError
from argmap.nlp.reply_links import PARTS, load, scores
from argmap.train import threads
from argmap.train.corpora.threads import Row, Told, aita, chats, forums, grouped, rumoureval, titled, unrepeated
from argmap.train.threads.lessons import Dress, by_time, lesson, lessons_of, printed, runs, shown, with_times
from argmap.train.threads.training import train

AUTHORS, TREES = "ana ben carla".split(), "elm oak ash ivy fir bay fig yew".split()
TREE = (None, 0, 1, 1, 0, 4, 5, 0)
TOLD = Told(
    source="made",
    name="up",
    rows=tuple(
        Row(
            author=AUTHORS[at % 3],
            written=1000.0 * at,
            text=f"The {TREES[at]} and {TREES[parent or 0]}.",
            parent=parent,
        )
        for at, parent in enumerate(TREE)
    ),
)


def sense(texts):
    """Return which trees each text names, as a vector of length one, twice."""
    named = np.array([[float(tree in text) for tree in TREES] for text in texts])
    named = named / np.maximum(np.linalg.norm(named, axis=1, keepdims=True), 1)
    return np.stack([named, named], axis=1)


CHAT = """\
[10:00] <ana> hello all
[10:01] <ben> how do I mount a disk?
=== carla has joined
[10:02] <carla> ben: with mount
[10:03] * ana waves
"""


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def zipped(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)


def parents(told):
    return [row.parent for row in told.rows]


def test_rumoureval_shows_siblings_by_score(tmp_path):
    posts = [
        {
            "id": name,
            "parent": above,
            "author": name,
            "created_utc": 1.0 * at,
            "score": score,
            "text": name,
            "title": None,
        }
        | {"is_source": above is None}
        for at, (name, above, score) in enumerate(
            [("top", None, 1), ("low", "top", 2), ("high", "top", 9), ("under", "low", 50), ("last", "top", 1)]
        )
    ]
    put(tmp_path / "reddit-training-data.jsonl", json.dumps({"thread": "t", "posts": posts}))
    put(tmp_path / "reddit-dev-data.jsonl", "")
    (told,) = rumoureval(tmp_path)
    assert [row.author for row in told.rows] == ["top", "high", "low", "under", "last"]
    assert parents(told) == [None, 0, 0, 2, 0]


def test_a_comment_tree_keeps_its_replies(tmp_path):
    tree = {
        "post content": "What now?",
        "comments": [{"content": "One.", "comments": [{"content": "Two."}]}, {"content": "Three."}],
    }
    put(tmp_path / "aita_posts/a.json", json.dumps(tree))
    (told,) = aita(tmp_path)
    assert parents(told) == [None, 0, 1, 0]


def test_dated_posts_are_put_depth_first(tmp_path):
    rows = [("a", None, 1), ("b", "a", 2), ("c", "a", 3), ("d", "b", 4), ("e", "c", 5)]
    lines = [
        json.dumps({"id": n, "parent_id": up, "thread_id": "t", "speaker": n, "date": at, "text": n})
        for n, up, at in rows
    ]
    zipped(tmp_path / "posts.jsonl.gz", "\n".join(lines))
    (told,) = grouped("made", tmp_path / "posts.jsonl.gz", depth_first=True)
    assert [row.author for row in told.rows] == ["a", "b", "d", "c", "e"]
    (flat,) = grouped("made", tmp_path / "posts.jsonl.gz", depth_first=False)
    assert parents(flat) == [None, 0, 0, 1, 2]


def test_a_forum_thread_loses_what_it_repeats(tmp_path):
    said = "The old bridge should be closed to all cars at once."
    rows = [[1, None, "ana", said, {}, None, None, 10]]
    rows += [[n, None, "ben", f"{said} No, it should not, number {n}.", {}, 1, None, 10 * n] for n in range(2, 6)]
    zipped(tmp_path / "v1/data/fourforum/discussions/9.json.gz", json.dumps([rows, {}]))
    (told,) = forums(tmp_path)
    assert parents(told) == [None, 0, 0, 0, 0]
    assert "bridge" not in told.rows[1].text


def test_the_lines_of_a_chat_know_whom_they_answer(tmp_path):
    put(tmp_path / "x.ascii.txt", CHAT)
    put(tmp_path / "x.annotation.txt", "1 1 -\n1 3 -\n4 4 -\n")
    (told,) = chats(tmp_path)
    assert [row.author for row in told.rows] == ["ana", "ben", "carla", "ana"]
    assert parents(told) == [None, None, 1, None]
    assert told.judged == 1


def test_sentences_that_stood_before_are_left_out():
    said = "The old bridge should be closed to all cars."
    assert unrepeated([said, f"{said} I do not think so."]) == [said, "I do not think so."]
    assert unrepeated([said, said]) == [said, said]


@pytest.mark.parametrize(
    ("minutes", "wanted"), [(0.5, "1m ago"), (59, "59m ago"), (119, "1h ago"), (1441, "1d ago"), (525600, "1y ago")]
)
def test_ages_are_printed_in_whole_units(minutes, wanted):
    assert printed(minutes) == wanted


def test_threads_put_in_order_of_time_keep_who_answers_whom():
    moved = by_time(TOLD.rows)
    above = {row.text: None if row.parent is None else moved[row.parent].text for row in moved}
    assert above == {row.text: None if row.parent is None else TOLD.rows[row.parent].text for row in TOLD.rows}
    assert all(row.parent is None or row.parent < at for at, row in enumerate(moved))
    answers = [row.written for row in moved if row.parent == 0]
    assert answers == sorted(answers)


def test_times_are_made_up_after_what_is_answered():
    bare = replace(TOLD, rows=tuple(replace(row, written=None) for row in TOLD.rows))
    rows = with_times(bare, random.Random(0)).rows
    assert all(row.parent is None or row.written > rows[row.parent].written for row in rows)


def test_a_dress_decides_what_is_shown():
    bare = shown(TOLD, Dress(ages="none", names=False), random.Random(0)).posts
    assert all(post.author is None and post.age is None and post.written is None for post in bare)
    exact = shown(TOLD, Dress(ages="exact"), random.Random(0)).posts
    assert exact[1].written == "1970-01-01T00:16:40+00:00"
    assert shown(TOLD, Dress(), random.Random(0)).posts[0].age.endswith("ago")


def test_what_answers_the_opening_post_answers_nobody_in_a_lesson():
    found = lesson(TOLD, Dress(), sense, random.Random(0))
    assert found.parents.tolist() == [-1, 0, 0, -1, 3, 4, -1]


def test_a_long_thread_is_learnt_from_in_runs_of_whole_answers():
    one, *rest = runs(TOLD, most=3)
    assert one == TOLD
    assert [row.text for run in rest for row in run.rows[1:]] == [row.text for row in TOLD.rows[4:]]
    assert parents(rest[0]) == [None, 0, 1, 2, 0]
    assert threads.fold(rest[0].name) == threads.fold(TOLD.name)


def test_likeliest_parents_come_with_their_chance():
    roots, links = np.zeros(3), np.zeros((3, 3))
    links[2, 1] = 9.0
    found, chance = threads.likeliest(roots, links)
    assert found[2] == 1
    assert chance[2] > 0.9


def test_titles_say_which_first_posts_are_like_an_opening():
    found = [(f"On {tree}", [f"The {tree}.", *(f"The {other}." for other in TREES if other != tree)]) for tree in TREES]
    like, constant = threads.title_weights(found, sense)
    assert like > 0
    assert like * 8 + constant > 0 > constant


def test_threads_with_a_title_are_read_by_time_with_their_opening_first(tmp_path):
    lines = [
        json.dumps(
            {
                "thread_id": name,
                "parent_id": day - 1 or None,
                "date": f"2020-01-0{day}",
                "title": name,
                "text": f"{day}",
            }
        )
        for name in ("On elms", None)
        for day in (3, 1, 2, 5, 4)
    ]
    zipped(tmp_path / "made.jsonl.gz", "\n".join(lines))
    assert list(titled(tmp_path / "made.jsonl.gz")) == [("On elms", ("1", "2", "3", "4", "5"))]


def test_each_text_is_read_once():
    read = []

    def count(texts):
        read.extend(texts)
        return sense(texts)

    once = threads.remembering(count)
    texts = ["The elm and oak.", "The oak and elm.", "The elm and oak."]
    for _ in range(2):
        assert once(texts).tolist() == sense(texts).tolist()
    assert read == texts[:2]


def test_learnt_weights_are_read_back_and_find_a_thread_again(tmp_path):
    pytest.importorskip("torch")
    chance = random.Random(0)
    lessons = lessons_of(TOLD, sense, chance)
    nested, talk = train(lessons, epochs=60), train(lessons[:1], epochs=1, nested=False)
    parts = {"nested": nested, "talk": talk, "opening": threads.opening_weights([TOLD], sense)}
    parts["sure"] = threads.sureness([(one, *scores(nested, one.clues)) for one in lessons])
    threads.write(parts, {}, tmp_path)
    model, one = load(tmp_path), lessons[0]
    assert model.scores("nested", one.clues)[1] == pytest.approx(scores(nested, one.clues)[1], abs=0.1)
    found, _ = threads.likeliest(*model.scores("nested", one.clues))
    assert (found == one.parents).mean() > (one.parents == np.arange(len(found)) - 1).mean()


def test_senses_of_another_encoder_are_not_used(tmp_path):
    parts = {part: {} for part in PARTS}
    threads.write(parts, {}, tmp_path)
    assert load(tmp_path).sense is not None
    weights = tmp_path / "weights.json"
    weights.write_text(re.sub(r'"senses":"\w+"', '"senses":"another"', weights.read_text()))
    assert load(tmp_path).sense is None


def test_a_model_that_is_not_there_says_what_to_run(tmp_path):
    with pytest.raises(ModelError, match="argmap train threads"):
        load(tmp_path)
