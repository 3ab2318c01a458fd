"""``crossclaim values``: the values that a text states, to see how crossclaim reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.common import columns, emit, emit_json, note
from compare.errors import InputError

if TYPE_CHECKING:
    from compare.models import Value


def values(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more; - reads stdin.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date, which relative dates count from."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the values as JSON.")] = False,
) -> None:
    """Show the values that a text states.

    Quantities, dates, durations, names and quotations, as crossclaim compares them.
    """
    from compare.extraction.values import extract_values
    from compare.reports.terminal import table
    from compare.store.wanted import days
    from compare.text_safety import one_line

    day = days("--published", published)
    if day is not None and day[0] != day[1]:
        raise InputError(f"--published is {published!r}; allowed: a day such as 2024-05-31")
    if text == "-":
        text = _stdin()
    found = extract_values(text, day[0] if day else None)
    if as_json:
        emit_json([_dict(value) for value in found])
        return
    if not found:
        note("no value found in the text")
        return
    heads = ["kind", "text", "value", "low", "high", "unit", "counted", "modifier"]
    rows = [[one_line("" if row[h] is None else str(row[h])) for h in heads] for row in map(_dict, found)]
    emit(table(heads, rows, columns()))


def _stdin() -> str:
    import sys

    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"stdin is not UTF-8 (byte {error.start}); convert it first") from None


def _dict(value: Value) -> dict[str, Any]:
    from compare.reports.values import bound, normalised
    from compare.text_safety import encodable

    return {
        "kind": str(value.kind),
        "start": value.start,
        "end": value.end,
        "text": encodable(value.text),
        "value": encodable(normalised(value)),
        "number": bound(value.number),
        "low": bound(value.low),
        "high": bound(value.high),
        "unit": encodable(value.unit),
        "counted": encodable(value.counted),
        "modifier": str(value.modifier),
        "change": str(value.change) if value.change else None,
        "before": value.before,
    }
