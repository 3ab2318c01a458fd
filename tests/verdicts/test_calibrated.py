"""Possible differences that are told as differences, since reviewers confirmed what is as likely."""

from dataclasses import replace

import pytest
from decided import paper, toll
from doubted import MADE, doubt
from stories import doubted

from compare.models import Fact, VerdictKind
from compare.verdicts.calibrated import as_reviewed


def possible(score: float) -> Fact:
    _, found = doubt("p", 0.0)
    papers = [paper("a", 41), paper("b", 52)]
    verdict = doubted([toll(one) for one in papers], {one.id: one for one in papers})
    assert verdict.verdict is VerdictKind.POSSIBLE
    return replace(found, score=score, verdict=verdict)


@pytest.mark.parametrize(
    ("score", "kind"), [(0.79, VerdictKind.POSSIBLE), (0.8, VerdictKind.DIFFER), (0.93, VerdictKind.DIFFER)]
)
def test_from_the_threshold_on_inclusive_it_is_a_difference(score, kind):
    before = possible(score)
    found = as_reviewed(before, replace(MADE, differ_from=0.8))
    assert found.verdict.verdict is kind
    assert replace(found, verdict=before.verdict) == before
    assert (found.verdict.cause, found.verdict.judge) == (before.verdict.cause, "")


def test_its_reason_says_why_and_no_more_that_it_is_not_sure():
    before, found = possible(0.9), as_reviewed(possible(0.9), replace(MADE, differ_from=0.8))
    assert "not sure" in before.verdict.reason and "not sure" not in found.verdict.reason
    assert found.verdict.reason.endswith(
        "from a probability of 0.80 on reviewers confirmed eight of ten; this one has 0.90."
    )


def test_without_a_threshold_none_is():
    assert as_reviewed(possible(0.99), MADE) == possible(0.99)
