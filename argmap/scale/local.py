"""The engine of one machine: worker processes side by side, each fed the next chunk when it is done."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

from argmap.scale.chunks import Chunk, Done
from argmap.scale.hand import Hand
from argmap.scale.work import Settings


def run(chunks: Iterator[Chunk], folder: Path, settings: Settings, *, workers: int, patience: float) -> Iterator[Done]:
    """Map the chunks on `workers` processes of one thread each; yield each chunk as it is written."""
    feed = _Feed(chunks)
    done: queue.Queue[Done | BaseException | None] = queue.Queue()
    hands = [Hand(folder, settings, patience=patience) for _ in range(workers)]
    threads = [threading.Thread(target=_serve, args=(hand, feed, done), daemon=True) for hand in hands]
    for thread in threads:
        thread.start()
    try:
        left = len(threads)
        while left:
            heard = done.get()
            if isinstance(heard, BaseException):
                raise heard
            if heard is None:
                left -= 1
            else:
                yield heard
    finally:
        feed.stop()
        for hand in hands:
            hand.close()


class _Feed:
    """The chunks, handed out one at a time to whoever asks."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks, self._lock, self._stopped = chunks, threading.Lock(), False

    def next(self) -> Chunk | None:
        with self._lock:
            return None if self._stopped else next(self._chunks, None)

    def stop(self) -> None:
        self._stopped = True


def _serve(hand: Hand, feed: _Feed, done: queue.Queue[Done | BaseException | None]) -> None:
    try:
        while (chunk := feed.next()) is not None:
            counts = hand.do(chunk.number, chunk.items)
            done.put(Done(number=chunk.number, size=chunk.size, fresh=True, counts=counts))
        hand.close()
        done.put(None)
    except BaseException as error:
        done.put(error)
