"""The words around a unit of time: what the readers of `unit_phrases` and `counted_units` look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.lang.en.calendar import MONTHS
from compare.lang.en.calendar_lexicon import (
    COUNT_SOURCE,
    DASH,
    GAP,
    HYPHEN,
    VAGUE_COUNT_SOURCE,
    unit_of,
)
from compare.lang.en.numerals import NUMBER_WORDS, parse_number
from compare.lang.patterns import LETTERS, any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

_MEASURING = (
    rf"at{GAP}(?:least|most)|no{GAP}(?:more|less|fewer|later){GAP}than|nearly|almost|up{GAP}to"
    rf"|(?:more|less|fewer|longer|better|greater|shorter){GAP}than|as{GAP}(?:many|much|long|little"
    rf"|few){GAP}as"
)
HEDGE_SOURCE = (
    rf"(?:{_MEASURING}|about|around|roughly|approximately|over|under|some|(?:just|well|a{GAP}little"
    rf"|a{GAP}bit){GAP}"
    rf"(?:over|under|(?:more|less){GAP}than)|close{GAP}to|only|barely|(?:an{GAP})?estimated|exactly|just)"
)
_COUNT = (
    rf"(?:\b(?P<between>between){GAP})?(?P<count>{COUNT_SOURCE})"
    rf"(?:(?:-?{GAP}(?:to|or|(?(between)and|(?!))){GAP}|(?:{GAP})?{DASH}(?:{GAP})?|{HYPHEN}(?:to|or){HYPHEN})(?P<count2>{COUNT_SOURCE}))?"
)
_DETERMINER = rf"(?:each{GAP}of{GAP})?(?:the|this|that|these|those|its|their|his|her|our|my|your)"
_RELATION = any_of(_WORDS["relations"])
_ADJECTIVE = any_of(_WORDS["adjectives"])
_LEFT = re.compile(
    rf"(?:\b(?P<hedge>{HEDGE_SOURCE}){GAP})?(?:\b(?P<det>{_DETERMINER}){GAP})?"
    rf"(?:\b(?P<rel>{_RELATION}|(?(det)following|(?!))){GAP})?(?:\b(?P<hedge2>{HEDGE_SOURCE}){GAP})?"
    rf"(?:(?:{_COUNT}|\b(?P<vague>{VAGUE_COUNT_SOURCE})|\b(?P<article>an?))(?P<gap>{GAP}|{HYPHEN}))?"
    rf"(?:\b(?P<adj>{_ADJECTIVE})(?:{GAP}|{HYPHEN}))?\Z",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"(?:(?P<half>{GAP}and{GAP}(?:a|one){GAP}?-?half))?"
    rf"(?:(?P<old>(?:{HYPHEN}|{GAP})olds?\b)|(?P<long>{HYPHEN}?long\b)|(?P<possessive>['\u2019](?:s\b)?)"
    rf"|(?:{GAP}|{HYPHEN})(?P<post>ago|earlier|later|before|after|afterwards?|from{GAP}(?:now|today)|hence"
    rf"|previously|prior(?!{GAP}to)|beforehand)\b)?",
    re.IGNORECASE,
)
_MEASURES = re.compile(rf"(?:{_MEASURING})", re.IGNORECASE)
_SILENT = ("just", "only", "exactly", "some", "barely")
"""Hedges that the span of a time expression leaves out."""
_REACH = 70
"""Characters before a unit that its frame may take: longer than any seen, so that time is bounded."""
_TO_LAST = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|shall|to|not|n['\u2019]t|usually|often)[ \n]\Z"
)
_LAST_WORD = re.compile(r"(\w+)[^\w]{1,4}\Z")
_LEADS = frozenset(LETTERS.findall(_LEFT.pattern.casefold())).union(
    NUMBER_WORDS, _WORDS["relations"], _WORDS["adjectives"]
)
"""Every word that the left side of a unit may end with, and a few more."""


def squeeze(text: str | None) -> str:
    """Lower case, with single spaces."""
    return " ".join((text or "").casefold().split())


_DAY_BEFORE = re.compile(rf"\b{any_of(MONTHS)}\.?[ ]\Z", re.IGNORECASE)


def _ascends(before: str, left: re.Match[str]) -> bool:
    """Whether two counts are the ends of a range: "10-15", not "2010 - 15 years", "May 4 - 15 years"."""
    low, high = (parse_number(squeeze(left[group])) for group in ("count", "count2"))
    if low is None or high is None or low < high:
        return _DAY_BEFORE.search(before, 0, left.start("count")) is None
    return re.search(r"[-\u2010-\u2015]", before[left.end("count") : left.start("count2")]) is None


_MEASURED_BEHIND = _WORDS["spending"] | _WORDS["measured_behind"]
"""Words behind which "over" is a hedge; elsewhere it is the stretch in which something happens."""


_OVERFLOWS = 1e12
"""No calendar counts so far, and days overflow."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A unit of time in a text with what stands to its left and right."""

    text: str
    start: int
    """Where the unit starts."""
    end: int
    unit: str
    plural: bool
    origin: int
    """Offset of the left match in the text."""
    left: re.Match[str]
    right: re.Match[str]

    @classmethod
    def around(cls, text: str, start: int, word: str) -> Frame:
        """The frame of the unit `word` at `start`."""
        before = text[max(0, start - _REACH) : start]
        end = start + len(word)
        last = _LAST_WORD.search(before)
        if last is None or not (last[1].casefold() in _LEADS or last[1][-1:].isnumeric()):
            before = ""  # most of what stands before a unit is no part of the expression
        left, right = _LEFT.search(before), _RIGHT.match(text, end)
        assert left is not None and right is not None  # noqa: S101 - every part of both is optional
        if left["count2"] and not _ascends(before, left):
            left = _LEFT.search(before, left.start("count2"))
            assert left is not None  # noqa: S101 - as above
        verb = left["rel"] == "last" and _TO_LAST.search(before[: left.start("rel")])
        if verb:  # "will last two days"
            left = _LEFT.search(before, left.end("rel") + 1)
            assert left is not None  # noqa: S101 - as above
        unit = unit_of(word)
        return cls(text, start, end, unit, word.casefold() != unit, start - len(before), left, right)

    def begin(self, *groups: str) -> int:
        """Where the first of the matched `groups` starts, the unit itself where none matched."""
        return self.origin + min(
            (self.left.start(g) for g in groups if self.left[g]), default=self.left.end()
        )

    def before(self, at: int, length: int) -> str:
        """Up to `length` characters that end at `at`."""
        return self.text[max(0, at - length) : at]

    @property
    def hyphen(self) -> bool:
        """Whether the count is hyphened to the unit: "two-day"."""
        return bool(self.left["gap"] and self.left["gap"].strip())

    @property
    def hedge(self) -> str:
        """The hedge; before an article or over a period, "over" and "about" are prepositions and none."""
        hedge = self.left["hedge2"] or self.left["hedge"] or ""
        bound = self.left["det"] or (self.left["rel"] and not self.left["article"]) or self.hyphen
        if hedge and bound and not _MEASURES.fullmatch(hedge):
            return ""
        return "" if squeeze(hedge) == "over" and self._over_a_period() else squeeze(hedge)

    def _over_a_period(self) -> bool:
        """Whether "over" says when: "killed over three months", not "took over three months"."""
        if self.right["old"] or self.right["post"] or self.right["long"] or not self.left["count"]:
            return False
        before = _LAST_WORD.search(self.before(self.begin("hedge", "hedge2"), _REACH))
        return before is None or before[1].casefold() not in _MEASURED_BEHIND

    @property
    def audible(self) -> tuple[str, ...]:
        """The groups of the hedge where it belongs to the span."""
        return ("hedge", "hedge2") if self.hedge and self.hedge not in _SILENT else ()

    @property
    def relation(self) -> str:
        """ "last", "coming" and their like, lower case, or ""."""
        return (self.left["rel"] or "").casefold()

    @property
    def determiner(self) -> str:
        """ "the", "this" and their like, lower case, or ""."""
        return squeeze(self.left["det"]).rpartition(" ")[2]

    @property
    def adjective(self) -> str:
        """The adjective between count and unit, lower case, or ""."""
        return (self.left["adj"] or "").casefold()

    @property
    def post(self) -> str:
        """ "ago", "later" and their like behind the unit, or ""."""
        return squeeze(self.right["post"])

    def number(self, group: str) -> float | None:
        """The number in "count" or "count2"."""
        words = squeeze(self.left[group])
        if self.left["between"] and not self.left["count2"]:  # "between two and three years" reads as one
            first, _, second = squeeze(self.left["count"]).partition(" and ")
            words = first if group == "count" else second
        number = parse_number(words) if words else None
        return number if number is not None and number < _OVERFLOWS else None
