"""What a number says of its own question."""

from __future__ import annotations

import pytest
from stories import claims_of, story

from compare.extraction.annotation.locations import located
from compare.extraction.annotation.question_scope import ALL, AREA, CITY, QuestionScope, read_scope
from compare.extraction.names.places import spelling_key
from compare.models import Facet


def scope(text: str, number: float, facet: Facet | None = None) -> QuestionScope:
    """What the claim of `number` in `text` asks."""
    claims = [c for c in claims_of(story("a", text)) if c.value is not None]
    claim = next(c for c in claims if c.value.number == number and facet in (None, c.facet))
    return read_scope(claim, alone=sum(c.facet is claim.facet for c in claims) == 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Shells killed 31 people over the past week in Dorvan.", 7),
        ("In the past 24 hours 25 people were killed in Dorvan.", 1),
        ("In recent days 57 people have been killed in Dorvan.", 3),
        ("Two days of shelling have killed 38 people in Dorvan.", 2),
        ("The floods killed 45 people in three weeks in Dorvan.", 21),
        ("The roads kill 1,240 people a year in Ledria.", 365),
        ("Shells killed 31 people on Monday in Dorvan.", None),
        ("Floods killed 31 people, a week after the storm, in Dorvan.", None),
        ("Shells killed 31 people a day after the talks in Dorvan.", None),
    ],
)
def test_the_days_over_which_a_count_is_made(text, days):
    numbers = [n for n in (31, 25, 57, 38, 45, 1240) if f"{n:,}" in text]
    assert scope(text, numbers[0], Facet.QUANTITY).days == days


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("The raid had an initial death toll of 31 people.", True),
        ("An earlier count by the police spoke of 31 people killed.", True),
        ("Officials gave a preliminary figure of 31 people killed.", True),
        ("The raid killed 31 people, up from an earlier count.", False),
        ("Officials raised the earlier death toll of the raid to 31 people killed.", False),
        ("The mayor revised the initial toll upward by 31 people killed.", False),
        ("An earlier toll stood for a day, then 31 people were dead.", False),
        ("An earlier raid killed 31 people.", False),
        ("The toll of the raid is 31 people.", False),
    ],
)
def test_a_count_that_its_own_article_calls_early(text, early):
    assert scope(text, 31, Facet.QUANTITY).early is early


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Analysts expect the company to earn 300 million euros.", True),
        ("The company earned 300 million euros, as analysts had hoped.", False),
        ("The company earned 300 million euros in March.", False),
        ("Ledria pledged 300 million euros to the town.", True),
        ("The council is seeking proof of reports that shells killed 300 people.", False),
        ("The ship can carry 300 passengers to the islands.", True),
        ("The ship will carry 300 passengers to the islands.", True),
    ],
)
def test_what_is_expected_asked_for_or_possible_is_not_what_happened(text, ahead):
    assert scope(text, 3e8 if "million" in text else 300).ahead is ahead


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Four other people were wounded in the bar.", True),
        ("Another four people were wounded in the bar.", True),
        ("Police said that four more people were wounded in the bar.", True),
        ("Police said that four people were wounded in the bar.", False),
        ("More than four people were wounded in the bar.", False),
    ],
)
def test_a_remainder_is_told_by_the_words_around_it(text, rest):
    assert scope(text, 4).rest is rest


def test_those_in_hospital_are_not_all_who_were_hurt():
    assert scope("Thirty-five people were in hospital after the crash.", 35).in_care
    assert not scope("The crash injured thirty-five people in Tarn.", 35).in_care


def test_the_measure_and_the_base_of_a_share():
    core = scope("Core prices, without food, rose 2.7 percent in May from a year earlier.", 2.7)
    assert core.measures == {"core"}
    assert core.bases == {0}
    assert scope("Prices rose 0.3 percent in May from April.", 0.3).bases == {1}


def test_the_ground_that_a_count_covers():
    assert scope("Floods killed 45 people in Melvar province.", 45).extent == {AREA}
    assert scope("Floods killed 11 people in the city of Asterin.", 11).extent == {CITY}
    assert scope("The company will cut 9,000 jobs worldwide.", 9000).extent == {ALL}
    assert not scope("The state news agency said that floods killed 45 people.", 45).extent


def test_names_behind_prepositions_are_places_but_not_days_nor_headlines():
    assert len(located("Police arrested 45 people in the northern town of Calder.")) == 1
    assert not located("Police arrested 45 people in May, on Monday and in Western parts.")
    assert not located("They called for talks in response to what the United Board did.")
    assert not located("Police Arrest Dozens of People in Calder Raid")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Driver Jana Weil, 34, died near Tarn.", ("driver", "jana", "weil")),
        ("Police charged 34-year-old Marek Dunn with fraud.", ("marek", "dunn")),
        ("A 34-year-old man was charged with fraud.", ()),
    ],
)
def test_the_person_beside_an_age(text, person):
    assert scope(text, 34).person == tuple(map(spelling_key, person))
