"""Saved GitHub pages: rendered bodies below a name and a time."""

from argmap.read import read_text

PAGE = """<html><head><title>{title} · o/r · GitHub</title><link rel="canonical" href="https://github.com/o/r/x/5"></head>
<body><header><a class="author" href="/nobody">nobody</a></header><article class="markdown-body">A readme.</article>
{posts}</body></html>"""
OLD = """<div class="timeline-comment" id="{id}"><a class="author" href="/{by}">{by}</a>
<relative-time datetime="2020-01-01T10:00:00Z">a day ago</relative-time>
<table><tr><td class="comment-body markdown-body"><p>{said}</p></td></tr></table>{below}</div>"""
NEW = """<div class="react-issue-comment"><div data-testid="comment-header" id="{id}">
<a data-testid="avatar-link" href="/{by}">{by}</a> <relative-time datetime="2020-01-01T10:00:00Z">now</relative-time>
</div><div><div class="markdown-body"><p>{said}</p></div></div></div>"""


def post(form, name, by, said, below=""):
    return form.format(id=name, by=by, said=said, below=below)


def page(title, *posts):
    return PAGE.format(title=title, posts="".join(posts))


def test_an_issue_of_today_is_read():
    posts = [post(NEW, "issue-1", "ana", "It is <code>slow</code>."), post(NEW, "issuecomment-2", "ben", "It is not.")]
    found = read_text(page("Too slow · Issue #5", *posts))
    assert found.format == "github-html"
    assert found.title == "Too slow"
    assert [(p.source_id, p.author, p.written) for p in found.posts] == [
        ("1", "ana", "2020-01-01T10:00:00Z"),
        ("2", "ben", "2020-01-01T10:00:00Z"),
    ]
    assert found.posts[1].text == "It is not."
    assert found.posts[1].url == "https://github.com/o/r/x/5#issuecomment-2"
    assert found.posts[0].marks[0].kind == "code"


def test_answers_within_a_discussion_answer_their_comment():
    inner = post(OLD, "discussioncomment-3", "cy", "No.")
    posts = [post(OLD, "discussion-1", "ana", "Why so?"), post(OLD, "discussioncomment-2", "ben", "Because.", inner)]
    found = read_text(page("Why so slow? · o/r · Discussion #5", *posts))
    assert [p.reply_to for p in found.posts] == [None, None, "p2"]
    assert [p.author for p in found.posts] == ["ana", "ben", "cy"]


def test_a_pull_request_has_no_name_in_its_title():
    found = read_text(page("Make it fast by ana · Pull Request #5", post(OLD, "issue-1", "ana", "Done.")))
    assert found.title == "Make it fast"


def test_text_that_nobody_signs_is_no_post():
    found = read_text(page("Too slow · Issue #5", post(NEW, "issue-1", "ana", "It is slow.")))
    assert [p.text for p in found.posts] == ["It is slow."]
