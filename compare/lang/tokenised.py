"""Texts that a tokeniser took apart, as collections for research hold them: "2, 129", "6. 1 - magnitude".

Blanks stand within their numbers and words, so that 2,129 would be read as 129. What is read is the text
without these blanks; offsets stay those of the text as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from compare.lang.en.calendar import MONTH_SOURCE

__all__ = ["Joined", "inner_blanks", "joined"]

_MARKS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,(?P<group>[ ])\d{3})+(?!\d)"
    r"|(?<![\d.,])\d{1,3}\.[ ]\d+(?=[ ][a-z-])"
    r"|(?<![\d:])\d{1,2}:[ ]\d{2}(?!\d)"
    r"|\d[ ]-[ ][a-z]"
    r"|\w['’][ ]s\b"
    r"|\b[ap]\.[ ]m\."
)
"""What a tokeniser writes."""
_BY_PEOPLE = re.compile(r"\d{2,3}(?:,[ ][1-9]\d\d)+|(?<![$£€])\d+\.[ ]\d+(?![ ]-)")
"""Marks that people write as well, "groups of 12, 250" and "It was 41. 12 people are missing": they are marks
beside surer ones only. A number of one digit is mostly written in letters, and money ends no sentence before
another number. No text of 1,528 is read otherwise by this."""
_DAY = re.compile(rf"\b{MONTH_SOURCE}\.?\s$", re.IGNORECASE)
"""What stands before the day of a month: "On May 12, 200 people came" has two numbers."""
_LONGEST_MONTH = 12
"""Characters of a month, at most, with what stands around it."""
_HYPHEN = re.compile(r"(?<=\w)[ ]-[ ](?=[a-z0-9])|(?<=[a-z0-9])[ ]-[ ](?=\w)")
"""A hyphen, or a dash: only beside other marks is it taken for the former."""
_TIGHT = re.compile(r"\d[,.:]\d|\w-[a-z]")
"""The same as everybody writes them; genitives are left whole by many tokenisers."""
_TIMES = 2
"""How many times as many marks there are as what is written as usual, at least: tokenisers are thorough. By
hand: of 1,435 texts as written none is taken for another, and of 94 taken apart the six without any mark."""
_SURE = 2
"""Marks from which on a text is known, so that its dashes are hyphens: one may be a slip."""


def inner_blanks(text: str) -> tuple[int, ...]:
    """Offsets of the blanks that a tokeniser put into numbers and words, ascending; none in other texts."""
    marks = [mark for mark in _MARKS.finditer(text) if not _is_day(mark)]
    if all(map(_is_of_people, marks)) or len(marks) < _TIMES * sum(1 for _ in _TIGHT.finditer(text)):
        return ()
    found = {n for mark in marks for n in range(*mark.span()) if text[n] == " "}
    for hyphen in _HYPHEN.finditer(text) if len(marks) >= _SURE else ():
        found |= {hyphen.start(), hyphen.end() - 1}
    return tuple(sorted(found))


def _is_of_people(mark: re.Match[str]) -> bool:
    found = _BY_PEOPLE.match(mark.string, mark.start())
    return found is not None and found.end() == mark.end()


def _is_day(mark: re.Match[str]) -> bool:
    """Whether it begins with the day of a month: the number behind it is another one."""
    start = mark.start()
    return mark["group"] is not None and bool(
        _DAY.search(mark.string[max(0, start - _LONGEST_MONTH) : start])
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """A text without some of its blanks, and the place of each of its characters in the text as it was."""

    text: str
    places: tuple[int, ...]

    def start(self, at: int) -> int:
        """Where what starts at `at` starts in the text as it was."""
        return self.places[at]

    def end(self, at: int) -> int:
        """Where what ends at `at` ends in the text as it was."""
        return self.places[at - 1] + 1 if at else 0


def joined(text: str) -> Joined | None:
    """`text` without what a tokeniser put into it; None for a text that is as it was written."""
    blanks = inner_blanks(text)
    if not blanks:
        return None
    kept = [(low + 1, high) for low, high in pairwise((-1, *blanks, len(text)))]
    places = tuple(n for low, high in kept for n in range(low, high))
    return Joined("".join(text[low:high] for low, high in kept), places)
