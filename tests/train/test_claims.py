"""Canonical claims by place: kept without the words of a text, and told again."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.evaluate.check import CANONICAL_WORDS
from argmap.train.corpora.claims import claims, kept, told
from tests.builders import component, map_of, post

FOLDER = Path(__file__).parents[2] / "benchmarks"
SHIPPED, *MAPS = (
    [json.loads(line) for line in (FOLDER / f"{name}-{what}.jsonl").read_text("utf-8").splitlines()]
    for name, what in (("hand", "claims"), ("hand", "maps"), ("apart", "maps"))
)
COMPONENTS = {row["name"]: row["components"] for rows in MAPS for row in rows}
TEXT = "They don't have (any) authority, I think, over Microsoft's stakes."
WORDS = st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8), min_size=1, max_size=14)


def test_a_claim_is_kept_as_places_of_words():
    assert kept("regulators don't have any authority over stakes", TEXT) == ["regulators", 1, 2, 3, 4, 7, 9]


def test_signs_after_a_word_stay():
    assert told(kept("authority, stakes: any!", TEXT), TEXT) == "authority, stakes: any!"


@given(WORDS, WORDS)
def test_what_was_kept_is_told_again(claim, text):
    said = " ".join(claim)
    assert told(kept(said, " ".join(text)), " ".join(text)).casefold() == said.casefold()


def test_claims_come_with_the_components_of_their_maps(tmp_path):
    says = post("p1", "The bridge is safe. Is it? The tram is slow.")
    one = map_of([says], [component(says, "The bridge is safe"), component(says, "The tram is slow")])
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"name": "bridge", "claims": [[0, 1, "stands", 3], None]}) + "\n")
    [(found, said)] = claims(path, [("bridge", one), ("another", one)])
    assert found is one
    assert list(said.values()) == ["The bridge stands safe"]


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: row["name"])
def test_shipped_claims_are_of_the_components_of_shipped_maps(row):
    for claim, (_, start, end, *_, original) in zip(row["claims"], COMPONENTS[row["name"]], strict=True):
        assert claim is None or original is None, "a copy has no claim of its own"
        places = [word for word in claim or () if isinstance(word, int)]
        assert all(0 <= 2 * word < end - start for word in places), "words are a letter and a space apart at least"
        ours = [word for word in claim or () if isinstance(word, str) and any(map(str.isalnum, word))]
        assert len(places) + len(ours) <= CANONICAL_WORDS
