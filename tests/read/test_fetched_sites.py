"""Each site's public JSON, spoken by a server on the loopback, becomes one text that the site's reader reads whole."""

import json
from contextlib import suppress
from itertools import pairwise

import pytest

from argmap.errors import ReadError
from argmap.read import read_text
from argmap.read.fetch import Client
from argmap.read.sites import thread_at
from argmap.read.web import Web
from tests.server import serving

API = "/api.stackexchange.com/2.3"
WITH = "site=stackoverflow.com&filter=withbody&pagesize=100"


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def told():
    return []


@pytest.fixture
def waits():
    return []


@pytest.fixture
def thread(server, told, waits):
    """Return what reads an address of a site, as the server plays it under the site's name."""

    def read(url):
        web = Web(allow_private=True, folder=None, progress=lambda *count: told.append(count), wait=waits.append)
        with Client(web) as client:
            text = thread_at(url, lambda asked, **more: client.get(server.url(asked.replace("https:/", "", 1)), **more))
        return read_text(text, source=url)

    return read


def replies(discussion):
    names = {post.id: post.source_id for post in discussion.posts}
    return {post.source_id: names.get(post.reply_to) for post in discussion.posts}


def hn(number, by, *children, text="Words.", kind="comment"):
    item = {"id": number, "created_at_i": 1_600_000_000 + number, "type": kind, "author": by, "text": text}
    return {**item, "title": "A bridge is closed" if kind == "story" else None, "children": list(children)}


def test_hacker_news(server, thread):
    server.routes["/hn.algolia.com/api/v1/items/1"] = hn(
        1, "ana", hn(2, "ben", hn(3, "cy")), hn(4, "dee"), kind="story"
    )
    found = thread("https://news.ycombinator.com/item?id=1")
    assert found.format == "hackernews-json"
    assert replies(found) == {"1": None, "2": "1", "3": "2", "4": "1"}


def t1(name, parent, *below, body="Words."):
    data = {
        "id": name,
        "name": f"t1_{name}",
        "parent_id": parent,
        "link_id": "t3_a",
        "author": f"u{name}",
        "body": body,
    }
    return {"kind": "t1", "data": {**data, "created_utc": 1_600_000_000, "replies": listing(*below) if below else ""}}


def more(parent, *children):
    return {"kind": "more", "data": {"id": "_", "name": "t1__", "parent_id": parent, "children": list(children)}}


def listing(*things):
    return {"kind": "Listing", "data": {"children": list(things)}}


def reddit_story():
    data = {
        "id": "a",
        "name": "t3_a",
        "title": "We should close it.",
        "selftext": "",
        "author": "op",
        "num_comments": 9,
    }
    return {"kind": "t3", "data": {**data, "created_utc": 1_600_000_000, "subreddit": "town"}}


def test_reddit_and_what_its_stubs_stand_for(server, thread, told):
    site, raw = "/www.reddit.com", "raw_json=1&limit=500"
    first = [listing(reddit_story()), listing(t1("b", "t3_a", more("t1_b", "c", "d")), more("t3_a", "e"))]
    server.routes[f"{site}/comments/a.json?{raw}"] = first
    things = [t1("c", "t1_b"), t1("d", "t1_b", more("t1_d")), t1("e", "t3_a"), more("t3_a", "g")]
    asked = f"{site}/api/morechildren.json?api_type=json&link_id=t3_a&children="
    server.routes[f"{asked}c,d,e&raw_json=1"] = {"json": {"data": {"things": things}}}
    server.routes[f"{asked}g&raw_json=1"] = {"json": {"data": {"things": [t1("g", "t3_a")]}}}
    server.routes[f"{site}/comments/a/_/d.json?{raw}"] = [
        listing(reddit_story()),
        listing(t1("d", "t1_b", t1("f", "t1_d"))),
    ]
    for url in ("https://old.reddit.com/r/town/comments/a/slug/", "https://redd.it/a"):
        found = thread(url)
        assert replies(found) == {
            "t3_a": None, "t1_b": "t3_a", "t1_c": "t1_b", "t1_d": "t1_b", "t1_f": "t1_d", "t1_e": "t3_a", "t1_g": "t3_a"
        }  # fmt: skip
        assert found.noise == ()
    assert told[0] == (1, 1)
    assert all(a[0] < b[0] for a, b in pairwise(told[:4]))


