"""The package in docs/plug-ins.md is whole: installed as it stands there, it reads, judges and writes."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import argmap
from argmap.cli.app import app

DOCS = Path(__file__).parent.parent / "docs" / "plug-ins.md"
LOG = "[12:01] ana> Trams are cheap to run.\n[12:02] ben> Trams are not cheap at all.\n"


@pytest.fixture
def log(tmp_path, monkeypatch):
    """Install the documented package, and return the path of a chat log."""
    code, project = re.search(
        r"```python\n(\"\"\"argmap_chat.py.*?)```\n\n```toml\n(.*?)```", DOCS.read_text(), re.S
    ).groups()
    (tmp_path / "argmap_chat.py").write_text(code)
    metadata = tmp_path / "argmap_chat-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: argmap-chat\nVersion: 1\n")
    points = tomllib.loads(project)["project"]["entry-points"]
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in found.items())
        for group, found in points.items()
    ]
    (metadata / "entry_points.txt").write_text("".join(lines))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "log.txt").write_text(LOG)
    return tmp_path / "log.txt"


def test_a_plug_in_reads_judges_and_writes(log):
    made = argmap.map(log, reader="bracket-chat", syntax="rules", components="everything", relations="rules")
    assert [post.author for post in made.posts().values()] == ["ana", "ben"]
    assert argmap.export(made, "duels") == "ben attacks ana\n"


def test_a_plug_in_is_named_on_the_command_line(log):
    said = CliRunner().invoke(app, ["formats"]).stdout
    assert "Read chat logs" in said
    assert "Write who attacks whom" in said
    slots = ["--syntax", "rules", "--components", "everything", "--relations", "rules"]
    done = CliRunner().invoke(app, ["map", str(log), "--from", "bracket-chat", "--to", "duels", *slots])
    assert done.stdout == "ben attacks ana\n"
