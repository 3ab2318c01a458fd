"""The reviewer's table as a workbook (.xlsx): a head that stays, filters, and a list of the verdicts.

Facts of several sources stand on the first sheet, what one source alone says on the second.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from compare.errors import InputError
from compare.models import VerdictKind
from compare.reports.csv_ import COLUMNS, fact_rows
from compare.reports.report import Report
from compare.reports.view import FactView
from compare.review.export import BASE, base_of
from compare.review.words import CHOICES
from compare.text_safety import visible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["export_xlsx", "read_workbook"]

SHEETS = ("to review", "one source only")
"""The names of the sheets."""

CELL = 32_000
"""Characters of a cell; a spreadsheet holds 32,767."""

WIDTH = 14
"""Characters of a column, where its content asks for no other."""

_WIDTHS = {"topic": 44, "sentence": 70, "reason": 44, "focus": 22, "title": 30, "reviewer_note": 36}
"""Characters of the others."""

_FIRST = (
    "fact_id",
    "topic",
    "facet",
    "verdict",
    "certainty",
    "cause",
    "source",
    "published",
    "value",
    "sentence",
)
"""Columns that come first; what a reviewer writes stands behind them."""

_MINE = ("reviewer_verdict", "reviewer_note")


def export_xlsx(report: Report, only: Collection[VerdictKind] = ()) -> bytes:
    """The bytes of a workbook with the columns of claims.csv and of the review, in an order to work in.

    Raises `InputError` where openpyxl is not installed.
    """
    _needed()
    from openpyxl import Workbook

    bases = {fact.id: str(base_of(fact)) for fact in report.facts}
    seen = report.view().limited(only).facts
    alone = [fact for fact in seen if fact.verdict is VerdictKind.SINGLE_SOURCE]
    several = [fact for fact in seen if fact.verdict is not VerdictKind.SINGLE_SOURCE]
    book = Workbook()
    book.remove(book.active)
    for name, facts in zip(SHEETS, (several, alone), strict=True):
        _fill(book.create_sheet(name), facts, bases)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, facts: Iterable[FactView], bases: dict[str, str]) -> None:
    """The rows of `facts` under a head that stays."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rest = [name for name in COLUMNS if name not in (*_FIRST, *_MINE)]
    columns = [*_FIRST, *_MINE, *rest, BASE]
    sheet.append(columns)
    for fact in facts:
        for row in fact_rows(fact):
            cells = {**row, BASE: bases[fact.id]}
            sheet.append([None] * len(columns))
            for at, name in enumerate(columns, 1):
                _put(sheet.cell(sheet.max_row, at), cells[name])
    for at, name in enumerate(columns, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, WIDTH)
        head = sheet.cell(1, at)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFE58A" if name in _MINE else "E8E9EB")
        if name in ("topic", "sentence", "reason"):
            for cell in sheet[letter]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    mine = get_column_letter(columns.index("reviewer_verdict") + 1)
    choice = DataValidation(
        "list", formula1=f'"{",".join(kind.value for kind in CHOICES)}"', allow_blank=True
    )
    choice.error, choice.errorTitle = "Choose a verdict from the list, or leave the cell empty.", "No verdict"
    sheet.add_data_validation(choice)
    choice.add(f"{mine}2:{mine}{max(2, sheet.max_row)}")


def _put(cell: Any, value: object) -> None:
    """A number as such, and any text as text: nothing that a spreadsheet would run."""
    if isinstance(value, int | float):
        cell.value = value
        return
    text = visible(str(value or ""))
    cell.value = text if len(text) <= CELL else text[: CELL - 1] + "…"
    if text:
        cell.data_type = "s"


def read_workbook(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """The rows of a workbook's sheets with their numbers, the head of the first sheet first.

    Other sheets may have its columns in another order, or without some; one without facts is no part of it.
    Raises `InputError` where it cannot be read, or openpyxl is not installed.
    """
    _needed()
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [[[_text(cell) for cell in row] for row in one.iter_rows(values_only=True)] for one in book]
    except Exception as error:  # noqa: BLE001 - a broken file may fail anywhere in the reader
        why = " ".join(str(error).split())[:120]
        raise InputError(f"{name!r} is no workbook that can be read: {why}; save the sheet as CSV") from None
    head: Sequence[str] = next((rows[0] for rows in sheets if rows), [])
    found = [(1, list(head))] if head else []
    for rows in sheets:
        if rows and (rows[0] == head or "fact_id" in rows[0]):
            found += [
                (number, _in_order(row, rows[0], head)) for number, row in enumerate(rows[1:], 2) if any(row)
            ]
    return found


def _in_order(row: Sequence[str], names: Sequence[str], head: Sequence[str]) -> list[str]:
    """A row under the columns `names` as one under those of `head`."""
    if names == head:
        return list(row)
    cells = dict(zip(names, row, strict=False))
    return [cells.get(name, "") for name in head]


def _text(value: object) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)


def _needed() -> None:
    if find_spec("openpyxl") is None:
        raise InputError("a workbook needs openpyxl; pip install 'crossclaim[office]', or use CSV")
