"""How deep HTML nests is known before it is parsed."""

import pytest

from argmap.errors import ReadError
from argmap.read.tree import depth, parse_html


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("<div><p>a<p>b<br></div><div></div>", 1),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", 2),
        ("<table><tr><td><b>x</td></table><table>", 2),
        ("<!-- <div><div> --><script>'<div><div>'</script><i>", 1),
        ("</div></div><div>", 1),
        ("<!-- <div>", 0),
    ],
)
def test_depth(text, deep):
    assert depth(text) == deep


def test_what_nests_for_ever_is_refused():
    with pytest.raises(ReadError, match="deep"):
        parse_html("<div>" * 5_000)
    assert parse_html("<div></div>" * 5_000).body is not None
