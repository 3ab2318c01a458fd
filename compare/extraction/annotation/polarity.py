"""What a sentence states and what it denies, word by word, for holding two sentences against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from compare.lang.en.negation import NEGATION_SOURCE, NEGATORS
from compare.lang.resources import table

BESIDE = 5
"""Words on either side of a polar word among which a shared word must stand, and within which doubt holds."""

READ = 2_000
"""Characters of a sentence that are read."""

_LISTS = table("en", "denial")
_EMPTY, _IMPLICIT, _DENIERS, _DEEDS, _DOUBT = (
    frozenset(_LISTS[name].split()) for name in ("stopwords", "implicit", "deniers", "deeds", "doubt")
)
_OF_DEED = frozenset(["in", "for", "of", "by", "over", "with", "from", "and", "or"])
"""What goes on behind the deed that is denied; any other word begins something else, as behind a heading."""

_STOPS = frozenset(
    [",", ";", ":", ".", "but", "and", "that", "which", "who", "because", "although", "while", "when"]
)
_IRREGULAR: dict[str, str] = _LISTS["irregular"]
_POLE = {
    word: (number, side)
    for number, pair in enumerate(table("en", "opposites")["pairs"])
    for side, words in enumerate(pair)
    for word in words.split()
}
"""Words of opposite sense: their pair, and their side of it."""

_STATEMENT = re.compile(
    r"(?:that|any|having|claims?|reports?|allegations?|involvement|responsibility|accusations?|\w+ing)$"
)
_AT_FIRST = r"(?:initially|so far|at first(?! (?:instance|sight|glance)))"
_FOR_A_TIME = re.compile(
    rf"{NEGATION_SOURCE}(?: [\w'’-]+){{0,4}}? immediately\b"
    rf"|{NEGATION_SOURCE}[^,;.]{{0,80}}(?: yet|,? {_AT_FIRST})\b"
    rf"|\b{_AT_FIRST},?(?: [\w'’-]+){{0,3}}? (?:\w+)?{NEGATION_SOURCE}|\byet to\b",
    re.IGNORECASE,
)
"""What "no group has yet claimed" denies may be so an hour later."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.]")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: stem, whether negated, the pair of opposites it belongs to and its side (or -1)."""

    stem: str
    negated: bool
    pair: int
    side: int
    at: int
    doubtful: bool


@dataclass(frozen=True)
class Polarity:
    """The content words of a sentence, and whether what it denies may be so an hour later."""

    terms: tuple[Term, ...]
    for_a_time: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(term.stem for term in self.terms)


def read_polarity(sentence: str) -> Polarity:
    """Read what `sentence` states and denies."""
    return Polarity(_terms(sentence), _FOR_A_TIME.search(sentence) is not None)


def _terms(sentence: str) -> tuple[Term, ...]:
    """Content words; a negation reaches the first one after it, a denial all that it denies."""
    words = _WORD.findall(sentence[:READ].lower().replace("’", "'"))
    out: list[Term] = []
    negated = denied = False
    doubt = -1
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in _DOUBT:
            doubt = at
        if denied and words[at - 1] in _DEEDS and word not in _OF_DEED:
            denied = False
        if word in NEGATORS or word.endswith("n't"):
            negated = True
        elif word in _STOPS:
            negated = denied = denied and word == "that"
        elif word not in _EMPTY:
            pair, side = _POLE.get(word, (-1, -1))
            out.append(
                Term(_stem(word), negated or denied, pair, side, at, doubt >= 0 and at - doubt <= BESIDE)
            )
            denies = word in _DENIERS and _STATEMENT.match(following) is not None
            denied = denied or (denies and not negated)
            reaches = following in {"to", "of"} or following.endswith("ing")
            negated = (word in _IMPLICIT and not negated and reaches) or (word.endswith("ly") and negated)
    return tuple(out)


def _stem(word: str) -> str:
    """A word without its inflection, roughly."""
    word = word.removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    for ending in ("ies", "ing", "ed", "es", "s"):
        # A stem has three letters or more; chosen by hand.
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    # "stopp", not "see"; chosen by hand.
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e").removesuffix("y")
