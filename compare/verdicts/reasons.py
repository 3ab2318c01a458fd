"""Reasons in words: who says what, in the order of publication, and what the days can explain."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from compare.extraction.intervals import bare, is_share, stated_number
from compare.models import Article, Claim, Copy, CopyKind, DateValue, Facet, Modifier, Relation, Value

if TYPE_CHECKING:
    from compare.extraction.annotation.annotate import ClaimNotes

Notes: TypeAlias = "Mapping[str, ClaimNotes]"
"""What claims say, by their ids."""

MOST_NAMES = 6
"""Sources named in a list; the others are counted."""

EITHER_END = 3
"""Days of publication shown at the beginning and at the end of a long sequence."""

COPIES = {
    CopyKind.WHOLE: "copies of one text",
    CopyKind.TEXT: "much of one text",
    CopyKind.SENTENCE: "one sentence almost word for word",
}
"""What articles carry that copy each other."""

_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries"}

_SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
"""Numbers of many noughts have names."""

_NO_PLURAL = frozenset({"magnitude", "score", "percentage"})
"""Units that stand behind any number as they are."""

_MANY = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"})


@dataclass(frozen=True, slots=True)
class Position:
    """What one article says about a fact: the claims it makes, best first."""

    article: Article
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """How a reason calls the article: its source, else its id."""
        return self.article.source or self.article.id

    @property
    def said(self) -> Hashable:
        """What is compared of it: positions of which it is equal stand alike to each other one."""
        values = ((c.modality.negated, c.modality.planned, c.value and bare(c.value)) for c in self.claims)
        return self.article.published, tuple(values)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two positions with their claims that come nearest, and how the first stands to the second."""

    one: Position
    other: Position
    relation: Relation
    a: Claim
    b: Claim

    @property
    def one_outlet(self) -> bool:
        """Whether both are of one outlet, which contradicts nobody but itself."""
        return bool(self.one.article.source) and self.one.article.source == self.other.article.source


def agreement(positions: Sequence[Position], value: Value) -> str:
    """All articles give `value`."""
    return f"{'Both' if len(positions) == 2 else f'All {len(positions)}'} articles give {describe(value)}."


def compatibility(positions: Sequence[Position], pairs: Sequence[Compared]) -> str:
    """No value excludes another outlet's, though not all are equal or can be compared."""
    shown = _shown(positions, pairs)
    unlike = next((pair for pair in pairs if pair.relation is Relation.UNKNOWN), None)
    if unlike is not None:
        head = f"Not all of them can be compared: {_why_unlike(unlike)}. "
    elif len(positions) == 2 and pairs[0].relation in (Relation.CONTAINS, Relation.WITHIN):
        wide = pairs[0].one if pairs[0].relation is Relation.CONTAINS else pairs[0].other
        head = f"{wide.name} is vaguer or wider and does not exclude the other. "
    elif apart := [pair for pair in pairs if pair.relation is Relation.DISJOINT]:
        head = "One outlet gives two figures, and no other outlet excludes either. "
        if any(pair.one.name != pair.other.name for pair in apart):
            head = "Some exclude each other, but by their words these may count two things. "
    else:
        head = "None excludes another, though some are vaguer or wider. "
    values = [value for claim in shown.values() if (value := claim.value) is not None]
    if len({_number_of(value) for value in values}) > 1 and (told := _sequence(positions, shown)):
        return head + told
    return head + _listed_positions(positions, shown)


AS_HEDGED = ", and both can be true only as they are hedged"
"""What leaves open whether two numbers that are told as unequal differ."""


def hedged(positions: Sequence[Position], pairs: Sequence[Compared]) -> str:
    """Who says what where numbers are unequal and a hedge or a bound lets both be true."""
    head = f"The numbers are not the same{AS_HEDGED}. "
    return head + _listed_positions(positions, _shown(positions, pairs))


def difference(positions: Sequence[Position], apart: Sequence[Compared], pairs: Sequence[Compared]) -> str:
    """Who says what where values exclude each other, and whether time can explain it."""
    shown = _shown(positions, pairs) | _shown(positions, apart)
    head = "The values exclude each other. "
    if told := _sequence(positions, shown):
        return head + told + _trend(positions, shown, apart)
    said = {side.said for pair in apart for side in (pair.one, pair.other)}
    named = [p for p in positions if p.said in said]
    return (
        head
        + _listed_positions(named, shown)
        + _days_apart(named)
        + _less_surely(positions, named, pairs, shown)
    )


