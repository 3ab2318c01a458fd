"""The content words of a text."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.content import naming, read_content
from compare.lang.en.lemmas import lemma


def test_words_names_and_numbers_of_a_text() -> None:
    text = read_content("Oldport's mayor said 1,200 homes, and 40% of shops, were flooded.")
    assert text.names == {lemma("oldport")}
    assert text.numbers == {"1200", "40"}
    assert lemma("homes") in text.content and "said" not in text.content


def test_content_words_are_lemmas_without_function_words() -> None:
    text = read_content("The inspectors said that two children's homes were inspected.")
    assert text.content == ("inspector", "2", lemma("children's"), "home", "inspect")
    assert text.names == frozenset()
    assert text.numbers == {"2"}


def test_names_keep_apart_from_function_words_in_capitals() -> None:
    text = read_content("US troops told us of 1,200 men near Oldport; the U.S. army left.")
    assert text.names == {"us", "oldport"}
    assert text.content.count("us") == 2
    assert text.numbers == {"1200"}


def test_a_rare_word_weighs_more() -> None:
    weights = read_content("The city of Zwickelbach slept.").weights
    assert weights["zwickelbach"] > weights["city"] > 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Responding to Mr. Tarn, Rep. Ilka Drost spoke.", {"tarn", "ilka", "drost"}),
        ("Separately, Drost spoke.", {"drost"}),
        ("Killed were 12 of Velmora.", {"velmora"}),
        ("Ted met Billy.", {"ted", "billy"}),
        ("", set()),
    ],
)
def test_a_title_and_a_word_that_only_opens_a_sentence_name_nobody(text: str, named: set[str]) -> None:
    assert naming(text, read_content(text).names) == named
