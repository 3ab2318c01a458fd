"""The words and marks of a sentence, as the readers of who says what go through them."""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.lang.en.calendar import MONTH_NAMES, WEEKDAY_NAMES
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["DAYS", "DOT", "SHORT_FORM", "Word", "masked", "word_list"]

DOT = "․"
_SHORTENED = word_lists("en", "abbreviations")
SHORT_FORM = any_of(*(_SHORTENED[key] for key in ("titles", "name_suffixes", "companies", "places")))
_ABBREVIATION = re.compile(
    rf"\b(?:[A-Z]|{SHORT_FORM})\.(?=.)|\b[A-Z][a-z]{{1,3}}\.(?= [A-Z][a-z])|\.(?=[,)])"
)
# Not the one tokeniser, which leaves out marks and parts "AT&T": a source ends at marks, and is shown whole.
_WORD = re.compile(r"[^\W_](?:[\w․/&-]|[’'](?=\w)|(?<=s)[’'](?=\s\w)|(?<=\d)[.,](?=\d))*|``|''|--|[^\w\s]")
DAYS = frozenset(name.lower() for name in (*WEEKDAY_NAMES, *MONTH_NAMES))


class Word(NamedTuple):
    """A word or a mark of a sentence, with its place."""

    text: str
    lower: str
    start: int
    end: int


def masked(text: str) -> str:
    """`text` with the periods of abbreviations replaced, so that they end no phrase."""
    return _ABBREVIATION.sub(lambda m: m[0][:-1] + DOT, text)


def word_list(text: str) -> list[Word]:
    """The words and marks of `text`."""
    return [Word(m[0], m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]
