"""Fuzz every reader: whatever bytes come, a Discussion or a ReadError, and soon. `make fuzz` runs it for five minutes.

Arguments go to libFuzzer: first a folder for what it finds, then `fuzz/corpus` to start from, `-max_total_time=300`.
"""

import sys

import atheris

with atheris.instrument_imports(include=["argmap"]):
    from argmap.discussion import Discussion
    from argmap.errors import ReadError
    from argmap.read import FORMATS, read_text
    from argmap.read.decoding import decode

    # Readers are imported when asked for; those asked for here are watched by the fuzzer.
    for name in FORMATS.names():
        FORMATS.get(name)

READERS = (None, *FORMATS.names())


def read(data: bytes) -> None:
    """Read the bytes by the reader that they ask for, and by another."""
    # The last byte names a reader beside the one that the content asks for.
    for reader in {None, READERS[data[-1] % len(READERS)]} if data else ():
        try:
            found = read_text(decode(data, "fuzz"), reader=reader)
        except ReadError:
            continue
        assert isinstance(found, Discussion)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
