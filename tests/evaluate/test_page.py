"""The report is one file that asks for nothing, says what the table says, and escapes whatever it is given."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.evaluate import baseline
from argmap.evaluate.page import System, page
from argmap.native import load
from tests.browser import chromium

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def systems():
    golds = [(p.stem, load(p.read_text(encoding="utf-8"))) for p in sorted(SEEDS.glob("*.json"))[:3]]
    same = tuple((name, gold, gold) for name, gold in golds)
    trivial = tuple((name, gold, baseline(gold)) for name, gold in golds)
    return [System(name="gold itself", maps=same), System(name="trivial", maps=trivial)]


def test_every_score_has_a_line_and_the_better_one_is_bold(systems):
    said = page(systems)
    assert all(name in said for name in ("component f1", "relation f1", "disputes recall 10"))
    line = re.search(r"relation f1</th>(.*?)</tr>", said).group(1)
    assert line.startswith('<td class="best">1.000')
    assert line.count("best") == 1


def test_false_edges_are_better_where_they_are_fewer(systems):
    line = re.search(r"false edges per post</th>(.*?)</tr>", page(systems[::-1])).group(1)
    assert re.search(r'<td class="best">0\.000', line)


def test_the_report_asks_for_nothing(systems):
    said = page(systems)
    assert "default-src 'none'" in said
    assert not re.search(r"https?://|<script|<link|@import|url\(", said)


def test_the_same_maps_give_the_same_bytes(systems):
    assert page(systems) == page(systems)


def test_names_are_escaped(systems):
    said = page([replace(systems[0], name="<b onload=x>")], title="<script>alert(1)</script>")
    assert "<script>" not in said
    assert "<b onload" not in said


@pytest.mark.browser
def test_the_report_opens_in_a_browser(systems, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(page(systems), encoding="utf-8")
    with chromium() as browser:
        tab = browser.new_page()
        problems = []
        tab.on("console", lambda message: problems.append(message.text))
        tab.on("request", lambda request: problems.append(request.url) if "report.html" not in request.url else None)
        tab.goto(path.as_uri())
        assert tab.locator("svg[role=img]").count() == 4
        assert tab.locator("h2").count() == 3
        assert problems == []
