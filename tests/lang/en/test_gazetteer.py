"""The gazetteer: what a name may stand for, and what lies in what."""

from __future__ import annotations

import pytest
from babel import Locale

from compare.lang.en.gazetteer import (
    demonyms,
    fold,
    named_region,
    names,
    postal_region,
    referents,
    state_of,
    well_known,
    well_known_starts,
    within,
)
from compare.lang.resources import rows, table


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Nigeria", "NG"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("Côte d'Ivoire", "CI"),
        ("Cote d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("Turkey", "TR"),
        ("Bosnia", "BA"),
    ],
)
def test_a_state_by_each_of_its_names(name, state):
    assert referents(name) == {(state,)}


def test_a_name_of_a_state_means_the_state_though_a_region_elsewhere_has_it():
    assert referents("Niger") == {("NE",)}
    assert named_region("Niger") == {("NG", "NG.31")}


@pytest.mark.parametrize(
    "name", ["Georgia", "Springfield", "Tripoli", "Punjab", "Congo", "Crimea", "Washington"]
)
def test_a_name_of_several_places_has_them_all(name):
    found = referents(name)
    assert len({path[:2] for path in found}) > 1


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("Lagos", "Nigeria"),
        ("Beirut", "Lebanon"),
        ("Bavaria", "Germany"),
        ("Munich", "Bavaria"),
        ("Texas", "U.S."),
        ("Houston", "Texas"),
        ("Brooklyn", "New York City"),
        ("Puerto Rico", "United States"),
        ("Hong Kong", "China"),
        ("Roseau", "Dominica"),
        ("Raqqa", "Syria"),
        ("Gaza City", "Gaza Strip"),
    ],
)
def test_what_lies_in_what(inner, outer):
    assert any(within(a, b) for a in referents(inner) for b in referents(outer))
    assert not any(within(b, a) for a in referents(inner) for b in referents(outer))


def test_other_names_of_a_city_mean_the_city():
    for one, other in (
        ("Kiev", "Kyiv"),
        ("Bombay", "Mumbai"),
        ("Al Hasakah", "Hasakah"),
        ("Sana'a", "Sanaa"),
    ):
        assert referents(one) & referents(other)


def test_words_that_hardly_name_a_place_are_no_names():
    assert not {"north", "central", "union", "mission", "man", "province"} & set(names())


def test_every_place_that_is_listed_by_hand_is_in_the_tables():
    cities = {code: set(names) for code, _, *names in rows("en", "regions")}
    listed = [
        place for names in table("en", "place_names").values() for some in names.values() for place in some
    ]
    assert not [place for place in listed if "." in place and place.split("/")[0] not in cities]
    plain = [place.split("/") for place in listed if place.count("/") == 1]
    assert not [place for place in plain if place[1] not in cities[place[0]]]


def test_every_state_of_the_table_is_one_of_babel_and_nearly_all_have_a_seat():
    states = table("en", "states")
    assert states.keys() <= Locale("en").territories.keys()
    assert sum("seats" in entry for entry in states.values()) > 180
    assert all(entry["in"] in states for entry in states.values() if "in" in entry)


def test_capitals_and_offices_stand_for_their_state_and_offices_are_no_places():
    assert state_of("the Kremlin") == "Russia"
    assert state_of("Lima") == "Peru"
    assert state_of("Ostrell") == ""
    assert not referents("Kremlin")
    assert not referents("Downing Street")


def test_demonyms_have_their_states():
    assert demonyms()["Nigerien"] == {("NE",)}
    assert demonyms()["Dominican"] == {("DM",), ("DO",)}
    assert demonyms()["Korean"] == {("KP",), ("KR",)}


def test_postal_codes_are_those_of_the_union():
    assert postal_region("TX") == referents("Texas")
    assert postal_region("ZZ") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Port-au-Prince", "Port au Prince"),
        ("Lomé", "Lome"),
        ("St. Louis", "Saint Louis"),
        ("the Hague", "Hague"),
    ],
)
def test_what_folding_levels(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "name",
    [
        "Nigeria",
        "Trinidad & Tobago",
        "Saint Lucia",
        "Lagos",
        "Texas",
        "Calif.",
        "Lima",
        "Middle East",
        "Crimea",
    ],
)
def test_names_that_mean_a_place_by_themselves(name):
    assert name in well_known()


@pytest.mark.parametrize("name", ["Jersey", "Chad", "Jackson", "Reading", "Ostrell", "West"])
def test_names_that_need_another_sign(name):
    assert name not in well_known()


def test_first_words_of_names_of_several():
    assert {"New", "Saudi", "Trinidad"} <= well_known_starts()
    assert "Lima" not in well_known_starts()
