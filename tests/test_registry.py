"""Names lead to things, built in or from a plug-in; an unknown name is answered with the known ones."""

import pytest

from argmap.errors import UnknownNameError
from argmap.registry import Registry

COLOURS = Registry(kind="colour", builtin={"path": "pathlib:Path", "dumps": "json:dumps"})


def test_a_name_is_imported_when_asked_for():
    import json

    assert COLOURS.get("dumps") is json.dumps


def test_names_come_in_the_order_of_declaration():
    assert COLOURS.names() == ("path", "dumps")


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(UnknownNameError, match="no colour is called 'red'; known: path, dumps"):
        COLOURS.get("red")
