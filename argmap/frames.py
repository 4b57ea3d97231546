"""Values as data frames: a row for each, a column for each field; the only door to pandas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from argmap.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd


def frames(**items: Sequence[Any]) -> dict[str, pd.DataFrame]:
    """Return a data frame for each sequence of dataclass values, by name; raise MissingExtraError without pandas."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("data frames need pandas; install argmap[frames]") from error
    return {name: pd.DataFrame([_row(one) for one in found]) for name, found in items.items()}


def _row(item: Any) -> dict[str, Any]:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in values.items()}
