"""What is read: articles and their sentences.

Offsets are characters in ``Article.text``, half open: ``text[start:end]`` is the thing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateOrder(StrEnum):
    """How a date such as 04/05/2023 is read, where its column does not tell."""

    OPEN = "open"
    DAY_FIRST = "dayfirst"
    MONTH_FIRST = "monthfirst"


class Extent(StrEnum):
    """How much of an article its text is."""

    WHOLE = "whole"
    CUT = "cut"
    """A service has cut the text: a paywall, or an interface that gives the first characters."""
    SUMMARY = "summary"
    """What stands for the text: a description, a summary, an abstract."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. What is unknown is empty; `published` never comes from a file's time.

    ``id`` is its name in a run and must be its own there. Offsets everywhere are characters in ``text``, half
    open. ``published`` is the day that relative dates ("on Monday") are read from; ``language`` a code of
    ISO 639-1, or "" to have it found from the text.

    Examples:
        >>> from datetime import date
        >>> from compare import Article
        >>> Article("a", "A bridge fell on Monday.", source="Tarn Times", published=date(2024, 3, 12)).source
        'Tarn Times'
    """

    id: str
    text: str
    source: str = ""
    title: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    path: str = ""
    extent: Extent = Extent.WHOLE
    house: str = ""
    """The house that the outlet belongs to, or the agency that the text credits, where one has said so."""
    pages: tuple[int, ...] = ()
    """Where each page of a paged document begins in the text; empty for what has no pages."""

    def page(self, offset: int) -> int:
        """The number of the page, from 1, that holds the character at `offset`; 0 where there are none."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, or a heading. `furniture` marks page parts that state nothing."""

    article: str
    index: int
    start: int
    end: int
    text: str
    furniture: bool = False
