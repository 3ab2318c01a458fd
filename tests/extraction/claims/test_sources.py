"""Who can speak, and what can be cited."""

from __future__ import annotations

import pytest

from compare.extraction.claims.marked_words import word_list
from compare.extraction.claims.sources import REACH, is_source, speaker


def test_what_can_be_cited():
    assert is_source("a news agency")
    assert not is_source("her work")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the harbour board", "the harbour board"),
        ("“ Ida Lund ,", "Ida Lund"),
        ("Ida Lund on Monday", "Ida Lund"),
        ("former aide Ida Lund", "former aide Ida Lund"),
        ("officials", "officials"),
        ("she", "she"),
        ("we", ""),
        ("it", "it"),
        ("1,200", ""),
        ("this week", ""),
        ("the head of the", ""),
        ("the rising", ""),
        (f"the {'old ' * 13}mayor", ""),
        (f"Lund, {'one ' * REACH}mayor", ""),
    ],
)
def test_what_can_be_a_speaker(text, told):
    words = word_list(text)
    extent = speaker(words, 0, len(words) - 1)
    assert (text[slice(*extent)] if extent else "") == told
