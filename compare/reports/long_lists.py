"""Tables inside a sentence, as the run of a report has them, and the line that every output has."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["tables_line"]


def tables_line(run: Mapping[str, object]) -> str:
    """How the tables of a run were compared: "A table of 80 values in one sentence (times-1) was compared as
    a table: by its sentence, and by its first 40 values"; "" for none."""
    found = run.get("tables")
    rows = [row for row in found if isinstance(row, Mapping)] if isinstance(found, list | tuple) else []
    sizes = [
        (n, first, str(row.get("article")))
        for row in rows
        if isinstance(n := row.get("values"), int) and isinstance(first := row.get("compared"), int)
    ]
    if not sizes:
        return ""
    most, first, article = max(sizes, key=lambda row: row[0])
    if len(sizes) == 1:
        what = (
            f"A table of {most:,} values in one sentence ({article}) was compared as a table: by its sentence"
        )
        return f"{what}, and by its first {first} values"
    what = (
        f"{len(sizes):,} tables of up to {most:,} values in one sentence ({article}) were compared as tables"
    )
    return f"{what}: by their sentences, and by the first {first} values of each"
