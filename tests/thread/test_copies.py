"""The same post in two sources is one voice."""

from argmap.thread import thread
from tests.builders import discussion, post


def test_the_same_post_in_two_sources_is_tied_to_the_better_known_one():
    words = "Closing the bridge would push all of the traffic into Mill Street where the school is, every single day."
    headless = discussion([post("d1.p1", words)], name="d1")
    headed = discussion([post("d2.p1", words, author="ben")], name="d2")
    tied = thread([headless, headed])
    assert tied[0].posts[0].same_as == "d2.p1"
    assert tied[1].posts[0].same_as is None


def test_the_same_words_within_one_source_are_two_voices():
    words = "Closing the bridge would push all of the traffic into Mill Street where the school is, every single day."
    twice = discussion([post("d1.p1", words), post("d1.p2", words)], name="d1")
    other = discussion([post("d2.p1", "Something else.")], name="d2")
    assert all(one.same_as is None for one in thread([twice, other])[0].posts)


def test_a_copy_is_tied_though_some_words_differ():
    words = "Closing the bridge would push all of the traffic into Mill Street where the school is, every single day."
    one = discussion([post("d1.p1", words, author="ben")], name="d1")
    edited = discussion([post("d2.p1", words.replace("every single day", "each day"))], name="d2")
    short = discussion([post("d3.p1", "Closing the bridge would push all.")], name="d3")
    tied = thread([one, edited, short])
    assert [read.posts[0].same_as for read in tied] == [None, "d1.p1", None]
