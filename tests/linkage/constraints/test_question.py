"""Numbers that exclude each other are a conflict only where they answer one question."""

from __future__ import annotations

import pytest
from stories import corpus_of, story

from compare.linkage.conflicts import Conflict, Force, Reason
from compare.linkage.constraints.constraints import Constraints
from compare.models import Facet


def reason(one: str, other: str, facet: Facet = Facet.QUANTITY) -> Conflict | None:
    """Why the first claims of `facet` in two texts are no conflict."""
    corpus = corpus_of([story("a", one), story("b", other)])
    rows = [next(r for r, c in enumerate(corpus.claims) if c.article == k and c.facet is facet) for k in "ab"]
    constraints = Constraints(corpus)
    assert constraints.conflict(*rows) == constraints.conflict(*reversed(rows))
    return constraints.conflict(*rows)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "Shells killed 6 civilians in Dorvan.",
            "Shells killed 31 civilians in Dorvan over the past week.",
            Reason.OTHER_LENGTHS,
        ),
        (
            "The stand injured 120 people.",
            "35 people injured in the stand were still in hospital.",
            Reason.IN_CARE,
        ),
        (
            "Shells killed 6 people in Dorvan.",
            "Shells killed another 3 people in Dorvan.",
            Reason.REMAINDER,
        ),
        (
            "Shots wounded 9 men in Dorvan.",
            "Shots wounded 4 men in Dorvan. In all 9 men were wounded by shots.",
            Reason.GIVEN_TOO,
        ),
        (
            "The club has 5 guards at its doors.",
            "The club has 2 guards at the gate and 3 guards in the yard.",
            Reason.SUM_OF_PARTS,
        ),
        (
            "The raid in Dorvan killed 31 people.",
            "The raid in Dorvan had an initial death toll of 14 people.",
            Reason.EARLY_COUNT,
        ),
        (
            "Shells fell near Calder. 45 people still live in the city.",
            "Shells fell on the town of Tarn. 18 people still live there.",
            Reason.TWO_PLACES,
        ),
        (
            "Police arrested 45 people at a protest in Calder.",
            "Police arrested 18 people at a protest in Tarn.",
            Reason.TWO_PLACES,
        ),
        (
            "Shells killed 6 people in eastern Calder.",
            "Shells killed 3 people in western Calder.",
            Reason.OPPOSITE_SIDES,
        ),
        (
            "A car bomb killed 14 people in Calder.",
            "Gunmen killed 9 people in Calder.",
            Reason.OTHER_WEAPONS,
        ),
        (
            "A blast killed 14 people in Calder on Tuesday morning.",
            "A blast killed 9 people in Calder on Tuesday evening.",
            Reason.TIMES_OF_DAY,
        ),
    ],
)
def test_a_rule_tells_two_questions_apart(one, other, told):
    assert told.force is Force.OTHER_QUESTION
    assert reason(one, other) == told


@pytest.mark.parametrize(
    ("one", "other", "told", "facet"),
    [
        (
            "The camp lies 12 kilometers north of Tarn.",
            "The camp lies 30 kilometers from the border.",
            Reason.TWO_ORIGINS,
            Facet.QUANTITY,
        ),
        (
            "Paul Rono won the race in 2 hours.",
            "Hana Tesfa won the race in 3 hours.",
            Reason.OTHERS_NAMED,
            Facet.DURATION,
        ),
        (
            "Shares of the company fell 6 percent on Tuesday.",
            "Shares of the company fell 22 percent in 2024.",
            Reason.OTHER_LENGTHS,
            Facet.PERCENTAGE,
        ),
        (
            "Ruhl has 52 percent of the vote.\n40 percent of the ballots were counted.",
            "Ruhl won 50 percent of the vote. All ballots were counted.",
            Reason.STILL_COUNTING,
            Facet.PERCENTAGE,
        ),
        (
            "They appealed for 400 million euros for Melvar.",
            "They received 90 million euros for Melvar.",
            Reason.EXPECTED,
            Facet.MONEY,
        ),
        (
            "Tarn led Velmora 1-0 at half-time on Monday.",
            "Tarn beat Velmora 3-1 on Monday.",
            Reason.TWO_MOMENTS,
            Facet.QUANTITY,
        ),
    ],
)
def test_so_it_is_with_distances_times_shares_money_and_scores(one, other, told, facet):
    assert reason(one, other, facet) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shells killed 6 civilians in Dorvan on Monday.", "Shells killed 9 civilians in Dorvan on Monday."),
        (
            "Shells killed 6 people and wounded 30 others in Dorvan.",
            "Shells killed 9 people and wounded 30 others in Dorvan.",
        ),
        (
            "Shells killed 6 people in Dorvan, in Melvar province.",
            "Shells killed 9 people in Melvar on Monday.",
        ),
        ("A blast killed 6 people in Tarn.", "A suicide attack killed 9 people in Tarn."),
        (
            "Shells fell near Calder. 45 people still live in the city.",
            "Shells fell on the town of Calder. 18 people still live there.",
        ),
        (
            "Police said 6 people died in Tarn overnight.",
            "Police said 9 people died in Tarn early on Monday.",
        ),
    ],
)
def test_numbers_of_one_question_stay_a_conflict(one, other):
    assert reason(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Marek Dunn, 52, was charged.", "Pavel Dunn, 27, was charged.", Reason.TWO_PEOPLE),
        ("Marek Dunn, 52, was charged.", "Pavel Dunn, 52, was charged.", Reason.TWO_PEOPLE),
        ("A 17-year-old boy was hurt in Tarn.", "A 14-year-old suspect ran in Tarn.", Reason.TWO_PEOPLE),
        ("Marek Dunn, 52, was charged.", "Marek J. Dunn, 54, was charged.", None),
        ("Marek Dunn, 52, was charged.", "A 52-year-old man was charged.", None),
    ],
)
def test_ages_are_of_one_person_by_the_name_beside_them(one, other, told):
    assert reason(one, other) == told
