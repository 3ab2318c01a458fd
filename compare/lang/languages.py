"""The languages that articles are read in: a folder of this package each.

What a folder has to offer is what the rooms above import from ``lang/en``: ``scripts/language_contract.py``
lists it, and says what another folder lacks. docs/languages.md tells what adding a language takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.lang.resources import word_lists

__all__ = ["ENGLISH", "Language"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is read: its ISO 639 code, which is its folder's name, and its name for readers."""

    code: str
    name: str

    @property
    def function_words(self) -> frozenset[str]:
        """Words that stand in every text of the language, whatever it is about."""
        lists = word_lists(self.code, "function_words")
        return lists["empty"] | lists["said"] | lists["clitics"]


ENGLISH = Language("en", "English")
