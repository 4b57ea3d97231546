"""Many discussions become one Parquet dataset: sources -> items -> chunks -> an engine that maps them -> the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from argmap import __version__
from argmap.errors import ReadError
from argmap.registry import Registry
from argmap.scale import tables
from argmap.scale.chunks import Done, chunks
from argmap.scale.hand import PATIENCE
from argmap.scale.items import digest, items
from argmap.scale.store import Store
from argmap.scale.work import Settings

ENGINES = Registry(kind="engine", builtin={"local": "argmap.scale.local:run", "ray": "argmap.scale.cluster:run"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: bytes done, bytes of all, and the rows so far."""

    size: int
    of_size: int
    counts: dict[str, int] = field(default_factory=dict)


def batch(
    sources: Sequence[str],
    folder: Path,
    settings: Settings,
    *,
    engine: str = "local",
    workers: int = 2,
    each: str | None = None,
    patience: float = PATIENCE,
    hear: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Map every discussion of the sources into `folder`, going on with what is there; return the whole.

    `hear` is told after each chunk. Raise ReadError for missing sources, WriteError where the folder cannot serve.
    """
    run = ENGINES.get(engine)
    tables.pyarrow()
    store = Store(folder=folder)
    with store.held(about(settings)):
        every = [(chunk.size, chunk.number) for chunk in chunks(items(sources, store.scratch, each=each))]
        if not every:
            raise ReadError(f"{', '.join(sources)}: no discussion is there; give files, folders or dumps")
        so_far = Progress(size=0, of_size=sum(size for size, _ in every))
        for done in _all(sources, store, settings, run=run, workers=workers, each=each, patience=patience):
            counts = {name: so_far.counts.get(name, 0) + count for name, count in done.counts.items()}
            so_far = replace(so_far, size=so_far.size + done.size, counts=counts)
            hear(so_far)
        store.finish(len(every))
    return so_far


def about(settings: Settings) -> dict[str, Any]:
    """Return what a run's rows depend on besides its sources: the settings and the models by hash."""
    from argmap.nlp.senses import senses_digest
    from argmap.scale.work import slots_of

    hashes = dict(slots_of(settings).hashes())
    if settings.embeddings and senses_digest():
        hashes["senses"] = senses_digest()
    return {"version": __version__, "settings": settings.plain(), "models": hashes}


def _all(
    sources: Sequence[str], store: Store, settings: Settings, *, run: Any, each: str | None, **how: Any
) -> Iterator[Done]:
    """Yield what is done already, then what the engine does."""
    left: list[int] = []
    for chunk in chunks(items(sources, store.scratch, each=each)):
        counts = store.done(chunk.number, digest(chunk.items))
        if counts is None:
            left.append(chunk.number)
        else:
            yield Done(number=chunk.number, size=chunk.size, fresh=False, counts=counts)
    wanted = frozenset(left)
    waiting = (c for c in chunks(items(sources, store.scratch, each=each)) if c.number in wanted)
    yield from run(waiting, store.folder, settings, **how)
