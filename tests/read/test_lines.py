"""Lines know their place in the source, and drafts become numbered posts."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import Noise, NoiseKind, ReplyEvidence
from argmap.read.lines import Draft, discussion, lines, stretches, trim


@given(st.text(st.sampled_from("ab \t\n\u2003"), max_size=60))
def test_a_line_is_its_slice_of_the_source(text):
    found = lines(text)
    assert len(found) == text.count("\n") + 1
    for line, raw in zip(found, text.split("\n"), strict=True):
        assert text[line.start : line.end] == line.text == raw.strip()
        assert line.indent == len(raw) - len(raw.lstrip())


@given(st.text(st.sampled_from("a \n"), max_size=40))
def test_trimmed_lines_neither_begin_nor_end_blank(text):
    kept = trim(lines(text))
    assert [line.text for line in kept if line.text] == [line.text for line in lines(text) if line.text]
    assert not kept or (kept[0].text and kept[-1].text)


def test_stretches_reach_to_the_next_start():
    assert list(stretches([2, 5, 9], 12)) == [(2, 5), (5, 9), (9, 12)]
    assert list(stretches([], 12)) == []


def test_drafts_are_numbered_and_noise_is_sorted():
    drafts = [Draft(lines=lines("One.")), Draft(lines=lines("Two."), author="ben", reply_to=0)]
    noise = [Noise(start=at, end=at + 1, kind=NoiseKind.OTHER) for at in (7, 3)]
    made = discussion(drafts, noise, source="s", format="f", title="t")
    assert [(post.id, post.text, post.reply_to) for post in made.posts] == [("p1", "One.", None), ("p2", "Two.", "p1")]
    assert made.posts[1].reply_evidence is ReplyEvidence.SOURCE
    assert [one.start for one in made.noise] == [3, 7]
