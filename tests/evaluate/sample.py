"""A thread of three posts on a bypass road, mapped by hand."""

from argmap.argument import ArgumentMap
from tests.builders import component, dispute, map_of, post, relation

OPENING = post(
    "p1",
    "The town should build the bypass. The main street is jammed every morning.\nHello to everyone reading.",
    author="Ada",
)
REPLY = post(
    "p2",
    "> The town should build the bypass.\nThe bypass would only draw more traffic, because new roads fill up.",
    reply_to="p1",
    author="Ben",
)
LAST = post(
    "p3",
    "Lorries do not shop here, so they belong on another road. Nobody has counted them yet.",
    reply_to="p2",
    author="Cleo",
)
POSTS = (OPENING, REPLY, LAST)

BUILD = component(OPENING, "The town should build the bypass.", name="build", canonical="build the bypass")
JAMMED = component(
    OPENING,
    "The main street is jammed every morning.",
    name="jammed",
    kind="premise",
    canonical="the main street is jammed every morning",
)
COPY = component(REPLY, "The town should build the bypass.", name="copy", quote_of=BUILD)
TRAFFIC = component(
    REPLY, "The bypass would only draw more traffic", name="traffic", canonical="a bypass draws more traffic"
)
FILL = component(REPLY, "because new roads fill up.", name="fill", kind="premise", canonical="new roads fill up")
LORRIES = component(LAST, "Lorries do not shop here", name="lorries", kind="premise", canonical="lorries do not shop")
BELONG = component(LAST, "they belong on another road.", name="belong", canonical="lorries belong on another road")
COMPONENTS = (BUILD, JAMMED, COPY, TRAFFIC, FILL, LORRIES, BELONG)

RELATIONS = (
    relation(JAMMED, BUILD),
    relation(TRAFFIC, BUILD, "attack", subtype="rebuttal"),
    relation(FILL, TRAFFIC),
    relation(LORRIES, BELONG),
    relation(BELONG, TRAFFIC, "attack"),
)
DISPUTES = (dispute(1, [BUILD, BELONG], [TRAFFIC]), dispute(2, [FILL], [LORRIES, JAMMED]))


def gold() -> ArgumentMap:
    """Return the whole map."""
    return map_of(POSTS, COMPONENTS, RELATIONS, DISPUTES)
