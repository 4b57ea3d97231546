"""A run over many discussions: whole, resumable, one bad thread is a row of errors."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import argmap
from argmap.errors import ModelError, ReadError, WriteError
from argmap.scale import tables
from argmap.scale.batch import about
from argmap.scale.batch import batch as run_batch
from argmap.scale.chunks import chunks
from argmap.scale.hand import Hand
from argmap.scale.items import items
from argmap.scale.sql import ask
from argmap.scale.store import Store
from argmap.scale.work import Settings
from tests.scale.threads import RULES, dump, folder_of, interleaved, talk

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


def batch(sources, folder, settings, *, workers=1, patience=60):
    return run_batch(sources, folder, settings, workers=workers, patience=patience)


def column(folder, table, name):
    return [row[0] for row in ask(folder, f'SELECT "{name}" FROM {table} ORDER BY discussion')[1]]


def everything(folder):
    return {table: sorted(map(repr, ask(folder, f"SELECT * FROM {table}")[1])) for table in tables.TABLES}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return the sources and the dataset of a run over 40 small threads."""
    place = tmp_path_factory.mktemp("run")
    sources = folder_of(place / "in", 40)
    batch([str(sources)], place / "out", RULES, workers=2)
    return sources, place / "out"


def test_every_discussion_is_in_the_dataset_once(run):
    sources, out = run
    assert column(out, "discussions", "discussion") == [str(sources / f"{n:03d}.txt") for n in range(40)]
    assert set(column(out, "discussions", "posts")) == {3}


def test_the_tables_say_what_the_map_says(run):
    _, out = run
    _, rows = ask(
        out,
        "SELECT s.text, r.kind, t.text FROM relations r "
        "JOIN components s ON s.discussion = r.discussion AND s.component = r.source "
        "JOIN components t ON t.discussion = r.discussion AND t.component = r.target "
        "WHERE r.discussion LIKE '%/007.txt' AND r.kind = 'attack'",
    )
    assert any("street 7" in source and "close bridge 7" in target for source, _, target in rows)


def test_a_run_over_a_finished_folder_maps_nothing_anew(run):
    sources, out = run
    marks = {path: path.stat().st_mtime_ns for path in (out / "chunks").iterdir()}
    end = batch([str(sources)], out, RULES)
    assert end.counts["discussions"] == 40
    assert marks == {path: path.stat().st_mtime_ns for path in (out / "chunks").iterdir()}


def test_one_worker_and_two_write_the_same_bytes(run, tmp_path):
    sources, out = run
    batch([str(sources)], tmp_path / "other", RULES)
    for table in tables.TABLES:
        for path in sorted((out / table).iterdir()):
            assert path.read_bytes() == (tmp_path / "other" / table / path.name).read_bytes()


def test_a_bad_discussion_is_an_error_with_its_reason_and_the_rest_is_mapped(tmp_path):
    sources = folder_of(tmp_path / "in", 2)
    (sources / "bad.txt").write_bytes(b"\x00\x01\x02" * 400)
    (sources / "empty.txt").write_text("", encoding="utf-8")
    (sources / "long.txt").write_text(talk(1) * 3_000, encoding="utf-8")
    settings = Settings(models=RULES.models, embeddings=False, max_posts=100)
    end = batch([str(sources)], tmp_path / "out", settings)
    assert end.counts["discussions"] == 2
    reasons = dict(ask(tmp_path / "out", "SELECT discussion, reason FROM errors")[1])
    said = {name.rsplit("/", 1)[-1]: reason for name, reason in reasons.items()}
    assert "binary" in said["bad.txt"]
    assert "empty" in said["empty.txt"]
    assert "--max-posts" in said["long.txt"]


def test_a_dump_is_mapped_thread_by_thread(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved([f"t{n}" for n in range(5)]))
    batch([str(path)], tmp_path / "out", RULES)
    assert column(tmp_path / "out", "discussions", "discussion") == [f"{path}#t{n}" for n in range(5)]
    assert set(column(tmp_path / "out", "discussions", "posts")) == {3}


def test_a_dump_of_many_chunks_is_shared_among_workers(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved([f"t{n:03d}" for n in range(100)]))
    batch([str(path)], tmp_path / "out", RULES, workers=2)
    assert column(tmp_path / "out", "discussions", "discussion") == [f"{path}#t{n:03d}" for n in range(100)]


def test_sources_that_grew_are_mapped_without_what_was_there(run, tmp_path):
    sources = folder_of(tmp_path / "in", 64)
    out = tmp_path / "out"
    batch([str(sources)], out, RULES)
    first = (out / "chunks" / "00000000.json").stat().st_mtime_ns
    (sources / "zz.txt").write_text(talk(99), encoding="utf-8")
    end = batch([str(sources)], out, RULES)
    assert end.counts["discussions"] == 65
    assert (out / "chunks" / "00000000.json").stat().st_mtime_ns == first


def test_sources_that_shrank_leave_no_old_rows(tmp_path):
    sources = folder_of(tmp_path / "in", 40)
    batch([str(sources)], tmp_path / "out", RULES)
    for path in sorted(sources.iterdir())[10:]:
        path.unlink()
    batch([str(sources)], tmp_path / "out", RULES)
    assert len(column(tmp_path / "out", "discussions", "discussion")) == 10
    assert len(list((tmp_path / "out" / "posts").iterdir())) == 1


def test_another_run_in_the_folder_is_refused(tmp_path):
    store = Store(folder=tmp_path / "out")
    sources = folder_of(tmp_path / "in", 1)
    with store.held(about(RULES)), pytest.raises(WriteError, match="another run is at work"):
        batch([str(sources)], tmp_path / "out", RULES)


