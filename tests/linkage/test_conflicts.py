"""Reasons: what each does, and the words that a reader sees."""

from __future__ import annotations

import pytest

from compare.linkage.conflicts import DaysApart, Force, Reason, bars


def test_no_two_reasons_have_the_same_words():
    assert len({reason.text for reason in Reason}) == len(Reason.__members__)


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_bars_or_hinders(reason):
    assert bars(reason) is (reason.force is Force.BARS)


@pytest.mark.parametrize(("days", "text"), [(1, "events 1 day apart"), (2, "events 2 days apart")])
def test_what_happened_on_two_days_is_never_one_fact(days, text):
    assert DaysApart(days).text == text
    assert bars(DaysApart(days))


def test_nothing_bars_where_nothing_speaks_against_it():
    assert not bars(None)
