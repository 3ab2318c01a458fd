"""What reviewers decided, as linked data: `ClaimReview` and `Claim` of schema.org, in JSON-LD.

Only what a person decided is written, never what the tool found alone. A decision says what sources do to
each other, not whether what they say is true, so that no review has a ``reviewRating``: ``reviewBody`` says
what was decided, and ``reviewAspect`` that it is about the agreement of sources. Decisions that the claims
are not one fact, or about the same without being compared, review no claim and are left out.

A claim names its outlet as ``author`` where the article says it itself. Where it quotes somebody, whom the
words of the article name, ``creditText`` has these: whether that is a person is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compare.models import VerdictKind
from compare.reports.view import ClaimView, FactView
from compare.reports.words import VERDICT_WORDS, distinct, short_position, speaker
from compare.text_safety import encodable, one_line

__all__ = ["Reviews", "claim_reviews"]

CONTEXT = "https://schema.org"
ASPECT = "agreement of sources"

_SAYS: Mapping[VerdictKind, str] = {
    VerdictKind.AGREE: "The sources agree.",
    VerdictKind.COMPATIBLE: "The sources do not exclude each other: one is vaguer or wider.",
    VerdictKind.DIFFER: "The sources exclude each other.",
    VerdictKind.VARIANT: "The sources give one name in several spellings.",
    VerdictKind.SINGLE_SOURCE: "The sources carry copies of one text, so that there is only one source.",
}
"""The decisions that review a claim, in words."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """The document, and how many reviewed facts are in it and are left out."""

    text: str
    written: int
    left_out: int


def claim_reviews(facts: Iterable[FactView]) -> Reviews:
    """The reviews of those `facts` on which a reviewer gave a verdict that stands."""
    decided = [fact for fact in facts if _decided(fact) is not None]
    graph = [_review(fact) for fact in decided if _decided(fact) in _SAYS]
    tree = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    # So that it can stand in the script of a page as it is.
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Reviews(text + "\n", len(graph), len(decided) - len(graph))


def _decided(fact: FactView) -> VerdictKind | None:
    """The verdict of a reviewer, where there is one that stands."""
    review = fact.review
    return None if review is None or review.overtaken else review.verdict


def _review(fact: FactView) -> dict[str, Any]:
    review, verdict = fact.review, _decided(fact)
    assert review is not None  # noqa: S101 - there is a verdict
    assert verdict is not None  # noqa: S101
    body = " ".join(part for part in (_SAYS[verdict], _line(review.note)) if part)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:crossclaim:{_line(fact.id)}:{review.decision}",
        "identifier": _line(fact.id),
        "claimReviewed": f"{_line(fact.topic)}: {short_position(fact)}",
        "reviewAspect": ASPECT,
        "reviewBody": body,
        "keywords": VERDICT_WORDS[verdict],
        **({"author": {"@type": "Person", "name": _line(review.reviewer)}} if review.reviewer else {}),
        **({"datePublished": _line(review.at)} if review.at else {}),
        "itemReviewed": [_claim(claim) for claim in distinct(fact)],
    }


def _claim(claim: ClaimView) -> dict[str, Any]:
    said = speaker(claim)
    found: dict[str, Any] = {"@type": "Claim", "text": _line(claim.sentence)}
    if said:
        found["creditText"] = said
    elif claim.source and not claim.attribution:
        found["author"] = {"@type": "Organization", "name": _line(claim.source)}
    if claim.published:
        found["datePublished"] = claim.published
    return {**found, "appearance": _article(claim)}


def _article(claim: ClaimView) -> dict[str, Any]:
    """Where the claim stands; an address only where a page may link to it."""
    found = {
        "headline": _line(claim.title),
        "url": claim.url,
        "datePublished": claim.published,
        "inLanguage": _line(claim.language),
    }
    publisher = {"publisher": {"@type": "Organization", "name": _line(claim.source)}} if claim.source else {}
    return {
        "@type": "Article",
        "identifier": _line(claim.article),
        **{name: text for name, text in found.items() if text},
        **publisher,
    }


def _line(text: str) -> str:
    return one_line(encodable(text))
