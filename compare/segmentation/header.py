"""The header of a page that runs into its story: date, headline and byline in one line with the lead.

Text that a page's furniture was stripped from, or that was copied from it, joins them with spaces only:
"Thu 5 Mar 2020 Bridge Opens After Flood AFP The bridge was opened on Thursday". The headline is known
from the article's metadata, so that it can be told from the lead that repeats its words; without that
both would be one sentence, and a headline's "denies" would be said of all that the lead states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.lang.en.calendar import MONTH_SOURCE, WEEKDAY_SOURCE
from compare.lang.en.lemmas import lemma
from compare.lang.en.tokens import words

HEADLINE = 20
"""Fewest characters by which a headline is recognised where it recurs.
Of 19,693 readings, a fifth less changes 3, a fifth more none."""

LONGEST = 300
"""A longer title is a text. A fifth less or more changes none of 19,693 readings."""

BEFORE = 120
"""A headline begins within so many characters of the header.
A fifth less or more changes none of 19,693 readings."""

PAGE_WORDS = 20
"""Words without closing punctuation that a page writes over its headline: a section, a date, a byline.
A fifth less or more changes none of 19,693 readings."""

REPEATS = 3
"""A headline repeated: once as that of the page, once as that of the story, once more in a list.
A fifth less or more changes none of 19,693 readings."""

SHARED = 2
"""A lead says its headline once more: so many of its words, inclusive, tell it from a clause that goes on.
A fifth less or more changes none of 19,693 readings."""

_LABELS = (
    r"(?:(?:[Ff]irst |[Ll]ast )?(?:[Pp]ublished|[Pp]osted|[Uu]pdated?|[Dd]ate|[Cc]reated)"
    r"(?: (?:on|at|of publication))?:?\s+)"
)
DAY = (
    rf"(?:{WEEKDAY_SOURCE}\.?,?\s+)?"
    rf"(?:\d{{1,2}} {MONTH_SOURCE}\.?,? |{MONTH_SOURCE}\.? \d{{1,2}}(?:, ?| )?|\d{{1,2}}[-./]\d{{1,2}}[-./])"
    r"(?:19|20)\d\d"
)
_HALF = r"(?: ?[AaPp]\.?[Mm]\b\.?)?(?: (?:[ECMP][SD]T|GMT|UTC|BST|CES?T)\b)?"
_CLOCK = rf"(?:,?\s+(?:at )?(?:\d{{1,2}}:\d\d{_HALF}|\d{{4}} [AaPp]\.?[Mm]\b))?"
_OPENS = r"\s+(?=[“\"‘]?[A-Z\d])"
_DATED = re.compile(rf"\s*{_LABELS}?{DAY}{_CLOCK}{_OPENS}")
_UNDER = re.compile(
    rf"\s*(?:[A-Z][\w&/.-]{{0,20}}:?\s+){{0,5}}?{_LABELS}?{DAY}{_CLOCK}"
    rf"(?:\s+(?:{_LABELS}{DAY}{_CLOCK}|(?:Print|Tweet|Share|Views?|E-?mail|Comments?)\b(?: \d{{1,6}})?))"
    r"{0,6}"
    r"\s+(?=[“\"‘]?\w)"
)
_ENDS = tuple('.!?…:;"”’»)]')
_CLOSED = tuple(".!?…")
_CLOSES = re.compile(r"[\"”’»)\]']*\s?[.!?…]*[\"”’»)\]]*")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\s*$")
_SITE = re.compile(r"\s+[|»–—-]\s+")
_GOES_ON = re.compile(r"[\s\"“‘(\[–—-]*[A-Z\d]")


class Piece(NamedTuple):
    """A part of a header: where it ends, and whether it is of the page rather than of the story."""

    end: int
    page: bool


def read_header(line: str, title: str, headlines: Sequence[str], first: bool) -> list[Piece]:
    """The parts of the header that `line` opens with, in order; the story starts behind the last one.

    `title` is the article's, `headlines` are lines that may recur; `first` says that the line opens the
    text, so that it may begin with the date of publication.
    """
    pieces: list[Piece] = []
    position = 0
    dated = _DATED.match(line) if first else None
    if dated:
        position = dated.end()
        pieces.append(Piece(position, True))
    titled = False
    for _ in range(REPEATS):
        found = _title_span(line, position, title, titled)
        if found is None:
            break
        titled = True
        start, end, under = found
        if line[position:start].strip():
            pieces.append(Piece(start, True))
        pieces.append(Piece(end, False))
        position = end
        if under > end:
            pieces.append(Piece(under, True))
            position = under
    if titled or dated:
        return pieces
    end = _run_in(line, headlines)
    return [Piece(end, False)] if end else []


def _title_span(line: str, position: int, title: str, again: bool) -> tuple[int, int, int] | None:
    """Start and end of the headline near `position`, and where the words of the page under it end.

    `again` says that the headline was found before.
    """
    for headline in _headlines(title):
        wanted = squash(headline)[0]
        window, offsets = squash(line[position : position + BEFORE + 2 * len(headline)])
        at = window.find(wanted)
        if at < 0 or len(wanted) < HEADLINE * 3 // 4:
            continue
        start, last = position + offsets[at], position + offsets[at + len(wanted) - 1]
        while start > position and line[start - 1] in "\"“‘'([":
            start -= 1
        end = last + 1
        if line[end : end + 1].isalnum() or line[position + offsets[at]].islower():
            continue
        if (start > position and not line[start - 1].isspace()) or not _is_page(line[position:start], again):
            continue
        closes = _CLOSES.match(line, end)
        end = closes.end() if closes else end
        if line[last + 1 : end].strip(" \"”’'»)]") or not line[end:].strip():
            return start, end, end
        under = _UNDER.match(line, end)
        if under:
            return start, end, under.end()
        if _GOES_ON.match(line, end) and _is_told_again(headline, line[end : end + LONGEST]):
            return start, end, end
    return None


_HEADLINE_WORDS = 4
"""Words of a headline, at least: fewer may be a name.
A fifth less or more changes none of 19,693 readings."""


def _headlines(title: str) -> Iterator[str]:
    """The headline that a page's title holds: the whole, or without the name of the site at either end.

    A title that was cut off is the begin of the text's first sentence, not a headline.
    """
    if _CUT_OFF.search(title) or len(title) > LONGEST:
        return
    parts = _SITE.split(title)
    for headline in (title, *sorted(parts, key=len, reverse=True)):
        if len(headline) >= HEADLINE and len(headline.split()) >= _HEADLINE_WORDS:
            yield headline


def squash(text: str) -> tuple[str, list[int]]:
    """The letters and digits of `text`, case folded, and where each stands in it."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        if character.isalnum():
            for letter in character.casefold():
                letters.append(letter)
                offsets.append(at)
    return "".join(letters), offsets


