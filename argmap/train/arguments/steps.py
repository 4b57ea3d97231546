"""What each step of training reads, as arrays, made ahead by other processes where there are any to make them.

A graphics card takes a step in less time than one core makes the arrays of the next. The other processes are started
anew, not forked, so a card that is in use does not matter, nor the system; they import no torch. A script that trains
must therefore keep what it does behind `if __name__ == "__main__"`.
"""

import os
import random
import signal
import threading
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process

from argmap.train.arguments.batches import Group, Stands, group, stands
from argmap.train.arguments.examples import Example
from argmap.train.arguments.reader import Reader, Sheets, laid
from argmap.train.corpora import Pair

Batch = tuple[list[Example], list[Pair]]
Priors = Mapping[str, Sequence[float]]
_MOST, _AHEAD = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is read in one step, and what is true of it: of a group of documents, or of pairs; without texts."""

    sheets: Sheets
    truth: Group | Stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes steps: with which reader, the log priors of corpora, and how many windows are read at once."""

    reader: Reader
    priors: Priors
    at_once: int

    def step(self, batch: Batch, seed: int) -> Step:
        """Return the arrays of a batch; the seed says whether documents are read whole."""
        documents, pairs = batch
        if pairs:
            return Step(sheets=laid(self.reader.pairs(pairs), self.at_once), truth=stands(pairs, self.priors))
        return self.documents(documents, whole=random.Random(seed).random() < 0.5)

    def documents(self, documents: Sequence[Example], *, whole: bool) -> Step:
        """Return the arrays of documents read `whole`, or with their components alone, as the relations stage reads."""
        truth = group(documents, whole=whole)
        return Step(sheets=laid(self.reader.rows(truth.rows), self.at_once), truth=replace(truth, rows=()))


def steps(maker: Maker, order: Sequence[Batch], seeds: Sequence[int], *, others: int) -> Generator[Step, None, None]:
    """Yield the steps of batches in order, each with its seed, made by so many `others`, or here where there are none.

    The bytes are the same either way. Close it to end the others early.
    """
    if others < 1 or len(order) < 2:
        yield from (maker.step(batch, seed) for batch, seed in zip(order, seeds, strict=True))
        return
    pool = ProcessPoolExecutor(
        min(others, len(order)), mp_context=get_context("spawn"), initializer=_begin, initargs=(maker,)
    )
    waiting: deque[Future[Step]] = deque()
    try:
        for batch, seed in zip(order, seeds, strict=True):
            waiting.append(pool.submit(_made, batch, seed))
            if len(waiting) > others * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def spare() -> int:
    """Return how many other processes can make steps beside this one: none where there is one core, never many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST, cores - 1)


_makers: list[Maker] = []


def _begin(maker: Maker) -> None:
    """Begin as another process: one thread makes steps; it ends with the first process, however that ends."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_first, daemon=True).start()
    _makers[:] = [maker]


def _end_with_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(0)


def _made(batch: Batch, seed: int) -> Step:
    return _makers[0].step(batch, seed)
