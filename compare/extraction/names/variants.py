"""Spellings of one name: the same person, place or organisation written in two ways.

There is no list of people. Two forms are spellings of one name when all their words fold to the same
skeleton (transliteration rules below), or when a person's first name is identical and the surname differs
by one letter. A single word needs more: it is short, and two people may share it. Different words never
match, however close they look: "Austria" and "Australia", "John Smith" and "Jane Smith".

The folding follows common romanisation tables (ISO 233, BGN/PCGN for Arabic, Armenian, Russian and
Ukrainian): doubled letters, y/i, q/k, ph/f, th/t, ou/u, kh/h, gh/g, zh/j, vowels within their class.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from compare.extraction.names.place_relations import PlaceRelation, place_relation
from compare.extraction.names.places import known
from compare.extraction.names.short_forms import is_initial, is_short_form
from compare.lang.en.frequency import known_word
from compare.lang.en.gazetteer import well_known
from compare.lang.en.name_lexicon import ORG_HEAD
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import NameValue

_WORDS = word_lists("en", "names")

_SHORTENED = word_lists("en", "abbreviations")
_STATES = _SHORTENED["us_states"]
"""States as they are shortened: "Calif.\" is no spelling of another name."""
_SUFFIXES = frozenset(word.rstrip(".") for word in _WORDS["suffixes"])
_ARTICLES = _WORDS["articles"] | _WORDS["rare_articles"]
_SON_OF = {"ibn": "bin", "ben": "bin"}
_ARTICLE = re.compile(rf"(?:^|[\s-]){any_of(_WORDS['articles'])}[- ]", re.IGNORECASE)
_SPLIT = re.compile(r"[\s\u00a0]+")
_ABD = _WORDS["servant_of"]
_STRICT = [
    ("tsch", "ch"), ("tch", "ch"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("dh", "d"), ("ck", "k"),
    ("dj", "j"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
]  # fmt: skip
_VOWEL_Y = re.compile(r"(?<=[aeou])y(?=[aeiou])")
_ENDINGS = [
    (re.compile(r"ohn$"), "on"), (re.compile(r"(?<=v)ich?$"), "i"), (re.compile(r"(?<=[aeiou])h$"), ""),
]  # fmt: skip
_LOOSE_ENDINGS = [(re.compile(r"(?<=[^aeiou])er$"), "r"), (re.compile(r"(?:iv|ov)$"), "uv")]
_HARD_C = re.compile(r"c(?![eihy])")
_DOUBLED = re.compile(r"(.)\1+")
_LOOSE = [("kh", "h"), ("zh", "j"), ("w", "v"), ("v", "f"), ("g", "k"), ("z", "s")]
_FRONT = re.compile(r"[aei]+")
_BACK = re.compile(r"[ou]+")
_BLOCK = 40
"""Forms compared with each other under one key; more of them are no longer one name."""


class _Match(IntEnum):
    """How two words of names compare."""

    DIFFERENT = 0
    CLOSE = 1
    LOOSE = 2
    STRICT = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """The spellings of one name: ``forms`` with the most frequent first, and where each stands."""

    forms: tuple[str, ...]
    label: str
    mentions: tuple[tuple[str, NameValue], ...]
    """(article id, name) for every mention that counts; slips inside one article are left out."""
    reason: str


def variant_groups(mentions: Iterable[tuple[str, NameValue]]) -> tuple[VariantGroup, ...]:
    """Names that the articles of one story spell in two ways, from (article id, name) pairs.

    A spelling counts for an article only where it prevails there, so that a slip is no variant; two
    forms that one article uses both, more than once each, are taken for two people. The Arabic article
    alone ("Masri", "al-Masri") counts only in a full name.
    """
    items = sorted(mentions, key=lambda m: (m[0], m[1].start, m[1].end))
    spelling = _canonical(items)
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (article, name) in enumerate(items):
        places[spelling[name.value]].append(place)
        uses[spelling[name.value]][article] += 1
        labels[spelling[name.value]][name.label] += 1
    label = {form: counts.most_common(1)[0][0] for form, counts in labels.items()}
    groups = _Union(uses)
    prevailing: dict[str, set[str]] = defaultdict(set)
    candidates = sorted(_candidates(uses))
    short = _short_forms(candidates, label)
    for a, b in candidates:
        spelled = is_variant(a, b, label[a], label[b]) and not (
            len(_words(a)) == 1 and _words(a) == _words(b)
        )
        if not spelled and (a, b) not in short:
            continue
        mine, other = _prevails(uses[a], uses[b])
        if mine and other:
            groups.join(a, b)
            prevailing[a] |= mine
            prevailing[b] |= other
    return tuple(_group(forms, items, places, prevailing, label) for forms in groups.classes())


def _short_forms(
    candidates: Iterable[tuple[str, str]], label: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Pairs of names of which one is a short form, where no third name could be meant as well.

    "J. Lund" is Jan Lund, unless the story has a Jens Lund, too.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in candidates:
        if {label[a], label[b]} <= {"person", ""} and is_short_form(_words(a), _words(b)):
            found[a].add(b)
            found[b].add(a)

    def alone(a: str, b: str) -> bool:
        return all(other == b or other in found[b] or _words(other)[0] == _words(b)[0] for other in found[a])

    return frozenset((a, b) for a, b in candidates if b in found[a] and alone(a, b) and alone(b, a))


def _canonical(items: list[tuple[str, NameValue]]) -> dict[str, str]:
    """Each form to the most frequent form that differs from it in case, accents or hyphens alone."""
    counts = Counter(name.value for _, name in items)
    first: dict[tuple[tuple[str, ...], bool], str] = {}
    for form in sorted(counts, key=lambda f: (-counts[f], f)):
        first.setdefault((_words(form), _has_article(form)), form)
    return {form: first[_words(form), _has_article(form)] for form in counts}


def is_variant(a: str, b: str, label_a: str = "", label_b: str = "") -> bool:
    """Whether `a` and `b` are one name in two spellings; False where they are spelled alike."""
    label = label_a or label_b
    other_kind = bool(label_b) and label_b != label
    shortened = not _STATES.isdisjoint((a.rstrip("."), b.rstrip(".")))
    if other_kind or shortened or (label != "person" and _two_places(a, b)):
        return False
    left, right = _words(a), _words(b)
    pairs = _aligned(left, right)
    if not pairs:
        return False
    kinds = [_match(x, y) for x, y in pairs]
    worst = min(kinds)
    if worst is _Match.SAME:
        return left == right and _has_article(a) != _has_article(b)
    if worst is _Match.DIFFERENT or (worst < _Match.STRICT and _is_well_known_alone(a, b)):
        return False
    if len(left) == 1 or len(right) == 1:
        sure = label == "place" or _has_article(a) or _has_article(b)
        return len(left) == len(right) and _is_single_variant(left[0], right[0], worst, label, sure)
    if label == "organisation" or left[-1] in ORG_HEAD:
        return worst is _Match.STRICT
    if worst is _Match.CLOSE:
        return label == "person" and kinds[-1] is _Match.CLOSE and all(k is _Match.SAME for k in kinds[:-1])
    return True


def _two_places(a: str, b: str) -> bool:
    return place_relation(known(a), known(b)) is PlaceRelation.DIFFERENT


def _is_well_known_alone(a: str, b: str) -> bool:
    """Whether one name is a well-known place's, and the other is no name of that place."""
    return bool({a, b} & well_known()) and not known(a).referents & known(b).referents


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, plain lower-case letters, without suffixes; the Arabic article is cut."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")
    words: list[str] = []
    for word in _SPLIT.split(plain.strip()):
        bare = word.replace(".", "").replace("'", "").replace("`", "") if len(word) > 2 else word
        head, dash, tail = bare.partition("-")
        if dash and head in _ARTICLES:
            bare = tail
        if not bare or bare in _SUFFIXES or bare in _ARTICLES:
            continue
        if words and words[-1] in _ABD:
            words[-1] = f"abdul{bare}"
        else:
            words.append(_SON_OF.get(bare, bare))
    return tuple(words)


def _has_article(name: str) -> bool:
    return _ARTICLE.search(name) is not None


@lru_cache(maxsize=65536)
def _strict(word: str) -> str:
    word = _VOWEL_Y.sub("j", word.replace("-", "").replace("yy", "y"))
    for old, new in _STRICT:
        word = word.replace(old, new)
    for ending, plain in _ENDINGS:
        word = ending.sub(plain, word)
    word = _DOUBLED.sub(r"\1", _HARD_C.sub("k", word).replace("y", "i"))
    return _DOUBLED.sub(r"\1", word.replace("ie", "i"))


@lru_cache(maxsize=65536)
def _loose(word: str) -> str:
    word = _strict(word)
    for ending, plain in _LOOSE_ENDINGS:
        word = ending.sub(plain, word)
    for old, new in _LOOSE:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", _BACK.sub("u", _FRONT.sub("a", word)))


_LOOSE_FROM = 4
"""Letters of words that may be spelled apart by any of their vowels."""


@lru_cache(maxsize=65536)
def _match(a: str, b: str) -> _Match:
    if a == b:
        return _Match.SAME
    if is_initial(a) or is_initial(b):
        return _Match.SAME if a[0] == b[0] else _Match.DIFFERENT
    strict_a, strict_b = _strict(a), _strict(b)
    if strict_a == strict_b:
        return _Match.STRICT
    # A final vowel often marks the gender of a first name ("Mario", "Maria"): it must not differ.
    if min(len(a), len(b)) >= _LOOSE_FROM and strict_a[-1:] == strict_b[-1:] and _loose(a) == _loose(b):
        return _Match.LOOSE
    return _Match.CLOSE if _is_close(a, b) else _Match.DIFFERENT


_CLOSE_FROM = 6
"""Letters of words that may be one letter apart: in a shorter one it makes another name ("Khan", "Kahn")."""


def _is_close(a: str, b: str) -> bool:
    """One letter apart in a long word, and not a longer form of the other ("Peter", "Peters")."""
    from rapidfuzz.distance import OSA

    a, b = _without_prefix(a, b)
    if min(len(a), len(b)) < _CLOSE_FROM or a[0] != b[0] or a.startswith(b) or b.startswith(a):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def _without_prefix(a: str, b: str) -> tuple[str, str]:
    """Two family names without the Mac that both have: the rest tells them apart ("McLain", "McCain")."""
    if not all(_SON.match(name) for name in (a, b)):
        return a, b
    return _SON.sub("", a), _SON.sub("", b)


_SON = re.compile(r"ma?c(?=[a-z]{3})")


_WITH_MIDDLE_NAME = 3
"""Words of a person's name of which the middle one may be left out."""


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[str, str]]:
    """Word pairs of two names: in place, or first and last where one has middle names; [] if neither fits."""
    left, right = _without_initials(left), _without_initials(right)
    if not left or not right:
        return []
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    if min(len(left), len(right)) < 2 or max(len(left), len(right)) > _WITH_MIDDLE_NAME:
        return []
    return [(left[0], right[0]), (left[-1], right[-1])]


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for i, w in enumerate(words) if i == 0 or not is_initial(w))


