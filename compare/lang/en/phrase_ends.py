"""Text cut where a phrase ends: for titles, and for quotations in a reason."""

from __future__ import annotations

import re

from compare.lang.patterns import RUNS, any_of
from compare.lang.resources import word_lists, words

_WORDS = word_lists("en", "clauses")

MAX_LENGTH = 90
"""Characters of a title at most: one line of a terminal or a page."""

EDGES = " \t\n,;:-–—.…"

_BREAK = re.compile(
    r"\s*[,;:]\s|\s[–—-]{1,2}\s|\s(?=(?:which|who|while|whereas|because|although|though|where|when|after|before"
    rf"|since|amid|despite|following|{any_of(_WORDS['openers'], _WORDS['other_openers'])}|but|as|and|in|on|at"
    r"|near|from|during|by|with|for|against|between|into|across|inside|outside|around|through|under|over)\s)"
)
"""Where a phrase ends; "of" and "to" belong to what stands before them."""

_SPAN = re.compile(rf"\b{any_of(_WORDS['spans'])}s?$")
"""What a title does not end with: "a day" may go on with "after the bridge fell"."""

_BEGUN = re.compile(r"\s(?:and|but|or)\s(?!\w+ed$)\w+$")
"""Nor with the first word of one more clause."""

_ADJECTIVE = re.compile(rf"\ban?\s+(?:\w+ly\s+)?\w+{any_of(_WORDS['adjective_ends'])}$")
"""Nor with what is said of a noun that follows: "faced a growing, loud protest"."""

_BOTH = re.compile(r"\bboth\b(?!.*\band\b)")
_NAME = re.compile(r"\b[a-z]+ed\s+[A-Z][\w.’'-]*$")
"""Whom something was done to, perhaps with others: "praised Tarn and Velmora"."""
_AND_A_NAME = re.compile(r"\s+(?:and|or)\s+(?:the\s+)?[A-Z]")
_AND = re.compile(r"\s+(?:and|or)\s")
_PAST = words("en", "past_forms")
_SUBORDINATOR = re.compile(rf"\s{any_of(_WORDS['subordinators'])}\s")
_CLAUSE_END = re.compile(r"[,;:]|\s(?:who|which|that|where)\s")
_ONLY_WHEN = re.compile(rf"\s*{any_of(_WORDS['subordinators'])}\b[^,]*$")
"""A clause of what was said that only says when or why."""

_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]$")
"""The full stop of "U.S." belongs to the word."""

_SAYING = re.compile(rf"\b(?:{any_of(_WORDS['saying'])}|that)\b")
_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|but|of|in|on|at|by|to|for|with|between|from|the|a|an|as|that|after|before"
    r"|was|were|is|are|be|been|has|have|had|its|their|his|her|some|each|every|other|said|says|both|not"
    rf"|where|which|who|when|while|{any_of(_WORDS['no_ends'])}))+$",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do"
    rf"|[a-z]{{3,}}(?:ed|es)|{any_of(_WORDS['finite'])})\b"
)


def finite_verb(text: str) -> int:
    """Where the first finite verb of `text` stands, -1 where there is none."""
    found = VERB.search(text)
    places = [match.start() for match in RUNS.finditer(text) if match[0] in _PAST]
    return min([*places, *([found.start()] if found else [])], default=-1)


def shorten(text: str, length: int = MAX_LENGTH) -> str:
    """`text` in one line of at most `length` characters, cut behind a phrase or else at a word, with "…"."""
    return cut(" ".join(text.split()), length)


def cut(text: str, length: int) -> str:
    """`text`, a single line, cut to `length` characters: behind a clause, or a phrase, or else at a word."""
    if len(text) <= length:
        return text
    least = length // 2
    for match in reversed(list(_BREAK.finditer(text[: length + 2]))):
        kept = undangled(text[: match.start()])
        if match.start() <= length and len(kept) >= least and _is_told(kept, text[len(kept) :]):
            return kept
    head = text[: max(0, length - 1)]
    return head[: head.rfind(" ") if " " in head[length // 2 :] else len(head)].rstrip(EDGES) + "…"


def _is_told(kept: str, rest: str) -> bool:
    """Whether a clause is told to its verb, where the text has one, and what was said to its own."""
    if _SPAN.search(kept) or _BEGUN.search(kept):
        return False
    if (_ADJECTIVE.search(kept) and rest.startswith(",")) or (_BOTH.search(kept) and _AND.match(rest)):
        return False
    if _NAME.search(kept) and _AND_A_NAME.match(rest):
        return False
    *_, last = clauses = _SUBORDINATOR.split(kept)
    if len(clauses) > 1 and finite_verb(last) < 0 and VERB.search(_CLAUSE_END.split(rest, maxsplit=1)[0]):
        return False
    said = _SAYING.split(kept)
    after = said[-1]
    if len(said) > 1 and _ONLY_WHEN.match(after):
        return False
    return bool(VERB.search(after)) or not VERB.search(_SAYING.sub("", rest))


def near_end(text: str, length: int) -> str:
    """The end of `text`, of at most `length` characters: from the begin of a phrase on, or else of a word."""
    if len(text) <= length:
        return text
    tail = text[len(text) - length - 1 :]
    starts = _BREAK.search(tail)
    if starts:
        return tail[starts.end() :]
    return tail[tail.find(" ") + 1 :]


def undangled(text: str) -> str:
    """`text` without the words at its end that lead on to others."""
    kept = _DANGLING.sub("", text.rstrip(EDGES)).rstrip(EDGES)
    return f"{kept}." if _INITIALS.search(kept) and text.startswith(f"{kept}.") else kept


def paired(text: str) -> str:
    """`text` in one line, without quotation marks and brackets that lack their partner."""
    for opening, closing in ("“”", '""', "()"):
        odd = text.count(opening) != text.count(closing) if opening != closing else text.count(opening) % 2
        if odd:
            text = text.replace(opening, "").replace(closing, "")
    return " ".join(text.split())
