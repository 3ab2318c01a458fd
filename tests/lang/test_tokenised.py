"""Texts that a tokeniser took apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import story

from compare.extraction.values import extract_values
from compare.lang.tokenised import inner_blanks, joined
from compare.segmentation.sentences import split_sentences

APART = (
    "The 6. 1 - magnitude quake struck at 5: 47 p. m. near Orna, home to 120, 000 people. "
    "A 59 - year - old man - a well - known baker - lost $2. 5 million, Tarn’ s mayor said. "
    "It took the crew 36 hours. No - one was hurt."
)
WHOLE = (
    "The 6.1-magnitude quake struck at 5:47 p.m. near Orna, home to 120,000 people. "
    "A 59-year-old man-a well-known baker-lost $2.5 million, Tarn’s mayor said. "
    "It took the crew 36 hours. No-one was hurt."
)


def test_what_was_taken_apart_is_joined():
    found = joined(APART)
    assert found is not None and found.text == WHOLE
    assert all(APART[place] == char for place, char in zip(found.places, found.text, strict=True))


def test_values_are_those_of_the_whole_text_at_their_places():
    apart, whole = extract_values(APART), extract_values(WHOLE)
    assert [(v.kind, v.value, v.low, v.high, v.unit) for v in apart] == [
        (v.kind, v.value, v.low, v.high, v.unit) for v in whole
    ]
    assert {"120, 000", "59 - year - old", "36 hours"} <= {v.text.removesuffix(" people") for v in apart}
    assert all(v.text == APART[v.start : v.end] for v in apart)


def test_what_a_value_is_part_of_keeps_its_place():
    text = "Of 1, 200 people aboard, 300 were 12 - year - old pupils; 1, 100 were saved."
    whole = joined(text)
    parts = [v for v in extract_values(whole.text) if v.whole is not None]
    assert parts
    for part, placed in zip(parts, [v for v in extract_values(text) if v.whole is not None], strict=True):
        assert placed.whole == whole.start(part.whole)


def test_no_sentence_ends_within_a_number():
    assert [s.text for s in split_sentences(story("a", APART))] == [
        APART[: APART.index(" A 59")],
        APART[APART.index("A 59") : APART.index(" It took")],
        "It took the crew 36 hours.",
        "No - one was hurt.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The mayor - a baker - came in 2012. 300 people left.",
        "In groups of 12, 250 left; a well-known 59-year-old stayed at 5:47 with 1,200 others.",
        "Tarn Beat Orna 2 - 1 - Tarn Times",
        "They met in 2012, 129 of them came.",
        "On May 12, 200 people came.",
        "The toll stands at 41. 12 people are missing.",
        "They came in groups of 12, 250 and 300.",
    ],
)
def test_a_text_as_it_was_written_is_left_alone(text):
    assert joined(text) is None and inner_blanks(text) == ()


@pytest.mark.parametrize("number", ["2, 129", "45, 000", "11, 200, 000", "$27. 5 million"])
def test_a_number_that_people_write_otherwise_is_mark_enough(number):
    assert (
        joined(f"It has {number} points.").text
        == f"It has {number.replace(', ', ',').replace('. ', '.')} points."
    )


def test_one_mark_does_not_make_hyphens_of_dashes():
    assert joined("The mayor - a baker - saw 120, 000 people.").text == (
        "The mayor - a baker - saw 120,000 people."
    )


def test_the_day_of_a_month_is_no_part_of_the_next_number():
    text = "On May 12, 200 of 120, 000 people left at 5: 47 p. m."
    assert joined(text).text == "On May 12, 200 of 120,000 people left at 5:47 p.m."


@given(st.text(alphabet="19 ,.:-aspm'’\n", max_size=60))
@settings(derandomize=True, deadline=None)
def test_only_blanks_go_and_all_else_keeps_its_place(text):
    found = joined(text)
    if found is None:
        assert inner_blanks(text) == ()
        return
    assert "".join(text[place] for place in found.places) == found.text
    assert {text[at] for at in inner_blanks(text)} == {" "}
    assert sorted({*found.places, *inner_blanks(text)}) == list(range(len(text)))
    assert all(text[v.start : v.end] == v.text for v in extract_values(text))
