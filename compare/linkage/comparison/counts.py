"""What a claim says of what it counts and of when it happened, read off the claim alone."""

from __future__ import annotations

import re
from datetime import date

from compare.extraction.intervals import Relation, relation
from compare.extraction.quantities.scores import SCORE
from compare.lang.en.outcome_lexicon import CASUALTY
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.corpus import fold
from compare.models import Claim, Facet, Value

MAX_EVENT_GAP_DAYS = 10
"""Two dated events further apart than this are two events. News misdates by days, not by weeks."""

MAX_CASUALTY_GAP_DAYS = 1
"""The same for people killed, hurt or held where only the story gives the day: such events come day after
day. Where both sentences give the day themselves, the days must meet."""

MAX_DATE_GAP_DAYS = 31
"""Two dates further apart than this are not two opinions on when one thing happened."""

STATES = frozenset(
    {"live", "reside", "inhabit", "employ", "own", "have", "hold", "remain", "include", "serve"}
)
"""What is counted here is so over a long time: no day tells two such counts apart."""

PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|had|did|said|told|went|came|took|made|got|gave|met|left|led|held|kept|found|began"
    r"|sent|struck|hit|shot|fell|rose|fled|won|lost|saw|spoke|brought|broke|drove|ran|wrote)\b"
)
"""A verb of something that happened. It matches some words too many, which only costs a link."""

