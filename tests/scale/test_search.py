"""A library of claims: found by words and by meaning, with what answered them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from argmap.errors import ReadError
from argmap.nlp.senses import senses_digest
from argmap.scale.batch import batch
from argmap.scale.found import as_json, as_text, table
from argmap.scale.index import bits, index
from argmap.scale.search import Library, Wanted, find
from argmap.scale.sql import ask
from argmap.scale.store import RUN
from argmap.scale.work import quantised
from tests.scale.threads import RULES, folder_of

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("library")
    batch([str(folder_of(place / "in", 12))], place / "out", RULES)
    index(place / "out")
    return place / "out"


def test_a_claim_is_found_by_its_words_with_what_answered_it(made):
    hits, by_meaning = find(made, "push the traffic into street 5")
    assert not by_meaning
    assert hits[0].discussion.endswith("/005.txt")
    assert hits[0].author == "ben"
    against = find(made, "close bridge 5 to cars")[0][0]
    assert against.discussion.endswith("/005.txt")
    assert any(answer.kind == "attack" and answer.author == "ben" for answer in against.answers)


def test_meaning_is_searched_by_the_encoder_that_read_the_claims(tmp_path):
    if not senses_digest():
        pytest.skip("no sense-encoder is shipped")
    batch([str(folder_of(tmp_path / "in", 3))], tmp_path / "out", replace(RULES, embeddings=True))
    index(tmp_path / "out")
    assert find(tmp_path / "out", "cars are to be kept off it")[1]
    run = tmp_path / "out" / RUN
    run.write_text(run.read_text().replace(senses_digest(), "another"))
    assert not find(tmp_path / "out", "cars are to be kept off it")[1]


def test_what_is_wanted_narrows_the_search(made):
    with Library(made) as claims:
        assert {hit.author for hit in claims.search("school wall", wanted=Wanted(author="ana"))} == {"ana"}
        (only,) = {hit.discussion for hit in claims.search("bridge", wanted=Wanted(source="/003"))}
        assert only.endswith("/003.txt")
        assert claims.search("bridge", wanted=Wanted(since="2020")) == []


def test_nothing_is_found_where_nothing_is_like_it(made):
    hits, _ = find(made, "zebra")
    assert hits == []
    assert as_text(hits) == "nothing like it is claimed here\n"


@pytest.mark.parametrize("query", ['"', "a AND (", "NEAR(", "*", "-", "' OR 1=1 --", "\x00", "\u202e", "канал"])
def test_signs_of_a_query_language_are_words_like_others(made, query):
    assert isinstance(find(made, query)[0], list)


def test_a_folder_without_a_library_says_how_to_make_it(tmp_path, made):
    with pytest.raises(ReadError, match="argmap index"):
        find(tmp_path, "tea")


def test_a_damaged_library_says_so(tmp_path, made):
    import shutil

    shutil.copytree(made, tmp_path / "out")
    (tmp_path / "out" / "library" / "claims.sqlite").write_bytes(b"SQLite format 3\x00" + b"x" * 500)
    with pytest.raises(ReadError, match="damaged"):
        find(tmp_path / "out", "tea")


def test_the_nearest_by_signs_and_bytes_is_the_nearest():
    drawn = np.random.default_rng(5)
    rows = quantised(drawn.normal(size=(500, 384)).astype(np.float32))
    asked = rows[123].astype(np.float32) + drawn.normal(size=384).astype(np.float32)
    distance = np.bitwise_count(bits(rows) ^ bits(asked[None, :])).sum(axis=0)
    assert int(distance.argmin()) == 123


def test_hits_can_be_read_by_programs_and_do_not_steer_a_terminal(made):
    hits, _ = find(made, "bridge 5")
    assert json.loads(as_json(hits))[0]["component"] == hits[0].component
    assert table(("a",), [("x\ty\x1b[1m",)]) == "a\nx y\ufffd[1m\n"


def test_a_wrong_query_in_sql_is_one_line(made):
    with pytest.raises(ReadError, match="cannot be answered"):
        ask(made, "SELECT nothing FROM nowhere")
