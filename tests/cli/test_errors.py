"""Bad input and bad places: one line that says what, where and what to do; exit code 1; nothing half-written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import serving

THREAD = "ana: We should close the bridge because it is old.\n  ben: No, that is wrong, the bridge is fine.\n"


def argmap(*arguments, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )


def says_one_line(done, *words):
    lines = done.stderr.decode("utf-8").strip().split("\n")
    assert done.returncode == 1
    assert len(lines) == 1
    assert all(word in lines[0] for word in words), lines[0]
    assert done.stdout == b""
    return True


@pytest.fixture
def thread(tmp_path):
    path = tmp_path / "thread.txt"
    path.write_text(THREAD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\x7fELF\x00\x01\x02\x00\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        (b'{"a": [1, 2, 3]}', "JSON"),
        (b'{"schema": "argmap/1", "generator": {}}', "generator"),
        (b'{"schema": "argmap/1", ', "JSON"),
    ],
)
def test_a_source_without_a_discussion_is_refused(tmp_path, content, word):
    source = tmp_path / "source"
    source.write_bytes(content)
    assert says_one_line(argmap("map", source), "source", word)


@pytest.mark.parametrize("size", ["20000000GB", "9" * 400])
def test_a_limit_may_be_larger_than_any_memory(thread, size):
    assert b"is not JSON" in argmap("check", thread, "--max-size", size).stdout
    assert argmap("map", "-", "--max-size", size, stdin=THREAD.encode()).returncode == 0


def test_a_dash_is_standard_output(thread, tmp_path):
    whole = argmap("map", thread, "--to", "json").stdout
    written = [argmap(*asked, "-o", "-").stdout for asked in (("map", thread, "--to", "json"), ("map", thread))]
    assert written == [whole, argmap("map", thread).stdout]
    assert b"several files" in argmap("map", thread, "--to", "csv", "-o", "-").stderr


def test_a_missing_source_is_named():
    assert says_one_line(argmap("map", "nowhere.txt"), "nowhere.txt")


def test_an_empty_folder_is_named(tmp_path):
    assert says_one_line(argmap("disputes", tmp_path), "no file")


def test_a_large_source_is_refused_with_the_limit(thread):
    assert says_one_line(argmap("map", thread, "--max-size", "20B"), "thread.txt", "--max-size")


def test_an_unknown_reader_is_answered_with_the_known_ones(thread):
    assert says_one_line(argmap("map", thread, "--from", "telepathy"), "telepathy", "paste")


def test_an_unknown_ending_is_answered_with_the_known_ones(thread, tmp_path):
    assert says_one_line(argmap("map", thread, "-o", tmp_path / "map.docx"), ".html")


def test_a_missing_folder_for_the_result_is_said(thread, tmp_path):
    done = argmap("map", thread, "-o", tmp_path / "none" / "page.html")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr.decode()
    assert "cannot write" in done.stderr.decode()


def test_an_old_result_survives_a_failed_one(thread, tmp_path):
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    argmap("map", tmp_path / "nowhere.txt", "-o", target)
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "thread.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_one_line(thread):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "argmap", "map", str(thread)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_wrong_usage_is_exit_code_2(thread):
    assert argmap("map", thread, "--colour", "red").returncode == 2
    assert argmap("map", thread, "--max-size", "large").returncode == 2


def test_text_is_utf8_in_every_locale(tmp_path):
    source = tmp_path / "thread.txt"
    source.write_text(THREAD.replace("bridge", "brücke “α”"), encoding="utf-8")
    plain = argmap("map", source, LC_ALL="C", PYTHONUTF8="0")
    assert plain.returncode == 0
    assert "brücke “α”" in plain.stdout.decode("utf-8")


def test_the_same_input_gives_the_same_bytes(thread):
    seeds = Path(__file__).parents[2] / "seeds" / "minority-stakes.txt"
    for form in ("json", "html", "text"):
        made = {argmap("map", thread, seeds, "--to", form, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
        assert len(made) == 1


def test_standard_input_is_a_source():
    done = argmap("disputes", "-", stdin=THREAD.encode())
    assert done.returncode == 0
    assert b"We should close the bridge" in done.stdout


def test_a_map_is_drawn_again_without_mapping(thread, tmp_path):
    argmap("map", thread, "-o", tmp_path / "map.json")
    assert argmap("map", tmp_path / "map.json").stdout == argmap("map", thread).stdout


def test_signs_that_steer_a_terminal_are_not_printed():
    hostile = THREAD.replace("old", "\x1b[2J\u202eold").encode()
    done = argmap("map", "-", stdin=hostile)
    assert b"\x1b" not in done.stdout + done.stderr
    assert "\u202e".encode() not in done.stdout


def test_a_reader_that_has_enough_ends_the_run_in_peace():
    source = Path(__file__).parents[2] / "seeds" / "minority-stakes.txt"
    with subprocess.Popen(
        [sys.executable, "-m", "argmap", "map", str(source), "--to", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read().decode("utf-8")
    assert running.returncode in (0, 1)
    assert "Traceback" not in said
    assert "Exception ignored" not in said


@pytest.mark.parametrize("place", ["/proc/map.json", "/"])
def test_a_place_that_takes_no_file_is_said_in_one_line(thread, place):
    done = argmap("map", thread, "--to", "json", "-o", place)
    assert done.returncode == 1
    assert "cannot write" in done.stderr.decode("utf-8").strip().split("\n")[-1]
    assert "Traceback" not in done.stderr.decode("utf-8")


def test_a_pipe_takes_the_result_and_stays_a_pipe(thread, tmp_path):
    pipe = tmp_path / "out.json"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-m", "argmap", "map", str(thread), "-o", str(pipe)]) as running:
        made = pipe.read_text(encoding="utf-8")
    assert running.returncode == 0
    assert made.startswith("{")
    assert pipe.is_fifo()


def test_what_a_link_leads_to_is_written_and_the_link_stays(thread, tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert argmap("map", thread, "-o", link).returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("{")


def test_a_folder_is_no_result(thread, tmp_path):
    (tmp_path / "out.json").mkdir()
    done = argmap("map", thread, "-o", tmp_path / "out.json")
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "thread.txt"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_source_is_named(thread):
    thread.chmod(0)
    assert says_one_line(argmap("map", thread), "thread.txt", "ermission")


@pytest.mark.parametrize("name", ["a\nb.txt", "\x1b[2J.txt", "x" * 5_000])
def test_an_odd_name_is_said_in_one_line(name):
    done = argmap("map", name)
    assert says_one_line(done, "cannot")
    assert b"\x1b" not in done.stderr


def test_a_map_with_a_number_that_is_none_is_refused(thread, tmp_path):
    argmap("map", thread, "-o", tmp_path / "map.json")
    text = (tmp_path / "map.json").read_text(encoding="utf-8")
    (tmp_path / "map.json").write_text(text.replace('"confidence": 0', '"confidence": NaN, "was": 0', 1))
    assert says_one_line(argmap("map", tmp_path / "map.json", "--to", "json"), "confidence", "finite")


def test_a_map_and_a_source_do_not_mix(thread, tmp_path):
    argmap("map", thread, "-o", tmp_path / "map.json")
    assert says_one_line(argmap("map", tmp_path / "map.json", thread), "is a map already")


def test_a_result_is_written_with_the_rights_of_any_file(thread, tmp_path):
    argmap("map", thread, "-o", tmp_path / "map.json")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "map.json").stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_own_machine_is_not_fetched_from_without_leave():
    assert says_one_line(argmap("map", "http://127.0.0.1:9/"), "--allow-private")
    assert says_one_line(argmap("fetch", "file:///etc/passwd"), "http")


def test_a_thread_is_fetched_into_a_file_and_mapped_from_its_address(tmp_path):
    posts = [
        {"id": 1, "post_number": 1, "username": "ana", "cooked": "<p>We should close it because it is old.</p>"},
        {"id": 2, "post_number": 2, "username": "ben", "cooked": "<p>No, it is fine.</p>", "reply_to_post_number": 1},
    ]
    with serving() as server:
        server.routes["/t/7.json"] = {"title": "The bridge", "post_stream": {"posts": posts, "stream": [1, 2]}}
        url, cache = server.url("/t/the-bridge/7"), {"ARGMAP_CACHE": str(tmp_path / "cache")}
        done = argmap("fetch", url, "-o", tmp_path / "thread.json", "--allow-private", **cache)
        assert done.returncode == 0, done.stderr
        mapped = argmap("map", url, "--to", "json", "--allow-private", "--components", "rules", **cache)
    assert len(server.asked) == 1
    made = json.loads(mapped.stdout)["discussions"][0]
    assert made["source"] == url
    assert [post["reply_to"] for post in made["posts"]] == [None, "p1"]
    assert json.loads((tmp_path / "thread.json").read_text(encoding="utf-8"))["title"] == "The bridge"
