"""What a value counts: nouns, kinds of people, ages, outcomes."""

from __future__ import annotations

import pytest
from stories import claims_of, story

from compare.extraction.annotation.counted import Counted, Edge, is_offset, read_counted, read_edge
from compare.extraction.values import extract_values
from compare.models import Facet


def counted(text: str) -> Counted:
    return read_counted(extract_values(text)[0])


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The death toll stood at 50.", "people"),
        ("At least 50 died.", "people"),
        ("The blast killed 50 rebels.", "rebels"),
        ("The bridge is 50 metres long.", ""),
    ],
)
def test_casualties_without_a_noun_are_people(text: str, counted: str):
    assert read_counted(extract_values(text)[0]).words == counted


def test_without_a_value_nothing_is_counted():
    assert read_counted(None) == Counted()


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("The blast killed 50 schoolchildren.", "pupils", "pupils"),
        ("The blast killed 50 residents.", "", ""),
        ("The blast hurt 50 men and women.", "women", ""),
        ("The fire burnt 50 houses.", None, ""),
    ],
)
def test_people_are_told_apart_by_kind(text: str, kind: str | None, people: str):
    found = counted(text)
    assert (found.kind, found.people) == (kind, people)


def test_nouns_that_news_exchanges_are_one_thing():
    trucks, cars = counted("Thieves stole 50 trucks."), counted("Thieves stole 50 cars.")
    assert trucks.thing == cars.thing and trucks.head != cars.head


def test_a_casualty_may_be_hurt_and_a_number_of_residents_lasts():
    hurt, live = counted("The blast injured 50 people."), counted("Some 5,000 people live in Tarn.")
    assert hurt.casualty and hurt.harmed and not hurt.lasting
    assert live.lasting and live.resident and not live.casualty


def test_an_ending_makes_a_person_and_more_endings_a_victim():
    assert counted("The blast killed 50 Belgians.").person
    miners = counted("The blast killed 50 miners.")
    assert miners.victim and not miners.person


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Two days later, the port of Tarn was shut again.", True),
        ("The port of Tarn was shut two days after the storm.", True),
        ("The port of Tarn was shut for two days.", False),
    ],
)
def test_how_far_from_something_is_no_length(text: str, offset: bool) -> None:
    claims = [claim for claim in claims_of(story("a", text)) if claim.facet is Facet.DURATION]
    assert [is_offset(claim) for claim in claims] == [offset]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six nations", "five countries"),
        ("40 homes", "55 houses"),
        ("3 planes", "4 aircraft"),
        ("9 firms", "8 companies"),
    ],
)
def test_nouns_of_one_meaning_have_one_head(one: str, other: str) -> None:
    assert counted(f"The plan names {one}.").head == counted(f"The plan names {other}.").head


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six nations", "five cities"),
        ("40 vehicles", "55 trucks"),
        ("3 planes", "4 ships"),
        ("9 firms", "8 unions"),
    ],
)
def test_wider_and_other_nouns_have_their_own_head(one: str, other: str) -> None:
    assert counted(f"The plan names {one}.").head != counted(f"The plan names {other}.").head


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Drost has led the port since 2006.", Edge.FIRST),
        ("Drost left the port after early 2006.", Edge.FIRST),
        ("Drost led the port until the end of 2006.", Edge.LAST),
        ("Drost is to leave the port by 2006.", Edge.LAST),
        ("Drost led the port in 2006.", None),
    ],
)
def test_a_date_may_be_the_first_or_the_last_of_a_time(text: str, edge: Edge | None) -> None:
    claims = [claim for claim in claims_of(story("a", text)) if claim.facet is Facet.DATE]
    assert {read_edge(claim) for claim in claims} == {edge}
