"""Whether a question in the words of its text reads as a title that a newspaper would print."""

from __future__ import annotations

import re

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.phrase_ends import VERB, finite_verb
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.titles.quality import quality

__all__ = ["reads_well"]

LEAST = 14
"""Quality, inclusive, below which a question reads badly; set on titles read one by one."""

LEAST_BODY = 4
"""Words that a question has beside its question words, inclusive."""

_FAULTS = (
    re.compile(r"(?<!\w)(?!(?:19|20)\d\d\b)\d"),  # another value may be one that sources do not agree on
    re.compile(r"\b(?:I|we|my|our|us|me|We|My|Our|you|your|You|Your)\b"),
    re.compile(r"[“”\"‘|\[\]{}<>_@#©:;()…]|(?:^|\s)['’]|['’](?:\s|$)|\s[,.]|--| [-–—] "),
    re.compile(
        r"\b(?:the|a|an|of|to|for|with|by|from|and|or|that|who|which|will|would|could|may|might|its|their|his"
        r"|her|was|were|is|are|be|been|not|no|more|most|very|so|still|also|just|some|any|each|every|how many"
        r"|between|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Lt|Col|President|Minister|Secretary|Director|Senator|Judge"
        r"|Mayor|say|says|said|another|other|first|second|third|new|top|former|senior)\.?$"
    ),
    re.compile(
        r"[Hh]ow many\s+(?:the|our|my|your|his|her|their|its|a|an|of|were|was|is|are|have|has|had|and|in|on"
        r"|at|or|to|percentages?|[A-Z]\w+\s+[a-z]+ed\b)\b|[Hh]ow much money\s+(?:and|or|the|a|party|bill)\b"
        r"|[Ww]hat share\s+(?!of\b)"
    ),
    re.compile(r"\b(?:and|or|but)\s+(?:\w+\s+)?(?:how (?:many|much|long)|what share)\b", re.IGNORECASE),
    re.compile(rf"\b{any_of(word_lists('en', 'clauses')['saying'])}$"),
    re.compile(r"^[A-Z]\w+\sThe\s|\bsaid\s[A-Z]|\w\sthere\b|^How many \w+ (?:where|who|which|that|whose)\b"),
    re.compile(
        r"[Hh]ow many\b.*\b(?:and|or)\s+(?:tens|scores|dozens|hundreds|thousands|many|several|others)\b"
    ),
)
_LIST = re.compile(
    r"^[A-Z]\w+, (?:are|is|was|were|has|have)\b|,\s(?:and|but)\s|\w+ly$"
    r"|, (?:\w+ )?(?:was|were|is|are|had|has|have|did|would|will)\b"
    r"|, (?:since|after|while|when|as) |\b(?:he|she|they|it|while|over|least|about|than|up|per|out)$"
)
_AND_SO = re.compile(r"\band (?:he|she|it|they|we|I)\b")
_DATES = CALENDAR_WORDS - {"may", "march", "second", "past"} | {"today", "yesterday", "tomorrow"}
_PASSIVE = re.compile(r"\b\w+ed by\b")
_ASKED = re.compile(r"\b(?:how (?:many|much money|long)|what share)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or|but|which|who|where|when|that)\b", re.IGNORECASE)
_INSIDE = re.compile(r"^(?!the\b|an?\b|some\b|several\b|more\b|many\b)[a-z]")
_WHEN = re.compile(r"^(?:\w+ )?[Ww]hen: ")
_SCENE = re.compile(
    r"^(?:even|only|once|until|because|although|though|shortly|in|on|at|after|before|during|since|from|by"
    r"|with|for|as|under|over|last|less|more|earlier|later|just|also|then|now|when|while|if|to|[a-z]+ing|[a-z]+ly)\b",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r",\s\S+(?:\s\S+)?$|,\s(?:which|who|where)\b.{0,12}$")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where|when|while)\b")
_UNNAMED = re.compile(
    r"^(?:it|he|she|they|this|these|those|that|his|her|their|its|there|one|another|both|some|others)\b", re.I
)


def reads_well(title: str) -> bool:
    """Whether nothing in `title` reads badly: it is whole, names what is asked, and takes no side."""
    body = _WHEN.sub("", title)
    if any(fault.search(body) for fault in _FAULTS) or _UNNAMED.match(body) or _LIST.search(body):
        return False
    verb = finite_verb(body)
    if quality(title) + 4 * (not VERB.search(body)) < LEAST or len(body.split()) <= LEAST_BODY or verb < 0:
        return False
    if _FRAGMENT.search(body):
        return False
    if body != title:  # a date: what happened is told from its subject on, without another date
        if finite_verb(_PASSIVE.sub("", body)) < 0 or any(
            fault.search(body) for fault in (_AND_SO, _RELATIVE, _SCENE)
        ):
            return False
        if finite_verb(_PASSIVE.sub("", body.partition(",")[0])) < 0:
            return False  # before a comma stands no more than a name
        return not _INSIDE.match(body) and not any(word.lower() in _DATES for word in body.split())
    before = _ASKED.split(title)[0].strip()
    if not before:
        return True
    return finite_verb(before) >= 0 and not any(fault.search(before) for fault in (_JOINED, _SCENE, _INSIDE))
