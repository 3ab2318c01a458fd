"""The tables of a report for other programs: articles, facts and claims as CSV, JSON lines and Parquet.

Columns have one type each: bounds of numbers are in ``low`` and ``high``, those of dates in ``first`` and
``last``. A bound that is missing is an open end. By the columns that come second, `compare.ingest` knows that
a table is one of ours, and none of articles to read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from compare.errors import InputError
from compare.models import Article, Claim, Fact
from compare.reports.values import normalised
from compare.text_safety import encodable, formula_safe, is_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMATS", "TABLES", "Table", "encoded"]

FORMATS = ("csv", "jsonl", "parquet")

Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class Table:
    """Rows with the columns `types`: "text", "number", "count", "day" or "flag"."""

    types: Mapping[str, str]
    rows: tuple[Mapping[str, Cell], ...]


_ARTICLES = {
    "id": "text",
    "sha256": "text",
    "source": "text",
    "title": "text",
    "published": "day",
    "url": "text",
    "language": "text",
    "path": "text",
    "text": "text",
}
_FACTS = {
    "id": "text",
    "tool_verdict": "text",
    "topic": "text",
    "facet": "text",
    "verdict": "text",
    "reason": "text",
    "score": "number",
    "articles": "count",
    "origins": "count",
    "first_published": "day",
    "last_published": "day",
    "reviewer": "text",
    "reviewer_note": "text",
}
_CLAIMS = {
    "id": "text",
    "fact": "text",
    "article": "text",
    "focus_start": "count",
    "focus_end": "count",
    "focus": "text",
    "source": "text",
    "published": "day",
    "facet": "text",
    "verdict": "text",
    "value": "text",
    "low": "number",
    "high": "number",
    "first": "day",
    "last": "day",
    "unit": "text",
    "counted": "text",
    "modifier": "text",
    "sentence": "text",
    "sentence_start": "count",
    "start": "count",
    "end": "count",
    "attribution": "text",
    "negated": "flag",
    "hedged": "flag",
    "planned": "flag",
}


def articles_table(articles: Iterable[Article]) -> Table:
    """A row per article, with its text."""
    rows = [
        {
            "id": article.id,
            "source": article.source,
            "title": article.title,
            "published": article.published,
            "url": article.url,
            "language": article.language,
            "path": article.path,
            "sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "text": article.text,
        }
        for article in articles
    ]
    return Table(_ARTICLES, tuple(rows))


def facts_table(articles: Iterable[Article], facts: Iterable[Fact]) -> Table:
    """A row per fact, in their order."""
    published = {article.id: article.published for article in articles}
    return Table(_FACTS, tuple(_fact(fact, published) for fact in facts))


def claims_table(articles: Iterable[Article], facts: Iterable[Fact]) -> Table:
    """A row per claim of each fact."""
    known = {article.id: article for article in articles}
    rows: list[Mapping[str, Cell]] = []
    for fact in facts:
        for claim in fact.claims:
            article = known.get(claim.article)
            own = {
                "fact": fact.id,
                "verdict": str(fact.verdict.verdict),
                "source": article.source if article else "",
                "published": article.published if article else None,
            }
            rows.append({**_claim(claim), **own})
    return Table(_CLAIMS, tuple(rows))


TABLES: Mapping[str, Callable[[Sequence[Article], Sequence[Fact]], Table]] = {
    "articles": lambda articles, _: articles_table(articles),
    "facts": facts_table,
    "claims": claims_table,
}
"""What makes each table of articles and facts."""


def _fact(fact: Fact, published: Mapping[str, date | None]) -> dict[str, Cell]:
    own = {claim.article for claim in fact.claims}
    days = sorted(day for day in map(published.get, own) if day is not None)
    review = fact.review
    return {
        "id": fact.id,
        "topic": fact.topic,
        "facet": str(fact.facet),
        "verdict": str(fact.verdict.verdict),
        "reason": fact.verdict.reason,
        "score": round(float(fact.score), 2),
        "articles": len(own),
        "origins": int(fact.origins),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "tool_verdict": str(review.tool if review else fact.verdict.verdict),
        "reviewer": review.reviewer if review else "",
        "reviewer_note": review.note if review else "",
    }


def _claim(claim: Claim) -> dict[str, Cell]:
    value = claim.value
    low, high = (value.low, value.high) if value else (None, None)
    return {
        "id": claim.id,
        "article": claim.article,
        "facet": str(claim.facet),
        "value": normalised(value),
        "low": None if isinstance(low, date) else low,
        "high": None if isinstance(high, date) else high,
        "first": low if isinstance(low, date) else None,
        "last": high if isinstance(high, date) else None,
        "unit": value.unit if value else "",
        "counted": value.counted if value else "",
        "modifier": str(value.modifier) if value else "",
        "focus": claim.focus.text,
        "focus_start": claim.focus.start,
        "focus_end": claim.focus.end,
        "sentence": claim.text,
        "sentence_start": claim.sentence_start,
        "start": claim.start,
        "end": claim.end,
        "attribution": claim.attribution,
        "negated": claim.modality.negated,
        "hedged": claim.modality.hedged,
        "planned": claim.modality.planned,
    }


def encoded(table: Table, form: str) -> bytes:
    """The bytes of `table` in one of the `FORMATS`. Raises `InputError` where Parquet cannot be written."""
    if form == "csv":
        return _csv(table)
    if form == "jsonl":
        lines = (
            json.dumps({name: _plain(row[name]) for name in table.types}, ensure_ascii=False)
            for row in table.rows
        )
        return "".join(f"{line}\n" for line in lines).encode()
    return _parquet(table)


def _plain(value: Cell) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return encodable(value) if isinstance(value, str) else value


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.types)
    for row in table.rows:
        writer.writerow([_cell(_plain(row[name])) for name in table.types])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> Cell:
    """Text made harmless; a plain number stays one, minus sign and all."""
    if isinstance(value, bool):
        return str(value).lower()
    return formula_safe(value) if isinstance(value, str) and not is_number(value) else value


def _parquet(table: Table) -> bytes:
    if find_spec("pyarrow") is None:
        raise InputError(
            "--format is 'parquet', which needs pyarrow; install it with pip install 'crossclaim[parquet]', "
            "or choose csv or jsonl"
        )
    out = io.BytesIO()
    frame(table).to_parquet(out, engine="pyarrow", index=False)
    return out.getvalue()


_DTYPES = {
    "text": "string",
    "number": "float64",
    "count": "int64",
    "flag": "bool",
    "day": "date32[day][pyarrow]",
}


def frame(table: Table) -> pd.DataFrame:
    """`table` as a DataFrame with a fixed type per column."""
    import pandas as pd

    def column(name: str, kind: str) -> Any:
        cells = [
            encodable(cell) if isinstance(cell, str) else cell for cell in (row[name] for row in table.rows)
        ]
        return pd.Series(cells, dtype=_DTYPES[kind])

    return pd.DataFrame({name: column(name, kind) for name, kind in table.types.items()})
