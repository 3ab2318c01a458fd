"""The vocabulary of English dates: names of months, days and units, and the pieces of patterns.

The upper-case ``*_SOURCE`` strings are regular expression sources without capturing groups, to be
compiled with ``re.IGNORECASE``.
"""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tues": 1, "tue": 1, "weds": 2, "wed": 2, "thurs": 3, "thur": 3, "thu": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

PARTS_OF_DAY = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "dawn": "TMO", "dusk": "TEV",
    "midnight": "T24:00", "noon": "T12:00", "midday": "T12:00", "lunchtime": "TMI", "overnight": "TNI",
    "daybreak": "TMO", "sunrise": "TMO", "sunset": "TEV", "nightfall": "TNI",
}  # fmt: skip

DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

UNITS = {
    "second": ("T", 1, "S"), "minute": ("T", 1, "M"), "hour": ("T", 1, "H"), "day": ("", 1, "D"),
    "night": ("", 1, "D"), "weekend": ("", 1, "WE"), "week": ("", 1, "W"), "fortnight": ("", 2, "W"),
    "month": ("", 1, "M"), "quarter": ("", 1, "Q"), "year": ("", 1, "Y"), "decade": ("", 10, "Y"),
    "century": ("", 100, "Y"), "millennium": ("", 1000, "Y"),
}  # fmt: skip
"""Unit of time: where it stands in an ISO duration, its factor, and its letter."""

PLURALS = {
    "centuries": "century", "millennia": "millennium", "hrs": "hour", "hr": "hour", "mins": "minute",
    "min": "minute", "secs": "second", "sec": "second", "yr": "year", "yrs": "year",
}  # fmt: skip


def singular(unit: str) -> str:
    """The key of `UNITS` for a unit as written."""
    unit = unit.casefold()
    return PLURALS.get(unit) or unit.removesuffix("s")


def any_of(words: Iterable[str]) -> str:
    """Alternation of words, longest first so that none hides a longer one."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


GAP = r"[ \t\u00a0\u2009\u202f]{0,3}(?:[ \t\u00a0\u2009\u202f]|\r?\n)[ \t]{0,3}"
"""White space between two words: at most one line break, so that no pattern crosses a blank line."""
HYPHEN = r"[ ]?[-\u2010\u2011\u2013][ ]?"
DASH = r"[-\u2010-\u2015]"

_LONG_DAYS = [d for d in WEEKDAYS if d.endswith("day")]
_SHORT_DAYS = [d for d in WEEKDAYS if not d.endswith("day")]
ANY_WEEKDAY_SOURCE = rf"(?:{any_of(_LONG_DAYS)}\b|{any_of(_SHORT_DAYS)}\b\.?)"

NEAR_SOURCE = (
    rf"(?:this{GAP}past|this{GAP}coming|last|past|next|this|coming"
    rf"|(?:the{GAP})?(?:previous|following|coming|past|current|next|last))"
)
"""What stands before a weekday, a month or a season and places it."""

_APART = rf"(?:{GAP}|{HYPHEN})"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMERAL = rf"(?:{_TEENS}|{_TENS}|{_ONES}|hundred|thousand|million|billion|dozen)"
_DIGITS = (
    r"(?<![\w.,$\u00a3\u20ac])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?)"
    r"(?:[ -]\d/\d|[ ]?[\u00bc-\u00be])?"
)
_HALVES = rf"half{GAP}an?{GAP}dozen|half{GAP}an?|one{HYPHEN}half|an?{GAP}half"
COUNT_SOURCE = (
    rf"(?:{_DIGITS}(?:{GAP}(?:hundred|thousand|million|billion))?"
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
_ORDINAL_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL_DAY_SOURCE = (
    rf"(?:{_ORDINAL_ONES}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    rf"|eighteenth"
    rf"|nineteenth|twentieth|thirtieth|twenty[- ](?:{_ORDINAL_ONES})|thirty[- ]first)\b"
)
DAY_SOURCE = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
ZONE_SOURCE = (
    r"(?:GMT|UTC|BST|CET|CEST|EE?S?T|[ECMP][SD]?T|IST|JST|MSK"
    rf"|(?:local|Eastern|Pacific|Central|Mountain|Moscow|Beijing)(?:{GAP}(?:Standard|Daylight))?{GAP}time)\b"
)