def test_a_folder_of_other_settings_is_refused(run):
    sources, out = run
    with pytest.raises(WriteError, match="other settings"):
        batch([str(sources)], out, Settings(models=RULES.models, embeddings=False, max_posts=7))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteError, match="cannot write in"):
        batch([str(folder_of(tmp_path / "in", 1))], tmp_path / "file" / "out", RULES)


def test_a_worker_that_dies_is_replaced_and_its_discussion_left_out_by_name(tmp_path, monkeypatch):
    sources = folder_of(tmp_path / "in", 3)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path(argmap.__file__).parents[1]}")
    # What a crash in a library does: the process is gone, whoever catches what.
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'argmap.scale.worker' in ' '.join(sys.orig_argv):\n"
        "    import os, argmap.scale.work as w\n"
        "    old = w.text_of\n"
        "    w.text_of = lambda item, **k: os.kill(os.getpid(), 9) if '001' in item.key else old(item, **k)\n",
        encoding="utf-8",
    )
    batch([str(sources)], tmp_path / "out", RULES)
    assert len(column(tmp_path / "out", "discussions", "discussion")) == 2
    assert column(tmp_path / "out", "errors", "reason") == ["the process that read it ended: killed by SIGKILL"]


def test_a_worker_that_dies_with_nothing_left_to_read_ends_the_run(tmp_path, monkeypatch):
    sources = folder_of(tmp_path / "in", 1)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path(argmap.__file__).parents[1]}")
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'argmap.scale.worker' in ' '.join(sys.orig_argv):\n"
        "    import os, argmap.scale.store as s\n"
        "    s.Store.commit = lambda *_: os._exit(9)\n",
        encoding="utf-8",
    )
    with pytest.raises(ModelError, match="with nothing left to read"):
        batch([str(sources)], tmp_path / "out", RULES)


def test_a_run_without_pyarrow_says_what_to_install_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match="batch"):
        batch([str(folder_of(tmp_path / "in", 1))], tmp_path / "out", RULES)
    assert not (tmp_path / "out").exists()


def test_a_discussion_without_end_is_given_up(tmp_path, monkeypatch):
    sources = folder_of(tmp_path / "in", 2)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path(argmap.__file__).parents[1]}")
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'argmap.scale.worker' in ' '.join(sys.orig_argv):\n"
        "    import time, argmap.scale.work as w\n"
        "    old = w.text_of\n"
        "    w.text_of = lambda item, **k: time.sleep(600) if '001' in item.key else old(item, **k)\n",
        encoding="utf-8",
    )
    batch([str(sources)], tmp_path / "out", RULES, patience=30)
    assert column(tmp_path / "out", "errors", "reason") == ["the process that read it ended: no answer within 30 s"]


def test_a_hand_survives_the_end_of_its_worker_between_chunks(tmp_path):
    sources = folder_of(tmp_path / "in", 1)
    store = Store(folder=tmp_path / "out")
    with store.held(about(RULES)):
        (chunk,) = chunks(items([str(sources)], store.scratch))
        hand = Hand(store.folder, RULES)
        assert hand.do(0, chunk.items)["discussions"] == 1
        os.kill(hand.pid, signal.SIGKILL)
        assert hand.do(0, chunk.items)["discussions"] == 1
        hand.close()


COMMAND = [sys.executable, "-m", "argmap", "batch"]
MODELS = ["--syntax", "rules", "--components", "rules", "--relations", "rules", "--no-embeddings"]


@pytest.mark.parametrize("after", [0.2, 0.8, 1.5])
def test_a_run_killed_at_any_point_goes_on_with_nothing_lost_and_nothing_twice(run, tmp_path, after):
    sources, whole = run
    out = tmp_path / "out"
    with subprocess.Popen([*COMMAND, str(sources), "-o", str(out), *MODELS], stderr=subprocess.DEVNULL) as running:
        time.sleep(after)
        running.kill()
    # The folder is free as soon as the killed run is gone; its workers end with their input.
    batch([str(sources)], out, RULES)
    assert everything(out) == everything(whole)


def test_the_settings_of_a_run_are_written_down(run):
    _, out = run
    said = json.loads((out / "argmap-batch.json").read_text(encoding="utf-8"))
    assert said["settings"]["models"] == RULES.models


def test_a_worker_that_has_grown_gives_way_to_a_fresh_one(tmp_path, monkeypatch):
    monkeypatch.setattr("argmap.scale.hand._GROWN", -1e9)
    sources = folder_of(tmp_path / "in", 1)
    store = Store(folder=tmp_path / "out")
    with store.held(about(RULES)):
        (chunk,) = chunks(items([str(sources)], store.scratch))
        hand = Hand(store.folder, RULES)
        assert hand.do(0, chunk.items)["discussions"] == 1
        assert hand.pid is None
        assert hand.do(0, chunk.items)["discussions"] == 1


def test_what_gave_no_map_is_named_with_its_reason(tmp_path):
    sources = folder_of(tmp_path / "in", 1)
    for number in range(4):
        (sources / f"bad{number}.txt").write_bytes(b"\x00\x01\x02" * 400)
    ended = subprocess.run(
        [*COMMAND, str(sources), "-o", str(tmp_path / "out"), *MODELS], capture_output=True, text=True, check=True
    )
    said = ended.stderr.splitlines()
    assert sum("bad" in line and "binary" in line for line in said) == 3
    assert said[-1].startswith("and 1 more: argmap sql ")
    assert any("1 discussion, " in line and "4 errors" in line for line in said)


def test_a_run_in_which_nothing_gave_a_map_has_failed(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 400)
    ended = subprocess.run(
        [*COMMAND, str(tmp_path / "bad.txt"), "-o", str(tmp_path / "out"), *MODELS],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "no discussion gave a map" in ended.stderr.splitlines()[-1]
    assert "bad.txt is not text" in ended.stderr
