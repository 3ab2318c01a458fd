"""What the text around a time expression says: its sentence, its tense, the days spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from compare.models import Granularity
from compare.values.date_periods import Period

_BOUNDARY = re.compile(
    r"(?<=[\w)%\"'\u201d\u2019][\w)%\"'\u201d\u2019])[.!?]['\"\u2019\u201d)]{0,3}\s{1,4}(?=['\"\u2018\u201c`(]{0,3}[A-Z0-9])"
    r"|\n[ \t]*\n"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gov|Sen|Rep|Gen|Col|Inc|Corp|Co|Ltd"
    r"|vs|No|Lt|Sgt|Capt|Prof|Rev|Jr|Sr|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)|\b[A-Z])$"
)
_TAIL = r"(?:[ ](?:not|also|now|still|\w{2,12}ly))?(?:[ ](?:be|have))?(?:[ ](?:been|being))?(?:[ ][a-z]+)?"
_FUTURE = (
    rf"(?:will|'ll|\u2019ll|shall|won't|would|could|should|may|might|must|can){_TAIL}"
    r"|(?:is|are|be|was|were)[ ]going[ ]to[ ][a-z]+|due|scheduled|slated|expected|planned|plans?"
    r"|planning|intends?|hopes?|expects?|aims?|wants?|upcoming|payable|proposed|pending|until|till|set[ ](?:to|for)|begins|starts|opens"
    r"|meets|arrives|leaves|ends|expires|faces|votes|goes|takes|postponed|delayed|deadline|invited|through|effective"
    r"|(?:agreed|asked|told|ordered|urged|vowed|promised|decided|ready|likely|able|hoping|pledged|offered|threatened|\w{2,9}ing)[ ]to[ ][a-z]+"
    r"|(?:is|are|be)[ ]to[ ][a-z]+|to[ ]be[ ][a-z]+"
)
_OVER = r"(?:had|has|have)[ ]been[ ](?:\w+ly[ ])?(?:due|scheduled|expected|planned|set)(?:[ ]to[ ][a-z]+)?"
_PAST = (
    r"was|were|had|did|said|told(?![ ]to)|came|became|began|went|made|met|left|won|lost|fell|rose|held|took|gave|got|found|saw"
    r"|led|ran|sent|spent|stood|spoke|wrote|broke|built|bought|brought|caught|chose|cut|drove|felt|flew|fought|grew"
    r"|heard|hit|kept|knew|laid|paid|put|read|sat|sold|shot|sank|struck|threw|thought|understood|woke|withdrew|hurt"
    r"|known|seen|done|given|taken|shown|written|been|killed|set(?![ ]to|[ ]for)|(?!expected|planned|scheduled|slated|proposed|postponed|delayed|invited|agreed[ ]to|asked[ ]to"
    r"|ordered[ ]to|urged[ ]to|vowed[ ]to|promised[ ]to|decided[ ]to|pledged[ ]to|offered[ ]to|threatened[ ]to)[a-z]{2,}ed"
)
_CUE = re.compile(rf"\b(?:(?P<past>{_OVER}|{_PAST})|(?P<future>{_FUTURE}))\b")


class Context:
    """One text on its way through the resolver: where sentences end, and what was spoken of so far."""

    def __init__(self, text: str, published: date | None) -> None:
        self.text = text
        self.published = published
        self.day: Period | None = None
        """The last definite day (or longer stretch) spoken of."""
        self.fiscal: Period | None = None
        """The last quarter or reporting period spoken of."""
        self._last_at = -1
        self._starts: list[int] | None = None
        self._cues: dict[int, list[tuple[int, int, int]]] = {}

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence around `at`; a blank line always ends one."""
        if self._starts is None:
            starts = [0]
            for m in _BOUNDARY.finditer(self.text):
                if m[0][0] == "." and _ABBREVIATION.search(self.text[max(0, m.start() - 6) : m.start()]):
                    continue
                starts.append(m.end())
            self._starts = starts
        i = bisect_right(self._starts, at)
        end = self._starts[i] if i < len(self._starts) else len(self.text)
        return self._starts[i - 1], end

    def direction(self, start: int, end: int) -> int:
        """-1 where the words around speak of the past, 1 of the future, 0 where nothing tells.

        The nearest cue before the expression decides, else the first one after it.
        """
        low, high = self.sentence(start)
        low, high = max(low, start - 400), min(high, end + 200)
        key = low
        cues = self._cues.get(key)
        if cues is None:
            cues = [
                (m.start(), m.end(), 1 if m["future"] else -1) for m in _CUE.finditer(self.text, low, high)
            ]
            self._cues[key] = cues
        before = [c for c in cues if c[1] <= start]
        if before:
            return before[-1][2]
        after = [c for c in cues if c[0] >= end]
        return after[0][2] if after else 0

    def note(self, period: Period, at: int, reported: bool = False) -> None:
        """Remember what was spoken of, for "the previous day" and "a year earlier"."""
        if period.low is None or period.vague:
            return
        if reported:
            self.fiscal = period
        if period.granularity not in (Granularity.QUARTER, Granularity.HALF):
            self.day = period
        self._last_at = at

    def reference(self, at: int) -> Period | None:
        """The day or stretch last spoken of, while it is near enough to be meant."""
        del at
        return self.day
