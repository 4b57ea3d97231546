"""Where things are kept that may be deleted at any time."""

import os
from pathlib import Path


def cache_folder(kind: str) -> Path | None:
    """Return the folder for one kind of kept things: below ARGMAP_CACHE, or where this system keeps such things.

    None where ARGMAP_CACHE is `off`. The folder need not exist.
    """
    # Slow to import, and most runs need no cache.
    from platformdirs import user_cache_path

    named = os.environ.get("ARGMAP_CACHE")
    if named == "off":
        return None
    return (Path(named) if named else user_cache_path("argmap")) / kind
