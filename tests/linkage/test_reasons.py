"""Reasons come back as they were, and are known by all that they hang on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from compare.linkage.reasons import KnownReasons, Reason
from compare.models import Rule
from compare.reports.report import load_report

REPORT = load_report(Path(__file__).resolve().parents[2] / "reports")
FACTS = [fact for fact in REPORT.facts if fact.explanation is not None]
CLAIMS = {claim.id: claim for fact in REPORT.facts for claim in fact.claims}
READINGS = {claim.article: f"read {claim.article}" for claim in CLAIMS.values()}


def reason_of(fact) -> Reason:
    pair = frozenset(claim.id for claim in fact.claims[:2])
    return Reason(
        fact.score, replace(fact.explanation, compared=()), frozenset({pair}), frozenset(), taken=True
    )


def known_again(known: KnownReasons) -> KnownReasons:
    """What the next comparison knows."""
    kept = json.loads(json.dumps(known.used))
    return KnownReasons(known.readings, kept.get)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_reason_comes_back(fact):
    known, near = KnownReasons(READINGS, {}.get), fact.explanation.nearest
    claims = CLAIMS | ({} if near is None else {near.claim.id: near.claim})
    known.put("key", reason_of(fact), fact.claims)
    assert known_again(known).get("key", claims) == reason_of(fact)
    assert known_again(known).get("other", claims) is None
    told = [*fact.claims, *([] if near is None else [near.claim])]
    assert known.articles["key"] == {claim.article for claim in told}


def test_a_group_without_links_has_none():
    plain = Reason(0.0, None, frozenset(), frozenset()).plain()
    assert Reason.of(json.loads(json.dumps(plain)), {}) == Reason(0.0, None, frozenset(), frozenset())


def test_a_reason_whose_nearest_claim_is_not_there_is_not_known():
    fact = next(fact for fact in FACTS if fact.explanation.nearest is not None)
    known = KnownReasons(READINGS, {}.get)
    known.put("key", reason_of(fact), fact.claims)
    assert known_again(known).get("key", {}) is None


@pytest.mark.parametrize(
    "damaged", [[], [1, 2], {"score": 1}, [0.5, False, ["NO_RULE", 0, 0, [], None], [], []]]
)
def test_what_is_no_reason_is_not_known(damaged):
    assert KnownReasons(READINGS, {"key": damaged}.get).get("key", CLAIMS) is None


def test_a_reason_is_known_by_claims_rule_and_what_articles_around_say():
    claims, around = FACTS[0].claims, sorted(READINGS)
    known = KnownReasons(READINGS, {}.get)
    other = KnownReasons(READINGS | {around[-1]: "read anew"}, {}.get)
    keys = [
        known.key(claims, None, around),
        known.key(claims, Rule.ONE_SIDED, around),
        known.key(claims[:1], None, around),
        known.key(claims, None, around[:1]),
        other.key(claims, None, around),
    ]
    assert len(set(keys)) == len(keys)
    assert known.key(claims, None, around) == keys[0]
