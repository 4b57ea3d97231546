"""Hacker News: Algolia's API gives a story, or a comment, with everything below it in one answer."""

import json
import re
from urllib.parse import SplitResult, parse_qs

from argmap.read.web import Get, record

API = "https://hn.algolia.com/api/v1/items"


def thread(address: SplitResult, get: Get) -> str | None:
    """Return the item and all its answers as Algolia's JSON; None for another site."""
    number = "".join(parse_qs(address.query).get("id", [])[:1])
    if address.hostname != "news.ycombinator.com" or not re.fullmatch(r"\d{1,12}", number):
        return None
    return json.dumps(record(get(f"{API}/{number}")))
