"""Lobsters: a story's address with `.json` gives all its comments."""

import json
import re
from urllib.parse import SplitResult

from argmap.read.web import Get, record

_STORY = re.compile(r"/s/(?P<story>\w{1,20})\b")


def thread(address: SplitResult, get: Get) -> str | None:
    """Return the story with its comments as JSON; None for another site."""
    match = _STORY.match(address.path)
    if address.hostname not in ("lobste.rs", "www.lobste.rs") or match is None:
        return None
    return json.dumps(record(get(f"https://lobste.rs/s/{match['story']}.json")))