def _less_surely(
    positions: Sequence[Position],
    named: Sequence[Position],
    pairs: Sequence[Compared],
    shown: Mapping[str, Claim],
) -> str:
    """Who else excludes one of the `named`, but is not surely of one fact with any by itself; "" for nobody.

    One that gives the value of one of the `named` adds nothing.
    """
    told = {position.said for position in named}
    beside = [pair for pair in pairs if told & {pair.one.said, pair.other.said}]
    same = {side.said for p in beside if p.relation is Relation.EQUAL for side in (p.one, p.other)}
    apart = [p for p in beside if p.relation is Relation.DISJOINT and not p.one_outlet]
    found = {side.said for p in apart for side in (p.one, p.other)} - same - told
    rest = [position for position in positions if position.said in found]
    return f" Less surely of the same: {_listed_positions(rest, shown)}" if rest else ""


def assertion(positions: Sequence[Position], notes: Notes) -> str:
    """Who says the same in words; for parts of sentences, of whom or what, and how other words were read."""
    claims = [(position.name, claim) for position in positions for claim in position.claims]
    subjects = sorted({claim.subject for _, claim in claims if claim.subject}, key=lambda s: (-len(s), s))
    stances = {notes[claim.id].assertion.stance for _, claim in claims if claim.subject}
    stance = stances.pop() if len(stances) == 1 else None
    of = f" of {subjects[0]}" if subjects else ""
    if stance is not None:
        of = f", read as one stance: {subjects[0]} {stance} it"
    told = f"{listed(position.name for position in positions)} say so{of}; there is no value to compare."
    read = [_read_as(name, claim, notes) for name, claim in claims if claim.subject]
    return " ".join([told, *dict.fromkeys(filter(None, read))])


def _read_as(name: str, claim: Claim, notes: Notes) -> str:
    """What a part of a sentence was taken to speak of, where its words do not say so; else ""."""
    said = notes[claim.id].assertion
    if said.target:
        return f"In {name}, “{said.target}” is taken for what a sentence before tells: “{said.earlier}”."
    if said.pronoun:
        return f"In {name}, “{said.pronoun}” stands for {claim.subject}, the subject of the sentence before."
    return ""


def single(positions: Sequence[Position], copies: Sequence[Copy]) -> str:
    """One source alone says so: one article, one outlet, or copies of one text."""
    names = listed(p.name for p in positions)
    if len(positions) == 1:
        return f"Only {names} says so."
    one_text = len(copies) == 1 and len(copies[0].articles) == len(positions)
    if len({p.name for p in positions}) == 1:
        return f"Only {names} says so, in {len(positions)} articles{' that copy each other' * one_text}."
    if one_text:
        return f"{copied(positions, copies)[:-1]}, so this is one source."
    return f"{names} are one source. {copied(positions, copies)}"


def copied(positions: Sequence[Position], copies: Sequence[Copy]) -> str:
    """Which of the articles carry one text, the first published first; "" where none do."""
    by_id = {p.article.id: p for p in positions}
    parts = []
    for copy in copies:
        found = [by_id[key] for key in copy.articles if key in by_id]
        names = listed(f"{p.name}{_dated(p.article)}" for p in found)
        if len({p.name for p in found}) == 1:
            names = f"{len(found)} articles of {found[0].name}"
        parts.append(f"{names} carry {COPIES[copy.kind]}.")
    return " ".join(parts)


def listed(names: Iterable[str]) -> str:
    """Names as a list, each once: "A", "A and B", "A, B, C and 4 more"."""
    found = list(dict.fromkeys(names))
    if len(found) > MOST_NAMES + 1:
        found = [*found[:MOST_NAMES], f"{len(found) - MOST_NAMES} more"]
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def describe(value: Value) -> str:
    """A value in words for a reason: "at least 41 civilians", "formerly 27", "2023-04-24 to 2023-04-30"."""
    return f"formerly {_in_words(value)}" if value.before else _in_words(value)


