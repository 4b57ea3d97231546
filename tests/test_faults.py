"""Disks that are full, files that are damaged, lines that break off, processes that die: one line says so, nothing is
half there, and the next run makes whole what was left."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from argmap.errors import ReadError
from argmap.scale import tables
from argmap.scale.batch import batch
from argmap.scale.index import index
from argmap.scale.search import Library
from argmap.scale.sql import ask
from tests.scale.threads import RULES, dump, folder_of, interleaved, talk
from tests.server import serving

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

MODELS = ["--syntax", "rules", "--components", "rules", "--relations", "rules"]
BATCH = [*MODELS, "--no-embeddings"]
ROOM = 2_000


def argmap(*arguments, room=None, **how):
    """Run the command; `room` is the size in bytes past which no file of it may grow."""

    def limit():
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, arguments)], check=False, timeout=120, preexec_fn=limit,
        env={**os.environ, "ARGMAP_CACHE": "off", **how.pop("env", {})}, **how,
    )  # fmt: skip


def says_one_line(done, *words):
    said = done.stderr.decode("utf-8").strip().split("\n")
    assert done.returncode == 1, said
    assert "Traceback" not in "\n".join(said)
    assert len([line for line in said if line.startswith("argmap: ")]) == 1, said
    assert all(word in said[-1] for word in words), said
    return True


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a folder with a thread, its map, a review of it and a dataset with a library."""
    place = tmp_path_factory.mktemp("made")
    (place / "thread.txt").write_text(talk(1) * 12, encoding="utf-8")
    argmap("map", place / "thread.txt", *MODELS, "-o", place / "map.json")
    (place / "patch.json").write_text('{"schema": "argmap-patch/1", "map": "", "changes": []}', encoding="utf-8")
    folder_of(place / "in", 40)
    batch([str(place / "in")], place / "out", RULES, workers=1)
    index(place / "out")
    return place


def everything(folder):
    return {table: sorted(map(repr, ask(folder, f"SELECT * FROM {table}")[1])) for table in tables.TABLES}


WRITERS = {
    "a map": ["map", "{made}/thread.txt", *MODELS, "-o", "{here}/new.json"],
    "a page": ["map", "{made}/thread.txt", *MODELS, "-o", "{here}/new.html"],
    "an export": ["export", "{made}/map.json", "-o", "{here}/new.json", "--to", "aif"],
    "a folder of files": ["export", "{made}/map.json", "-o", "{here}/new", "--to", "brat"],
    "a project for annotators": ["annotate", "export", "{made}/map.json", "-o", "{here}/new"],
    "a key of pseudonyms": ["map", "{here}/many.jsonl", *MODELS, "--pseudonyms", "{here}/new.key", "--to", "text"],
}  # fmt: skip


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS.keys())
def test_where_a_disk_is_full_nothing_is_half_written(made, tmp_path, command):
    rows = [{"id": n, "author": f"a person of many names {n}", "text": "Tea is best."} for n in range(60)]
    dump(tmp_path / "many.jsonl", rows)
    before = sorted(tmp_path.rglob("*"))
    done = argmap(*(part.format(made=made, here=tmp_path) for part in command), room=ROOM)
    assert says_one_line(done, "cannot write", "choose another place")
    assert sorted(tmp_path.rglob("*")) == before


def test_an_old_map_survives_a_full_disk(made, tmp_path):
    (tmp_path / "map.json").write_text("old", encoding="utf-8")
    done = argmap("map", made / "thread.txt", *MODELS, "-o", tmp_path / "map.json", room=ROOM)
    assert says_one_line(done, "cannot write")
    assert (tmp_path / "map.json").read_text(encoding="utf-8") == "old"


