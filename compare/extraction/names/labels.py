"""What a name is (person, place, organisation), and which full form a short form stands for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from compare.lang.en.gazetteer import well_known
from compare.lang.en.name_lexicon import (
    ALLIANCES,
    DIRECTIONS,
    OF_HEAD,
    ORG_HEAD,
    PLACE_HEAD,
    POSTAL,
    ROLE,
)
from compare.lang.en.peoples import is_demonym
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_PLACE_NOUNS = word_lists("en", "place_nouns")
_WORDS = word_lists("en", "names")

_AGE = re.compile(r"\s?,? (?:\d{1,3}(?:[,.;)]|$| years?\b)|of [A-Z]|who\b|whose\b)|\s?\(\d{1,2}\)")
_SPEECH = re.compile(
    rf"\s?,? (?:{any_of(word_lists('en', 'reporting_verbs')['of_persons'])}"
    rf"|{any_of(_WORDS['of_persons'])})\b"
)
_PLACE_BEFORE = frozenset(["in", "near", "outside", "inside", "around", "across", "throughout", "into", "at"])
_PLACE_OF = re.compile(rf"\b{any_of(_PLACE_NOUNS['before_of'])} of (?:the )?$")
_PLACE_NOUN = re.compile(rf"\s{any_of(_PLACE_NOUNS['behind_names'])}\b")
_WORD_BEFORE = re.compile(r"([\w-]+),? $")
_PERSON_BEFORE = re.compile(rf"{any_of(_WORDS['before_persons'])} $")


_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{1,20})?,?\s{0,2}(?:\([A-Z][\w/. -]{1,30}\)\s{0,2}[-–—_:]{0,2}|[-–—_]{1,2}[ \n])"
)
_RULE = re.compile(rf" {any_of(_WORDS['behind_persons'])}\b")
_SUFFIXES = _WORDS["suffixes"]


@dataclass(slots=True)
class Name:
    """A name on its way: span, normalised form, lower-cased words, whether a title precedes it."""

    start: int
    end: int
    value: str
    words: tuple[str, ...]
    title: bool = False
    label: str = ""


ABBREVIATION = 3
"""Capitals of an abbreviation, at most; a longer word in capitals may be a place of a dateline.
Of 19,693 readings, a fifth less changes none, a fifth more 4."""
_HEAD = 40
"""Characters of a line before its dateline, exclusive.
A fifth less or more changes none of 19,693 readings."""
_NAMES_OF_A_PERSON = 4
"""At most: "Maria del Carmen Ruiz". Of 19,693 readings, a fifth less changes 1, a fifth more none."""
_NAMESAKES = 3
"""Persons that are remembered by one surname: who that is of more, no text says.
A fifth less or more changes none of 19,693 readings."""


def label_names(text: str, names: list[Name]) -> None:
    """Give every name its label, by its own words and by the cues of all its mentions in `text`."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.value.isupper() and len(name.value) > ABBREVIATION:
            plain = name.value.title()
            if plain in well_known() or _is_dateline(text, name):
                name.value = plain
                votes[plain]["place"] += 6
    alone = {n.value for n in names if len(n.words) == 1}
    formed: set[str] = set()
    for i, name in enumerate(names):
        following = names[i + 1] if i + 1 < len(names) else None
        vote = votes[name.value]
        if name.value not in formed:
            formed.add(name.value)
            _vote_by_form(name, alone, vote)
        _vote_by_context(text, name, following, vote)
    for name in names:
        best = votes[name.value].most_common(2)
        if best and best[0][1] >= 2 and (len(best) < 2 or best[0][1] > best[1][1]):
            name.label = best[0][0]


def _is_dateline(text: str, name: Name) -> bool:
    """ "ATHENS, Greece (AP) --" at the head of a line."""
    line = text.rfind("\n", max(0, name.start - _HEAD), name.start) + 1
    head = text[line : name.start].strip(" \t*_—–-") if line or name.start < _HEAD else "x"
    return not head and _DATELINE.match(text, name.end) is not None


def _vote_by_form(name: Name, alone: set[str], vote: Counter[str]) -> None:
    value, words = name.value, name.words
    if value in ALLIANCES:
        vote["organisation"] += 9
    elif value in well_known():
        vote["place"] += 5
    elif len(words) == 1:
        if value.isupper() and len(value) > 1:
            vote["organisation"] += 2
        elif words[0] in ORG_HEAD:
            vote["organisation"] += 4
    else:
        _vote_by_words(value, words, alone, vote)