_GROUPS = {
    "": "people person persons civilian civilians victim victims citizen citizens resident residents",
    "children": "child children minor minors kid kids infant infants baby babies boy boys girl girls juvenile"
    " juveniles toddler toddlers",
    "women": "woman women mother mothers wife wives female females",
    "fighters": "fighter fighters militant militants rebel rebels insurgent insurgents jihadist jihadists"
    " gunman gunmen extremist extremists terrorist terrorists",
    "soldiers": "soldier soldiers troop troops serviceman servicemen",
    "police": "policeman policemen police officer officers",
    "helpers": "medic medics doctor doctors nurse nurses rescuer rescuers volunteer volunteers paramedic"
    " paramedics",
    "pupils": "student students pupil pupils schoolchildren classmate classmates",
    "teachers": "teacher teachers",
    "journalists": "journalist journalists reporter reporters",
}
_PEOPLE_WORDS = """
    others lives members suspects passengers casualties men man women protesters migrants refugees staff
    guests pilgrims patients relatives bodies dead martyrs guards hostages detainees nationals adult adults
    male males teen teens teenager teenagers youth youths deaths fatalities bystander bystanders patrons
"""
_ALIKE = """
    strikes raids airstrikes
    charges counts
    vehicles cars trucks suvs lorries vans
    shots rounds gunshots bullets
    homes houses
    planes aircraft jets warplanes airplanes
    explosions blasts
    guns weapons firearms
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_PERSON_ENDINGS = ("ians", "eans", "men")
"""Of the endings of persons, those that hardly any thing has: "Belgians", "firemen"."""
_HURT_ENDINGS = ("ers", "ors", "ists", "ees", "ants", "ents", "ese")
"""Endings of persons and of things: what is killed or hurt under such a name is a person."""
_BOUND = re.compile(r"\b(?:by|until|till|before|after|since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_OFFSET = re.compile(r"\s*(?:after|before|later|earlier|into|ago|since)\b", re.IGNORECASE)
_KINDS = {word: row.split()[0] for row in _ALIKE.strip().splitlines() for word in row.split()}
"""Nouns that news exchanges for each other: trucks are vehicles, and raids from the air are strikes."""
_JOINED = re.compile(r"\s(?:and|or|&)\s")

GROUPS = {word: group for group, words in _GROUPS.items() for word in words.split()}
"""Kinds of people that news counts apart: so many children are not so many people."""

NEWS_DAYS = 1
"""What an undated report of casualties tells is at most so many days old."""


def head_noun(value: Value) -> str:
    """The noun of what is counted: a word for people where there is one, else the last word."""
    words = value.counted.lower().split()
    return next((word for word in reversed(words) if word in GROUPS), words[-1] if words else "")


def people_of(value: Value) -> str:
    """The kind of people counted, "" for people at large, as "men and women" are, but no "children"."""
    parts = [part.split() for part in _JOINED.split(value.counted.lower())]
    groups = {next((GROUPS[word] for word in reversed(words) if word in GROUPS), "") for words in parts}
    return "" if "" in groups else " ".join(sorted(groups))


def thing(noun: str) -> str:
    """What nouns that news exchanges for each other have in common, else the noun itself."""
    return _KINDS.get(noun, noun)


def is_age(value: Value) -> bool:
    """Whether a number is how old somebody is."""
    return value.counted == "age" or value.text.lower().endswith(("old", "age", "aged"))


def is_offset(claim: Claim) -> bool:
    """Whether a length of time says how far from something ("two days after"), not how long it lasted."""
    origin = claim.start if claim.sentence_start is None else claim.sentence_start
    return _OFFSET.match(claim.text, claim.focus_end - origin) is not None


def is_bound(claim: Claim) -> bool:
    """Whether a date says by when or until when something was so, not when it happened."""
    origin = claim.start if claim.sentence_start is None else claim.sentence_start
    return _BOUND.search(claim.text[: claim.focus_start - origin]) is not None


def two_scores(a: Value, b: Value, *, apart: bool) -> bool:
    """Whether two scores are neither one nor said to be of one result: a lead at half-time and a win."""
    return SCORE in (a.unit, b.unit) and not apart and relation(a, b) is not Relation.EQUAL


def is_person(noun: str, hurt: bool) -> bool:
    """Whether a noun is one of persons; of those `hurt`, more endings are."""
    endings = _PERSON_ENDINGS + _HURT_ENDINGS if hurt else _PERSON_ENDINGS
    return noun in GROUPS or noun in _PEOPLE or noun.endswith(endings)


def event_window(
    claim: Claim, published: date | None = None, *, story: bool = False
) -> tuple[date, date] | None:
    """The days of the claim's event: its own, else (for what happens in the story) the article's.

    With `published`, a claim without either is taken for fresh news; otherwise its days are unknown.
    """
    if claim.when_low is not None and claim.when_high is not None:
        return claim.when_low, claim.when_high
    if not story or claim.when_low is not None:
        return None
    if claim.story_low is not None and claim.story_high is not None:
        return claim.story_low, claim.story_high
    if published is None:
        return None
    return date.fromordinal(max(1, published.toordinal() - NEWS_DAYS)), published


def other_count(a: Claim, b: Claim, *, apart: bool) -> Conflict | None:
    """Why two numbers count two things; None where they may count one."""
    assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
    if a.value.action != b.value.action and {a.value.action, b.value.action} <= CASUALTY:
        return Reason.OTHER_OUTCOME
    if is_age(a.value) or is_age(b.value):
        return Reason.AGE_AGAINST_TIME
    if a.facet is Facet.DURATION:
        return Reason.OFFSET_AGAINST_TIME if is_offset(a) != is_offset(b) else None
    if a.facet is not Facet.QUANTITY:
        return None
    if apart and a.value.action != b.value.action and not {a.value.action, b.value.action} & STATES:
        return Reason.OTHER_ACTION
    return other_noun(a.value, b.value, apart=apart)


def other_noun(a: Value, b: Value, *, apart: bool = False) -> Conflict | None:
    """Why two quantities count other things by their nouns; None where they may count one."""
    people, others = people_of(a), people_of(b)
    if people != others:
        return Reason.OTHER_PEOPLE
    part = (a.whole is None) != (b.whole is None)
    if part and not people:
        return Reason.PART_AGAINST_WHOLE
    one, other = head_noun(a), head_noun(b)
    hurt = a.action in CASUALTY and b.action in CASUALTY
    if one and other and not (is_person(one, hurt) and is_person(other, hurt)):
        same = fold(one) == fold(other) or (not apart and thing(one) == thing(other))
        if not same:
            return Reason.OTHER_THINGS
    # The children among the dead are all children killed.
    return Reason.OTHER_PART if part and apart else None


def least(value: Value) -> float:
    """The number of a count, or the lower end of one that is not given exactly."""
    found = (value.number, value.low, value.high)
    return next((float(n) for n in found if isinstance(n, int | float)), 0.0)


def ratio(a: Value, b: Value) -> float:
    """How many times the larger of two counts is the smaller."""
    one = next((n for n in (a.number, a.high, a.low) if isinstance(n, int | float) and n > 0), None)
    other = next((n for n in (b.number, b.high, b.low) if isinstance(n, int | float) and n > 0), None)
    return max(one, other) / min(one, other) if one and other else 1.0
