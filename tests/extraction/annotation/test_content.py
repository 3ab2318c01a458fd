"""The content words of a text."""

from __future__ import annotations

from compare.extraction.annotation.content import read_content
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
