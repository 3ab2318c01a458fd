"""claims.csv for a reviewer's spreadsheet, with the decisions that stand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from compare.models import Fact, VerdictKind
from compare.reports.report import Report

__all__ = ["BASE", "Base", "base_of", "export_csv"]

BASE = "reviewer_base"
"""Column beside those of claims.csv: what stood when the file was written, so that what a reviewer changed
since can be told from what somebody else did."""


@dataclass(frozen=True, slots=True)
class Base:
    """What stood on a fact: its claims and note, each by a hash, and the reviewed verdict."""

    verdict: VerdictKind | None
    claims: str
    note: str

    def __str__(self) -> str:
        return f"{self.verdict.value if self.verdict else 'open'} {self.claims} {self.note}"

    @classmethod
    def read(cls, text: str) -> Base | None:
        """The base that a cell holds; None where it holds none that we wrote."""
        match text.split():
            case [verdict, claims, note] if verdict in {"open", *(kind.value for kind in VerdictKind)}:
                return cls(None if verdict == "open" else VerdictKind(verdict), claims, note)
        return None


def base_of(fact: Fact) -> Base:
    """What stands on `fact` now."""
    verdict, note = (fact.review.verdict, fact.review.note) if fact.review else (None, "")
    return Base(verdict, digest(sorted(claim.id for claim in fact.claims)), digest([note]))


def digest(parts: Iterable[str]) -> str:
    """A short name for some texts, which a spreadsheet does not take for a number."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "x" + hashlib.sha256(text).hexdigest()[:10]


def export_csv(report: Report, only: Collection[VerdictKind] = ()) -> bytes:
    """The bytes of claims.csv of a reviewed `report`: UTF-8 with BOM, and the column `BASE` at the end."""
    from compare.reports.csv_ import csv_text

    bases = {fact.id: str(base_of(fact)) for fact in report.facts}
    return csv_text(report.view().limited(only).facts, {BASE: bases}).encode("utf-8-sig")
