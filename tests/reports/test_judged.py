"""What is said of a judge."""

from __future__ import annotations

import pytest

from compare.reports.judged import beyond_line, judged_line, unanswered_line


def run(**told: object) -> dict[str, object]:
    usual = {"asked": 12, "differ": 4, "dropped": 3, "possible": 5}
    return {"judge": "mine@1", "judged": usual | told}


def test_what_became_of_the_pairs_is_told():
    assert judged_line(run()) == (
        "The judge mine@1 was asked about 12 possible differences: 4 differ, 3 are dropped, 5 stay possible"
    )
    assert judged_line(run(asked=1, differ=0, dropped=1, possible=0)) == (
        "The judge mine@1 was asked about 1 possible difference: 0 differ, 1 is dropped, 0 stay possible"
    )
    assert judged_line(run(unanswered=2)).endswith("5 stay possible, 2 had no answer")
    assert judged_line(run(beyond=2)).endswith(
        "5 stay possible; 2 possible ones of stories that have enough are not shown"
    )
    assert judged_line(run(asked=0)) == "The judge mine@1 was asked about no pair: none was possible"


@pytest.mark.parametrize("damaged", [{}, {"judged": None}, {"judged": "x"}])
def test_without_a_judge_nothing_is_said(damaged):
    assert (judged_line(damaged), unanswered_line(damaged)) == ("", "")


def test_what_was_not_answered_is_told_with_the_reasons():
    assert unanswered_line(run()) == ""
    failures = {"status 500": 1, "no connection": 4, "c": 1, "d": 1}
    assert unanswered_line(run(unanswered=7, failures=failures)) == (
        "the judge mine@1 gave no answer on 7 of 12 pairs, which are told as without it: "
        "no connection (4), c (1), d (1), and 1 more"
    )
    assert "1 of 12 pairs, which are told as without it: x (1)" in unanswered_line(
        run(unanswered=1, failures={"x": 1})
    )
    assert unanswered_line(run(unanswered="many", failures=7, asked=None)) == ""


def test_what_is_left_out_of_stories_is_told():
    assert beyond_line({}) == ""
    assert beyond_line({"possible_beyond": 1}) == (
        "1 further pair that may differ is left out, "
        "of stories with enough of them (setting verdicts.possible_per_story)"
    )
    assert beyond_line({"possible_beyond": 7}).startswith("7 further pairs that may differ are left out")
    asked = beyond_line({"judge": "mine@1", "possible_beyond": 7})
    assert asked.startswith("The judge was not asked about 7 further pairs that may differ")
