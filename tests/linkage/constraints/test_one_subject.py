"""Assertions of several articles: one subject and alike words make a fact, and the reason says whose."""

from __future__ import annotations

from datetime import date

import pytest
from stories import story

from compare.models import Facet, Fact, Rule, VerdictKind
from compare.pipeline import compare_articles
from compare.settings import Settings

NORTH = story(
    "north",
    "Workers closed the Brel Tunnel on Monday.\nThe Brel Tunnel opened again after a week of repairs.\n"
    "It is the only road that joins Velmora to the Upper Valley.\nTrucks waited for hours in Velmora.",
    date(2024, 3, 12),
)
SOUTH = story(
    "south",
    "Trucks waited for hours in Velmora after workers had closed the road.\n"
    "Snow kept crews from the Brel Tunnel, the only road between Velmora and the Upper Valley, all week.",
    date(2024, 3, 12),
)
OTHER = story(
    "other",
    "Trucks waited for hours in Velmora after workers had closed the road.\n"
    "Snow kept crews from the Orrin Tunnel, the only road between Velmora and the Upper Valley, all week.",
    date(2024, 3, 12),
)


def parts(*stories) -> list[Fact]:
    facts = compare_articles(stories, Settings()).facts
    return [f for f in facts if f.explanation and f.explanation.rule is Rule.ASSERTIONS]


@pytest.fixture(scope="module")
def found() -> Fact:
    (fact,) = parts(NORTH, SOUTH)
    return fact


def test_an_apposition_agrees_with_a_sentence_about_it(found):
    assert (found.facet, found.verdict.verdict) == (Facet.STATEMENT, VerdictKind.AGREE)
    assert {claim.subject for claim in found.claims} == {"Brel Tunnel"}


def test_the_reason_names_the_subject_and_what_the_pronoun_stands_for(found):
    assert "say so of Brel Tunnel" in found.verdict.reason
    assert "“it” stands for Brel Tunnel" in found.verdict.reason


def test_the_signals_add_up_to_the_score(found):
    import math

    for link in found.explanation.links:
        odds = sum(signal.contribution for signal in link.signals)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(link.score)
        assert link.score >= link.needed


def test_a_reaction_is_told_in_other_words_and_the_reason_says_how_it_was_read():
    first = story(
        "first",
        "Peru closed the bridge over the Tumbes river to all trucks on Monday.\n"
        "The mayor of Tumbes said drivers slept in their cabs.\n"
        "Talks began after Nairobi voiced “deep concern” over the closing of the Tumbes bridge to trucks.",
        date(2024, 3, 12),
    )
    second = story(
        "second",
        "On Monday, Peru closed the Tumbes bridge to trucks.\n"
        "The mayor of Tumbes said that drivers slept in their cabs.\n"
        "Kenya and Ghana have also condemned Peru’s move.",
        date(2024, 3, 12),
    )
    (fact,) = parts(first, second)
    assert {claim.subject for claim in fact.claims} == {"Kenya"}
    assert fact.verdict.verdict is VerdictKind.AGREE
    assert "read as one stance: Kenya objects to it" in fact.verdict.reason
    assert (
        "“Peru’s move” is taken for what a sentence before tells: “Peru closed the Tumbes bridge"
        in fact.verdict.reason
    )


def test_being_for_something_is_not_being_against_it():
    first, second = (
        story(key, f"Kenya {verb} the closing of the Tumbes bridge.\n{rest}", date(2024, 3, 12))
        for key, verb, rest in (
            ("first", "condemned", "Trucks waited for hours near the Tumbes bridge."),
            ("second", "welcomed", "Trucks waited for hours near the Tumbes bridge."),
        )
    )
    assert parts(first, second) == []


def test_the_same_of_another_subject_is_another_fact():
    assert parts(NORTH, OTHER) == []


def test_a_threshold_above_the_score_joins_nothing():
    strict = Settings().model_copy(
        update={"matching": Settings().matching.model_copy(update={"assertion_threshold": 1.0})}
    )
    facts = compare_articles([NORTH, SOUTH], strict).facts
    assert not [f for f in facts if f.explanation and f.explanation.rule is Rule.ASSERTIONS]


def test_what_one_article_says_alone_adds_nothing_to_the_report():
    facts = compare_articles([SOUTH], Settings()).facts
    assert not [claim for fact in facts for claim in fact.claims if claim.subject]
