"""Cues of a sentence: that it tells of the past, that a speaker speaks of himself, and days of the week."""

from __future__ import annotations

import re

from compare.lang.en.calendar import WEEKDAY_NAME_SOURCE

_PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|had|did|said|told|went|came|took|made|got|gave|met|left|led|held|kept|found|began"
    r"|sent|struck|hit|shot|fell|rose|fled|won|lost|saw|spoke|brought|broke|drove|ran|wrote)\b"
)
"""A verb of something that happened. It matches some words too many, which only costs a link."""

_OF_SPEAKER = re.compile(
    r"\b(?:said|says|claimed|denied|insisted|admitted)\s+(?:that\s+)?(?:they|it|he|she|we|i)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY_NAME_SOURCE}", re.IGNORECASE)


def tells_past(text: str) -> bool:
    """Whether `text` tells what happened."""
    return _PAST.search(text) is not None


def is_of_speaker(text: str) -> bool:
    """Whether a speaker says something of himself: "said that they"."""
    return _OF_SPEAKER.search(text) is not None


def weekdays(text: str) -> frozenset[str]:
    """The days of the week that `text` names, in lower case."""
    return frozenset(day.lower() for day in _WEEKDAY.findall(text))