def _vote_by_words(value: str, words: tuple[str, ...], alone: set[str], vote: Counter[str]) -> None:
    first, last = words[0], words[-1]
    if " of " in value or " for " in value or " on " in value:
        vote["place" if first in PLACE_HEAD and first not in ORG_HEAD else "organisation"] += 3
    elif last in PLACE_HEAD and last not in {"bank", "court", "police"}:
        vote["place"] += 4
    elif last in ORG_HEAD or first in ORG_HEAD:
        vote["organisation"] += 4
    elif len(words) <= _NAMES_OF_A_PERSON:
        written = value.split()
        if is_demonym(written[0]):
            vote["organisation"] += 2 * (last in OF_HEAD)
            return
        if written[0] in DIRECTIONS or first in {"north", "south", "east", "west"}:
            vote["place"] += 2
            return
        if words[-1][-1] == "s" and any(
            " ".join(written[:n]) in well_known() for n in (1, 2) if n < len(written)
        ):
            vote["organisation"] += 3
        if written[-1] in alone and not any(w in well_known() for w in written):
            vote["person"] += 2
        if any(len(w) == 2 and w[1] == "." for w in words[1:]) or last in _SUFFIXES:
            vote["person"] += 3


def _vote_by_context(text: str, name: Name, following: Name | None, vote: Counter[str]) -> None:
    if name.title:
        vote["person"] += 4
        return
    before, after = text[max(0, name.start - 30) : name.start], text[name.end : name.end + 24]
    found = _WORD_BEFORE.search(before)
    word = found[1] if found else ""
    several = len(name.words) > 1
    if word in ROLE and (several or word not in {"named", "called"}):
        vote["person"] += 2 if several else 1
    if word.lower() == "the" and not _RULE.match(after):
        vote["person"] -= 3
    if several and _PERSON_BEFORE.search(before):
        vote["person"] += 2
    if several and (_AGE.match(after) or _SPEECH.match(after)) and word != "the":
        vote["person"] += 2
    if word in _PLACE_BEFORE and not name.value.isupper():
        vote["place"] += 2 if word != "at" else 1
    if _PLACE_OF.search(before) or (word != "" and _PLACE_NOUN.match(after) and not several):
        vote["place"] += 2
    if following and text[name.end : following.start] == ", " and _is_state(following.value):
        vote["place"] += 2
    if name.value in POSTAL and text[name.start - 2 : name.start] == ", ":
        vote["place"] += 9


def _is_state(value: str) -> bool:
    return value in well_known() or value in POSTAL


def resolve_names(text: str, names: list[Name]) -> None:
    """Give short forms the full form of the same text: a surname its person, an acronym its words.

    A full form that stands before the short one counts first; where several fit, the short form stays.
    """
    _resolve_acronyms(text, names)
    whole: dict[str, list[str]] = defaultdict(list)
    earlier: dict[str, list[str]] = defaultdict(list)
    for name in names:
        _remember(name, whole)
    for name in names:
        _remember(name, earlier)
        key = _bare(name.value)
        if (
            len(name.words) == 1
            and name.label in {"person", ""}
            and key in whole
            and _stands_free(text, name)
        ):
            found = earlier.get(key) or whole[key]
            if len(found) == 1:
                name.value, name.label = found[0], "person"


def _stands_free(text: str, name: Name) -> bool:
    """Not "the Browns", a team or a family; but "the Brown government" is one of Brown's."""
    return text[name.start - 4 : name.start].lower() != "the " or _RULE.match(text, name.end) is not None


def _remember(name: Name, forms: dict[str, list[str]]) -> None:
    """Note a person's full form under its surname and its first name."""
    if len(name.words) < 2 or name.label != "person":
        return
    words = [w for w in name.value.split() if w.lower() not in _SUFFIXES]
    for key in {_bare(words[0]), _bare(words[-1])} if len(words) > 1 else set():
        if name.value not in forms[key] and len(forms[key]) < _NAMESAKES:
            forms[key].append(name.value)


_ARTICLE = re.compile(rf"^{any_of(_WORDS['articles'])}[- ]", re.IGNORECASE)


def _bare(value: str) -> str:
    """A surname without the Arabic article."""
    return _ARTICLE.sub("", value)


def _resolve_acronyms(text: str, names: list[Name]) -> None:
    """ "Syrian Observatory for Human Rights (SOHR)": later "SOHR" is the whole name."""
    forms: dict[str, str] = {}
    for i, name in enumerate(names[1:], 1):
        before = names[i - 1]
        if (
            name.value.isupper()
            and len(name.words) == 1
            and text[before.end : name.start] in {" (", "("}
            and is_acronym(name.value, before.value)
        ):
            forms[name.value] = before.value
            before.label = before.label or "organisation"
    for name in names:
        if name.value in forms and name.label != "place":
            name.value, name.label = forms[name.value], "organisation"


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full` ("SOHR", with or without the small words)."""
    letters = short.replace(".", "").casefold()
    words = [w for w in re.split(r"[\s-]+", full) if w]
    capitals = "".join(w[0] for w in words if w[0].isupper()).casefold()
    return (
        len(letters) > 1 and len(words) > 1 and letters in {capitals, "".join(w[0] for w in words).casefold()}
    )
