"""Which clause a date belongs to: a title asks when something happened only where the date tells just that.

"The talks are continuing and Thursday is the last day": the day is of the second clause, and a title in the
words of the first would ask something else, or be no sentence at all.
"""

from __future__ import annotations

import re

from compare.lang.en.phrase_ends import finite_verb
from compare.lang.patterns import RUNS, any_of
from compare.lang.resources import table, word_lists, words

__all__ = ["tells_when"]

_LISTS = table("en", "titles")["words"]
_PAST = words("en", "past_forms")
_AUXILIARIES = frozenset(_LISTS["auxiliaries"].split())
_CLAUSE_WORDS = word_lists("en", "clauses")
_NOUNS_IN_ING = _CLAUSE_WORDS["nouns_in_ing"]
_JOINS = any_of(_LISTS["joins"].split())
_OPENS = re.compile(rf"(?:^|\W){_JOINS}$", re.IGNORECASE)
_SECOND = re.compile(rf"(?:,|\s{_JOINS})\s+(?!(?:the|an?)\s)(\w+)(?:\s+(\w+))?", re.IGNORECASE)
_CLAUSES = any_of(*(_CLAUSE_WORDS[key] for key in ("subordinators", "within", "saying")))
_WITHIN = re.compile(rf"\s{_CLAUSES}\s")
_AHEAD = any_of(_PAST, _LISTS["ahead"].split())
_IS_SO = re.compile(rf"(?:is|are)\s+(?!(?:\w+ly\s+)?(?:\w+(?:ed|ing)|{_AHEAD})\b)")
_BY = re.compile(r"\b\w+ed by\b")
"""Whose it is: "a truce brokered by the ministers collapsed" has one verb."""
_SUBJECT = re.compile(r"\s(?:he|she|they|we|I)\s")
_PLAIN = re.compile(rf"\b(?:the|an?|{any_of(_LISTS['possessives'].split())})\s+(?:\w+ly\s+)?\w+")
"""A word behind an article is no verb: "a written statement"."""
_HAS = re.compile(r"(?:has|have)\b")


def tells_when(before: str, after: str, *, bound: bool = False) -> bool:
    """Whether a date between two texts, its preposition left out, says when what they tell first happened.

    A date that is a `bound` tells since when, or until when, something is so.
    """
    before, after = _BY.sub("of", before.rstrip(" ,")), _BY.sub("of", after.lstrip(" ,"))
    if _OPENS.search(before):
        return False
    at = finite_verb(before)
    if at < 0:
        verb = finite_verb(after)
        subject = not before and verb == 0  # "Thursday is the last day"
        return not subject and (bound or _is_event(after, verb))
    if not bound and not _is_event(before, at):
        return False
    rest = _behind_verbs(before[at:])
    return not (_is_clause_within(before[at:]) or _goes_on(rest) or _ends_in_participle(rest))


def _is_event(text: str, verb: int) -> bool:
    """Whether the verb at a place says what happened or will: of what has been, or is so, no day is asked."""
    return verb < 0 or not (_HAS.match(text, verb) or _IS_SO.match(text, verb))


def _behind_verbs(text: str) -> str:
    """`text` without the verbs that it begins with: "was", "never", "opened"."""
    end, helped = 0, True
    for found in RUNS.finditer(text):
        word = found[0].lower()
        if not helped and word not in _AUXILIARIES:
            break
        helped = word in _AUXILIARIES or (helped and word.endswith("ly"))
        end = found.end()
    return text[end:]


def _is_clause_within(text: str) -> bool:
    """Whether what begins with a verb has a clause in it, of which the date would be: "says it will open"."""
    text = f" {_PLAIN.sub('', text)}"
    within = any(finite_verb(text[found.end() :]) >= 0 for found in _WITHIN.finditer(text))
    return within or _SUBJECT.search(text) is not None


def _goes_on(rest: str) -> bool:
    """Whether it has a second predicate: "and was scheduled", ", one lasting"."""
    return any(_is_verbal(word) for found in _SECOND.finditer(rest) for word in found.groups(""))


def _is_verbal(word: str) -> bool:
    return (
        word in _AUXILIARIES or word in _PAST or (word.endswith(("ed", "ing")) and word not in _NOUNS_IN_ING)
    )


def _ends_in_participle(rest: str) -> bool:
    """Whether it ends with what a noun is said to be: "the caliphate declared"."""
    found = [match[0].lower() for match in RUNS.finditer(rest)]
    if len(found) < 2 or found[-1].endswith("ing"):
        return False
    return _is_verbal(found[-1]) and found[-2] not in _AUXILIARIES
