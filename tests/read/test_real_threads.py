"""Every real source is read whole: posts, parents, authors and times, counted from the raw data by other means."""

import csv
import email
import html
import json
import mailbox
import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from argmap.errors import ReadError
from argmap.read import read

pytestmark = pytest.mark.data

GONE = ("[deleted]", "[removed]", "")


@pytest.fixture(scope="module")
def threads(data):
    return data / "threads"


def iso(moment):
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def since_1970(seconds):
    return iso(datetime.fromtimestamp(float(seconds), UTC))


def seconds_of(written):
    return datetime.fromisoformat(written) if written else None


def parents(discussion):
    """Return the parent's source id by source id."""
    names = {post.id: post.source_id for post in discussion.posts}
    return {post.source_id: names.get(post.reply_to) for post in discussion.posts}


def records(value):
    """Return every object in a JSON value."""
    if isinstance(value, dict):
        return [value, *(found for below in value.values() for found in records(below))]
    return [found for below in value for found in records(below)] if isinstance(value, list) else []


def answered(ids, above):
    """Return the ids without those that nothing kept answers, given which have words."""
    kept = {name for name, has_words in ids.items() if has_words}
    for name in list(kept):
        parent = above.get(name)
        while parent in ids and parent not in kept:
            kept.add(parent)
            parent = above.get(parent)
    return kept


def names_in(folder, pattern):
    return sorted(folder.glob(pattern))


def test_every_file_is_read_or_refused_by_name(threads):
    known = ("metadata.json", "conversations.json", "speakers.json", "ranges.json", "labels.json", "items.json")
    for path in sorted(path for path in threads.rglob("*") if path.is_file()):
        if path.name.endswith(known):
            with pytest.raises(ReadError, match=re.escape(path.name)):
                read(str(path))
        else:
            assert read(str(path)).posts


