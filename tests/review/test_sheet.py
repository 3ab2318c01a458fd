"""Tables as spreadsheets save them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare.errors import InputError
from compare.review.sheet import read_sheet
from compare.text_safety import formula_safe, visible

LINES = ["fact_id,reviewer_verdict,reviewer_note", 'q1,differ,"a, ""b"""', "q2,,Müller’s"]


def saved(tmp_path, data: bytes | str):
    path = tmp_path / "claims.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def cells(sheet):
    return [(row.number, row["fact_id"], row["reviewer_verdict"], row["reviewer_note"]) for row in sheet.rows]


EXPECTED = [(2, "q1", "differ", 'a, "b"'), (3, "q2", "", "Müller’s")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators_encodings_and_line_ends(tmp_path, end, encoding, bom, mark):
    text = end.join(
        line if mark == "," else line.replace("a, ", "a\x00 ").replace(",", mark) for line in LINES
    )
    text = text.replace("\x00", ",") + end
    sheet = read_sheet(saved(tmp_path, bom + text.encode(encoding)), 10_000)
    assert cells(sheet) == EXPECTED
    assert sheet.problems == ()
    assert bool(sheet.remarks) == (encoding == "cp1252")


def test_a_line_that_names_the_separator(tmp_path):
    text = "sep=;\nfact_id;reviewer_verdict\nq1;agree\n"
    assert [(r.number, r["reviewer_verdict"]) for r in read_sheet(saved(tmp_path, text), 1000).rows] == [
        (3, "agree")
    ]


def test_columns_in_any_order_and_case_with_others_between(tmp_path):
    text = "Colour,Reviewer Verdict,x,FACT-ID\nred,agree,,q1\n\n,,,\nblue,differ\n"
    sheet = read_sheet(saved(tmp_path, text), 1000)
    assert sheet.columns == ("fact_id", "reviewer_verdict")
    assert [(r.number, r["fact_id"], r["reviewer_verdict"], r["start"]) for r in sheet.rows] == [
        (2, "q1", "agree", ""),
        (5, "", "differ", ""),
    ]


def test_the_apostrophe_of_safety_is_taken_off(tmp_path):
    text = "fact_id,reviewer_verdict,reviewer_note\nq1,'=,'=SUM(1)\nq2,agree,'tis so\n"
    notes = [
        (r["reviewer_verdict"], r["reviewer_note"]) for r in read_sheet(saved(tmp_path, text), 1000).rows
    ]
    assert notes == [("=", "=SUM(1)"), ("agree", "'tis so")]


@given(st.text(max_size=60))
@example("=1+1")
@example("'=x")
@example("@a\t")
@settings(derandomize=True, deadline=None)
def test_what_was_written_is_read_back(tmp_path_factory, note):
    import csv
    import io

    kept = visible(note.replace("\r", "\n")).strip()
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [["fact_id", "reviewer_verdict", "reviewer_note"], ["q1", "agree", formula_safe(kept)]]
    )
    path = tmp_path_factory.mktemp("sheet") / "claims.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert read_sheet(path, 10_000).rows[0]["reviewer_note"] == kept


def test_rows_that_do_not_fit_are_named(tmp_path):
    text = 'fact_id,reviewer_verdict\nq1,agree,and,more\nq2,agree,,\nq3,"agree\n'
    sheet = read_sheet(saved(tmp_path, text), 1000)
    assert [row["fact_id"] for row in sheet.rows] == ["q2"]
    assert sheet.problems == (
        "row 2: 4 cells under 2 columns",
        "row 4: a quotation mark is never closed",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "has no column 'fact_id': it has nothing"),
        ("id,verdict\nq1,agree\n", "has no column 'fact_id': it has id, verdict; write the table with"),
        ("fact_id,x\nq1,agree\n", "has no column 'reviewer_verdict'"),
        ("fact_id,reviewer_verdict,Fact ID\nq1,agree,q1\n", "has the column 'fact_id' twice"),
        (b"PK\x03\x04" + b"\0" * 50, "is no workbook that can be read: .*; save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "is an old workbook"),
        (bytes(range(256)) * 10, "is no table: it is no text file"),
        ("fact_id,reviewer_verdict\n" + "q1,agree\n" * 2000, "is larger than 10000 bytes"),
    ],
)
def test_what_is_no_table_of_ours_is_refused(tmp_path, data, told):
    with pytest.raises(InputError, match=told):
        read_sheet(saved(tmp_path, data), 10_000)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"cannot read .* No such file"):
        read_sheet(tmp_path / "none.csv", 1000)
    with pytest.raises(InputError, match=r"cannot read .*; name a CSV file"):
        read_sheet(tmp_path, 1000)


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, b""])
@pytest.mark.parametrize("where", [0, 3, 40])
def test_a_table_with_zero_bytes_is_told_in_one_line(tmp_path, bom, where):
    text = "\n".join(LINES)
    path = saved(tmp_path, bom + (text[:where] + "\0" + text[where:]).encode())
    try:
        sheet = read_sheet(path, 10_000)
    except InputError as error:
        assert str(error).startswith(f"{str(path)!r}") and "\n" not in str(error)
    else:
        assert sheet.problems or sheet.remarks == ("1 NUL character was read as \ufffd",)
