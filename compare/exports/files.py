"""Tables as files: CSV for spreadsheets, JSON lines, and Parquet with a type for each column."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import Any

from compare.errors import InputError
from compare.exports.tables import Cell, Table
from compare.text_safety import encodable, formula_safe, is_number

__all__ = ["FORMATS", "MARK", "encoded", "moment", "plain"]

FORMATS = ("csv", "jsonl", "parquet")
MARK = "crossclaim export"
"""By this, at its end, `compare.ingest` knows that a Parquet file is one of ours."""


def encoded(table: Table, form: str) -> bytes:
    """The bytes of `table` in one of the `FORMATS`. Raises `InputError` where Parquet cannot be written."""
    if form == "csv":
        return _csv(table)
    if form == "jsonl":
        lines = (
            json.dumps({name: plain(row[name]) for name in table.types}, ensure_ascii=False)
            for row in table.rows
        )
        return "".join(f"{line}\n" for line in lines).encode()
    return _parquet(table)


def plain(value: Cell) -> Any:
    """What JSON can hold: days as ISO 8601, texts that can be encoded."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str):
        return encodable(value)
    return [encodable(text) for text in value] if isinstance(value, Sequence) else value


def moment(text: str) -> datetime | None:
    """The time that a text of ours is; None for another text."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.types)
    for row in table.rows:
        writer.writerow([_cell(plain(row[name])) for name in table.types])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    """Text made harmless; a plain number stays one, minus sign and all; of several texts JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return formula_safe(value) if isinstance(value, str) and not is_number(value) else value


def _parquet(table: Table) -> bytes:
    if find_spec("pyarrow") is None:
        raise InputError(
            "--format is 'parquet', which needs pyarrow; install it with pip install 'crossclaim[parquet]', "
            "or choose csv or jsonl"
        )
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(),
        "number": pa.float64(),
        "count": pa.int64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "texts": pa.list_(pa.string()),
        "moment": pa.timestamp("s", tz="UTC"),
    }
    columns = [
        pa.array([_typed(row[name], kind) for row in table.rows], type=kinds[kind])
        for name, kind in table.types.items()
    ]
    out = io.BytesIO()
    made = pa.Table.from_arrays(columns, names=list(table.types))
    with pq.ParquetWriter(out, made.schema, store_schema=False) as file:  # so that the mark ends it
        file.write_table(made)
        file.add_key_value_metadata({MARK: "1"})
    return out.getvalue()


def _typed(value: Cell, kind: str) -> Any:
    if kind == "moment":
        return moment(str(value))
    return value if isinstance(value, date) else plain(value)
