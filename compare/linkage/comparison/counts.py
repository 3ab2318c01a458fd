"""Whether two claims count one thing, and the days of what they tell."""

from __future__ import annotations

from datetime import date

from compare.extraction.annotation.annotate import ClaimNotes
from compare.extraction.intervals import relation
from compare.linkage.conflicts import Conflict, Reason
from compare.models import AmountValue, Claim, Facet, Relation

MAX_EVENT_GAP_DAYS = 10
"""Two dated events further apart than this are two events. News misdates by days, not by weeks."""

MAX_CASUALTY_GAP_DAYS = 1
"""The same for people killed, hurt or held where only the story gives the day: such events come day after
day. Where both sentences give the day themselves, the days must meet."""

MAX_DATE_GAP_DAYS = 31
"""Two dates further apart than this are not two opinions on when one thing happened."""

NEWS_DAYS = 1
"""What an undated report of casualties tells is at most so many days old."""


def two_scores(a: ClaimNotes, b: ClaimNotes, *, apart: bool) -> bool:
    """Whether two scores are neither one nor said to be of one result: a lead at half-time and a win."""
    one, other = values_of(a, b)
    return (a.counted.score or b.counted.score) and not apart and relation(one, other) is not Relation.EQUAL


def values_of(a: ClaimNotes, b: ClaimNotes) -> tuple[AmountValue, AmountValue]:
    """The amounts of two claims that have one."""
    one, other = a.claim.amount, b.claim.amount
    assert one is not None and other is not None  # noqa: S101 - the caller checked
    return one, other


def event_window(
    claim: Claim, published: date | None = None, *, story: bool = False
) -> tuple[date, date] | None:
    """The days of the claim's event: its own, else (for what happens in the story) the article's.

    With `published`, a claim without either is taken for fresh news; otherwise its days are unknown.
    """
    if not story or claim.when.low is not None:
        return claim.when.span
    if claim.story.span or published is None:
        return claim.story.span
    return date.fromordinal(max(1, published.toordinal() - NEWS_DAYS)), published


def other_outcome(a: ClaimNotes, b: ClaimNotes) -> bool:
    """Whether two numbers of casualties are of those killed and of those hurt."""
    return a.counted.casualty and b.counted.casualty and a.claim.action != b.claim.action


def other_count(a: ClaimNotes, b: ClaimNotes, *, apart: bool) -> Conflict | None:
    """Why two numbers count two things; None where they may count one."""
    if other_outcome(a, b):
        return Reason.OTHER_OUTCOME
    if a.counted.age or b.counted.age:
        return Reason.AGE_AGAINST_TIME
    if a.claim.facet is Facet.DURATION:
        return Reason.OFFSET_AGAINST_TIME if a.offset != b.offset else None
    if a.claim.facet is not Facet.QUANTITY:
        return None
    lasting = a.counted.lasting or b.counted.lasting
    if apart and a.claim.action != b.claim.action and not lasting:
        return Reason.OTHER_ACTION
    return other_noun(a, b, apart=apart)


def other_noun(a: ClaimNotes, b: ClaimNotes, *, apart: bool = False) -> Conflict | None:
    """Why two quantities count other things by their nouns; None where they may count one."""
    value, other = values_of(a, b)
    one, two = a.counted, b.counted
    if one.people != two.people:
        return Reason.OTHER_PEOPLE
    part = (value.whole is None) != (other.whole is None)
    if part and not one.people:
        return Reason.PART_AGAINST_WHOLE
    persons = one.victim and two.victim if one.casualty and two.casualty else one.person and two.person
    if one.head and two.head and not persons:
        same = one.head == two.head or (not apart and one.thing == two.thing)
        if not same:
            return Reason.OTHER_THINGS
    # The children among the dead are all children killed.
    return Reason.OTHER_PART if part and apart else None


def least(value: AmountValue) -> float:
    """The number of a count, or the lower end of one that is not given exactly."""
    found = (value.number, value.low, value.high)
    return next((float(n) for n in found if n is not None), 0.0)


def ratio(a: AmountValue, b: AmountValue) -> float:
    """How many times the larger of two counts is the smaller."""
    one = next((n for n in (a.number, a.high, a.low) if n is not None and n > 0), None)
    other = next((n for n in (b.number, b.high, b.low) if n is not None and n > 0), None)
    return max(one, other) / min(one, other) if one and other else 1.0
