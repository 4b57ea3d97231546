"""Models that remember give what they would have given, and work only for what is new."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from argmap.nlp.cache import Cache, key
from argmap.nlp.remembered import RememberingParser, remembered
from argmap.nlp.syntax import Sentence, load_syntax


class Counting:
    """A parser that counts the texts it was asked for."""

    name = "counting"

    def __init__(self):
        self.asked = []

    def parse(self, texts):
        for text in texts:
            self.asked.append(text)
            yield (Sentence(start=0, end=len(text), tokens=()),)


def test_a_text_is_parsed_once(tmp_path):
    parser = Counting()
    keeping = RememberingParser(parser, "1", Cache(tmp_path / "c.sqlite"))
    first = list(keeping.parse(["one", "two", "one"]))
    assert list(keeping.parse(["two", "three", "one"])) == [first[1], *Counting().parse(["three"]), first[0]]
    assert parser.asked == ["one", "two", "three"]


def test_where_all_is_known_nothing_is_loaded(tmp_path):
    cache = Cache(tmp_path / "c.sqlite")
    first = list(RememberingParser(Counting(), "1", cache).parse(["one"]))

    class Unloaded:
        name = "counting"

        def parse(self, texts):
            raise AssertionError("asked without need")

    assert list(RememberingParser(Unloaded(), "1", cache).parse(["one", "one"])) == first * 2


def test_another_model_is_another_memory(tmp_path):
    parser, cache = Counting(), Cache(tmp_path / "c.sqlite")
    for digest in ("1", "2"):
        list(RememberingParser(parser, digest, cache).parse(["one"]))
    assert parser.asked == ["one", "one"]


def test_what_is_remembered_is_what_was_parsed(tmp_path):
    texts = [
        "Tea is best, isn't it? Ann from Oslo said so 🍵.",
        "",
        "no sign of an end",
        "“Who’s there?”\n\n> he asked",
    ]
    cache = Cache(tmp_path / "c.sqlite")
    fresh = list(load_syntax().parse(texts))
    assert list(RememberingParser(load_syntax(), "1", cache).parse(texts)) == fresh
    assert list(RememberingParser(Counting(), "1", cache).parse(texts)) == fresh


@given(st.lists(st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=4), max_size=5))
def test_arrays_come_back_to_the_bit(tmp_path_factory, rows):
    cache = Cache(tmp_path_factory.mktemp("c") / "c.sqlite")
    names = [key(str(at).encode()) for at in range(len(rows))]
    made = [(np.array(row, dtype=np.float32), np.zeros((0, 3), dtype=np.float32)) for row in rows]
    remembered(rows, names, lambda asked: made[: len(asked)], cache)
    again = remembered(rows, names, lambda asked: [], cache)
    for (a, b), (c, d) in zip(made, again, strict=True):
        assert (a.tobytes(), b.shape) == (c.tobytes(), d.shape)


def test_without_a_cache_everything_is_worked_out():
    assert remembered([1], [b"k"], lambda asked: [(np.ones(1),)], None)[0][0] == 1
