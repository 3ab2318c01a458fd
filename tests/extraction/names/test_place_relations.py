"""Two entries of the gazetteer never meet; spellings of one place do, and a place meets what it lies in."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.names.place_relations import PlaceRelation, place_relation, places_meet
from compare.extraction.names.places import Place, known, read_places, spelling_key
from compare.extraction.names.variants import is_variant
from compare.lang.en.gazetteer import names, referents, within

SAME, WITHIN = PlaceRelation.SAME, PlaceRelation.WITHIN
DIFFERENT, UNKNOWN = PlaceRelation.DIFFERENT, PlaceRelation.UNKNOWN

TWO_PLACES = [
    ("Niger", "Nigeria"),
    ("Guinea", "Guyana"),
    ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Equatorial Guinea"),
    ("Lima", "Lomé"),
    ("Paris", "Peru"),
    ("Moldova", "Maldives"),
    ("Iran", "Iraq"),
    ("Austria", "Australia"),
    ("Kansas", "Arkansas"),
    ("Dominica", "Dominican Republic"),
    ("North Korea", "South Korea"),
    ("Congo-Brazzaville", "Congo-Kinshasa"),
    ("Mali", "Malawi"),
    ("Sudan", "South Sudan"),
    ("Slovakia", "Slovenia"),
    ("Tripoli", "Texas"),
]


def first(text: str) -> Place:
    return next(read_places(text)).place


@pytest.mark.parametrize(("one", "other"), TWO_PLACES)
def test_two_places(one, other):
    assert place_relation(known(one), known(other)) is DIFFERENT
    assert known(one).key != known(other).key


def test_entries_that_are_spelled_alike_without_vowels_never_meet():
    """Every pair of names that the consonants alone do not tell apart."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names():
        groups[tuple(map(spelling_key, name.split()))].append(name)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    apart = [
        (a, b)
        for a, b in pairs
        if not any(within(x, y) or within(y, x) for x in referents(a) for y in referents(b))
    ]
    assert len(apart) > 5000
    for a, b in apart:
        assert place_relation(known(a), known(b)) is DIFFERENT, (a, b)
        assert known(a).key != known(b).key, (a, b)
        assert not is_variant(a.title(), b.title(), "place", "place"), (a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mogadishu", "Mogadisho"),
        ("Hasakah", "Hasakeh"),
        ("Ostrell", "Ostrill"),
        ("Benghazi", "Banghazi"),
        ("Kyiv", "Kiev"),
        ("U.S.", "America"),
        ("Washington", "Washington, D.C."),
    ],
)
def test_one_place_in_two_spellings(one, other):
    assert place_relation(known(one), known(other)) is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lagos", "Nigeria"),
        ("Beirut", "Lebanon"),
        ("Houston", "U.S."),
        ("Brooklyn", "New York City"),
        ("Homs", "Syria"),
    ],
)
def test_a_place_in_a_place(one, other):
    assert place_relation(known(one), known(other)) is WITHIN
    assert places_meet([known(one)], [known(other)])


def test_a_name_of_several_places_is_no_certainty():
    assert place_relation(known("Georgia"), known("Tbilisi")) is WITHIN
    assert place_relation(known("Georgia"), known("Atlanta")) is WITHIN
    assert place_relation(known("Georgia"), known("Texas")) is DIFFERENT
    assert place_relation(first("Georgia State"), known("Tbilisi")) is DIFFERENT
    assert place_relation(known("Springfield"), known("Illinois")) is WITHIN
    assert place_relation(known("Congo"), known("Congo-Kinshasa")) is SAME


def test_places_of_one_name_are_two_only_where_both_say_where_they_lie():
    here, there = first("Lima, Ohio."), known("Lima")
    assert place_relation(here, Place(there.name, frozenset({("PE", "PE.15", "lima")}))) is UNKNOWN
    assert place_relation(here, first("Lima, Peru.")) is DIFFERENT


def test_of_an_unknown_place_nothing_is_known():
    assert place_relation(known("Ostrell"), known("Nigeria")) is UNKNOWN
    assert place_relation(known("Ostrell"), known("Tarn")) is UNKNOWN
    assert not places_meet([known("Ostrell")], [known("Nigeria")])


places = st.builds(
    lambda name, more: known(name) if not more else first(f"{name}, {more}."),
    st.one_of(
        st.sampled_from(
            sorted({name for pair in TWO_PLACES for name in pair} | {"Ostrell", "Ostrill", "Lagos"})
        ),
        st.text("abeiklmnrs", min_size=2, max_size=7).map(str.title),
    ),
    st.sampled_from(["", "", "Ohio", "Nigeria"]),
)


@given(places, places)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_a_relation_is_symmetric_and_reflexive(one, other):
    assert place_relation(one, other) is place_relation(other, one)
    assert place_relation(one, one) is SAME
    assert places_meet([one], [other]) == places_meet([other], [one])
