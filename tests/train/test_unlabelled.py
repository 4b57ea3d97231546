"""Threads nobody labelled: stretches that stand together, none of which opens as what is known."""

import gzip
import json
import random

from argmap.argument import ArgumentMap, Generator
from argmap.discussion import Discussion, Post
from argmap.train.corpora import unlabelled
from argmap.train.corpora.threads import Row, Told
from argmap.train.corpora.unlabelled import Source, drawn, opening, openings, stretch


def row(text, parent=None):
    return Row(author=None, written=None, text=text, parent=parent)


def thread(name, *, words=60, posts=4):
    return Told(
        source="tea", name=name, rows=tuple(row(f"{name} {at} " * words, at - 1 or None) for at in range(posts))
    )


def source(**changes):
    return Source(**({"name": "tea", "words": 10_000, "load": lambda folder: iter(())} | changes))


def names(found, known=(), **changes):
    return {told.name for told in drawn(source(**changes), found, known, random.Random(1))}


def test_threads_with_a_known_post_are_left_out():
    known = opening("one 2 " * 60)
    assert names([thread("one"), thread("two")], {known}) == {"two"}


def test_threads_of_few_posts_or_words_are_left_out():
    assert names([thread("one", posts=2), thread("two", words=5), thread("three")]) == {"three"}


def test_a_source_of_pairs_has_threads_of_two_posts():
    assert names([thread("one", posts=2)], pairs=True) == {"one"}


def test_a_source_gives_its_words_and_no_more():
    many = [thread(f"t{at}") for at in range(30)]
    assert len(names(many, words=1000)) == 3


def test_the_draw_is_the_same_each_time():
    many = [thread(f"t{at}", posts=40, words=3) for at in range(9)]
    first, again = (list(drawn(source(), many, (), random.Random(1))) for _ in range(2))
    assert first == again


def test_a_stretch_is_short_and_its_replies_stand_in_it():
    rows = [row(f"post {at}", at - 1 if at else None) for at in range(100)]
    found, words = stretch(rows, random.Random(3))
    assert len(found) == 24
    assert words == 48
    assert [r.parent for r in found] == [None, *range(23)]


def test_long_posts_are_cut_and_no_more_words_are_read_than_asked():
    found, words = stretch([row("tea " * 2000), row("tea " * 800), row("tea " * 800)], random.Random(3))
    assert words == 1500
    assert [len(r.text.split()) for r in found] == [700, 800]


def test_a_reply_to_what_is_blank_answers_nobody():
    found, _ = stretch([row("one"), row(" "), row("two", 1), row("three", 2)], random.Random(3))
    assert [r.parent for r in found] == [None, None, 1]


def test_openings_are_told_by_words_and_short_ones_tell_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("So, this is a line that is long enough!\nno\n")
    posts = (Post(id="p", text="Another *post* that is long enough to tell."), Post(id="q", text="Yes."))
    one = ArgumentMap(
        generator=Generator(name="x", version="1"),
        discussions=(Discussion(id="d", source="s", format="f", posts=posts),),
    )
    assert openings([one], [tmp_path]) == {
        "so this is a line that is long enough", "another post that is long enough to tell"
    }  # fmt: skip


def test_raw_discussions_are_read_in_order_of_time_in_plain_words(tmp_path, monkeypatch):
    posts = [
        {"id": 2, "parent_id": 1, "thread_id": "t", "date": 20.5, "text": "<p>No &amp; no</p>", "text_format": "html"},
        {"id": 1, "parent_id": None, "thread_id": "t", "date": 3.0, "text": "''Tea''", "text_format": "wikitext"},
        {
            "id": 3,
            "parent_id": 2,
            "thread_id": "t",
            "date": 30.0,
            "text": "Yes\n-- \nBob",
            "text_format": "plain-email",
        },
    ]
    (tmp_path / "raw-discussions").mkdir()
    lines = "\n".join(json.dumps(post) for post in posts)
    (tmp_path / "raw-discussions/tea.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    [told] = unlabelled._raw("tea")(tmp_path)
    assert [(r.text, r.parent) for r in told.rows] == [("Tea", None), ("No & no", 0), ("Yes", 1)]


def test_only_wanted_sources_are_read(tmp_path, monkeypatch):
    made = [source(name=name, load=lambda folder, name=name: iter([thread(name)])) for name in ("one", "two")]
    monkeypatch.setattr(unlabelled, "SOURCES", tuple(made))
    found = dict(unlabelled.maps(tmp_path, (), wanted=lambda name: name == "two"))
    assert set(found) == {"two"}
    assert not found["two"].components
    assert len(found["two"].posts()) == 4
