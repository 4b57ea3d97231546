"""Things are found by name; an unknown name is answered with the known ones."""

import pytest

from argmap.errors import UnknownNameError
from argmap.formats import WRITERS
from argmap.read import FORMATS as READERS
from argmap.registry import Registry

SMALL = Registry(kind="toy", builtin={"join": "posixpath:join", "broken": "no.such.module:thing"})


def test_a_name_is_imported_when_it_is_asked_for():
    assert SMALL.get("join")("a", "b") == "a/b"


def test_what_is_not_asked_for_is_not_imported():
    assert SMALL.names() == ("join", "broken")


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"no toy is called 'jion'; known: join, broken"):
        SMALL.get("jion")


def test_a_plug_in_adds_a_name_and_never_takes_a_built_in_one(tmp_path, monkeypatch):
    (tmp_path / "toybox.py").write_text("spin = 'spun'\njoin = 'stolen'\n")
    metadata = tmp_path / "toybox-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: toybox\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[argmap.toys]\nspin = toybox:spin\njoin = toybox:join\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert SMALL.names() == ("join", "broken", "spin")
    assert SMALL.get("spin") == "spun"
    assert SMALL.get("join")("a", "b") == "a/b"


def test_what_follows_a_colon_is_given_to_the_thing():
    made = Registry(kind="toy", builtin={"path": "pathlib:PurePosixPath"})
    assert str(made.make("path:a/b:c")) == "a/b:c"
    assert str(made.make("path")) == "."


def test_a_kind_of_two_words_has_a_group_without_a_space(tmp_path, monkeypatch):
    metadata = tmp_path / "bricks-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: bricks\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[argmap.toy_bricks]\nbrick = posixpath:join\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert Registry(kind="toy brick", builtin={}).make("brick:a") == "a"


@pytest.mark.parametrize("registry", [READERS, WRITERS])
def test_every_built_in_name_can_be_imported(registry):
    assert all(callable(registry.get(name)) for name in registry.builtin)
