"""Verdicts: intervals decide, the reason names who says what, and doubt never says differ."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import at_least, days, doubted, judged, made, number
from work import calls

from compare.linkage.comparison.relations import claim_relation
from compare.linkage.duplicates.origins import Origins
from compare.models import (
    AmountValue,
    Article,
    Cause,
    Claim,
    DateValue,
    Facet,
    Modality,
    Modifier,
    NameValue,
    QuotationValue,
    Relation,
    Value,
    VerdictKind,
    value_type,
)
from compare.verdicts.judge import MAX_COMPARED, comparisons, without_doubt

ARTICLES = {
    "a": Article("a", "", source="Ashel Post", published=date(2024, 3, 10)),
    "b": Article("b", "", source="Velmora Echo", published=date(2024, 3, 13)),
    "c": Article("c", "", source="Tarn Times", published=date(2024, 3, 11)),
    "same": Article("same", "", source="Same Day", published=date(2024, 3, 10)),
    "undated": Article("undated", "", source="No Date"),
    "later": Article("later", "", source="Ashel Post", published=date(2024, 3, 12)),
    "plain": Article("plain", "", published=date(2024, 3, 10)),
}


def verdict(*claims: Claim, origins: Origins | None = None):
    return judged(claims, ARTICLES, origins)


def two(a: Value, b: Value, other: str = "b"):
    return verdict(made("a", a), made(other, b))


# ---------------------------------------------------------------- values


def test_equal_values_agree_and_the_reason_gives_them():
    found = two(number(14, counted="miners"), number(14, counted="miners"))
    assert found.verdict is VerdictKind.AGREE
    assert "14 miners" in found.reason


@pytest.mark.parametrize(
    ("wide", "exact"),
    [
        (at_least(14), number(20)),
        (at_least(14), number(14)),
        (number(2000, 1800, 2200, modifier=Modifier.ABOUT), number(2100)),
        (days(date(2024, 3, 1), date(2024, 3, 31)), days(date(2024, 3, 9))),
    ],
)
def test_a_wider_value_that_holds_the_other_is_compatible(wide, exact):
    assert two(wide, exact).verdict is VerdictKind.COMPATIBLE
    assert two(exact, wide).verdict is VerdictKind.COMPATIBLE


def test_intervals_that_overlap_are_compatible():
    assert two(number(15, 10, 20), number(20, 15, 25)).verdict is VerdictKind.COMPATIBLE


def test_a_bound_that_is_met_is_not_exceeded():
    assert two(at_least(15), number(15)).verdict is VerdictKind.COMPATIBLE
    assert two(at_least(15), number(14)).verdict is VerdictKind.DIFFER


def test_values_that_exclude_each_other_differ_and_the_reason_says_who_and_what():
    found = two(number(14, counted="miners"), at_least(19, counted="miners"))
    assert found.verdict is VerdictKind.DIFFER
    for part in ("Ashel Post", "14 miners", "2024-03-10", "Velmora Echo", "at least 19 miners", "2024-03-13"):
        assert part in found.reason
    assert "3 days apart" in found.reason


def test_an_article_without_a_source_is_called_by_its_id():
    assert "plain" in two(number(14), number(19), "plain").reason


def test_an_article_takes_its_position_nearest_to_the_others():
    older, newer = made("a", number(14)), made("a", number(19), focus_start=5)
    assert verdict(older, newer, made("b", number(19))).verdict is VerdictKind.AGREE
    assert verdict(older, newer, made("b", number(25))).verdict is VerdictKind.DIFFER


def test_one_article_apart_from_two_differs_and_all_three_are_named():
    found = verdict(made("a", number(14)), made("b", number(19)), made("c", number(14)))
    assert found.verdict is VerdictKind.DIFFER
    assert all(name in found.reason for name in ("Ashel Post", "Velmora Echo", "Tarn Times"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (made("a", number(14), modality=Modality(negated=True)), made("b", number(19))),
        (made("a", days(date(2024, 3, 1), vague=True)), made("b", days(date(2024, 3, 9)))),
        (made("a", number(5, unit="metre")), made("b", number(9, unit="kilogram"))),
    ],
)
def test_what_cannot_be_compared_never_differs(a, b):
    assert claim_relation(a, b) is Relation.UNKNOWN
    assert verdict(a, b).verdict is not VerdictKind.DIFFER


def test_what_only_rounding_tells_apart_is_compatible():
    assert two(number(2_435_000), number(2_400_000)).verdict is VerdictKind.COMPATIBLE
    assert two(number(2_435_000), number(2_600_000)).verdict is VerdictKind.DIFFER


def test_two_denials_can_differ():
    a, b = (
        made("a", number(14), modality=Modality(negated=True)),
        made("b", number(19), modality=Modality(negated=True)),
    )
    assert claim_relation(a, b) is Relation.DISJOINT


def test_a_reason_claims_no_nesting_where_nothing_was_compared():
    found = verdict(made("a", number(14), modality=Modality(negated=True)), made("b", number(19)))
    assert "vaguer or wider" not in found.reason


def test_stating_and_denying_one_value_is_no_agreement():
    found = verdict(made("a", number(14), modality=Modality(negated=True)), made("b", number(14)))
    assert found.verdict is not VerdictKind.AGREE


# ---------------------------------------------------------------- origins


def test_one_article_is_a_single_source():
    found = verdict(made("a", number(14)), made("a", number(19), focus_start=5))
    assert found.verdict is VerdictKind.SINGLE_SOURCE
    assert "Ashel Post" in found.reason


def test_an_outlet_that_updates_its_figure_conflicts_with_no_other_that_fits_one_of_both():
    found = verdict(made("a", number(14)), made("later", number(19)), made("b", at_least(12)))
    assert found.verdict is VerdictKind.COMPATIBLE
    assert verdict(made("a", number(14)), made("later", number(19)), made("b", number(19))).verdict is (
        VerdictKind.DIFFER
    )


def test_copies_of_one_text_are_a_single_source():
    found = verdict(
        made("a", number(14)), made("b", number(14)), origins=Origins(articles={"a": "a", "b": "a"})
    )
    assert found.verdict is VerdictKind.SINGLE_SOURCE
    assert "copies" in found.reason
    assert "Ashel Post" in found.reason
    assert "Velmora Echo" in found.reason


def test_a_copied_sentence_is_a_single_source():
    shared = Origins(sentences={("a", 0): ("a", 0), ("b", 3): ("a", 0)})
    claims = (made("a", number(14)), made("b", number(14), sentence=3))
    assert verdict(*claims, origins=shared).verdict is VerdictKind.SINGLE_SOURCE
    assert verdict(*claims).verdict is VerdictKind.AGREE


def test_an_article_that_also_says_so_in_its_own_words_is_a_source():
    copied = {("a", 0): ("a", 0), ("b", 3): ("a", 0)}
    claims = (made("a", number(14)), made("b", number(14), sentence=3), made("b", number(14), sentence=5))
    assert verdict(*claims, origins=Origins(sentences=copied)).verdict is VerdictKind.AGREE
    titled = Origins(sentences=copied, headlines=frozenset({("b", 5)}))
    assert verdict(*claims, origins=titled).verdict is VerdictKind.SINGLE_SOURCE
    whole = Origins(articles={"a": "a", "b": "a"}, sentences=copied)
    assert verdict(*claims, origins=whole).verdict is VerdictKind.SINGLE_SOURCE


def outlet(*keys: str) -> dict[str, Article]:
    """`ARTICLES`, of which those named are of one outlet."""
    return ARTICLES | {key: replace(ARTICLES[key], source="Ashel Post") for key in keys}


def test_two_articles_of_one_outlet_are_a_single_source():
    claims = (made("a", number(14)), made("same", number(14)))
    assert judged(claims, outlet("a", "same")).verdict is VerdictKind.SINGLE_SOURCE
    assert judged(claims, outlet("a")).verdict is VerdictKind.AGREE


def test_articles_of_unknown_source_stand_each_for_itself():
    claims = (made("x", number(14)), made("y", number(14)))
    unknown = {key: Article(key, "") for key in "xy"}
    assert judged(claims, unknown).verdict is VerdictKind.AGREE


def test_one_outlet_does_not_differ_from_itself():
    claims = (made("a", number(14)), made("same", number(19)))
    found = judged(claims, outlet("a", "same"))
    assert found.verdict is VerdictKind.SINGLE_SOURCE
    assert found.reason == "Only Ashel Post says so, in 2 articles."
    assert judged(claims, ARTICLES).verdict is VerdictKind.DIFFER


def test_a_copy_that_changes_a_number_differs():
    copies = Origins(articles={"a": "a", "b": "a"})
    assert verdict(made("a", number(14)), made("b", number(19)), origins=copies).verdict is VerdictKind.DIFFER


def test_a_second_outlet_makes_two_sources_of_three_articles():
    claims = (made("a", number(14)), made("same", number(14)), made("b", number(14)))
    assert judged(claims, outlet("a", "same")).verdict is VerdictKind.AGREE


def test_one_outlet_may_spell_in_two_ways():
    claims = (named("a", "Ilka Drost"), named("same", "Ilka Droste"))
    found = judged(claims, outlet("a", "same"))
    assert found.verdict is VerdictKind.VARIANT
    assert found.reason.startswith("One name in several spellings: “Ilka Drost” (")


def test_copies_among_more_sources_are_named_in_the_reason():
    copies = Origins(articles={"a": "a", "c": "a", "b": "b"})
    found = verdict(*(made(key, number(14)) for key in "abc"), origins=copies)
    assert found.verdict is VerdictKind.AGREE
    copied = "Ashel Post (2024-03-10) and Tarn Times (2024-03-11) carry copies of one text."
    assert found.reason == f"All 3 articles give 14. {copied}"


# ---------------------------------------------------------------- statements, quotations, names


def test_statements_agree():
    found = verdict(
        made("a", text="The bridge in Velmora was opened by the mayor."),
        made("b", text="The mayor opened the Velmora bridge."),
    )
    assert found.verdict is VerdictKind.AGREE
    assert "Ashel Post" in found.reason


def test_a_denial_of_a_statement_is_told_and_no_difference():
    found = verdict(
        made("a", text="The mayor of Velmora opened the harbour bridge."),
        made("b", text="The mayor of Velmora did not open the harbour bridge."),
    )
    assert found.verdict is VerdictKind.RELATED
    assert "may deny" in found.reason
    assert "Velmora Echo" in found.reason


def test_statements_in_other_words_are_related_and_the_reason_says_what_is_unmatched():
    found = verdict(
        made("a", text="Rescuers pulled Ilka Drost from the river on Monday."),
        made("b", text="Swimmers near Tarn saw a woman drown after the ferry sank."),
    )
    assert found.verdict is VerdictKind.RELATED
    assert "only Ashel Post has the name" in found.reason and "Drost" in found.reason


def test_three_statements_agree_where_agreement_connects_them():
    same = "The bridge in Velmora was opened by the mayor."
    claims = [made("a", text=same), made("b", text="The mayor opened the Velmora bridge.")]
    assert verdict(*claims, made("c", text=same)).verdict is VerdictKind.AGREE
    other = made("c", text="Crowds filled every street from dawn until late.")
    assert verdict(*claims, other).verdict is VerdictKind.RELATED


def test_statements_of_which_one_names_or_counts_more_are_compatible():
    plain = made("a", text="The mayor opened the harbour bridge before a crowd.")
    for more in ("with 12 divers", "with Ilka Drost"):
        told = f"The mayor opened the harbour bridge before a crowd {more}."
        found = verdict(plain, made("b", text=told))
        assert (found.verdict, found.cause) == (VerdictKind.COMPATIBLE, Cause.PRECISION)
        assert "Only Velmora Echo has the n" in found.reason
        # A third who says as much as the fuller one does not close the gap.
        assert verdict(plain, made("b", text=told), made("c", text=told)).verdict is VerdictKind.COMPATIBLE


def test_what_one_side_lacks_is_told_of_two_that_agree_otherwise():
    text = "The mayor opened the harbour bridge before a crowd of onlookers."
    more = text.replace("crowd", "crowd with 12 divers and").replace("opened", "did open")
    denied = text.replace("opened", "never did open")
    found = verdict(made("a", text=text), made("b", text=more), made("b", text=denied, sentence=4))
    assert found.verdict is VerdictKind.COMPATIBLE
    assert found.reason.endswith("Only Velmora Echo has the number “12”.")


SOLD = "The owner sold the old mill in Tarn to his brother."
LEFT_OPEN = "The owner reportedly sold the old mill in Tarn to his brother."


def test_what_one_states_as_fact_and_another_calls_unconfirmed_is_compatible():
    found = verdict(made("a", text=SOLD), made("b", text=LEFT_OPEN))
    assert (found.verdict, found.cause) == (VerdictKind.COMPATIBLE, Cause.ATTRIBUTION)
    assert found.reason.endswith("Ashel Post states as fact what Velmora Echo calls unconfirmed.")


@pytest.mark.parametrize(
    "claims",
    [
        (made("a", text=LEFT_OPEN), made("b", text=LEFT_OPEN)),
        (made("a", text=SOLD, attribution="a clerk"), made("b", text=LEFT_OPEN)),
        (made("a", text=SOLD, modality=Modality(hedged=True)), made("b", text=LEFT_OPEN)),
        (made("a", text=SOLD), made("b", text=LEFT_OPEN), made("b", text=SOLD, sentence=3)),
    ],
    ids=["both leave it open", "somebody says so", "hedged otherwise", "one article says both"],
)
def test_where_nobody_states_it_as_fact_against_another_statements_agree(claims):
    assert verdict(*claims).verdict is VerdictKind.AGREE


def quoted(article: str, words: str, speaker: str = "Ilka Drost") -> Claim:
    value = QuotationValue(Facet.QUOTATION, 0, len(words), words, words, speaker=speaker)
    return made(article, value, masked=words)


def test_quotations_of_the_same_words_agree_whatever_their_typography():
    found = verdict(
        quoted("a", "We shall rebuild, stone by stone."), quoted("b", "we shall rebuild stone by stone")
    )
    assert found.verdict is VerdictKind.AGREE
    assert "Ilka Drost" in found.reason


@pytest.mark.parametrize(
    "words",
    [
        "Tell the F.B.I. of the air strikes, it's well-known",
        "tell the FBI of the airstrikes — It’s well known",
    ],
)
def test_quotations_that_differ_by_signs_within_words_agree(words):
    said = quoted("a", "Tell the FBI of the air strikes; it's well known")
    assert verdict(said, quoted("b", words)).verdict is VerdictKind.AGREE


def test_quotations_agree_where_all_sources_have_one_of_the_same_words():
    short, long = "We shall rebuild", "We shall rebuild, stone by stone"
    both = [quoted("a", short), quoted("a", long), quoted("b", long.lower())]
    assert verdict(*both).verdict is VerdictKind.AGREE
    assert verdict(*both, quoted("c", short)).verdict is VerdictKind.COMPATIBLE


def test_a_longer_quotation_is_compatible_and_never_differs():
    found = verdict(quoted("a", "We shall rebuild stone by stone"), quoted("b", "We shall rebuild stone by"))
    assert found.verdict is VerdictKind.COMPATIBLE


def named(article: str, name: str) -> Claim:
    return made(article, NameValue(Facet.NAME, 0, len(name), name, name, label="person"))


def test_spellings_are_variants_and_the_reason_says_whose():
    found = verdict(named("a", "Ilka Drost"), named("b", "Ilka Droste"))
    assert found.verdict is VerdictKind.VARIANT
    assert re.search(r"“Ilka Drost” \(Ashel Post\).*“Ilka Droste” \(Velmora Echo\)", found.reason)


def test_one_spelling_agrees():
    assert verdict(named("a", "Ilka Drost"), named("b", "Ilka Drost")).verdict is VerdictKind.AGREE


# ---------------------------------------------------------------- properties

NUMBERS = st.builds(
    lambda low, reach: number(low, low, None if reach is None else low + reach),
    st.integers(1, 30),
    st.none() | st.integers(0, 10),
)
DATES = st.builds(
    lambda first, last, vague: days(
        date(2024, 3, min(first, last)), date(2024, 3, max(first, last)), vague=vague
    ),
    st.integers(1, 20),
    st.integers(1, 20),
    st.booleans(),
)


@st.composite
def groups(draw):
    values = draw(st.sampled_from([NUMBERS, DATES]))
    return [
        made(
            draw(st.sampled_from(sorted(ARTICLES))),
            draw(values),
            focus_start=k,
            modality=Modality(negated=draw(st.booleans())),
        )
        for k in range(draw(st.integers(2, 4)))
    ]


@given(groups())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_order_of_claims_does_not_count(claims):
    assert len({verdict(*order) for order in permutations(claims)}) == 1


_MIRROR = {Relation.WITHIN: Relation.CONTAINS, Relation.CONTAINS: Relation.WITHIN}


@given(groups())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_the_relation_of_two_claims_is_symmetric(claims):
    a, b = claims[:2]
    found = claim_relation(a, b)
    assert claim_relation(b, a) is _MIRROR.get(found, found)


@given(groups())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_who_differs_is_named_and_only_disjoint_values_differ(claims):
    found = verdict(*claims)
    disjoint = [
        (a, b) for a in claims for b in claims
        if a.article != b.article and claim_relation(a, b) is Relation.DISJOINT
    ]  # fmt: skip
    if found.verdict is VerdictKind.DIFFER:
        assert any(
            (ARTICLES[a.article].source or a.article) in found.reason
            and (ARTICLES[b.article].source or b.article) in found.reason
            for a, b in disjoint
        )
    elif len({c.article for c in claims}) == len(claims):
        assert not disjoint


def test_this_week_of_sunday_and_of_monday_do_not_exclude_each_other():
    from compare.extraction.values import extract_values

    claims = []
    for key, day in (("a", date(2024, 3, 10)), ("b", date(2024, 3, 11))):
        text = "The army attacked the town this week."
        (value,) = (v for v in extract_values(text, day) if v.kind is Facet.DATE)
        claims.append(made(key, value, text=text))
    assert claim_relation(*claims) is Relation.OVERLAP


# ---------------------------------------------------------------- many articles


def of_many(count: int, source: str = "Outlet {}"):
    """A verdict on articles of one day, of which all but the last give one number."""
    day = date(2024, 3, 10)
    articles = {f"m{k:03}": Article(f"m{k:03}", "", source.format(k), published=day) for k in range(count)}
    values = [number(14)] * (count - 1) + [number(20)]
    return judged([made(key, v) for key, v in zip(articles, values, strict=True)], articles)


def test_many_articles_that_say_the_same_are_told_by_their_value():
    found = of_many(200)
    assert found.verdict is VerdictKind.DIFFER
    assert "and 193 more), 20 (Outlet 199)" in found.reason
    assert len(found.reason) < 400


def test_many_articles_of_one_outlet_against_one_of_another():
    articles = {f"m{k}": Article(f"m{k}", "", "One" if k < 9 else "Other") for k in range(10)}
    claims = [made(f"m{k}", number(14 if k in (0, 1, 9) else 20)) for k in range(10)]
    assert judged(claims, articles).verdict is VerdictKind.DIFFER
    assert judged(claims[:9], articles).verdict is VerdictKind.SINGLE_SOURCE


def test_a_verdict_takes_work_by_the_article_and_not_by_the_pair():
    assert calls(of_many, 400) <= 4.5 * calls(of_many, 100)


def test_statements_in_the_same_words_are_compared_once():
    def stated(count: int):
        articles = {f"m{k:03}": Article(f"m{k:03}", "", f"Outlet {k}") for k in range(count)}
        claims = [made(key, text="The bridge was closed to all traffic.") for key in articles]
        return judged(claims, articles)

    assert calls(stated, 400) <= 4.5 * calls(stated, 100)


def test_values_differ_only_by_two_claims_that_answer_one_question_themselves():
    one, wide, other = made("a", number(14)), made("c", at_least(10)), made("b", number(20))
    sure = frozenset((one.id, other.id))
    claims = [one, wide, other]
    assert judged(claims, ARTICLES, sure={sure}).verdict is VerdictKind.DIFFER
    assert judged(claims, ARTICLES).verdict is VerdictKind.DIFFER
    found = judged(claims, ARTICLES, sure=frozenset())
    assert found.verdict is VerdictKind.COMPATIBLE
    assert "may count two things" in found.reason


def test_what_is_doubted_may_differ_and_a_sure_difference_stays_one():
    one, other, third = made("a", number(14)), made("b", number(20)), made("c", number(31))
    pairs = [frozenset((one.id, key.id)) for key in (other, third)]
    found = judged([one, other], ARTICLES, sure=frozenset(), doubted={pairs[0]})
    assert found.verdict is VerdictKind.POSSIBLE
    assert found.reason == f"That both speak of the same is not sure. {judged([one, other], ARTICLES).reason}"
    both = judged([one, other, third], ARTICLES, sure={pairs[0]}, doubted={pairs[1]})
    assert both == judged([one, other, third], ARTICLES, sure={pairs[0]})
    assert both.verdict is VerdictKind.DIFFER


def test_numbers_told_as_unequal_may_differ_where_the_pair_is_in_doubt():
    about = number(90, 81, 99, modifier=Modifier.ABOUT)
    found = doubted([made("a", about), made("b", number(95))], ARTICLES)
    assert (found.verdict, found.cause) == (VerdictKind.POSSIBLE, Cause.PRECISION)
    assert found.reason == (
        "That both speak of the same is not sure. The numbers are not the same, and both can be true only as "
        "they are hedged. Ashel Post (2024-03-10): about 90; Velmora Echo (2024-03-13): 95."
    )
    settled = without_doubt(Facet.QUANTITY, found.reason)
    assert (
        settled
        == "The numbers are not the same. Ashel Post (2024-03-10): about 90; Velmora Echo (2024-03-13): 95."
    )


@pytest.mark.parametrize("modality", [Modality(planned=True), Modality(negated=True)])
def test_a_plan_or_a_denial_is_not_told_as_unequal(modality):
    about = number(90, 81, 99, modifier=Modifier.ABOUT)
    assert doubted([made("a", about), made("b", number(90))], ARTICLES).verdict is VerdictKind.COMPATIBLE
    found = doubted([made("a", about), made("b", number(95), modality=modality)], ARTICLES)
    assert found.verdict is VerdictKind.COMPATIBLE


def test_what_is_doubted_and_excludes_nothing_stays_as_it_is():
    one, other = made("a", number(14)), made("b", at_least(10))
    pair = {frozenset((one.id, other.id))}
    assert judged([one, other], ARTICLES, sure=frozenset(), doubted=pair) == judged([one, other], ARTICLES)


def test_the_reason_names_who_excludes_others_but_less_surely():
    day = date(2024, 3, 10)
    articles = {key: Article(key, "", f"Outlet {key}", published=day) for key in "abcd"}
    claims = [made(key, number(n)) for key, n in zip("abcd", (14, 20, 31, 14), strict=True)]
    sure = {frozenset((claims[0].id, claims[1].id))}
    found = judged(claims, articles, sure=sure)
    assert found.verdict is VerdictKind.DIFFER
    named, _, less = found.reason.partition(" Less surely of the same: ")
    assert "31" in less and ";" not in less
    assert "31" not in named
    assert "Less surely" not in judged(claims, articles).reason
    articles |= {key: Article(key, "", f"Outlet {key}", published=day) for key in "efg"}
    more = [made("e", number(31)), made("f", number(31)), made("g", at_least(10))]
    less = judged([*claims, *more], articles, sure=sure).reason.partition(" Less surely of the same: ")[2]
    assert all(f"Outlet {key}" in less for key in "cef") and "Outlet g" not in less
    two = [made("c", number(14)), replace(made("c", number(31)), id="other")]
    less = judged([*claims[:2], *two, made("e", number(31))], articles, sure=sure).reason
    assert "Less surely of the same: Outlet e" in less


def test_an_outlet_that_excludes_itself_is_not_named():
    day = date(2024, 3, 10)
    articles = {
        key: Article(key, "", outlet, published=day) for key, outlet in zip("abc", "XYX", strict=True)
    }
    claims = [made(key, number(n)) for key, n in zip("abc", (14, 20, 20), strict=True)]
    assert "Less surely" not in judged(claims, articles).reason


@pytest.mark.parametrize(
    ("number_of", "differs"), [(22, False), (8, False), (7, True), (198, False), (199, True)]
)
def test_dozens_exclude_only_what_is_far_from_them(number_of, differs):
    dozens = AmountValue(Facet.QUANTITY, 0, 6, "dozens", "12/99", None, 12.0, 99.0, modifier=Modifier.ABOUT)
    found = two(dozens, number(number_of)).verdict
    assert (found is VerdictKind.DIFFER) is differs


# ---------------------------------------------------------------- what a verdict compared


def test_the_values_compared_are_named_those_that_exclude_each_other_first():
    claims = [made("a", number(14)), made("b", at_least(14)), made("c", number(20))]
    a, b, c = (claim.id for claim in claims)
    pairs = [(found.a, found.b, found.relation) for found in comparisons(claims, ARTICLES)]
    # In the order of publication: a, c, b.
    assert pairs == [(a, c, "disjoint"), (a, b, "within"), (c, b, "within")]


def test_no_more_than_a_few_of_the_values_compared_are_named():
    claims = [made(key, number(n)) for key, n in (("a", 14), ("b", 15), ("c", 16), ("undated", 14))]
    assert len(comparisons(claims, ARTICLES)) == MAX_COMPARED < 6


@pytest.mark.parametrize("facet", [Facet.STATEMENT, Facet.QUOTATION, Facet.NAME])
def test_what_is_no_interval_is_not_compared_as_one(facet):
    value = None if facet is Facet.STATEMENT else value_type(facet)(facet, 0, 1, "x", "x")
    claims = [made(key, value, facet=facet) for key in "ab"]
    assert comparisons(claims, ARTICLES) == ()


def test_a_word_of_number_does_not_stand_for_an_article_that_gives_a_number():
    several = AmountValue(Facet.QUANTITY, 0, 7, "several", "3/9", None, 3.0, 9.0, modifier=Modifier.ABOUT)
    claims = [made("a", number(8)), made("b", number(12)), replace(made("b", several), id="word")]
    assert judged(claims, ARTICLES).verdict is VerdictKind.DIFFER
    assert judged([claims[0], claims[2]], ARTICLES).verdict is VerdictKind.COMPATIBLE


def test_a_day_that_hangs_on_an_unknown_one_does_not_stand_for_an_article_that_gives_a_day():
    hanging = DateValue(Facet.DATE, 0, 9, "last week", "XXXX-WXX")
    claims = [
        made("a", days(date(2023, 5, 2))),
        made("b", days(date(2023, 5, 9))),
        replace(made("b", hanging), id="hanging"),
    ]
    assert judged(claims, ARTICLES).verdict is VerdictKind.DIFFER
    assert judged([claims[0], claims[2]], ARTICLES).verdict is VerdictKind.COMPATIBLE
