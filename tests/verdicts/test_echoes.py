"""Echoes: statements that another fact shows or quotes, and what of them joins it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from stories import made, number

from compare.extraction.annotation.annotate import annotate_claims, by_claim
from compare.models import Claim, Facet, Fact, Focus, Modifier, QuotationValue, Value, Verdict, VerdictKind
from compare.verdicts.echoes import Echo, ToldValues, echoes, no_more_told, told_as_values


def fact(key: str, kind: VerdictKind, *claims: Claim) -> Fact:
    return Fact(key, key, claims[0].facet, claims, Verdict(kind, ""), 0.9, 2)


def sides(facet: Facet | None = None, second: int = 1) -> tuple[Claim, Claim]:
    value = None if facet is None else number(5)
    return made("a", value, sentence=0), made("b", value, sentence=second)


def found(*facts: Fact) -> list[Echo]:
    return echoes(facts, by_claim(annotate_claims(claim for one in facts for claim in one.claims)))


# ---------------------------------------------------------------- sentences that another fact shows


def test_statements_that_a_value_fact_shows_side_by_side_are_echoes():
    values = fact("q", VerdictKind.AGREE, *sides(Facet.QUANTITY))
    assert found(values, fact("s", VerdictKind.AGREE, *sides())) == [Echo(1, 0)]


def test_statements_of_other_sentences_stay():
    values = fact("q", VerdictKind.AGREE, *sides(Facet.QUANTITY))
    assert found(values, fact("s", VerdictKind.AGREE, *sides(second=2))) == []


def test_two_facts_that_show_a_sentence_each_are_no_echo():
    one = fact("q1", VerdictKind.AGREE, made("a", number(5), sentence=0), made("c", number(5)))
    other = fact("q2", VerdictKind.AGREE, made("b", number(6), sentence=1), made("c", number(6)))
    assert found(one, other, fact("s", VerdictKind.AGREE, *sides())) == []


@pytest.mark.parametrize(
    ("rest", "echo"),
    [
        ("and that the harbour pilots of Velmora refused the captain's orders", False),
        ("and that the captain slept", True),
    ],
)
def test_a_statement_that_tells_further_than_the_clause_of_the_values_is_no_echo(rest, echo):
    clause = "Divers found 60 boats"
    text = f"{clause}, {rest}."

    def both(value: Value | None) -> tuple[Claim, ...]:
        claims = (made(key, value, text=text) for key in "ab")
        return tuple(replace(c, end=len(clause)) if value else c for c in claims)

    values, told = fact("q", VerdictKind.AGREE, *both(number(60))), fact("s", VerdictKind.AGREE, *both(None))
    assert found(values, told) == ([Echo(1, 0)] if echo else [])


def test_what_further_sentences_share_must_be_of_two_articles():
    text = "Divers found 60 boats, and the harbour pilots of Velmora refused the captain's orders."
    value = [replace(made(key, number(60), text=text), end=21) for key in "ab"]
    alone = [made("a", text=text), made("b", text="Divers found 60 boats.")]
    assert found(fact("q", VerdictKind.AGREE, *value), fact("s", VerdictKind.AGREE, *alone)) == [Echo(1, 0)]


def test_of_two_facts_of_the_same_sentences_the_one_that_agrees_stays():
    agreed, beside = fact("s1", VerdictKind.AGREE, *sides()), fact("s2", VerdictKind.RELATED, *sides())
    assert found(beside, agreed) == [Echo(0, 1)]


def test_no_difference_is_dropped_for_an_agreement_on_the_same_sentences():
    agreed = fact("q1", VerdictKind.AGREE, *sides(Facet.QUANTITY))
    differing = fact("q2", VerdictKind.DIFFER, *sides(Facet.QUANTITY))
    assert found(agreed, differing) == []


# ---------------------------------------------------------------- differences that values tell

DIED = "Monday's blast in Tarn killed {} people."


def differing(kind: VerdictKind = VerdictKind.POSSIBLE, numbers: tuple[float, float] = (41, 52)) -> Fact:
    claims = [
        made(a, number(n), text=DIED.format(n), sentence=s)
        for a, n, s in zip("ab", numbers, (0, 3), strict=True)
    ]
    return fact("q", kind, *claims)


def told(kind: VerdictKind, *texts: str) -> Fact:
    return fact(
        "w", kind, *(made(a, text=t, sentence=s) for a, t, s in zip("ab", texts, (0, 3), strict=True))
    )


def twice(*facts: Fact) -> set[int]:
    return told_as_values(facts, by_claim(annotate_claims(claim for one in facts for claim in one.claims)))


SAYING = DIED.format(41), DIED.format(52)


@pytest.mark.parametrize("kind", [VerdictKind.POSSIBLE, VerdictKind.DIFFER])
def test_statements_that_may_differ_by_values_that_are_told_to_differ_are_told_once(kind):
    assert twice(told(VerdictKind.POSSIBLE, *SAYING), differing(kind)) == {0}
    assert twice(told(kind, *SAYING), differing(kind)) == {0}


@pytest.mark.parametrize(
    "values",
    [
        differing(VerdictKind.AGREE),
        differing(numbers=(41, 41)),
        fact("q", VerdictKind.POSSIBLE, made("a", number(41)), made("b", number(52), sentence=4)),
        told(VerdictKind.POSSIBLE, *SAYING),
    ],
)
def test_statements_that_may_differ_stay_where_no_difference_of_values_tells_it(values):
    assert twice(told(VerdictKind.POSSIBLE, *SAYING), values) == set()


def test_pairs_that_are_chosen_one_by_one_are_told_by_the_values_before_them():
    claims = [*told(VerdictKind.POSSIBLE, *SAYING).claims, *differing().claims]
    notes = by_claim(annotate_claims(claims))
    known = ToldValues([], notes, claims)
    known.add(0, 1)
    assert not known.has(0, 1), "statements tell no values"
    known.add(2, 3)
    assert known.has(0, 1)
    assert not known.has(2, 3), "values are no statements"
    assert ToldValues([differing()], notes, claims).has(0, 1)
    assert not ToldValues([differing(VerdictKind.AGREE)], notes, claims).has(0, 1)


def test_statements_come_back_when_what_told_them_is_gone():
    values, statements = differing(), told(VerdictKind.POSSIBLE, DIED.format(41), DIED.format(52))
    notes = by_claim(annotate_claims((*values.claims, *statements.claims)))
    assert no_more_told([statements], [values], notes) == []
    assert no_more_told([statements], [], notes) == [statements]
    assert no_more_told([], [values], notes) == []


def test_a_value_that_is_only_vaguer_makes_no_difference_of_statements():
    low = replace(differing().claims[0], value=replace(number(41), high=None, modifier=Modifier.AT_LEAST))
    values = fact("q", VerdictKind.DIFFER, low, differing().claims[1])
    assert twice(told(VerdictKind.POSSIBLE, *SAYING), values) == {0}


def test_a_denial_and_a_sure_difference_are_more_than_values_that_may_differ():
    denied = DIED.format(41), "Monday's blast in Tarn did not kill 52 people."
    assert twice(told(VerdictKind.POSSIBLE, *denied), differing()) == set()
    assert twice(told(VerdictKind.DIFFER, *SAYING), differing()) == set()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_denial_anywhere_keeps_a_statement_whatever_the_order(order):
    texts = DIED.format(41), DIED.format(52), "Monday's blast in Tarn did not kill 52 people."
    claims = [made(a, text=t, sentence=s) for a, t, s in zip("abc", texts, (0, 3, 5), strict=True)]
    numbers = zip("abc", (41, 52, 52), texts, (0, 3, 5), strict=True)
    values = [made(a, number(n), text=t, sentence=s) for a, n, t, s in numbers]
    statement = fact("w", VerdictKind.POSSIBLE, *(claims[k] for k in order))
    assert twice(statement, fact("q", VerdictKind.POSSIBLE, *values)) == set()


# ---------------------------------------------------------------- words that another fact quotes

SAID = "We will rebuild the bridge before the winter comes"
MARKED = f"“{SAID},” the mayor said."
REPORTED = "The mayor said that they will rebuild the bridge before winter comes."
BESIDE = "The mayor of Velmora spoke at the bridge on Sunday."


def stated(article: str, text: str, sentence: int = 0) -> Claim:
    return made(article, text=text, sentence=sentence)


def quoted(article: str, speaker: str = "The mayor", text: str = MARKED) -> Claim:
    start = text.find(SAID)
    end = start + len(SAID)
    value = QuotationValue(Facet.QUOTATION, start, end, SAID, SAID, speaker=speaker)
    return replace(made(article, value, text=text), focus=Focus(start, end, SAID))


def quotation(*articles: str) -> Fact:
    return fact("q", VerdictKind.AGREE, *map(quoted, articles))


def test_what_a_statement_repeats_of_a_quotation_joins_it():
    more = stated("c", REPORTED, sentence=4)
    echo = fact("s", VerdictKind.AGREE, stated("a", MARKED), stated("b", MARKED), more)
    assert found(quotation("a", "b"), echo) == [Echo(1, 0, (more,))]


def test_a_statement_that_shares_sentences_of_one_article_alone_stays():
    echo = fact("s", VerdictKind.AGREE, stated("a", MARKED), stated("c", REPORTED))
    assert found(quotation("a", "b"), echo) == []


@pytest.mark.parametrize("text", [BESIDE, REPORTED.replace("will", "will not")])
def test_a_statement_that_tells_more_than_the_quotation_or_denies_it_stays(text):
    echo = fact("s", VerdictKind.AGREE, stated("a", MARKED), stated("b", MARKED), stated("c", text))
    assert found(quotation("a", "b"), echo) == []


def test_words_that_nobody_says_may_be_a_title_and_take_no_statement():
    told = fact("s", VerdictKind.AGREE, stated("a", MARKED), stated("b", MARKED), stated("c", REPORTED))
    title = fact("q", VerdictKind.AGREE, quoted("a", ""), quoted("b", ""))
    assert found(title, told) == []


def test_a_sentence_that_holds_a_quotation_and_tells_more_is_not_its_echo():
    longer = (
        "Hundreds of people who lost their homes in last spring's flood came to Velmora's town hall "
        "with questions on insurance, schools, farmland, drinking water and the harbour's closed cranes; one "
        f"answer, shouted over angry voices from a balcony, was “{SAID}.”"
    )
    long = stated("b", longer), quoted("b", text=longer)
    echo = fact("s", VerdictKind.AGREE, stated("a", MARKED), long[0], stated("c", REPORTED))
    assert found(fact("q", VerdictKind.AGREE, quoted("a"), long[1]), echo) == []


def test_the_quotation_that_shows_most_of_a_statement_takes_it():
    few, many = quotation("a", "b"), replace(quotation("a", "b", "c"), id="q3")
    more = stated("d", REPORTED)
    echo = fact("s", VerdictKind.AGREE, *(stated(key, MARKED) for key in "abc"), more)
    assert found(few, many, echo) == [Echo(2, 1, (more,))]


def test_values_and_quotations_are_no_echoes():
    values = fact("v", VerdictKind.AGREE, *(made(key, number(5), text=MARKED) for key in "ab"))
    assert found(values, quotation("a", "b")) == []
