"""What is exported as a DuckDB file: the same tables as in SQLite, with days, times, flags and lists."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.errors import InputError
from compare.exports.files import moment, plain
from compare.exports.relations import RELATIONS, VIEWS, Column, Relation, create_table
from compare.exports.tables import Cell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_duckdb", "write_duckdb"]

_TYPES = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "count": "BIGINT",
    "day": "DATE",
    "flag": "BOOLEAN",
    "texts": "VARCHAR[]",
    "moment": "TIMESTAMP",
}
_DTYPES = {"number": "Float64", "count": "Int64", "flag": "boolean", "texts": "object"}
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Nothing is fetched."""


def check_duckdb() -> None:
    """Raise `InputError` where duckdb is not installed."""
    if find_spec("duckdb") is None:
        raise InputError(
            "--format is 'duckdb', which needs duckdb; install it with pip install 'crossclaim[duckdb]', "
            "or choose sqlite"
        )


def write_duckdb(rows: Mapping[str, Iterable[Mapping[str, Cell]]], path: Path) -> None:
    """Write the `rows` of the relations into a new database at `path`, where nothing may be.

    Raises `InputError` where duckdb is not installed, and `OSError`.
    """
    check_duckdb()
    import duckdb

    try:
        # Whole, since a name that begins with "md:" and the like would be a service and no folder.
        with duckdb.connect(str(path.absolute()), config=_SETTINGS) as database:
            for name, relation in RELATIONS.items():
                database.execute(create_table(name, _TYPES))
                database.register("given", _frame(relation, rows[name]))
                columns = ", ".join(f'"{column}"' for column in relation.columns)
                cast = ", ".join(f'CAST("{c}" AS {_TYPES[t.type]})' for c, t in relation.columns.items())
                database.execute(f'INSERT INTO "{name}" ({columns}) SELECT {cast} FROM given')  # noqa: S608
                database.unregister("given")
            for name, (_, query) in VIEWS.items():
                database.execute(f'CREATE VIEW "{name}" AS {query}')
    except (duckdb.IOException, duckdb.TransactionException) as error:  # no room is told at the end, too
        raise OSError(errno.EIO, " ".join(str(error).split())[:200]) from error


def _frame(relation: Relation, rows: Iterable[Mapping[str, Cell]]) -> pd.DataFrame:
    """The rows as columns that know what is missing."""
    import pandas as pd

    rows = list(rows)

    def column(name: str, told: Column) -> Any:
        return pd.Series([_cell(row[name], told) for row in rows], dtype=_DTYPES.get(told.type, "string"))

    return pd.DataFrame({name: column(name, told) for name, told in relation.columns.items()})


def _cell(value: Cell, column: Column) -> Any:
    found = plain(value)
    if column.type == "moment":
        return found if found and moment(found) else None
    return found
