"""The base of a past form is a verb that a dictionary knows, or what the parser learned."""

import pytest

from argmap.nlp.lemmas import base_of_past


@pytest.mark.parametrize(
    ("form", "guess", "base"),
    [
        ("closed", "clos", "close"),
        ("stole", "stole", "steal"),
        ("focused", "focus", "focus"),
        ("modelled", "model", "model"),
        ("wrote", "write", "write"),
        ("frobbed", "frob", "frob"),
        ("put", "put", None),
    ],
)
def test_the_base_of_a_past_form(form, guess, base):
    assert base_of_past(form, guess) == base
