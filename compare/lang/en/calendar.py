"""What months, weekdays and parts of the day are called in English: the names of CLDR, and what news adds.

Nothing else in the package spells them. Upper-case ``*_SOURCE`` strings are regular expression sources
without capturing groups, spelled with capitals as English does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.lang.patterns import any_of
from compare.lang.resources import table

__all__ = [
    "ABBREVIATION_SOURCE",
    "CALENDAR_WORDS",
    "GIVEN_NAME_MONTHS",
    "MONTHS",
    "MONTH_ABBREVIATIONS",
    "MONTH_NAMES",
    "MONTH_NAME_SOURCE",
    "MONTH_SOURCE",
    "MONTH_WORDS",
    "PARTS_OF_DAY",
    "PART_OF_DAY_SOURCE",
    "WEEKDAYS",
    "WEEKDAY_ABBREVIATIONS",
    "WEEKDAY_NAMES",
    "WEEKDAY_NAME_SOURCE",
    "WEEKDAY_SOURCE",
]


_TABLE = table("en", "calendar")


def _numbers(kind: Mapping[str, Any], first: int) -> Mapping[str, int]:
    """Every name and abbreviation in lower case, with its place in the calendar."""
    listed = [pair for width in ("names", "abbreviations") for pair in enumerate(kind[width], start=first)]
    return {name.casefold(): number for number, name in listed} | {
        name.casefold(): number for name, number in kind["more"].items()
    }


MONTH_NAMES: tuple[str, ...] = tuple(_TABLE["months"]["names"])
"""January first."""

MONTH_ABBREVIATIONS: tuple[str, ...] = tuple(_TABLE["months"]["abbreviations"])
"""One for each month; that of May is its name."""

WEEKDAY_NAMES: tuple[str, ...] = tuple(_TABLE["weekdays"]["names"])
"""Monday first."""

WEEKDAY_ABBREVIATIONS: tuple[str, ...] = (
    *_TABLE["weekdays"]["abbreviations"],
    *_TABLE["weekdays"]["more"],
)
"""All that are written; some days have several."""

MONTHS = _numbers(_TABLE["months"], first=1)
"""Names and abbreviations in lower case, with the number of the month."""

WEEKDAYS = _numbers(_TABLE["weekdays"], first=0)
"""Names and abbreviations in lower case, with the number of the day from Monday 0."""

CALENDAR_WORDS = frozenset(MONTHS) | frozenset(WEEKDAYS)

_SHORT_MONTHS = {*MONTH_ABBREVIATIONS, *_TABLE["months"]["more"]} - {*MONTH_NAMES}

MONTH_NAME_SOURCE = any_of(MONTH_NAMES)
MONTH_SOURCE = any_of({*MONTH_NAMES, *_SHORT_MONTHS})
WEEKDAY_NAME_SOURCE = any_of(WEEKDAY_NAMES)
WEEKDAY_SOURCE = any_of({*WEEKDAY_NAMES, *WEEKDAY_ABBREVIATIONS})
ABBREVIATION_SOURCE = any_of({*_SHORT_MONTHS, *WEEKDAY_ABBREVIATIONS})
"""What may stand before a full stop that ends no sentence."""

MONTH_WORDS = frozenset(_TABLE["months"]["words"])
"""Months that are other words in lower case."""

GIVEN_NAME_MONTHS = frozenset(_TABLE["months"]["given_names"])
"""Months that are also names of people."""

PARTS_OF_DAY: Mapping[str, str] = _TABLE["day"]["codes"]
"""Part of the day in lower case, with its code in TIMEX3."""

PART_OF_DAY_SOURCE = any_of(_TABLE["day"]["parts"])
"""The four that a day is made of, in lower case."""