def test_reddit_stubs_that_lead_on_for_ever_stay_stubs(server, thread):
    site, raw = "/www.reddit.com", "raw_json=1&limit=500"
    server.routes[f"{site}/comments/a.json?{raw}"] = [listing(reddit_story()), listing(more("t3_a", "x0"))]
    for at in range(70):
        path = f"{site}/api/morechildren.json?api_type=json&link_id=t3_a&children=x{at}&raw_json=1"
        server.routes[path] = {"json": {"data": {"things": [t1(f"x{at}", "t3_a"), more("t3_a", f"x{at + 1}")]}}}
    found = thread("https://www.reddit.com/comments/a")
    assert len(server.asked) == 61
    assert len(found.posts) == 61
    assert len(found.noise) == 1


def test_a_refusal_by_reddit_says_what_to_do(server, thread):
    server.routes["/www.reddit.com/comments/a.json?raw_json=1&limit=500"] = (403, {}, b"")
    with pytest.raises(ReadError, match="save the page"):
        thread("https://www.reddit.com/r/town/comments/a/slug/")


def test_lobsters(server, thread):
    comments = [
        {"short_id": "b", "comment": "<p>No.</p>", "commenting_user": "ben", "depth": 0, "parent_comment": None},
        {"short_id": "c", "comment": "<p>Yes.</p>", "commenting_user": "cy", "depth": 1, "parent_comment": "b"},
    ]
    story = {"short_id": "a", "title": "It is closed.", "submitter_user": "ana", "comments": comments}
    server.routes["/lobste.rs/s/a.json"] = story
    assert replies(thread("https://lobste.rs/s/a/it_is_closed")) == {"a": None, "b": "a", "c": "b"}


def discourse_post(number, answers=None):
    return {
        "id": 1_000 + number, "post_number": number, "username": f"u{number}", "cooked": f"<p>Words {number}.</p>",
        "reply_to_post_number": answers, "created_at": "2020-01-01T00:00:00Z", "topic_id": 7,
    }  # fmt: skip


def test_discourse_on_any_host(server, thread, told):
    posts = [discourse_post(1), *(discourse_post(n, n - 1) for n in range(2, 46))]
    ids = [post["id"] for post in posts]
    stream = {"posts": posts[:20], "stream": ids}
    server.routes["/forum.example/sub/t/7.json"] = {"title": "Close it?", "id": 7, "post_stream": stream}
    for at in (20, 40):
        asked = "&".join(f"post_ids[]={one}" for one in ids[at : at + 20])
        server.routes[f"/forum.example/sub/t/7/posts.json?{asked}"] = {"post_stream": {"posts": posts[at : at + 20]}}
    found = thread("https://forum.example/sub/t/close-it/7/12")
    assert len(found.posts) == 45
    assert [post.reply_to for post in found.posts[1:]] == [f"p{n}" for n in range(1, 45)]
    assert told == [(1, 1), (2, 3), (3, 3)]


def test_an_address_that_only_looks_like_a_topic_is_a_page(server, thread):
    server.routes["/news.example/t/bridge/7"] = b"<p>We should close the bridge.</p><p>It is old.</p>"
    assert "close the bridge" in thread("https://news.example/t/bridge/7").posts[0].text


def github(number, minute, **more):
    user, at = {"login": f"u{number}"}, f"2020-01-01T{minute // 60:02}:{minute % 60:02}:00Z"
    address = f"https://api.github.com/repos/o/r/issues/comments/{number}"
    return {"id": number, "user": user, "body": f"Words {number}.", "created_at": at, "url": address, **more}