def _in_words(value: Value) -> str:
    if value.kind is Facet.DATE:
        return _date_words(value)
    if value.number is None:
        number = (
            f"{_number(value.low)} to {_number(value.high)}"
            if value.modifier is Modifier.BETWEEN
            else value.text.lower()
        )
        of = "of " if value.counted and number.rsplit(" ", 1)[-1] in _MANY else ""
        return " ".join(f"{number} {of}{value.counted}".split())
    hedge = "" if value.modifier in (Modifier.EXACT, Modifier.BETWEEN) else f"{value.modifier.value} "
    if value.modifier is Modifier.BETWEEN:
        number = f"{_number(value.low)} to {_number(value.high)}"
    else:
        number = _number(stated_number(value))
    if is_share(value):
        return " ".join([value.text.lower(), *(["of", value.counted] if value.counted else [])])
    if value.kind is Facet.PERCENTAGE:
        return f"{hedge}{number}%" if value.unit == "percentage" else f"{hedge}{number} {value.unit}s"
    if value.kind is Facet.DURATION:
        plural = "centuries" if value.unit == "century" else f"{value.unit}s"
        return f"{hedge}{number} {value.unit if value.number == 1 else plural}"
    return " ".join(f"{hedge}{number} {unit_words(value.unit, value.number)} {value.counted}".split())


def unit_words(unit: str, number: float | None) -> str:
    """A unit as it stands behind `number`, None for a range: "mile", "kilometres", "hours per day", "EUR"."""
    head, per, rest = unit.replace("_", " ").partition(" per ")
    *before, last = head.split(" ")
    if before == ["degree"] and number != 1:
        return f"degrees {last}{per}{rest}"
    if number == 1 or not head or unit.isupper() or head in _NO_PLURAL or head.endswith(("s", "z")):
        return head + per + rest
    return " ".join([*before, _PLURALS.get(last, f"{last}s")]) + per + rest


def _date_words(value: Value) -> str:
    """Days in ISO form, whole months and years by their name: "2020-10", "1990 to 1994"."""
    low = value.low if isinstance(value.low, date) else None
    high = value.high if isinstance(value.high, date) else None
    if low is None and high is None:
        return value.text
    turn = value.turn if isinstance(value, DateValue) else None
    if turn is not None:
        first, last = sorted((turn, low or high or turn))
        return f"{'since' if high is None else 'until'} {_span_words(first, last)}"
    if low is None or high is None:
        return f"{low} or later" if high is None else f"{high} or earlier"
    return _span_words(low, high)


def _span_words(low: date, high: date) -> str:
    if low == high:
        return str(low)
    length = 10
    if low.day == 1 and (high == date.max or (high + timedelta(days=1)).day == 1):
        length = 4 if (low.month, high.month) == (1, 12) else 7
    first, last = low.isoformat()[:length], high.isoformat()[:length]
    return first if first == last else f"{first} to {last}"


def _shown(positions: Sequence[Position], pairs: Sequence[Compared]) -> dict[str, Claim]:
    """The claim of each article that was compared most often, there or in another that says the same."""
    counts: Counter[tuple[str, Claim]] = Counter()
    for pair in pairs:
        counts[pair.one.article.id, pair.a] += 1
        counts[pair.other.article.id, pair.b] += 1
    shown: dict[str, Claim] = {}
    for article, claim in sorted(counts, key=lambda k: (-counts[k], k[1].focus.start, k[1].id)):
        shown.setdefault(article, claim)
    place = {p.said: p.claims.index(shown[p.article.id]) for p in positions if p.article.id in shown}
    return {p.article.id: p.claims[place[p.said]] for p in positions if p.said in place} | shown


def _why_unlike(pair: Compared) -> str:
    """Why two claims cannot be compared, in words."""
    sides = ((pair.one, pair.a), (pair.other, pair.b))
    if pair.a.modality.negated != pair.b.modality.negated:
        return f"{listed(p.name for p, c in sides if c.modality.negated)} denies what the other states"
    if pair.a.modality.planned != pair.b.modality.planned:
        return f"{listed(p.name for p, c in sides if c.modality.planned)} tells a plan, the other what is so"
    vague = [p.name for p, c in sides if c.value is not None and c.value.vague]
    if vague:
        return f"{listed(vague)} {'are' if len(vague) > 1 else 'is'} too vague"
    return f"{pair.one.name} and {pair.other.name} do not measure the same"


def _listed_positions(positions: Sequence[Position], shown: Mapping[str, Claim]) -> str:
    """Each article with its day of publication and its value; what one outlet repeats on a day, once.

    Of many articles, each value with those who give it.
    """
    found = [
        (p, c.value) for p in positions if (c := shown.get(p.article.id)) is not None and c.value is not None
    ]
    parts = [f"{p.name}{_dated(p.article)}: {describe(value)}" for p, value in found]
    parts = list(dict.fromkeys(parts))
    return f"{'; '.join(parts) if len(parts) <= MOST_NAMES + 1 else _values(found)}."


