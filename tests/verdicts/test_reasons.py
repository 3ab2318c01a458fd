"""Reasons: who says what, in the order of publication, and what the days can explain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from stories import at_least, days, judged, made, number

from compare.models import AmountValue, Article, Copy, CopyKind, Facet, Modality, Modifier, Value
from compare.verdicts.reasons import Position, copied, describe, listed, number_words, single, unit_words


def reason(*said: tuple[int | None, Value], **fields) -> str:
    """The reason of the verdict on values by the day of March on which they were published."""
    articles = {
        f"a{k}": Article(f"a{k}", "", f"Source {k}", published=date(2024, 3, day) if day else None)
        for k, (day, _) in enumerate(said)
    }
    claims = [made(f"a{k}", value, **fields) for k, (_, value) in enumerate(said)]
    return judged(claims, articles).reason


def position(key: str, source: str = "", day: int | None = None) -> Position:
    published = date(2024, 3, day) if day else None
    return Position(Article(key, "", source, published=published), (made(key, number(4)),))


# ---------------------------------------------------------------- counts that change


def test_a_count_that_rises_is_told_as_a_sequence_with_the_latest_figure():
    told = reason((7, number(27)), (6, number(4, counted="miners")), (9, number(31)))
    assert "2024-03-06: 4 miners (Source 1) → 2024-03-07: 27 (Source 0) → 2024-03-09: 31 (Source 2)" in told
    assert "the latest is 31 (Source 2)" in told
    assert told.endswith(
        "They were published 3 days apart, and the count only rises, as it can while news comes in."
    )


def test_a_lower_bound_that_rises_is_compatible_and_told_as_a_sequence():
    told = reason((6, at_least(4)), (7, number(27)))
    assert (
        "2024-03-06: at least 4 (Source 0) → 2024-03-07: 27 (Source 1); the latest is 27 (Source 1)." in told
    )
    assert told.startswith("Source 0 is vaguer or wider and does not exclude the other.")


def test_a_count_that_falls_or_goes_both_ways_is_not_said_to_rise():
    assert "the count only falls" in reason((6, number(31)), (7, number(27)))
    assert "rises and falls" in reason((6, number(27)), (7, number(31)), (8, number(27)))


def test_one_day_that_excludes_itself_is_not_explained_by_time():
    told = reason((6, number(27)), (6, number(31)), (7, number(35)))
    assert "2024-03-06: 27 (Source 0), 31 (Source 1) → 2024-03-07: 35 (Source 2)" in told
    assert "articles of one day exclude each other" in told


def test_an_undated_article_stands_outside_the_sequence():
    told = reason((6, number(27)), (7, number(31)), (None, number(35)))
    assert "Undated: 35 (Source 2)." in told
    assert "where an undated article stands among them is unknown" in told


def test_where_all_but_one_are_undated_there_is_no_sequence():
    told = reason((6, number(27)), (None, number(35)))
    assert "→" not in told
    assert "Not every article is dated" in told


def test_those_who_give_one_count_on_one_day_stand_together():
    told = reason((6, number(27)), (6, number(27)), (7, number(35)))
    assert "2024-03-06: 27 (Source 0 and Source 1) → " in told


def test_a_long_sequence_is_shortened_in_the_middle():
    told = reason(*((k, number(100 * k)) for k in range(1, 13)))
    assert told.count("→") == 6
    assert "… 6 days more …" in told
    assert "the latest is 1,200 (Source 11)" in told


def test_equal_counts_are_no_sequence():
    about = number(20, 18, 22, modifier=Modifier.ABOUT)
    assert "→" not in reason((6, number(20)), (7, number(20)))
    assert "→" in reason((6, number(20)), (7, about))


@pytest.mark.parametrize(
    "values",
    [
        (days(date(2024, 3, 2)), days(date(2024, 3, 4))),
        (number(2, kind=Facet.DURATION, unit="day"), number(4, kind=Facet.DURATION, unit="day")),
    ],
)
def test_only_counts_change(values):
    told = reason((6, values[0]), (7, values[1]))
    assert "→" not in told
    assert "They were published 1 day apart; the latest is Source 1 (2024-03-07)." in told


def test_articles_of_one_day_are_said_to_be():
    assert reason((6, number(27)), (6, number(31))).endswith("All were published on the same day.")


def test_what_one_outlet_repeats_on_a_day_is_told_once():
    articles = {
        k: Article(k, "", s, published=date(2024, 3, 6)) for k, s in (("a", "A"), ("b", "A"), ("c", "C"))
    }
    claims = [made("a", number(4)), made("b", number(4)), made("c", number(9))]
    told = judged(claims, articles).reason
    assert "A (2024-03-06): 4; C (2024-03-06): 9." in told


# ---------------------------------------------------------------- agreement, compatibility


def test_two_articles_are_both_and_more_are_all():
    assert reason((6, number(4)), (6, number(4))) == "Both articles give 4."
    assert reason((6, number(4)), (6, number(4)), (7, number(4))) == "All 3 articles give 4."


def test_the_claim_that_was_compared_is_shown_and_not_the_first():
    articles = {key: Article(key, "", key.upper(), published=date(2024, 3, 6)) for key in "ab"}
    claims = [made("a", number(3)), made("a", at_least(14), focus_start=5), made("b", number(20))]
    assert "A (2024-03-06): at least 14; B (2024-03-06): 20." in judged(claims, articles).reason


def test_why_values_cannot_be_compared_is_said():
    one, other = made("a", number(4), modality=Modality(negated=True)), made("b", number(4))
    articles = {key: Article(key, "", key.upper()) for key in "ab"}
    assert "A denies what the other states" in judged([one, other], articles).reason
    plan = made("b", number(9), modality=Modality(planned=True))
    assert "B tells a plan" in judged([made("a", number(4)), plan], articles).reason
    vague = days(date(2024, 3, 1), vague=True)
    assert "Source 0 is too vague" in reason((6, vague), (6, days(date(2024, 3, 2))))


# ---------------------------------------------------------------- one source, copies


def test_one_outlet_with_several_articles():
    two = [position("x", "Post", 6), position("y", "Post", 7)]
    assert single(two, ()) == "Only Post says so, in 2 articles."
    assert single(two, (Copy(("x", "y"), CopyKind.WHOLE),)).endswith("in 2 articles that copy each other.")


def test_copies_are_named_with_their_days():
    two = [position("x", "Post", 6), position("y", "Echo", 7)]
    whole, part = Copy(("x", "y"), CopyKind.WHOLE), Copy(("x", "y"), CopyKind.SENTENCE)
    assert single(two, (whole,)) == (
        "Post (2024-03-06) and Echo (2024-03-07) carry copies of one text, so this is one source."
    )
    assert "carry one sentence almost word for word, so this is" in single(two, (part,))
    assert copied(two, ()) == ""


def test_several_chains_of_copies_are_one_source():
    three = [position("x", "Post"), position("y", "Echo"), position("z", "Times")]
    told = single(three, (Copy(("x", "y"), CopyKind.WHOLE), Copy(("y", "z"), CopyKind.SENTENCE)))
    assert told.startswith("Post, Echo and Times are one source. Post and Echo carry copies of one text.")


def test_lists():
    assert (listed([]), listed(["A"]), listed(["A", "A", "B"])) == ("", "A", "A and B")
    assert listed("ABCDEFG") == "A, B, C, D, E, F and G"
    assert listed("ABCDEFGHIJ") == "A, B, C, D, E, F and 4 more"


# ---------------------------------------------------------------- values in words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (number(14500, counted="miners"), "14,500 miners"),
        (at_least(41, counted="civilians"), "at least 41 civilians"),
        (number(2.5, kind=Facet.PERCENTAGE, unit="percentage"), "2.5%"),
        (number(3, kind=Facet.DURATION, unit="week"), "3 weeks"),
        (number(1, kind=Facet.DURATION, unit="week"), "1 week"),
        (
            AmountValue(Facet.QUANTITY, 0, 1, "Dozens", "Dozens", low=24, high=99, counted="people"),
            "dozens of people",
        ),
        (AmountValue(Facet.QUANTITY, 0, 1, "a few", "a few", low=2, high=9, counted="men"), "a few men"),
        (number(10, 10, 20, modifier=Modifier.BETWEEN, counted="men"), "10 to 20 men"),
        (days(date(2024, 3, 9)), "2024-03-09"),
        (days(date(2024, 3, 1), date(2024, 3, 31)), "2024-03"),
        (days(date(1990, 1, 1), date(1994, 12, 31)), "1990 to 1994"),
        (days(date(2024, 3, 2), date(2024, 3, 31)), "2024-03-02 to 2024-03-31"),
        (replace(days(None, None), low=date(2002, 1, 1), turn=date(2002, 12, 31)), "since 2002"),
        (replace(days(None, None), high=date(2002, 5, 31), turn=date(2002, 5, 1)), "until 2002-05"),
        (replace(days(None, None), low=date(2003, 1, 1)), "2003-01-01 or later"),
    ],
)
def test_a_value_in_words(value, words):
    assert describe(value) == words


@pytest.mark.parametrize(
    ("unit", "count", "words"),
    [
        ("mile", 1.0, "mile"),
        ("kilometre", 20.0, "kilometres"),
        ("square foot", 20.0, "square feet"),
        ("hour per day", 8.0, "hours per day"),
        ("tonne", None, "tonnes"),
        ("degree_Celsius", 40.0, "degrees Celsius"),
        ("hertz", 50.0, "hertz"),
        ("magnitude", 7.8, "magnitude"),
        ("EUR", 5.0, "EUR"),
        ("", 5.0, ""),
    ],
)
def test_a_unit_behind_its_number(unit, count, words):
    assert unit_words(unit, count) == words


def test_a_share_is_told_in_its_own_words():
    share = AmountValue(
        Facet.PERCENTAGE, 0, 10, "Two thirds", "66", number=2 / 3, low=66, high=67, unit="percentage"
    )
    assert describe(share) == "two thirds"
    assert describe(replace(share, counted="voters")) == "two thirds of voters"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (56e9, "56 billion"),
        (2.3e6, "2.3 million"),
        (-4.25e9, "-4.25 billion"),
        (2e15, "2,000 trillion"),
        (1_234_567, "1,234,567"),
        (1_000_001_000, "1,000,001,000"),
        (999_999, "999,999"),
        (0.5, "0.5"),
    ],
)
def test_many_noughts_have_names_where_nothing_is_lost(number, words):
    assert number_words(number) == words
