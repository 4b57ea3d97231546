"""What models made is kept between runs, and a damaged entry is as good as none."""

import sqlite3

from argmap.nlp.cache import Cache, key


def test_what_was_kept_is_found_by_another_run(tmp_path):
    one = Cache(tmp_path / "c.sqlite")
    one.put({key(b"a"): b"1", key(b"b"): b"2"})
    one.close()
    assert Cache(tmp_path / "c.sqlite").get([key(b"a"), key(b"c")]) == {key(b"a"): b"1"}


def test_parts_are_told_apart():
    assert key(b"ab", b"c") != key(b"a", b"bc")


def test_a_damaged_entry_is_not_there(tmp_path):
    cache = Cache(tmp_path / "c.sqlite")
    cache.put({key(b"a"): b"good"})
    cache.close()
    with sqlite3.connect(tmp_path / "c.sqlite") as file:
        file.execute("UPDATE entries SET value = CAST(substr(value, 1, 16) || 'evil' AS BLOB)")
    assert Cache(tmp_path / "c.sqlite").get([key(b"a")]) == {}


def test_a_damaged_file_is_made_anew(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"no database" * 1_000)
    cache = Cache(path)
    cache.put({key(b"a"): b"1"})
    assert cache.get([key(b"a")]) == {key(b"a"): b"1"}


def test_a_place_that_cannot_be_written_costs_nothing_but_time(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "c.sqlite")
    cache.put({key(b"a"): b"1"})
    assert cache.get([key(b"a")]) == {}


def test_past_its_size_the_older_half_goes(tmp_path):
    cache = Cache(tmp_path / "c.sqlite", largest=5_000)
    names = [key(bytes([n])) for n in range(20)]
    for name in names:
        cache.put({name: b"x" * 500})
    assert names[0] not in cache.get(names)
    assert names[-1] in cache.get(names)
