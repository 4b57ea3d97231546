import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from argmap.argument import ArgumentMap
from argmap.render.cards import cards
from argmap.render.document import SCRIPTS, policy, render_html, templates
from tests.builders import component, dispute, map_of, post, relation
from tests.render import maps


class Reader(HTMLParser):
    """Collects start tags, and the texts of scripts and styles as a browser sees them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.inside = [], {}
        self._open = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._open = dict(attrs).get("id") or f"{tag}{len(self.inside)}"
            self.inside[self._open] = ""

    def handle_data(self, data):
        if self._open:
            self.inside[self._open] += data

    def handle_endtag(self, tag):
        self._open = None


def data_of(page):
    return json.loads(Reader(page).inside["data"])


EVERY = [maps.ordinary, maps.hostile, maps.undisputed, maps.empty, maps.several, lambda: maps.large(200)]


@pytest.mark.parametrize("made", EVERY)
def test_the_same_map_gives_the_same_bytes(made):
    assert render_html(made()) == render_html(made())


@pytest.mark.parametrize("made", EVERY)
def test_the_page_asks_for_nothing(made):
    tags = Reader(render_html(made())).tags
    assert not [tag for tag, attrs in tags if "src" in attrs or tag in {"link", "iframe", "img", "object", "base"}]
    followed = [attrs["href"] for tag, attrs in tags if "href" in attrs]
    assert all(re.match(r"#|https?://", address) for address in followed)


@pytest.mark.parametrize("made", EVERY)
def test_every_script_that_runs_has_its_hash_in_the_policy(made):
    read = Reader(render_html(made()))
    [given] = [a["content"] for t, a in read.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    assert given == policy()
    assert "unsafe" not in given
    for name, text in read.inside.items():
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if name not in {"data", "vis-nodes", "whole-lines"}:
            assert f"'sha256-{digest}'" in given


def test_hostile_text_makes_no_tags_and_no_handlers():
    plain = {tag for tag, _ in Reader(render_html(maps.ordinary())).tags} | {"a", "code"}
    read = Reader(render_html(maps.hostile()))
    assert {tag for tag, _ in read.tags} <= plain
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in read.tags if "javascript:" in str(attrs.get("href"))]
    assert data_of(render_html(maps.hostile()))["components"][0]["text"] == maps.HOSTILE


def test_template_syntax_stays_text():
    page = render_html(maps.hostile())
    assert "{{ 7*7 }}" in page
    assert "49" not in data_of(page)["components"][0]["canonical"]


def test_what_cannot_be_written_is_replaced():
    render_html(maps.hostile()).encode("utf-8")


def test_a_link_to_the_web_is_kept():
    read = Reader(render_html(maps.hostile()))
    [link] = [a for t, a in read.tags if t == "a" and str(a["href"]).startswith("https:")]
    assert link["href"] == "https://example.org/a?b='c'&d"
    assert "noopener" in link["rel"]


def test_the_page_says_what_it_is():
    page = render_html(maps.ordinary())
    assert page.lstrip().startswith("<!doctype html>")
    assert '<html lang="en">' in page
    assert "<title>test · argmap</title>" in page
    assert 'name="viewport"' in page


def test_points_come_with_sides_people_and_status():
    page = render_html(maps.ordinary())
    assert "Are trams cheap?" in page
    assert "<b>Open</b>: 1 claim has no answer yet" in page
    assert re.search(r'Against <bdi class="who">ben, chi</bdi>', page)
    assert re.search(r'Strongest · <bdi>chi</bdi> #3</span><span class="can" dir="auto">trams cost a lot', page)


def test_nothing_disputed_says_what_was_found_instead():
    page = render_html(maps.undisputed())
    assert "Nothing here is disputed." in page
    assert "Found instead: 1 claim, 1 premise, 1 support and 0 attacks." in page
    assert "unknown author" in page


def test_doubtful_attacks_are_not_passed_over_where_nothing_is_disputed():
    assert "1 possible contradiction between people is too doubtful to be listed." in render_html(maps.doubtful())
    assert "too doubtful" not in render_html(maps.undisputed())


def test_nothing_found_says_so():
    assert "No claims were found either" in render_html(maps.empty())
    assert "argmap" in render_html(ArgumentMap(generator=maps.empty().generator, discussions=()))


def test_several_discussions_have_headings_and_numbers_of_their_own():
    page = render_html(maps.several())
    assert '<h3 dir="auto">First</h3>' in page
    assert '<h3 dir="auto">Second</h3>' in page
    assert "probably answers <bdi>dan</bdi> #2.1" in page
    assert "same text as #1.1" in page


def test_an_undercut_points_at_the_step_through_a_junction():
    data = data_of(render_html(maps.ordinary()))
    picture = data["disputes"][0]["picture"]
    undercut = next(n for n, r in enumerate(data["relations"]) if r.get("subtype") == "undercut")
    step = data["relations"][undercut]["step"]
    [(link, x, _)] = picture["joints"]
    assert link == step
    assert sorted(part for n, part, *_ in picture["edges"] if n == [step]) == [1, 2]
    end = next(edge for edge in picture["edges"] if edge[0] == [undercut])[-2]
    assert abs(end - (x + 7)) < 20


def test_an_undercut_whose_step_is_not_shown_points_at_its_source():
    data = data_of(render_html(maps.ordinary()))
    undercut = next(r for r in data["relations"] if r.get("subtype") == "undercut")
    assert undercut["target"] == data["relations"][undercut["step"]]["source"]


def test_a_large_map_starts_with_what_most_hangs_on():
    assert data_of(render_html(maps.ordinary()))["start"] is None
    start = [node[0] for node in data_of(render_html(maps.large(200)))["start"]["nodes"]]
    assert len(start) == 150
    assert {0, 1, 2, 3} < set(start)


def test_no_name_is_used_twice_in_the_script():
    names = re.findall(
        r"^(?:async )?(?:function|const|let) (\w+)", "".join(templates(f"{n}.js") for n in SCRIPTS), re.M
    )
    assert sorted(names) == sorted(set(names))


def test_every_part_of_the_script_says_its_law():
    for name in SCRIPTS:
        assert templates(f"{name}.js").startswith("// ")


def test_a_map_of_250_components_stays_under_a_megabyte():
    assert len(render_html(maps.large(250)).encode()) < 1_000_000


def test_the_outline_tells_everything():
    page = render_html(maps.ordinary())
    outline = page[page.index('id="outline"') : page.index('class="legend"')]
    told = set(re.findall(r'class="oi (?:claim|premise)" data-c="(\d+)"', outline))
    assert told == {str(number) for number in range(8)}
    assert "the step is undercut by" in outline


def test_a_long_chain_is_told_to_its_end():
    posts = [post(f"p{i}", f"Turn {i} it is", reply_to=f"p{i - 1}" if i else None) for i in range(400)]
    claims = [component(one, one.text) for one in posts]
    links = [relation(claims[i], claims[i - 1], "attack") for i in range(1, 400)]
    page = render_html(map_of(posts, claims, links))
    outline = page[page.index('id="outline"') : page.index('class="legend"')]
    assert len(set(re.findall(r'class="oi claim" data-c="(\d+)"', outline))) == 400


def test_circles_of_relations_and_of_undercuts_are_drawn():
    posts = [post("p1", "One says two. Two says one. Three.")]
    one, two, three = (component(posts[0], words) for words in ("One says two", "Two says one", "Three"))
    first, second = relation(one, two), relation(two, one)
    under = replace(relation(three, first, "attack", subtype="undercut"), id="u1")
    back = replace(relation(one, under, "attack", subtype="undercut"), id="u2")
    over = replace(relation(two, back, "attack", subtype="undercut"), id="u3")
    twisted = replace(under, target="u3")
    for links in ([first, second, under], [first, second, under, back], [first, second, twisted, back, over]):
        page = render_html(map_of(posts, [one, two, three], links, [dispute(1, [one], [two, three])]))
        assert len(data_of(page)["disputes"][0]["picture"]["nodes"]) == 3


def test_a_huge_comment_is_read_but_its_card_stays_small():
    posts = [post("p1", "word " * 200_000 + "end")]
    data = data_of(render_html(map_of(posts, [component(posts[0], posts[0].text)])))
    assert "the rest is in the source" in " ".join(data["components"][0]["lines"])
    assert data["components"][0]["height"] < 600


def test_components_inside_each_other_are_both_marked():
    posts = [post("p1", "We think that rain is wet indeed.")]
    parts = [component(posts[0], "We think that rain is wet"), component(posts[0], "rain is wet", kind="premise")]
    page = render_html(map_of(posts, parts))
    assert '<span class="m claim" data-c="0" role="button" tabindex="-1">We think that </span>' in page
    assert '<span class="m premise" data-c="1 0" role="button" tabindex="-1">rain is wet</span>' in page


def test_the_legend_shows_what_concedes_as_it_is_drawn():
    posts = [post("p1", "Trams are cheap.", author="ana"), post("p2", "True, but they are slow.", author="ben")]
    cheap, slow = component(posts[0], "Trams are cheap"), component(posts[1], "they are slow")
    granting = relation(slow, cheap, "attack", subtype="concession")
    shown = re.findall(r'class="([as])"[^>]*>.*?</svg>([^<]+)<', legend(map_of(posts, [cheap, slow], [granting])))
    assert shown == [("a", "concedes")]
    agreeing = relation(slow, cheap, subtype="agreement")
    shown = re.findall(r'class="([as])"[^>]*>.*?</svg>([^<]+)<', legend(map_of(posts, [cheap, slow], [agreeing])))
    assert shown == [("s", "agrees")]


def test_many_quotes_do_not_hide_that_a_claim_has_no_answer():
    posts = [post("p1", "Trams are cheap.", author="ana"), post("p2", "They are slow.", author="ben", reply_to="p1")]
    names = ["ben", "carl", "dora", "eve", "fay", "gus", "hal"]
    posts += [post(f"p{at}", "> They are slow.\n\nYes.", author=name) for at, name in enumerate(names, start=3)]
    cheap, slow = component(posts[0], "Trams are cheap"), component(posts[1], "They are slow")
    copies = [component(one, "They are slow", quote_of=slow) for one in posts[2:]]
    against = relation(slow, cheap, "attack")
    open_ = replace(dispute(1, [cheap], [slow]), unanswered=(slow.id,))
    tags = cards(map_of(posts, [cheap, slow, *copies], [against], [open_]))[1].tags
    said = [tag[0] for tag in tags]
    assert "no answer yet" in said
    assert "quoted by carl" in said
    assert "quoted by ben" not in said


def legend(argument_map):
    page = render_html(argument_map)
    return page[page.index('class="legend"') :].split("</div>")[0]


def test_a_map_without_components_has_no_legend():
    assert 'class="legend"' in render_html(maps.undisputed())
    assert 'class="legend"' not in render_html(maps.empty())
