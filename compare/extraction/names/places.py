"""Places that a text names: those of the gazetteer with all that they may be, others by their spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from compare.lang.en.frequency import known_word
from compare.lang.en.gazetteer import (
    KINDS,
    Path,
    fold,
    named_region,
    names,
    postal_region,
    referents,
)
from compare.lang.en.gazetteer import within as lies_in
from compare.lang.en.tokens import READ

SHORT = 7
"""Letters, from which on, inclusive, two spellings of one name may differ in two letters; below, in one."""

LEAST = 4
"""Letters, inclusive, of a word that may be a place of the gazetteer in another spelling."""

MOST_WORDS = 4
"""Words of a state or region behind a comma."""

UNION = "US"
"""The state of which news names the parts behind their towns: "Paris, Texas"."""

# Not the one tokeniser, which leaves out the last dot of "D.C." and "St." and parts at rare apostrophes.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’‘ʻ][^\W\d_]+)*(?:(?<=\bSt)\.)?")
_ABBREVIATED = re.compile(r"[A-Z][a-z]{1,4}\.|W\.Va\.")
_KIND = re.compile(rf"\s+(?:{'|'.join(sorted(KINDS))})\b", re.IGNORECASE)
_KIND_OF = re.compile(rf"\b(?:{'|'.join(sorted(KINDS))})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_COMMA = re.compile(r",\s+(?=[A-Z])")
_CLOSED = re.compile(r"\s*(?:[,.;:)–—]|$)")
_POSTAL = re.compile(r"[A-Z]{2}")
_VOWELS = str.maketrans("", "", "aeiouyáàâäãåéèêëíìîïóòôöõúùûü'’")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a text names it."""

    name: str
    """The name, folded."""
    referents: frozenset[Path] = frozenset()
    """All that the gazetteer has under the name; empty where it does not know it."""
    qualified: bool = False
    """Whether the text says where it lies: "Paris, Texas", "Niger State"."""

    @property
    def key(self) -> str:
        """What spellings of the place have in common, and no other place of the gazetteer has."""
        return _key(self)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name and where it stands in a text."""

    start: int
    end: int
    place: Place


def read_places(text: str) -> Iterator[PlaceMention]:
    """The capitalised names of `text`, each name of the gazetteer as a whole and any other word by word."""
    tokens = _tokens(text)
    k = 0
    while k < len(tokens):
        start, end = tokens[k]
        if not text[start].isupper() or end - start < 2:
            k += 1
            continue
        count = _known_words(text, tokens, k)
        end = tokens[k + count - 1][1] if count else _abbreviation(text, start) or end
        yield PlaceMention(start, end, _place(text, start, end))
        k += count or 1
        if behind := _KIND.match(text, end):
            while k < len(tokens) and tokens[k][0] < behind.end():
                k += 1


def known(name: str) -> Place:
    """The place of a whole name, such as a value of the name reader."""
    plain = fold(name)
    return Place(plain, referents(plain))


@lru_cache(maxsize=READ)
def spelling_key(word: str) -> str:
    """The first letter and the consonants: "Hasakeh" and "Hasakah", "Raqqa" and "Raqa" are written alike."""
    word = word.lower().removesuffix("s")
    kept = word[:1] + word[1:].translate(_VOWELS)
    kept = "".join(c for k, c in enumerate(kept) if k == 0 or c != kept[k - 1])
    return kept if len(kept) > 1 else word


@lru_cache(maxsize=READ)
def spelled_alike(one: str, other: str) -> bool:
    """Whether two folded names may be one in two spellings: by their keys, and nearly by their letters.

    Two words that English has are two words: "port" is no Porto.
    """
    from rapidfuzz.distance import OSA

    if _spelling(one) != _spelling(other) or (one != other and known_word(one) and known_word(other)):
        return False
    most = 1 if min(len(one), len(other)) < SHORT else 2
    return OSA.distance(one, other, score_cutoff=most) <= most


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _known_words(text: str, tokens: Sequence[tuple[int, int]], k: int) -> int:
    """How many tokens from `k` on are a name of the gazetteer, at most; 0 where none is."""
    begin, last = tokens[k]
    most = _longest().get(spelling_key(fold(text[begin:last])), 0)
    ends = [last]
    for start, end in tokens[k + 1 : k + most]:
        gap = text[last:start]
        if gap.strip() not in ("", "-") and not (gap == ", " and text[start:end] == "D.C."):
            break
        ends.append(last := end)
    for count in range(len(ends), 0, -1):
        written = _without_possessive(text[begin : ends[count - 1]])
        if text[tokens[k + count - 1][0]].isupper() and _is_known(written, spelled=count > 1):
            return count
    return 0


def _is_known(written: str, *, spelled: bool) -> bool:
    """Whether the gazetteer has a name or, `spelled`, another spelling of it. "Us" is not the US."""
    name = fold(written)
    if referents(name):
        return len(written) > 2 or written.isupper()
    return spelled and any(spelled_alike(name, other) for other in _by_spelling().get(_spelling(name), ()))


def _abbreviation(text: str, start: int) -> int:
    """The end of a state's abbreviation that a town stands before ("Ala."), else 0."""
    match = _ABBREVIATED.match(text, start)
    if match is None or text[start - 2 : start] != ", " or not referents(match.group()):
        return 0
    return match.end()


