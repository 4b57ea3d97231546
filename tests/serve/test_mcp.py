"""The MCP server, asked by the kit's own client: every answer quotes the source, and nothing outside is read."""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import anyio
import pytest

from argmap.errors import ReadError
from argmap.nlp.models import models
from argmap.pipeline import map_sources
from argmap.serve.folders import Folders

kit = pytest.importorskip("mcp", reason="needs mcp: install argmap[mcp]")
from argmap.serve.mcp import server  # noqa: E402

TOWN = Path(__file__).parents[2] / "seeds" / "town-hall.txt"
RULES = ("--syntax", "rules", "--components", "rules", "--relations", "rules")


def apart(asked):
    """Run a coroutine in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, asked).result()


@pytest.fixture(scope="module")
def slots():
    return models(syntax="rules", components="rules", relations="rules")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("given")
    (place / "sub").mkdir()
    (place / "sub" / "town.txt").write_text(TOWN.read_text(encoding="utf-8"), encoding="utf-8")
    (place / ".secret.txt").write_text("ana: hidden", encoding="utf-8")
    outside = tmp_path_factory.mktemp("outside")
    (outside / "out.txt").write_text("ana: We must not read this.", encoding="utf-8")
    (place / "link.txt").symlink_to(outside / "out.txt")
    (place / "linked").symlink_to(outside)
    return place


@pytest.fixture(scope="module")
def ask(folder, slots):
    made = server(Folders([folder]), slots)

    async def asked(tool, arguments):
        async with kit.Client(made) as client:
            return await client.call_tool(tool, arguments)

    return lambda tool, **arguments: apart(partial(asked, tool, arguments))


def claims(told):
    """Yield everything in an answer that is a claim."""
    if isinstance(told, dict):
        if "author" in told:
            yield told
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from claims(one)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("map", {"count": 200}), ("disputes", {}), ("crux", {}), ("evidence", {"claim": "close the old bridge"})],
)
def test_every_claim_of_an_answer_is_verbatim_in_its_post(ask, slots, tool, arguments):
    posts = map_sources([str(TOWN)], slots=slots).posts()
    answer = ask(tool, source="sub/town.txt", **arguments)
    found = list(claims(answer.structured_content))
    assert not answer.is_error
    assert found
    assert all(one["quote"] == posts[one["post"]].text[one["start"] : one["end"]] for one in found)


def test_a_map_is_told_in_parts(ask):
    first = ask("map", source="sub/town.txt", count=2).structured_content
    then = ask("map", source="sub/town.txt", start=first["next_start"], count=2).structured_content
    assert [len(part["shown"]) for part in (first, then)] == [2, 2]
    assert first["shown"] != then["shown"]


def test_a_crux_goes_in_turn_and_an_unknown_rank_is_said(ask):
    steps = ask("crux", source="sub/town.txt").structured_content["exchange"]
    assert len(steps) >= 2
    refused = ask("crux", source="sub/town.txt", dispute=99)
    assert refused.is_error
    assert "no dispute has rank 99" in refused.content[0].text


def test_only_what_lies_in_the_folders_is_listed(ask):
    assert ask("sources").structured_content == {"sources": ["sub/town.txt"]}


@pytest.mark.parametrize(
    "source",
    ["link.txt", "linked/out.txt", "../outside0/out.txt", "/etc/passwd", ".secret.txt", "sub", "none.txt", "", "a\0b"],
)
def test_what_is_outside_is_refused_in_the_words_for_what_is_not_there(ask, source):
    answer = ask("map", source=source)
    assert answer.is_error
    assert "is no file in the folders given at start" in answer.content[0].text
    assert len(answer.content[0].text.splitlines()) == 1


def test_addresses_are_refused(ask):
    answer = ask("disputes", source="http://127.0.0.1/thread")
    assert answer.is_error
    assert "addresses are not read here" in answer.content[0].text


def test_a_whole_path_inside_is_read_and_a_folder_must_be_there(ask, folder):
    assert not ask("disputes", source=str(folder / "sub" / "town.txt")).is_error
    with pytest.raises(ReadError, match="is no folder"):
        Folders([folder / "none"])


def test_the_command_speaks_over_standard_input_and_output(folder):
    command = kit.StdioServerParameters(
        command=sys.executable, args=["-m", "argmap", "mcp", str(folder), *RULES], cwd=Path(__file__).parents[2]
    )

    async def asked():
        async with kit.Client(command, read_timeout_seconds=300) as client:
            tools = await client.list_tools()
            return [tool.name for tool in tools.tools], await client.call_tool("disputes", {"source": "sub/town.txt"})

    names, answer = apart(asked)
    assert names == ["sources", "map", "disputes", "crux", "evidence"]
    assert answer.structured_content["shown"][0]["for"][0]["quote"]


def test_without_the_kit_one_line_says_what_to_install(monkeypatch, folder):
    from argmap.errors import MissingExtraError

    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(MissingExtraError, match=r"argmap\[mcp\]"):
        server(Folders([folder]))
