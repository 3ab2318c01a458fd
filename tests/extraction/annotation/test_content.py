"""The content words of a text."""

from __future__ import annotations

from compare.extraction.annotation.content import read_content
from compare.lang.en.stems import stem


def test_words_names_and_numbers_of_a_text() -> None:
    text = read_content("Oldport's mayor said 1,200 homes, and 40% of shops, were flooded.")
    assert text.names == {stem("oldport")}
    assert text.numbers == {"1200", "40"}
    assert stem("homes") in text.content and "said" not in text.content
