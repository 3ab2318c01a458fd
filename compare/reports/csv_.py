"""claims.csv: one row per claim, for a reviewer's spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from compare.models import AMOUNTS
from compare.reports.json_ import written
from compare.reports.report_view import ReportView
from compare.reports.view import ClaimView, FactView
from compare.text_safety import formula_safe, is_number

__all__ = ["COLUMNS", "claims_csv", "claims_pieces", "csv_text", "fact_rows"]

COLUMNS = (
    "fact_id",
    "topic",
    "facet",
    "verdict",
    "certainty",
    "cause",
    "reason",
    "article_id",
    "source",
    "published",
    "value",
    "low",
    "high",
    "unit",
    "focus",
    "sentence",
    "attribution",
    "start",
    "end",
    "title",
    "url",
    "reviewer_verdict",
    "reviewer_note",
)
_NUMERIC_COLUMNS = frozenset({"value", "low", "high", "start", "end"})

Cell = str | int | float | None


def claims_csv(seen: ReportView) -> bytes:
    """The bytes of claims.csv: UTF-8 with BOM, so that a spreadsheet reads it as such."""
    return b"".join(claims_pieces(seen))


def claims_pieces(seen: ReportView) -> Iterator[bytes]:
    """The same piece by piece, the rows of a fact each."""
    yield codecs.BOM_UTF8
    yield from (piece.encode() for piece in _pieces(seen.facts, {}))


def csv_text(facts: Iterable[FactView], beside: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The claims of `facts` as CSV (RFC 4180), without BOM; text that a spreadsheet would run is tamed.

    ``beside`` gives further columns at the end: by name, a text for each fact's id.
    """
    return "".join(_pieces(facts, beside or {}))


def _pieces(facts: Iterable[FactView], further: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *further])
    for fact in facts:
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        last = [formula_safe(texts[fact.id]) for texts in further.values()]
        for row in fact_rows(fact):
            writer.writerow([*(_cell(name, row[name], fact.facet) for name in COLUMNS), *last])
    yield out.getvalue()


def fact_rows(fact: FactView) -> Iterator[dict[str, Cell]]:
    """A row per claim of `fact`."""
    for claim in fact.claims:
        yield _row(fact, claim)


def _row(fact: FactView, claim: ClaimView) -> dict[str, Cell]:
    return {
        "fact_id": fact.id,
        "topic": fact.topic,
        "facet": fact.facet,
        "verdict": written(fact.verdict),
        "certainty": str(fact.certainty or ""),
        "cause": str(fact.cause or ""),
        "reason": fact.reason,
        "article_id": claim.article,
        "source": claim.source,
        "published": claim.published,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "focus": claim.focus,
        "sentence": claim.sentence,
        "attribution": claim.attribution,
        "start": claim.start,
        "end": claim.end,
        "title": claim.title,
        "url": claim.url,
        "reviewer_verdict": str(fact.review.verdict or "") if fact.review else "",
        "reviewer_note": fact.review.note if fact.review else "",
    }


def _cell(name: str, value: Cell, facet: str) -> Cell:
    """Text made harmless; a number stays one, minus sign and all."""
    if not isinstance(value, str):
        return "" if value is None else value
    if name in _NUMERIC_COLUMNS and facet in AMOUNTS and is_number(value):
        return value
    return formula_safe(value)
