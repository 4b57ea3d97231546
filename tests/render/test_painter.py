"""The page paints as Python does: the same graph, the same pixels."""

import random

import pytest

from argmap.render.document import render_html
from argmap.render.document import templates as template
from argmap.render.page import page as page_of
from tests.builders import component, dispute, map_of, post, relation
from tests.render import maps

pytestmark = pytest.mark.browser

PARTS = ("base", "layers", "columns", "layout", "painter", "choice", "drawing")
PAINTED = """disputes.map(({ picture, ...dispute }) => {
  const shown = picture.nodes.map(node => node[0]);
  return paint(shown, sidesOf(shown, dispute), () => true);
})"""
WHOLE = "paint(components.map((_, number) => number), new Map(), () => true, ROOM)"


def tangled(seed):
    """Return a map with premises that stand together, circles, undercuts of steps and doubled links."""
    chance = random.Random(seed)
    posts = [
        post(
            f"p{i}", f"Claim {i} is {'so ' * chance.randint(1, 9)}. Since {i} holds. And {i} helps.", author=f"u{i % 5}"
        )
        for i in range(24)
    ]
    claims = [component(one, one.text.split(".")[0]) for one in posts]
    links = []
    for i, j in dict.fromkeys((chance.randrange(24), chance.randrange(24)) for _ in range(36)):
        if i != j:
            links.append(relation(claims[i], claims[j], chance.choice(["attack", "support"])))
    under = relation(claims[-1], links[0], "attack", subtype="undercut")
    parts = []
    for i in range(0, 24, 2):
        words = [part.strip() for part in posts[i].text.split(".")[1:3]]
        parts += [component(posts[i], one, kind="premise") for one in words]
        links += [relation(one, claims[i]) for one in parts[-2:]]
    found = [dispute(1, claims[:2], claims[2:6]), dispute(2, claims[6:9], claims[9:11])]
    return map_of(posts, claims + parts, [*links, under], found)


def ran(opened, argument_map, expression):
    sources = "".join(template(f"{name}.js") for name in PARTS)
    return opened(argument_map).evaluate(f"(() => {{ let state = {{}};\n{sources}\nreturn {expression}; }})()")


@pytest.mark.parametrize("made", [maps.ordinary, lambda: maps.large(60), lambda: tangled(1), lambda: tangled(2)])
def test_the_page_paints_the_points_as_python_does(opened, made):
    expected = [dispute["picture"] for dispute in page_of(made()).data["disputes"]]
    assert ran(opened, made(), PAINTED) == expected


@pytest.mark.parametrize("seed", range(3, 6))
def test_the_page_paints_a_whole_map_as_python_does(opened, seed):
    expected = page_of(tangled(seed)).whole
    room = max(1600, 330 * len(expected["nodes"]) ** 0.5)
    assert ran(opened, tangled(seed), WHOLE.replace("ROOM", str(room))) == expected


def test_premises_of_one_post_make_one_reason():
    picture = page_of(tangled(1)).whole
    assert any(len(frame[3]) == 2 for frame in picture["frames"])
    assert "together support" in render_html(tangled(1))