def _is_single_variant(left: str, right: str, worst: _Match, label: str, sure: bool) -> bool:
    """One word against one word: more letters, and for people only an exact skeleton."""
    length = min(len(left), len(right))
    if worst is _Match.LOOSE and known_word(left) and known_word(right):
        return False  # English text has both, so that they are two: "Walton", "Wilton"
    if worst is _Match.STRICT:
        return length >= (4 if sure else 6)
    if worst is not _Match.LOOSE or label == "person" or len(_strict(left)) != len(_strict(right)):
        return False
    return length >= (5 if sure else 6)


def _candidates(forms: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of forms that share the skeleton of their last word, or the first word and an initial."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for form in sorted(forms):
        words = _words(form)
        if not words:
            continue
        blocks["last", _loose(words[-1])].append(form)
        if len(words) > 1:
            blocks["first", words[0], words[-1][0]].append(form)
    return {pair for block in blocks.values() for pair in combinations(block[:_BLOCK], 2)}


def _prevails(a: Counter[str], b: Counter[str]) -> tuple[set[str], set[str]]:
    """The articles in which each of two forms prevails; none where an article tells them apart."""
    mine, other = set(), set()
    for article in a.keys() | b.keys():
        if min(a[article], b[article]) > 1:
            return set(), set()
        if a[article] > b[article]:
            mine.add(article)
        elif b[article] > a[article]:
            other.add(article)
    return mine, other


class _Union:
    """Disjoint sets over forms."""

    def __init__(self, uses: dict[str, Counter[str]]) -> None:
        self.parent: dict[str, str] = {}
        self.weight = {form: (-sum(counts.values()), form) for form, counts in uses.items()}

    def find(self, form: str) -> str:
        while (up := self.parent.setdefault(form, form)) != form:
            form = up
        return form

    def join(self, a: str, b: str) -> None:
        root, other = sorted((self.find(a), self.find(b)), key=lambda f: self.weight[f])
        self.parent[other] = root

    def classes(self) -> list[list[str]]:
        """The sets, most frequent form first, in the order of their first form."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in self.parent:
            found[self.find(form)].append(form)
        return sorted(sorted(forms, key=lambda f: self.weight[f]) for forms in found.values())


def _group(
    forms: list[str],
    items: list[tuple[str, NameValue]],
    places: Mapping[str, Sequence[int]],
    prevailing: Mapping[str, set[str]],
    label: Mapping[str, str],
) -> VariantGroup:
    """The mentions of some `forms` in the articles where they prevail; `places` are those of each form."""
    held = sorted(k for form in forms for k in places[form] if items[k][0] in prevailing[form])
    chosen = tuple(items[k] for k in held)
    known = next((label[f] for f in forms if label[f]), "")
    spelled = " and ".join(f"“{form}”" for form in forms)
    return VariantGroup(tuple(forms), known, chosen, f"one name in {len(forms)} spellings: {spelled}")
