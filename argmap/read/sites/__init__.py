"""Sites whose discussions are public JSON: one file each, from an address to the text that a reader reads."""

from collections.abc import Callable, Mapping
from importlib import import_module
from urllib.parse import SplitResult, urlencode, urlsplit

from argmap.read.web import Get

SITES = ("hackernews", "reddit", "lobsters", "github", "stackexchange", "discourse")
Site = Callable[[SplitResult, Get], str | None]


def thread_at(url: str, get: Get) -> str:
    """Return the thread at `url` as the JSON of the site that it is on, or the page itself as text where it is on none.

    Raise ReadError where it cannot be had.
    """
    address = urlsplit(url)
    for name in SITES:
        site: Site = import_module(f"argmap.read.sites.{name}").thread
        if (text := site(address, get)) is not None:
            return text
    return get(url).text


def query(fields: Mapping[str, str | int]) -> str:
    """Return fields as the query of an address."""
    return urlencode(fields, safe=",;")
