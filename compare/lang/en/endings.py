"""What the ending of a lower-case word tells of its kind, where no list knows the word."""

from __future__ import annotations

_SHORTEST = 5
"""Letters from which on an ending is one: "shed" and "bed" are no participles, "only" and "fly" no adverbs
made of an adjective. Of 19,693 readings, a fifth less changes none, a fifth more 6."""


def is_participle_form(word: str) -> bool:
    """Whether a word looks like a past form or participle: "flooded"."""
    return word.endswith("ed") and len(word) >= _SHORTEST


def is_adverb_form(word: str) -> bool:
    """Whether a word looks like an adverb that is made of an adjective: "badly"."""
    return word.endswith("ly") and len(word) >= _SHORTEST
