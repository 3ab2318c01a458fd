"""Tables for other programs: one type per column, nothing lost but in cells that would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from samples import POST, sample_report

from compare.errors import InputError
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.reports.tables import TABLES, encoded

REPORT = sample_report()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_jsonl(content: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in content.decode().splitlines()]


def read_parquet(content: bytes) -> list[dict[str, object]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(content)).to_pylist()


@pytest.mark.parametrize("name", TABLES)
def test_the_formats_hold_the_same_rows(name):
    table = TABLES[name](REPORT.articles, REPORT.facts)
    lines, columnar = read_jsonl(encoded(table, "jsonl")), read_parquet(encoded(table, "parquet"))
    assert len(table.rows) == len(lines) == len(columnar) == len(read_csv(encoded(table, "csv")))
    assert all(list(row) == list(table.types) for row in (*lines, *columnar))
    for plain, typed in zip(lines, columnar, strict=True):
        assert plain == {k: v.isoformat() if isinstance(v, date) else v for k, v in typed.items()}


def test_bounds_have_a_column_for_each_type():
    rows = {
        row["focus"]: row
        for row in read_jsonl(encoded(TABLES["claims"](REPORT.articles, REPORT.facts), "jsonl"))
    }
    number, day = rows["At least 12 passengers"], rows["this month"]
    assert (number["low"], number["high"], number["first"], number["last"]) == (12.0, None, None, None)
    assert (day["low"], day["high"], day["first"], day["last"]) == (None, None, "2024-03-01", "2024-03-31")


def test_facts_say_what_they_rest_on():
    rows = {row["id"]: row for row in TABLES["facts"](REPORT.articles, REPORT.facts).rows}
    fact = rows["f-differ"]
    assert (fact["articles"], fact["origins"], fact["tool_verdict"]) == (2, 2, "differ")
    assert (fact["first_published"], fact["last_published"]) == (date(2024, 3, 11), date(2024, 3, 12))


def test_types_hold_without_rows_and_without_values():
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    for report in (Report([], []), Report([replace(POST, published=None)], [])):
        table = parquet.read_table(
            io.BytesIO(encoded(TABLES["articles"](report.articles, report.facts), "parquet"))
        )
        assert str(table.schema.field("published").type) == "date32[day]"
        assert len(table) == len(report.articles)


HOSTILE = replace(POST, id="=1+1", source="@SUM(A1)", title="\ud800\0 -2+3", text="-5\n=cmd|' /C calc'!A0")


def test_cells_do_not_run():
    (row,) = read_csv(encoded(TABLES["articles"]([HOSTILE], []), "csv"))
    assert (row["id"], row["source"]) == ("'=1+1", "'@SUM(A1)")
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_text_for_programs_is_as_it_was(form):
    content = encoded(TABLES["articles"]([HOSTILE], []), form)
    (row,) = {"jsonl": read_jsonl, "parquet": read_parquet}[form](content)
    assert (row["id"], row["text"], row["title"]) == ("=1+1", HOSTILE.text, "\ufffd\0 -2+3")


def test_negative_numbers_stay_numbers():
    fact = next(fact for fact in REPORT.facts if fact.verdict.verdict is VerdictKind.SINGLE_SOURCE)
    claim = replace(fact.claims[0], value=replace(fact.claims[0].value, value="-5", number=-5.0, low=-5.0))
    (row,) = read_csv(encoded(TABLES["claims"]([POST], [replace(fact, claims=(claim,))]), "csv"))
    assert (row["value"], row["low"], row["negated"]) == ("-5", "-5.0", "false")


def test_parquet_without_pyarrow_is_one_line(monkeypatch):
    monkeypatch.setattr("compare.reports.tables.find_spec", lambda _: None)
    with pytest.raises(
        InputError, match=r"needs pyarrow; install it with pip install 'crossclaim\[parquet\]'"
    ):
        encoded(TABLES["articles"](REPORT.articles, REPORT.facts), "parquet")
