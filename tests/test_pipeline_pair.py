"""`compare_pair`: each verdict, and unrelated where the sentences are not about one fact."""

from __future__ import annotations

from datetime import date

import pytest

from compare.embeddings import FastMiniLM
from compare.models import Cause, VerdictKind
from compare.pipeline_pair import compare_pair


@pytest.fixture(scope="module")
def encoder() -> FastMiniLM:
    return FastMiniLM(threads=1)


CASES = [
    (
        VerdictKind.AGREE,
        "The landslide buried 34 houses in the village of Tarn.",
        "In the village of Tarn, 34 houses were buried by the landslide.",
    ),
    (
        VerdictKind.COMPATIBLE,
        "The landslide buried more than 30 houses in the village of Tarn.",
        "In the village of Tarn, 34 houses were buried by the landslide.",
    ),
    (
        VerdictKind.DIFFER,
        "The landslide buried 34 houses in the village of Tarn.",
        "In the village of Tarn, 19 houses were buried by the landslide.",
    ),
    (
        VerdictKind.RELATED,
        "The governor of Velmora signed the water treaty.",
        "The governor of Velmora did not sign the water treaty.",
    ),
    (
        VerdictKind.AGREE,
        "The governor of Velmora signed the water treaty at noon.",
        "At noon, the governor of Velmora signed the treaty on water.",
    ),
    (
        VerdictKind.UNRELATED,
        "The landslide buried 34 houses in the village of Tarn.",
        "The orchestra plays in 18 cities this summer.",
    ),
    (
        VerdictKind.UNRELATED,
        "The fire killed 12 miners near Ostrava Dol.",
        "The fire injured 40 miners near Ostrava Dol.",
    ),
]


@pytest.mark.parametrize(("kind", "a", "b"), CASES)
def test_the_verdict_on_two_sentences(encoder, kind, a, b):
    found = compare_pair(a, b, encoder=encoder)
    assert found.verdict is kind, found.reason
    assert found.reason
    assert 0 <= found.score <= 1


def test_the_cause_is_told_as_in_a_report(encoder):
    causes = {kind: compare_pair(a, b, encoder=encoder).cause for kind, a, b in CASES}
    assert causes == {
        VerdictKind.AGREE: None,
        VerdictKind.COMPATIBLE: Cause.PRECISION,
        VerdictKind.DIFFER: Cause.CONFLICT,
        VerdictKind.RELATED: None,
        VerdictKind.UNRELATED: None,
    }


@pytest.mark.parametrize(("kind", "a", "b"), CASES)
def test_the_verdict_is_the_same_the_other_way_round(encoder, kind, a, b):
    assert compare_pair(b, a, encoder=encoder).verdict is kind


NO_DIFFERENCE = [
    (
        "A bus fell into a ravine near Tarn, killing 43 people.",
        "A bus plunged into a ravine near Tarn, killing 43 people, among them 9 children.",
    ),
    (
        "A bus fell into a ravine near Tarn in 2019, killing 43 people.",
        "A bus fell into a ravine near Tarn in 2023, killing 39 people.",
    ),
    ("Unemployment in Velmora rose by 2 percent.", "Unemployment in Velmora is 9 percent."),
    ("The bridge in Velmora cost 40 million euros.", "The bridge in Velmora cost $55 million."),
    ("The factory makes 300 cars a day.", "The factory makes 9,000 cars a month."),
    ("Dozens of firefighters fought the blaze at the mill.", "24 firefighters fought the blaze at the mill."),
    ("The rebels said they shot down the plane.", "The army said it did not shoot down the plane."),
    ("Nobody was killed in the fire at the mill.", "The fire at the mill injured 3 people."),
    ("The festival in Tarn opens on 4 June.", "The festival in Tarn ends on 9 June."),
    pytest.param(
        "The town will build 200 flats by the harbour.",
        "The town has built 150 flats by the harbour.",
        id="a plan against what was done",
    ),
    pytest.param(
        "Police arrested 14 people after the riot in Tarn.",
        "Prosecutors charged 9 people after the riot in Tarn.",
        id="an outcome that people suffer against one that is no casualty",
    ),
    pytest.param(
        "The company employs 4,200 people in Velmora.",
        "The company will cut 1,200 jobs in Velmora.",
        id="a state against a plan",
    ),
    pytest.param(
        "The death toll from the flood rose to 31 from 27.",
        "The flood has killed 27 people, officials said.",
        id="the older of two tolls that one side gives",
    ),
]


