"""How a sentence states something: who says so, and whether it is denied, hedged or planned.

Rules over cue words and clause limits, in linear time. A cue counts only inside its reach: a negation
reaches some words to the right within its clause, a hedge or a plan its whole clause. A negation inside
quote marks reaches nothing outside them, so that 'there is “no alternative” to the deal of 2020' states
the deal; inside the same quotation it counts as anywhere.
"""

from __future__ import annotations

import re

from compare.extraction.claims.attributions import attribution_in
from compare.extraction.claims.marked_words import DOT, SHORT_FORM
from compare.lang.en.negation import NEGATION_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Modality

_WORDS = word_lists("en", "modality")

__all__ = ["read_attribution", "read_modality"]

_WINDOW = 700
"""Characters read on either side of the focus; longer sentences are lists or lost breaks."""

_AHEAD = 7
"""Words after the focus in which a hedge or a plan still concerns it."""

_STOP = re.compile(
    r"[;:,–—]|--|\b(?:but|while|whereas|although|though|because|after|before|since|until|when|where|which|"
    r"who|"
    r"that|if|unless|and|as|despite|amid|following)\b"
)
_CLAUSE = re.compile(
    r"[;–—]|--|,? (?:but|while|whereas|although|though|because|which|who|where)\b|, (?:and|as|with|after)\b|"
    r" and (?=(?:the|an?|they|he|she|it|that|there) )"
)
_HARMLESS = re.compile(
    r"\b(?:not (?:only|just|merely|least|until|yet clear)|no (?:less|fewer|more|later|sooner|doubt|matter)|"
    rf"not (?:less|fewer|more|later) than|without {any_of(_WORDS['without_saying'])}|"
    r"whether or not)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    rf"{NEGATION_SOURCE}|\b(?:zero|{any_of(_WORDS['negative_verbs'])})\b",
    re.IGNORECASE,
)
_DENIABLE = any_of(_WORDS["deniable"])
_DENIAL = re.compile(
    rf"\b(?:{any_of(_WORDS['deny'])}"
    rf"|disputed(?= (?:the|that|this|these|those|any|an?|his|her|its|their|{_DENIABLE})\b))\b"
    r"(?P<gap>[^;.:“”\"]{0,90})$",
    re.IGNORECASE,
)
_NEGATED_AFTER = re.compile(
    r"(?:\s+[\w’'-]+){0,4}?\s+(?:was|were|is|are|has|have|had|did|does|do|will|would|could|can|should)"
    r"(?:n[’']t|\s+(?:not|never))\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(rf"^[^;.]{{0,80}}\b{_DENIABLE} (?:\w+ ){{0,6}}(?:denied|rejected|dismissed)\b")
_THOUGHT = any_of(_WORDS["thought"])
_HEDGE = re.compile(
    rf"\b(?:might|could|{any_of(_WORDS['hedges'])}|{_THOUGHT} to"
    rf"|(?:was|were|is|are) (?:{_THOUGHT}|{any_of(_WORDS['thought_of'])}))\b|\bmay\b(?= [a-z])"
)
_PLAN = re.compile(
    rf"\b(?:will|would|shall|won[’']t|{any_of(_WORDS['plans'])}"
    r"|(?:is|are|was|were|be) (?:due|set|about|ready|supposed) to|urged? (?:\w+ ){1,3}to)\b|[’']ll\b",
)
_NEAR = 80
"""Characters before the focus within which a clause of what happened leads up to it."""
_DONE = re.compile(
    r"\b(?:that|which|who|says?|said|believes?|alleges?)\s+(?:(?:had|has|have|was|were)\s+)?"
    rf"(?:[a-z]{{2,}}ed|{any_of(_WORDS['done_verbs'])})\s(?:[\w,.'’-]+\s){{0,3}}$"
)
"""A clause of what happened up to the number: "the plan to punish those who killed 12" plans no killing."""
_HEADLINE_END = re.compile(
    r"(?:: |\s[-–—] )(?P<np>[A-Z][\w .’'-]{1,40})$|,? (?:says?|say) (?P<np2>[\w .’'-]{2,40})$"
)
_HEADLINE_START = re.compile(r"^(?P<np>[A-Z][\w .’'-]{1,30}): ")
_HEADLINE_ACRONYM = re.compile(
    r"[a-z]{3}(?<! in)(?<! by)(?<! of)(?<! the)(?<! to)(?<! with)(?<! for) (?P<np>[A-Z]{3,6})$"
)
_ABBREVIATION = re.compile(rf"\b(?:[A-Z]|{SHORT_FORM})\.(?=.)")
_WHOLE = 0.8
"""A focus that covers so much of the sentence is the sentence itself."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


def read_modality(sentence: str, focus_start: int, focus_end: int) -> Modality:
    """How ``sentence[focus_start:focus_end]`` is stated; offsets are characters in `sentence`."""
    text, start, end = _near_focus(sentence, focus_start, focus_end)
    before, focus, after = text[:start], text[start:end], text[end:]
    clause = _clause(before, focus, after)
    return Modality(
        negated=_is_negated(before, focus, after),
        hedged=_HEDGE.search(clause[:1].lower() + clause[1:]) is not None,
        planned=_PLAN.search(clause) is not None and _DONE.search(before, max(0, start - _NEAR)) is None,
    )


def read_attribution(sentence: str, focus_start: int, focus_end: int, said_by: str | None = None) -> str:
    """Who states ``sentence[focus_start:focus_end]``, in its words; "" where the outlet says it itself.

    `said_by` is who says so by its article, "" where that does not tell; without it the sentence is asked.
    """
    return said_by or _attribution(*_near_focus(sentence, focus_start, focus_end), said_by is None)


def _near_focus(sentence: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of `sentence` that is read, and where the focus stands in it."""
    first, last = max(0, start - _WINDOW), min(len(sentence), end + _WINDOW)
    return sentence[first:last], start - first, end - first


def _clause(before: str, focus: str, after: str) -> str:
    """The clause around the focus, not far beyond it: what follows late belongs to another verb."""
    left = before
    for match in _CLAUSE.finditer(before):
        left = before[match.end() :]
    right = _CLAUSE.search(after)
    near = (after[: right.start()] if right else after).split()[:_AHEAD]
    return f"{left}{focus} {' '.join(near)}"


_NONE = re.compile(r"(?:no|zero)\b", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"\b(?:but|and|after|while|saying|who)\b")


def _is_negated(before: str, focus: str, after: str) -> bool:
    before, after = _unquoted(before, after)
    left = before
    for match in _STOP.finditer(before):
        left = before[match.end() :]
    left = _HARMLESS.sub("", left)
    near = " ".join(left.split()[-7:])
    if _NEGATION.search(near) or _NONE.match(focus):
        return True
    if (found := _DENIAL.search(before)) and not _ANOTHER_CLAUSE.search(found["gap"]):
        return True
    right = _STOP.split(after, maxsplit=1)[0]
    return _NEGATED_AFTER.match(right) is not None or _DENIED_AFTER.match(after) is not None


def _unquoted(before: str, after: str) -> tuple[str, str]:
    """Both sides without quotations that the focus is no part of; one around it ends the right side."""
    inside = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    if inside:
        after = re.split(r"[”\"]", after, maxsplit=1)[0]
    return _QUOTED.sub(" ", before), _QUOTED.sub(" ", after)


def _attribution(text: str, start: int, end: int, alone: bool) -> str:
    """The source noun phrase of the statement in focus, as far as its sentence tells it.

    Where it does not stand `alone`, its article was asked, and only the forms of headlines are read.
    """
    if alone and (source := attribution_in(text, start, end)):
        return source
    masked = _ABBREVIATION.sub(lambda m: m[0][:-1] + DOT, text).rstrip()
    if end - start >= _WHOLE * len(masked):
        start, end = len(masked), 0  # the sentence as a whole: its source may stand anywhere in it
    if masked[-1:] not in {".", "!", "?", "”", '"'}:
        return _headline_source(masked, start, end)
    return ""


def _headline_source(text: str, start: int, end: int) -> str:
    """ "Dozens killed in raid: monitor", "UN: dozens killed"."""
    if (found := _HEADLINE_END.search(text, end)) is not None:
        return _phrase(found["np"] or found["np2"])
    if (found := _HEADLINE_START.match(text)) and found.end() <= start:
        return _phrase(found["np"])
    found = _HEADLINE_ACRONYM.search(text)
    return found["np"] if found and found.start() >= end else ""


def _phrase(words: str) -> str:
    return " ".join(words.replace(DOT, ".").split()).strip(" ,.")
