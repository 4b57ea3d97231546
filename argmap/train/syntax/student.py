"""The first layers that a teacher taught, put into a new pipeline: `tok2vec`, and the head for tags."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from argmap.errors import ModelError


def fit(nlp: Language, layers: Path, tags: list[str]) -> None:
    """Give `nlp` the layers in the file; `tags` names the rows of its tag head. Raise ModelError where none fit."""
    with np.load(layers) as file:
        numbers = {name: file[name] for name in file.files}
    said = json.loads(str(numbers["meta"]))
    reader: Any = nlp.get_pipe("tok2vec")
    nodes: Mapping[str, list[Any]] = {
        name: [node for node in reader.model.walk() if node.name == name]
        for name in ("hashembed", "maxout", "layernorm")
    }
    rows = [node.get_dim("nV") for node in nodes["hashembed"]]
    wide = [node.get_dim("nO") for node in nodes["maxout"]]
    if rows != said["rows"] or wide != [said["width"]] * (1 + said["depth"]):
        raise ModelError(f"{layers} has {said}, the recipe rows {rows} and widths {wide}; teach again")
    starts = np.cumsum([0, *rows])
    for node, start, end in zip(nodes["hashembed"], starts, starts[1:], strict=False):
        node.set_param("E", _numbers(numbers["E"][start:end]))
    for at, (maxout, norm) in enumerate(zip(nodes["maxout"], nodes["layernorm"], strict=True)):
        maxout.set_param("W", _numbers(numbers[f"{at}.W"]).reshape(maxout.get_param("W").shape))
        maxout.set_param("b", _numbers(numbers[f"{at}.b"]).reshape(maxout.get_param("b").shape))
        norm.set_param("G", _numbers(numbers[f"{at}.G"]))
        norm.set_param("b", _numbers(numbers[f"{at}.bias"]))
    _fit_tags(nlp.get_pipe("morphologizer"), numbers, tags)


def _fit_tags(morphologizer: Any, numbers: Mapping[str, Any], tags: list[str]) -> None:
    layer = next(node for node in morphologizer.model.walk() if node.name == "softmax")
    place = {frozenset(tag.split("|")): at for at, tag in enumerate(tags)}
    weights, bias = layer.get_param("W").copy(), layer.get_param("b").copy()
    for row, label in enumerate(morphologizer.labels):
        at = place.get(frozenset(label.split("|")))
        if at is not None:
            weights[row], bias[row] = numbers["tags.W"][at], numbers["tags.b"][at]
    layer.set_param("W", weights)
    layer.set_param("b", bias)


def _numbers(array: Any) -> Any:
    return np.ascontiguousarray(array, dtype="f4")
