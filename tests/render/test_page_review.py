import json
import subprocess
import sys

import pytest

from argmap.argument import Verdict
from argmap.native import dump, load
from argmap.patch import load_patch
from argmap.review import review
from tests.render import maps

pytestmark = pytest.mark.browser


def patch_of(page):
    page.locator("#by").fill("rita")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download patch").click()
    return waiting.value.path().read_text(encoding="utf-8")


def select(page, number):
    page.locator(f'#picture .card[data-c="{number}"]').click()


def test_verdicts_lie_over_the_marks_and_travel_in_a_patch(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 3)
    page.keyboard.press("a")
    select(page, 6)
    page.keyboard.press("r")
    done = review(maps.ordinary(), load_patch(patch_of(page)))
    assert done.leftovers == ()
    verdicts = {c.id: c.review.verdict for c in done.map.components if c.review}
    given = maps.ordinary().components
    assert verdicts == {given[3].id: Verdict.ACCEPTED, given[6].id: Verdict.REJECTED}
    assert {c.review.by for c in done.map.components if c.review} == {"rita"}


def test_what_is_rejected_goes_out_of_sight_when_the_review_ends(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 6)
    page.keyboard.press("r")
    assert page.locator('#picture .card.rejected[data-c="6"]').count() == 1
    page.keyboard.press("v")
    assert page.locator('#picture .card[data-c="6"]').count() == 0


def test_a_label_is_edited_wrapped_and_undone(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 0)
    page.keyboard.press("e")
    page.locator(".edit textarea").fill("trams are cheap to run once the rails have been laid and paid for <b>")
    page.keyboard.press("Enter")
    card = page.locator('#picture .card[data-c="0"]')
    assert card.locator(".can").count() > 2
    assert "paid for <b>" in page.locator('#points .strong[data-c="0"] .can').first.inner_text()
    edited = review(maps.ordinary(), load_patch(patch_of(page))).map.components[0]
    assert edited.canonical.endswith("paid for <b>")
    assert edited.review.was == "canonical=trams are cheap to run"
    page.get_by_role("button", name="Undo").click()
    assert "trams are cheap to run" in page.locator('#points .strong[data-c="0"] .can').first.inner_text()


def test_a_claim_becomes_a_premise(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 5)
    page.keyboard.press("k")
    assert page.locator('#picture .card.premise[data-c="5"]').count() == 1
    assert review(maps.ordinary(), load_patch(patch_of(page))).map.components[5].kind == "premise"


def test_a_relation_is_drawn_named_and_relabelled(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 5)
    page.keyboard.press("d")
    select(page, 4)
    page.locator("#inspector select").select_option("attacks")
    page.locator('#picture .pill[data-r="2"]').click()
    page.locator("#inspector select").select_option("says again")
    made = review(maps.ordinary(), load_patch(patch_of(page))).map
    drawn, renamed = made.relations[-1], made.relations[2]
    assert (drawn.kind, drawn.review.verdict, drawn.evidence) == ("attack", "added", ("annotator",))
    assert (drawn.source, drawn.target) == (made.components[5].id, made.components[4].id)
    assert (renamed.kind, renamed.subtype, renamed.review.was) == ("support", "restate", "kind=support\nsubtype=")


def test_a_dispute_is_dismissed(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    page.get_by_role("button", name="Dismiss").click()
    assert review(maps.ordinary(), load_patch(patch_of(page))).map.disputes[0].review.verdict == "rejected"
    page.keyboard.press("Escape")
    page.locator("#review").click()
    assert page.locator("#plist .dp:visible").count() == 1


def test_verdicts_survive_a_reload_and_belong_to_this_map_alone(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 3)
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("v")
    assert page.locator("#judged").inner_text() == "1 verdict"
    page.keyboard.press("z")
    assert page.locator("#judged").inner_text() == "0 verdicts"


def test_the_unsure_come_first(opened):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    page.keyboard.press(".")
    assert page.locator("#inspector blockquote").first.inner_text() == "Rails cost a fortune"
    page.keyboard.press("a")
    page.keyboard.press(".")
    assert page.locator("#inspector blockquote").first.inner_text() != "Rails cost a fortune"


def test_the_command_applies_what_the_page_wrote(opened, tmp_path):
    page = opened(maps.ordinary())
    page.keyboard.press("v")
    select(page, 3)
    page.keyboard.press("r")
    (tmp_path / "map.json").write_text(dump(maps.ordinary()), encoding="utf-8")
    (tmp_path / "patch.json").write_text(patch_of(page), encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "review", "apply", "map.json", "patch.json", "-o", "new.json"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert "1 of 1 verdicts applied" in done.stderr
    made = load((tmp_path / "new.json").read_text(encoding="utf-8"))
    assert made.components[3].review.verdict == "rejected"
    assert json.loads((tmp_path / "patch.json").read_text(encoding="utf-8"))["schema"] == "argmap-review/1"
