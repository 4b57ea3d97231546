"""What a process of our own sets before it loads anything; a program that uses argmap as a library keeps its ways."""

import atexit
import gc
import os

from argmap.sparing import spare

_NEW_OBJECTS = 200_000


def settle() -> None:
    """Leave out what our models do not need, look for dead objects less often, and let numpy work on one thread."""
    spare()
    # A map is a million small values that all stay: looking through them again and again takes a tenth of the time.
    gc.set_threshold(_NEW_OBJECTS, 20, 50)
    # Nor for the last time when all is done.
    atexit.register(gc.freeze)
    # numpy's threads wait by turning in circles, and the encoder has threads of its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
