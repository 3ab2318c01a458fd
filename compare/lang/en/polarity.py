"""Whether one sentence denies what another states: negation on one side, or words of opposite sense.

Made for few false alarms: both sentences must say nearly the same apart from the polar word, which must
stand beside words that they share, and neither may hedge what the other states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compare.lang.resources import table

_WORDS = table("en", "denial")


_STOPWORDS = frozenset(_WORDS["stopwords"].split())
_NEGATORS = frozenset(_WORDS["negators"].split())
_IMPLICIT = frozenset(_WORDS["implicit"].split())
"""Words that deny the verb after them ("failed to reach", "stop selling", "short of")."""
_DENIERS = frozenset(_WORDS["deniers"].split())
_STATEMENT = re.compile(
    r"(?:that|any|having|claims?|reports?|allegations?|involvement|responsibility|accusations?|\w+ing)$"
)
_DEED = frozenset(_WORDS["deeds"].split())
_OF_DEED = frozenset(["in", "for", "of", "by", "over", "with", "from", "and", "or"])
"""What goes on behind the deed that is denied; any other word begins something else, as behind a heading."""
_STOPS = frozenset(
    [",", ";", ":", ".", "but", "and", "that", "which", "who", "because", "although", "while", "when"]
)
_DOUBT = frozenset(_WORDS["doubt"].split())
_NO = r"(?:no|not|none|nobody|nothing|never|cannot|\w+n['’]t)"
_AT_FIRST = r"(?:initially|so far|at first(?! (?:instance|sight|glance)))"
_FOR_A_TIME = re.compile(
    rf"\b{_NO}\b(?: [\w'’-]+){{0,4}}? immediately\b"
    rf"|\b{_NO}\b[^,;.]{{0,80}}(?: yet|,? {_AT_FIRST})\b"
    rf"|\b{_AT_FIRST},?(?: [\w'’-]+){{0,3}}? {_NO}\b|\byet to\b",
    re.IGNORECASE,
)
"""What "no group has yet claimed" denies may be so an hour later."""
_IRREGULAR: dict[str, str] = _WORDS["irregular"]
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.]")
_BESIDE = 5
"""Words on either side of a polar word among which a shared word must stand."""
_COVERED = 0.75
"""Share of the shorter sentence's content words that the other must hold."""


def _poles() -> dict[str, tuple[int, int]]:
    return {
        word: (number, side)
        for number, pair in enumerate(table("en", "opposites")["pairs"])
        for side, words in enumerate(pair)
        for word in words.split()
    }


_POLE = _poles()


@dataclass(frozen=True, slots=True)
class _Term:
    """A content word: stem, whether negated, the pair of opposites it belongs to and its side (or -1)."""

    stem: str
    negated: bool
    pair: int
    side: int
    at: int
    doubtful: bool


def polarity_conflict(a: str, b: str) -> bool:
    """Whether one of two sentences denies what the other states. Symmetric; False when unsure."""
    if _FOR_A_TIME.search(a) or _FOR_A_TIME.search(b):
        return False
    left, right = _terms(a), _terms(b)
    stems_a, stems_b = {t.stem for t in left}, {t.stem for t in right}
    shared = stems_a & stems_b
    polar = {t.stem for t in left + right if t.pair >= 0}
    short = min(stems_a - polar, stems_b - polar, key=len)
    if len(shared - polar) < 2 or len(short & shared) < _COVERED * len(short):
        return False
    return any(_opposed(x, y, left, right, shared) for x, y in _comparable(left, right, stems_a, stems_b))


def _comparable(
    left: tuple[_Term, ...], right: tuple[_Term, ...], stems_a: set[str], stems_b: set[str]
) -> Iterator[tuple[_Term, _Term]]:
    """Terms to hold against each other: the same word, or the two sides of one pair of opposites."""
    sides = [{(t.pair, t.side) for t in terms} for terms in (left, right)]
    both = {pair for found in sides for pair, side in found if (pair, 1 - side) in found}
    for x in left:
        for y in right:
            opposite = x.pair == y.pair >= 0 and x.side != y.side and x.pair not in both
            if x.stem == y.stem or (opposite and x.stem not in stems_b and y.stem not in stems_a):
                yield x, y


def _opposed(x: _Term, y: _Term, left: tuple[_Term, ...], right: tuple[_Term, ...], shared: set[str]) -> bool:
    opposite_words = x.stem != y.stem
    if opposite_words == (x.negated != y.negated) or x.doubtful != y.doubtful:
        return False
    if not opposite_words and (
        any(t.stem == x.stem and t.negated != x.negated for t in left)
        or any(t.stem == y.stem and t.negated != y.negated for t in right)
    ):
        return False
    near_x = {t.stem for t in left if 0 < abs(x.at - t.at) <= _BESIDE}
    near_y = {t.stem for t in right if 0 < abs(y.at - t.at) <= _BESIDE}
    return len(near_x & near_y & shared) > opposite_words


@lru_cache(maxsize=4096)
def _terms(sentence: str) -> tuple[_Term, ...]:
    """Content words; a negation reaches the first one after it, a denial all that it denies."""
    words = _WORD.findall(sentence[:2000].lower().replace("’", "'"))
    out: list[_Term] = []
    negated = denied = False
    doubt = -1
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in _DOUBT:
            doubt = at
        if denied and words[at - 1] in _DEED and word not in _OF_DEED:
            denied = False
        if word in _NEGATORS or word.endswith("n't"):
            negated = True
        elif word in _STOPS:
            negated = denied = denied and word == "that"
        elif word not in _STOPWORDS:
            pair, side = _POLE.get(word, (-1, -1))
            out.append(
                _Term(_stem(word), negated or denied, pair, side, at, doubt >= 0 and at - doubt <= _BESIDE)
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
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e").removesuffix("y")
