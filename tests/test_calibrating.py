"""A calibration in the pipeline: it says how likely possible differences are, and which are told as such."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from doubted import MADE
from fakes import HashingEncoder
from judged import Says
from stories import STORM

from compare.judges import Opinion
from compare.linkage.differences.calibration import Line
from compare.models import VerdictKind
from compare.pipeline import compare_articles
from compare.reports.report import Report
from compare.review.lessons import is_doubt
from compare.settings import Settings


def compared(calibration=None, judge=None, **verdicts) -> Report:
    settings = Settings.model_validate({"verdicts": {"possible_threshold": 0.001} | verdicts})
    return compare_articles(STORM, settings, encoder=HashingEncoder(), judge=judge, calibration=calibration)


def of_kind(report: Report, kind: VerdictKind) -> set[str]:
    return {fact.id for fact in report.facts if is_doubt(fact) and fact.verdict.verdict is kind}


@pytest.fixture(scope="module")
def plain() -> Report:
    found = compared()
    assert of_kind(found, VerdictKind.POSSIBLE) and not of_kind(found, VerdictKind.DIFFER)
    assert "calibration" not in found.run
    return found


def odds(score: float) -> float:
    return math.log(score / (1 - score))


def test_probabilities_are_those_of_the_line_and_the_run_says_so(plain):
    found = compared(replace(MADE, line=Line(1.0, 1.0, 1.0)))
    scores = {fact.id: fact.score for fact in found.facts if is_doubt(fact)}
    for fact in filter(is_doubt, plain.facts):
        assert odds(scores[fact.id]) == pytest.approx(odds(fact.score) + 1, abs=1e-4)
    assert found.run["calibration"]["intercepts"] == {"values": 1.0, "statements": 1.0}
    assert "calibrated on 40 decisions" in found.view().note


def test_the_threshold_of_possible_differences_is_one_of_calibrated_probabilities(plain):
    unlikely = replace(MADE, line=Line(-9.0, -9.0, 1.0))
    assert not of_kind(compared(unlikely), VerdictKind.POSSIBLE)


def test_what_is_likely_enough_is_told_as_a_difference(plain):
    found = compared(replace(MADE, line=Line(0.0, 0.0, 1.0), differ_from=0.0005))
    assert of_kind(found, VerdictKind.DIFFER) == of_kind(plain, VerdictKind.POSSIBLE)
    assert not of_kind(found, VerdictKind.POSSIBLE)
    told = [fact for fact in found.facts if fact.id in of_kind(found, VerdictKind.DIFFER)]
    assert all("reviewers confirmed eight of ten" in fact.verdict.reason for fact in told)


def test_where_a_judge_is_asked_the_judge_decides():
    sure = replace(MADE, line=Line(0.0, 0.0, 1.0), differ_from=0.0005)
    found = compared(sure, Says(lambda _: Opinion(0.5, "hm")))
    assert of_kind(found, VerdictKind.POSSIBLE) and not of_kind(found, VerdictKind.DIFFER)
    assert found.run["calibration"]["differ_from"] == 0.0005
