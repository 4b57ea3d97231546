"""GitHub: issues and pull requests with their comments by the public API; a discussion's page as it is."""

import json
import re
from urllib.parse import SplitResult

from argmap.errors import ReadError
from argmap.read.jsontext import Record, records
from argmap.read.web import Get, record

API = "https://api.github.com/repos"
MOST_PAGES = 50
_AT_ONCE = 100
_THREAD = re.compile(r"/(?P<repo>[\w.-]+/[\w.-]+)/(?P<kind>issues|pull)/(?P<number>\d{1,9})(?:/.*)?")


def thread(address: SplitResult, get: Get) -> str | None:
    """Return the issue or pull request with its comments, reviews and their comments as JSON; None for another site."""
    match = _THREAD.fullmatch(address.path)
    if address.hostname not in ("github.com", "www.github.com") or match is None:
        return None
    base, number = f"{API}/{match['repo']}", match["number"]
    issue = record(get(f"{base}/issues/{number}"))
    count = issue.get("comments")
    comments = _pages(f"{base}/issues/{number}/comments", get, count=count if isinstance(count, int) else None)
    if match["kind"] == "pull":
        comments += _pages(f"{base}/pulls/{number}/comments", get)
        reviews = [one for one in _pages(f"{base}/pulls/{number}/reviews", get) if one.get("body")]
        issue = {**issue, "reviews": reviews}
    comments.sort(key=lambda comment: str(comment.get("created_at")))
    return json.dumps({**issue, "comments": comments})


def _pages(base: str, get: Get, *, count: int | None = None) -> list[Record]:
    found: list[Record] = []
    for page in range(1, MOST_PAGES + 1):
        left = max(0, -(-(count or 0) // _AT_ONCE) - page)
        more = records(get(f"{base}?per_page={_AT_ONCE}&page={page}", left=left).json)
        found += more
        if len(more) < _AT_ONCE:
            return found
    raise ReadError(f"{base} has more than {MOST_PAGES * _AT_ONCE:,} comments; no map of it could be read")
