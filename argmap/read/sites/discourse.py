"""Discourse, on whatever host: a topic's JSON has its first posts and the ids of all; the rest come by these ids."""

import json
import re
from urllib.parse import SplitResult

from argmap.errors import ReadError
from argmap.read.jsontext import Record, records
from argmap.read.web import Get

MOST_POSTS = 10_000
_AT_ONCE = 20
_TOPIC = re.compile(r"(?P<base>(?:/[\w.-]+){0,3}?)/t/(?:[^/]+/)?(?P<topic>\d{1,10})(?:/\d{1,7})?(?:\.json)?/?")


def thread(address: SplitResult, get: Get) -> str | None:
    """Return the topic with all its posts as Discourse's JSON; None where the address is none of a topic."""
    match = _TOPIC.fullmatch(address.path)
    if match is None:
        return None
    base = f"{address.scheme}://{address.netloc}{match['base']}/t/{match['topic']}"
    try:
        topic = get(f"{base}.json").json
    except ReadError:
        # The address looks like a topic's, and the site is another.
        return None
    stream = topic.get("post_stream") if isinstance(topic, dict) else None
    if not isinstance(stream, dict) or not isinstance(stream.get("posts"), list):
        return None
    _complete(stream, base, get)
    return json.dumps(topic)


def _complete(stream: Record, base: str, get: Get) -> None:
    known = {post.get("id") for post in records(stream["posts"])}
    listed = stream.get("stream")
    missing = [one for one in listed if isinstance(one, int) and one not in known] if isinstance(listed, list) else []
    if len(missing) > MOST_POSTS:
        raise ReadError(f"{base} has more than {MOST_POSTS:,} posts; no map of it could be read")
    for at in range(0, len(missing), _AT_ONCE):
        ids = "&".join(f"post_ids[]={one}" for one in missing[at : at + _AT_ONCE])
        more = get(f"{base}/posts.json?{ids}", left=(len(missing) - at - 1) // _AT_ONCE).json
        within = more.get("post_stream") if isinstance(more, dict) else None
        stream["posts"] += records(within.get("posts")) if isinstance(within, dict) else []
