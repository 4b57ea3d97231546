"""What a reader takes away from the page: pictures, the outline as Markdown, paper."""

import xml.etree.ElementTree as ET

import pytest

from tests.render import maps

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def taken(page, button):
    page.locator("#export").click()
    with page.expect_download() as waiting:
        page.locator(button).click()
    return waiting.value


def test_the_picture_is_an_svg_that_stands_alone(opened):
    page = opened(maps.ordinary())
    got = taken(page, "#to-svg")
    assert got.suggested_filename == "test.svg"
    drawn = ET.parse(got.path()).getroot()
    assert drawn.tag == f"{SVG}svg"
    assert drawn.find(f"{SVG}title").text == "test"
    words = " ".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
    assert "trams are cheap to run" in words
    assert "undercuts" in words
    colours = {element.get("stroke") for element in drawn.iter() if element.get("stroke")}
    assert len(colours) > 2
    assert not [element for element in drawn.iter() if element.get("class") or element.get("tabindex")]


def test_hostile_words_make_a_sound_svg(opened):
    page = opened(maps.hostile())
    drawn = ET.parse(taken(page, "#to-svg").path()).getroot()
    assert {element.tag for element in drawn.iter()} <= {f"{SVG}{name}" for name in (
        "svg", "title", "g", "rect", "path", "circle", "text", "tspan",
    )}  # fmt: skip


def test_the_picture_is_a_png(opened):
    page = opened(maps.ordinary())
    got = taken(page, "#to-png")
    data = got.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") > 800


def test_the_whole_map_can_be_taken_away_too(opened):
    page = opened(maps.large(60))
    page.keyboard.press("w")
    drawn = ET.parse(taken(page, "#to-svg").path()).getroot()
    assert len([text for text in drawn.iter(f"{SVG}text") if "Claim number" in "".join(text.itertext())]) >= 60


def test_the_outline_is_markdown_with_both_sides(opened):
    page = opened(maps.ordinary())
    written = taken(page, "#to-md").path().read_text(encoding="utf-8")
    assert written.startswith("# test\n")
    assert "## 1. Are trams cheap?\n\nOpen: 1 claim has no answer yet\n\n### For ana\n\n" in written
    assert "- **ana**, claim \\#1: trams are cheap to run\n  - *supported by* **ana**, premise \\#1:" in written
    assert "### Against ben, chi" in written


def test_hostile_words_stay_words_in_markdown(opened):
    page = opened(maps.hostile())
    written = taken(page, "#to-md").path().read_text(encoding="utf-8")
    assert "\\</script\\>\\<img" in written


def test_paper_shows_every_point_with_both_sides(opened):
    page = opened(maps.ordinary())
    page.emulate_media(media="print")
    told = page.locator("#outline").inner_text()
    for words in ("1. Are trams cheap?", "For ana", "Against ben, chi", "2. Do rails cost too much?"):
        assert words in told
    grey = page.locator("#outline .w.attack").first.evaluate("e => getComputedStyle(e).color")
    assert grey == "rgb(17, 17, 17)"
