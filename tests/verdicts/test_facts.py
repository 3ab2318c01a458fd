"""Facts of groups: ids that later articles leave alone, and no echoes."""

from __future__ import annotations

from itertools import permutations

from stories import STORM, made, number, story

from compare.models import Facet, Fact, Verdict, VerdictKind
from compare.verdicts.facts import fact_id, without_echoes


def test_the_id_is_that_of_the_earliest_claim():
    articles = {s.id: s for s in (STORM[0], STORM[1], story("m3", "Some 1,400 men work in the mine.", None))}
    early, late, undated = (made(key, number(5)) for key in ("ashel", "velmora", "m3"))
    ids = {fact_id(Facet.QUANTITY, order, articles) for order in permutations([early, late, undated])}
    assert ids == {fact_id(Facet.QUANTITY, [early], articles)}
    assert fact_id(Facet.QUANTITY, [late], articles) not in ids


# ---------------------------------------------------------------- echoes


def fact(key: str, kind: VerdictKind, *claims) -> Fact:
    return Fact(key, key, claims[0].facet, claims, Verdict(kind, ""), 0.9, 2)


def sides(facet: Facet | None = None, second: int = 1):
    value = None if facet is None else number(5)
    return made("a", value, sentence=0), made("b", value, sentence=second)


def kept(*found: Fact) -> list[str]:
    return [f.id for f in without_echoes(found)]


def test_statements_that_a_value_fact_shows_side_by_side_are_left_out():
    values = fact("q", VerdictKind.AGREE, *sides(Facet.QUANTITY))
    assert kept(values, fact("s", VerdictKind.AGREE, *sides())) == ["q"]


def test_statements_of_other_sentences_stay():
    values = fact("q", VerdictKind.AGREE, *sides(Facet.QUANTITY))
    assert kept(values, fact("s", VerdictKind.AGREE, *sides(second=2))) == ["q", "s"]


def test_two_facts_that_show_a_sentence_each_are_no_echo():
    one = fact("q1", VerdictKind.AGREE, made("a", number(5), sentence=0), made("c", number(5)))
    other = fact("q2", VerdictKind.AGREE, made("b", number(6), sentence=1), made("c", number(6)))
    assert kept(one, other, fact("s", VerdictKind.AGREE, *sides())) == ["q1", "q2", "s"]


def test_of_two_facts_of_the_same_sentences_the_one_that_agrees_stays():
    agreed, beside = fact("s1", VerdictKind.AGREE, *sides()), fact("s2", VerdictKind.RELATED, *sides())
    assert kept(beside, agreed) == ["s1"]