def _days_apart(positions: Sequence[Position]) -> str:
    """How the days of publication lie; "" where nothing can be said."""
    days = [p.article.published for p in positions if p.article.published is not None]
    if len(days) < len(positions):
        return " Not every article is dated, so a later report cannot be told from an earlier one."
    gap = (max(days) - min(days)).days
    if gap == 0:
        return " All were published on the same day."
    last = max(positions, key=lambda p: (p.article.published or date.min, p.article.id))
    return (
        f" They were published {_plural(gap, 'day')} apart; the latest is {last.name}{_dated(last.article)}."
    )


# ---------------------------------------------------------------- counts that change while news comes in


def _by_day(
    positions: Sequence[Position], shown: Mapping[str, Claim]
) -> dict[date | None, list[tuple[Position, Value]]]:
    """The counts of each day of publication, in order; those of undated articles under None, last."""
    found: dict[date | None, list[tuple[Position, Value]]] = {}
    for position in sorted(positions, key=lambda p: (p.article.published or date.max, p.article.id)):
        claim = shown.get(position.article.id)
        if claim is not None and claim.value is not None:
            found.setdefault(position.article.published, []).append((position, claim.value))
    return found


def _sequence(positions: Sequence[Position], shown: Mapping[str, Claim]) -> str:
    """Counts in the order of publication; "" for other values and where all are of one day."""
    days = _by_day(positions, shown)
    dated = [day for day in days if day is not None]
    if len(dated) < 2 or any(v.kind is not Facet.QUANTITY for found in days.values() for _, v in found):
        return ""
    steps = [f"{day}: {_values(days[day])}" for day in dated]
    if len(steps) > 2 * EITHER_END + 1:
        left = len(steps) - 2 * EITHER_END
        steps = [*steps[:EITHER_END], f"… {_plural(left, 'day')} more …", *steps[-EITHER_END:]]
    told = f"In the order of publication: {' → '.join(steps)}; the latest is {_values(days[dated[-1]])}."
    return f"{told} Undated: {_values(days[None])}." if None in days else told


def _trend(positions: Sequence[Position], shown: Mapping[str, Claim], apart: Sequence[Compared]) -> str:
    """What the days of publication say about counts that exclude each other."""
    days = _by_day(positions, shown)
    numbers = [[least_number(value) for _, value in found] for day, found in days.items() if day is not None]
    dated = [day for day in days if day is not None]
    gap = f" They were published {_plural((dated[-1] - dated[0]).days, 'day')} apart"
    if any(pair.one.article.published is None or pair.other.article.published is None for pair in apart):
        return f"{gap}, and where an undated article stands among them is unknown."
    if any(pair.one.article.published == pair.other.article.published for pair in apart):
        return f"{gap}, but articles of one day exclude each other, so time alone does not explain it."
    if all(max(one) <= min(other) for one, other in pairwise(numbers)):
        return f"{gap}, and the count only rises, as it can while news comes in."
    if all(min(one) >= max(other) for one, other in pairwise(numbers)):
        return f"{gap}, and the count only falls: it can change in that time, or an early one was too high."
    return f"{gap}, but the count rises and falls, so time alone does not explain it."


def _values(found: Sequence[tuple[Position, Value]]) -> str:
    """The values of one day, each with those who give it: "4 people (A, B), at least 6 (C)"."""
    who: dict[tuple[object, ...], list[str]] = {}
    words: dict[tuple[object, ...], str] = {}
    for position, value in found:
        key = _number_of(value)
        who.setdefault(key, []).append(position.name)
        words.setdefault(key, describe(value))
    return ", ".join(f"{words[key]} ({listed(names)})" for key, names in who.items())


def _number_of(value: Value) -> tuple[object, ...]:
    return value.number, value.low, value.high, value.unit


def least_number(value: Value) -> float:
    """The number of a count as it is stated, or its lower bound."""
    found = next((n for n in (value.number, value.low, value.high) if isinstance(n, int | float)), 0.0)
    return float(found)


def _plural(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _dated(article: Article) -> str:
    return f" ({article.published.isoformat()})" if article.published else ""


def _number(value: object) -> str:
    return number_words(value) if isinstance(value, int | float) else "?"


def number_words(number: float) -> str:
    """A number for people: "1,200", "0.5", "56 billion" from a million on, where three decimals carry it."""
    size, name = next((one for one in _SIZES if math.isfinite(number) and abs(number) >= one[0]), (1, ""))
    told = round(number / size, 3)
    if name and math.isclose(told * size, number, rel_tol=1e-12):
        return f"{told:,.10g} {name}"
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,g}"
