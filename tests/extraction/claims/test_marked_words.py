"""Words and marks of a sentence, where the one tokeniser would leave out marks."""

from __future__ import annotations

from compare.extraction.claims.marked_words import DAYS, DOT, masked, word_list


def test_marks_are_words_and_names_are_whole():
    told = [word.text for word in word_list("The boats' owner, AT&T, said/wrote: “It’s 1,200.”")]
    assert told == [
        "The", "boats'", "owner", ",", "AT&T", ",", "said/wrote", ":", "“", "It’s", "1,200", ".", "”",
    ]  # fmt: skip


def test_words_have_their_places_and_one_apostrophe():
    text = "It’s Ida."
    assert [text[word.start : word.end] for word in word_list(text)] == ["It’s", "Ida", "."]
    assert [word.lower for word in word_list(text)] == ["it's", "ida", "."]


def test_the_dot_of_an_abbreviation_ends_no_phrase_and_no_offset_moves():
    text = "Dr. J. Lund of Tarn Ltd. came. He left."
    assert masked(text) == f"Dr{DOT} J{DOT} Lund of Tarn Ltd{DOT} came. He left."
    assert len(masked(text)) == len(text)


def test_days_and_months_are_days():
    assert {"monday", "june"} <= DAYS
