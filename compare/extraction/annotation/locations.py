"""Where a text says that something is: behind "in" and "at", by "there", and which place lies in which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from compare.extraction.names.places import Place, read_places
from compare.lang.en.calendar import MONTH_NAME_SOURCE, WEEKDAY_NAME_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

SHORT_WORD, HEADLINE = 3, 0.7
"""Words of more letters, and the part of them above which capitals make a line a headline."""

_PLACES = word_lists("en", "place_nouns")

NEAR = 60
"""Characters between two names of which the first lies in the second."""

_PLACE = r"(?:[ae]l-)?[A-Z][\w’'-]+(?:\s+(?:[ae]l-|of\s+)?[A-Z][\w’'-]+){0,3}"
_IN = re.compile(
    r"\b(?i:in|at|near|off|outside|around|inside|across|into|through|throughout)\s+"
    r"(?:(?!(?:to|by|with|what|which|that|for|from|on|between|and|or|as|when)\b)"
    rf"(?:[a-z]+(?:[-’'][a-z]+)*|[A-Z]\w+['’]s)\s+){{0,5}}?(?P<name>{_PLACE})"
)
_OF = re.compile(
    rf"\b{any_of(_PLACES['settled'])}\s+of\s+"
    rf"(?:[a-z-]+\s+)?(?P<name>{_PLACE})"
)
_NO_PLACE = re.compile(
    rf"(?:North|South|East|West)(?:ern)?|\w+(?:ian|ish|ese)|{WEEKDAY_NAME_SOURCE}|{MONTH_NAME_SOURCE}"
)
_THERE = re.compile(
    r"\bthere\b(?![’'])(?!\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|"
    rf"{any_of(_PLACES['existing'])})\b)|"
    rf"\bthe\s+(?:[a-z-]+\s+)?{any_of(_PLACES['meant'])}\b"
    r"(?!\s+(?:of|in|near)\b)"
)
"""Words for a place that a sentence before names; "there are" names none."""

_SPOKEN_IN = re.compile(rf"\b{any_of(_PLACES['spoken_in'])}\b", re.IGNORECASE)
"""Who speaks is elsewhere: such a sentence names the place of no event."""

_WITHIN = re.compile(
    r"(?:[’']s)?,?\s+(?:[a-z-]+\s+){0,5}(?:in|of|near)\s+(?:the\s+)?(?:[a-z-]+\s+){0,5}"
    r"|,\s+(?:[a-z-]+\s+){0,3}"
    r"|(?:[’']s)?\s+(?:[a-z-]+\s+){0,3}"
)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of a text by their keys, and pairs of them of which one is said to lie in the other."""

    names: frozenset[str]
    within: frozenset[tuple[str, str]]


def read_place_names(text: str) -> PlaceNames:
    """Read the names of `text`, and which lies in which."""
    names = [(mention.start, mention.end, mention.place.key) for mention in read_places(text)]
    pairs = {
        (one[2], other[2])
        for one, other in pairwise(names)
        if other[0] - one[1] <= NEAR and _WITHIN.fullmatch(text, one[1], other[0])
    }
    return PlaceNames(frozenset(name for _, _, name in names), frozenset(pairs))


def points_back(text: str) -> bool:
    """Whether `text` has a word for a place that a sentence before names."""
    return _THERE.search(text) is not None


def is_spoken(text: str) -> bool:
    """Whether `text` tells that somebody speaks, who is elsewhere."""
    return _SPOKEN_IN.search(text) is not None


def located(text: str) -> frozenset[Place]:
    """Places behind "in", "at", "near" and the like; none of a line in capitals."""
    return frozenset(
        place for line in text.splitlines() if not _is_headline(line) for place in _located(line)
    )


def _located(line: str) -> Iterator[Place]:
    spans = [match.span("name") for pattern in (_IN, _OF) for match in pattern.finditer(line)]
    for mention in read_places(line) if spans else ():
        place = mention.place
        if any(start <= mention.start < end for start, end in spans) and (
            place.referents or not _NO_PLACE.fullmatch(line, mention.start, mention.end)
        ):
            yield place


def _is_headline(line: str) -> bool:
    """Whether a line has its words in capitals, so that they name nothing."""
    long = [word for word in line.split() if len(word) > SHORT_WORD and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > HEADLINE * len(long)
