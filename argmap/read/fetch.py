"""The door to pages on the network, with `transport.py` that opens the sockets: within limits of size and time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2

from argmap import __version__
from argmap.errors import ReadError
from argmap.read import cache
from argmap.read.addresses import is_public
from argmap.read.sites import thread_at
from argmap.read.transport import FAILED, Transport
from argmap.read.web import Page, Web

MAX_SIZE = 20_000_000
MAX_REDIRECTS = 5
TRIES = 3
LONGEST_WAIT = 60.0
USER_AGENT = f"argmap/{__version__} (maps the arguments of a discussion; asks once a page, for one reader)"
_TIMEOUT = httpx2.Timeout(20.0, connect=10.0)
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_MOVED = frozenset((301, 302, 303, 307, 308))


def fetch(url: str, web: Web | None = None) -> str:
    """Return the thread at `url`, as the JSON of a site that has one, or the page as text.

    Raise ReadError for addresses that are not public (unless `web` allows them), answers above MAX_SIZE bytes
    without compression, errors of the site, and pages that are no text.
    """
    with Client(web or Web()) as client:
        return thread_at(_checked(url), client.get)


class Client:
    """Asks for pages, one after the other; close it, or use it in a `with` statement."""

    def __init__(self, web: Web, transport: httpx2.BaseTransport | None = None) -> None:
        self._web = web
        self._done = 0
        self._client = httpx2.Client(
            transport=transport or Transport(allowed=_any_address if web.allow_private else is_public),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"},
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, *, left: int = 0, pause: float = 0) -> Page:
        """Return the page at `url`, from the cache where it was asked for a short time ago."""
        folder = self._web.folder
        # What was got from a private address must not come back without leave.
        asked = f"private {url}" if self._web.allow_private else url
        page = cache.load(folder, asked) if folder and not self._web.fresh else None
        if page is None:
            self._web.wait(min(pause, LONGEST_WAIT)) if pause > 0 else None
            page = self._followed(url)
            if folder:
                cache.store(folder, asked, page)
        self._done += 1
        self._web.progress(self._done, self._done + left)
        return page

    def _followed(self, url: str) -> Page:
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            found = self._tried(_checked(at))
            if isinstance(found, Page):
                return found
            at = urljoin(at, found)
        raise ReadError(f"{url} leads on more than {MAX_REDIRECTS} times; check the address")

    def _tried(self, url: str) -> Page | str:
        """Return the page, or the address it moved to; what may pass by itself is tried again, later and later."""
        problem = ""
        for number in range(TRIES):
            try:
                found = self._asked(url)
            except FAILED as error:
                problem, pause = f"does not answer ({_named(error)})", 0.0
            except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
                raise ReadError(f"cannot get {url}: {_named(error)}") from error
            else:
                if not isinstance(found, _Later):
                    return found
                problem, pause = f"answers {found.status}", found.seconds
            if pause > LONGEST_WAIT:
                raise ReadError(f"{url} {problem} and wants {pause:.0f} seconds of peace; try again then")
            if number < TRIES - 1:
                self._web.wait(max(pause, 2.0**number))
        raise ReadError(f"{url} {problem} after {TRIES} tries; try later, or save the page and give the file")

    def _asked(self, url: str) -> "Page | str | _Later":
        with self._client.stream("GET", url) as response:
            if response.status_code in _MOVED and response.headers.get("location"):
                return str(response.headers["location"])
            if response.status_code in _AGAIN:
                return _Later(status=response.status_code, seconds=_seconds(response.headers.get("retry-after")))
            if response.status_code != 200:
                raise ReadError(_refusal(url, response.status_code))
            data = _limited(response.iter_bytes(), url)
            return Page(url=url, data=data, charset=response.charset_encoding)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    status: int
    seconds: float


def _any_address(address: str) -> bool:
    return bool(address)


def _checked(url: str) -> str:
    """Return `url` if it can be asked for; raise ReadError for other schemes, passwords, broken addresses."""
    try:
        parts = urlsplit(url)
        known = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
        parts = urlsplit("")
    if not known:
        raise ReadError(f"{url} is no http or https address; check the spelling")
    if parts.username is not None or parts.password is not None:
        raise ReadError(f"the address of {parts.hostname} holds a name or password; leave them out")
    return url


def _limited(chunks: Iterable[bytes], url: str) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MAX_SIZE:
            raise ReadError(f"{url} is larger than {MAX_SIZE / 1e6:g} MB without compression; save the part you need")
    return bytes(data)


def _seconds(retry_after: str | None) -> float:
    """Return the seconds that a Retry-After header asks for; a date counts as none (RFC 9110, 10.2.3)."""
    said = (retry_after or "").strip()
    return float(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0.0


def _refusal(url: str, status: int) -> str:
    if status in (401, 403, 451):
        return f"{url} is refused ({status}); open it in a browser, save the page, and give the file"
    if status in (404, 410):
        return f"{url} is not there ({status}); check the address"
    return f"{url} answers {status}; open it in a browser, save the page, and give the file"


def _named(error: Exception) -> str:
    return f"{type(error).__name__}{f': {error}' if str(error) else ''}"
