"""No words of a person are lost in silence: those of every real source are in posts, in noise, or about the posts."""

import html
import json
import re
from collections import Counter

import pytest

from argmap.errors import ReadError
from argmap.read import coverage, read, read_text, source_text
from argmap.read.coverage import words_of
from argmap.read.jsontext import objects

pytestmark = pytest.mark.data

# What of a text may be in no post: marks of the format itself, such as `quote` and `post` in a Discourse export.
TEXTS = {
    "forum": 0.005, "indented": 0.005, "irc": 0.11, "mail": 0.005, "markdown": 0.04, "paste": 0.005,
    "transcript": 0.03, "wikitext": 0.06, "iac": 0.05,
}  # fmt: skip
# What of a page may be in no post: what the site says in buttons and menus.
PAGES = {
    "hackernews": 0.03, "lobsters": 0.05, "discourse-html": 0.02, "github-html": 0.35, "wikitalk": 0.13, "article": 0.6,
}  # fmt: skip
BODIES = ("body", "selftext", "cooked", "text", "comment_text", "story_text", "content", "comment")
TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


@pytest.fixture(scope="module")
def sources(data):
    return [path for path in sorted((data / "threads").rglob("*")) if path.is_file() and path.suffix != ".md"]


def test_texts_and_pages_go_into_posts_and_noise(sources):
    measured = set()
    for path in sources:
        if path.suffix == ".json" or path.name == "expected.html":
            continue
        text = source_text(str(path))
        discussion = read_text(text, source=str(path))
        limit = {**TEXTS, **PAGES}.get(discussion.format)
        if limit is not None:
            found = coverage(text, discussion)
            measured.add(discussion.format)
            assert found.rest <= limit * found.words, (path.name, found)
    assert measured >= {"forum", "mail", "paste", "hackernews", "discourse-html", "wikitext", "article"}


def test_every_body_in_json_is_in_a_post(sources):
    bodies = 0
    for path in sources:
        if path.suffix not in (".json", ".jsonl"):
            continue
        try:
            discussion = read(str(path))
        except ReadError:
            continue
        have = Counter(word for post in discussion.posts for word in words_of(post.text))
        said: Counter[str] = Counter()
        seen = set()
        for record in objects(_values(path)):
            name = record.get("id", record.get("post_number"))
            body = next((record[key] for key in BODIES if isinstance(record.get(key), str)), None)
            if body is None or (str(name), body) in seen or body.strip() in ("[deleted]", "[removed]"):
                continue
            seen.add((str(name), body))
            bodies += 1
            said += Counter(words_of(_plain(body)))
        lost = said - have
        assert lost.total() <= 0.02 * said.total(), (path.name, lost.most_common(10), lost.total(), said.total())
    assert bodies > 2_000


def _plain(body):
    # Addresses in Markdown links and in tags are kept as marks, not as words.
    body = TAG.sub(" ", html.unescape(html.unescape(body)))
    return re.sub(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)", "] ", body)


def _values(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else json.loads(text)
