import csv
import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import article, claim, fact, sample_report

from compare.models import Facet, VerdictKind
from compare.reports.csv_ import COLUMNS, claims_csv, claims_pieces, csv_text
from compare.reports.report import Report
from compare.reports.write import render
from compare.text_safety import plain_cell, visible

DESIGN_COLUMNS = (
    "fact_id, topic, facet, verdict, certainty, cause, reason, article_id, source, published, value, low, "
    "high, unit, focus, sentence, attribution, start, end, title, url, reviewer_verdict, reviewer_note"
)


def read(raw: bytes) -> list[dict[str, str]]:
    text = raw.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def hostile_report(text: str, number: float | None = None, facet: Facet = Facet.QUANTITY) -> Report:
    where = article(f"a{text}", [f"{text}x"], source=text, title=text, url=text)
    one = claim(
        where, f"{text}x", "x", facet, value=text, number=number, unit=text, counted=text, attribution=text
    )
    return Report([where], [fact(text, text, VerdictKind.DIFFER, [one], reason=text)])


def test_the_columns_are_those_of_the_format():
    raw = claims_csv(sample_report().view())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert (
        raw.split(b"\r\n")[0].decode("utf-8-sig").replace(",", ", ") == DESIGN_COLUMNS == ", ".join(COLUMNS)
    )
    assert render(sample_report().view(), "csv") == raw


def test_the_pieces_are_the_file():
    seen = sample_report().view()
    pieces = list(claims_pieces(seen))
    assert b"".join(pieces) == claims_csv(seen) == csv_text(seen.facts).encode("utf-8-sig")
    assert len(pieces) > len(seen.facts)


def test_a_row_per_claim_differences_first():
    rows = read(claims_csv(sample_report().view()))
    assert len(rows) == 9
    first = rows[0]
    assert (first["fact_id"], first["verdict"], first["value"]) == ("f-differ", "differ", "12")
    assert (first["low"], first["high"]) == ("12", "")
    assert all(row["reviewer_verdict"] == row["reviewer_note"] == "" for row in rows)


@given(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=30))
@example('=HYPERLINK("http://x","y")')
@example('",\r\n=1+1,"')
@example("\t=cmd|' /C calc'!A0")
@settings(derandomize=True, deadline=None)
def test_no_cell_is_a_formula_and_every_cell_reads_back(text):
    row, *more = read(claims_csv(hostile_report(text).view()))
    assert not more
    assert set(row) == set(COLUMNS)
    for name, cell in row.items():
        if name in ("start", "end", "low", "high"):
            continue
        first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
        assert first not in ("=", "+", "-", "@", "|", "%") or name == "value"
        assert cell[:1] not in ("\t", "\r", "\n")
    assert plain_cell(row["topic"]) == visible(text)
    assert plain_cell(row["sentence"]) == visible(f"{text}x")


@pytest.mark.parametrize(
    ("value", "number", "facet", "cell"),
    [
        ("-5", -5.0, Facet.QUANTITY, "-5"),
        ("-0.5", -0.5, Facet.PERCENTAGE, "-0.5"),
        ("-5+1", None, Facet.QUANTITY, "'-5+1"),
        ("-5", None, Facet.NAME, "'-5"),
        ("+5", None, Facet.QUANTITY, "'+5"),
        ("../2020-01-01", None, Facet.DATE, "../2020-01-01"),
    ],
)
def test_numbers_stay_numbers_where_numbers_belong(value, number, facet, cell):
    assert read(claims_csv(hostile_report(value, number, facet).view()))[0]["value"] == cell


def test_negative_bounds_stay_numbers():
    where = article("a", ["-7 x"])
    one = claim(where, "-7 x", "-7", number=-7.0)
    (row,) = read(claims_csv(Report([where], [fact("f", "t", VerdictKind.AGREE, [one])]).view()))
    assert (row["low"], row["high"], row["value"]) == ("-7", "-7", "-7")
    assert row["focus"] == "'-7"
