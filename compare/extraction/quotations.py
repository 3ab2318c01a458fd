"""Quotations with their speaker.

A quotation is the text between quote marks of any style, within one paragraph. One that runs on into the
next paragraph, which then opens with the mark again, is one value per paragraph; any other mark without its
partner is left aside, so that it never swallows the text. ``value`` is the words with whitespace folded and
the closing comma or period cut. Quotations of one to three words ("a 'caliphate'") are given too: they are
scare quotes or titles; whoever makes claims of them tells them apart. What is called a name ("known as
'Tiny'") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.extraction.speakers import Speakers
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Facet, QuotationValue

_MARK = re.compile(r"``|''|[“”„«»\"‘’']|\n[ \t]*\n|\n")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "‘": "’", "'": "'"}
_NAMING = re.compile(rf"\b{any_of(word_lists('en', 'reporting_verbs')['naming'])}\s\Z", re.IGNORECASE)
_GIVEN_NAME = re.compile(r"(?:^|\s)[A-Z][\w’'-]+\s\Z")
_NAME_WORDS = 3
"""A name in quotation marks has no more words."""
_SINGLE = frozenset("‘'")
_LONGEST = 3000
"""A quotation of more characters than this is a lost mark."""
_MARKS = 30
"""Marks looked at for the one that closes a quotation."""


@dataclass(frozen=True, slots=True)
class _Span:
    """The words between two marks, and the whole with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def extract_quotations(text: str) -> list[QuotationValue]:
    """Quotations in `text`, in order of position; ``speaker`` in the text's words, "" where none is found.

    ``start`` and ``end`` are those of the words without the marks.
    """
    spans = list(_spans(text))
    if not spans:
        return []
    speakers = Speakers(text)
    out = []
    for span in spans:
        if _names(text, span):
            continue
        words = " ".join(text[span.start : span.end].split()).rstrip(".,").strip()
        speaker = speakers.read(span.outer_start, span.start, span.end, span.outer_end)
        out.append(
            QuotationValue(
                Facet.QUOTATION, span.start, span.end, text[span.start : span.end], words, speaker=speaker
            )
        )
    return out


def _names(text: str, span: _Span) -> bool:
    """Whether the words between the marks are a name: 'goes by the name "Tiny"', 'Robert "Bob" Lund'."""
    if len(text[span.start : span.end].split()) > _NAME_WORDS:
        return False
    if _NAMING.search(text, max(0, span.outer_start - 40), span.outer_start):
        return True
    before = text[max(0, span.outer_start - 30) : span.outer_start]
    after = text[span.outer_end : span.outer_end + 3]
    return _GIVEN_NAME.search(before) is not None and after[:1] == " " and after[1:2].isupper()


def _spans(text: str) -> Iterator[_Span]:
    """Pairs of marks, outermost only, none longer than a paragraph."""
    marks = [(m.start(), m.end(), m[0]) for m in _MARK.finditer(text)]
    i = 0
    while i < len(marks):
        start, end, mark = marks[i]
        if mark[0] == "\n" or mark not in _PAIRS or not _opens(text, start, end, mark):
            i += 1
            continue
        close = _closing(text, marks, i)
        if close is None:
            stop = _paragraph_end(text, end, mark)
            if stop is not None:
                yield _Span(end, stop, start, stop)
            i += 1
            while stop is not None and i < len(marks) and marks[i][0] < stop:
                i += 1
            continue
        if text[end : marks[close][0]].strip():
            yield _Span(end, marks[close][0], start, marks[close][1])
        i = close + 1


def _paragraph_end(text: str, start: int, mark: str) -> int | None:
    """Where the paragraph ends, if the next one goes on with the same quotation mark."""
    stop = text.find("\n", start, start + _LONGEST)
    if stop < 0 or mark in _SINGLE or not text[start:stop].strip():
        return None
    following = text[stop : stop + 20].lstrip()
    return stop if following.startswith(mark) else None


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    """Whether the mark stands where a quotation opens: before a word, not inside or after one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark in _SINGLE or mark == '"':
        return (
            bool(after)
            and not after.isspace()
            and not (before.isalnum() or before in {".", ",", "!", "?", ")"})
        )
    return bool(after)


def _closing(text: str, marks: list[tuple[int, int, str]], i: int) -> int | None:
    """Index of the mark that closes mark `i`, or None; looks at a bounded stretch of one paragraph."""
    _, end, mark = marks[i]
    closers, depth = _PAIRS[mark], 0
    for j in range(i + 1, min(i + _MARKS, len(marks))):
        at, after, other = marks[j]
        if at - end > _LONGEST or other[0] == "\n":
            return None
        if mark in _SINGLE:
            if other[0] in closers and not text[after : after + 1].isalnum() and not text[at - 1].isspace():
                return j
        elif other == mark and mark not in closers:
            depth += 1
        elif other in closers or (mark == "“" and other == '"') or (mark == "``" and other == '"'):
            if depth == 0:
                return j
            depth -= 1
    return None
