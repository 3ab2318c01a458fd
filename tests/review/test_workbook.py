"""The workbook of a review: a head that stays, filters, a list of verdicts, and back as decisions."""

from __future__ import annotations

import io

import pytest
from decided import ids, report_of
from openpyxl import load_workbook
from samples import article, claim, fact, sample_report

from compare.errors import InputError
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review.importing import plan_import
from compare.review.sheet import read_sheet
from compare.review.workbook import SHEETS, export_xlsx, read_workbook


def opened(report: Report):
    return load_workbook(io.BytesIO(export_xlsx(report)))


def test_the_head_stays_rows_can_be_filtered_and_verdicts_chosen():
    sheet = opened(sample_report())[SHEETS[0]]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    (choice,) = sheet.data_validations.dataValidation
    column = sheet.cell(1, heads.index("reviewer_verdict") + 1).column_letter
    assert str(choice.sqref) == f"{column}2:{column}{sheet.max_row}"
    assert choice.formula1.startswith('"agree,compatible,differ,')
    assert heads.index("reviewer_verdict") < heads.index("reason"), "what is written stands in sight"


def test_what_one_source_says_stands_apart():
    book = opened(sample_report())
    assert [sheet.title for sheet in book] == list(SHEETS)
    several, alone = ({row[0] for row in book[name].iter_rows(2, values_only=True)} for name in SHEETS)
    assert alone == {"f-single"}
    assert several == {"f-differ", "f-variant", "f-compatible", "f-agree"}


def test_nothing_is_a_formula_and_numbers_are_numbers():
    text = "=1+1\x00\ud800"
    where = article(f"a{text}", [f"{text}x"], source=text, title=text)
    one = claim(where, f"{text}x", "x", value="12", number=12.0, unit=text)
    sheet = opened(Report([where], [fact("f", text, VerdictKind.DIFFER, [one], reason=text)]))[SHEETS[0]]
    cells = {head.value: sheet.cell(2, at) for at, head in enumerate(sheet[1], 1)}
    assert {cell.data_type for cell in cells.values()} <= {"s", "inlineStr", "n"}
    assert cells["topic"].value.startswith("=1+1")
    assert (cells["low"].value, cells["low"].data_type) == (12, "n")


def test_it_comes_back_as_decisions(tmp_path):
    report = report_of("ab", "cd")
    book = load_workbook(io.BytesIO(export_xlsx(report)))
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(2):
            if row[0].value == "f-ab":
                row[heads.index("reviewer_verdict")].value = "no conflict"
                row[heads.index("reviewer_note")].value = "one is vaguer"
    book.save(tmp_path / "claims.xlsx")
    plan = plan_import(
        report, read_sheet(tmp_path / "claims.xlsx", 10**7), reviewer="A", at="2024-05-31T09:30:00Z"
    )
    (decision,) = plan.decisions
    assert (decision.verdict, decision.note) == (VerdictKind.COMPATIBLE, "one is vaguer")
    assert set(decision.claims) == set(ids(report, "ab"))
    assert (list(plan.refused), plan.unchanged) == ([], 1)


def test_a_sheet_of_other_columns_loses_no_row():
    book = load_workbook(io.BytesIO(export_xlsx(sample_report())))
    before = read_workbook(export_xlsx(sample_report()), "x.xlsx")
    alone = book[SHEETS[1]]
    alone.move_range(f"A1:A{alone.max_row}", cols=alone.max_column)
    alone.delete_cols(1)
    book.create_sheet("mine").append(["call the mayor"])
    out = io.BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue(), "x.xlsx") == before


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("compare.review.workbook.find_spec", lambda _: None)
    for action in (lambda: export_xlsx(sample_report()), lambda: read_workbook(b"PK", "x.xlsx")):
        with pytest.raises(InputError, match="needs openpyxl; pip install"):
            action()