def _is_page(before: str, again: bool) -> bool:
    """Whether what stands over a headline is of the page: few words that close no sentence, nor lead on.

    Where the headline stood once already, links to other stories may stand between.
    """
    words = before.split()
    if not words:
        return True
    if len(words) > PAGE_WORDS or before.rstrip().endswith(_CLOSED):
        return False
    return again or not words[-1][0].islower() or words[-1].endswith(":")


_CAPITALISED = 4
"""Words that are all capitalised, at least, where they are a headline and no name.
A fifth less or more changes none of 19,693 readings."""
_CAPITAL_LETTERS = 4
"""Letters of a word that has a capital in a title, at least.
A fifth less or more changes none of 19,693 readings."""


def _is_told_again(headline: str, after: str) -> bool:
    """Whether a new sentence follows a headline: all its words are capitalised, or the lead shares some."""
    told = _long_words(headline)
    if len(told) >= _CAPITALISED and all(word[0].isupper() for word in told):
        return True
    return len({*map(lemma, told)} & {*map(lemma, _long_words(after))}) >= SHARED


def _long_words(text: str) -> list[str]:
    return [word for word in words(text) if len(word) >= _CAPITAL_LETTERS and word[0].isalpha()]


def _run_in(line: str, headlines: Sequence[str]) -> int:
    """Where the story starts on a line that joins "Posted in News, 3 comments on HEADLINE" to it without a
    space; 0 on every other line."""
    for headline in headlines:
        at = line.find(headline, 1, BEFORE + len(headline)) if len(headline) <= LONGEST else -1
        end = at + len(headline)
        if at > 0 and line[end : end + 1].isupper() and not line[:at].rstrip().endswith(_ENDS):
            return end
    return 0
