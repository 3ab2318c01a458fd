"""Topics that ask what the sources do to each other: "What do the papers disagree on about the attack?"

The words that ask for it are no words to look for: what is left of the topic is. Only what is asked of those
who report counts: that two parties disagree is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import VerdictKind

__all__ = ["question_of"]

_WORDS = word_lists("en", "topics")
_DISAGREE, _AGREE = any_of(_WORDS["disagree"]), any_of(_WORDS["agree"])
_SOURCES = rf"(?:(?:the|all|these|our)\s+)?{any_of(_WORDS['sources'])}"
_ASKING = rf"\b{any_of(_WORDS['asking'])}\s+(?:\w+\s+){{0,2}}?"
_DENYING = rf"(?:\b{any_of(_WORDS['asking'])}\s+)?\b(?:do|did)n['’]t\s+"
_ABOUT = rf"(?:\s+{any_of(_WORDS['about'])}\b)*"
_BETWEEN = rf"{any_of(_WORDS['differences'])}\s+(?:between|among|of|in)\s+{_SOURCES}"
_THEN = r"\s+((?:\w+\s+){0,4}?)"
"""Words between, which are of what is asked about: "where do reports on the storm differ"."""

_ASKS_DIFFERENCES = re.compile(
    rf"(?:{_ASKING}{_SOURCES}{_THEN}(?:{_DISAGREE}|not\s+{_AGREE})|{_DENYING}{_SOURCES}{_THEN}{_AGREE}"
    rf"|\b(?:{any_of(_WORDS['discrepancies'])}|{_BETWEEN}))\b{_ABOUT}",
    re.IGNORECASE,
)
_ASKS_AGREEMENT = re.compile(rf"{_ASKING}{_SOURCES}{_THEN}{_AGREE}\b{_ABOUT}", re.IGNORECASE)
_KINDS = (
    (_ASKS_DIFFERENCES, (VerdictKind.DIFFER, VerdictKind.POSSIBLE, VerdictKind.VARIANT)),
    (_ASKS_AGREEMENT, (VerdictKind.AGREE, VerdictKind.COMPATIBLE)),
)


def question_of(topic: str) -> tuple[str, Sequence[VerdictKind]]:
    """What `topic` is about, without the words that ask what the sources do, and the verdicts that answer
    them; none where it asks for all."""
    for pattern, kinds in _KINDS:
        found = pattern.search(topic)
        if found:
            between = next(filter(None, found.groups()), "")
            return f"{topic[: found.start()]} {between}{topic[found.end() :]}".strip(), kinds
    return topic, ()
