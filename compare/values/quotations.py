"""Quotations with their speaker.

A quotation is the text between quote marks of any style, within one paragraph (a quotation that runs on
into the next paragraph, which then opens with a quote mark again, is one value per paragraph). A mark
without its partner ends with the sentence at most, so that it never swallows the text. ``value`` is the
words with whitespace folded and the closing comma or period cut. Quotations of one or two words ("so-called
'caliphate'") are given too: they are scare quotes or titles; `is_short` tells them by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.models import Facet, Value
from compare.values.names import extract_names

_MARK = re.compile(r"``|''|[“”„«»\"‘’']|\n[ \t]*\n|\n")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "‘": "’", "'": "'"}
_SINGLE = frozenset("‘'")
_LONGEST = 3000
"""A quotation of more characters than this is a lost mark."""
_MARKS = 30
"""Marks looked at for the one that closes a quotation."""

_VERBS = (
    "said|says|say|told|tells|added|adds|wrote|writes|tweeted|tweets|posted|explained|explains|warned|warns|noted|"
    "notes|insisted|insists|stated|states|declared|declares|announced|announces|argued|argues|claimed|claims|asked|asks|"
    "replied|recalled|recalls|continued|continues|concluded|stressed|stresses|emphasized|emphasised|acknowledged|"
    "admitted|admits|commented|remarked|observed|suggested|suggests|vowed|pledged|joked|responded|answered|"
    "testified|shouted|reported|reports|confirmed|confirms|denied|denies|complained|urged|urges|called|quipped|cited|"
    "described|describes|reiterated|affirmed|maintained|maintains|thinks|believes|read|reads|went on"
)
_ADVERBS = "(?:has |had |also |later |then |further |reportedly )?"
_AFTER = re.compile(
    rf"[\s,]*(?:(?:{_VERBS})\s(?!that\b)(?P<a>[^,.;:\n“”\"]{{2,90}})"
    r"|(?P<b>(?:[^\W\da-z_]|the |an? |one |another |(?:he|she|they|who)\b|his |her |its |their |officials|"
    rf"police)[^.;:\n“”\"]{{0,110}}?)\s{_ADVERBS}(?:{_VERBS})\b)"
)
_BEFORE = re.compile(
    rf"(?:^|[.;:!?\n“”\"])(?P<s>[^.;:!?\n“”\"]{{2,120}}?)\s{_ADVERBS}(?:{_VERBS})\b[^.;!?\n“”\"]{{0,80}}$"
)
_ACCORDING = re.compile(
    r"\b(?:according to|as quoted by|quoting|in the words of)\s(?P<a>[^,.;:\n“”\"]{2,80})"
)
_PRONOUN = re.compile(r"(?:he|she|they|it|who)$", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Lt|Col|Gen|Sgt|Cpt|Capt|Maj|Cpl|Det|Rev|Prof|St|Jr)\."
)
_CUT = re.compile(
    r"\s(?:in|on|at|during|after|before|while|when|as|that|told|who|late|early|yesterday|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|this|last|earlier|to)\b.*$"
)
_LEAD = re.compile(
    r"(?:and|but|while|as|meanwhile|however|yet|so|then|also|for|that|earlier|later|on|in|at|after|before|during|"
    r"speaking|asked|when|this|last)\b(?!,)",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(r"(?:\bthe )?[^\W\da-z_][\w'’.-]*(?: (?:of |for |the )*[^\W\da-z_][\w'’.-]*)*$")


@dataclass(frozen=True, slots=True)
class _Span:
    """The words between two marks, and the whole with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def extract_quotations(text: str) -> list[Value]:
    """Quotations in `text`, in order of position; ``speaker`` in the text's words, "" where none is found.

    ``start`` and ``end`` are those of the words without the marks.
    """
    spans = list(_spans(text))
    if not spans:
        return []
    people = [(n.end, n.value) for n in extract_names(text) if n.label == "person"]
    out: list[Value] = []
    speaker, last_end, at, person = "", -1, 0, ""
    for span in spans:
        words = " ".join(text[span.start : span.end].split()).rstrip(",").strip()
        while at < len(people) and people[at][0] <= span.outer_start:
            person = people[at][1]
            at += 1
        found = _speaker(text, span)
        if _PRONOUN.match(found):
            found = _owner(person, speaker)
        elif not found and _continues(text, last_end, span):
            found = speaker
        speaker, last_end = found or speaker, span.outer_end
        out.append(
            Value(Facet.QUOTATION, span.start, span.end, text[span.start : span.end], words, speaker=found)
        )
    return out


def is_short(quotation: Value) -> bool:
    """Whether a quotation is too short to be speech: a scare quote, a title, a nickname."""
    return quotation.value.count(" ") < 3


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
            i += 1
            continue
        if text[end : marks[close][0]].strip():
            yield _Span(end, marks[close][0], start, marks[close][1])
        i = close + 1


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


def _speaker(text: str, span: _Span) -> str:
    """Who says it, by the words after and before the quotation; a pronoun is given as it stands."""
    after = _masked(text[span.outer_end : span.outer_end + 220].split("\n", 1)[0])
    before = _masked(text[max(0, span.outer_start - 220) : span.outer_start].rsplit("\n", 1)[-1])
    if text[span.end - 1] != "." and (found := _AFTER.match(after)):
        return _clean(found["a"] or found["b"])
    if found := _ACCORDING.search(after.split(".", 1)[0]):
        return _clean(found["a"])
    if found := _BEFORE.search(before):
        return _clean(found["s"])
    return ""


def _masked(text: str) -> str:
    """`text` with the periods of abbreviations replaced, so that they end no phrase."""
    return _ABBREVIATION.sub(lambda m: m[0][:-1] + "․", text)


def _clean(phrase: str) -> str:
    """The source noun phrase without adverbials around it."""
    parts = [part.strip(" -–—_") for part in " ".join(phrase.replace("․", ".").split()).split(",")]
    parts = [part for part in parts if part] or [""]
    chosen = next((part for part in parts if not _LEAD.match(part)), "")
    if not chosen or (len(parts) > 1 and chosen.lower() in {"however", "meanwhile"}):
        name = _LAST_NAME.search(parts[-1])
        chosen = name[0] if name else ""
    return _CUT.sub("", chosen).strip()


def _owner(person: str, speaker: str) -> str:
    return person or speaker


def _continues(text: str, last_end: int, span: _Span) -> bool:
    """Whether a quotation goes on from the last: in the same sentence, or as the next sentence in quotes."""
    gap = text[last_end : span.outer_start]
    if last_end >= 0 and len(gap) < 60 and not any(mark in gap for mark in ".!?\n"):
        return True
    if (
        last_end < 0
        or len(gap) > 160
        or not text[span.start].isupper()
        or " " not in text[span.start : span.end]
    ):
        return False
    return gap.rstrip()[-1:] in {".", "!", "?", ""} and ("\n" not in gap or len(gap) < 60)
