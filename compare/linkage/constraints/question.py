"""Whether two numbers that exclude each other answer one question.

They do not where one counts a week and the other a day, one a city and the other a country, one those in
hospital and the other all who were hurt, or one what was asked for and the other what was given. A rule
here never says that two claims are of two things, only that a conflict of theirs is not sure: see
`compare.linkage.conflicts.Force`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from compare.extraction.annotation.annotate import ClaimNotes
from compare.extraction.annotation.causes import Cause
from compare.extraction.annotation.counted import Counted
from compare.extraction.annotation.question_scope import QuestionScope
from compare.extraction.intervals import relation
from compare.extraction.names.place_relations import places_meet
from compare.linkage.comparison.counts import ratio, values_of
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.constraints.location import Locations
from compare.linkage.corpus import Corpus
from compare.models import AmountValue, Claim, DateValue, Facet, Relation

OTHER_LENGTH = 1.5
"""How many times, inclusive, one span is longer than another for two counts to be over other times."""

A_DAY = 1.5
"""Days, up to which what happened is news of one day."""

LONG_WINDOW = 25
"""Days from which on a date ("in 2023", "for the fourth quarter") is a time over which news counts."""

MOST_SUMMED = 6
"""Numbers of a sentence that are added up."""

MAX_WHOLE_RATIO = 3.0
"""Numbers of which two claims give parts lie no further apart, where these are parts of one."""

FAR_HOURS = 3
"""Steps between two parts of a day, inclusive, from which on they are apart."""

_HOURS = {"MO": 1, "AF": 3, "EV": 4, "NI": 4}
_ARMS = (Cause.BOMB | Cause.AIR | Cause.SHELL | Cause.GAS, Cause.GUN, Cause.KNIFE)


class Questions:
    """Compares the questions of value claims (by row) of one corpus."""

    def __init__(self, corpus: Corpus, stated: Mapping[tuple[str, int], Sequence[int]]) -> None:
        """`stated` holds the value claims of each sentence, by article and index."""
        self._claims = corpus.claims
        self._notes = corpus.notes.claims
        self._stated = stated
        self._articles = {note.article.id: note for note in corpus.notes.articles}
        self._locations = Locations(corpus)
        self._numbers: defaultdict[tuple[str, Facet, str, float], list[int]] = defaultdict(list)
        for row, claim in enumerate(corpus.claims):
            value = claim.value
            if value is not None and value.number is not None and claim.facet is not Facet.DATE:
                self._numbers[claim.article, claim.facet, value.unit, value.number].append(row)

    def conflict(self, i: int, j: int) -> Conflict | None:
        """Why two numbers of one kind that exclude each other are no conflict; None where they may be one."""
        a, b = self._claims[i], self._claims[j]
        assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
        return (
            self._stages(i, j)
            or self._times(i, j)
            or self._parts(i, j)
            or self._subjects(i, j)
            or self._locations.conflict(self._notes[i], self._notes[j])
            or self._arms(i, j)
        )

    def two_homes(self, i: int, j: int) -> bool:
        """Whether two counts of those who live somewhere are of two places, by the places of their claims."""
        if not all(self._counted(row).resident for row in (i, j)):
            return False
        one, other = (self._notes[row].places for row in (i, j))
        return bool(one and other) and not places_meet(one, other)

    def two_people(self, i: int, j: int, *, apart: bool) -> bool:
        """Whether two ages are of two people; `apart`, that they exclude each other, asks for both names."""
        one, other = self._scope(i).person, self._scope(j).person
        return not _one_person(one, other) if one and other else apart

    def _counted(self, row: int) -> Counted:
        return self._notes[row].counted

    def _scope(self, row: int) -> QuestionScope:
        return self._notes[row].scope

    def _stages(self, i: int, j: int) -> Conflict | None:
        a, b = self._claims[i], self._claims[j]
        one, other = self._scope(i), self._scope(j)
        if self._counting(a) != self._counting(b):
            return Reason.STILL_COUNTING
        if one.ahead != other.ahead:
            return Reason.EXPECTED
        if one.early != other.early:
            return Reason.EARLY_COUNT
        if one.measures != other.measures:
            return Reason.OTHER_MEASURES
        if a.facet is not Facet.QUANTITY and a.action and b.action:
            return Reason.OTHER_DEALINGS if a.action != b.action else None
        return None

    def _counting(self, claim: Claim) -> bool:
        """Whether a share is one of votes that were still being counted."""
        return claim.facet is Facet.PERCENTAGE and self._articles[claim.article].counting

    def _subjects(self, i: int, j: int) -> Conflict | None:
        """Whether two values are told of others: of two companies, two winners, from two places."""
        one, other = self._scope(i), self._scope(j)
        if one.origin and other.origin and not places_meet([one.origin], [other.origin]):
            return Reason.TWO_ORIGINS
        if self._counted(i).casualty or self._counted(j).casualty:
            return None
        if one.names and other.names and not one.names & other.names:
            return Reason.OTHERS_NAMED
        return None

    def _times(self, i: int, j: int) -> Conflict | None:
        a, b = self._claims[i], self._claims[j]
        one, other = self._scope(i), self._scope(j)
        if one.bases and other.bases and not one.bases & other.bases:
            return Reason.OTHER_BASES
        hurt = self._counted(i).casualty or self._counted(j).casualty
        spans = [scope.days or (None if hurt else _window(c)) for scope, c in ((one, a), (other, b))]
        if (
            a.value
            and a.value.change
            and any(
                (span or 0.0) >= LONG_WINDOW and _of_a_day(c) for span, c in zip(spans, (b, a), strict=True)
            )
        ):
            return Reason.OTHER_LENGTHS
        if spans[0] and spans[1]:
            apart = max(spans) >= OTHER_LENGTH * min(spans)  # type: ignore[type-var,operator]
            return Reason.OTHER_LENGTHS if apart else None
        if hurt and max(spans[0] or 0.0, spans[1] or 0.0) > A_DAY:
            return Reason.OTHER_LENGTHS
        if hurt and not _one_time_of_day(self._hours(a), self._hours(b)):
            return Reason.TIMES_OF_DAY
        return None

    def _hours(self, claim: Claim) -> frozenset[int]:
        """The parts of the day that the dates of a claim's sentence name."""
        found = set()
        for row in self._stated.get((claim.article, claim.sentence), ()):
            value = self._claims[row].value
            if isinstance(value, DateValue) and not self._claims[row].spoken:
                found.add(_HOURS.get(value.time.removeprefix("T"), 0))
        return frozenset(found)

    def _parts(self, i: int, j: int) -> Conflict | None:
        a, b = self._claims[i], self._claims[j]
        one, other = self._scope(i), self._scope(j)
        hurt = all(found.harmed or found.treated for found in map(self._counted, (i, j)))
        if one.in_care != other.in_care and a.facet is Facet.QUANTITY and hurt:
            return Reason.IN_CARE
        if one.rest != other.rest and not self._beside_others(a if one.rest else b):
            return Reason.REMAINDER
        wholes = [self._whole(c) for c in (a, b)]
        if wholes[0] and wholes[1] and ratio(wholes[0], wholes[1]) > MAX_WHOLE_RATIO:
            return Reason.TWO_WHOLES
        for row, whole in ((i, b), (j, a)):
            if self._sums_to(row, whole):
                return Reason.SUM_OF_PARTS
        if self._given_by(i, j) or self._given_by(j, i):
            return Reason.GIVEN_TOO
        return None

    def _whole(self, claim: Claim) -> AmountValue | None:
        """The number that a claim's is a part of, where its sentence gives one."""
        start = claim.amount.whole if claim.amount else None
        rows = self._stated.get((claim.article, claim.sentence), ()) if start is not None else ()
        values = (self._claims[row].amount for row in rows)
        return next((v for v in values if v is not None and v.start == start), None)

    def _beside_others(self, claim: Claim) -> bool:
        """ "killing 14 people and wounding 30 others": the others are not of the same count."""
        beside = self._stated.get((claim.article, claim.sentence), ())
        others = {self._claims[row].action for row in beside if self._notes[row].counted.casualty}
        return bool(others - {claim.action})

    def _sums_to(self, row: int, whole: Claim) -> bool:
        """Whether some numbers of a claim's sentence, its own among them, make the other claim's number."""
        claim = self._claims[row]
        stated = claim.amount
        if claim.facet is not Facet.QUANTITY or stated is None or whole.value is None:
            return False
        own, total = stated.number, whole.value.number
        if own is None or total is None or own >= total:
            return False
        beside = [
            value.number
            for other in self._stated.get((claim.article, claim.sentence), ())[:MOST_SUMMED]
            if other != row
            and (value := self._claims[other].amount) is not None
            and value.kind is Facet.QUANTITY
            and value.action == stated.action
            and value.unit == stated.unit
            and value.number is not None
            and value.whole is None
        ]
        return any(
            own + sum(some) == total
            for size in range(1, len(beside) + 1)
            for some in combinations(beside, size)
        )

    def _given_by(self, i: int, j: int) -> bool:
        """Whether the article of claim `j` states the number of claim `i`, too, of the same outcome."""
        a, b = self._claims[i], self._claims[j]
        one = a.amount
        if one is None or one.number is None:
            return False
        rows = self._numbers.get((b.article, a.facet, one.unit, one.number), ())
        return any(_same_count(self._notes[i], self._notes[row]) for row in rows if row != j)

    def _arms(self, i: int, j: int) -> Conflict | None:
        if not all(self._counted(row).casualty for row in (i, j)):
            return None
        causes = [self._notes[row].stated.causes for row in (i, j)]
        kinds = [{k for k, flags in enumerate(_ARMS) if named & flags} for named in causes]
        return Reason.OTHER_WEAPONS if kinds[0] and kinds[1] and not kinds[0] & kinds[1] else None


def _window(claim: Claim) -> float | None:
    """The days over which something is counted, where its date says so."""
    if claim.when.span is None or claim.when.high == date.max:
        return None
    low, high = claim.when.span
    days = (high - low).days + 1
    return float(days) if days >= LONG_WINDOW else None


def _of_a_day(claim: Claim) -> bool:
    return claim.when.low is not None and claim.when.low == claim.when.high


def _one_time_of_day(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two events may be at one time of day: morning and evening are apart, evening and night not."""
    one, other = one - {0}, other - {0}
    if len(one) != 1 or len(other) != 1:
        return True
    (x,), (y,) = one, other
    return abs(x - y) < FAR_HOURS


def _same_count(a: ClaimNotes, b: ClaimNotes) -> bool:
    """Whether two equal numbers may count the same."""
    one, other = values_of(a, b)
    if relation(one, other) is Relation.DISJOINT:
        return False
    if one.action != other.action and not (a.counted.harmed and b.counted.harmed):
        return False
    return (a.counted.kind or "") == (b.counted.kind or "")


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names beside ages may be one person's: one family name, and a given name if both have."""
    if one[-1] != other[-1]:
        return False
    return len(one) == 1 or len(other) == 1 or bool(set(one[:-1]) & set(other[:-1]))
