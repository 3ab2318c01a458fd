"""Reviews as linked data: only what reviewers decided, and nothing that a decision does not say."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from decided import ids, report_of, said
from samples import sample_report

from compare.exports.claim_review import claim_reviews
from compare.models import VerdictKind
from compare.review import apply_decisions


def reviews(report, *log):
    decided = apply_decisions(report, [replace(d, id=n) for n, d in enumerate(log, 1)])
    return claim_reviews(decided.view().facts)


def graph(found) -> list[dict]:
    tree = json.loads(found.text)
    assert tree["@context"] == "https://schema.org"
    return tree["@graph"]


def test_what_nobody_decided_is_not_written():
    found = claim_reviews(sample_report().view().facts)
    assert (graph(found), found.written, found.left_out) == ([], 0, 0)
    note = replace(said(ids(report_of("ab"), "ab"), VerdictKind.AGREE), verdict=None, kind="note", note="hm")
    assert graph(reviews(report_of("ab"), note)) == []


def test_a_review_says_what_was_decided_by_whom_and_when():
    report = report_of("ab", "cd")
    (found,) = graph(
        reviews(report, said(ids(report, "ab"), VerdictKind.DIFFER, "The later is the hospital's."))
    )
    assert found == {
        "@type": "ClaimReview",
        "@id": "urn:crossclaim:f-ab:1",
        "identifier": "f-ab",
        "claimReviewed": "How many: f-ab: 12 passengers (Paper A) · 15 passengers (Paper B)",
        "reviewAspect": "agreement of sources",
        "reviewBody": "The sources exclude each other. The later is the hospital's.",
        "keywords": "differ",
        "author": {"@type": "Person", "name": "Ana"},
        "datePublished": "2024-04-01T09:30:00Z",
        "itemReviewed": [
            {
                "@type": "Claim",
                "text": "In all 12 passengers were hurt near a.",
                "author": {"@type": "Organization", "name": "Paper A"},
                "datePublished": "2024-03-01",
                "appearance": {
                    "@type": "Article",
                    "identifier": "a",
                    "datePublished": "2024-03-01",
                    "publisher": {"@type": "Organization", "name": "Paper A"},
                },
            },
            {
                "@type": "Claim",
                "text": "In all 15 passengers were hurt near b.",
                "author": {"@type": "Organization", "name": "Paper B"},
                "datePublished": "2024-03-02",
                "appearance": {
                    "@type": "Article",
                    "identifier": "b",
                    "datePublished": "2024-03-02",
                    "publisher": {"@type": "Organization", "name": "Paper B"},
                },
            },
        ],
    }


@pytest.mark.parametrize("kind", [kind for kind in VerdictKind if kind is not VerdictKind.POSSIBLE])
def test_no_decision_rates_truth(kind):
    report = report_of("ab")
    found = reviews(report, said(ids(report, "ab"), kind))
    assert "reviewRating" not in found.text and "ratingValue" not in found.text
    left = kind in (VerdictKind.UNRELATED, VerdictKind.RELATED)
    assert (found.written, found.left_out) == ((0, 1) if left else (1, 0))


def test_a_decision_that_does_not_stand_any_more_is_not_written():
    old, new = report_of("ac"), report_of("acd")
    log = [replace(said(ids(old, "ac"), VerdictKind.AGREE), id=1)]
    (fact,) = apply_decisions(new, log).facts
    assert fact.review.overtaken
    assert graph(claim_reviews(apply_decisions(new, log).view().facts)) == []


def test_whoever_is_quoted_is_credited_and_is_no_author():
    report = sample_report()
    fact = next(fact for fact in report.facts if fact.id == "f-differ")
    claims = tuple(claim.id for claim in fact.claims)
    (found,) = graph(reviews(report, said(claims, VerdictKind.DIFFER)))
    quoted, plain = sorted(found["itemReviewed"], key=lambda claim: "author" in claim)
    assert quoted["creditText"] == "a spokesman" and "author" not in quoted
    assert plain["author"]["name"] == "Evening Echo" and "creditText" not in plain
    assert quoted["appearance"]["url"] == "https://example.org/ferry?a=1&b=2"
    assert quoted["appearance"]["headline"] == "Ferry strikes pier"


def test_what_an_article_repeats_is_one_claim():
    report = report_of("ab")
    fact = report.facts[0]
    again = replace(fact.claims[0], id="again", start=0)
    told = replace(report, facts=[replace(fact, claims=(*fact.claims, again))])
    claims = [*(claim.id for claim in fact.claims), "again"]
    (found,) = graph(reviews(told, said(claims, VerdictKind.DIFFER)))
    assert [claim["appearance"]["identifier"] for claim in found["itemReviewed"]] == ["a", "b"]


def test_who_is_only_called_he_is_nobody():
    report = report_of("ab")
    fact = report.facts[0]
    claims = tuple(replace(claim, attribution="he") for claim in fact.claims)
    told = replace(report, facts=[replace(fact, claims=claims)])
    (found,) = graph(reviews(told, said([claim.id for claim in claims], VerdictKind.DIFFER)))
    assert all("author" not in claim and "creditText" not in claim for claim in found["itemReviewed"])


def test_hostile_text_cannot_leave_a_script():
    text = "</script><script>alert(1)</script> & \u2028 \x00 \ud800"
    report = report_of("ab")
    fact = report.facts[0]
    claims = tuple(replace(claim, text=text, attribution=text) for claim in fact.claims)
    articles = [replace(a, source=text, title=text, url=f"javascript:{text}") for a in report.articles]
    bad = replace(report, articles=articles, facts=[replace(fact, topic=text, claims=claims)])
    found = reviews(bad, said([claim.id for claim in claims], VerdictKind.DIFFER, text, reviewer=text))
    assert all(char not in found.text for char in "<>&\u2028\x00")
    (review,) = graph(found)
    assert "</script>" in review["claimReviewed"]
    assert all("url" not in claim["appearance"] for claim in review["itemReviewed"])
    found.text.encode()
