"""What the page owes readers who do not use a mouse, or see it otherwise: names, keys, contrast, sizes, stillness."""

from dataclasses import replace

import pytest

from argmap.discussion import Mark, MarkKind
from tests.render import maps

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUS = """() => {
  const e = document.activeElement, r = e.querySelector('.ring'), o = e.querySelector('.oi') || e;
  return [e.outerHTML.slice(0, 60), getComputedStyle(o).outlineWidth, r ? getComputedStyle(r).strokeWidth : ''];
}"""
TARGETS = "button:visible, select:visible, input:visible, .fold .hit, .pill .ring, .fl:visible"
SIZES = """all => all.map(e => {
  const box = (e.closest('.fl') || e).getBoundingClientRect();
  return [e.outerHTML.slice(0, 80), box.width, box.height];
})"""
STATES = {
    "opened": [],
    "a card chosen": ["1", "Tab", "Tab", "Enter"],
    "the outline": ["o"],
    "filters open": ["s"],
    "reviewing": ["v", "2", "Enter"],
    "keys open": ["?"],
    "whole map": ["w"],
    "searching": ["/", "t", "r"],
    "exporting": ["x"],
}


def broken(page):
    """Return the accessibility rules that axe-core finds broken, with where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": RULES})
    assert len(found.response["passes"]) > 10
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(opened, name, scheme):
    page = opened(maps.ordinary(), color_scheme=scheme)
    for key in STATES[name]:
        page.keyboard.press(key)
    assert broken(page) == []


@pytest.mark.parametrize("made", [maps.undisputed, maps.empty, maps.several, maps.hostile, lambda: maps.large(160)])
def test_axe_finds_nothing_on_other_maps(opened, made):
    assert broken(opened(made())) == []


def test_axe_finds_nothing_on_a_narrow_screen(opened):
    page = opened(maps.ordinary(), viewport={"width": 390, "height": 844})
    for name in ("points", "map", "source"):
        page.locator(f'.tabs [data-tab="{name}"]').click()
        assert broken(page) == []


def test_six_keys_lead_to_the_strongest_reply_and_its_sentence(opened):
    page = opened(maps.ordinary())
    for key in ("1", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#posts .m.sel").all_inner_texts() == ["trams cost a lot"]
    assert page.locator("#inspector blockquote").inner_text() == "trams cost a lot"


def test_every_focus_can_be_seen(opened):
    page = opened(maps.ordinary())
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline, ring = page.evaluate(FOCUS)
        seen.add(name)
        assert "3px" in (outline, ring) or name.startswith("<body"), name
    assert len(seen) > 20


def test_the_outline_is_walked_as_a_tree(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("o")
    page.keyboard.press("2")
    here = "document.activeElement.querySelector('.oi').dataset.c"
    assert page.evaluate(here) == "0"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(here) == "1"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.keyboard.press("Enter")
    assert page.locator('#outline [aria-selected="true"] > .oi').first.get_attribute("data-c") == "0"
    assert page.locator("#posts .m.sel").all_inner_texts() == ["Trams are cheap"]


def test_targets_are_large_enough(opened):
    page = opened(maps.ordinary())
    page.locator('#picture .card[data-c="0"]').click()
    page.keyboard.press("v")
    page.keyboard.press("s")
    boxes = page.locator(TARGETS).evaluate_all(SIZES)
    assert [box for box in boxes if min(box[1], box[2]) < 24] == []


def test_names_begin_with_the_words_that_can_be_seen(opened):
    page = opened(maps.ordinary())
    card = page.locator('#picture .card[data-c="0"]')
    assert card.get_attribute("aria-label").startswith("ana claim #1 trams are cheap to run")
    assert page.locator("#picture .pill").first.get_attribute("aria-label").split(":")[0] in ("supports", "attacks")


def test_nothing_moves_for_those_who_ask_for_it(opened):
    page = opened(maps.ordinary(), reduced_motion="reduce")
    moving = page.evaluate(
        "document.getAnimations().length + [...document.querySelectorAll('*')]"
        ".filter(e => parseFloat(getComputedStyle(e).transitionDuration)).length"
    )
    assert moving == 0


def test_a_quotation_is_marked_by_shape_and_word(opened):
    made = maps.ordinary()
    quoted = replace(made.components[3], quoted=True)
    post = replace(made.discussions[0].posts[1], marks=(Mark(start=quoted.start, end=quoted.end, kind=MarkKind.QUOTE),))
    posts = (made.discussions[0].posts[0], post, *made.discussions[0].posts[2:])
    made = replace(
        made, components=(*made.components[:3], quoted, *made.components[4:]),
        discussions=(replace(made.discussions[0], posts=posts),),
    )  # fmt: skip
    page = opened(made)
    assert page.locator('#picture .card[data-c="3"] .bar').count() == 1
    assert "quoted" in page.locator('#picture .card[data-c="3"]').text_content()
    assert "quoted" in page.locator(".legend").inner_text()
    assert "hedged" in page.locator('#picture .card[data-c="6"]').text_content()
