"""The sense-encoder: texts alike in meaning are near, long texts are cut, and company changes nothing."""

import numpy as np
import pytest

from argmap.errors import ModelError
from argmap.nlp.cache import Cache
from argmap.nlp.sealed import sealed
from argmap.nlp.senses import NAME, WIDTH, SenseEncoder, sense_encoder

CLAIM, SAME, OTHER = "The ferry should run at night.", "Boats ought to sail after dark.", "My cat dislikes new shoes."


@pytest.fixture(scope="module")
def shipped():
    try:
        return sense_encoder()
    except ModelError:
        pytest.skip("no sense-encoder is shipped")


def test_each_text_has_a_row_of_length_one(shipped):
    found = shipped.embed([CLAIM, OTHER, ""])
    assert found.shape == (3, WIDTH)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    assert shipped.embed([]).shape == (0, WIDTH)


def test_what_means_the_same_is_nearer(shipped):
    claim, same, other = shipped.embed([CLAIM, SAME, OTHER])
    assert claim @ same > claim @ other


def test_company_and_white_space_change_nothing(shipped):
    together = shipped.embed([OTHER, CLAIM, SAME])[1]
    assert together.tobytes() == shipped.embed([f"  {CLAIM.replace(' ', '  ')}"])[0].tobytes()


def test_what_comes_late_is_not_read(shipped):
    long = "A post that goes on and on. " * 200
    one, other = shipped.embed([long, f"{long}What comes late is not read."])
    assert one.tobytes() == other.tobytes()


def test_what_was_read_is_remembered(shipped, tmp_path, monkeypatch):
    memory = Cache(tmp_path / "read.sqlite")
    once = SenseEncoder(sealed(NAME), digest="d", memory=memory).embed([CLAIM])
    again = SenseEncoder(sealed(NAME), digest="d", memory=memory)
    monkeypatch.setattr(again, "_vector", None)
    assert again.embed([CLAIM]).tobytes() == once.tobytes()


def test_what_a_text_answers_is_a_vector_beside_it(shipped):
    both = shipped.answering([CLAIM, OTHER])
    assert both.shape == (2, 2, WIDTH)
    assert both[:, 0].tobytes() == shipped.embed([CLAIM, OTHER]).tobytes()
    assert np.linalg.norm(both[:, 1], axis=1) == pytest.approx(1, abs=1e-5)


def test_a_damaged_folder_says_what_to_run(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="argmap train senses"):
        SenseEncoder(tmp_path).embed([CLAIM])
