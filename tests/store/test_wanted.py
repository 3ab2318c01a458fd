"""Days as a command or a request names them, and the verdicts that answer a topic."""

from datetime import date

import pytest

from compare.errors import InputError
from compare.models import VerdictKind
from compare.store.ranking import Filters, answering
from compare.store.wanted import days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("9999-12", date(9999, 12, 1), date.max),
        ("0001-01", date.min, date(1, 1, 31)),
        ("2024-05-31", date(2024, 5, 31), date(2024, 5, 31)),
    ],
)
def test_a_year_and_a_month_are_all_their_days(text, first, last):
    assert days("--since", text) == (first, last)


@pytest.mark.parametrize("text", ["2024-00", "2024-13", "0000-05", "2024-02-30", "20245", ""])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InputError, match=r"--since is .* allowed: a day, month or year"):
        days("--since", text)


def test_a_topic_that_asks_for_differences_gets_these_and_filters_win():
    asked = answering("What do the papers disagree on about the attack?", Filters())
    assert asked.verdicts == (VerdictKind.DIFFER, VerdictKind.POSSIBLE, VerdictKind.VARIANT)
    every = answering("the attack", Filters(min_origins=2))
    assert VerdictKind.SINGLE_SOURCE not in every.verdicts
    assert VerdictKind.RELATED in every.verdicts
    assert every.min_origins == 2
    chosen = Filters(verdicts=(VerdictKind.AGREE,))
    assert answering("where do they differ", chosen) is chosen
