from dataclasses import replace
from itertools import combinations

import pytest

from argmap.argument import Alternative, RelationKind
from argmap.render.readings_page import crux_page
from tests.browser import Opened
from tests.builders import component, dispute, map_of, post, relation
from tests.render import maps

pytestmark = pytest.mark.browser

INK = "getComputedStyle(document.querySelector('h1')).color"
NARROW = {"viewport": {"width": 390, "height": 844}}


def selected(page):
    return page.locator("#posts .m.sel").all_inner_texts()


def boxes(page, selector):
    return page.locator(selector).evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")


@pytest.mark.parametrize("made", [maps.ordinary, maps.undisputed, maps.empty, maps.several, lambda: maps.large(160)])
def test_every_kind_of_map_opens_and_asks_for_nothing(opened, made):
    page = opened(made())
    assert page.locator("h1").is_visible()
    assert page.locator("#posts .post").count() >= 1


def test_a_node_marks_its_sentence_and_a_sentence_its_node(opened):
    page = opened(maps.ordinary())
    page.locator('#picture .card[data-c="3"]').click()
    assert selected(page) == ["Trams are not cheap at all"]
    page.locator('#posts .m[data-c="5"]').click()
    assert page.locator("#picture .card.sel").get_attribute("data-c") == "5"
    assert selected(page) == ["Few drivers does not mean low cost"]


def test_a_sentence_outside_the_picture_brings_its_own(opened):
    page = opened(maps.ordinary())
    page.locator('#posts .m[data-c="2"]').click()
    assert page.locator("#picture .card").count() == 1
    assert page.locator("#picture .card.sel").get_attribute("data-c") == "2"
    assert page.locator('[data-scope="near"]').get_attribute("aria-pressed") == "true"
    page.locator("#back").click()
    page.locator("#picture .card").nth(1).wait_for()


def test_a_point_brings_its_picture(opened):
    page = opened(maps.ordinary())
    page.locator("#plist .dh").nth(1).click()
    assert page.locator('#picture .card[data-c="7"]').count() == 1
    assert page.locator("#plist .dp.on .point").inner_text() == "Do rails cost too much?"


def test_the_inspector_tells_words_relations_and_evidence(opened):
    page = opened(maps.ordinary())
    page.locator('#picture .card[data-c="0"]').click()
    told = page.locator("#inspector").inner_text()
    for words in ("Trams are cheap", "In short: trams are cheap to run", "supported by", "attacked by", "90 %"):
        assert words in told
    page.locator("#picture .pill.attack").first.click()
    why = page.locator("#inspector").inner_text()
    assert page.locator("#inspector blockquote").all_inner_texts() == ["Trams are not cheap at all", "Trams are cheap"]
    assert "attacks\n90 % sure" in why
    assert "no evidence is given" in why


def test_why_names_the_evidence_and_what_else_was_weighed(opened):
    made = maps.ordinary()
    other = Alternative(target=made.components[4].id, kind=RelationKind.SUPPORT, confidence=0.2)
    link = replace(made.relations[1], evidence=("marker:not", "quote:p1:0-15", "reply"), alternatives=(other,))
    page = opened(replace(made, relations=(made.relations[0], link, *made.relations[2:])))
    page.locator('#picture .pill[data-r="1"]').click()
    why = page.locator("#inspector").inner_text()
    assert "because it says “not”; it quotes #1; #2 answers #1" in why
    assert "Weighed as well, and found less likely:" in why
    assert "Rails cost a fortune\n20 %" in why


def test_an_undercut_ends_on_a_junction(opened):
    page = opened(maps.ordinary())
    assert page.locator("#picture .joint").count() == 1
    assert page.locator("#picture .edge.undercut .head").count() == 1


def test_cards_and_words_never_overlap_and_labels_stay_inside(opened):
    page = opened(maps.large(60))
    cards = boxes(page, "#picture .card .box")
    assert len(cards) > 5
    for one, other in combinations(cards, 2):
        beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
        assert beside or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
    for index in range(len(cards)):
        box = cards[index]
        lines = boxes(page, f"#picture .card >> nth={index} >> text")
        assert lines
        for line in lines:
            assert box["left"] <= line["left"]
            assert line["right"] <= box["right"]
            assert line["bottom"] <= box["bottom"]


