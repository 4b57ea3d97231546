"""Named arrays in one compressed file, byte plane by byte plane, with what is said of them."""

import json
import lzma
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def write_arrays(file: Path, head: Mapping[str, Any], arrays: Arrays) -> None:
    """Write named arrays and what is said of them, compressed byte plane by byte plane."""
    listed = [(name, str(array.dtype), list(array.shape)) for name, array in arrays.items()]
    said = json.dumps({**head, "arrays": listed}, ensure_ascii=False).encode("utf-8")
    parts = [len(said).to_bytes(8, "little"), said]
    for array in arrays.values():
        flat = np.frombuffer(np.ascontiguousarray(array).tobytes(), dtype="u1")
        parts.append(np.ascontiguousarray(flat.reshape(-1, array.dtype.itemsize).T).tobytes())
    file.write_bytes(lzma.compress(b"".join(parts)))


def read_arrays(file: Path) -> tuple[Mapping[str, Any], Arrays]:
    """Return what `write_arrays` wrote."""
    data = lzma.decompress(file.read_bytes())
    start = 8 + int.from_bytes(data[:8], "little")
    head, arrays = json.loads(data[8:start]), {}
    for name, kind, shape in head["arrays"]:
        dtype, size = np.dtype(kind), int(np.prod(shape))
        planes = np.frombuffer(data, "u1", size * dtype.itemsize, start).reshape(dtype.itemsize, size)
        arrays[name] = np.ascontiguousarray(planes.T).reshape(-1).view(dtype).reshape(shape)
        start += size * dtype.itemsize
    return head, arrays
