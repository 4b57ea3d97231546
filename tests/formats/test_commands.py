"""`argmap export` writes every format of a map and says what was lost; every command takes what came back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from argmap.cli.app import app
from argmap.errors import ArgmapError
from argmap.formats import LOADERS, WRITERS, format_of, loader_of
from argmap.native import load
from argmap.pipeline import load_map

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = SEEDS / "minority-stakes.json"
MAP = load(GOLD.read_text(encoding="utf-8"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", WRITERS.builtin)
def test_every_format_is_written(name, tmp_path):
    done = run("export", GOLD, "--to", name, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    written = tmp_path / "out"
    assert all(path.stat().st_size for path in ([written] if written.is_file() else written.iterdir()))


@pytest.mark.parametrize("name", [name for name in LOADERS.builtin if name != "aif"])
def test_a_map_that_was_exported_is_known_by_its_content(name, tmp_path):
    run("export", GOLD, "--to", name, "-o", tmp_path / "out")
    assert load_map(str(tmp_path / "out")) == MAP


def test_what_is_lost_is_said_and_can_be_hushed(tmp_path):
    assert "disputes" in run("export", GOLD, "--to", "dot").stderr
    assert run("export", GOLD, "--to", "dot", "--quiet").stderr == ""
    assert run("export", GOLD, "--to", "json").stderr == ""


def test_several_files_need_a_folder_that_is_new(tmp_path):
    with pytest.raises(ArgmapError, match="several files"):
        raise run("export", GOLD, "--to", "csv").exception
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    with pytest.raises(ArgmapError, match="there already"):
        raise run("export", GOLD, "--to", "csv", "-o", tmp_path / "taken").exception
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_what_is_no_map_is_refused_with_the_command_that_makes_one():
    with pytest.raises(ArgmapError, match=r"no map; make one with `argmap map"):
        raise run("export", SEEDS / "town-hall.txt", "--to", "dot").exception


def test_a_foreign_map_is_mapped_no_further(tmp_path):
    run("export", GOLD, "-o", tmp_path / "m.argdown")
    assert load(run("map", tmp_path / "m.argdown", "--to", "json").stdout) == MAP


def test_an_ending_names_a_format():
    assert format_of(Path("a.argdown")) == "argdown"


@pytest.mark.data
def test_no_thread_is_taken_for_a_map(data):
    paths = [
        path for path in sorted((data / "threads").rglob("*")) if path.is_file() and path.stat().st_size < 3_000_000
    ]
    taken = {path.name: loader_of(path.read_text(encoding="utf-8", errors="replace"), path.name) for path in paths}
    assert {name: found for name, found in taken.items() if found} == {}