def test_hacker_news_pages(threads):
    page = threads / "hn_html" / "hn_28385024_partA.html"
    text = page.read_text(encoding="utf-8")
    ids = re.findall(r"<tr class='athing comtr' id='(\d+)'", text)
    found = read(str(page))
    assert [post.source_id for post in found.posts] == ["28385024", *ids]
    same = read(str(threads / "hn_algolia_derived" / "hn_28385024_partA.json"))
    assert parents(found) == parents(same)
    assert [p.author for p in found.posts] == re.findall(r'class="hnuser">([^<]+)<', text)
    assert [p.written for p in found.posts] == [f"{t}Z" for t in re.findall(r'class="age" title="([^"]+)"', text)]
    old = threads / "hn_html" / "hn_2013_who_is_hiring.html"
    text = old.read_text(encoding="utf-8")
    posts = read(str(old)).posts
    assert len(posts) == 1 + text.count('class="comment"')
    assert all(post.author and post.age and post.source_id for post in posts)
    widths = [int(width) // 40 for width in re.findall(r"s\.gif\" height=1 width=(\d+)></td>", text)]
    depth = {}
    for post in posts:
        depth[post.id] = depth[post.reply_to] + 1 if post.reply_to else -1
    assert [depth[post.id] for post in posts[1:]] == widths


def test_hacker_news_json(threads):
    for folder in ("hn_algolia_derived", "hn_firebase_derived"):
        path = threads / folder / "hn_28385024_partA.json"
        items = [item for item in records(json.loads(path.read_text(encoding="utf-8"))) if "id" in item]
        found = read(str(path))
        expected = {str(item["id"]): item for item in items}
        assert {post.source_id for post in found.posts} == set(expected)
        for post in found.posts:
            item = expected[post.source_id]
            above = item.get("parent", item.get("parent_id"))
            assert parents(found)[post.source_id] == (str(above) if above else None)
            assert post.author == item.get("by", item.get("author"))
            assert post.written == since_1970(item.get("time", item.get("created_at_i")))


def reddit_things(path):
    found = records(json.loads(path.read_text(encoding="utf-8")))
    return [r["data"] for r in found if r.get("kind") in ("t1", "t3")], sum(r.get("kind") == "more" for r in found)


def test_reddit_threads(threads):
    for path in names_in(threads / "reddit_json", "*.json"):
        if "labels" in path.name:
            continue
        things, stubs = reddit_things(path)
        by_id = {thing["name"]: thing for thing in things}
        above = {name: thing.get("parent_id") for name, thing in by_id.items()}
        words = {name: "title" in t or t["body"].strip().lower() not in GONE for name, t in by_id.items()}
        kept = answered(words, above)
        found = read(str(path))
        assert {post.source_id for post in found.posts} == kept
        assert len(found.noise) == stubs + len(by_id) - len(kept)
        for post in found.posts:
            thing = by_id[post.source_id]
            expected = above[post.source_id] if above[post.source_id] in by_id else None
            assert parents(found)[post.source_id] == expected
            assert post.author == (None if thing["author"] == "[deleted]" else thing["author"])
            assert post.written == since_1970(thing["created_utc"])
            assert post.url
            assert post.text


def test_reddit_stream(threads):
    path = threads / "reddit_flat" / "urs_askreddit_livestream.json"
    comments = json.loads(path.read_text(encoding="utf-8"))["data"]
    found = {post.source_id: post for post in read(str(path)).posts}
    assert {f"t1_{comment['id']}" for comment in comments} <= set(found)
    assert set(found) - {f"t1_{c['id']}" for c in comments} == {c["link_id"] for c in comments}
    for comment in comments:
        post = found[f"t1_{comment['id']}"]
        assert f"u/{post.author}" == comment["author"]
        assert seconds_of(post.written) == datetime.strptime(f"{comment['created_utc']}+0000", "%m-%d-%Y %H:%M:%S%z")
        parent = found.get(comment["parent_id"])
        assert post.reply_to == (parent.id if parent else None)


def test_github_issues(threads):
    for path in names_in(threads / "github_issue_json", "*.json"):
        issue = json.loads(path.read_text(encoding="utf-8"))["issues"][0]
        found = read(str(path))
        expected = [(r["author"], r["createdAt"]) for r in (issue, *issue["comments"])]
        assert [(post.author, post.written) for post in found.posts] == expected
        assert all(post.text for post in found.posts)


def test_discourse_topics(threads):
    for path in names_in(threads / "discourse_json", "*.json"):
        posts = json.loads(path.read_text(encoding="utf-8"))["post_stream"]["posts"]
        by_number = {post["post_number"]: post for post in posts}
        above = {number: post["reply_to_post_number"] for number, post in by_number.items()}
        words = {number: not post.get("user_deleted") for number, post in by_number.items()}
        quoted = {n: re.search(r'data-post="(\d+)"', p["cooked"]) for n, p in by_number.items()}
        links = {n: above[n] or (int(quoted[n][1]) if quoted[n] else None) for n in by_number}
        kept = answered(words, links)
        found = read(str(path))
        ids = {str(post["id"]): number for number, post in by_number.items()}
        assert {ids[post.source_id] for post in found.posts} == kept
        numbers = {post.id: ids[post.source_id] for post in found.posts}
        for post in found.posts:
            raw = by_number[numbers[post.id]]
            assert post.author == raw["username"]
            assert seconds_of(post.written) == datetime.fromisoformat(raw["created_at"])
            if raw["reply_to_post_number"] in kept:
                assert numbers[post.reply_to] == raw["reply_to_post_number"]


def test_discourse_pages_and_exports(threads):
    for path in names_in(threads / "discourse_html", "*.html"):
        text = path.read_text(encoding="utf-8")
        authors = re.findall(r'<div class="user_name">(.*?)</div>', text)
        assert [post.author for post in read(str(path)).posts] == [html.unescape(name) for name in authors]
    path = threads / "discourse_markdown" / "delving_1509.md"
    text = path.read_text(encoding="utf-8")
    heads = re.findall(r"^(\S+) \| (\S+) (\S+) UTC \| #\d+$", text, re.M)
    found = read(str(path)).posts
    assert [(p.author, p.written) for p in found] == [(name, f"{day}T{clock}Z") for name, day, clock in heads]


def test_mail_and_usenet(threads):
    for path in (*names_in(threads / "mbox", "*.mbox"), *names_in(threads / "usenet", "*.mbox")):
        messages = {message["Message-ID"].strip("<> \n"): message for message in mailbox.mbox(path, create=False)}
        found = read(str(path))
        assert {post.source_id for post in found.posts} == set(messages)
        for post in found.posts:
            message = messages[post.source_id]
            said = [str(message.get(name) or "") for name in ("In-Reply-To", "References")]
            first, second = (re.findall(r"<([^<>\s]+)>", words) for words in said)
            direct = next(iter(first), second[-1] if second else None)
            if direct in messages:
                assert parents(found)[post.source_id] == direct
            else:
                assert parents(found)[post.source_id] in (None, *second)
            assert post.author
            if message["Date"]:
                date = parsedate_to_datetime(str(message["Date"]))
                assert seconds_of(post.written) == (date if date.tzinfo else date.replace(tzinfo=UTC))


def test_the_argument_corpus_and_its_pastes(threads):
    for path in names_in(threads / "forum_json", "4forums_?????.json"):
        rows = json.loads(path.read_text(encoding="utf-8"))[0]
        found = read(str(path))
        assert [(p.source_id, p.author, p.written) for p in found.posts] == [
            (str(row[0]), row[2], since_1970(row[7])) for row in rows
        ]
        ids = {str(row[0]) for row in rows}
        assert parents(found) == {str(r[0]): str(r[5]) if str(r[5]) in ids else None for r in rows}
        pasted = read(str(threads / "plain_paste_derived" / f"{path.stem}.txt"))
        assert [(p.author, p.written) for p in pasted.posts] == [(p.author, p.written) for p in found.posts]


def test_the_pasted_hacker_news_page(threads):
    found = read(str(threads / "plain_paste_derived" / "hn_28385024_partA.txt"))
    page = read(str(threads / "hn_html" / "hn_28385024_partA.html"))
    assert [post.author for post in found.posts] == [post.author for post in page.posts[1:]]
    assert found.title.startswith(page.title)


def test_lobsters(threads):
    path = threads / "lobsters_html" / "lobsters_claygr.html"
    text = path.read_text(encoding="utf-8")
    ids = re.findall(r'<div id="c_(\w+)" data-shortid', text)
    found = read(str(path))
    assert [post.source_id for post in found.posts] == ["claygr", *ids]
    assert all(post.author and post.written for post in found.posts)
    depth = {}
    for post in found.posts:
        depth[post.source_id] = depth[parents(found)[post.source_id]] + 1 if post.reply_to else 0
    body = text[text.index('<ol class="comments comments1"') :]
    for name in ids:
        before = body[: body.index(f'id="c_{name}"')]
        assert depth[name] == len(re.findall(r"<ol class=\"comments", before)) - before.count("</ol>")


def test_tables(threads):
    path = threads / "convokit" / "utterances.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = read(str(path))
    ids = {line["id"] for line in lines}
    assert parents(found) == {line["id"]: line["reply-to"] if line["reply-to"] in ids else None for line in lines}
    made = {post.source_id: (post.author, post.written) for post in found.posts}
    assert made == {line["id"]: (line["speaker"], since_1970(line["timestamp"])) for line in lines}
    path = threads / "stackexchange" / "Posts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = read(str(path))
    ids = {row["Id"] for row in rows}
    expected = {row["Id"]: row["ParentId"].removesuffix(".0") for row in rows}
    assert parents(found) == {name: above if above in ids else None for name, above in expected.items()}
    for post in found.posts:
        row = next(row for row in rows if row["Id"] == post.source_id)
        assert post.author == (row["OwnerDisplayName"] or row["OwnerUserId"].removesuffix(".0") or None)
        assert seconds_of(post.written) == datetime.fromisoformat(f"{row['CreationDate']}+00:00")
    for path in names_in(threads / "wikipedia_talk_json", "*.json"):
        items = [item for item in records(json.loads(path.read_text(encoding="utf-8"))) if "comment_type" in item]
        found = read(str(path))
        assert parents(found) == {item["id"]: item["parent_id"] or None for item in items}
        assert Counter(p.author for p in found.posts) == Counter(item["user_text"] for item in items)
        assert all(post.written for post in found.posts)


def test_stack_exchange_comments(threads):
    path = threads / "stackexchange" / "Comments.xml"
    text = path.read_text(encoding="utf-8")
    found = read(str(path)).posts
    dates = dict(re.findall(r'<row Id="(\d+)".*? CreationDate="([^"]+)"', text))
    assert {p.source_id: seconds_of(p.written) for p in found} == {
        name: datetime.fromisoformat(f"{date}+00:00") for name, date in dates.items()
    }
    on, by_id = dict(re.findall(r'<row Id="(\d+)" PostId="(\d+)"', text)), {post.id: post for post in found}
    assert len(found) == len(dates) == len(on)
    assert sum(post.reply_to is None for post in found) == len(set(on.values()))
    assert all(on[p.source_id] == on[by_id[p.reply_to].source_id] for p in found if p.reply_to)
    assert sum(post.author is None for post in found) == sum("User" not in row for row in text.split("<row ")[1:])


def test_transcripts(threads):
    with (threads / "debate_transcript" / "transcript_P1_clean.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file))
    told = read(str(threads / "debate_transcript" / "transcript_P1_clean.csv")).posts
    shown = read(str(threads / "webvtt_derived" / "transcript_P1_clean.vtt")).posts
    assert [post.author for post in told] == [row["speaker"] for row in rows]
    assert [post.author for post in shown] == [row["speaker"] for row in rows]
    assert all(post.age for post in (*told, *shown))


def test_chats(threads):
    for path in names_in(threads / "irc", "*.ascii.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        said = [
            line for line in lines if not re.match(r"(?:\S+ \S+ \[[\d:]+\] |\[[\d:]+\] )?(?:===|---)", line) and line
        ]
        found = read(str(path))
        assert len(found.posts) + len(found.noise) == len([line for line in lines if line.strip()])
        assert len(found.posts) == len(said)
        assert all(post.author and post.age for post in found.posts)


def test_wiki_talk_pages(threads):
    folder = threads / "wikipedia_talk_html"
    expected = []

    def walk(items, above):
        for item in items:
            own = (item["author"], item["timestamp"]) if item["type"] == "comment" else None
            expected.extend([(own, above)] if own else [])
            walk(item.get("replies", []), own)

    walk(json.loads((folder / "en-bigafd-parsoid.expected_items.json").read_text(encoding="utf-8")), None)
    found = read(str(folder / "en_articles_for_deletion_2020-03-07.html")).posts
    made = {post.id: (post.author, post.written) for post in found}
    signed = [post for post in found if post.written]
    assert len(signed) == len(expected)
    agreed = sum(made[p.id] == own for p, (own, _) in zip(signed, expected, strict=True))
    linked = sum(made.get(p.reply_to) == above for p, (_, above) in zip(signed, expected, strict=True))
    # One comment is signed by two times, of which either may be meant.
    assert agreed >= len(expected) - 1
    assert linked >= len(expected) - 2
    path = threads / "wikipedia_talk_wikitext" / "talk_euphonium.wikitext"
    stamps = re.findall(r"\d\d:\d\d, \d{1,2} [A-Z][a-z]+ \d{4}", path.read_text(encoding="utf-8"))
    assert sum(post.written is not None for post in read(str(path)).posts) == len(stamps)


def test_articles(threads):
    for path in sorted((threads / "article_html").glob("*/source.html")):
        found = read(str(path))
        about = json.loads((path.parent / "expected-metadata.json").read_text(encoding="utf-8"))
        assert found.format == "article"
        assert about["title"][:20] in f"{found.title}\n{found.posts[0].text}"


def test_the_message_parser_agrees_on_who_wrote(threads):
    path = threads / "usenet" / "vandalizing_the_sky.mbox"
    text = path.read_text(encoding="utf-8", errors="replace")
    senders = [email.message_from_string(part)["From"] for part in re.split(r"^From usenet .*\n", text, flags=re.M)[1:]]
    found = Counter(post.author for post in read(str(path)).posts)
    assert all(any(name in sender for sender in senders) for name in found)
