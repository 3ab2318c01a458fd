"""The wording by which copies are told: words without case, numbers, quotations and headlines."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.wording import read_wording, wording_of, words_of
from compare.models import Article
from compare.segmentation.sentences import split_sentences


def wording(text: str, title: str = ""):
    article = Article("a", text, title=title, source="Ashel Post")
    return read_wording([article], {"a": split_sentences(article)})[0]


def test_words_have_no_case_and_one_apostrophe():
    assert words_of("Velmora’s MAYOR didn’t go") == words_of("velmora's mayor didn't go")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("Three of 12 ships sank", ("12", "three")), ("It is not so", ("not",)), ("Rain fell", ())],
)
def test_numbers_and_denials_stand_apart_from_the_words(text: str, numbers: tuple[str, ...]):
    assert wording_of(words_of(text)).numbers == numbers


def test_half_a_sentence_in_quotation_marks_is_a_quotation():
    found = wording("“We had warned the captain,” she said.\nThe captain, she said, was “warned”.")
    assert [sentence.quotation for sentence in found.sentences] == [True, False]


def test_a_sentence_of_the_words_of_the_title_is_a_headline():
    found = wording("Storm sinks ferry\nA storm sank a ferry off Tarn.", "Storm sinks ferry off Tarn")
    assert [sentence.headline for sentence in found.sentences] == [True, False]


def test_a_text_is_one_line_whatever_its_breaks():
    assert wording("Rain fell.\n\n  Snow  fell.").text == "Rain fell. Snow fell."
