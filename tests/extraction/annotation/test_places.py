"""Keys of places: spellings of one name share one, other names have others."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.places import place_keys, place_weights
from compare.extraction.names.places import spelling_key


def test_only_capitalised_words_have_keys():
    assert place_keys("In Port Ashel the harbour of Ostrell burned.") == {
        spelling_key("In"),
        spelling_key("Port"),
        spelling_key("Ashel"),
        spelling_key("Ostrell"),
    }
    assert place_keys("a town with no name, 14 km away") == frozenset()


def test_spellings_share_a_key_and_places_do_not():
    assert place_keys("Mogadishu") == place_keys("Mogadisho")
    assert place_keys("New York City") != place_keys("York")
    assert not place_keys("Niger, North Korea, Iran") & place_keys("Nigeria, South Korea, Iraq")


def test_a_word_for_a_region_has_no_key():
    assert not place_keys("Helmand Province") & place_keys("Kandahar Province")


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
    assert found[spelling_key("Ostrell")] > found[spelling_key("North")]
