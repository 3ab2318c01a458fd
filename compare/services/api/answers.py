"""The records that answers are made of, beside those of facts.json."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from compare.json_schema import also
from compare.models import Certainty, Facet, VerdictKind
from compare.reports.written import ClaimRow, ExplanationRow, FactRow
from compare.settings import ServeSettings

__all__ = ["ExplanationAnswer", "HealthAnswer", "HitRow", "ProblemAnswer", "QueryAnswer", "VersionAnswer"]


class HealthAnswer(TypedDict):
    """That the server answers."""

    status: Annotated[str, also(const="ok")]


class VersionAnswer(TypedDict):
    """What answers."""

    version: Annotated[str, "Of crossclaim."]
    schema: Annotated[int, "Of facts.json."]
    limits: ServeSettings


class HitRow(FactRow):
    """A fact, with how much it is about the topic."""

    relevance: Annotated[float, also(minimum=0)]


class QueryAnswer(TypedDict):
    """The facts of the store about a topic, the most relevant first."""

    topic: str
    facts: list[HitRow]


class ExplanationAnswer(TypedDict):
    """Why claims are one fact, and why its verdict."""

    id: str
    topic: str
    facet: Annotated[str, Facet]
    verdict: Annotated[str, VerdictKind]
    certainty: NotRequired[Annotated[str, Certainty, "Only of a difference."]]
    reason: str
    score: float
    explanation: Annotated[
        ExplanationRow | None,
        "None for names, which are joined by their spelling, and for one article alone.",
    ]
    claims: list[ClaimRow]


class ProblemAnswer(TypedDict):
    """Why a request is not answered as it wished (RFC 9457)."""

    type: Annotated[str, also(const="about:blank")]
    title: Annotated[str, "What the status is called."]
    status: Annotated[int, also(minimum=400, maximum=599)]
    detail: Annotated[str, "What is wrong and what to do, in one line."]
