"""Markdown articles."""

import pytest

from argmap.discussion import MarkKind, NoiseKind
from argmap.read import read_text
from argmap.read.markdown import recognises

TEXT = """---
title: "Close the bridge"
author: Ana
date: 2020-03-01
---
# The bridge

It is **loud**, see [the report](https://example.org).

> Nobody sleeps.

## Cost

```
1 > 2
```
"""


def test_an_article_keeps_what_markdown_says_of_it():
    found = read_text(TEXT)
    post = found.posts[0]
    assert (found.format, found.title, post.author, post.written) == (
        "article",
        "Close the bridge",
        "Ana",
        "2020-03-01T00:00:00Z",
    )
    marked = {kind: [post.text[m.start : m.end] for m in post.marks if m.kind is kind] for kind in MarkKind}
    assert marked[MarkKind.HEADING] == ["The bridge", "Cost"]
    assert marked[MarkKind.QUOTE] == ["Nobody sleeps."]
    assert marked[MarkKind.CODE][0] == "1 > 2"
    assert marked[MarkKind.LINK] == ["the report"]
    assert TEXT[post.start : post.end].startswith("# The bridge")
    assert [n.kind for n in found.noise] == [NoiseKind.HEADER]


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        (TEXT, True),
        ("# One\n\nwords\n\n# Two\n\nwords\n\n# Three\n\nwords", True),
        ("# Bridge\n\nSee [this](x).", True),
        ("A plain article.\n\nIt has two paragraphs.", False),
        ("#1 is the best.\n\n> they said", False),
        ("# Only a heading\n\nwords", False),
    ],
)
def test_markdown_is_known_by_its_signs(text, is_markdown):
    assert recognises(text) == is_markdown
