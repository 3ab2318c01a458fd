"""Why sources do not say the same."""

from datetime import date

import pytest
from stories import at_least, judged, made, number

from compare.models import Article, Cause, VerdictKind
from compare.verdicts.causes import cause_of

ARTICLES = {
    "early": Article("early", "", source="Ashel Post", published=date(2024, 3, 10)),
    "late": Article("late", "", source="Velmora Echo", published=date(2024, 3, 13)),
    "same day": Article("same day", "", source="Tarn Times", published=date(2024, 3, 10)),
    "undated": Article("undated", "", source="Lomm Daily"),
}


def cause(early, late):
    return judged((early, late), ARTICLES).cause


def dead(key: str, n: int, text: str = ""):
    return made(key, number(n, counted="miners", action="kill"), **({"text": text} if text else {}))


def test_casualties_that_rise_over_days_are_updated():
    assert cause(dead("early", 14), dead("late", 19)) is Cause.UPDATE


@pytest.mark.parametrize("key", ["same day", "undated"])
def test_casualties_of_one_day_or_of_an_unknown_one_are_a_conflict(key):
    assert cause(dead("early", 14), dead(key, 19)) is Cause.CONFLICT


def test_casualties_that_fall_are_a_conflict():
    assert cause(dead("early", 19), dead("late", 14)) is Cause.CONFLICT


def test_a_later_date_alone_makes_no_update():
    assert cause(made("early", number(47)), made("late", number(48))) is Cause.CONFLICT


def test_a_later_text_that_tells_a_change_is_an_update():
    later = made("late", number(48), text="The plan now has 48 pages.")
    assert cause(made("early", number(47)), later) is Cause.UPDATE
    assert cause(made("late", number(47)), made("early", number(48), text="It now has 48.")) is Cause.CONFLICT


def test_vaguer_values_differ_in_precision_and_equal_ones_have_no_cause():
    assert cause(made("early", number(14)), made("late", at_least(10))) is Cause.PRECISION
    assert cause(made("early", number(14)), made("late", number(14))) is None


def test_a_spelling_is_a_matter_of_wording():
    assert cause_of(VerdictKind.VARIANT, "name", (), {}) is Cause.WORDING
