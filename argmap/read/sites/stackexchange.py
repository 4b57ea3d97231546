"""Stack Exchange: a question, its answers, and the comments on both, by the public API."""

import json
import re
from urllib.parse import SplitResult

from argmap.errors import ReadError
from argmap.read.jsontext import Record, identity, records
from argmap.read.sites import query
from argmap.read.web import Get

API = "https://api.stackexchange.com/2.3"
MOST_PAGES = 25
_AT_ONCE = 100
_QUESTION = re.compile(r"/(?:questions|q)/(?P<question>\d{1,12})(?:/.*)?")
_ANSWER = re.compile(r"/a/(?P<answer>\d{1,12})(?:/.*)?")
_OWN_HOSTS = (
    "stackoverflow.com",
    "serverfault.com",
    "superuser.com",
    "askubuntu.com",
    "mathoverflow.net",
    "stackapps.com",
)


def thread(address: SplitResult, get: Get) -> str | None:
    """Return question, answers and comments as the API's JSON; None for another site."""
    host = (address.hostname or "").removeprefix("www.")
    if not host.endswith((".stackexchange.com", *(f".{one}" for one in _OWN_HOSTS))) and host not in _OWN_HOSTS:
        return None
    site = host.removesuffix(".stackexchange.com") if host.endswith(".stackexchange.com") else host
    answer, asked = _ANSWER.fullmatch(address.path), _QUESTION.fullmatch(address.path)
    number = asked["question"] if asked else None
    if answer:
        found = _pages(f"answers/{answer['answer']}", site, get)
        number = identity(found[0], "question_id") if found else None
    if number is None:
        return None
    question = _pages(f"questions/{number}", site, get)
    if not question:
        raise ReadError(f"{site} has no question {number}; check the address")
    answers = _pages(f"questions/{number}/answers", site, get, sort="creation", order="asc")
    ids = [number, *(name for one in answers if (name := identity(one, "answer_id")))]
    comments: list[Record] = []
    for at in range(0, len(ids), _AT_ONCE):
        below = ";".join(ids[at : at + _AT_ONCE])
        comments += _pages(f"posts/{below}/comments", site, get, sort="creation", order="asc")
    return json.dumps({"items": [*question, *answers, *comments]})


def _pages(path: str, site: str, get: Get, **fields: str) -> list[Record]:
    found: list[Record] = []
    pause = 0
    for page in range(1, MOST_PAGES + 1):
        said: dict[str, str | int] = {"site": site, "filter": "withbody", "pagesize": _AT_ONCE, "page": page, **fields}
        answer = get(f"{API}/{path}?{query(said)}", pause=pause).json
        found += records(answer.get("items")) if isinstance(answer, dict) else []
        if not isinstance(answer, dict) or not answer.get("has_more"):
            return found
        # The API says how long it wants to be left alone.
        pause = answer["backoff"] if isinstance(answer.get("backoff"), int) else 0
    raise ReadError(f"{site} has more than {MOST_PAGES * _AT_ONCE:,} answers there; no map of it could be read")
