"""The report says why a post gave no component."""

import pytest

from argmap.report import report, silence
from tests.builders import component, map_of, mark, post

QUOTED = "We should close it"


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("[deleted]", None, "deleted"),
        ("...", None, "no words"),
        (QUOTED, "quote", "only a quote"),
        (QUOTED, "code", "only code"),
        ("Wir sollten die alte Brücke endlich schließen, weil sie viel zu schmal geworden ist", None, "English"),
        ("But why would they do that to us now?", None, "only asks"),
        ("It has been a long and a very quiet day here.", None, "claim"),
    ],
)
def test_the_reason_is_read_from_the_post(text, kind, reason):
    assert reason in silence(post("p1", text, marks=[mark(text, text, kind)] if kind else []))


def test_posts_are_named_by_reason():
    spoken, gone = post("p1", "We should close the bridge"), post("p2", "[removed]")
    said = report(map_of([spoken, gone], [component(spoken, "We should close the bridge")]), ())
    assert "1 post of 2 gave no component:" in said
    assert "1 was deleted or removed: p2" in said