_POSSESSIVE = re.compile(r"['’]s?$")


def _without_possessive(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def _place(text: str, start: int, end: int) -> Place:
    """The place that a name stands for where it stands."""
    written = _without_possessive(text[start:end])
    name = fold(written)
    found = referents(name) if _is_known(written, spelled=False) else frozenset()
    if _KIND.match(text, end) or _KIND_OF.search(text[max(0, start - 30) : start]):
        regions = named_region(name)
        return Place(name, regions or found, qualified=bool(regions))
    around, closed = _around(text, end)
    inner = frozenset(
        path for path in found if any(lies_in(path, whole) and path != whole for whole in around)
    )
    if inner:
        return Place(name, inner, qualified=True)
    # "In Beirut, Israel said" puts no Beirut into Israel.
    if around and closed and (not found or all(whole[0] == UNION and len(whole) > 1 for whole in around)):
        return Place(name, frozenset((*whole, name) for whole in around), qualified=True)
    return Place(name, found)


def _around(text: str, start: int) -> tuple[frozenset[Path], bool]:
    """The states or regions behind a comma at `start`, and whether a sign closes them in; none elsewhere."""
    comma = _COMMA.match(text, start)
    tokens = (
        [match.span() for match in islice(_TOKEN.finditer(text, comma.end()), MOST_WORDS)] if comma else []
    )
    if comma is None or not tokens or tokens[0][0] != comma.end():
        return frozenset(), False
    begin, end = tokens[0]
    abbreviated = _abbreviation(text, begin)
    end = abbreviated or tokens[max(1, _known_words(text, tokens, 0)) - 1][1]
    written = text[begin:end]
    found = postal_region(written) if _POSTAL.fullmatch(written) else referents(written)
    closed = bool(abbreviated) or _CLOSED.match(text, end) is not None
    return frozenset(path for path in found if path[-1][:2].isupper()), closed


def _spelling(name: str) -> tuple[str, ...]:
    return tuple(map(spelling_key, name.split()))


@cache
def _longest() -> dict[str, int]:
    """The most words of a name of the gazetteer by how its first word is spelled."""
    found: dict[str, int] = {}
    for first, *others in _by_spelling():
        found[first] = max(1 + len(others), found.get(first, 0))
    return found


@cache
def _by_spelling() -> dict[tuple[str, ...], list[str]]:
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names():
        found[_spelling(name)].append(name)
    return found


@lru_cache(maxsize=READ)
def _key(place: Place) -> str:
    spelling = _spelling(place.name)
    near = _by_spelling().get(spelling, ()) if len(place.name) >= LEAST else ()
    alike = [referents(name) for name in near if spelled_alike(name, place.name)]
    if not place.referents:
        found = set(map(_foremost, alike))
        return "/".join(found.pop()) if len(found) == 1 else " ".join(spelling)
    # A region that is called like a city of its own, in another spelling ("Banghazi"), has the city's key.
    inner = {
        path
        for paths in alike
        for path in paths
        if not place.qualified and any(lies_in(path, whole) for whole in place.referents)
    }
    return "/".join(_foremost(place.referents | inner))


def _foremost(paths: frozenset[Path]) -> Path:
    """A state before its namesakes, else the smallest place: so the aliases of a city have its key."""
    return min(paths, key=lambda path: (len(path) > 1, -len(path), path))
