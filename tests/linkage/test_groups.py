"""Groups: pairs beside a cluster, lone claims, and what copies say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray
from stories import at_least, made, number

from compare.linkage.conflicts import Conflict, DaysApart, Reason
from compare.linkage.groups import ONE_EVENT, Group, left_out, lone_claims, one_sided, with_equals
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Value

# ---------------------------------------------------------------- pairs beside a group


class Beside:
    """A matcher of three claims: a pair, and one that fits its first and that cannot be with its second."""

    def __init__(self, article: list[int], values: tuple[Value, Value, Value]) -> None:
        claims = [
            made(f"a{a}", v, focus_start=k) for k, (a, v) in enumerate(zip(article, values, strict=True))
        ]
        self.corpus = SimpleNamespace(claims=claims, claim_article=np.array(article))
        self.conflicts = lambda i, j: np.array([{a, b} == {1, 2} for a, b in zip(i, j, strict=True)], int)
        self.is_vague = partial(ClaimMatcher.is_vague, self)
        self.position = partial(ClaimMatcher.position, self)

    def excludes(self, a: int, b: int) -> bool:
        return False


def beside(article: list[int], *values: Value) -> list[list[int]]:
    return left_out([[0, 1]], [(0, 1, 0.2), (0, 2, 0.1)], Beside(article, values))


def test_a_claim_that_a_third_one_forbids_stands_in_a_fact_of_its_own():
    assert beside([0, 1, 2], number(48), number(44), at_least(16)) == [[2, 0]]


def test_what_an_article_says_beside_its_say_in_a_fact_is_of_another_one():
    assert beside([0, 1, 1], number(48), number(44), at_least(16)) == []


def test_an_equal_or_a_vague_value_of_that_article_stays_beside_the_fact():
    assert beside([0, 1, 1], number(48), number(44), number(48)) == [[2, 0]]
    dozens = replace(number(48), number=None, low=24.0, high=99.0, value="24/99")
    assert beside([0, 1, 1], number(48), number(44), dozens) == [[2, 0]]


def test_what_an_article_gives_again_makes_no_second_fact():
    assert beside([0, 1, 1], number(48), number(48), number(48)) == []
    assert beside([0, 1, 2], number(48), number(48), number(48)) == [[2, 0]]


# ---------------------------------------------------------------- one value in one group

APART = DaysApart(13)


class Tariffs:
    """A matcher of a pair of claims that a third one fits, but for a conflict with the second."""

    def __init__(
        self,
        values: tuple[Value, ...],
        conflict: Conflict = APART,
        odds: float = ONE_EVENT,
        likely: tuple[float, ...] = (0.9, 0.6),
        casualty: bool = False,
    ) -> None:
        claims = [made(f"a{k}", value) for k, value in enumerate(values)]
        counted = SimpleNamespace(counted=SimpleNamespace(casualty=casualty))
        notes = SimpleNamespace(claims=[counted] * len(claims))
        self.corpus = SimpleNamespace(claims=claims, claim_article=np.arange(len(claims)), notes=notes)
        self.conflict = lambda a, b: conflict if {a, b} == {1, 2} else None
        self.event_odds = lambda a, b: np.full(len(a), odds)
        self.equal = partial(ClaimMatcher.equal, self)
        self._likely = np.array(likely)

    def probability(self, i: Ints, j: Ints) -> Floats:
        return self._likely[j]

    def thresholds(self, i: Ints, j: Ints) -> Floats:
        return np.full(len(i), 0.75)


def told(*values: float, **how: object) -> list[list[int]]:
    matcher = Tariffs(tuple(map(number, values)), **how)
    return with_equals([[0, 1]], [(0, 1, 0.2), (0, 2, 0.1)], matcher)


def test_a_value_that_only_its_day_keeps_out_joins_those_that_give_it():
    assert told(25, 25, 25) == [[0, 1, 2]]


@pytest.mark.parametrize(
    "how",
    [
        {"conflict": Reason.TWO_PEOPLE},
        {"odds": ONE_EVENT - 0.01},
        {"likely": (0.9, 0.59)},
        {"casualty": True},
    ],
    ids=["two people", "hardly one event", "another question", "casualties"],
)
def test_of_two_things_or_events_a_value_is_told_twice(how):
    assert told(25, 25, 25, **how) == [[0, 1]]


@pytest.mark.parametrize(("conflict", "joined"), [(APART, [2, 3]), (Reason.ONE_ARTICLE, [2])])
def test_two_that_join_must_fit_each_other_too(conflict, joined):
    matcher = Tariffs((number(25),) * 4, likely=(0.9, 0.9, 0.9))
    barred = {frozenset((2, 3)): conflict, frozenset((1, 2)): APART}
    matcher.conflict = lambda a, b: barred.get(frozenset((a, b)))
    links = [(0, 1, 0.2), (0, 2, 0.1), (0, 3, 0.1)]
    assert with_equals([[0, 1]], links, matcher) == [[0, 1, *joined]]


@pytest.mark.parametrize("values", [(25, 25, 30), (25, 30, 25)])
def test_values_that_are_not_all_equal_stay_apart(values):
    assert told(*values) == [[0, 1]]


# ---------------------------------------------------------------- statements of which one is better placed


class Halves:
    """A matcher that finds pairs of statements one-sided, with their probabilities."""

    def __init__(
        self, likely: dict[tuple[int, int], float], mutual: tuple[tuple[int, int], ...] = ()
    ) -> None:
        self.pairs = tuple(np.array(side, dtype=np.intp) for side in zip(*likely, strict=True))
        self._likely, self._mutual = likely, mutual
        self.corpus = SimpleNamespace(claims=[made(f"a{row}") for row in range(5)])

    def probability(self, i: Ints, j: Ints) -> Floats:
        return np.array([self._likely[pair] for pair in zip(i.tolist(), j.tolist(), strict=True)])

    def one_sided(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        return np.array([pair not in self._mutual for pair in zip(i.tolist(), j.tolist(), strict=True)])


def halves(taken: list[list[int]], likely: dict[tuple[int, int], float]) -> list[list[int]]:
    matcher = Halves(likely)
    return one_sided(taken, matcher, matcher.pairs)


def test_a_statement_stands_beside_the_likeliest_that_it_fits():
    assert halves([[0, 1], [3, 4]], {(0, 2): 0.8, (2, 3): 0.9}) == [[2, 3]]


def test_all_of_one_group_that_it_fits_stand_beside_it():
    assert halves([[0, 1], [3, 4]], {(0, 2): 0.9, (1, 2): 0.8, (2, 3): 0.85}) == [[2, 0, 1]]


def test_two_that_no_group_holds_are_told_once():
    assert halves([[0, 1]], {(2, 3): 0.9}) == [[2, 3]]
    assert halves([[0, 1]], {(2, 3): 0.8, (2, 4): 0.9}) == [[2, 4], [3, 2]]


def test_statements_of_groups_and_pairs_that_are_mutual_stay_as_they_are():
    assert halves([[0, 1], [2, 3]], {(0, 2): 0.9}) == []
    matcher = Halves({(0, 2): 0.9}, mutual=((0, 2),))
    assert one_sided([[0, 1]], matcher, matcher.pairs) == []


# ---------------------------------------------------------------- lone claims


def test_claims_that_no_group_holds_stand_each_alone():
    one, other, third = (made(key, number(5)) for key in "abc")
    alone = lone_claims([one, other, third], [Group((one, third), (one,))])
    assert alone == [Group((other,), (other,))]
    assert alone[0].score == 0 and alone[0].explanation is None and alone[0].sure is None
