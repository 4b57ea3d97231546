"""Every word of a source is in a post, left out by name, known about the posts, or said to be lost."""

import json

from argmap.read import coverage, read_text


def measured(text, **how):
    return coverage(text, read_text(text, **how))


def test_the_words_of_a_paste_are_posts_and_noise():
    found = measured("ana · 3h ago\nClose the bridge now\nreply\nben · 2h ago\nNo it is fine\n")
    assert found.in_posts == 8
    assert found.noise == {"header": 6, "boilerplate": 1}
    assert found.rest == 0


def test_words_that_no_post_holds_are_named():
    text = json.dumps([{"id": 1, "text": "Close it now", "author": "ana", "remark": "a hasty person"}])
    found = measured(text)
    assert found.rest == 3
    assert found.examples == ("a", "hasty", "person")


def test_the_same_words_in_another_markup_count_once():
    text = json.dumps([{"id": 1, "text": "Close *it* now", "text_html": "<p>Close <em>it</em> now</p>", "author": "a"}])
    assert measured(text).words == 3


def test_names_and_times_are_known_not_lost():
    found = measured('[{"id": 1, "text": "Close it", "author": "Ana Maria", "created_at": "2020-01-01 10:00"}]')
    assert found.rest == 0


def test_shares_add_up():
    found = measured("<html><head><title>x</title></head><body><p>Words & more</p><nav>Home page</nav></body></html>")
    assert found.words == found.in_posts + sum(found.noise.values()) + found.known + found.rest