@pytest.mark.parametrize(("a", "b"), NO_DIFFERENCE)
def test_no_false_alarm(encoder, a, b):
    assert VerdictKind.DIFFER not in {
        compare_pair(a, b, encoder=encoder).verdict,
        compare_pair(b, a, encoder=encoder).verdict,
    }


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Unemployment in Velmora is 7 percent.", "Unemployment in Velmora is 9 percent."),
        ("The bridge in Velmora cost 40 million euros.", "The bridge in Velmora cost 55 million euros."),
        (
            "The treaty was signed in Velmora on 4 May 2021.",
            "The treaty was signed in Velmora on 6 May 2021.",
        ),
        ("The strike at the port lasted 11 days.", "The strike at the port lasted two weeks."),
        ("Nobody was killed in the fire at the mill.", "Three people were killed in the fire at the mill."),
        ("The death toll of the storm rose from 18 to 26.", "The storm has killed 22 people."),
        ("The bank raised its key rate from 3% to 3.5%.", "The bank raised its key rate to 4%."),
    ],
)
def test_plain_differences_are_told(encoder, a, b):
    assert compare_pair(a, b, encoder=encoder).verdict is VerdictKind.DIFFER


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The fire killed 12 miners near Ostrava Dol.", "The fire killed 412 miners near Ostrava Dol."),
        ("The bridge in Velmora cost 40 million euros.", "The bridge in Velmora cost $55 million."),
        ("Unemployment in Velmora rose by 2 percent.", "Unemployment in Velmora is 9 percent."),
        ("The festival in Tarn opens on 4 June.", "The festival in Tarn ends on 9 June."),
    ],
)
def test_what_the_constraints_keep_apart_does_not_agree(encoder, a, b):
    assert compare_pair(a, b, encoder=encoder).verdict is not VerdictKind.AGREE


def test_relative_dates_hang_on_publication(encoder):
    a, b = "The Tarn library opened on Sunday.", "The library in Tarn was opened on 10 March 2024."
    first, second = date(2024, 3, 12), date(2024, 3, 19)
    assert compare_pair(a, b, first, second, encoder=encoder).verdict is VerdictKind.AGREE
    assert compare_pair(a, b, second, second, encoder=encoder).verdict is VerdictKind.DIFFER


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "A fire killed 5 men."), ("…", "5"), ("\ud800", "\x00")])
def test_nothing_to_compare_is_unrelated(encoder, a, b):
    found = compare_pair(a, b, encoder=encoder)
    assert found.verdict is VerdictKind.UNRELATED
    assert found.reason


FLOODS = "Floods killed {} people in {} on Tuesday."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Guinea", "Guyana"),
        ("Austria", "Australia"),
        ("Iran", "Iraq"),
        ("Kansas", "Arkansas"),
        ("Dominica", "the Dominican Republic"),
        ("North Korea", "South Korea"),
        ("Congo-Brazzaville", "Congo-Kinshasa"),
        ("Moldova", "the Maldives"),
    ],
)
def test_counts_of_two_places_do_not_differ(encoder, one, other):
    for a, b in ((one, other), (other, one)):
        found = compare_pair(FLOODS.format(41, a), FLOODS.format(52, b), encoder=encoder)
        assert found.verdict is not VerdictKind.DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Niger"),
        ("Mogadishu", "Mogadisho"),
        ("Khan Sheikhoun", "Khan Sheikhun"),
        ("Hasakah", "Hasakeh"),
    ],
)
def test_counts_of_one_place_in_two_spellings_differ(encoder, one, other):
    found = compare_pair(FLOODS.format(41, one), FLOODS.format(52, other), encoder=encoder)
    assert found.verdict is VerdictKind.DIFFER


def test_the_later_number_of_a_change_is_the_one_that_agrees(encoder):
    found = compare_pair(
        "The bank raised its key rate from 3% to 3.5%.", "The bank's key rate is 3.5%.", encoder=encoder
    )
    assert found.verdict is VerdictKind.AGREE


def test_statements_that_exclude_each_other_are_related(encoder):
    found = compare_pair(
        "The border crossing at Tarn was opened.", "The border crossing at Tarn was closed.", encoder=encoder
    )
    assert found.verdict is VerdictKind.RELATED
    assert "may deny" in found.reason


def test_a_value_in_common_is_no_agreement_where_one_sentence_tells_much_else(encoder):
    long = (
        "The prize of $10,000, which Mara Venn had won twice before for her novels on the war, went to the "
        "painter Odo Lasch after the jury of the Tarn Academy quarrelled over it for two nights."
    )
    found = compare_pair(long, "Mara Venn got the prize of $10,000.", encoder=encoder)
    assert found.verdict is not VerdictKind.AGREE
