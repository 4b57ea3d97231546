"""Models that remember give what they would have given, and work only for what is new."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.nlp.cache import Cache
from argmap.nlp.remembered import ARRAYS, Memory, RememberingParser, deciding
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


def row(text):
    return (text,)


@given(st.lists(st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=4), max_size=5))
def test_arrays_come_back_to_the_bit(tmp_path_factory, numbers):
    memory = Memory("1", Cache(tmp_path_factory.mktemp("c") / "c.sqlite"))
    made = [(np.array(some, dtype=np.float32), np.zeros((0, 3)), np.array(some)) for some in numbers]
    rows = [row(str(at)) for at in range(len(numbers))]
    memory.recall("a", rows, lambda new: [made[at] for at in new], ARRAYS)
    again = memory.recall("a", rows, lambda new: [], ARRAYS)
    for one, other in zip(made, again, strict=True):
        assert [(a.dtype, a.shape, a.tobytes()) for a in one] == [(a.dtype, a.shape, a.tobytes()) for a in other]


def test_only_what_is_new_is_worked_out_and_once(tmp_path):
    memory, asked = Memory("1", Cache(tmp_path / "c.sqlite")), []

    def ones(rows):
        def work(new):
            asked.extend(rows[at][0] for at in new)
            return [(np.array([len(rows[at][0])]),) for at in new]

        return [int(array[0]) for (array,) in memory.recall("length", rows, work, ARRAYS)]

    assert ones([row("a"), row("bb"), row("a")]) == [1, 2, 1]
    assert ones([row("bb"), row("ccc"), row("a")]) == [2, 3, 1]
    assert sorted(asked) == ["a", "bb", "ccc"]


def test_kinds_and_rows_are_told_apart(tmp_path):
    memory = Memory("1", Cache(tmp_path / "c.sqlite"))
    for number, (kind, texts) in enumerate(
        [("a", ("x", "y")), ("b", ("x", "y")), ("a", ("xy",)), ("a", ("x", "y", ""))]
    ):
        ((array,),) = memory.recall(kind, [texts], lambda new, number=number: [(np.array(number),)], ARRAYS)
        assert array == number


def test_what_other_code_made_is_not_known(tmp_path, monkeypatch):
    memory = Memory("1", Cache(tmp_path / "c.sqlite"))
    for number, code in enumerate((b"before", b"after")):
        monkeypatch.setattr("argmap.nlp.remembered._edition", lambda code=code: code)
        ((array,),) = memory.recall("a", [row("x")], lambda new, number=number: [(np.array(number),)], ARRAYS)
        assert array == number


def test_without_a_cache_everything_is_worked_out():
    assert Memory("1", None).recall("a", [row("x")], lambda new: [(np.ones(1),)], ARRAYS)[0][0] == 1


def test_fitted_weights_have_a_say_in_what_is_remembered():
    package = Path(argmap.__file__).parent
    fitted = {package / name for name in ("cuts.json", "canonical/weights.json", "disputes/weights.json")}
    assert all(path.is_file() for path in fitted)
    assert fitted <= set(deciding(package))
