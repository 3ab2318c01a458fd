"""Reports and logs of decisions made by hand, for the review room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from samples import article, claim, fact

from compare.errors import ReviewError
from compare.extraction.annotation.annotate import annotate_claims, by_claim
from compare.linkage.duplicates.origins import Origins
from compare.linkage.duplicates.sources import find_sources
from compare.models import Article, Claim, Decision, DecisionKind, Facet, Fact, VerdictKind
from compare.reports.report import Report
from compare.verdicts.judge import judge

TOLLS = {"a": 12, "b": 15, "c": 12, "d": 20}


def paper(key: str, toll: int | None = None, day: int = 1) -> Article:
    """An article that gives one toll, on that day of March."""
    number = TOLLS[key] if toll is None else toll
    return article(
        key,
        [f"The ferry left {key}.", f"In all {number} passengers were hurt near {key}."],
        date(2024, 3, day),
        source=f"Paper {key.upper()}",
    )


def toll(where: Article) -> Claim:
    """The toll that `where` gives."""
    sentence = where.text.split("\n")[1]
    number = sentence.split()[2]
    return claim(
        where, sentence, f"{number} passengers", number=float(number), counted="passengers", value=number
    )


def judged(key: str, claims: Sequence[Claim], articles: Sequence[Article], score: float = 0.7) -> Fact:
    """The fact of `claims` as the tool judges it."""
    by_id = {a.id: a for a in articles}
    found = judge(claims, by_id, find_sources(claims, by_id, Origins()), by_claim(annotate_claims(claims)))
    made = fact(key, f"How many: {key}", found.verdict, list(claims), score)
    return replace(made, verdict=found, origins=len({c.article for c in claims}))


def report_of(*groups: str, score: float = 0.7, tolls: dict[str, int] | None = None) -> Report:
    """A report on one toll: a fact for each group of papers, "ab" being those of papers a and b."""
    papers = {
        key: paper(key, (tolls or {}).get(key), day)
        for day, key in enumerate(sorted(set("".join(groups))), 1)
    }
    facts = [
        judged(f"f-{group}", [toll(papers[key]) for key in group], list(papers.values()), score)
        for group in groups
    ]
    return Report(list(papers.values()), facts)


def ids(report: Report, keys: str) -> tuple[str, ...]:
    """The claim ids of some papers."""
    found = {c.article: c.id for f in report.facts for c in f.claims}
    return tuple(found[key] for key in keys)


class Log:
    """A log of decisions in memory."""

    def __init__(self, *decisions: Decision) -> None:
        self.rows: list[Decision] = []
        self.decide(decisions)

    def decisions(self) -> list[Decision]:
        return list(self.rows)

    def decide(self, decisions: Sequence[Decision], known: int | None = None) -> list[Decision]:
        if known not in (None, len(self.rows)):
            raise ReviewError("another decision was saved")
        saved = [replace(d, id=len(self.rows) + n) for n, d in enumerate(decisions, 1)]
        self.rows += saved
        return saved


def said(claims: Sequence[str], verdict: VerdictKind, note: str = "", **fields: object) -> Decision:
    """A verdict on `claims`."""
    fields = {"reviewer": "Ana", "at": "2024-04-01T09:30:00Z"} | fields
    return Decision("f", tuple(claims), DecisionKind.VERDICT, verdict, note=note, **fields)  # type: ignore[arg-type]


def split(claims: Sequence[str], out: Sequence[str], **fields: object) -> Decision:
    fields = {"reviewer": "Ana", "at": "2024-04-01T09:30:00Z"} | fields
    return Decision("f", tuple(claims), DecisionKind.SPLIT, others=tuple(out), **fields)  # type: ignore[arg-type]


def merge(claims: Sequence[str], others: Sequence[str], **fields: object) -> Decision:
    fields = {"reviewer": "Ana", "at": "2024-04-01T09:30:00Z"} | fields
    return Decision("f", tuple(claims), DecisionKind.MERGE, others=tuple(others), **fields)  # type: ignore[arg-type]


def undo(number: int) -> Decision:
    return Decision("f", (), DecisionKind.UNDO, undoes=number, reviewer="Ana", at="2024-04-02T09:30:00Z")


__all__ = [
    "Facet", "Log", "ids", "judged", "merge", "paper", "report_of", "said", "split", "toll", "undo",
]  # fmt: skip
