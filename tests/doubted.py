"""Reports of possible differences made by hand, and decisions on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from decided import paper, said, toll

from compare.linkage.differences.calibration import Calibration, Line
from compare.models import Decision, Explanation, Facet, Fact, Link, Rule, Signal, Verdict, VerdictKind
from compare.reports.report import Report
from compare.settings import Settings

NEEDED = Settings().verdicts.possible_threshold
LINE = Line(-0.5, 0.25, 0.9)
MADE = Calibration(LINE, None, 40, 12, 8, "Ana", "2024-04-01T09:30:00Z", "w", "e")


def chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def doubt(key: str, odds: float, story: str = "", facet: Facet = Facet.QUANTITY, added: float | None = None):
    """Two papers and the possible difference between their tolls; `added` is what a calibration adds."""
    papers = [paper(f"{key}-{n}", n) for n in (1, 2)]
    claims = tuple(toll(one) for one in papers)
    score = chance(odds + (added or 0.0))
    extra = () if added is None else (Signal("calibrated", added, added),)
    signals = (Signal("base", 1.0, -3.0), Signal("lead", 0.2, odds + 3.0), *extra)
    link = Link(claims[0].id, claims[1].id, score, signals, NEEDED)
    why = Explanation(Rule.DOUBT, NEEDED, score - NEEDED, (link,))
    made = Fact(
        f"w-{key}",
        "How many?",
        facet,
        claims,
        Verdict(VerdictKind.POSSIBLE, "maybe"),
        score,
        2,
        why,
        story=story,
    )
    return papers, made


def report_of_doubts(rows: Sequence[tuple], run: dict | None = None) -> Report:
    """A report of the possible differences that `doubt` makes of rows without their keys."""
    made = [doubt(f"p{n:03}", *row) for n, row in enumerate(rows)]
    papers = [one for both, _ in made for one in both]
    return Report(papers, [fact for _, fact in made], {"model": "e"} | (run or {}))


def told(report: Report, number: int, verdict: VerdictKind = VerdictKind.DIFFER) -> Decision:
    """A verdict on the possible difference of a row."""
    fact = by_row(report, number)
    return said([claim.id for claim in fact.claims], verdict)


def by_row(report: Report, number: int) -> Fact:
    return next(fact for fact in report.facts if fact.id == f"w-p{number:03}")


def with_verdict(report: Report, number: int, verdict: VerdictKind, **fields: object) -> Report:
    """`report` in which the possible difference of a row has become something else."""
    one = by_row(report, number)
    other = replace(one, verdict=replace(one.verdict, verdict=verdict, **fields))
    return replace(report, facts=[other if fact is one else fact for fact in report.facts])
