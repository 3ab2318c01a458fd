"""Groups: pairs beside a cluster, lone claims, and what copies say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

from stories import at_least, made, number

from compare.linkage.groups import Group, left_out, lone_claims
from compare.linkage.matcher import ClaimMatcher
from compare.models import Value

# ---------------------------------------------------------------- pairs beside a group


class Beside:
    """A matcher of three claims: a pair, and one that fits its first and that cannot be with its second."""

    def __init__(self, article: list[int], values: tuple[Value, Value, Value]) -> None:
        claims = [
            made(f"a{a}", v, focus_start=k) for k, (a, v) in enumerate(zip(article, values, strict=True))
        ]
        self.corpus = SimpleNamespace(claims=claims, claim_article=article)
        self.constraints = SimpleNamespace(conflict=lambda a, b: "apart" if {a, b} == {1, 2} else "")
        self.is_vague = partial(ClaimMatcher.is_vague, self)

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


# ---------------------------------------------------------------- lone claims


def test_claims_that_no_group_holds_stand_each_alone():
    one, other, third = (made(key, number(5)) for key in "abc")
    alone = lone_claims([one, other, third], [Group((one, third), (one,))])
    assert alone == [Group((other,), (other,))]
    assert alone[0].score == 0 and alone[0].explanation is None and alone[0].sure is None
