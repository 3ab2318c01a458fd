"""Places that a text names, as wholes where the gazetteer knows them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.names.places import known, read_places, spelled_alike, spelling_key
from compare.lang.en.gazetteer import referents


def read(text: str) -> dict[str, frozenset[tuple[str, ...]]]:
    return {text[m.start : m.end]: m.place.referents for m in read_places(text)}


@pytest.mark.parametrize(
    "name",
    [
        "North Korea",
        "Port-au-Prince",
        "Trinidad and Tobago",
        "U.S.",
        "New York City",
        "St. Louis",
        "Washington, D.C.",
    ],
)
def test_a_name_of_several_words_is_one_place(name):
    assert read(f"a quake in {name}") == {name: referents(name)}


def test_a_possessive_belongs_to_no_name():
    ((written, found),) = read("on Niger's border").items()
    assert (written, found) == ("Niger's", {("NE",)})


def test_a_word_for_a_region_chooses_the_region():
    for text in ("in Niger State", "in the state of Niger"):
        assert frozenset({("NG", "NG.31")}) in read(text).values()
    assert read("in Aleppo province") == {"Aleppo": frozenset({("SY", "SY.09")})}
    assert read("in Georgia State") == {"Georgia": frozenset({("US", "US.GA")})}


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("in Lima, Ohio, on Monday", "Lima", ("US", "US.OH", "lima")),
        ("in Paris, Texas.", "Paris", ("US", "US.TX", "paris")),
        ("in Springfield, Mass. police said", "Springfield", ("US", "US.MA", "springfield")),
        ("in Springfield, MO, they met", "Springfield", ("US", "US.MO", "springfield")),
        ("in Georgetown, Guyana", "Georgetown", ("GY", "GY.12", "georgetown")),
        ("in Ostrell, Nigeria, on Monday", "Ostrell", ("NG", "ostrell")),
    ],
)
def test_what_stands_behind_a_comma_says_where_a_place_lies(text, name, path):
    assert read(text)[name] == {path}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Beirut, Israel said", "Beirut"),
        ("in Syria, Iraq and Libya", "Syria"),
        ("in Beirut, Israel.", "Beirut"),
    ],
)
def test_a_list_of_places_says_of_none_where_it_lies(text, name):
    assert read(text)[name] == referents(name)


def test_a_clause_behind_an_unknown_place_puts_it_nowhere():
    assert read("In Ostrell, Nigeria said that it would help")["Ostrell"] == frozenset()


def test_us_the_pronoun_is_no_state():
    assert read("Us or them")["Us"] == frozenset()
    assert read("the US and them")["US"] == {("US",)}


def test_words_that_the_gazetteer_does_not_know_are_read_one_by_one():
    assert read("In Port Ashel the harbour burned") == dict.fromkeys(("In", "Port", "Ashel"), frozenset())
    assert read("a town with no name, 14 km away") == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mogadishu", "Mogadisho"),
        ("Hasakah", "Hasakeh"),
        ("Khan Younis", "Khan Yunis"),
        ("Kharkov", "Kharkiv"),
        ("Odessa", "Odesa"),
        ("Benghazi", "Banghazi"),
        ("Raqqa", "Raqa"),
        ("Ostrell", "Ostrill"),
        ("Kyiv", "Kiev"),
        ("Burma", "Myanmar"),
    ],
)
def test_spellings_of_one_place_have_one_key(one, other):
    assert known(one).key == known(other).key


def test_spellings_are_near_in_their_letters_too():
    assert spelled_alike("mogadishu", "mogadisho")
    assert not spelled_alike("lima", "lome")
    assert not spelled_alike("lima", "lomo")
    assert not spelled_alike("tarn", "ashel")
    assert not spelled_alike("port", "porto")


def test_a_spelling_key_is_never_empty():
    assert spelling_key("A") != spelling_key("E")
    assert spelling_key("Iran") != spelling_key("Iraq")


@given(
    st.lists(
        st.sampled_from(
            [
                "Niger",
                "Nigeria",
                "in",
                ",",
                ".",
                "the",
                "New",
                "York",
                "St.",
                "Louis",
                "D.C.",
                "Lima",
                "Ohio",
                "of",
                "State's",
                "'X",
                "-",
            ]
        )
    )
)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_mentions_stand_in_order_and_begin_with_a_capital(words):
    text = " ".join(words)
    spans = [(m.start, m.end) for m in read_places(text)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start].isupper() and start < end <= len(text) for start, end in spans)
