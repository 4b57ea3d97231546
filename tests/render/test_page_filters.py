import re
from dataclasses import replace

import pytest

from tests.builders import component, dispute, map_of, post, relation
from tests.render import maps

pytestmark = pytest.mark.browser


def cards(page):
    return set(page.locator("#picture .card").evaluate_all("all => all.map(e => Number(e.dataset.c))"))


def untick(page, name):
    page.locator(f'#filters [data-off="{name}"]').click()


def test_the_panel_lists_what_there_is_and_escape_closes_it(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("s")
    assert page.locator("#filters legend").all_inner_texts() == [
        "Confidence", "Kind", "Relation", "Status of a point", "Author",
    ]  # fmt: skip
    page.keyboard.press("Escape")
    assert not page.locator("#filters").is_visible()
    assert page.evaluate("document.activeElement.id") == "filter"


@pytest.mark.parametrize(
    ("name", "hidden"), [("author ben", {3, 4}), ("kind premise", {1, 4}), ("relation undercuts", set())]
)
def test_what_is_unticked_is_hidden_everywhere_and_comes_back(opened, name, hidden):
    page = opened(maps.ordinary())
    before = cards(page)
    page.locator("#filter").click()
    untick(page, name)
    assert cards(page) == before - hidden
    for number in hidden:
        assert not page.locator(f'#outline .oi[data-c="{number}"]').first.is_visible()
    page.locator("#clear").click()
    assert cards(page) == before


def test_a_hidden_relation_leaves_no_line_behind(opened):
    page = opened(maps.ordinary())
    page.locator("#filter").click()
    untick(page, "relation undercuts")
    assert page.locator("#picture .edge.undercut").count() == 0
    assert page.locator("#picture .joint").count() == 0
    assert "Hidden by the filter: 1 relation." in page.locator("#note").inner_text()


def test_hidden_points_are_counted_and_a_filter_that_hides_nothing_says_so(opened):
    page = opened(maps.ordinary())
    page.locator("#filter").click()
    page.locator("#least").focus()
    page.keyboard.press("ArrowRight")
    assert "Hidden by the filter: nothing." in page.locator("#note").inner_text()
    for _ in range(19):
        page.keyboard.press("ArrowRight")
    assert re.search(r"Hidden by the filter: \d+ points?, \d+ components?", page.locator("#note").inner_text())


def test_the_slider_hides_what_is_less_sure_and_goes_into_the_address(opened):
    page = opened(maps.ordinary())
    page.locator("#filter").click()
    page.locator("#least").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert 4 not in cards(page)
    assert "Hidden by the filter: 1 component" in page.locator("#note").inner_text()
    assert page.locator("#least-said").inner_text() == "at least 50 %"
    page.reload()
    assert 4 not in cards(page)


def test_what_is_less_sure_is_paler(opened):
    page = opened(maps.ordinary())
    sure = [float(page.locator(f'#picture .card[data-c="{c}"]').get_attribute("opacity")) for c in (3, 4)]
    assert sure[0] > sure[1] > 0.8


def test_the_status_of_a_point_filters_the_list(opened):
    page = opened(maps.ordinary())
    page.locator("#filter").click()
    untick(page, "status open")
    assert page.locator("#plist .dp:visible .point").all_inner_texts() == ["Do rails cost too much?"]


def test_several_sources_can_be_told_apart(opened):
    two_sources = maps.several()
    one = two_sources.components[0]
    cake = component(two_sources.discussions[1].posts[0], "What about cake")
    page = opened(
        replace(
            two_sources, components=(one, cake), relations=(relation(cake, one, "attack"),),
            disputes=(dispute(1, [one], [cake]),),
        )
    )  # fmt: skip
    page.locator("#filter").click()
    untick(page, "source 1")
    assert cards(page) == {0}


def test_steps_around_a_claim_grow_and_shrink(opened):
    page = opened(maps.large(60))
    page.locator('#picture .card[data-c="1"]').click()
    page.keyboard.press("n")
    two = cards(page)
    page.keyboard.press("[")
    one = cards(page)
    page.keyboard.press("]")
    assert one == {0, 1, 4, 5, 6}
    assert one < two == cards(page)
    assert page.locator("#steps").inner_text() == "2 steps"


def test_replies_fold_away_and_come_back_and_the_address_remembers(opened):
    page = opened(maps.ordinary())
    page.locator('#picture .card[data-c="3"]').click()
    before = cards(page)
    page.keyboard.press("f")
    assert cards(page) == before - {4, 6, 7}
    assert page.locator('.fold.below[data-fold="3"] text').text_content() == "+2"
    page.reload()
    assert cards(page) == before - {4, 6, 7}
    page.locator('.fold.below[data-fold="3"]').click()
    assert cards(page) >= before - {7}


def test_the_card_in_the_eye_stays_where_it_is_while_others_fold(opened):
    page = opened(maps.large(60))
    card = page.locator('#picture .card[data-c="1"]')
    card.click()
    before = card.bounding_box()
    page.keyboard.press("f")
    after = card.bounding_box()
    assert abs(before["x"] - after["x"]) < 40
    assert abs(before["y"] - after["y"]) < 40


def test_back_and_forward_go_through_filters_and_folds(opened):
    page = opened(maps.ordinary())
    before = cards(page)
    page.locator("#filter").click()
    untick(page, "kind premise")
    page.go_back()
    page.locator("#picture .card.premise").first.wait_for()
    assert cards(page) == before
    page.go_forward()
    page.locator("#picture .card.premise").first.wait_for(state="detached")


def test_premises_that_stand_together_share_a_frame_and_a_word(opened):
    posts = [post("p1", "Trams are good. They are quiet. They are clean.", author="ana")]
    good = component(posts[0], "Trams are good")
    quiet, clean = (component(posts[0], words, kind="premise") for words in ("They are quiet", "They are clean"))
    page = opened(map_of(posts, [good, quiet, clean], [relation(quiet, good), relation(clean, good)]))
    assert page.locator("#picture .frame").count() == 1
    assert page.locator("#picture .pill").all_text_contents() == ["together support"]
    assert page.locator("#picture .card").count() == 3
    page.locator("#picture .pill").click()
    assert page.locator("#inspector blockquote").count() == 4
