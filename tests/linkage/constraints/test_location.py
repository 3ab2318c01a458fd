"""Where two counts are made: in two places, on a part of the ground, or on one."""

from __future__ import annotations

import pytest
from stories import corpus_of, story

from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.constraints.location import Locations
from compare.models import Facet

TWO = Reason.TWO_PLACES
PART = Reason.PART_OF_AREA
SIDES = Reason.OPPOSITE_SIDES


def conflict(one: str, other: str) -> Conflict | None:
    """Why the first counts of two texts are not of one ground."""
    corpus = corpus_of([story("a", one), story("b", other)])
    a, b = (
        next(n for n in corpus.notes.claims if n.claim.article == key and n.claim.facet is Facet.QUANTITY)
        for key in "ab"
    )
    locations = Locations(corpus)
    found = locations.conflict(a, b)
    assert locations.conflict(b, a) == found
    return found


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("45 people were hurt in Calder.", "18 people were hurt in Tarn.", TWO),
        ("45 people were hurt in Calder.", "18 people were hurt in Calder.", None),
        (
            "45 people were hurt in Calder. Tarn is near.",
            "18 people were hurt in Tarn. Calder is near.",
            None,
        ),
        ("45 people were hurt in Calder, a suburb of Tarn.", "18 people were hurt in Tarn.", None),
        ("45 people were hurt nationwide.", "18 people were hurt in Tarn.", PART),
        ("45 people were hurt in northern Tarn.", "18 people were hurt in southern Tarn.", SIDES),
    ],
)
def test_places_that_the_clauses_name(one, other, told):
    assert conflict(one, other) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("The port of Calder was shut. 45 people live in the city.", "18 people live in Tarn.", TWO),
        ("The port of Calder was shut. Rain fell. 45 people live there.", "18 people live in Tarn.", TWO),
        ("The port of Calder was shut. 45 people live there.", "18 people live in Calder.", None),
        ("It rained in Calder. It snowed in Tarn. 45 people live there.", "18 people live in Tarn.", None),
        ("It rained in Calder. In Tarn, 45 people live there.", "18 people live in Tarn.", None),
        ("It rained there. 45 people live in the city.", "18 people live in Tarn.", None),
        ("It rained in Tarn. He spoke in Calder. 45 people live there.", "18 people live in Tarn.", None),
        (
            "It rained in Tarn. It rained in Calder. 45 people live there.",
            "It rained. 18 people live in Rusk.",
            TWO,
        ),
        (
            "It rained in Tarn. In Calder there’s 45 people.",
            "18 people live in Calder. It rained in Tarn.",
            None,
        ),
    ],
)
def test_there_and_the_city_stand_for_the_place_told_last(one, other, told):
    assert conflict(one, other) == told


def test_a_place_that_is_meant_takes_no_reason_away():
    lead = "Shells hit a market in Calder. Houses burned. Rain fell."
    one = f"{lead} It rained in Tarn. 45 people were hurt in the city."
    assert conflict(one, "Shells hit a market in Tarn. 18 people were hurt in Tarn.") == TWO


def test_there_are_names_no_place():
    far = " ".join(f"It rained for the {k} time." for k in ("first", "second", "third", "fourth"))
    text = f"Shells hit Tarn. {far} The road in Calder is shut. Now there are 45 people in camps."
    assert conflict(text, "18 people are in camps at Tarn.") is None
    assert conflict(
        text.replace("there are 45 people in", "45 people live there in"), "18 people are in Tarn."
    )
