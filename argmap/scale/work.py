"""One chunk of discussions in, the rows of their maps out; one bad discussion is an error row, never the end."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError, ReadError
from argmap.read import MAX_SIZE, read_text
from argmap.scale import tables
from argmap.scale.items import Item, text_of

if TYPE_CHECKING:
    import numpy as np

    from argmap.argument import ArgumentMap
    from argmap.nlp.models import Models

MAX_POSTS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How every discussion of a run is mapped: model names, reader, limits; the same settings give the same rows."""

    models: Mapping[str, str | None]
    reader: str | None = None
    max_size: int = MAX_SIZE
    max_posts: int = MAX_POSTS
    embeddings: bool = True

    def plain(self) -> dict[str, Any]:
        """Return the settings as JSON can hold them."""
        return {**asdict(self), "models": dict(self.models)}


def slots_of(settings: Settings) -> "Models":
    """Return the models that the settings name, loaded."""
    from argmap.nlp.models import models

    return models(**settings.models)


def warm(slots: "Models") -> None:
    """Load all that the first discussion would have to wait for."""
    from argmap.pipeline import argue

    argue([read_text("ana: Tea is best, because it is warm.\n  ben: No, it is not.\n")], slots)


def work(
    chunk: Sequence[Item],
    settings: Settings,
    slots: "Models",
    *,
    skip: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> tables.Rows:
    """Return the rows of a chunk; `skip` gives a reason for those not to try, `say` hears each key before its turn."""
    rows = tables.empty()
    for item in chunk:
        say(item.key)
        reason = (skip or {}).get(item.key)
        if reason is None:
            reason = _one(item, settings, slots, rows)
        if reason is not None:
            tables.fail(rows, item.key, reason)
    return rows


def _one(item: Item, settings: Settings, slots: "Models", rows: tables.Rows) -> str | None:
    """Add the rows of one discussion, or return why there are none."""
    from argmap.pipeline import argue

    try:
        text = text_of(item, max_size=settings.max_size)
        discussion = read_text(text, source=item.key, reader=settings.reader)
        if len(discussion.posts) > settings.max_posts:
            raise ReadError(f"{item.key} holds {len(discussion.posts):,} posts; raise the limit with --max-posts")
        argument_map = argue([discussion], slots)
    except ArgmapError as error:
        return " ".join(str(error).split())
    except (RecursionError, MemoryError) as error:
        return f"it needs more room than there is ({type(error).__name__})"
    except Exception as error:
        # A fault of ours in one discussion of a million; it is named in the errors table, and the run goes on.
        return f"argmap failed on it: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    tables.add(rows, item.key, argument_map, sha256=sha256, vectors=_vectors(argument_map, settings))
    return None


def _vectors(argument_map: "ArgumentMap", settings: Settings) -> "np.ndarray[Any, Any] | None":
    """Return an int8 vector of length about 127 for each component, where there are vectors at all."""
    from argmap.nlp.senses import have_senses, sense_encoder

    if not settings.embeddings or not have_senses():
        return None
    return quantised(sense_encoder().embed([component.label for component in argument_map.components]))


def quantised(vectors: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return unit vectors as int8: the largest part of each row becomes 127."""
    import numpy as np

    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) if len(vectors) else 1.0
    return np.rint(vectors / largest * 127).astype(np.int8)
