"""The only door to onnxruntime and tokenizers: the weights and the tokenizer of a folder; arrays in, arrays out.

Every window is run by itself: int8 scales are taken over all that is run at once, so a batch would change results.
"""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from argmap.errors import ModelError

Window = TypeVar("Window")
Arrays = tuple[np.ndarray[Any, Any], ...]
_THREADS = int(os.environ.get("ARGMAP_THREADS", "2"))


class Network:
    """One model of `models/`: tokenizer, weights and its `config.json`; loaded once, used from any thread.

    `run` is the command that makes it. Tokenizer and weights are loaded beside whatever comes next; who uses them first
    waits, and is told with ModelError where they cannot be loaded.
    """

    def __init__(self, folder: Path, *, run: str) -> None:
        self._folder, self._made_by = folder, run
        try:
            self.config: Mapping[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._unusable(error) from error
        beside = ThreadPoolExecutor(1)
        self._loading: Future[tuple[Any, Any]] = beside.submit(_loaded, folder)
        beside.shutdown(wait=False)

    @cached_property
    def ends(self) -> dict[str, int]:
        """The pieces that stand before and after all others, as `opening` and `closing`."""
        tokenizer, _ = self._parts
        return {name: int(tokenizer.token_to_id(t) or 0) for name, t in (("opening", "[CLS]"), ("closing", "[SEP]"))}

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text."""
        tokenizer, _ = self._parts
        found = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in found]

    def each(self, windows: Sequence[Window], make: Callable[[Window], Arrays]) -> list[Arrays]:
        """Return what `make` makes of each window, several side by side."""
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            return list(pool.map(make, windows))

    def run(self, given: Mapping[str, np.ndarray[Any, Any]]) -> Arrays:
        """Return what the weights make of one window."""
        _, session = self._parts
        return tuple(session.run(None, dict(given)))

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        try:
            return self._loading.result()
        except Exception as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> ModelError:
        return ModelError(f"the model in {self._folder} cannot be loaded ({error}); run {self._made_by}")


def _loaded(folder: Path) -> tuple[Any, Any]:
    """Return the tokenizer and the session of a folder."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # Adding and norming in one step is slower on a CPU than one after the other: a tenth of all time.
    return tokenizer, onnxruntime.InferenceSession(
        str(folder / "model.onnx"),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def tidy(text: str) -> str:
    """Return `text` in one line, without links and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"https?://\S+", "link", text)).strip()
