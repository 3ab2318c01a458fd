"""Kinds of words by their ending."""

from __future__ import annotations

import pytest

from compare.lang.en.endings import is_adverb_form, is_participle_form


@pytest.mark.parametrize(
    ("word", "expected"), [("flooded", True), ("shed", False), ("bed", False), ("kill", False)]
)
def test_participles(word, expected):
    assert is_participle_form(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("badly", True), ("newly", True), ("only", False), ("fly", False), ("slow", False)]
)
def test_adverbs(word, expected):
    assert is_adverb_form(word) is expected
