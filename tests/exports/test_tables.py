"""Tables for other programs: one type per column, nothing lost but in cells that would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from decided import merge, said, undo
from jsonschema import Draft202012Validator
from samples import POST, sample_report

from compare.errors import InputError
from compare.exports.files import encoded
from compare.exports.tables import TABLES, Holdings
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.schemas import load_schema

REPORT = sample_report()
LOG = [
    replace(said(("x",), VerdictKind.AGREE, "a note, with “words”"), id=1),
    replace(merge(("x", "y"), ("z",)), id=2),
    replace(undo(2), id=3),
]
HELD = Holdings(REPORT.articles, REPORT.facts, LOG)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_jsonl(content: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in content.decode().splitlines()]


def read_parquet(content: bytes) -> list[dict[str, object]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(content)).to_pylist()


def as_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", TABLES)
def test_the_formats_hold_the_same_rows(name):
    table = TABLES[name](HELD)
    lines, columnar = read_jsonl(encoded(table, "jsonl")), read_parquet(encoded(table, "parquet"))
    assert len(table.rows) == len(lines) == len(columnar) == len(read_csv(encoded(table, "csv")))
    assert all(list(row) == list(table.types) for row in (*lines, *columnar))
    for plain, typed in zip(lines, columnar, strict=True):
        assert plain == {name: as_text(value) for name, value in typed.items()}


def test_bounds_have_a_column_for_each_type():
    rows = {row["focus"]: row for row in read_jsonl(encoded(TABLES["claims"](HELD), "jsonl"))}
    number, day = rows["At least 12 passengers"], rows["this month"]
    assert (number["low"], number["high"], number["first"], number["last"]) == (12.0, None, None, None)
    assert (day["low"], day["high"], day["first"], day["last"]) == (None, None, "2024-03-01", "2024-03-31")


def test_facts_say_what_they_rest_on():
    rows = {row["id"]: row for row in TABLES["facts"](HELD).rows}
    fact = rows["f-differ"]
    assert (fact["articles"], fact["origins"], fact["tool_verdict"]) == (2, 2, "differ")
    assert (fact["first_published"], fact["last_published"]) == (date(2024, 3, 11), date(2024, 3, 12))


def test_a_possible_difference_is_a_difference_with_its_certainty():
    fact = next(fact for fact in REPORT.facts if fact.id == "f-differ")
    doubt = replace(fact, verdict=replace(fact.verdict, verdict=VerdictKind.POSSIBLE))
    found = Holdings(REPORT.articles, [doubt])
    (row,) = TABLES["facts"](found).rows
    assert (row["verdict"], row["certainty"], row["tool_verdict"]) == ("differ", "possible", "possible")
    assert {row["verdict"] for row in TABLES["claims"](found).rows} == {"differ"}
    agreed = next(row for row in TABLES["facts"](HELD).rows if row["id"] == "f-agree")
    assert agreed["certainty"] == ""


def test_types_hold_without_rows_and_without_values():
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    for report in (Report([], []), Report([replace(POST, published=None)], [])):
        table = parquet.read_table(
            io.BytesIO(encoded(TABLES["articles"](Holdings(report.articles, report.facts)), "parquet"))
        )
        assert str(table.schema.field("published").type) == "date32[day]"
        assert len(table) == len(report.articles)


HOSTILE = replace(POST, id="=1+1", source="@SUM(A1)", title="\ud800\0 -2+3", text="-5\n=cmd|' /C calc'!A0")


def test_cells_do_not_run():
    (row,) = read_csv(encoded(TABLES["articles"](Holdings([HOSTILE])), "csv"))
    assert (row["id"], row["source"]) == ("'=1+1", "'@SUM(A1)")
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_text_for_programs_is_as_it_was(form):
    content = encoded(TABLES["articles"](Holdings([HOSTILE])), form)
    (row,) = {"jsonl": read_jsonl, "parquet": read_parquet}[form](content)
    assert (row["id"], row["text"], row["title"]) == ("=1+1", HOSTILE.text, "\ufffd\0 -2+3")


def test_negative_numbers_stay_numbers():
    fact = next(fact for fact in REPORT.facts if fact.verdict.verdict is VerdictKind.SINGLE_SOURCE)
    claim = replace(fact.claims[0], value=replace(fact.claims[0].value, value="-5", number=-5.0, low=-5.0))
    (row,) = read_csv(encoded(TABLES["claims"](Holdings([POST], [replace(fact, claims=(claim,))])), "csv"))
    assert (row["value"], row["low"], row["negated"]) == ("-5", "-5.0", "false")


def test_parquet_without_pyarrow_is_one_line(monkeypatch):
    monkeypatch.setattr("compare.exports.files.find_spec", lambda _: None)
    with pytest.raises(
        InputError, match=r"needs pyarrow; install it with pip install 'crossclaim\[parquet\]'"
    ):
        encoded(TABLES["articles"](HELD), "parquet")


def test_decisions_have_lists_and_times():
    (first, second, third) = read_parquet(encoded(TABLES["decisions"](HELD), "parquet"))
    assert first["at"] == datetime(2024, 4, 1, 9, 30, tzinfo=UTC)
    assert (first["kind"], first["verdict"]) == ("verdict", "agree")
    assert (first["claims"], first["undoes"]) == (["x"], None)
    assert (second["claims"], second["others"], second["verdict"]) == (["x", "y"], ["z"], None)
    assert (third["kind"], third["undoes"]) == ("undo", 2)
    rows = read_csv(encoded(TABLES["decisions"](HELD), "csv"))
    assert [json.loads(row["claims"]) for row in rows] == [["x"], ["x", "y"], []]


def test_decisions_are_as_their_schema_says():
    validator = Draft202012Validator(load_schema("decisions"))
    for row in read_jsonl(encoded(TABLES["decisions"](HELD), "jsonl")):
        assert [error.message for error in validator.iter_errors(row)] == []
        assert [error.message for error in validator.iter_errors({**row, "new": 1})]


def test_a_time_that_is_none_is_nothing():
    odd = Holdings([], [], [replace(LOG[0], at="some day")])
    (row,) = read_parquet(encoded(TABLES["decisions"](odd), "parquet"))
    assert row["at"] is None


def test_columns_of_parquet_have_types():
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(io.BytesIO(encoded(TABLES["decisions"](HELD), "parquet")))
    assert {field.name: str(field.type) for field in schema} == {
        "id": "int64", "fact": "string", "kind": "string", "verdict": "string",
        "claims": "list<element: string>",
        "others": "list<element: string>", "undoes": "int64", "note": "string", "reviewer": "string",
        "at": "timestamp[ms, tz=UTC]",
    }  # fmt: skip
    claims = parquet.read_schema(io.BytesIO(encoded(TABLES["claims"](HELD), "parquet")))
    assert [str(claims.field(name).type) for name in ("low", "first", "negated", "start")] == [
        "double",
        "date32[day]",
        "bool",
        "int64",
    ]
