from html.parser import HTMLParser

import pytest

import argmap.render
from argmap.render.document import render_html
from tests.browser import Opened
from tests.render import maps


class Frame(HTMLParser):
    def handle_starttag(self, tag, attrs):
        self.tag, self.attrs = tag, dict(attrs)


def read(text):
    frame = Frame()
    frame.feed(text)
    return frame


def test_a_map_shows_itself_in_a_frame_that_reaches_nothing():
    frame = read(maps.hostile()._repr_html_())
    assert frame.tag == "iframe"
    assert "allow-same-origin" not in frame.attrs["sandbox"]
    assert frame.attrs["srcdoc"] == render_html(maps.hostile())
    assert maps.HOSTILE[:40] in frame.attrs["title"]


def test_the_page_can_be_had_as_a_string():
    assert argmap.render.html(maps.ordinary()) == render_html(maps.ordinary())


@pytest.mark.browser
def test_the_page_works_inside_a_notebook(browser, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><p>cell</p>{maps.ordinary()._repr_html_()}", encoding="utf-8")
    one = Opened(browser, path, viewport={"width": 1300, "height": 900})
    inside = one.page.frame_locator("iframe")
    inside.locator('#picture .card[data-c="3"]').click()
    assert inside.locator("#posts .m.sel").all_inner_texts() == ["Trams are not cheap at all"]
    inside.locator('[data-scope="all"]').click()
    inside.locator("#whole canvas").wait_for()
    inside.locator("#review").click()
    assert "this browser keeps none" in inside.locator("#judged").inner_text()
    assert one.said == []
    one.context.close()
