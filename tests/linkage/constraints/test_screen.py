"""The screen rules out what the constraints would rule out, at once and never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import DAY, days, made, number, story

from compare.extraction.annotation.annotate import annotate
from compare.linkage.comparison.counts import MAX_CASUALTY_GAP_DAYS, MAX_DATE_GAP_DAYS, MAX_EVENT_GAP_DAYS
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.constraints.screen import Screen
from compare.linkage.corpus import Corpus
from compare.models import Claim, Days, Facet, Modality, Value


def corpus_of(*claims: Claim, published: date | None = DAY, other: date | None = DAY) -> Corpus:
    articles = [story("a", "x", published), story("b", "x", other)]
    return Corpus.build(annotate(articles, [], claims), HashingEncoder())


def screened(a: Claim, b: Claim, *, past: bool = True, share: bool = False, other: date | None = DAY) -> bool:
    """Whether the screen rules out a pair, in either order; what it rules out, the constraints do."""
    found = Screen(corpus_of(a, b, other=other), [past, past], lambda *_: share)
    one, two = np.array([0, 1]), np.array([1, 0])
    there, back = found(one, two).tolist()
    assert there is back
    return there


def count(article: str, n: float = 5, **fields: object) -> Claim:
    value = {key: fields.pop(key) for key in ("counted", "action", "whole") if key in fields}
    return made(article, number(n, **value), **fields)


def on(first: int, last: int | None = None) -> dict[str, Days]:
    """The days of what a claim states, counted from `DAY`."""
    last = first if last is None else last
    return {"when": Days(DAY + timedelta(days=first), DAY + timedelta(days=last))}


def told_on(first: int) -> dict[str, Days]:
    """The day of its article's event."""
    return {"story": Days(DAY + timedelta(days=first), DAY + timedelta(days=first))}


MINERS = {"counted": "miners"}
DEAD = MINERS | {"action": "kill"}

PAIRS = [
    # what is counted
    (count("a", **MINERS), count("b", **MINERS), False),
    (count("a", **MINERS), count("b", counted="houses"), True),
    (count("a", counted="guests"), count("b", counted="people"), False),  # persons may be the same ones
    (count("a", **MINERS), count("b"), False),  # no noun
    (count("a", counted="houses"), count("b", counted="houses", whole=0), True),  # a part of others
    (count("a", **DEAD), count("b", **MINERS, action="injure"), True),
    (count("a", **DEAD), count("b", **MINERS), False),
    (count("a", **DEAD, modality=Modality(negated=True)), count("b", **DEAD), True),
    # days of an event
    (count("a", **MINERS, **on(0)), count("b", **MINERS, **on(MAX_EVENT_GAP_DAYS)), False),
    (count("a", **MINERS, **on(0)), count("b", **MINERS, **on(MAX_EVENT_GAP_DAYS + 1)), True),
    (count("a", **MINERS, **on(0, 4)), count("b", **MINERS, **on(MAX_EVENT_GAP_DAYS + 4)), False),
    (count("a", **DEAD, **told_on(0)), count("b", **DEAD, **told_on(MAX_CASUALTY_GAP_DAYS)), False),
    (count("a", **DEAD, **told_on(0)), count("b", **DEAD, **told_on(MAX_CASUALTY_GAP_DAYS + 1)), True),
    (count("a", **MINERS, **told_on(0)), count("b", **MINERS, **told_on(MAX_CASUALTY_GAP_DAYS + 1)), False),
    (count("a", **MINERS, **on(0)), count("b", **MINERS), False),
]


@pytest.mark.parametrize(("a", "b", "out"), PAIRS)
def test_counts(a, b, out):
    assert screened(a, b, past=False) is out


@pytest.mark.parametrize(("apart", "out"), [(MAX_DATE_GAP_DAYS, False), (MAX_DATE_GAP_DAYS + 1, True)])
def test_dates(apart, out):
    later = DAY + timedelta(days=apart)
    a = made("a", days(DAY), when=Days(DAY, DAY))
    b = made("b", days(later), when=Days(later, later))
    assert screened(a, b) is out


def test_an_age_is_no_other_number():
    age = made("a", number(34, unit="year", kind=Facet.DURATION, counted="old"), text="He is 34 years old.")
    assert screened(age, replace(age, id="other", article="b")) is False


def test_quotations_are_left_to_the_constraints():
    words = Value(Facet.QUOTATION, 0, 1, "x", "x")
    assert not screened(made("a", words, modality=Modality(negated=True)), made("b", words))


@pytest.mark.parametrize(
    ("later", "options", "out"),
    [
        (MAX_EVENT_GAP_DAYS + 2, {}, True),
        (MAX_EVENT_GAP_DAYS, {}, False),
        (MAX_EVENT_GAP_DAYS + 2, {"share": True}, False),  # their articles name one day
        (MAX_EVENT_GAP_DAYS + 2, {"past": False}, False),  # neither tells what happened
    ],
)
def test_undated_statements_of_two_pieces_of_news(later, options, out):
    a, b = made("a", text="The bridge fell."), made("b", text="The bridge fell.")
    assert screened(a, b, other=DAY + timedelta(days=later), **options) is out


def test_an_undated_statement_beside_a_dated_one_stays():
    a, b = made("a", text="The bridge fell."), made("b", text="The bridge fell.", **on(0))
    assert not screened(a, b, other=DAY + timedelta(days=MAX_EVENT_GAP_DAYS + 2))


def test_nothing_is_ruled_out_that_the_constraints_let_pass():
    claims = [replace(claim, id=f"{k}") for k, claim in enumerate(c for a, b, _ in PAIRS for c in (a, b))]
    found = Constraints(corpus_of(*claims))
    pairs = np.array(list(combinations(range(len(claims)), 2)))
    plain = [found.comparable(i, j) for i, j in pairs.tolist()]
    assert found.comparable_pairs(*pairs.T).tolist() == plain
    assert 0 < sum(plain) < len(plain)
