"""Whether a text denies something, with its quotations and without."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.negation import denies, denies_unquoted


@pytest.mark.parametrize("text", ["Nobody was hurt.", "They didn’t come.", "It cannot stand, without help."])
def test_a_negation_is_found_anywhere(text: str) -> None:
    assert denies(text) and denies_unquoted(text)


@pytest.mark.parametrize("text", ["Notes were taken in the north.", ""])
def test_other_words_deny_nothing(text: str) -> None:
    assert not denies(text) and not denies_unquoted(text)


def test_what_a_speaker_denies_is_no_denial_of_the_sentence() -> None:
    text = "He said there was “no alternative” to the deal."
    assert denies(text) and not denies_unquoted(text)
