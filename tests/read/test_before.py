"""What stands before the first comment of a paste: title, opening post, and whether there is one."""

import pytest

from argmap.discussion import ReplyEvidence
from argmap.read import read_text

BODY = "I live next to it and the lorries are loud.\n\nThe council does nothing."
COMMENTS = "[–]ben 3 points 2 hours ago \n\nMove away then.\n\n    permalinkembedsavereportreply\n\n"
COMMENTS += "[–]cy 2 points 1 hour ago \n\nTo where, and who would pay?\n\n    permalinkembedsavereportreply\n"
NEW = "".join(
    f"u/{n} avatar\n{n}\n•\n2h ago\n{s}\n\n\nUpvote\n9\n\nDownvote\n\nReply\n"
    for n, s in (("ben", "Move."), ("cy", "No."))
)
TITLE = "Should the bridge be closed to lorries?"


def hacker_news(body):
    return f"Hacker News new | past | ask\n{TITLE}\n45 points by ana 7 hours ago | hide | past | 2 comments\n{body}\n\n"


def old_reddit(body):
    return (
        f"jump to content\nmy subreddits\n45\n\n{TITLE} (self.town)\n\nsubmitted 7 hours ago by ana\n\n{body}\n\n"
        + ("    2 commentssharesavehidereport\n\nall 2 comments\nsorted by: best\nformatting help\n\n")
    )


def reddit(body):
    head = f"Skip to main content\nr/town icon\nGo to town\nr/town\n•\n7 hr. ago\nana\n\n{TITLE}\n{body}\n\n"
    return head + "Upvote\n9\n\nDownvote\n\n2\nGo to comments\n\nShare\nSort by:\n\nBest\n\nComments Section\n"


def lobsters(body):
    return f"{TITLE} town\nvia ana 7 hours ago | caches | 2 comments\n{body}\n\n"


PAGES = {
    "Hacker News": (hacker_news, COMMENTS), "old Reddit": (old_reddit, COMMENTS), "Reddit": (reddit, NEW),
    "Lobsters": (lobsters, COMMENTS),
}  # fmt: skip


@pytest.mark.parametrize("site", PAGES)
def test_who_submitted_a_text_opens_the_thread(site):
    page, comments = PAGES[site]
    found = read_text(page(BODY) + comments)
    assert found.title is not None
    assert found.title.startswith(TITLE)
    assert [post.author for post in found.posts] == ["ana", "ben", "cy"]
    assert found.posts[0].age in ("7 hours ago", "7 hr. ago")
    assert found.posts[0].text == BODY
    assert (found.posts[1].reply_to, found.posts[1].reply_evidence) == ("p1", ReplyEvidence.SOURCE)


@pytest.mark.parametrize("site", PAGES)
def test_comments_on_a_link_answer_something_that_is_not_there(site):
    page, comments = PAGES[site]
    found = read_text(page("") + comments)
    assert [post.author for post in found.posts] == ["ben", "cy"]
    first = found.posts[0]
    assert (first.reply_to, first.reply_evidence, first.reply_confidence) == (None, ReplyEvidence.SOURCE, 1.0)


def test_a_title_that_asserts_something_is_said_in_the_opening_post():
    assert read_text(hacker_news(BODY).replace(TITLE, "Lorries are a danger to the town") + COMMENTS).posts[0].text == (
        f"Lorries are a danger to the town\n{BODY}"
    )


def test_who_posted_is_no_title():
    page = f"Posted by\nu/ana\n3 years ago\n\n{TITLE}\n{BODY}\n\n2 Comments\nShare\n\n" + NEW.replace(
        "u/", "level 1\nu/"
    )
    found = read_text(page)
    assert found.title is None
    assert [post.reply_to for post in found.posts] == [None, "p1", "p1"]


def test_the_page_of_a_comment_opens_with_it():
    below = "ben 2 hours ago | next [–]\n\nMove away.\n\ncy 1 hour ago | prev [–]\n\nTo where?\n"
    page = f"ana 3 hours ago | parent | context | favorite | on: {TITLE}\n\nI live next to it.\n\n{below}"
    assert [post.reply_to for post in read_text(page).posts] == [None, "p1", "p1"]


def test_only_comments_can_be_folded_away():
    assert read_text(COMMENTS).posts[0].reply_evidence is ReplyEvidence.SOURCE
    assert read_text("ana · 2h ago\nClose it.\nben · 1h ago\nNo.\n").posts[0].reply_evidence is None
