"""What a value counts and what happens to it: the noun, the kind of people, and whether it is an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from compare.extraction.units import SCORE
from compare.lang.en.lemmas import lemma
from compare.lang.en.outcome_lexicon import CASUALTY
from compare.lang.resources import phrases, table
from compare.models import AmountValue, Claim, Value

PEOPLE = "people"
"""What casualties are that no noun names."""

_TABLE = table("en", "people")
_KINDS = dict.fromkeys(_TABLE["anybody"].split(), "") | {
    word: kind for kind, words in _TABLE["kinds"].items() for word in words.split()
}
"""Nouns of people with their kind: "" for people at large."""

_OTHERS = frozenset(_TABLE["others"].split())
_PERSON_ENDINGS = tuple(_TABLE["endings"]["person"].split())
_VICTIM_ENDINGS = _PERSON_ENDINGS + tuple(_TABLE["endings"]["victim"].split())
_SAME = {word: line.split()[0] for line in phrases("en", "same_things") for word in line.split()}
_ALIKE = {word: line.split()[0] for line in phrases("en", "alike_things") for word in line.split()}

_ACTIONS = table("en", "action_kinds")
_LASTING, _RESIDENT, _HARMED = (
    frozenset(_ACTIONS[name].split()) for name in ("lasting", "resident", "harmed")
)

_JOINED = re.compile(r"\s(?:and|or|&)\s")
_BOUND = re.compile(r"\b(?:by|until|till|before|after|since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:since|from|after)\s+(?:(?:the|early|mid|late)\s+)*$", re.IGNORECASE)
_LAST = re.compile(
    r"(?:\b(?:by|until|till|through|before)|\bfrom\s[^,.;]{1,30}?\sto)\s+(?:(?:the|early|mid|late)\s+)*$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*(?:after|before|later|earlier|into|ago|since)\b", re.IGNORECASE)
_OFFSET_WITHIN = re.compile(r"\b(?:after|afterwards?|before|later|earlier)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one value counts; without a value, or where the text does not say, nothing of it is so."""

    words: str = ""
    """What is counted, in words: people, where who is killed or hurt has no noun."""
    head: str = ""
    """Its noun, a word for people where there is one, as lemma; of nouns of one meaning the first."""
    thing: str = ""
    """The same, one for nouns that news exchanges for each other."""
    people: str = ""
    """The kinds of people counted, "" for people at large and for things."""
    kind: str | None = None
    """The kind of people that the noun is for, "" for people at large; None where it is not for people."""
    person: bool = False
    """Whether the noun is one of persons."""
    victim: bool = False
    """The same of what is killed or hurt, for which more nouns are."""
    age: bool = False
    """Whether the number is how old somebody is."""
    score: bool = False
    """Whether it is the result of a game."""
    casualty: bool = False
    """Whether it counts who was killed, hurt or held."""
    lasting: bool = False
    """Whether it is so over a long time, as a number of residents is."""
    resident: bool = False
    """Whether it counts who lives somewhere."""
    harmed: bool = False
    """Whether it may count who was hurt: its outcome is one, or unsaid."""
    treated: bool = False
    """Whether it counts who is treated."""


def read_counted(value: Value | None) -> Counted:
    """Read what `value` counts."""
    if not isinstance(value, AmountValue):
        return Counted()
    nouns = value.counted.lower().split()
    head = next((word for word in reversed(nouns) if word in _KINDS), nouns[-1] if nouns else "")
    same = _SAME.get(head, head)
    casualty = value.action in CASUALTY
    return Counted(
        words=value.counted or (PEOPLE if casualty and not value.unit else ""),
        head=lemma(same),
        thing=lemma(_ALIKE.get(same, _ALIKE.get(head, same))),
        people=_people(value.counted.lower()),
        kind=_KINDS.get(head),
        person=_is_person(head, _PERSON_ENDINGS),
        victim=_is_person(head, _VICTIM_ENDINGS),
        age=value.counted == "age" or value.text.lower().endswith(("old", "age", "aged")),
        score=value.unit == SCORE,
        casualty=casualty,
        lasting=value.action in _LASTING,
        resident=value.action in _RESIDENT,
        harmed=not value.action or value.action in _HARMED,
        treated=value.action == "treat",
    )


def is_offset(claim: Claim) -> bool:
    """Whether a length of time says how far from something ("two days after"), not how long it lasted."""
    behind = _OFFSET.match(claim.text, claim.focus.end - claim.sentence_start)
    return behind is not None or _OFFSET_WITHIN.search(claim.focus.text) is not None


def is_bound(claim: Claim) -> bool:
    """Whether a date says by when or until when something was so, not when it happened."""
    return _BOUND.search(claim.text[: claim.focus.start - claim.sentence_start]) is not None


class Edge(Enum):
    """Which end of a time a date is."""

    FIRST = "first"
    LAST = "last"


def read_edge(claim: Claim) -> Edge | None:
    """Whether a date says since or until when something was so; None where it does neither."""
    before = claim.text[: claim.focus.start - claim.sentence_start]
    if _LAST.search(before):
        return Edge.LAST
    return Edge.FIRST if _FIRST.search(before) else None


def _people(counted: str) -> str:
    """The kinds of people counted, "" for people at large, as "men and women" are, but no "children"."""
    parts = [part.split() for part in _JOINED.split(counted)]
    kinds = {next((_KINDS[word] for word in reversed(words) if word in _KINDS), "") for words in parts}
    return "" if "" in kinds else " ".join(sorted(kinds))


def _is_person(noun: str, endings: tuple[str, ...]) -> bool:
    return noun in _KINDS or noun in _OTHERS or noun.endswith(endings)
