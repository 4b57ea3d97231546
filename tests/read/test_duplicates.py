"""A passage pasted twice is kept once; what two people say is said by both."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import NoiseKind, ReplyEvidence
from argmap.read.duplicates import without_duplicates, without_empty
from argmap.read.lines import Draft, lines, trim

LONG = "The old bridge is far too narrow."
OTHER = "Trucks should take the new road instead."
TALK = st.lists(st.tuples(st.sampled_from([None, "ana", "ben"]), st.sampled_from([LONG, OTHER, "Yes.", "Why?"])))


def drafts(*said):
    """Return drafts whose lines lie one after the other in one source."""
    found, source = lines("\n".join(text for _, text in said)), []
    at = 0
    for author, text in said:
        count = text.count("\n") + 1
        source.append(Draft(lines=trim(found[at : at + count]), author=author))
        at += count
    return source


def kept(*said):
    return [(draft.author, draft.text) for draft in without_duplicates(drafts(*said))[0]]


def test_the_same_post_of_one_author_is_kept_once():
    assert kept(("ana", LONG), ("ben", "Why?"), ("ana", LONG)) == [("ana", LONG), ("ben", "Why?")]


def test_a_copy_without_an_author_is_dropped():
    assert kept(("ana", LONG), (None, LONG)) == [("ana", LONG)]


def test_two_authors_may_write_the_same():
    assert len(kept(("ana", LONG), ("ben", LONG))) == 2


def test_few_words_may_be_said_again():
    assert len(kept(("ana", "I agree."), ("ana", "I agree."))) == 2


def test_a_tail_said_before_is_cut_off_and_a_single_line_is_not():
    again = f"New words.\n{LONG}\n{OTHER}"
    assert kept(("ana", f"{LONG}\n{OTHER}"), ("ben", again))[1] == ("ben", "New words.")
    assert kept(("ana", LONG), ("ben", f"New words.\n{LONG}"))[1] == ("ben", f"New words.\n{LONG}")


def test_signs_and_case_do_not_make_a_new_post():
    assert len(kept(("ana", LONG), ("ana", LONG.upper().replace(".", "!")))) == 1


def test_what_answers_a_copy_answers_the_first():
    said = drafts(("bot", LONG), ("ben", "Why?"), ("bot", LONG), ("cy", "No."), ("di", "Yes."))
    told = [replace(draft, reply_to=parent) for draft, parent in zip(said, (None, 0, 1, 2, 3), strict=True)]
    assert [draft.reply_to for draft in without_duplicates(told)[0]] == [None, 0, 0, 2]


def test_what_answers_a_post_without_words_answers_the_one_above_it_if_there_is_one():
    told = [Draft(lines=()), *drafts(("ana", LONG), ("ben", "Why?"), ("cy", "No."))]
    parents = (None, 0, None, 2)
    told = [
        replace(draft, reply_to=parent, reply_evidence=ReplyEvidence.SOURCE)
        for draft, parent in zip(told, parents, strict=True)
    ]
    assert [draft.reply_to for draft in without_empty(told)] == [None, None, 1]
    assert without_empty(told)[0].reply_evidence is None


@given(TALK)
def test_what_is_dropped_was_said_before_and_is_named_as_noise(said):
    made = drafts(*said)
    left, noise = without_duplicates(made)
    assert {one.kind for one in noise} <= {NoiseKind.DUPLICATE}
    assert len(noise) == sum(len(one.lines) for one in made) - sum(len(one.lines) for one in left)
    assert {text for _, text in said} == {draft.text for draft in left}