def test_from_opening_to_the_strongest_reply_by_keys_alone(opened):
    page = opened(maps.ordinary())
    for key in ("1", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert selected(page) == ["trams cost a lot"]


def test_arrow_keys_walk_through_points_and_cards(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    assert page.locator("#plist .dp.on").get_attribute("data-d") == "1"
    page.keyboard.press("ArrowUp")
    page.locator('#picture .card[data-c="0"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.c") == "1"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.c") == "0"
    page.keyboard.press("Escape")
    assert page.locator("#picture .card.sel").count() == 0


def test_the_keyboard_walks_through_the_source(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert selected(page) == ["They need few drivers"]


def test_search_finds_claims_and_posts(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("/")
    page.keyboard.type("expensive")
    assert page.locator("#hits li").count() == 1
    page.keyboard.press("Enter")
    assert selected(page) == ["Trams are not cheap at all"]
    page.locator("#q").fill("nowhere to be found")
    assert page.locator("#hitnote").inner_text() == "Nothing found"


def test_the_outline_says_the_same_as_the_picture(opened):
    page = opened(maps.ordinary())
    cards = set(page.locator("#picture .card").evaluate_all("all => all.map(e => e.dataset.c)"))
    page.keyboard.press("o")
    told = page.locator("#outline .os.on .oi").evaluate_all("all => all.map(e => e.dataset.c)")
    assert set(told) == cards
    page.locator("#outline .os.on .oi").first.click()
    assert selected(page) == ["Trams are cheap"]


def test_a_narrow_screen_has_tabs(opened):
    page = opened(maps.ordinary(), **NARROW)
    assert page.locator("#points").is_visible()
    assert not page.locator("#source").is_visible()
    page.locator('.tabs [data-tab="source"]').click()
    page.locator('#posts .m[data-c="3"]').click()
    page.locator('.tabs [data-tab="map"]').click()
    assert page.locator("#picture .card.sel").is_visible()
    assert not page.locator("#points").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_whole_map_opens_when_asked_and_follows(opened):
    page = opened(maps.ordinary())
    assert page.evaluate("typeof window.vis") == "undefined"
    page.locator('[data-scope="all"]').click()
    assert page.locator("#whole canvas").is_visible()
    assert page.locator("#whole").get_attribute("data-nodes") == "8"
    page.locator('#posts .m[data-c="7"]').click()
    assert page.locator('[data-scope="all"]').get_attribute("aria-pressed") == "true"
    page.locator("#theme").click()
    assert page.locator("#whole canvas").count() == 1


def test_a_large_whole_map_starts_with_part_and_shows_all(opened):
    page = opened(maps.large(200))
    page.locator('[data-scope="all"]').click()
    part = int(page.locator("#whole").get_attribute("data-nodes"))
    assert part < 200
    page.locator("#every").click()
    assert page.locator("#whole").get_attribute("data-nodes") == "200"


def test_what_is_legible_in_the_whole_map_stays_so_where_its_room_changes(opened):
    page = opened(maps.large(200))
    page.locator('[data-scope="all"]').click()
    page.evaluate(
        "() => { const made = vis.Network.prototype, scale = made.getScale; window.scales = [];"
        " made.getScale = function () { window.scales.push(scale.call(this)); return scale.call(this); } }"
    )
    page.locator("#every").wait_for()
    page.set_viewport_size({"width": 1000, "height": 500})
    page.wait_for_timeout(600)
    assert page.evaluate("[...new Set(window.scales)]") == [0.5]


def test_the_whole_map_is_walked_folded_and_moved(opened):
    page = opened(maps.large(200))
    page.keyboard.press("w")
    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    assert selected(page) == ["Claim number 0 says that the matter is otherwise"]
    page.keyboard.press("ArrowDown")
    assert selected(page) == ["Claim number 1 says that the matter is otherwise"]
    page.keyboard.press("f")
    assert int(page.locator("#whole").get_attribute("data-nodes")) < 150
    page.keyboard.press("f")
    page.locator("#every").click()
    room = page.locator("#whole").bounding_box()
    page.mouse.move(room["x"] + 300, room["y"] + 200)
    page.mouse.down()
    page.mouse.move(room["x"] + 380, room["y"] + 240)
    assert "translate(80px, 40px)" in page.locator("#whole canvas").get_attribute("style")
    page.mouse.up()
    page.mouse.wheel(0, -200)
    page.locator('#whole canvas:not([style*="translate"])').wait_for()


def test_a_permalink_opens_the_same_view(opened):
    page = opened(maps.ordinary())
    page.locator("#plist .dh").nth(1).click()
    page.locator('#picture .card[data-c="7"]').click()
    page.reload()
    assert page.locator("#plist .dp.on").get_attribute("data-d") == "1"
    assert selected(page) == ["Rails last for decades"]


def test_dark_follows_the_system_and_the_button(opened):
    page = opened(maps.ordinary(), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme").click()
    assert page.evaluate(ground) != dark


@pytest.mark.parametrize("width", [1440, 700])
def test_print_shows_the_outline_of_everything(opened, width):
    page = opened(maps.ordinary(), viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    assert page.locator("#outline .oi").last.is_visible()
    assert page.locator("#outline h3").count() == 3
    assert not page.locator("#picture").is_visible()


@pytest.mark.parametrize("chosen", [False, True])
def test_print_is_dark_on_light_whatever_the_page_is(opened, chosen):
    page = opened(maps.ordinary(), color_scheme="light" if chosen else "dark")
    if chosen:
        page.locator("#theme").click()
    light = page.evaluate(INK)
    page.emulate_media(media="print", color_scheme="light" if chosen else "dark")
    assert light == "rgb(236, 233, 226)"
    assert page.evaluate(INK) == "rgb(17, 17, 17)"


def test_a_reading_is_printed_dark_on_light_too(browser, tmp_path):
    path = tmp_path / "crux.html"
    path.write_text(crux_page(maps.ordinary()), encoding="utf-8")
    opened = Opened(browser, path, color_scheme="dark")
    opened.page.emulate_media(media="print", color_scheme="dark")
    assert opened.page.evaluate(INK) == "rgb(17, 17, 17)"
    opened.context.close()


def test_hostile_text_lies_still_and_can_be_read(opened):
    page = opened(maps.hostile())
    page.locator("#picture .card").first.click()
    page.locator("#posts .m").nth(1).click()
    page.locator('[data-scope="all"]').click()
    page.keyboard.press("o")
    page.locator("#q").fill("img")
    assert page.title() == f"{maps.HOSTILE} · argmap"
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("main svg[onload], a[href^='javascript']").count() == 0
    assert maps.HOSTILE in page.locator("#posts .tx").first.inner_text()


def test_nothing_disputed_leads_to_the_main_claims(opened):
    page = opened(maps.undisputed())
    assert "Nothing here is disputed." in page.locator("#points").inner_text()
    page.locator("#points .strong").first.click()
    assert page.locator("#picture .card").count() == 2


def test_everything_has_a_name_and_a_size(opened):
    page = opened(maps.ordinary())
    page.locator('#picture .card[data-c="0"]').click()
    nameless = page.locator("button:visible, input:visible").evaluate_all(
        "all => all.filter(e => !(e.innerText.trim() || e.getAttribute('aria-label') || e.textContent.trim())).length"
    )
    assert nameless == 0
    small = [box for box in boxes(page, "button:visible") if box["width"] < 24 or box["height"] < 24]
    assert small == []


def crowded():
    """Return a map with one claim and forty objections to it, more than a picture starts with."""
    posts = [post("p0", "Trams are cheap")]
    posts += [post(f"p{i}", f"No they are not, says number {i}", reply_to="p0") for i in range(1, 41)]
    claims = [component(one, one.text) for one in posts]
    links = [relation(one, claims[0], "attack") for one in claims[1:]]
    return map_of(posts, claims, links, [dispute(1, claims[:1], claims[1:3])])


def test_a_card_says_how_many_replies_are_out_of_sight_and_shows_them(opened):
    page = opened(crowded())
    drawn = page.locator("#picture .card").count()
    assert page.locator(".fold.below text").text_content() == f"+{41 - drawn}"
    page.locator(".fold.below").click()
    assert page.locator("#picture .card").count() == 41
    page.go_back()
    page.locator(".fold.below").wait_for()
    assert page.locator("#picture .card").count() == drawn
