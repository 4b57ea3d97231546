"""Answers from the web are kept on disk for a while, under names that no address or content can choose."""

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from argmap.read.web import Page

MOST_BYTES = 200_000_000
SECONDS = 3_600


def load(folder: Path, url: str) -> Page | None:
    """Return what `url` answered in the last hour, or None."""
    path = _path(folder, url)
    try:
        if not 0 <= time.time() - path.stat().st_mtime < SECONDS:
            return None
        head, _, data = path.read_bytes().partition(b"\n")
        about = json.loads(head)
        if about["asked"] != url or about["size"] != len(data):
            return None
        return Page(url=str(about["url"]), data=data, charset=about["charset"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(folder: Path, url: str, page: Page) -> None:
    """Keep the answer to `url`; a cache that cannot be written is none."""
    about = {"asked": url, "url": page.url, "charset": page.charset, "size": len(page.data)}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(about).encode("ascii") + b"\n" + page.data)
            Path(name).replace(_path(folder, url))
        finally:
            Path(name).unlink(missing_ok=True)
        _shrink(folder)


def _path(folder: Path, url: str) -> Path:
    return folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _shrink(folder: Path) -> None:
    """Delete the oldest answers where there are too many bytes of them."""
    kept = 0
    found = [(path, path.stat()) for path in folder.iterdir() if path.is_file()]
    for path, about in sorted(found, key=lambda item: (-item[1].st_mtime, item[0])):
        kept += about.st_size
        if kept > MOST_BYTES:
            path.unlink(missing_ok=True)
