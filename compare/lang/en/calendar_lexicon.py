"""The vocabulary of English dates: seasons, decades and units, and the pieces of patterns.

The upper-case ``*_SOURCE`` strings are regular expression sources without capturing groups, to be
compiled with ``re.IGNORECASE``.
"""

from __future__ import annotations

from compare.lang.en.lemmas import lemma
from compare.lang.patterns import any_of
from compare.lang.resources import table

_TEN, _LAST_DAY = 10, 31
"""The first number that is none of the ones, and the last day of a month."""
_TABLE = table("en", "calendar")
_NUMERALS = table("en", "numerals")

SEASONS: dict[str, str] = _TABLE["seasons"]
"""The code of a season in TIMEX3."""

DECADES: dict[str, int] = _TABLE["decades"]
"""Tens of years of "the nineties"."""

OF_A_PERSON_SOURCE = r"(?:his|her|their|my|your|our)"
"""Behind it, tens of years are those of an age."""

UNITS: dict[str, tuple[str, int, str]] = {unit: tuple(told) for unit, told in _TABLE["units"].items()}
"""Unit of time: where it stands in an ISO duration, its factor, and its letter."""

_SHORT: dict[str, str] = _TABLE["short_units"]
UNIT_WORDS = frozenset({*UNITS, *(f"{unit}s" for unit in UNITS), *_TABLE["irregular_plurals"], *_SHORT})
"""How units of time are written."""


def unit_of(word: str) -> str:
    """The key of `UNITS` for a unit as written."""
    low = word.casefold()
    return _SHORT.get(low) or lemma(low)


GAP = r"[ \t\u00a0\u2009\u202f]{0,3}(?:[ \t\u00a0\u2009\u202f]|\r?\n)[ \t]{0,3}"
"""White space between two words: at most one line break, so that no pattern crosses a blank line."""
HYPHEN = r"[ ]?[-\u2010\u2011\u2013][ ]?"
DASH = r"[-\u2010-\u2015]"

NEAR_SOURCE = (
    rf"(?:this{GAP}past|this{GAP}coming|last|past|next|this|coming"
    rf"|(?:the{GAP})?(?:previous|following|coming|past|current|next|last))"
)
"""What stands before a weekday, a month or a season and places it."""

_APART = rf"(?:{GAP}|{HYPHEN})"
_ONES, _TEENS, _TENS = (any_of(_NUMERALS[part]) for part in ("ones", "teens", "tens"))
_NUMERAL = rf"(?:{_TEENS}|{_TENS}|{_ONES}|hundred|thousand|million|billion|dozen)"
_DIGITS = (
    r"(?<![\w.,$\u00a3\u20ac])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?)"
    r"(?:[ -]\d/\d|[ ]?[\u00bc-\u00be])?"
)
_HALVES = rf"half{GAP}an?{GAP}dozen|half{GAP}an?|one{HYPHEN}half|an?{GAP}half"
COUNT_SOURCE = (
    rf"(?:{_DIGITS}(?:{GAP}(?:hundred|thousand|million|billion)|{_APART}and{_APART}(?:a|one){_APART}half)?"
    rf"|\b(?:{_HALVES}|an?{GAP}(?:dozen|hundred|thousand|million)|{_NUMERAL})\b"
    rf"(?:(?:{HYPHEN}|{GAP}(?:and{GAP})?){_NUMERAL}\b){{0,5}}(?:{_APART}and{_APART}(?:a|one){_APART}half)?)"
)
"""A count before a unit, that `parse_number` reads."""
VAGUE_COUNT_SOURCE = (
    rf"(?:(?:a{GAP})?(?:good{GAP})?few|several|many|some|(?:a{GAP})?couple(?:{GAP}of)?"
    rf"|(?:a{GAP}number|dozens|hundreds|thousands){GAP}of|countless|various|numerous)"
)
YEAR_WORDS_SOURCE = (
    rf"(?:(?:eighteen|nineteen|twenty){_APART}(?:hundred|(?:{_TENS})(?:{_APART}(?:{_ONES}))?|{_TEENS})"
    rf"|two{GAP}thousand(?:{GAP}(?:and{GAP})?(?:{_TEENS}|{_ONES}))?)\b"
)
YEAR_SOURCE = r"(?:1\d{3}|20\d{2})(?![\w,.]?\d)(?!\w)"
ANY_YEAR_SOURCE = rf"(?:{YEAR_SOURCE}|{YEAR_WORDS_SOURCE})"
_ORDINALS: dict[str, int] = _NUMERALS["ordinals"]
_ORDINAL_ONES = any_of(word for word, number in _ORDINALS.items() if number < _TEN)
ORDINAL_DAY_SOURCE = (
    rf"(?:(?:twenty[- ]{_ORDINAL_ONES}|thirty[- ]first)"
    rf"|{any_of(word for word, number in _ORDINALS.items() if number <= _LAST_DAY)})\b"
)
DAY_SOURCE = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
ZONE_SOURCE = (
    rf"(?:{any_of(_TABLE['zones']['short'])}"
    rf"|{any_of(_TABLE['zones']['before_time'])}(?:{GAP}(?:Standard|Daylight))?{GAP}time)\b"
)
