"""The tables of a report for other programs: articles, facts, claims and decisions, a type for each column.

Bounds of numbers are in ``low`` and ``high``, those of dates in ``first`` and ``last``. A bound that is
missing is an open end. By the columns that come second, `compare.ingest` knows that a table is one of ours,
and none of articles to read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypedDict, cast

from compare.json_schema import also
from compare.models import Article, Claim, Decision, DecisionKind, Fact, Story, VerdictKind
from compare.reports.json_ import written
from compare.reports.values import normalised

__all__ = ["DECISIONS_SCHEMA", "TABLES", "Cell", "DecisionRow", "Holdings", "Table", "real"]

Cell = str | int | float | bool | date | Sequence[str] | None


@dataclass(frozen=True)
class Table:
    """Rows with the columns `types`: "text", "number", "count", "day", "flag", "texts" or "moment" (a time
    in UTC, as text)."""

    types: Mapping[str, str]
    rows: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True)
class Holdings:
    """What is exported: the articles, their facts as reviewed, and the log of decisions."""

    articles: Sequence[Article]
    facts: Sequence[Fact] = ()
    decisions: Sequence[Decision] = ()
    stories: Sequence[Story] = ()


DECISIONS_SCHEMA = 1
"""Version of the rows of decisions."""


class DecisionRow(TypedDict):
    """One row of the reviewers' log, which only grows: a line of decisions.jsonl. The latest one wins."""

    id: Annotated[int, also(minimum=1), "Its place in the log."]
    fact: Annotated[str, "Id of the fact on which it was taken."]
    kind: Annotated[str, DecisionKind]
    verdict: Annotated[str | None, VerdictKind, "Of a decision of the kind verdict."]
    claims: Annotated[list[str], "The claims that the reviewer saw, for which it holds, by their ids."]
    others: Annotated[
        list[str], "Of a merge, the claims of the fact that joins; of a split, those that leave."
    ]
    undoes: Annotated[int | None, "Of an undo, the decision that it takes back."]
    note: str
    reviewer: str
    at: Annotated[str, "When, in UTC to the second."]


_DECISIONS = {
    "id": "count",
    "fact": "text",
    "kind": "text",
    "verdict": "text",
    "claims": "texts",
    "others": "texts",
    "undoes": "count",
    "note": "text",
    "reviewer": "text",
    "at": "moment",
}
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
    "certainty": "text",
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
                "verdict": written(fact.verdict.verdict),
                "source": article.source if article else "",
                "published": article.published if article else None,
            }
            rows.append({**_claim(claim), **own})
    return Table(_CLAIMS, tuple(rows))


def decisions_table(decisions: Iterable[Decision]) -> Table:
    """A row per decision, undone ones and undos too, in the order of the log."""
    return Table(_DECISIONS, tuple(cast(Mapping[str, Cell], _decision(decision)) for decision in decisions))


def _decision(decision: Decision) -> DecisionRow:
    return {
        "id": decision.id,
        "fact": decision.fact,
        "kind": str(decision.kind),
        "verdict": str(decision.verdict) if decision.verdict else None,
        "claims": list(decision.claims),
        "others": list(decision.others),
        "undoes": decision.undoes,
        "note": decision.note,
        "reviewer": decision.reviewer,
        "at": decision.at,
    }


TABLES: Mapping[str, Callable[[Holdings], Table]] = {
    "articles": lambda held: articles_table(held.articles),
    "facts": lambda held: facts_table(held.articles, held.facts),
    "claims": lambda held: claims_table(held.articles, held.facts),
    "decisions": lambda held: decisions_table(held.decisions),
}
"""What makes each table."""


def _fact(fact: Fact, published: Mapping[str, date | None]) -> dict[str, Cell]:
    own = {claim.article for claim in fact.claims}
    days = sorted(day for day in map(published.get, own) if day is not None)
    review = fact.review
    return {
        "id": fact.id,
        "topic": fact.topic,
        "facet": str(fact.facet),
        "verdict": written(fact.verdict.verdict),
        "certainty": str(fact.verdict.certainty or ""),
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


def real(number: float | None) -> float | None:
    """A number as databases hold it: whole ones, however large, as floats, too."""
    return None if number is None else float(number)


def _claim(claim: Claim) -> dict[str, Cell]:
    value = claim.value
    low, high = (value.low, value.high) if value else (None, None)
    return {
        "id": claim.id,
        "article": claim.article,
        "facet": str(claim.facet),
        "value": normalised(value),
        "low": None if isinstance(low, date) else real(low),
        "high": None if isinstance(high, date) else real(high),
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
