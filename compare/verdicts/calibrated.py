"""What decisions of reviewers make of possible differences: where enough of their like held, they differ."""

from __future__ import annotations

from dataclasses import replace

from compare.linkage.differences.calibration import Calibration
from compare.models import Fact, VerdictKind
from compare.verdicts.judge import without_doubt

__all__ = ["as_reviewed"]


def as_reviewed(fact: Fact, calibration: Calibration) -> Fact:
    """A possible difference as a difference, where its calibrated probability suffices, inclusive."""
    least = calibration.differ_from
    if least is None or fact.score < least:
        return fact
    words = f"Of possible differences from a probability of {least:.2f} on reviewers confirmed eight of ten"
    reason = f"{without_doubt(fact.facet, fact.verdict.reason)} {words}; this one has {fact.score:.2f}."
    return replace(fact, verdict=replace(fact.verdict, verdict=VerdictKind.DIFFER, reason=reason))
