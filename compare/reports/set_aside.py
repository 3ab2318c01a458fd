"""Articles that were set aside: what the run says of them, and the line that every output has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from compare.lang.languages import ENGLISH

__all__ = ["by_language", "set_aside", "set_aside_line"]

_NAMED = 8
"""Languages that the line names; the others are counted."""


def set_aside(run: Mapping[str, object]) -> Mapping[str, str]:
    """The articles that the run did not compare: their ids and the codes of their languages."""
    found = run.get("set_aside")
    if not isinstance(found, Mapping):
        return {}
    return {str(key): str(code) for key, code in found.items()}


def by_language(codes: Iterable[str]) -> Mapping[str, int]:
    """How many of `codes` are the same, the most frequent first."""
    return dict(sorted(Counter(codes).items(), key=lambda row: (-row[1], row[0])))


def set_aside_line(languages: Mapping[str, int]) -> str:
    """What is said of articles counted `by_language`: "3 articles in fr, es are not compared: only English is
    read"; "" for none."""
    total = sum(languages.values())
    if not total:
        return ""
    named = ", ".join(list(languages)[:_NAMED])
    if left := max(0, len(languages) - _NAMED):
        named += f" and {left} more language{'' if left == 1 else 's'}"
    what = f"1 article in {named} is" if total == 1 else f"{total:,} articles in {named} are"
    return f"{what} not compared: only {ENGLISH.name} is read"
