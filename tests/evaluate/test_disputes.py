"""How many disputes are found among the first."""

from argmap.evaluate import evaluate
from argmap.evaluate.disputes import sides
from tests.builders import component, dispute, map_of, post

WORDS = [f"word{n}" for n in range(40)]
POST = post("p1", " . ".join(f"{word} stands" for word in WORDS))
ALL = [component(POST, f"{word} stands", name=word) for word in WORDS]


def with_disputes(*pairs):
    return map_of([POST], ALL, disputes=[dispute(n, *pair) for n, pair in enumerate(pairs, start=1)])


def recall(gold, predicted, *, first=5):
    return evaluate(with_disputes(*gold), with_disputes(*predicted)).by_name()[f"disputes_recall_{first}"].value


def test_half_inside_is_enough():
    gold = [(ALL[:1], ALL[1:2])]
    assert recall(gold, [(ALL[:2], ALL[10:12])]) == 1
    assert recall(gold, [(ALL[:2], ALL[10:13])]) == 0


def test_the_sides_may_be_swapped():
    assert recall([(ALL[:1], ALL[1:2])], [(ALL[1:2], ALL[:1])]) == 1


def test_one_giant_dispute_finds_one():
    gold = [(ALL[:2], ALL[2:4]), (ALL[4:6], ALL[6:8])]
    assert recall(gold, [(ALL[:4], ALL[4:8])]) == 0.5


def test_one_dispute_is_not_found_twice():
    gold = [(ALL[:2], ALL[2:4]), (ALL[4:6], ALL[6:8])]
    assert recall(gold, [(ALL[:2], ALL[2:4]), (ALL[:1], ALL[2:3])]) == 0.5


def test_the_largest_matching_counts():
    gold = [(ALL[:2], ALL[2:4]), (ALL[2:4], ALL[4:6])]
    both, second = (ALL[2:3], ALL[3:4]), (ALL[:1], ALL[1:2])
    assert recall(gold, [both, second]) == 1


def test_only_the_first_count():
    gold = [(ALL[:1], ALL[1:2])]
    misses = [(ALL[n : n + 1], ALL[n + 1 : n + 2]) for n in range(10, 20, 2)]
    assert recall(gold, [*misses, *gold]) == 0
    assert recall(gold, [*misses, *gold], first=10) == 1


def test_five_of_seven_are_all_that_five_can_find():
    gold = [(ALL[n : n + 1], ALL[n + 1 : n + 2]) for n in range(0, 14, 2)]
    assert recall(gold, gold) == 1


def test_what_stands_on_both_sides_is_dropped_and_sides_are_cut_to_six():
    same = {one.id: one.id for one in ALL}
    kept = sides(dispute(1, ALL[:9], [ALL[0], *ALL[20:23]]), same)
    assert kept == (*WORDS[1:7], *WORDS[20:23])


def test_a_dispute_without_components_finds_nothing():
    assert recall([(ALL[:1], ALL[1:2])], [((), ())]) == 0


def test_a_quoted_copy_stands_for_its_original():
    other = post("p2", f"> {ALL[0].text}", reply_to="p1")
    copy = component(other, ALL[0].text, name="copy", quote_of=ALL[0])
    gold = map_of([POST, other], [*ALL, copy], disputes=[dispute(1, [ALL[0]], [])])
    predicted = map_of([POST, other], [*ALL, copy], disputes=[dispute(1, [copy], [])])
    assert evaluate(gold, predicted).by_name()["disputes_recall_5"].value == 1
