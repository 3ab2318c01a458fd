"""Constraints: each rule with the reason that it gives, and a near miss that it lets pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import DAY, at_least, days, made, number, story

from compare.extraction.annotation.annotate import annotate
from compare.linkage.comparison.counts import (
    MAX_CASUALTY_GAP_DAYS,
    MAX_DATE_GAP_DAYS,
    MAX_EVENT_GAP_DAYS,
    NEWS_DAYS,
)
from compare.linkage.comparison.days import EXACT_DAYS, SAME_START_DAYS
from compare.linkage.comparison.event_model import Events
from compare.linkage.conflicts import Conflict, DaysApart, Reason
from compare.linkage.constraints.constraints import (
    DISTINCTIVE_NUMBER,
    MAX_OWN_RATIO,
    MAX_RATIO,
    RECALLED_FROM,
    SURE_EVENT,
    Constraints,
)
from compare.linkage.corpus import Corpus
from compare.models import AmountValue, Change, Claim, DateValue, Days, Facet, Focus, QuotationValue, Value
from compare.segmentation.sentences import split_sentences


class NoEncoder:
    dimension = 2

    def encode(self, texts):
        import numpy as np

        return np.zeros((len(texts), 2), np.float32)


def constraints(*claims: Claim) -> Constraints:
    articles = [story(key, "x") for key in sorted({c.article for c in claims})]
    return Constraints(Corpus.build(annotate(articles, [], claims), NoEncoder()))


def conflict(a: Claim, b: Claim, *others: Claim) -> Conflict | None:
    found = constraints(a, b, *others)
    assert found.conflict(0, 1) == found.conflict(1, 0)
    assert found.comparable(0, 1) == (a.article != b.article and not found.conflict(0, 1))
    return found.conflict(0, 1)


def two(a: Value, b: Value, **fields: object) -> Conflict | None:
    return conflict(made("a", a, **fields), made("b", b, **fields))


def after(n: int) -> date:
    return DAY + timedelta(days=n)


def killed(n: float, article: str = "a", **fields: object) -> Claim:
    return made(article, number(n, action="kill"), **fields)


# ---------------------------------------------------------------- kinds and units


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (number(5), days(DAY)),
        (number(5, unit="kilometre"), number(5, unit="kilogram")),
        (number(5, kind=Facet.MONEY, unit="EUR"), number(5, kind=Facet.MONEY, unit="USD")),
        (number(5, kind=Facet.PERCENTAGE), number(5, kind=Facet.PERCENTAGE, change=Change.UP)),
        (number(5, change=Change.DOWN), number(5, change=Change.UP)),
    ],
)
def test_other_things_are_not_compared(a, b):
    assert two(a, b) == Reason.OTHER_KIND


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (number(5, unit="kilometre"), number(3, unit="mile")),
        (number(2, kind=Facet.DURATION, unit="week"), number(13, kind=Facet.DURATION, unit="day")),
        (number(5, kind=Facet.MONEY, unit="EUR"), number(6, kind=Facet.MONEY, unit="EUR")),
        (number(5, change=Change.UP), number(6, change=Change.UP)),
    ],
)
def test_one_thing_in_two_units_is(a, b):
    assert two(a, b) is None


def test_statements_and_quotations_are_never_ruled_out():
    assert conflict(made("a"), made("b")) is None
    words = QuotationValue(Facet.QUOTATION, 0, 5, "words", "words")
    assert two(words, words) is None
    assert conflict(made("a"), made("b", words)) == Reason.OTHER_KIND


# ---------------------------------------------------------------- one article


def test_claims_of_one_article_are_never_compared():
    found = constraints(made("a", number(5)), made("a", number(5), focus_start=3))
    assert found.conflict(0, 1) is None
    assert not found.comparable(0, 1)


def test_what_one_article_states_apart_is_two_things():
    assert conflict(made("a", number(5)), made("a", number(6), focus_start=3)) == Reason.ONE_ARTICLE


def test_one_article_may_state_a_value_twice_and_more_exactly():
    one = made("a", at_least(20))
    assert conflict(one, made("a", number(20 * MAX_OWN_RATIO), focus_start=3)) is None
    other = made("a", number(20 * MAX_OWN_RATIO + 1), focus_start=3)
    assert conflict(one, other) == Reason.ONE_ARTICLE


# ---------------------------------------------------------------- what is counted


def test_killed_is_not_injured():
    assert two(number(5, action="kill"), number(5, action="injure")) == Reason.OTHER_OUTCOME
    assert two(number(5, action="kill"), number(6, action="kill")) is None


def test_an_outcome_that_one_side_leaves_out_or_that_nobody_suffers_decides_nothing():
    assert two(number(5, action="kill"), number(5)) is None
    assert two(number(5, action="deploy"), number(5, action="launch")) is None


def test_a_part_is_not_the_whole():
    assert two(number(5, whole=0), number(5)) == Reason.PART_AGAINST_WHOLE
    assert two(number(5, whole=0), number(5, whole=12)) is None


def test_children_among_the_dead_are_the_children_killed():
    """People whom news counts apart are one count, be it told as a part or by itself."""
    part, alone = number(5, whole=0, counted="children"), number(5, counted="children")
    assert two(part, alone) is None
    assert two(part, number(6, counted="children")) == Reason.OTHER_PART
    assert two(part, number(5, whole=3, counted="children")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("children", "people"),
        ("women", "children"),
        ("police officers", "rebels"),
        ("women and children", "children"),
    ],
)
def test_other_people_are_counted_apart(one, other):
    assert two(number(5, counted=one), number(5, counted=other)) == Reason.OTHER_PEOPLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("children", "minors"),
        ("people", "civilians"),
        ("civilians", ""),
        ("burnt cars", "cars"),
        ("wounded rebels", "militants from the hills"),
    ],
)
def test_the_same_people_in_other_words_are_not(one, other):
    assert two(number(5, counted=one), number(5, counted=other)) is None


def test_an_age_is_no_length_of_time():
    def years(words: str) -> Value:
        return replace(number(12, kind=Facet.DURATION, unit="year"), text=words)

    assert two(years("12-year-old"), years("12 years")) == Reason.AGE_AGAINST_TIME
    assert two(years("12-year-old"), years("12 years of age")) is None


def test_numbers_of_another_order_are_of_other_things():
    assert two(number(100), number(100 * MAX_RATIO)) is None
    assert two(number(100), number(100 * MAX_RATIO + 1)) == Reason.OTHER_ORDER
    assert two(at_least(100), number(100 * MAX_RATIO + 1)) is None


# ---------------------------------------------------------------- events by their days


def dated(gap: int, *claims: Claim) -> Conflict | None:
    first, second = claims
    return conflict(
        replace(first, when=Days(DAY, DAY)),
        replace(second, when=Days(after(gap), after(gap))),
    )


def test_two_events_far_apart_are_two():
    a, b = made("a", number(5)), made("b", number(5))
    assert dated(MAX_EVENT_GAP_DAYS, a, b) is None
    assert dated(MAX_EVENT_GAP_DAYS + 1, a, b) == DaysApart(MAX_EVENT_GAP_DAYS + 1)


def test_casualties_of_two_days_are_of_two_events():
    assert dated(0, killed(5), killed(5, "b")) is None
    assert dated(1, killed(5), killed(5, "b")) == DaysApart(1)


def test_a_week_that_holds_the_day_is_no_other_event():
    week = killed(5, "b", when=Days(after(-3), after(3)))
    assert conflict(killed(5, when=Days(DAY, DAY)), week) is None


def test_the_story_dates_casualties_that_their_sentence_does_not():
    def told(article: str, gap: int) -> Claim:
        return killed(5, article, story=Days(after(gap), after(gap)))

    assert conflict(told("a", 0), told("b", MAX_CASUALTY_GAP_DAYS)) is None
    assert conflict(told("a", 0), told("b", MAX_CASUALTY_GAP_DAYS + 1)) == DaysApart(2)


LASTING, PAST = "The town has 5 bridges.", "The men robbed 5 shops."


def news(article: str, n: float, day: date, **fields: object) -> Claim:
    """A claim about `n` of an article whose story is of `day`."""
    return made(article, number(n), **{"story": Days(day, day), "text": PAST, **fields})


@pytest.mark.parametrize(("text", "held"), [(PAST, True), (LASTING, False)])
@pytest.mark.parametrize("facet", [Facet.QUANTITY, Facet.STATEMENT])
def test_an_undated_sentence_in_the_past_is_of_its_own_story(text, held, facet):
    fields = {"text": text} if facet is Facet.QUANTITY else {"text": text.replace("5 ", ""), "facet": facet}
    claims = [
        made(key, number(5) if facet is Facet.QUANTITY else None, story=Days(day, day), **fields)
        for key, day in (("a", DAY), ("b", after(MAX_EVENT_GAP_DAYS + 1)))
    ]
    assert bool(conflict(*claims)) == held
    near = replace(claims[1], story=Days(after(MAX_EVENT_GAP_DAYS), after(MAX_EVENT_GAP_DAYS)))
    assert not conflict(claims[0], near)


def test_a_day_that_both_articles_name_may_tie_their_stories():
    a, b = news("a", 5, DAY), news("b", 5, after(300))
    day = [made(key, days(after(-9)), id=f"{key}-day", sentence=1) for key in "ab"]
    assert conflict(a, b) == DaysApart(300)
    assert not conflict(a, b, *day)


def test_what_stays_so_is_of_no_day():
    fields = {"text": PAST}
    a, b = (
        made(key, number(5, action="employ"), story=Days(day, day), **fields)
        for key, day in (("a", DAY), ("b", after(300)))
    )
    assert not conflict(a, b)


@pytest.mark.parametrize(
    ("width", "odds", "held"),
    [(0, 0.0, True), (EXACT_DAYS, 0.0, True), (EXACT_DAYS + 1, 0.0, False), (0, SURE_EVENT, False)],
)
def test_ages_of_two_days_far_apart_are_of_two_people_but_in_one_event(width, odds, held, monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: odds)
    a, b = (
        made(key, number(5, counted="age"), story=Days(day, day + timedelta(days=width)), text=PAST)
        for key, day in (("a", DAY), ("b", after(300)))
    )
    assert bool(conflict(a, b)) is held


def test_statements_of_two_days_far_apart_are_two_however_sure_the_event(monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: SURE_EVENT)
    a, b = (
        made(key, facet=Facet.STATEMENT, when=Days(day, day), text="Ada Corvin arrived in Tarn.")
        for key, day in (("a", DAY), ("b", after(MAX_EVENT_GAP_DAYS + 1)))
    )
    assert conflict(a, b) == DaysApart(MAX_EVENT_GAP_DAYS + 1)
    near = after(MAX_EVENT_GAP_DAYS)
    assert not conflict(a, replace(b, when=Days(near, near)))


@pytest.mark.parametrize(("gap", "held"), [(0, False), (1, True)])
def test_values_that_exclude_each_other_are_of_the_day_of_their_stories(gap, held):
    assert bool(conflict(news("a", 5, DAY), news("b", 6, after(gap)))) == held
    assert not conflict(news("a", 5, DAY), news("b", 5, after(gap)))


def test_without_days_nothing_is_ruled_out():
    assert conflict(killed(5), killed(9, "b")) is None
    assert conflict(killed(5, when=Days(DAY, DAY)), killed(9, "b")) is None


# ---------------------------------------------------------------- dates


def on(article: str, day: date | None, last: date | None = None, **fields: object) -> Claim:
    value = days(day, last)
    return made(article, value, when=Days(value.low, value.high), **fields)


def test_dates_far_apart_are_of_two_things():
    assert conflict(on("a", DAY), on("b", after(MAX_DATE_GAP_DAYS))) is None
    gap = MAX_DATE_GAP_DAYS + 1
    assert conflict(on("a", DAY), on("b", after(gap))) == DaysApart(gap)


def test_two_days_that_one_article_gives_are_of_two_things():
    a, b = on("a", DAY), on("b", after(1))
    assert conflict(a, b) is None
    assert conflict(a, b, on("b", DAY, focus_start=9)) == Reason.BOTH_DAYS_GIVEN
    assert conflict(a, on("b", DAY), on("b", after(1), focus_start=9)) is None


def test_attacks_are_told_apart_by_their_days():
    a, b = on("a", DAY, sentence=4), on("b", after(1))
    reason = Reason.CASUALTY_DAYS
    assert conflict(a, b, killed(5, sentence=4, focus_start=9)) == reason
    assert conflict(a, b, killed(5, sentence=3, focus_start=9)) is None


def test_the_day_of_a_statement_is_not_that_of_an_event():
    assert conflict(on("a", DAY, spoken=True), on("b", after(1))) == Reason.DAY_OF_STATEMENT
    assert conflict(on("a", DAY, spoken=True), on("b", DAY)) is None


def test_since_when_is_not_when():
    since = made("a", DateValue(Facet.DATE, 0, 1, "since", "2020-03-12", low=DAY, high=None))
    near, far = after(SAME_START_DAYS), after(SAME_START_DAYS + 1)
    assert conflict(since, made("b", days(near))) is None
    assert conflict(since, made("b", days(far))) == Reason.SINCE_AGAINST_WHEN


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Drost led the port from 2000 to 2006.", "Drost led the port from 2006 to 2012.", True),
        ("Drost led the port until 2006.", "Drost has led the port since 2006.", True),
        ("Drost led the port from 2000 to 2006.", "Drost led the port until 2006.", False),
        ("Drost led the port until 2006.", "Drost left the port in 2006.", False),
    ],
)
def test_a_last_day_is_no_first_day(one, other, apart):
    def dated(article: str, text: str) -> Claim:
        start = text.rindex("2006")
        end = date(2006, 12, 31)
        value = DateValue(Facet.DATE, start, start + 4, "2006", "2006", low=date(2006, 1, 1), high=end)
        return replace(made(article, value, text=text), focus=Focus(start, start + 4, "2006"))

    texts = [text[: text.index("2006") + 4] + "." for text in (one, other)]
    found = conflict(*(dated(key, text) for key, text in zip("ab", texts, strict=True)))
    assert found == (Reason.FIRST_AGAINST_LAST if apart else None)


@pytest.mark.parametrize(("outcome", "reason"), [("kill", None), ("injure", Reason.VALUES_APART)])
def test_as_many_killed_as_hurt_are_not_told_in_one_statement(outcome, reason):
    one, other = made("a", text="A bomb killed 50 people."), made("b", text="A bomb hit 50 people.")
    counts = killed(50), made("b", number(50, action=outcome))
    assert conflict(one, other, *counts) == reason


# ---------------------------------------------------------------- requests for comment


def test_each_outlet_asks_for_itself_but_a_refusal_is_told_by_all():
    asked = "The port of Tarn did not immediately respond to a request for comment."
    silent = "The port of Tarn did not return calls from the Ashel Post."
    declined = "The port of Tarn declined to comment."
    assert conflict(made("a", text=asked), made("b", text=silent)) == Reason.OWN_REQUESTS
    assert conflict(made("a", text=asked), made("b", text=declined)) is None
    assert conflict(made("a", text=declined), made("b", text=declined)) is None


# ---------------------------------------------------------------- outlets, fresh news, nouns


def published(a: Claim, b: Claim, one: int, other: int, source: str = "") -> Conflict | None:
    """The conflict of two claims whose articles were published so many days after `DAY`."""
    articles = [
        replace(story(c.article, "x", after(n)), **({"source": source} if source else {}))
        for c, n in ((a, one), (b, other))
    ]
    found = Constraints(Corpus.build(annotate(articles, [], [a, b]), NoEncoder()))
    assert found.conflict(0, 1) == found.conflict(1, 0)
    return found.conflict(0, 1)


def test_an_outlet_that_gives_another_value_later_updates_itself():
    a, b = made("a", number(5)), made("b", number(6))
    assert published(a, b, 0, 1, "Ashel Post") == Reason.ONE_OUTLET
    assert published(a, b, 0, 0, "Ashel Post") is None
    assert published(a, b, 0, 1) is None
    assert published(a, made("b", number(5)), 0, 1, "Ashel Post") is None


def test_another_toll_without_a_day_is_that_of_its_own_news():
    assert published(killed(5), killed(6, "b"), 0, 2) is None
    assert isinstance(published(killed(5), killed(6, "b"), 0, 3), DaysApart)
    assert isinstance(published(killed(5), killed(6, "b"), 0, 9), DaysApart)


MILL = "The fire in the Dorvan mill killed 22 workers."
BARE = "The fire killed 22 workers."


def recalled(value: Value, *, text: str = MILL, later: str = "", gap: int = 400) -> Conflict | None:
    """The conflict of an undated toll and of the same one in an article published `gap` days after."""
    a, b = made("a", value, text=text), made("b", value, text=later or text)
    told = [story("a", text), story("b", f"The trial of an owner began.\n{later or text}", after(gap))]
    sentences = [s for article in told for s in split_sentences(article)]
    return Constraints(Corpus.build(annotate(told, sentences, [a, b]), NoEncoder())).conflict(0, 1)


def test_an_equal_toll_may_be_recalled_long_after_by_a_rare_name():
    assert recalled(number(22, action="kill")) is None
    assert isinstance(recalled(number(22, action="kill"), text=BARE), DaysApart)
    assert isinstance(recalled(number(22, action="kill"), later="The fire in a mill killed 22."), DaysApart)


def test_an_equal_toll_without_a_name_is_recalled_for_some_days():
    gap = MAX_EVENT_GAP_DAYS + NEWS_DAYS
    assert published(killed(22), killed(22, "b"), 0, gap) is None
    assert isinstance(published(killed(22), killed(22, "b"), 0, gap + 1), DaysApart)
    few = RECALLED_FROM - 1
    assert isinstance(published(killed(few), killed(few, "b"), 0, gap), DaysApart)


def test_no_two_events_have_so_high_a_toll():
    high = DISTINCTIVE_NUMBER
    assert published(killed(high), killed(high, "b"), 0, 400) is None
    assert isinstance(published(killed(high - 1), killed(high - 1, "b"), 0, 400), DaysApart)


def test_small_and_vague_tolls_are_not_recalled_by_a_name():
    assert recalled(number(RECALLED_FROM, action="kill")) is None
    assert isinstance(recalled(number(RECALLED_FROM - 1, action="kill")), DaysApart)
    dozens = AmountValue(Facet.QUANTITY, 0, 1, "dozens", "dozens", low=24.0, action="kill")
    assert isinstance(recalled(dozens), DaysApart)
    assert recalled(dozens, gap=2) is None


def test_no_article_tells_what_comes_after_it():
    later = killed(6, "b", when=Days(after(1), after(1)))
    assert published(killed(5), later, 0, 1) == Reason.BEFORE_IT_HAPPENED
    assert published(killed(5), later, 1, 1) is None
    # Equal tolls allow for a day that one of the two got wrong.
    same = killed(22, "b", when=Days(after(2), after(2)))
    assert published(killed(22), same, 0, 2) == Reason.BEFORE_IT_HAPPENED
    assert published(killed(22), same, 1, 2) is None


@pytest.mark.parametrize(("counted", "reason"), [("miners", None), ("sheep", Reason.OTHER_THINGS)])
def test_who_is_killed_under_a_name_of_persons_is_people(counted, reason):
    a, b = (number(5, counted=noun, action="kill") for noun in ("people", counted))
    assert two(a, b) == reason


def test_days_of_the_news_of_two_days_are_two():
    assert published(on("a", after(-1)), on("b", after(6)), 0, 7) == Reason.OWN_NEWS
    assert published(on("a", after(-1)), on("b", after(0)), 0, 1) is None


def test_other_things_are_counted_apart():
    assert two(number(5, counted="houses"), number(5, counted="tanks")) == Reason.OTHER_THINGS
    assert two(number(5, counted="burnt lorries"), number(5, counted="lorries")) is None
    assert two(number(5, counted="passengers"), number(5, counted="people")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("men and women", "people"),
        ("juveniles", "children"),
        ("adults", "people"),
        ("adult victims", "adults"),
        ("males", "men"),
        ("deaths", "civilians"),
    ],
)
def test_people_under_two_names_may_be_the_same(one, other):
    assert two(number(5, counted=one), number(5, counted=other)) is None


def test_nouns_that_news_exchanges_count_one_thing_where_the_number_is_one():
    strikes, raids = (number(5, counted=noun) for noun in ("airstrikes", "raids"))
    assert two(strikes, raids) is None
    assert two(strikes, number(6, counted="raids")) == Reason.OTHER_THINGS
    assert two(strikes, number(6, counted="airstrikes")) is None


def test_what_happens_to_things_tells_them_apart_only_where_numbers_do():
    def act(n: float, action: str) -> Value:
        return number(n, action=action)

    assert two(act(5, "deploy"), act(6, "launch")) == Reason.OTHER_ACTION
    assert two(act(5, "deploy"), act(5, "launch")) is None
    assert two(act(5, "own"), act(6, "launch")) is None


# ---------------------------------------------------------------- properties

VALUES = st.one_of(
    st.builds(
        number,
        st.integers(1, 60),
        action=st.sampled_from(["kill", "injure"]),
        counted=st.sampled_from(["", "people", "children"]),
    ),
    st.builds(lambda n: on("a", after(n)).value, st.integers(0, 50)),
)
CLAIMS = st.builds(
    lambda article, value, start, gap: made(
        article,
        value,
        focus_start=start,
        when=Days() if gap is None else Days(after(gap), after(gap)),
    ),
    st.sampled_from("abc"),
    VALUES,
    st.integers(0, 9),
    st.none() | st.integers(0, 20),
)


@given(st.lists(CLAIMS, min_size=2, max_size=6))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_conflicts_are_symmetric_and_do_not_depend_on_the_order_of_claims(claims):
    forward, back = constraints(*claims), constraints(*reversed(claims))
    last = len(claims) - 1
    for i in range(len(claims)):
        for j in range(len(claims)):
            assert forward.conflict(i, j) == forward.conflict(j, i) == back.conflict(last - i, last - j)


@given(st.lists(CLAIMS, min_size=2, max_size=6))
@settings(derandomize=True, deadline=None, max_examples=80)
def test_many_pairs_are_comparable_as_each_is(claims):
    found = constraints(*claims)
    i, j = (part.ravel() for part in np.indices((len(claims), len(claims))))
    told = [found.comparable(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    assert found.comparable_pairs(i, j).tolist() == told


def test_a_count_without_an_outcome_conflicts_either_way_round():
    a, b = killed(5, when=Days(DAY, DAY)), made("b", number(5), when=Days(after(1), after(1)))
    found = constraints(a, b)
    assert found.conflict(0, 1) == found.conflict(1, 0)


# ---------------------------------------------------------------- days that exclude each other


def on_day(text: str, focus: str, day: date, article: str = "a") -> Claim:
    start = text.index(focus)
    claim = made(article, days(day), text=text, focus_start=start)
    return replace(claim, focus=Focus(start, start + len(focus), focus))


def test_a_day_by_when_something_was_so_is_no_other_day():
    one = on_day("The search ended by Monday.", "Monday", DAY)
    other = on_day("The search ended on Sunday.", "Sunday", after(-1), "b")
    assert conflict(one, other) == Reason.DAY_AGAINST_BOUND
    assert (
        conflict(replace(one, text="The search ended on Monday.", focus=Focus(20, 26, "Monday")), other)
        is None
    )


def test_one_weekday_a_week_apart_is_one_day_to_articles_of_nearly_one_day():
    one = on_day("He was held on Thursday.", "Thursday", after(-7))
    other = on_day("He was held on Thursday.", "Thursday", DAY, "b")
    assert conflict(one, other) == Reason.ONE_WEEKDAY


def test_days_beside_values_that_do_not_meet_are_of_two_things():
    one, other = (
        on_day(f"It fell to {n} percent in {m}.", m, day, k)
        for n, m, day, k in ((5, "April", DAY, "a"), (7, "May", after(30), "b"))
    )
    shares = [
        made(k, number(n, kind=Facet.PERCENTAGE, unit="percentage"), text=c.text)
        for n, k, c in ((5, "a", one), (7, "b", other))
    ]
    assert conflict(one, other, *shares) == Reason.VALUES_APART
