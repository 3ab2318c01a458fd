"""What one text says, whoever says it and whenever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from compare.extraction.annotation.causes import Cause, causes
from compare.extraction.annotation.content import ContentWords, as_written, naming, read_content
from compare.extraction.annotation.cues import (
    is_of_speaker,
    is_unanswered,
    is_unconfirmed,
    revises,
    tells_past,
    weekdays,
)
from compare.extraction.annotation.happenings import Happenings, read_happenings
from compare.extraction.annotation.locations import is_spoken, located
from compare.extraction.annotation.negation import denies, denies_unquoted
from compare.extraction.annotation.places import states_named
from compare.extraction.annotation.polarity import Polarity, read_polarity
from compare.extraction.names.places import Place
from compare.lang.en.gazetteer import Path
from compare.lang.en.lemmas import lemmas
from compare.lang.patterns import RUNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HELD = 1 << 10
"""Texts of which is held at once what would be too much to keep with each: a kilobyte of lemmas, one of what
happens, 10 kB of three-letter sequences. The pairs of one fact, which are judged together, have fewer
texts."""


@dataclass(frozen=True)
class TextNotes:
    """What a sentence or a clause says: each part is read when it is first asked for, and kept."""

    text: str

    @cached_property
    def content(self) -> ContentWords:
        """Its content words with their weights, its names and its numbers."""
        return read_content(self.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """The content words that name somebody, a place or a day."""
        return naming(self.text, self.content.names - self.content.numbers)

    @cached_property
    def states(self) -> Mapping[str, frozenset[Path]]:
        """The states that its words stand for, by the lemmas of these."""
        return states_named(self.text)

    @property
    def meanings(self) -> NDArray[np.float32]:
        """(words, d) what its distinct content words mean by themselves, in the order of their weights; they
        are not kept."""
        from compare.lang.en.word_vectors import word_vectors  # numpy, for whoever compares

        return word_vectors(tuple(self.content.weights))

    @property
    def lemmas(self) -> frozenset[str]:
        """All of its words, without case and ending."""
        return _lemmas(self.text)

    def as_written(self, lemmas: frozenset[str], most: int) -> tuple[str, ...]:
        """The words with one of the content words' `lemmas`, as they stand there: the `most` rarest."""
        return as_written(self.text, lemmas, most)

    @property
    def happenings(self) -> Happenings:
        """What happens in it, on which weekday, and how many of what."""
        return _happenings(self.text)

    @cached_property
    def causes(self) -> Cause:
        """What did the harm that it tells of."""
        return causes(self.text)

    @cached_property
    def denies(self) -> bool:
        """Whether it holds a negation."""
        return denies(self.text)

    @cached_property
    def denies_unquoted(self) -> bool:
        """Whether it holds a negation outside quotations."""
        return denies_unquoted(self.text)

    @cached_property
    def polarity(self) -> Polarity:
        """What it states and denies, word by word."""
        return read_polarity(self.text)

    @cached_property
    def located(self) -> frozenset[Place]:
        """Where something is, by its words."""
        return located(self.text)

    @cached_property
    def spoken(self) -> bool:
        """Whether it tells that somebody speaks."""
        return is_spoken(self.text)

    @cached_property
    def past(self) -> bool:
        """Whether it tells what happened."""
        return tells_past(self.text)

    @cached_property
    def revises(self) -> bool:
        """Whether it tells that something is no longer what it was, or what was said before."""
        return revises(self.text)

    @cached_property
    def of_speaker(self) -> bool:
        """Whether its speaker speaks of himself."""
        return is_of_speaker(self.text)

    @cached_property
    def unconfirmed(self) -> bool:
        """Whether it leaves to others to confirm what it tells."""
        return is_unconfirmed(self.text)

    @cached_property
    def unanswered(self) -> bool:
        """Whether it tells that somebody did not answer who asked him."""
        return is_unanswered(self.text)

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """The days of the week that it names, in lower case."""
        return weekdays(self.text)

    @property
    def letters(self) -> str:
        """Its words in lower case, one blank between them and one at each end; they are not kept."""
        return f" {' '.join(RUNS.findall(self.text.lower()))} "

    def trigrams(self) -> Mapping[str, int]:
        """Three-letter sequences of its words in lower case, a blank at each end; nobody changes them."""
        return _trigrams(self)


_lemmas = lru_cache(maxsize=HELD)(lemmas)
_happenings = lru_cache(maxsize=HELD)(read_happenings)


@lru_cache(maxsize=HELD)
def _trigrams(text: TextNotes) -> Mapping[str, int]:
    letters = text.letters
    return Counter(letters[k : k + 3] for k in range(len(letters) - 2))


def read_texts(texts: Iterable[str]) -> tuple[TextNotes, ...]:
    """The notes of each text, equal texts sharing theirs."""
    known: dict[str, TextNotes] = {}
    return tuple(noted(text, known) for text in texts)


def noted(text: str, known: dict[str, TextNotes]) -> TextNotes:
    """The notes of `text`, those that are `known` before new ones."""
    found = known.get(text)
    if found is None:
        found = known[text] = TextNotes(text)
    return found
