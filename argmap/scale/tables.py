"""The only door to pyarrow: maps become rows of six tables, tables become Parquet, Parquet becomes rows again.

The schema is documented in docs/batch.md; ids are those of `argmap/1`, unique together with `discussion`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.errors import ReadError, UnknownNameError

if TYPE_CHECKING:
    import numpy as np

WIDTH = 384
_LIST = "[string]"
_TEXT, _WHOLE, _REAL, _FLAG = "string", "int32", "float", "bool"
TABLES: Mapping[str, Mapping[str, str]] = {
    "discussions": {
        "discussion": _TEXT, "source": _TEXT, "format": _TEXT, "title": _TEXT, "sha256": _TEXT, "posts": _WHOLE,
        "components": _WHOLE, "relations": _WHOLE, "disputes": _WHOLE,
    },
    "posts": {
        "discussion": _TEXT, "post": _TEXT, "source_id": _TEXT, "author": _TEXT, "written": _TEXT, "age": _TEXT,
        "url": _TEXT, "reply_to": _TEXT, "reply_evidence": _TEXT, "reply_confidence": _REAL, "same_as": _TEXT,
        "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "marks": _TEXT,
    },
    "components": {
        "discussion": _TEXT, "component": _TEXT, "post": _TEXT, "start": _WHOLE, "end": _WHOLE, "text": _TEXT,
        "kind": _TEXT, "commitment": _TEXT, "canonical": _TEXT, "quoted": _FLAG, "quote_of": _TEXT,
        "confidence": _REAL, "embedding": "vector",
    },
    "relations": {
        "discussion": _TEXT, "relation": _TEXT, "source": _TEXT, "target": _TEXT, "kind": _TEXT, "subtype": _TEXT,
        "evidence": _LIST, "confidence": _REAL,
    },
    "disputes": {
        "discussion": _TEXT, "dispute": _TEXT, "rank": _WHOLE, "point": _TEXT, "status": _TEXT, "score": _REAL,
        "claims_for": _LIST, "claims_against": _LIST, "authors_for": _LIST, "authors_against": _LIST,
        "strongest_for": _TEXT, "strongest_against": _TEXT, "last_word": _TEXT, "unanswered": _LIST,
    },
    "errors": {"discussion": _TEXT, "reason": _TEXT},
}  # fmt: skip
_OWN_NAMES = {"posts": "post", "components": "component", "relations": "relation", "disputes": "dispute"}
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def empty() -> Rows:
    """Return six tables without a row."""
    return {name: [] for name in TABLES}


def add(
    rows: Rows, key: str, argument_map: ArgumentMap, *, sha256: str, vectors: "np.ndarray[Any, Any] | None"
) -> None:
    """Add the rows of one map; `vectors` has an int8 row of 384 for each component, or is None."""
    import json

    from argmap.native import plain

    data = plain(argument_map)
    posts = [post for discussion in data["discussions"] for post in discussion["posts"]]
    first = data["discussions"][0]
    counts = {name: len(data[name]) for name in ("components", "relations", "disputes")}
    about = {name: first[name] for name in ("source", "format", "title")}
    rows["discussions"].append({"discussion": key, **about, "sha256": sha256, "posts": len(posts), **counts})
    marked = [
        {**post, "marks": json.dumps(post["marks"], ensure_ascii=False) if post["marks"] else None} for post in posts
    ]
    found = {"posts": marked, **{name: data[name] for name in counts}}
    for name, said in found.items():
        rows[name] += [{**row, "discussion": key, _OWN_NAMES[name]: row["id"]} for row in said]
    if vectors is not None:
        for row, vector in zip(rows["components"][len(rows["components"]) - len(vectors) :], vectors, strict=True):
            row["embedding"] = vector


def fail(rows: Rows, key: str, reason: str) -> None:
    """Add an error: the discussion, and why there is no map of it."""
    rows["errors"].append({"discussion": key, "reason": reason})


def write(rows: Sequence[Row], table: str, path: Path) -> None:
    """Write rows of a table as Parquet: the same rows give the same bytes."""
    pa = pyarrow()
    import pyarrow.parquet as pq

    schema = schema_of(table)
    columns = [_column([row.get(field.name) for row in rows], field.type) for field in schema]
    with path.open("wb") as file:
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), file, compression="zstd")


def schema_of(table: str) -> Any:
    """Return the pyarrow schema of a table; raise UnknownNameError for an unknown one."""
    if table not in TABLES:
        raise UnknownNameError(f"no table is called {table!r}; known: {', '.join(TABLES)}")
    pa = pyarrow()
    types = {
        _TEXT: pa.string(), _WHOLE: pa.int32(), _REAL: pa.float64(), _FLAG: pa.bool_(), _LIST: pa.list_(pa.string()),
        "vector": pa.list_(pa.int8(), WIDTH),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in TABLES[table].items()])


def rows(path: Path, *, batch: int = 10_000) -> Iterator[Row]:
    """Yield the rows of a Parquet file, a batch in memory at a time; raise ReadError where it is none."""
    pa = pyarrow()
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for group in file.iter_batches(batch_size=batch):
                yield from group.to_pylist()
    except (OSError, pa.ArrowException) as error:
        first = str(error).split("\n")[0]
        raise ReadError(f"{path.name} cannot be read as Parquet ({first}); give another file") from error


def pyarrow() -> Any:
    """Return pyarrow, or say how to get it."""
    try:
        import pyarrow
    except ImportError as error:
        raise ReadError("many discussions need pyarrow; install argmap[batch]") from error
    return pyarrow


def _column(values: Sequence[Any], kind: Any) -> Any:
    pa = pyarrow()
    if pa.types.is_fixed_size_list(kind) and values and all(value is not None for value in values):
        import numpy as np

        return pa.FixedSizeListArray.from_arrays(pa.array(np.concatenate(values)), type=kind)
    return pa.array([_clean(value) for value in values], type=kind)


def _clean(value: Any) -> Any:
    """Return text as Parquet can hold it: a lone surrogate has no UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_clean(one) for one in value] if isinstance(value, list) else value


def columns(path: Path, names: Sequence[str]) -> dict[str, list[Any]]:
    """Return the named columns of a Parquet file, whole; raise ReadError where it is damaged."""
    table = _read(path, names)
    return {name: table.column(name).to_pylist() for name in names}


def vectors(path: Path) -> "np.ndarray[Any, Any] | None":
    """Return the embeddings of a part of `components`, a row each, or None where it has none."""
    column = _read(path, ["embedding"]).column("embedding").combine_chunks()
    if column.null_count or not len(column):
        return None
    found: np.ndarray[Any, Any] = column.flatten().to_numpy(zero_copy_only=False).reshape(len(column), WIDTH)
    return found


def _read(path: Path, names: Sequence[str]) -> Any:
    pa = pyarrow()
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            return file.read(columns=list(names))
    except (OSError, pa.ArrowException) as error:
        first = str(error).split("\n")[0]
        mark = f"chunks/{path.stem}.json"
        raise ReadError(f"{path} is damaged ({first}); delete {mark} and run argmap batch again") from error
