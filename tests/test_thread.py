"""Reply links come back where the source lost them, each with its evidence and a confidence."""

from dataclasses import replace

from argmap.discussion import Discussion, ReplyEvidence
from argmap.nlp.reply_links import reply_links
from argmap.read import read_text
from argmap.thread import depth_first, link, thread, weigh
from tests.builders import discussion, post

PASTE = """\
ana · 5h ago
The old bridge should be closed to cars. Two cyclists were hit on it last year.
ben · 4h ago
Closing it would push the traffic into Mill Street, where the school is.
ana · 3h ago
Half of the drivers on the bridge only pass through, so Mill Street would hardly notice.
emil · 5h ago
> Two cyclists were hit on it last year.
Both were hit at the crossing before the bridge, not on it.
"""


def parents(read):
    return [one.reply_to for one in read.posts]


def test_a_flattened_thread_gets_its_replies_back():
    assert parents(link(read_text(PASTE)))[:3] == [None, "p1", "p2"]


def test_a_quote_leads_to_the_post_it_is_from():
    answer = link(read_text(PASTE)).posts[3]
    assert answer.reply_to == "p1"
    assert answer.reply_evidence is ReplyEvidence.QUOTE
    assert answer.reply_confidence > 0.5


def test_a_reply_is_not_older_than_its_parent():
    young = post("p1", "Bridges should be closed to all of the cars.", author="ana")
    old = post("p2", "Bridges should be closed to all of the trucks.", author="ben")
    aged = discussion([replace(young, age="1h ago"), replace(old, age="5h ago")])
    assert link(aged).posts[1].reply_to is None


def test_a_comment_on_what_the_title_says_sooner_answers_nobody():
    titles = ("Two cyclists hit on the old bridge", "Mill Street is full of pass-through traffic")
    other, own = (weigh(replace(read_text(PASTE), title=title), reply_links()).nobody[2] for title in titles)
    assert own > other


def test_a_first_post_that_the_title_speaks_of_sooner_opens_the_thread():
    titles = ("Where the school is, in Mill Street", "Should the old bridge be closed to cars?")
    other, own = (weigh(replace(read_text(PASTE), title=title), reply_links()).opening[1:].sum() for title in titles)
    assert own > other


def test_a_named_person_is_answered():
    posts = [
        post("p1", "The shops would lose their customers.", author="emil"),
        post("p2", "The shops would win new ones, as elsewhere.", author="carla"),
        post("p3", "@emil who says that they come by car?", author="dev"),
    ]
    assert link(discussion(posts)).posts[2].reply_to == "p1"
    assert link(discussion(posts)).posts[2].reply_evidence is ReplyEvidence.NAME


def test_links_that_the_source_gives_are_kept():
    said = discussion([post("p1", "One."), post("p2", "Two."), post("p3", "Three.", reply_to="p1")])
    assert link(said) == said


def test_every_inferred_link_has_a_confidence():
    for one in link(read_text(PASTE)).posts[1:]:
        assert 0 < one.reply_confidence <= 1


def topic(*, format, evidence):
    words = ("Close the bridge to cars.", "Close Mill Street, too.", "The bridge is old.", "Mill Street is new.")
    posts = [post(f"p{at}", text, author=name) for at, (text, name) in enumerate(zip(words, "abcd", strict=True), 1)]
    posts[2] = replace(posts[2], reply_to="p2", reply_evidence=evidence, reply_confidence=0.9)
    return replace(discussion(posts), format=format)


def test_a_forum_that_tells_replies_to_comments_leaves_those_to_the_opening_post():
    told = link(topic(format="discourse", evidence=ReplyEvidence.SOURCE))
    assert parents(told) == [None, "p1", "p2", "p1"]
    assert told.posts[3].reply_evidence is ReplyEvidence.ORDER


def test_the_quotes_of_an_archive_leave_the_other_links_to_be_found():
    for format in ("discourse-html", "markdown"):
        found = link(topic(format=format, evidence=ReplyEvidence.QUOTE))
        assert parents(found)[2] == "p2"
        assert all(parents(found)[1:])
    assert parents(link(topic(format="mail", evidence=ReplyEvidence.QUOTE))) == [None, None, "p2", None]


def test_in_a_topic_posts_sooner_answer_the_opening_than_in_another_forum():
    other, own = (
        weigh(topic(format=format, evidence=ReplyEvidence.QUOTE), reply_links()).opening[1:].sum()
        for format in ("forum", "discourse-html")
    )
    assert own > other


def test_a_post_that_answers_nobody_answers_the_one_article():
    article = Discussion(id="d1", source="a", format="article", posts=(post("d1.p1", "The council will close it."),))
    comments = Discussion(id="d2", source="b", format="paste", posts=(post("d2.p1", "That is a mistake."),))
    assert thread([article, comments])[1].posts[0].reply_to == "d1.p1"
    assert thread([comments])[0].posts[0].reply_to is None


def test_posts_beside_an_article_are_comments_on_it():
    article = Discussion(
        id="d1", source="a", format="article", posts=(post("d1.p1", "Mill Street is full of pass-through traffic."),)
    )
    alone, beside = (weigh(read_text(PASTE), reply_links(), article=one) for one in (None, article))
    assert alone.opening.any()
    assert not beside.opening.any()
    linked = thread([article, read_text(PASTE)])
    assert linked[0] == article
    assert linked[1].posts[0].reply_to == "d1.p1"


def test_few_posts_need_no_links():
    alone = discussion([post("p1", "One.")])
    assert link(alone) == alone


def test_posts_answer_only_what_was_written_before():
    words = ["the bridge", "> the bridge\nno", "@ana why", "you are right", "the bridge"] * 8
    posts = [post(f"p{n}", f"{text} {n}", author="ana" if n % 2 else "ben") for n, text in enumerate(words)]
    place = {one.id: at for at, one in enumerate(posts)}
    for at, one in enumerate(link(discussion(posts)).posts):
        assert one.reply_to is None or place[one.reply_to] < at


def dated(ages, form="paste"):
    posts = [replace(post(f"p{n}", f"Words number {n}."), age=age) for n, age in enumerate(ages, start=1)]
    return replace(discussion(posts), format=form)


def test_times_that_go_back_say_that_answers_stand_below_what_they_answer():
    assert depth_first(dated(["5h ago", "1h ago", "4h ago", "2h ago"], form="forum"))


def test_times_that_never_go_back_say_that_posts_stand_in_order_of_time():
    assert not depth_first(dated(["9h ago", "7h ago", "5h ago", "4h ago", "2h ago", "2h ago"]))


def test_without_times_the_kind_of_source_says_how_it_is_ordered():
    assert depth_first(dated([None] * 4))
    assert not depth_first(dated([None] * 4, form="irc"))


def test_long_threads_are_linked_in_memory_that_grows_with_their_length():
    many = [post(f"p{n}", f"Bridge {n % 97} is closed, and street {n % 89} is not.") for n in range(1500)]
    assert len(link(discussion(many)).posts) == 1500


def test_a_line_of_a_chat_answers_whom_it_names():
    lines = [
        post("p1", "how do I mount a disk?", author="ana"),
        post("p2", "which release should I take?", author="emil"),
        post("p3", "ana: look at the manual of mount", author="carla"),
        post("p4", "emil: the newest one", author="carla"),
    ]
    assert parents(link(replace(discussion(lines), format="irc")))[2:] == ["p1", "p2"]
