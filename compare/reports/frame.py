"""The claims of facts as a pandas DataFrame, with a type for each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compare.reports.csv_ import COLUMNS, Cell, fact_rows
from compare.reports.view import FactView

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FIRST_LAST", "claims_frame"]

FIRST_LAST = ("first", "last")
"""Columns behind those of claims.csv: the bounds of a date, which `low` and `high` of numbers cannot hold."""

_ENDS = ("low", "high")
_PLACES = ("start", "end")


def claims_frame(facts: Iterable[FactView]) -> pd.DataFrame:
    """A row per claim, (claims, columns): those of claims.csv and `FIRST_LAST`.

    Numbers are float64, places in a text int64, days datetime64[s], all else is text ("string"). A bound that
    is open and a day that is not known are missing (NaN, NaT); text that there is none of is "".
    """
    import pandas as pd

    rows = [row for fact in facts for row in fact_rows(fact)]
    columns: dict[str, pd.Series] = {}
    for name in COLUMNS:
        cells = [row[name] for row in rows]
        if name in _ENDS:
            columns[name] = _numbers(cells)
        elif name in _PLACES:
            columns[name] = pd.Series(cells, dtype="int64")
        elif name == "published":
            columns[name] = _days(cells)
        else:
            columns[name] = pd.Series(cells, dtype="string")
    for name, end in zip(FIRST_LAST, _ENDS, strict=True):
        columns[name] = _days([row[end] for row in rows])
    return pd.DataFrame(columns)


def _numbers(cells: Sequence[Cell]) -> pd.Series:
    """Bounds that are numbers."""
    import pandas as pd

    return pd.Series([float(c) if isinstance(c, int | float) else None for c in cells], dtype="float64")


def _days(cells: Sequence[Cell]) -> pd.Series:
    """Days in ISO 8601; by the second, since nanoseconds reach back to the year 1677 only."""
    import numpy as np
    import pandas as pd

    days = [cell if isinstance(cell, str) and cell else "NaT" for cell in cells]
    return pd.Series(np.array(days, dtype="datetime64[s]"))
