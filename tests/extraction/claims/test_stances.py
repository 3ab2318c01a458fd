"""Reactions: who is for or against what, whatever the verb, and what a "move" was."""

from __future__ import annotations

import pytest
from stories import story

from compare.extraction.claims.assertions import assertion_claims
from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.stances import Stance, stance_of
from compare.extraction.values import extract_values
from compare.lang.en.gazetteer import state_of
from compare.models import Claim
from compare.segmentation.sentences import split_sentences


def reactions(text: str) -> list[Claim]:
    article = story("a", text)
    sentences, values = split_sentences(article), extract_values(text, article.published)
    found = assertion_claims(article, sentences, values, Attributions(sentences, values))
    return [claim for claim in found if stance_of(claim.masked.removeprefix(claim.subject).strip())]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lima condemned the raid on the port of Callao.", "Peru objects to the raid on the port of Callao"),
        (
            "The talks failed after Nairobi voiced “deep concern” over the closing of the border, he said.",
            "Kenya objects to the closing of the border",
        ),
        (
            "The Norwegian Church hailed the new law on Monday.",
            "Norwegian Church welcomes the new law on Monday",
        ),
        (
            "Foreign Minister Ida Lund has also criticised the new fee and called for a vote.",
            "Ida Lund objects to the new fee",
        ),
        ("The UK government welcomed the vote in Accra.", "United Kingdom welcomes the vote in Accra"),
    ],
)
def test_verbs_of_one_stance_are_told_alike_and_capitals_as_their_state(text, told):
    assert [claim.masked for claim in reactions(text)] == [told]


def test_all_who_react_together_react():
    found = reactions("Kenya and Ghana have also condemned the raid on the port of Callao.")
    assert [claim.subject for claim in found] == ["Kenya", "Ghana"]


def test_a_move_is_what_a_sentence_before_tells_of_its_doer():
    (claim,) = reactions(
        "On Monday, Peru closed the bridge over the Tumbes river to all trucks.\n"
        "Chile called on both sides to talk.\n"
        "Kenya and others watched. Kenya condemned Peru’s move, which came without warning."
    )
    assert claim.masked == (
        "Kenya objects to Peru’s move: Peru closed the bridge over the Tumbes river to all trucks"
    )
    assert claim.focus.text == "Kenya condemned Peru’s move"


@pytest.mark.parametrize(
    "text",
    [
        "Rockets slammed into the market in Callao.",
        "Ida Lund hails from a fishing village near Tarn.",
        "The mayor of Lima did not condemn the raid on the port.",
        "The protests in Lima drew thousands of people.",
        "A spokesman for Kenya condemned the",
    ],
)
def test_what_is_no_reaction_of_something_named(text):
    assert reactions(text) == []


def test_other_names_stand_for_no_state():
    assert state_of("the United States") == state_of("Washington") == state_of("U.S.") == "United States"
    assert state_of("Callao") == ""
    assert stance_of("objects to the raid") is Stance.AGAINST
    assert stance_of("is a port") is None
