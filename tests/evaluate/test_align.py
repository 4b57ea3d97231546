"""Two versions of a source: the words decide, not ids, cuts, tags or the order of posts."""

import random
import time

import pytest

from argmap.evaluate import evaluate
from argmap.evaluate.align import align
from argmap.evaluate.match import compare
from tests.builders import component, map_of, post, relation
from tests.evaluate import sample


def pieces(*texts, replies=None):
    """Return posts q1, q2, ...; `replies` leads from number to number."""
    answered = replies or {}
    return [
        post(f"q{n}", text, reply_to=f"q{answered[n]}" if n in answered else None)
        for n, text in enumerate(texts, start=1)
    ]


def test_a_post_cut_in_two_still_aligns():
    opening = sample.OPENING.text.split("\n")
    posts = pieces(*opening, sample.REPLY.text, sample.LAST.text, replies={2: 1, 3: 2, 4: 3})
    build = component(posts[0], "The town should build the bypass.")
    traffic = component(posts[2], "The bypass would only draw more traffic")
    predicted = map_of(posts, [build, traffic], [relation(traffic, build, "attack")])
    found = compare(sample.gold(), predicted)
    assert found.pairs == {build.id: "build", traffic.id: "traffic"}
    assert found.alignment.gold_post == {"q1": "p1", "q2": "p1", "q3": "p2", "q4": "p3"}
    assert evaluate(sample.gold(), predicted).by_name()["parent_accuracy"].value == 1


def test_two_posts_run_together_still_align():
    posts = pieces(f"{sample.OPENING.text}\n{sample.REPLY.text}", sample.LAST.text)
    jammed = component(posts[0], "The main street is jammed every morning.")
    traffic = component(posts[0], "The bypass would only draw more traffic")
    predicted = map_of(posts, [jammed, traffic], [relation(traffic, jammed, "attack")])
    found = evaluate(sample.gold(), predicted).by_name()
    assert compare(sample.gold(), predicted).pairs == {jammed.id: "jammed", traffic.id: "traffic"}
    assert found["cross_f1"].detail.endswith("1 predicted")


def test_tags_and_white_space_do_not_keep_components_apart():
    posts = pieces(
        "<p>The town <em>should</em> build   the bypass.</p>\n\n<p>The main street is jammed every morning.",
        sample.REPLY.text.upper(),
        sample.LAST.text,
    )
    build = component(posts[0], "The town <em>should</em> build   the bypass.")
    fill = component(posts[1], "BECAUSE NEW ROADS FILL UP.")
    assert compare(sample.gold(), map_of(posts, [build, fill])).pairs == {build.id: "build", fill.id: "fill"}


def test_kinds_of_quotation_marks_do_not_count():
    ours, theirs = post("p1", 'It isn\'t "safe" at all.'), post("p1", "It isn’t “safe” at all.")
    gold = map_of([ours], [component(ours, ours.text)])
    assert evaluate(gold, map_of([theirs], [component(theirs, theirs.text)])).by_name()["component_exact_f1"].value == 1


def test_posts_in_another_order_are_found():
    predicted = map_of([sample.LAST, sample.OPENING, sample.REPLY], sample.COMPONENTS)
    assert align(sample.gold(), predicted).gold_post == {"p1": "p1", "p2": "p2", "p3": "p3"}
    assert evaluate(sample.gold(), predicted).by_name()["component_f1"].value == 1


def test_changed_posts_in_another_order_are_found():
    changed = [post(f"q{n}", f"<p>{one.text}</p>") for n, one in enumerate(reversed(sample.POSTS))]
    predicted = map_of(changed, [component(changed[0], "they belong on another road.", name="b")])
    found = compare(sample.gold(), predicted)
    assert found.alignment.gold_post == {"q0": "p3", "q1": "p2", "q2": "p1"}
    assert found.pairs == {"b": "belong"}


def test_a_quoted_copy_is_not_taken_for_its_original():
    copy = component(sample.REPLY, "The town should build the bypass.", name="c")
    assert compare(sample.gold(), map_of(sample.POSTS, [copy])).pairs == {"c": "copy"}


def test_posts_with_the_same_words_are_told_apart_by_their_order():
    ours = [post(f"p{n}", "I agree with that entirely.") for n in range(5)]
    theirs = [post(f"q{n}", "I agree with that entirely.") for n in range(5)]
    gold = map_of([sample.OPENING.__class__(id="first", text="A long opening post, only in gold."), *ours])
    assert align(gold, map_of(theirs)).gold_post == {f"q{n}": f"p{n}" for n in range(5)}


def test_a_post_of_other_words_has_no_gold_post():
    stranger = post("x", "Cookies help us deliver our services.")
    found = align(sample.gold(), map_of([*sample.POSTS, stranger], [component(stranger, stranger.text)]))
    assert "x" not in found.gold_post
    assert min(found.predicted["x:0-37"]) >= sum(len(tokens) for tokens in found.gold.values())


def test_a_component_without_a_word_is_left_out():
    smile = post("p1", "Fine :-) or so")
    found = align(map_of([smile], [component(smile, ":-)"), component(smile, "or so")]), map_of([smile]))
    assert list(found.gold) == ["p1:9-14"]


@pytest.mark.parametrize("cut", [1, 3, 40])
def test_a_long_thread_aligns_quickly(cut):
    rare = random.Random(1).choices(range(6000), [1 / n for n in range(1, 6001)], k=25_000)
    words = [f"w{n}" for n in rare]
    noisy = [word for n, word in enumerate(words) if n % 41]
    ours = map_of([post(f"p{n}", " ".join(words[n : n + 250])) for n in range(0, 25_000, 250)])
    size = 250 * cut
    theirs = map_of([post(f"q{n}", " ".join(noisy[n : n + size])) for n in range(0, len(noisy), size)])
    start = time.perf_counter()
    align(ours, theirs)
    assert time.perf_counter() - start < 5
