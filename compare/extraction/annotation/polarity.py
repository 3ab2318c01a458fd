"""What a sentence states and what it denies, word by word, for holding two sentences against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from compare.lang.en.lemmas import lemma
from compare.lang.en.negation import NEGATION_SOURCE, NEGATORS
from compare.lang.en.tokens import FUNCTION_WORDS, tokens
from compare.lang.patterns import any_of
from compare.lang.resources import table

BESIDE = 5
"""Words on either side of a polar word among which a shared word must stand, and within which doubt holds."""

READ = 2_000
"""Characters of a sentence that are read."""

_LISTS = table("en", "denial")
_IMPLICIT, _DENIERS, _DEEDS, _DOUBT = (
    frozenset(_LISTS[name].split()) for name in ("implicit", "deniers", "deeds", "doubt")
)
_OF_DEED = frozenset(["in", "for", "of", "by", "over", "with", "from", "and", "or"])
"""What goes on behind the deed that is denied; any other word begins something else, as behind a heading."""

_STOPS = frozenset(
    [",", ";", ":", ".", "but", "and", "that", "which", "who", "because", "although", "while", "when"]
)
_PURPOSE = "for"
"""What stands behind it is sought, not stated: "contacted for comment"."""
_POLE = {
    word: (number, side)
    for number, pair in enumerate(table("en", "opposites")["pairs"])
    for side, listed in enumerate(pair)
    for word in listed.split()
}
"""Words of opposite sense, lemmas and some forms: their pair, and their side of it."""

_STATEMENT = re.compile(rf"(?:that|any|having|{any_of(_LISTS['statements'].split())}|\w+ing)$")
_AT_FIRST = r"(?:initially|so far|at first(?! (?:instance|sight|glance)))"
_FOR_A_TIME = re.compile(
    rf"{NEGATION_SOURCE}(?: [\w'’-]+){{0,4}}? immediately\b"
    rf"|{NEGATION_SOURCE}[^,;.]{{0,80}}(?: yet|,? {_AT_FIRST})\b"
    rf"|\b{_AT_FIRST},?(?: [\w'’-]+){{0,3}}? (?:\w+)?{NEGATION_SOURCE}|\byet to\b",
    re.IGNORECASE,
)
"""What "no group has yet claimed" denies may be so an hour later."""
_MARK = re.compile(r"[,;:.]")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: lemma, whether negated, the pair of opposites it belongs to and its side (or -1)."""

    lemma: str
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
    def lemmas(self) -> frozenset[str]:
        """The lemmas of its content words."""
        return frozenset(term.lemma for term in self.terms)

    @cached_property
    def poles(self) -> frozenset[tuple[int, int]]:
        """Pairs of opposites that its words are of, each with the side."""
        return frozenset((term.pair, term.side) for term in self.terms if term.pair >= 0)

    def opposite_to(self, other: Polarity) -> bool:
        """Whether it tells the opposite of what `other` does, and neither tells both; symmetric."""
        return any(
            (pair, 1 - side) in other.poles
            and (pair, side) not in other.poles
            and (pair, 1 - side) not in self.poles
            for pair, side in self.poles
        )


def read_polarity(sentence: str) -> Polarity:
    """Read what `sentence` states and denies."""
    return Polarity(_terms(sentence), _FOR_A_TIME.search(sentence) is not None)


def _terms(sentence: str) -> tuple[Term, ...]:
    """Content words; a negation reaches the first one after it, a denial all that it denies."""
    told = _words_and_marks(sentence[:READ])
    out: list[Term] = []
    negated = denied = False
    doubt = -1
    for at, word in enumerate(told):
        following = told[at + 1] if at + 1 < len(told) else ""
        root = lemma(word)
        if {word, root} & _DOUBT:
            doubt = at
        if denied and told[at - 1] in _DEEDS and word not in _OF_DEED:
            denied = False
        if word in NEGATORS or word.endswith("n't"):
            negated = True
        elif word in _STOPS:
            negated = denied = denied and word == "that"
        elif word not in FUNCTION_WORDS:
            pair, side = _POLE.get(word) or _POLE.get(root, (-1, -1))
            doubtful = (doubt >= 0 and at - doubt <= BESIDE) or (at > 0 and told[at - 1] == _PURPOSE)
            out.append(Term(root, negated or denied, pair, side, at, doubtful))
            denies = bool({word, root} & _DENIERS) and _STATEMENT.match(following) is not None
            denied = denied or (denies and not negated)
            reaches = following in {"to", "of"} or following.endswith("ing")
            implied = reaches and bool({word, root} & _IMPLICIT)
            negated = word.endswith("ly") if negated else implied
    return tuple(out)


def _words_and_marks(sentence: str) -> list[str]:
    """The words of a sentence in lower case and the marks that part its clauses; not the dot of "U.S."."""
    found: list[str] = []
    end = 0
    for token in tokens(sentence, compounds=True):
        initials = bool(found) and found[-1][0].isalpha() and "." in found[-1] and sentence[end] == "."
        found += _MARK.findall(sentence, end + initials, token.start)
        found.append(token.text.lower().replace("’", "'"))
        end = token.end
    return found + _MARK.findall(sentence, end)
