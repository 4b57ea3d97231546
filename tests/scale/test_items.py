"""Sources become items: what counts as a discussion, and that each is read from its place."""

import json

import pytest

from argmap.errors import ReadError
from argmap.scale.chunks import chunks
from argmap.scale.items import digest, items, text_of
from argmap.scale.store import Store
from tests.scale.threads import dump, folder_of, interleaved, rows_of

pytest.importorskip("pyarrow")


def keys(found):
    return [item.key for item in found]


def test_a_folder_is_a_discussion_a_file_in_order_of_name(tmp_path):
    folder = folder_of(tmp_path / "in", 3)
    (folder / ".hidden").write_text("no", encoding="utf-8")
    found = list(items([str(folder)], tmp_path / "s"))
    assert keys(found) == [str(folder / f"00{n}.txt") for n in range(3)]
    assert "bridge 1" in text_of(found[1])


def test_a_file_named_twice_is_read_once(tmp_path):
    folder = folder_of(tmp_path / "in", 2)
    assert len(list(items([str(folder), str(folder / "001.txt"), f"{folder}/*.txt"], tmp_path / "s"))) == 2


def test_a_dataset_among_the_sources_is_not_read(tmp_path):
    folder = folder_of(tmp_path / "in", 2)
    before = keys(items([str(folder)], tmp_path / "s"))
    store = Store(folder=folder / "out")
    with store.held({}):
        (folder / "out" / "chunks" / "00000000.json").write_text("{}", encoding="utf-8")
    assert keys(items([str(folder)], tmp_path / "s")) == before
    assert keys(items([f"{folder}/**/*"], tmp_path / "s")) == before


def test_sources_beside_the_dataset_that_one_stands_in_are_read(tmp_path, monkeypatch):
    folder_of(tmp_path / "in", 1)
    with Store(folder=tmp_path / "out").held({}):
        monkeypatch.chdir(tmp_path / "out")
        assert keys(items(["../in"], tmp_path / "s")) == ["../in/000.txt"]


def test_an_empty_name_is_not_the_folder_that_one_stands_in(tmp_path):
    with pytest.raises(ReadError, match="an empty name"):
        list(items([""], tmp_path / "s"))


def test_a_missing_source_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"nothing\.txt names no file"):
        list(items([str(tmp_path / "nothing.txt")], tmp_path / "s"))


def test_rows_of_threads_that_lie_apart_come_together(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved(["x", "y"]))
    found = list(items([str(path)], tmp_path / "s"))
    assert keys(found) == [f"{path}#x", f"{path}#y"]
    rows = [json.loads(line) for line in text_of(found[1]).splitlines()]
    assert [row["id"] for row in rows] == ["y-0", "y-1", "y-2"]


def test_each_line_may_be_a_discussion_of_its_own(tmp_path):
    path = dump(tmp_path / "all.jsonl", rows_of("x"))
    assert keys(items([str(path)], tmp_path / "s", each="line")) == [f"{path}#line {n}" for n in (1, 2, 3)]


def test_each_may_name_the_column(tmp_path):
    path = dump(tmp_path / "all.jsonl", [{"forum": n % 2, "text": "Tea is best."} for n in range(4)])
    assert keys(items([str(path)], tmp_path / "s", each="forum")) == [f"{path}#0", f"{path}#1"]


def test_a_column_that_no_row_has_leaves_the_rows_together(tmp_path):
    path = dump(tmp_path / "all.jsonl", rows_of("x"))
    assert keys(items([str(path)], tmp_path / "s", each="forum")) == [f"{path}#rows without a thread"]


def test_json_lines_without_a_thread_are_one_discussion(tmp_path):
    rows = [{name: value for name, value in row.items() if name != "thread_id"} for row in rows_of("x")]
    path = dump(tmp_path / "one.jsonl", rows)
    assert keys(items([str(path)], tmp_path / "s")) == [str(path)]


def test_broken_rows_are_kept_with_their_like(tmp_path):
    path = dump(tmp_path / "all.jsonl", rows_of("x"))
    path.write_text(path.read_text(encoding="utf-8") + '{"broken": \n', encoding="utf-8")
    assert keys(items([str(path)], tmp_path / "s")) == [f"{path}#x", f"{path}#rows without a thread"]


def test_parquet_is_read_as_its_rows(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(interleaved(["x", "y"])), tmp_path / "all.parquet")
    found = list(items([str(tmp_path / "all.parquet")], tmp_path / "s"))
    assert [item.key.split("#")[1] for item in found] == ["x", "y"]
    assert text_of(found[0]).count("\n") == 3


def test_a_broken_parquet_file_is_named(tmp_path):
    (tmp_path / "all.parquet").write_bytes(b"PAR1 not at all")
    with pytest.raises(ReadError, match=r"all\.parquet cannot be read as Parquet"):
        list(items([str(tmp_path / "all.parquet")], tmp_path / "s"))


def test_a_changed_file_makes_another_chunk(tmp_path):
    folder = folder_of(tmp_path / "in", 2)
    (before,) = chunks(items([str(folder)], tmp_path / "s"))
    (folder / "001.txt").write_text("ana: Something else, and longer.\n", encoding="utf-8")
    (after,) = chunks(items([str(folder)], tmp_path / "s"))
    assert digest(before.items) != digest(after.items)


def test_chunks_are_small(tmp_path):
    found = list(chunks(items([str(folder_of(tmp_path / "in", 70))], tmp_path / "s")))
    assert [len(chunk.items) for chunk in found] == [32, 32, 6]
