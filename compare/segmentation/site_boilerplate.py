"""What a site writes around its articles, run into their first or last line.

Text that came in one line has no lines that repeat, but the articles of one outlet begin and end alike:
"Posted on March 5 2020", "Last Update: Thursday KSA 16:06", the name of the outlet's standards. Only the
very begin and end of the articles are compared, so that a background sentence that an outlet repeats
stays what it is: a statement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.tokens import words_at
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Article
from compare.segmentation.header import DAY

_LINES = word_lists("en", "line_verbs")

LEAST_ARTICLES = 3
"""Articles of an outlet, with texts of their own, that begin or end alike (inclusive).
A fifth less or more changes none of 19,693 readings."""

LEAST_SHARE = 5
"""One in so many of the outlet's articles at least does so (inclusive).
Of 19,693 readings, a fifth less changes none, a fifth more 8."""

WORDS = 40
"""Words at either end of an article that are compared.
A fifth less or more changes none of 19,693 readings."""

LEAST_WORDS = 4
"""A shorter end that some articles share is chance: "in Milltown on Monday".
A fifth less or more changes none of 19,693 readings."""

_READ = 600
"""Characters at either end of a text that are compared with those of other pages.
A fifth less or more changes none of 19,693 readings."""
_BRACKET = 40
"""Characters before a name in which a bracket around it opens.
A fifth less or more changes none of 19,693 readings."""
_NUMBER = "0"
_TIMES = CALENDAR_WORDS | {"am", "pm", "a.m", "p.m"}
_DATE = re.compile(DAY)
_LABEL = re.compile(
    r"\b(?:[Pp]ublished|[Pp]osted|[Uu]pdated?|[Cc]reated|[Dd]ate|[Pp]rint|[Ss]hare|[Tt]weet|[Vv]iews?|[Cc]omments?"
    r"|URL|[Ee]-?mail|[Rr]ead|[Tt]ime|[Pp]hotos?|[Vv]ideo)\b"
)
_VERB = re.compile(rf"\b{any_of(_LINES['frame_verbs'])}\b")


class Edges(NamedTuple):
    """Where the text of an article begins and ends between what its site writes around it."""

    start: int
    end: int


class _Token(NamedTuple):
    key: str
    start: int
    end: int


def page_edges(articles: Iterable[Article]) -> dict[str, Edges]:
    """The edges of the articles that have any, by id. Articles without a source have none.

    What is cut at the begin names itself (a date, "Share"); what is cut at the end is no clause. Takes time
    linear in the number of articles.
    """
    outlets: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.source:
            outlets[article.source].append(article)
    found: dict[str, Edges] = {}
    for group in outlets.values():
        if len(group) < LEAST_ARTICLES:
            continue
        heads = {a.id: _tokens(a.text, 0, min(_READ, len(a.text))) for a in group}
        tails = {
            a.id: _tokens(a.text, max(0, len(a.text) - _READ), len(a.text), backwards=True) for a in group
        }
        texts = {a.id: a.text for a in group}
        begins, ends = _shared(heads, texts), _shared(tails, texts)
        for article in group:
            start = _head(article.text, heads[article.id][: begins[article.id]])
            end = _tail(article.text, tails[article.id], ends[article.id])
            if start < end and (start > 0 or end < len(article.text)):
                found[article.id] = Edges(start, end)
    return found


def _tokens(text: str, start: int, end: int, *, backwards: bool = False) -> list[_Token]:
    """The first words of a part of `text`, or the last ones `backwards`, folded: `WORDS`, and one that stands
    behind them. Dates, times and numbers in a row count as one."""
    found: list[_Token] = []
    read = words_at(text[start:end])
    for token in reversed(list(read)) if backwards else read:
        key, first, last = token[0].casefold(), start + token.start(), start + token.end()
        key = _NUMBER if key in _TIMES or key[0].isdigit() else key
        if key == _NUMBER and found and found[-1].key == _NUMBER:
            before = found[-1]
            found[-1] = _Token(_NUMBER, min(before.start, first), max(before.end, last))
        elif len(found) > WORDS:
            break
        else:
            found.append(_Token(key, first, last))
    return found


def _shared(tokens: Mapping[str, Sequence[_Token]], texts: Mapping[str, str]) -> dict[str, int]:
    """How many of its first tokens each article shares with enough others; one text counts once."""
    needed = max(LEAST_ARTICLES, -(-len(tokens) // LEAST_SHARE))
    keys = {name: list(_prefixes(found)) for name, found in tokens.items()}
    one = {text: name for name, text in sorted(texts.items(), reverse=True)}
    counts = Counter(key for name in one.values() for key in keys[name])
    return {name: sum(counts[key] >= needed for key in found) for name, found in keys.items()}


def _prefixes(tokens: Sequence[_Token]) -> Iterable[str]:
    return accumulate((token.key for token in tokens[:WORDS]), lambda prefix, key: f"{prefix} {key}")


def _head(text: str, shared: Sequence[_Token]) -> int:
    """Where the story starts: behind the last date or number that is shared, where a label stands before."""
    for k in range(len(shared) - 1, -1, -1):
        if shared[k].key != _NUMBER:
            continue
        # A number behind a date is the first of the story: "Posted on March 5 2020 12 houses burnt down".
        dates = list(_DATE.finditer(text, shared[k].start, shared[k].end))
        end = dates[-1].end() if dates else shared[k].end
        if not _opens(text, end, bool(dates)):
            continue
        before = text[:end]
        if _LABEL.search(before) and not _VERB.search(before) and "\n" not in before:
            return end
    return 0


def _opens(text: str, end: int, dated: bool) -> bool:
    """Whether a sentence may begin behind `end`; behind a date, also with a number."""
    rest = text[end : end + 8]
    first = rest.lstrip().lstrip("\"“‘'(")[:1]
    return rest[:1].isspace() and (first.isupper() or (dated and first.isdigit()))


def _tail(text: str, tokens: Sequence[_Token], shared: int) -> int:
    """Where the story ends: before a shared end that begins like a heading, behind anything but a clause."""
    for k in range(min(shared, len(tokens)), LEAST_WORDS - 1, -1):
        start = tokens[k - 1].start
        if not text[start].isupper() or (start and text[start - 1].isalnum()):
            continue
        start = _with_bracket(text, start)
        part = text[start:]
        word = tokens[k].key if k < len(tokens) else ""
        led = bool(word) and text[tokens[k].start : tokens[k].end].islower() and not _closed(text, start)
        if not led and not _VERB.search(part) and "\n" not in part:
            return start
    return len(text)


def _with_bracket(text: str, start: int) -> int:
    """`start`, or that of the bracket around it: "(Source: Milltown Times) Share"."""
    opening = text.rfind("(", max(0, start - _BRACKET), start)
    inside = opening >= 0 and ")" not in text[opening:start] and ")" in text[start:]
    return opening if inside else start


def _closed(text: str, start: int) -> bool:
    """Whether a sentence or a bracket closes before `start`; so does the begin of the text."""
    return text[max(0, start - _READ) : start].rstrip()[-1:] in '.!?)"”'
