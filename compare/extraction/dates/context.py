"""What the text around a time expression says: its sentence, its tense, the days spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from compare.extraction.dates.periods import Period
from compare.lang.en.calendar import ABBREVIATION_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Granularity

_WORDS = word_lists("en", "tense")

_BOUNDARY = re.compile(
    r"(?<=[\w)%\"'\u201d\u2019][\w)%\"'\u201d\u2019])[.!?]['\"\u2019\u201d)]{0,3}\s{1,4}(?=['\"\u2018\u201c`(]{0,3}[A-Z0-9])"
    r"|\n[ \t]*\n"
)
_SHORTENED = word_lists("en", "abbreviations")
_SHORT_FORM = any_of(
    *(_SHORTENED[key] for key in ("titles", "name_suffixes", "companies", "places")), {"vs", "No"}
)
_ABBREVIATION = re.compile(rf"(?:\b(?:{_SHORT_FORM}|{ABBREVIATION_SOURCE})|\b[A-Z])$")

_VERB_TAIL = (
    r"(?:[ ](?:not|also|now|still|\w{2,12}ly))?(?:[ ](?:be|have))?(?:[ ](?:been|being))?(?:[ ][a-z]+)?"
)
_PROMISED = any_of(_WORDS["promised"])
_INTENT = any_of(_WORDS["intent"])
_PLANNED = any_of(_WORDS["planned"])
# "due to meet" is to come, "closed due to fighting" is not
_DUE = (
    r"(?:is|are|was|were|be|been)[ ](?:\w+ly[ ])?due|due[ ](?:in|on|at|back|by|out|next|for)"
    rf"|due[ ]to[ ](?:be|{any_of(_WORDS['due_to'])})"
)
_FUTURE = (
    rf"(?:will|'ll|\u2019ll|shall|won't|would|could|should|may|might|must|can){_VERB_TAIL}"
    rf"|(?:is|are|be|was|were)[ ]going[ ]to[ ][a-z]+|{_PLANNED}|{_DUE}|"
    rf"{any_of(_WORDS['future'])}|set[ ](?:to|for)"
    rf"|(?:{_PROMISED}|ready|likely|{_INTENT})[ ]to[ ][a-z]+|(?:is|are|be)[ ]to[ ][a-z]+"
    rf"|to[ ]be[ ][a-z]+"
)
# looks like the future and is past: "had been due to", "may have been", "could not be reached"
_OVERTAKEN = (
    r"(?:had|has|have)[ ]been[ ](?:\w+ly[ ])?(?:due|scheduled|expected|planned|set)(?:[ ]to[ ][a-z]+)?"
    r"|(?:may|might|could|would|should|must)[ ](?:not[ ])?have[ ](?:been[ ])?[a-z]+"
    rf"|(?:could|would)(?:n't|[ ]not)?[ ]be[ ]{any_of(_WORDS['could_not_be'])}"
)
_IRREGULAR = any_of(_WORDS["irregular"])
_NO_VERB = any_of(_WORDS["no_verbs"])
_PAST = (
    rf"{_IRREGULAR}|told(?![ ]to)|set(?![ ]to|[ ]for)"
    rf"|(?!(?:{_PLANNED})\b|(?:{_PROMISED})[ ]to\b|{_NO_VERB}\b)[a-z]{{2,20}}ed"
)
_PRESENT = (
    rf"(?:is|are)[ ](?:not[ ]|also[ ]|now[ ])?(?!(?:{_PLANNED})\b)"
    rf"(?:{any_of(_WORDS['irregular_passives'])}|[a-z]{{2,20}}ed)"
)
_PERFECT = (
    rf"had(?:n't|n\u2019t)?(?:[ ](?:not|already|also|been|\w{{2,12}}ly)){{0,2}}[ ]"
    rf"(?!(?:{_PLANNED}|{_PROMISED}|to|due)\b)(?:{_IRREGULAR}|[a-z]{{2,20}}ed)"
)
_CUE = re.compile(
    rf"\b(?:(?P<present>{_PRESENT})|(?P<overtaken>{_OVERTAKEN})|(?P<perfect>{_PERFECT})"
    rf"|(?P<past>(?<!to[ ])(?:{_PAST}))|(?P<future>{_FUTURE}))\b"
)
_AHEAD = re.compile(
    r"\b(?:(?P<limit>by|until|till|through)|(?:is|are)(?:[ ]on)?)[ \n](?:(?:early|late)[ ])?\Z", re.IGNORECASE
)
"""What makes the day right behind it one to come: "until Friday", "the funeral is Friday"."""
_BEFALLEN = re.compile(
    rf"\b{any_of(_WORDS['befallen'])}s?[ ](?:(?:on|in|of|last|late|early)[ ]){{0,2}}\Z"
    r"|\b[Ss]ince[ ](?:the[ ])?\Z"
)
"""What nobody announces is over, whatever the tense: "the bombing on Saturday"; so is "since Saturday"."""
_IS_NEXT = re.compile(r"[ ](?:is|will)[ ]")
_CLAUSE = re.compile(r"(?:[,;:\"\u201c(]|\b(?:and|but|that|because|as|if))[ ]?\Z")
"""What a day stands behind that is the subject of a clause: "but Thursday is a holiday"."""
_LONG = 600
"""A longer sentence is no prose: only the cues near the expression are looked at."""
_STEP = 200
"""Expressions so near to each other share the cues that were read: bounds the time."""

_COMPARED = re.compile(r"\b(?:from|compared|comparable|versus|against|than|restated)\b")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_BLOCK = 4000
"""Characters within which two dates may be of one block of text; chosen by hand."""


def _side_of(cue: re.Match[str]) -> int:
    """-1 for a past verb, -2 for a past perfect, 1 for one of the future.

    A passive of the present ("when it is heard in May") tells nothing: 0.
    """
    if cue["perfect"]:
        return -2
    return 0 if cue["present"] else 1 if cue["future"] else -1


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
        self._cues: dict[int, list[tuple[int, int, int]]] = {}

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
        """-1 where the words around speak of the past, 1 of the future, 0 where nothing tells.

        The nearest verb before the expression decides, else the first one after it.
        """
        low, high = self.sentence(start)
        if high - low > _LONG:
            low = max(low, (start - _LONG // 2) // _STEP * _STEP)
            high = min(high, low + _LONG + _STEP)
        ahead = _AHEAD.search(self.text, max(low, start - 14), start)
        told = self._told(low, start, end)
        if told:
            return told
        cues = self._cues.get(low)
        if cues is None:
            found = _CUE.finditer(self.text, low, high)
            cues = self._cues[low] = [(m.start(), m.end(), _side_of(m)) for m in found]
        before = next((cue for _, stop, cue in reversed(cues) if stop <= start), 0)
        after = next((cue for begin, _, cue in cues if begin >= end), 0)
        # A past perfect: see `_side_of`.
        if ahead and not ((before or after) == -2 or (ahead["limit"] and not before and after < 0)):
            return 1  # only "had called" and "Until Friday, it was" tell that the limit is past
        return max(before or after, -1)

    def _told(self, low: int, start: int, end: int) -> int:
        """What the words right beside the expression tell, whatever verb is nearest; 0 for nothing."""
        if _BEFALLEN.search(self.text, max(low, start - 30), start):
            return -1
        subject = start == low or _CLAUSE.search(self.text, max(low, start - 9), start)
        return 1 if subject and _IS_NEXT.match(self.text, end) else 0

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
