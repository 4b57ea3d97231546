"""The only door to DuckDB: questions in SQL over the six tables of a dataset."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argmap.errors import ReadError
from argmap.scale import tables
from argmap.scale.store import Store


def ask(folder: Path, query: str) -> tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]:
    """Return the column names and rows that `query` finds in the tables of the dataset in `folder`.

    Each table is a view over the finished parts. Raise ReadError where there is no dataset or the query is wrong.
    """
    try:
        import duckdb
    except ImportError as error:
        raise ReadError("SQL needs DuckDB; install argmap[batch]") from error
    store = Store(folder=folder)
    with duckdb.connect() as session:
        try:
            for table in tables.TABLES:
                parts = ", ".join("'" + str(path).replace("'", "''") + "'" for path in store.parts(table))
                session.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{parts}])")
            found = session.execute(query)
            names = tuple(column[0] for column in found.description or ())
            return names, found.fetchall()
        except duckdb.Error as error:
            first = str(error).strip().split("\n")[0]
            raise ReadError(f"the query cannot be answered: {first}; tables: {', '.join(tables.TABLES)}") from error
