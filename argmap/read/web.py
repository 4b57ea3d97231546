"""What comes from the web, apart from how it is got: how the web is asked, a page, its text, its JSON."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from argmap.caches import cache_folder
from argmap.errors import ReadError
from argmap.read.decoding import decode

_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer: the address that gave it in the end, its bytes without compression, the charset the server named."""

    url: str
    data: bytes
    charset: str | None = None

    @property
    def text(self) -> str:
        """The page as text; raises ReadError where it is none."""
        return decode(self.data, self.url, self.charset)

    @property
    def json(self) -> Any:
        """The page as a JSON value; raises ReadError where it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{self.url} did not answer with JSON; save the page by hand and give the file") from error


def default_folder() -> Path | None:
    """Return the folder of the cache of pages, or None where nothing is to be kept."""
    return cache_folder("web")


def _quiet(done: int, whole: int) -> None:
    del done, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """How the web is asked: whether private addresses may be, where answers are kept, who hears of the progress."""

    allow_private: bool = False
    fresh: bool = False
    folder: Path | None = field(default_factory=default_folder)
    progress: Callable[[int, int], None] = _quiet
    wait: Callable[[float], None] = time.sleep


def record(page: Page) -> dict[str, Any]:
    """Return the JSON object that a page is; raise ReadError where it is none."""
    value = page.json
    if not isinstance(value, dict):
        raise ReadError(f"{page.url} did not answer with a thread; check the address, or save the page by hand")
    return value


class Get(Protocol):
    """Gets a page; `left` says how many more will be asked for, as far as known; `pause` seconds are waited first."""

    def __call__(self, url: str, *, left: int = 0, pause: float = 0) -> Page:
        """Return the page at `url`; raise ReadError where it cannot be had."""
        ...


def is_url(source: str) -> bool:
    """Return whether a source is an address on the web; raise ReadError for an address of another kind."""
    if source.lower().startswith(("http://", "https://")):
        return True
    if _ANY_SCHEME.match(source):
        raise ReadError(f"{source} is no http or https address; save the page and give the file")
    return False
