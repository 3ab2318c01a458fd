"""What changed, as JSON: the records that are written, of which the JSON Schema is made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict

from compare.changes.find import Change, ChangeKind, Changes
from compare.json_schema import also
from compare.models import Certainty, Modifier, VerdictKind
from compare.reports.json_ import fact_dict, written
from compare.reports.view import ClaimView, FactView
from compare.reports.words import who
from compare.reports.written import WRITTEN_VERDICTS, Bound, Count, DayOrNone, FactRow
from compare.text_safety import json_safe

__all__ = ["SCHEMA", "ChangeRow", "ChangesFile", "changes_json"]

SCHEMA = 1
"""Version of this format."""


class NamedArticleRow(TypedDict):
    """An article that is in one of the reports only."""

    id: str
    source: str
    title: str
    published: DayOrNone
    url: str


class ArticlesRow(TypedDict):
    """Articles that are new, and those that are gone."""

    new: list[NamedArticleRow]
    gone: list[NamedArticleRow]


class SaidRow(TypedDict):
    """A value that a source gives."""

    source: Annotated[str, "The outlet, or its article where the outlet is not known."]
    article: Annotated[str, "Id of the article."]
    published: DayOrNone
    value: Annotated[str, "Normalised, as in facts.json."]
    low: Bound
    high: Bound
    unit: str
    modifier: Annotated[str, Modifier]
    focus: Annotated[str, "The words of the value."]


class VerdictRow(TypedDict):
    """What the sources did to each other."""

    verdict: Annotated[str, also(enum=WRITTEN_VERDICTS)]
    certainty: NotRequired[Annotated[str, Certainty, "Of a difference: whether the tool stands for it."]]
    probability: NotRequired[Annotated[float, "Of what may differ, that it does."]]
    reason: Annotated[str, "The verdict in words."]
    reviewer: NotRequired[Annotated[str, "Who gave it, where a person did."]]


class ValuesRow(TypedDict):
    """Values that a source gives now and did not give, and those that it gave and does not any more."""

    new: list[SaidRow]
    gone: list[SaidRow]


class SourcesRow(TypedDict):
    """Sources that tell the fact now and did not, and those that told it and do not any more."""

    new: list[str]
    gone: list[str]


class ChangeRow(TypedDict):
    """One fact that is new, changed or gone."""

    change: Annotated[str, ChangeKind]
    id: Annotated[str, "Of the fact as it is; of one that is gone, as it was."]
    old_id: NotRequired[Annotated[str, "Where the fact had another id before."]]
    verdict: Annotated[VerdictRow | None, "As it is; null for a fact that is gone."]
    old_verdict: Annotated[VerdictRow | None, "As it was; null for a fact that is new."]
    values: ValuesRow
    sources: SourcesRow
    joined: NotRequired[Annotated[str, "Of a fact that is gone, the one that most of its claims are in now."]]
    parted: NotRequired[Annotated[str, "Of a new fact, the one that most of its claims were in before."]]
    fact: Annotated[FactRow, "The fact as it is; of one that is gone, as it was."]


class ChangesFile(TypedDict):
    """What changed from one report to another."""

    schema: Annotated[int, also(const=SCHEMA), "Version of the format."]
    old: Annotated[str, "The earlier report or store, as it was named."]
    new: Annotated[str, "The later one."]
    articles: ArticlesRow
    same: Annotated[Count, "Facts in which nothing changed."]
    facts: Annotated[list[ChangeRow], "New ones first, then those that changed, then those that are gone."]


def changes_json(changes: Changes, names: tuple[str, str]) -> str:
    """The text of what changed between the reports of those `names`."""
    tree: ChangesFile = {
        "schema": SCHEMA,
        "old": names[0],
        "new": names[1],
        "articles": {"new": _articles(changes.articles), "gone": _articles(changes.articles_gone)},
        "same": changes.same,
        "facts": [change_row(change) for change in changes.facts],
    }
    return json_safe(json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _articles(rows: Sequence[Mapping[str, str]]) -> list[NamedArticleRow]:
    return [
        {
            "id": row["id"],
            "source": row["source"],
            "title": row["title"],
            "published": row["published"],
            "url": row["url"],
        }
        for row in rows
    ]


def change_row(change: Change) -> ChangeRow:
    """One change as it is written."""
    row: ChangeRow = {
        "change": str(change.kind),
        "id": change.fact.id,
        "verdict": None if change.kind is ChangeKind.GONE else _verdict(change.fact),
        "old_verdict": None if change.old is None else _verdict(change.old),
        "values": {"new": _said(change.values), "gone": _said(change.values_gone)},
        "sources": {"new": list(change.sources), "gone": list(change.sources_gone)},
        "fact": fact_dict(change.fact),
    }
    if change.old is not None and change.old.id != change.fact.id:
        row["old_id"] = change.old.id
    if change.with_fact and change.kind is ChangeKind.GONE:
        row["joined"] = change.with_fact
    elif change.with_fact:
        row["parted"] = change.with_fact
    return row


def _verdict(fact: FactView) -> VerdictRow:
    row: VerdictRow = {"verdict": written(fact.verdict), "reason": fact.reason}
    if fact.certainty is not None:
        row["certainty"] = str(fact.certainty)
    if fact.verdict is VerdictKind.POSSIBLE:
        row["probability"] = fact.score
    if fact.review is not None and fact.review.verdict is not None and not fact.review.overtaken:
        row["reviewer"] = fact.review.reviewer
    return row


def _said(claims: Sequence[ClaimView]) -> list[SaidRow]:
    return [
        {
            "source": who(claim),
            "article": claim.article,
            "published": claim.published,
            "value": claim.value,
            "low": claim.low,
            "high": claim.high,
            "unit": claim.unit,
            "modifier": claim.modifier,
            "focus": claim.focus,
        }
        for claim in claims
    ]
