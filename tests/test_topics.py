"""Titles of facts: one line, short, the question and the clause that stands in the middle."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import claims_of, made, story

from compare.models import Facet, Link, Value
from compare.topics import MAX_LENGTH, shorten, topic_of


def first(text: str, facet: Facet):
    return next(c for c in claims_of(story("a", text)) if c.facet is facet)


@pytest.mark.parametrize(
    ("text", "facet", "start"),
    [
        ("The storm killed 38 people in Velmora.", Facet.QUANTITY, "How many: "),
        ("The bridge in Velmora cost 4 million euros.", Facet.MONEY, "How much money: "),
        ("Some 12 percent of the town is under water.", Facet.PERCENTAGE, "What share: "),
        ("The trial in Velmora lasted three weeks.", Facet.DURATION, "How long: "),
        ("The ferry sank off the coast on 9 March 2024.", Facet.DATE, "When: "),
    ],
)
def test_the_kind_of_question_comes_first(text, facet, start):
    claim = first(text, facet)
    title = topic_of([claim])
    assert title.startswith(start)
    assert claim.focus not in title


def test_a_statement_is_its_own_title():
    text = "The mayor of Velmora opened the new bridge."
    assert topic_of([first(text, Facet.STATEMENT)]) == text


def test_a_quotation_is_told_with_its_speaker():
    claim = first("“We shall rebuild every single house,” Mayor Ilka Drost said.", Facet.QUOTATION)
    title = topic_of([claim])
    assert title.startswith("Quoted: ")
    assert "Drost" in title
    assert "rebuild every single house" in title


def test_a_name_is_its_spelling():
    value = Value(Facet.NAME, 0, 10, "Ilka Drost", "Ilka Drost")
    assert topic_of([made("a", value)]) == "Spelling: Ilka Drost"


def test_the_claim_nearest_to_the_others_gives_the_title():
    claims = [made(key, text=f"What {key} says about the old bridge.") for key in "abc"]
    links = [Link(claims[0].id, claims[2].id, 0.9), Link(claims[1].id, claims[2].id, 0.8)]
    assert topic_of(claims, links) == claims[2].text
    assert topic_of(claims[::-1], links[::-1]) == claims[2].text


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXT, st.integers(8, 120))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_title_is_one_line_of_the_length_that_is_left(text, length):
    short = shorten(text, length)
    assert len(short) <= length
    assert "\n" not in short
    assert short == " ".join(text.split()) or short.endswith("…")


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=20, max_size=60))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_a_long_title_is_cut_between_words(words):
    short = shorten(" ".join(words))
    assert len(short) <= MAX_LENGTH
    kept = short.removesuffix("…").split()
    assert kept == words[: len(kept)]


def test_a_title_of_just_the_length_stays_whole():
    assert shorten("x" * MAX_LENGTH) == "x" * MAX_LENGTH
    assert shorten("x" * (MAX_LENGTH + 1)) == "x" * (MAX_LENGTH - 1) + "…"
