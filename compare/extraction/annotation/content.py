"""The content words of a text, with the names and the numbers among them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from compare.lang.en.endings import is_adverb_form, is_participle_form
from compare.lang.en.frequency import word_weight
from compare.lang.en.lemmas import lemma
from compare.lang.en.name_lexicon import ROLE
from compare.lang.en.tokens import NUMBER_WORDS, is_function_word, words
from compare.lang.resources import word_lists

_TITLES = frozenset(title.lower() for title in word_lists("en", "abbreviations")["titles"])

NONE: frozenset[str] = frozenset()
"""One for all texts: each would need 200 bytes."""

POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class ContentWords:
    """The lemmas of a text: content words in order, and which of them are names and numbers.

    ``rare`` are the weights of the distinct content words in the order in which they come first: as a mapping
    they would need six times the room.
    """

    content: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    rare: array[float]

    @property
    def weights(self) -> Mapping[str, float]:
        """What sharing each content word counts, by how rare it is in English at large."""
        return dict(zip(dict.fromkeys(self.content), self.rare, strict=True))

    @property
    def bag(self) -> frozenset[str]:
        """The distinct content words."""
        return frozenset(self.content)


def read_content(text: str) -> ContentWords:
    """Read the content words of `text` in one pass.

    A capitalised word is a name wherever it stands: a headline or a first word makes some false ones,
    which cost little because a name counts only where the other sentence has it, too.
    """
    content, names, numbers = [], set(), set()
    weights: dict[str, float] = {}
    for written in words(text):
        word = POSSESSIVE.sub("", written)
        low = word.lower()
        if not low or is_function_word(word):
            continue
        low = NUMBER_WORDS.get(low, low)
        if low[0].isdigit():
            low = low.replace(",", "")
            numbers.add(low)
        elif len(low) == 1:
            continue
        weight = word_weight(low)
        if not low[0].isdigit():
            low = lemma(word)
            if word[0].isupper():
                names.add(low)
        content.append(low)
        weights[low] = max(weight, weights.get(low, 0.0))
    return ContentWords(
        tuple(content), frozenset(names) or NONE, frozenset(numbers) or NONE, array("d", weights.values())
    )


def naming(text: str, names: frozenset[str]) -> frozenset[str]:
    """Of the capitalised `names` of `text` (lemmas) those that name: no "Mr", no "President" before a name,
    which say what somebody is, and no "Speaking" that only opens the text."""
    written = list(words(text))
    first = next(iter(written), "").lower()
    form = is_participle_form(first) or first.endswith("ing")
    opens = is_adverb_form(first) or (form and lemma(first) != first)
    return names - _TITLES - _roles(written) - ({lemma(first)} if opens else frozenset())


def _roles(written: Sequence[str]) -> frozenset[str]:
    """The lemmas of roles before a name wherever they are capitalised: "King met Lund" names King."""
    found: dict[str, bool] = {}
    for word, behind in zip_longest(written, written[1:], fillvalue=""):
        if word[0].isupper() and word.lower() in ROLE:
            found[lemma(word)] = found.get(lemma(word), True) and behind[:1].isupper()
    return frozenset(role for role, before_name in found.items() if before_name)


def as_written(text: str, lemmas: frozenset[str], most: int) -> tuple[str, ...]:
    """The words of `text` with one of the `lemmas`, each once, as they stand there: the `most` rarest."""
    found: dict[str, tuple[float, int, str]] = {}
    for at, written in enumerate(words(text)):
        word = POSSESSIVE.sub("", written)
        low = NUMBER_WORDS.get(word.lower(), word.lower())
        root = low.replace(",", "") if low[:1].isdigit() else lemma(word)
        if root in lemmas and root not in found:
            found[root] = (-word_weight(low), at, word)
    rarest = sorted(found.values())[:most]
    return tuple(word for _, _, word in sorted(rarest, key=lambda entry: entry[1]))
