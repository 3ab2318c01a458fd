"""The vocabulary of English dates: seasons, decades and units, and the pieces of patterns.

The upper-case ``*_SOURCE`` strings are regular expression sources without capturing groups, to be
compiled with ``re.IGNORECASE``.
"""

from __future__ import annotations

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

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
