"""What the text around a time expression says: its sentence, its tense, the days spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from compare.extraction.dates.periods import Period
from compare.extraction.dates.tense import Cues, awaited, cues, direction
from compare.lang.en.calendar import ABBREVIATION_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Granularity

_BOUNDARY = re.compile(
    r"(?<=[\w)%\"'\u201d\u2019][\w)%\"'\u201d\u2019])[.!?]['\"\u2019\u201d)]{0,3}\s{1,4}(?=['\"\u2018\u201c`(]{0,3}[A-Z0-9])"
    r"|\n[ \t]*\n"
)
_SHORTENED = word_lists("en", "abbreviations")
_SHORT_FORM = any_of(
    *(_SHORTENED[key] for key in ("titles", "name_suffixes", "companies", "places")), {"vs", "No"}
)
_ABBREVIATION = re.compile(rf"(?:\b(?:{_SHORT_FORM}|{ABBREVIATION_SOURCE})|\b[A-Z])$")

_LONG = 600
"""A longer sentence is no prose: only the cues near the expression are looked at."""
_STEP = 200
"""Expressions so near to each other share the cues that were read: bounds the time."""

_COMPARED = re.compile(r"\b(?:from|compared|comparable|versus|against|than|restated)\b")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_BLOCK = 4000
"""Characters within which two dates may be of one block of text."""


class Context:
    """One text on its way through the resolver: where sentences end, and what was spoken of so far."""

    def __init__(self, text: str, published: date | None) -> None:
        self.text = text
        self.published = published
        self.day: Period | None = None
        """The last definite day or longer stretch spoken of."""
        self.day_at = 0
        """Where it stands."""
        self.fiscal: Period | None = None
        """The last quarter or half year spoken of."""
        self.fiscal_at = 0
        self._starts: list[int] | None = None
        self._cues: dict[int, Cues] = {}

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence around `at`; a blank line always ends one."""
        if self._starts is None:
            self._starts = [0]
            for m in _BOUNDARY.finditer(self.text):
                if m[0][0] != "." or not _ABBREVIATION.search(self.text[max(0, m.start() - 6) : m.start()]):
                    self._starts.append(m.end())
        i = bisect_right(self._starts, at)
        end = self._starts[i] if i < len(self._starts) else len(self.text)
        return self._starts[i - 1], end

    def direction(self, start: int, end: int) -> int:
        """-1 where the words around speak of the past, 1 of the future, 0 where nothing tells."""
        low, found = self._verbs(start)
        return direction(self.text, low, start, end, found)

    def awaits(self, start: int, end: int) -> bool:
        """Whether a day with 's is that of an event to come: "ahead of Sunday's vote"."""
        low, found = self._verbs(start)
        return awaited(self.text, low, start, end, found)

    def _verbs(self, start: int) -> tuple[int, Cues]:
        """Where the sentence around `start` begins, and its verbs."""
        low, high = self.sentence(start)
        if high - low > _LONG:
            low = max(low, (start - _LONG // 2) // _STEP * _STEP)
            high = min(high, low + _LONG + _STEP)
        found = self._cues.get(low)
        if found is None:
            found = self._cues[low] = cues(self.text, low, high)
        return low, found

    def same_block(self, start: int, end: int) -> bool:
        """Whether no blank line stands between two places."""
        return end - start < _BLOCK and _BLANK.search(self.text, start, end) is None

    def compares(self, at: int) -> bool:
        """Whether the sentence up to `at` compares with the quarter spoken of: "up from 3% a year ago"."""
        if self.fiscal is None:
            return False
        before = self.text[max(self.sentence(at)[0], at - _LONG) : at]
        return _COMPARED.search(before) is not None or self.same_block(self.fiscal_at, at)

    def note(self, period: Period, at: int, reported: bool = False) -> None:
        """Remember what was spoken of, for "the previous day" and "a year earlier"."""
        if period.low is None or period.vague:
            return
        if reported:
            self.fiscal, self.fiscal_at = period, at
        if period.granularity not in (Granularity.QUARTER, Granularity.HALF):
            self.day, self.day_at = period, at
