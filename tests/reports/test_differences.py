"""What words two statements do not share is marked, and no mark of punctuation with them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from compare.models import Facet
from compare.reports.differences import MOST_WORDS, unlike


def marked(one: str, other: str, facet: Facet = Facet.STATEMENT) -> list[str]:
    """The words of `one` that `other` has not."""
    claims = tuple(
        SimpleNamespace(article=key, focus="", sentence=text)
        for key, text in zip("ab", (one, other), strict=True)
    )
    fact = SimpleNamespace(facet=facet, claims=claims, positions=tuple((claim,) for claim in claims))
    parts = unlike(fact, claims[0], one)
    assert "".join(text for text, _ in parts) == one
    return [text for text, apart in parts if apart]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("The port was shut, police said.", "The port was shut on Monday.", ["police said"]),
        ("“The well-known bridge fell,” he said.", "The known bridge fell; he said.", ["well-known"]),
        ("Some 1,200 people fled the U.S. camp.", "Some 1,300 people fled the U.S. camp!", ["1,200"]),
        ("The Bridge fell.", "“The bridge fell”", []),
    ],
)
def test_words_of_one_side_are_marked_without_punctuation(one, other, told):
    assert marked(one, other) == told


def test_unlike_texts_long_ones_and_numbers_are_shown_plain():
    assert marked("The port was shut.", "Ida Lund won every prize of her country.") == []
    assert marked("word " * MOST_WORDS + "more", "word " * MOST_WORDS) == []
    assert marked("word " * (MOST_WORDS - 1) + "more", "word " * MOST_WORDS) == ["more"]
    assert marked("The port was shut.", "The port was open.", Facet.QUANTITY) == []
