"""Places: spellings of one name meet, other words do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage.comparison.place_keys import place_keys, place_weights, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [("Odessa", "Odesa"), ("Kharkov", "Kharkiv"), ("Benghazi", "Banghazi"), ("Mogadishu", "Mogadisho")],
)
def test_spellings_of_one_place_meet(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("Lima", "Oslo"), ("Tarn", "Ashel"), ("A", "E")]
)
def test_other_places_do_not(one, other):
    assert skeleton(one) != skeleton(other)


def test_only_capitalised_words_are_places():
    assert place_keys("In Port Ashel the harbour of Tarn burned.") == {
        skeleton("In"),
        skeleton("Port"),
        skeleton("Ashel"),
        skeleton("Tarn"),
    }
    assert place_keys("a town with no name, 14 km away") == frozenset()


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_has_keys_that_are_not_empty(text):
    assert all(place_keys(text))


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_keys_of_a_text_have_weights(text):
    found = place_weights(text)
    assert found.keys() == place_keys(text)
    assert all(weight > 0 for weight in found.values())


def test_a_rare_place_weighs_more_than_a_common_word():
    found = place_weights("North Ostrell")
    assert found[skeleton("Ostrell")] > found[skeleton("North")]