READINGS = {
    "a map": ["map", "{made}/thread.txt", *MODELS],
    "disputes": ["disputes", "{made}/map.json"],
    "speakers": ["speakers", "{made}/map.json"],
    "a search": ["search", "{made}/out", "close the bridge"],
    "a question in SQL": ["sql", "{made}/out", "SELECT * FROM posts"],
    "the formats": ["formats"],
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", READINGS.values(), ids=READINGS.keys())
def test_standard_output_that_is_full_is_said(made, command):
    with Path("/dev/full").open("wb") as full:
        done = argmap(*(part.format(made=made) for part in command), stdout=full)
    assert says_one_line(done)


def test_a_batch_on_a_full_disk_says_so_and_goes_on_when_there_is_room(made, tmp_path):
    done = argmap("batch", made / "in", "-o", tmp_path / "out", *BATCH, room=ROOM)
    assert says_one_line(done, "cannot write in", "make room")
    end = argmap("batch", made / "in", "-o", tmp_path / "out", *BATCH)
    assert end.returncode == 0, end.stderr
    assert everything(tmp_path / "out") == everything(made / "out")
    assert [path for path in (tmp_path / "out" / "scratch").iterdir() if path.suffix != ".sqlite"] == []


def test_a_dump_that_cannot_be_listed_for_want_of_room_is_said(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved([f"t{n}" for n in range(300)]))
    done = argmap("batch", path, "-o", tmp_path / "out", *BATCH, room=ROOM)
    assert says_one_line(done, "cannot write in", "make room")
    assert argmap("batch", path, "-o", tmp_path / "out", *BATCH).returncode == 0
    assert len(everything(tmp_path / "out")["discussions"]) == 300


def test_a_library_that_finds_no_room_leaves_the_old_one(made):
    done = argmap("index", made / "out", room=ROOM)
    assert says_one_line(done, "cannot write in", "make room")
    assert not list((made / "out").glob("library.*"))
    with Library(made / "out") as claims:
        assert claims.search("close the bridge")


@pytest.mark.parametrize("room", [ROOM, 40_000, 100_000])
def test_a_cache_that_finds_no_room_costs_nothing_but_time(made, tmp_path, room):
    command = ["map", made / "thread.txt", "--components", "rules", "--relations", "rules", "--to", "json"]
    without, cache = argmap(*command), {"ARGMAP_CACHE": str(tmp_path)}
    for _ in range(2):
        done = argmap(*command, room=room, env=cache)
        assert (done.returncode, done.stdout) == (0, without.stdout), done.stderr


def test_a_page_is_fetched_though_there_is_no_room_to_keep_it(tmp_path):
    page = b"<p>We should close the bridge, because it is old.</p>" * 200
    with serving() as server:
        server.routes["/page"] = page
        cache = {"ARGMAP_CACHE": str(tmp_path)}
        done = argmap("fetch", server.url("/page"), "--allow-private", room=ROOM, env=cache)
    assert (done.returncode, done.stdout) == (0, page), done.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def hurt(path, drawn):
    """Change, cut or empty a file."""
    data = bytearray(path.read_bytes())
    way = drawn.randrange(3)
    if way == 0:
        for _ in range(20):
            data[drawn.randrange(len(data))] ^= 1 + drawn.randrange(255)
    path.write_bytes(bytes(data) if way == 0 else bytes(data[: len(data) // 2]) if way == 1 else b"")


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_source_is_an_error_of_its_own_and_never_the_end(tmp_path, seed):
    sources = folder_of(tmp_path / "in", 12)
    drawn = random.Random(seed)
    harmed = drawn.sample(sorted(sources.iterdir()), 4)
    for path in harmed:
        hurt(path, drawn)
    (sources / "broken.json").write_text('[{"id": 1, "text": "We should', encoding="utf-8")
    batch([str(sources)], tmp_path / "out", RULES, workers=1)
    rows = {row[0] for row in ask(tmp_path / "out", "SELECT discussion FROM discussions")[1]}
    errors = {row[0] for row in ask(tmp_path / "out", "SELECT discussion FROM errors")[1]}
    assert rows | errors == {str(path) for path in sources.iterdir()}
    assert not rows & errors
    assert {str(path) for path in sources.iterdir() if path not in harmed and path.suffix == ".txt"} <= rows
    assert str(sources / "broken.json") in errors


def test_broken_rows_of_a_dump_do_not_take_the_others_with_them(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved([f"t{n}" for n in range(5)]))
    lines = path.read_bytes().split(b"\n")
    lines[7:7] = [b'{"thread_id": "t1", "text": "cut o', b"\xff\xfe\x00 no text", b"[" * 50_000]
    path.write_bytes(b"\n".join(lines))
    batch([str(path)], tmp_path / "out", RULES, workers=1)
    rows = ask(tmp_path / "out", "SELECT discussion, posts FROM discussions")[1]
    assert {(f"{path}#t{n}", 3) for n in range(5)} <= set(rows)


@pytest.mark.parametrize("size", [0, 100, 1_500])
def test_a_parquet_dump_that_breaks_off_is_refused_by_name(made, tmp_path, size):
    whole = (made / "out" / "posts" / "00000000.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[:size])
    done = argmap("batch", tmp_path / "cut.parquet", "--each", "discussion", "-o", tmp_path / "out", *BATCH)
    assert says_one_line(done, "cut.parquet", "Parquet")


@pytest.fixture
def dataset(tmp_path):
    """Return a small dataset with a library, to be damaged."""
    batch([str(folder_of(tmp_path / "in", 3))], tmp_path / "out", RULES, workers=1)
    index(tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("command", [["index"], ["sql", "SELECT * FROM components"]], ids=["index", "sql"])
def test_a_damaged_table_is_named(dataset, command):
    part = dataset / "components" / "00000000.parquet"
    part.write_bytes(part.read_bytes()[:700])
    name, *rest = command
    assert says_one_line(argmap(name, dataset, *rest), "00000000.parquet")


def test_a_damaged_table_is_made_anew_when_its_mark_is_gone(dataset):
    before = everything(dataset)
    (dataset / "components" / "00000000.parquet").write_bytes(b"")
    (dataset / "chunks" / "00000000.json").unlink()
    batch([str(dataset.parent / "in")], dataset, RULES, workers=1)
    assert everything(dataset) == before


@pytest.mark.parametrize("content", ['{"digest": "', "[]", "", '{"digest": 1, "counts": 2}'])
def test_a_damaged_mark_is_no_mark(dataset, content):
    before = everything(dataset)
    (dataset / "chunks" / "00000000.json").write_text(content, encoding="utf-8")
    batch([str(dataset.parent / "in")], dataset, RULES, workers=1)
    assert everything(dataset) == before


def test_a_damaged_library_is_named(dataset):
    (dataset / "library" / "claims.sqlite").write_bytes(b"no database" * 1_000)
    with pytest.raises(ReadError, match=r"damaged.*argmap index"):
        Library(dataset)


def test_a_damaged_listing_of_a_dump_is_named(tmp_path):
    path = dump(tmp_path / "all.jsonl", interleaved(["t1", "t2"]))
    batch([str(path)], tmp_path / "out", RULES, workers=1)
    (listing,) = (tmp_path / "out" / "scratch").glob("*.sqlite")
    listing.write_bytes(b"no database" * 1_000)
    with pytest.raises(ReadError, match=f"{listing.name}.*damaged"):
        batch([str(path)], tmp_path / "out", RULES, workers=1)


def test_a_fetch_that_is_cut_off_half_way_is_tried_again_and_leaves_nothing(tmp_path):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<p>We should close the bridge." * 20)
        handler.wfile.flush()
        handler.connection.close()

    with serving() as server:
        server.routes["/half"] = cut
        url, target = server.url("/half"), tmp_path / "page.html"
        done = argmap("fetch", url, "-o", target, "--allow-private", env={"ARGMAP_CACHE": str(tmp_path / "cache")})
        assert says_one_line(done, url, "after 3 tries")
        assert len(server.asked) == 3
    assert not target.exists()
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def children(process):
    """Return the processes that a process started."""
    found = Path(f"/proc/{process}/task/{process}/children")
    with suppress(OSError):
        return [int(one) for one in found.read_text().split()]
    return []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system does not say who started whom")
@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_at_random_points_lose_nothing(made, tmp_path, seed):
    out, drawn = tmp_path / "out", random.Random(seed)
    command = [sys.executable, "-m", "argmap", "batch", str(made / "in"), "-o", str(out), *BATCH]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        for _ in range(3):
            with suppress(subprocess.TimeoutExpired):
                run.wait(drawn.uniform(0.5, 1.5))
            for worker in children(run.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
        run.wait(60)
    assert run.returncode == 0
    rows = [row[0] for row in ask(out, "SELECT discussion FROM discussions")[1]]
    errors = ask(out, "SELECT discussion, reason FROM errors")[1]
    assert sorted([*rows, *(name for name, _ in errors)]) == [str(path) for path in sorted((made / "in").iterdir())]
    assert all("SIGKILL" in reason for _, reason in errors)


def test_two_runs_killed_by_turns_end_whole(made, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "argmap", "batch", str(made / "in"), "-o", str(out), *BATCH]
    for after in (0.7, 1.1):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
            threading.Timer(after, run.kill).start()
            run.wait()
        time.sleep(0.1)
    batch([str(made / "in")], out, RULES, workers=2)
    assert everything(out) == everything(made / "out")
