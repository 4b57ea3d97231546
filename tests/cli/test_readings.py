"""`argmap disputes`, `crux`, `speakers` and `diff`: the readings of a map, from sources or from a map."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argmap.cli.app import app
from argmap.errors import ReadError, UnknownNameError, WriteError

SEEDS = Path(__file__).parents[2] / "seeds"
HALL, GOLD = SEEDS / "town-hall.txt", SEEDS / "town-hall.json"
PEACE = "Thanks for the tea. It was nice. See you on Monday."


@pytest.fixture
def run():
    def call(*arguments, **given):
        return CliRunner().invoke(app, [str(argument) for argument in arguments], **given)

    return call


def test_the_readme_shows_what_is_printed(run, monkeypatch):
    monkeypatch.chdir(SEEDS.parent)
    [(asked, shown)] = re.findall(
        r"```console\n\$ argmap ([^\n]+)\n(.*?)```", Path("README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert run(*asked.split()).stdout == shown


@pytest.mark.parametrize("command", ["disputes", "crux", "speakers"])
def test_a_reading_takes_a_map_or_what_a_map_is_made_of(run, command):
    assert run(command, HALL).exit_code == 0
    assert run(command, GOLD).exit_code == 0


@pytest.mark.parametrize("command", ["disputes", "crux", "speakers"])
def test_all_readings_have_the_options_of_mapping(run, command):
    said = " ".join(run(command, "--help", env={"COLUMNS": "200"}).stdout.split())
    assert all(f"--{name} " in said for name in ("from", "columns", "max-size", "pseudonyms", "syntax", "relations"))


@pytest.mark.parametrize("command", ["disputes", "crux", "speakers"])
def test_pseudonyms_stand_in_every_reading(run, command, tmp_path):
    said = run(command, HALL, "--pseudonyms", tmp_path / "key.json").stdout
    key = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert re.search(r"\bPerson\d", said)
    assert not any(f" {author}" in said or f"{author}:" in said for author in key)


def test_a_map_is_not_disguised_afterwards(run, tmp_path):
    assert isinstance(run("disputes", GOLD, "--pseudonyms", tmp_path / "key.json").exception, ReadError)


def test_the_crux_goes_step_by_step(run):
    found = json.loads(run("crux", GOLD, "--to", "json").stdout)
    assert [one["step"] for one in found["steps"]] == list(range(1, len(found["steps"]) + 1))
    assert found["steps"][0]["author"] == "ana"


def test_the_crux_of_another_dispute(run):
    first, second = (json.loads(run("crux", GOLD, "--dispute", n, "--to", "json").stdout) for n in (1, 2))
    assert first["point"] != second["point"]


def test_a_rank_that_no_dispute_has_is_refused(run):
    assert isinstance(run("crux", GOLD, "--dispute", "99").exception, UnknownNameError)


@pytest.mark.parametrize("command", [("crux", GOLD), ("speakers", GOLD), ("diff", GOLD, GOLD)])
def test_an_ending_that_says_no_form_is_refused_and_nothing_is_written(run, command, tmp_path):
    assert isinstance(run(*command, "-o", tmp_path / "found.pdf").exception, WriteError)
    assert list(tmp_path.iterdir()) == []
    assert run(*command, "-o", tmp_path / "found.pdf", "--to", "text").exit_code == 0
    assert run(*command, "-o", tmp_path / "found.txt").exit_code == 0


def test_where_nothing_is_disputed_every_reading_says_so(run):
    assert "Nothing is disputed" in run("disputes", "-", input=PEACE).stdout
    assert "Nothing is disputed" in run("crux", "-", input=PEACE).stderr


def test_speakers_are_all_there_and_stand_somewhere(run):
    found = json.loads(run("speakers", GOLD, "--to", "json").stdout)
    assert {"ana", "ben", "carla"} <= {one["name"] for one in found}
    assert any(one["stands_for"] for one in found)
    assert any(one["stands_against"] for one in found)


def test_the_same_map_has_not_changed(run):
    assert "nothing changed" in run("diff", GOLD, GOLD).stdout
    assert json.loads(run("diff", GOLD, GOLD, "--to", "json").stdout) == []


def test_what_a_grown_discussion_changed_is_told(run, tmp_path):
    whole = json.loads(GOLD.read_text(encoding="utf-8"))
    whole["disputes"] = []
    (tmp_path / "before.json").write_text(json.dumps(whole), encoding="utf-8")
    kinds = [one["kind"] for one in json.loads(run("diff", tmp_path / "before.json", GOLD, "--to", "json").stdout)]
    assert kinds
    assert set(kinds) == {"disputed"}


def test_pseudonyms_of_one_key_stand_in_both_maps_of_a_difference(run, tmp_path):
    later = tmp_path / "later.txt"
    later.write_text(f"{HALL.read_text('utf-8').rstrip()}\n  zoe: That is wrong, ben, no shop was ruined.\n", "utf-8")
    said = run("diff", HALL, later, "--pseudonyms", tmp_path / "key.json").stdout
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    assert "zoe" in key
    assert not any(f" {author}" in said for author in key)


@pytest.mark.parametrize("command", [("crux", GOLD), ("speakers", GOLD), ("diff", GOLD, GOLD)])
def test_a_reading_is_the_same_every_time(run, command):
    assert run(*command).stdout == run(*command).stdout


@pytest.mark.parametrize("command", [("crux", GOLD), ("speakers", GOLD), ("diff", GOLD, GOLD)])
def test_a_reading_is_a_page_without_script_or_request(run, tmp_path, command):
    target = tmp_path / "reading.html"
    assert run(*command, "-o", target).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "src=" not in page


def test_what_people_wrote_cannot_become_markup_of_a_page(run, tmp_path):
    made = json.loads(GOLD.read_text(encoding="utf-8"))
    made["disputes"][0]["point"] = "<script>alert(1)</script>"
    (tmp_path / "map.json").write_text(json.dumps(made), encoding="utf-8")
    assert "<script" not in run("crux", tmp_path / "map.json", "--to", "html").stdout


def test_the_ending_of_the_file_chooses_how_a_reading_is_written(run, tmp_path):
    for ending, begins in ((".json", "{"), (".md", "Should"), (".txt", "Should")):
        run("crux", GOLD, "-o", tmp_path / f"crux{ending}")
        assert (tmp_path / f"crux{ending}").read_text(encoding="utf-8").startswith(begins)


def test_another_language_than_english_is_said(run):
    french = "marie: Il faut fermer le vieux pont aux voitures, parce que deux cyclistes ont été renversés cet hiver.\n"
    answer = (
        "  paul: Non, le pont est solide, et la rue du moulin, où se trouve notre école, ne supporte rien de plus.\n"
    )
    assert "does not read as English" in run("disputes", "-", input=french + answer).stderr
    assert run("disputes", HALL).stderr == "town-hall.txt: 9 posts (indented); left out: 9 headers\n"


def test_the_lens_says_for_each_claim_on_which_side_it_is_and_what_is_left(run):
    lines = run("disputes", GOLD, "--lens", "--top", "1").stdout.splitlines()
    assert {line.split()[0] for line in lines[1:-1]} == {"for", "against"}
    assert lines[-1].startswith("and ")
    assert lines[-1].endswith(" shows all")
