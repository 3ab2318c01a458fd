"""Cues of a sentence: that it tells of the past, that a speaker speaks of himself, and days of the week."""

from __future__ import annotations

import re

from compare.lang.en.calendar import WEEKDAY_NAME_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "cues")

NO_DAYS: frozenset[str] = frozenset()
"""One for all texts that name none: each would need 200 bytes."""

_PAST = re.compile(rf"\b(?:[a-z]{{2,}}ed|{any_of(_WORDS['past'])})\b")
"""A verb of something that happened. It matches some words too many, which only costs a link."""

_OF_SPEAKER = re.compile(
    rf"\b{any_of(_WORDS['of_speaker'])}\s+(?:that\s+)?(?:they|it|he|she|we|i)\b", re.IGNORECASE
)
_STANDING = re.compile(
    rf"(?:\w+ly |also |still |now |once )?{any_of(_WORDS['standing'])}\s(?!\w+ing\b)", re.IGNORECASE
)
_REVISING = re.compile(rf"\b{any_of(_WORDS['revising'])}\b", re.IGNORECASE)
_UNCONFIRMED = re.compile(
    rf"\b(?:{any_of(_WORDS['unconfirmed'])}|(?:is|are|was|were) (?:{any_of(_WORDS['unconfirmed_of'])}))\b",
    re.IGNORECASE,
)
_UNANSWERED = re.compile(
    rf"(?:\bnot|n[’']t) (?:\w+ly |yet )?(?:{any_of(_WORDS['unanswered'] | _WORDS['unanswered_alone'])}\b"
    rf"[^.;]{{0,60}}\b{any_of(_WORDS['asked'])}\b"
    rf"|{any_of(_WORDS['unanswered_alone'])}\b[\s)”\"]*[.]?[\s)”\"]*$)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY_NAME_SOURCE}", re.IGNORECASE)


def tells_past(text: str) -> bool:
    """Whether `text` tells what happened."""
    return _PAST.search(text) is not None


def is_standing(predicate: str) -> bool:
    """Whether a predicate tells what is so on all days."""
    return _STANDING.match(predicate) is not None


def is_of_speaker(text: str) -> bool:
    """Whether a speaker says something of himself: "said that they"."""
    return _OF_SPEAKER.search(text) is not None


def revises(text: str) -> bool:
    """Whether `text` tells that something is no longer what it was, or what was said before."""
    return _REVISING.search(text) is not None


def is_unconfirmed(text: str) -> bool:
    """Whether `text` leaves it to others to confirm what it tells."""
    return _UNCONFIRMED.search(text) is not None


def is_unanswered(text: str) -> bool:
    """Whether `text` tells that somebody did not answer who asked him."""
    return _UNANSWERED.search(text) is not None


def weekdays(text: str) -> frozenset[str]:
    """The days of the week that `text` names, in lower case."""
    return frozenset(day.lower() for day in _WEEKDAY.findall(text)) or NO_DAYS