def test_github_issues_with_all_their_pages(server, thread):
    base = "/api.github.com/repos/o/r/issues/5"
    server.routes[base] = {**github(1, 0), "title": "It is slow", "comments": 105, "number": 5}
    comments = [github(number, number) for number in range(2, 107)]
    for page in (1, 2):
        server.routes[f"{base}/comments?per_page=100&page={page}"] = comments[100 * (page - 1) : 100 * page]
    found = thread("https://github.com/o/r/issues/5#issuecomment-9")
    assert [post.source_id for post in found.posts] == [str(number) for number in range(1, 107)]


def test_github_pull_requests_with_reviews(server, thread):
    base = "/api.github.com/repos/o/r"
    server.routes[f"{base}/issues/5"] = {**github(1, 0), "title": "Make it fast", "comments": 1, "number": 5}
    server.routes[f"{base}/issues/5/comments?per_page=100&page=1"] = [github(2, 1)]
    review = [github(4, 3), github(5, 4, in_reply_to_id=4)]
    server.routes[f"{base}/pulls/5/comments?per_page=100&page=1"] = review
    reviews = [{**github(6, 5, submitted_at="2020-01-01T00:05:00Z"), "state": "APPROVED"}, {**github(7, 6), "body": ""}]
    server.routes[f"{base}/pulls/5/reviews?per_page=100&page=1"] = reviews
    found = thread("https://github.com/o/r/pull/5/files")
    assert {post.source_id for post in found.posts} == {"1", "2", "4", "5", "6"}
    assert replies(found)["5"] == "4"


def asked(number, kind, **more):
    owner = {"display_name": f"u{number}"}
    return {
        f"{kind}_id": number,
        "owner": owner,
        "creation_date": 1_600_000_000,
        "body": f"<p>Words {number}.</p>",
        **more,
    }


@pytest.mark.parametrize("url", ["https://stackoverflow.com/questions/1/slug", "https://stackoverflow.com/a/2"])
def test_stack_exchange(server, thread, waits, url):
    question, first, second = (
        asked(1, "question", title="Why?"),
        asked(2, "answer", question_id=1),
        asked(3, "answer", question_id=1),
    )
    comments = [asked(4, "comment", post_id=1), asked(5, "comment", post_id=3)]
    server.routes |= {
        f"{API}/answers/2?{WITH}&page=1": {"items": [first]},
        f"{API}/questions/1?{WITH}&page=1": {"items": [question], "has_more": False},
        f"{API}/questions/1/answers?{WITH}&page=1&sort=creation&order=asc": {
            "items": [first],
            "has_more": True,
            "backoff": 5,
        },
        f"{API}/questions/1/answers?{WITH}&page=2&sort=creation&order=asc": {"items": [second], "has_more": False},
        f"{API}/posts/1;2;3/comments?{WITH}&page=1&sort=creation&order=asc": {"items": comments},
    }
    found = thread(url)
    assert replies(found) == {"1": None, "2": "1", "3": "1", "4": "1", "5": "3"}
    assert waits == [5]


def test_a_site_that_sends_no_json_is_an_error(server, thread):
    server.routes["/lobste.rs/s/a.json"] = b"<p>Sorry</p>"
    server.routes["/www.reddit.com/comments/a.json?raw_json=1&limit=500"] = b"<p>Sorry</p>"
    with pytest.raises(ReadError, match="JSON"):
        thread("https://www.reddit.com/comments/a")


@pytest.mark.parametrize("answer", [[], {}, None, 3, "x", {"post_stream": 1}, {"items": 3}, [[], {"kind": "more"}]])
@pytest.mark.parametrize(
    "url",
    [
        "https://news.ycombinator.com/item?id=1",
        "https://www.reddit.com/comments/a",
        "https://lobste.rs/s/a",
        "https://github.com/o/r/pull/5",
        "https://stackoverflow.com/q/1",
        "https://forum.example/t/7",
    ],
)
def test_whatever_a_site_answers_it_is_read_or_refused(thread, server, url, answer):
    server.routes = Everything(answer)
    with suppress(ReadError):
        assert thread(url).format == "article"


class Everything(dict):
    """The same answer to every path."""

    def __init__(self, answer):
        super().__init__()
        self.answer = (200, {"Content-Type": "application/json"}, json.dumps(answer).encode())

    def get(self, _path, _default=None):
        return self.answer
