"""The words that negate, in one place. How far one reaches, and what it denies, is for each reader to say."""

from __future__ import annotations

from compare.lang.patterns import any_of
from compare.lang.resources import table

__all__ = ["NEGATIONS", "NEGATION_SOURCE", "NEGATORS"]

_WORDS = table("en", "denial")

NEGATIONS = frozenset(_WORDS["negations"].split())
"""Words that negate wherever they stand."""

NEGATORS = NEGATIONS | frozenset(_WORDS["contractions"].split())
"""The same with contractions as they are written without an apostrophe."""

NEGATION_SOURCE = rf"(?:\b(?!no\.){any_of(NEGATIONS)}\b|n[’']t\b)"
"""Source of a regular expression for a negation; "No. 4" holds none."""
