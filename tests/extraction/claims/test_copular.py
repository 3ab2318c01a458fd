"""Assertions: what parts of sentences state of something named, and of what they state nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import story

from compare.extraction.claims.assertions import assertion_claims
from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.copular import LONGEST, MOST
from compare.extraction.values import extract_values
from compare.models import Claim, Facet
from compare.segmentation.sentences import split_sentences


def said(text: str) -> list[Claim]:
    article = story("a", text)
    sentences, values = split_sentences(article), extract_values(text, article.published)
    return assertion_claims(article, sentences, values, Attributions(sentences, values))


@pytest.mark.parametrize(
    ("text", "subject", "told"),
    [
        (
            "The ferry reached Velmora, the only port on the island of Quen, before dawn.",
            "Velmora",
            "Velmora is the only port on the island of Quen",
        ),
        (
            "The rebels shelled Tarnovo, which lies on the road to the border, for hours.",
            "Tarnovo",
            "Tarnovo lies on the road to the border",
        ),
        (
            "Although Tarnovo is widely recognised as part of Belmark, it has its own police.",
            "Tarnovo",
            "Tarnovo is widely recognised as part of Belmark",
        ),
        (
            "Ilse Maaren, who leads the dockers’ union, called for a strike.",
            "Ilse Maaren",
            "Ilse Maaren leads the dockers’ union",
        ),
        (
            "The Brel Tunnel opened again. It is the only road into the valley in winter.",
            "Brel Tunnel",
            "Brel Tunnel is the only road into the valley in winter",
        ),
    ],
)
def test_a_part_of_a_sentence_states_something_of_its_subject(text, subject, told):
    (claim,) = said(text)
    assert (claim.facet, claim.subject, claim.masked) == (Facet.STATEMENT, subject, told)


def test_the_extent_is_that_of_the_part_and_the_sentence_stays_whole():
    text = "The ferry reached Velmora, the only port on the island of Quen, before dawn."
    (claim,) = said(text)
    assert text[claim.start : claim.end] == claim.focus.text == "Velmora, the only port on the island of Quen"
    assert claim.text == text
    assert claim.sentence_start == 0


@pytest.mark.parametrize(
    "text",
    [
        "It is the only road into the valley in winter.",  # nothing before
        "The Brel Tunnel opened again. It is not clear who paid for the work.",
        "Anna Brel met Ilse Maaren. She is the head of the dockers’ union.",  # one of two
        "A man in the Brel Tunnel saw it. It is the only road into the valley.",  # the subject is the man
        "Belmark, the dockers’ union and Ostland signed the deal on Monday.",  # a list
        "After talks in Velmora, the head of the union called for a strike.",  # the subject follows
        "The talks between Belmark and Ostland, which began on Monday, failed.",  # the talks began
        "The sons of Ilse Maaren, who leads the union, were held.",  # whose sons, or who of them
        "If Velmora is part of Belmark then the port is as well.",
    ],
)
def test_what_leaves_a_choice_of_subject_states_nothing(text):
    assert said(text) == []


def test_a_long_sentence_states_a_few_things_and_no_endless_one():
    many = " and then ".join(f"to Tarn{k * 'o'}vo, a town near the northern border," for k in range(9))
    assert 0 < len(said(f"The bus goes {many} and stops.")) <= MOST
    assert said(f"They saw Velmora, a port {'very ' * LONGEST}old, at last.") == []


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="Vel is,a the.who which It \n“”", max_size=120))
def test_offsets_slice_back_to_the_words(text):
    for claim in said(text):
        assert text[claim.start : claim.end] == claim.focus.text
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_start + len(claim.text)
