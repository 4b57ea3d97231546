"""The only door to onnxruntime and tokenizers: the weights and the tokenizer of a folder; arrays in, arrays out.

Every window is run by itself: int8 scales are taken over all that is run at once, so a batch would change results.
"""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from argmap.errors import ModelError

Window = TypeVar("Window")
Arrays = tuple[np.ndarray[Any, Any], ...]
_THREADS = int(os.environ.get("ARGMAP_THREADS", "2"))


class Network:
    """One model of `models/`: tokenizer, weights and its `config.json`; loaded once, used from any thread.

    `run` is the command that makes it.
    """

    def __init__(self, folder: Path, *, run: str) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.config: Mapping[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"the model in {folder} cannot be loaded ({error}); run {run}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.opening, self.closing = (int(self._tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]"))

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in found]

    def each(self, windows: Sequence[Window], make: Callable[[Window], Arrays]) -> list[Arrays]:
        """Return what `make` makes of each window, several side by side."""
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            return list(pool.map(make, windows))

    def run(self, given: Mapping[str, np.ndarray[Any, Any]]) -> Arrays:
        """Return what the weights make of one window."""
        return tuple(self._session.run(None, dict(given)))


def tidy(text: str) -> str:
    """Return `text` in one line, without links and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"https?://\S+", "link", text)).strip()
