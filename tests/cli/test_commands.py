"""Each command does what its help says, on the discussions in seeds/."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argmap.cli.app import app
from argmap.errors import ReadError, WriteError
from argmap.read import FORMATS

SEEDS = Path(__file__).parents[2] / "seeds"
STAKES = str(SEEDS / "minority-stakes.txt")
GOLD = str(SEEDS / "minority-stakes.json")


@pytest.fixture
def run():
    def call(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


def test_help_names_every_command(run):
    said = run("--help").stdout
    assert all(
        name in said for name in ("map", "disputes", "check", "evaluate", "why", "compare", "annotate", "formats")
    )


@pytest.mark.parametrize("command", ["list", "verify"])
def test_the_shipped_models_are_listed_and_whole(run, command):
    said = run("models", command).stdout
    assert all(name in said for name in ("argument-encoder", "en_argmap_syntax"))


def test_a_pipeline_that_is_not_there_is_refused_by_name(run):
    done = run("map", STAKES, "--syntax", "no-such-pipeline")
    assert "no-such-pipeline" in str(done.exception)


def test_version_is_printed(run):
    assert run("--version").stdout.startswith("argmap ")


def test_map_writes_the_format_of_the_ending(run, tmp_path):
    for ending, begins in ((".json", "{"), (".html", "<!"), (".txt", "Do minority stakes")):
        target = tmp_path / f"map{ending}"
        assert run("map", STAKES, "-o", target).exit_code == 0
        assert target.read_text(encoding="utf-8").lstrip().startswith(begins)


def test_what_was_left_out_is_counted_on_stderr(run):
    assert "left out" in run("map", STAKES).stderr


def test_a_folder_is_one_map_of_its_files(run, tmp_path):
    for name in ("town-hall.txt", "news.txt"):
        (tmp_path / name).write_text((SEEDS / name).read_text(encoding="utf-8"), encoding="utf-8")
    made = json.loads(run("map", tmp_path, "--to", "json").stdout)
    assert [discussion["id"] for discussion in made["discussions"]] == ["d1", "d2"]


def test_a_comment_that_answers_no_comment_answers_the_one_article(run):
    made = json.loads(run("map", SEEDS / "news.txt", SEEDS / "town-hall.txt", "--to", "json").stdout)
    assert made["discussions"][1]["posts"][0]["reply_to"] == "d1.p1"


def test_disputes_come_as_json(run):
    found = json.loads(run("disputes", STAKES, "--to", "json", "--top", "2").stdout)
    assert [one["rank"] for one in found] == [1, 2]
    assert found[0]["for"]
    assert found[0]["against"]


def test_disputes_come_as_markdown(run):
    assert run("disputes", STAKES, "--to", "markdown", "--top", "1").stdout.startswith("## 1. ")


def test_disputes_explain_their_score(run):
    assert "score" in run("disputes", STAKES, "--explain").stdout


def test_disputes_are_read_from_a_map(run):
    assert "antitrust" in run("disputes", GOLD).stdout


def test_why_explains_a_relation_of_a_map_made_before(run, tmp_path):
    made = tmp_path / "map.json"
    run("map", SEEDS / "town-hall.txt", "-o", made)
    said = run("why", made, "mill street").stdout
    assert "because" in said
    assert "p2 answers p1" in said
    assert json.loads(run("why", made, "mill street", "--to", "json").stdout)[0]["alternatives"]


def test_peace_is_said_to_be_peace(run):
    assert "Nothing is disputed" in run("disputes", SEEDS / "bike-repair.txt", "--components", "rules").stdout


def test_check_accepts_gold_and_names_unknown_keys(run, tmp_path):
    assert "a valid map" in run("check", GOLD).stdout
    strange = tmp_path / "strange.json"
    strange.write_text(Path(GOLD).read_text(encoding="utf-8").replace('"schema"', '"colour": 1, "schema"', 1))
    assert "colour" in run("check", strange).stdout


def test_check_leaves_with_1_where_a_file_is_no_map(run, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    done = run("check", broken)
    assert done.exit_code == 1
    assert "error" in done.stdout


def test_evaluate_scores_gold_against_itself_as_perfect(run):
    said = run("evaluate", GOLD, GOLD).stdout
    assert all(line.split()[1] in ("1.000", "0.000", "-") for line in said.split("\n")[1:] if line)


def test_evaluate_pools_folders_and_shows_the_baseline(run):
    said = run("evaluate", SEEDS, SEEDS, "--baseline").stdout
    assert "baseline" in said.split("\n")[0]


def test_evaluate_compares_systems_and_writes_a_report(run, tmp_path):
    other = tmp_path / "other.json"
    run("map", STAKES, "-o", other, "--components", "rules", "--relations", "rules")
    said = run("evaluate", GOLD, GOLD, other, "-o", tmp_path / "report.html")
    assert said.stdout.split("\n")[0].split() == ["score", "minority-stakes", "other"]
    assert "Confidence of relations" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_evaluate_doubts_maps_of_different_sources(run):
    other = SEEDS / "town-hall.json"
    assert "are they maps of the same source?" in run("evaluate", GOLD, other).stderr
    assert run("evaluate", GOLD, GOLD).stderr == ""


def test_evaluate_names_the_gold_maps_that_it_cannot_score(run, tmp_path):
    (tmp_path / "minority-stakes.json").write_bytes(Path(GOLD).read_bytes())
    said = run("evaluate", SEEDS, tmp_path).stderr
    assert "has no map of that name" in said
    assert "town-hall.json" in said
    assert "minority-stakes.json" not in said


def test_compare_lists_disagreements_worst_first(run, tmp_path):
    other = tmp_path / "other.json"
    run("map", STAKES, "-o", other, "--components", "rules", "--relations", "rules")
    weights = [float(line.split()[0]) for line in run("compare", GOLD, other).stdout.split("\n") if line[:2] == "0."]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 20
    assert run("compare", GOLD, GOLD).stdout.endswith("\n\nno disagreement\n")


def test_annotate_agree_measures_and_lists(run, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(Path(GOLD).read_text(encoding="utf-8").replace('"attack"', '"support"'), encoding="utf-8")
    said = run("annotate", "agree", GOLD, other, "--top", "2").stdout
    assert "CASS" in said
    assert "sign, p" in said


def test_a_project_goes_out_to_annotators_and_comes_back(run, tmp_path):
    folder, back = tmp_path / "ana", tmp_path / "back.json"
    assert run("annotate", "export", GOLD, "-o", folder, "--to", "brat", "--order", "uncertain").exit_code == 0
    assert (folder / "guidelines.md").is_file()
    assert run("annotate", "import", folder, "-o", back).exit_code == 0
    assert json.loads(back.read_text(encoding="utf-8"))["generator"]["name"] == "ana"
    assert "alpha_U, components       1.000" in run("annotate", "agree", GOLD, back).stdout


def test_adjudicate_asks_and_then_merges(run, tmp_path):
    other, decisions, merged = (tmp_path / name for name in ("other.json", "decisions.json", "merged.json"))
    other.write_text(Path(GOLD).read_text(encoding="utf-8").replace('"attack"', '"support"'), encoding="utf-8")
    asked = run("annotate", "adjudicate", GOLD, other).stdout
    decisions.write_text(asked.replace('"choose": ""', '"choose": "minority-stakes"'), encoding="utf-8")
    done = run("annotate", "adjudicate", GOLD, other, "--decisions", decisions, "-o", merged)
    assert "open" not in done.stderr
    assert run("compare", GOLD, merged).stdout.endswith("\nno disagreement\n")


def test_formats_lists_readers_and_writers(run):
    said = run("formats").stdout
    assert all(name in said for name in ("paste", "indented", "article", "html", "json", "text"))


def test_formats_say_what_each_reader_keeps_and_loses(run):
    said = run("formats").stdout
    readers = said.split("Formats (--to)")[0]
    assert readers.count("Keeps:") == readers.count("Loses:") == len(FORMATS.names())


def test_columns_are_named_by_hand(run, tmp_path):
    table = tmp_path / "answers.csv"
    table.write_text(
        "nr,q1,to\n1,We should close the bridge because it is old.,\n2,No it is fine.,1\n", encoding="utf-8"
    )
    made = json.loads(run("map", table, "--columns", "id=nr,text=q1,reply_to=to", "--to", "json").stdout)
    assert [post["reply_to"] for post in made["discussions"][0]["posts"]] == [None, "p1"]


def test_columns_that_mean_nothing_are_wrong_usage(run):
    done = run("map", STAKES, "--columns", "colour=red")
    assert done.exit_code == 2
    assert "reply_to" in done.stderr


def test_the_report_says_where_every_word_went(run):
    said = run("map", STAKES, "--report", "--components", "rules").stderr
    shares = [float(line.split()[-1].rstrip("%")) for line in said.split("\n") if line.startswith("  in posts")]
    assert shares[0] > 80
    assert "left out as header" in said
    assert "gave no component" in said


def test_a_thread_that_is_not_whole_is_said_to_be_none(run, tmp_path):
    path = tmp_path / "topic.json"
    post = {"id": 101, "post_number": 1, "username": "ana", "cooked": "<p>It is loud.</p>", "topic_id": 7}
    path.write_text(json.dumps({"title": "Noise", "post_stream": {"posts": [post], "stream": [101, 102, 103]}}))
    said = run("map", path).stderr
    assert "topic.json: 1 post (discourse); 2 places name comments that are not there" in said
    assert "left out" not in said
    assert "comments not there, 2 stretches" in run("map", path, "--report").stderr


@pytest.mark.parametrize("day", ["yesterday", "2024-5", "May 2024", ""])
def test_what_is_no_day_is_refused_and_not_searched_for(run, tmp_path, day):
    done = run("search", tmp_path, "bridge", "--since", day)
    assert done.exit_code == 2
    assert "is no day" in " ".join(done.stderr.split())


@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-05-31", "2024-05-31T10:00:00Z"])
def test_a_year_a_month_and_a_day_are_days(run, tmp_path, day):
    assert isinstance(run("search", tmp_path, "bridge", "--until", day).exception, ReadError)


def test_a_search_for_nothing_is_refused(run, tmp_path):
    assert run("search", tmp_path, " ").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("map",),
        ("export",),
        ("crux",),
        ("speakers",),
        ("diff", GOLD),
        ("evaluate", GOLD),
        ("annotate", "adjudicate", GOLD),
    ],
)
def test_what_is_read_is_never_written_over(run, tmp_path, command):
    path = tmp_path / "map.json"
    path.write_bytes(Path(GOLD).read_bytes())
    assert isinstance(run(*command, path, "-o", path).exception, WriteError)
    assert path.read_bytes() == Path(GOLD).read_bytes()
    assert run(*command, path, "-o", tmp_path / "other.json").exit_code == 0


def test_a_file_in_a_folder_that_is_read_is_not_written_over(run, tmp_path):
    (tmp_path / "talk.txt").write_text("ana: Trams are cheap.\n  ben: No.", encoding="utf-8")
    assert isinstance(run("map", tmp_path, "-o", tmp_path / "talk.txt").exception, WriteError)
    assert run("map", tmp_path, "-o", tmp_path / "talk.html").exit_code == 0
