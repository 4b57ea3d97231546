"""The loss table counts what a format drops of the map at hand, and no field of a map is beyond it."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from argmap.argument import Component, Dispute, Relation, Review, Subtype, Verdict
from argmap.discussion import Discussion, Mark, MarkKind, Noise, NoiseKind, Post, ReplyEvidence
from argmap.formats import LOSSES, Losses, losses, table
from argmap.formats.losses import FACETS
from argmap.native import load
from tests.builders import component, dispute, map_of, post, relation

GOLD = load((Path(__file__).parents[2] / "seeds" / "town-hall.json").read_text(encoding="utf-8"))


def test_the_table_counts_what_the_map_has():
    said = table(GOLD, Losses(lost=("disputes", "alternatives"), beside=("reply links",)), "toy").split("\n")
    assert said[0] == "toy has no place for all of this map:"
    assert said[1].split() == ["lost", str(len(GOLD.disputes)), "disputes"]
    assert said[2].split()[:2] == ["beside", str(sum(one.reply_to is not None for one in GOLD.posts().values()))]
    assert "alternatives" not in "".join(said)


def test_what_loses_nothing_says_nothing():
    assert table(GOLD, Losses(), "toy") == ""
    assert losses("json") == Losses()


@pytest.mark.parametrize("name", LOSSES.builtin)
def test_a_format_names_facets_that_there_are(name):
    found = losses(name)
    assert set(found.lost) | set(found.beside) <= set(FACETS)
    assert not set(found.lost) & set(found.beside)


WHERE = post("p1", "Trams are cheap. They need few drivers.", author="ana")
ONE, TWO = component(WHERE, "Trams are cheap"), component(WHERE, "They need few drivers", kind="premise")
LINK = relation(TWO, ONE)
MAP = map_of([WHERE, post("p2", "No.", reply_to="p1")], [ONE, TWO], [LINK], [dispute(1, [ONE], [TWO])])
OTHER = {
    Post: {
        "source_id": "x", "author": "ben", "written": "2020", "age": "1 h", "url": "x", "same_as": "p2", "start": 0,
        "end": 9, "reply_evidence": ReplyEvidence.ORDER, "reply_confidence": 0.5,
        "marks": (Mark(start=0, end=1, kind=MarkKind.CODE),),
    },
    Discussion: {"title": "x", "source": "x", "format": "x", "noise": (Noise(start=0, end=1, kind=NoiseKind.OTHER),)},
    Component: {
        "kind": "premise", "commitment": "hedged", "canonical": "x", "canonical_from": (1,), "quoted": True,
        "confidence": 0.1, "review": Review(verdict=Verdict.ADDED, by="x"), "quote_of": TWO.id,
    },
    Relation: {
        "kind": "attack", "subtype": Subtype.EVIDENCE, "evidence": ("x",), "confidence": 0.1,
        "review": Review(verdict=Verdict.ADDED, by="x"),
    },
    Dispute: {field.name: "x" for field in fields(Dispute) if field.name in ("point", "status", "last_word", "score")},
}  # fmt: skip


def changed(kind, name, value):
    if kind is Post:
        posts = (replace(WHERE, **{name: value}), *MAP.discussions[0].posts[1:])
        return replace(MAP, discussions=(replace(MAP.discussions[0], posts=posts),))
    if kind is Discussion:
        return replace(MAP, discussions=(replace(MAP.discussions[0], **{name: value}),))
    if kind is Component:
        return replace(MAP, components=(replace(ONE, **{name: value}), TWO))
    if kind is Relation:
        return replace(MAP, relations=(replace(LINK, **{name: value}),))
    return replace(MAP, disputes=(replace(MAP.disputes[0], **{name: value}),))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, found in OTHER.items() for name in found])
def test_every_field_is_seen_by_a_facet(kind, name):
    made = changed(kind, name, OTHER[kind][name])
    assert any(list(values(made)) != list(values(MAP)) for values in FACETS.values())
