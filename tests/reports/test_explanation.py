"""Explanations to read: the bars add up, the words name the signals, and nothing is wider than its page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import BARE, ECHO, POST, claim, sample_report

from compare.linkage.comparison.claim_features import SIGNALS
from compare.models import (
    Comparison,
    Explanation,
    LeftOut,
    Link,
    NearMiss,
    Relation,
    Rule,
    Signal,
    VerdictKind,
)
from compare.reports.explanation import explanation_dict, explanation_markdown, explanation_text
from compare.reports.view import view_fact
from compare.reports.words import SIGNAL_WORDS
from compare.text_safety import width

ARTICLES = {article.id: article for article in (POST, ECHO, BARE)}
SIGNS = (Signal("base", 1.0, -1.0), Signal("wording", 0.4, 2.5), Signal("others", 3.0, -0.5))
LEFT_OUT = claim(BARE, "Nothing of note happened.", "Nothing", number=7.0, value="7", counted="sailors")


def explained(signals=SIGNS, score=0.73, needed=0.65, nearest=True, rule=Rule.CASUALTIES):
    fact = sample_report().facts[0]
    a, b = (c.id for c in fact.claims)
    near = NearMiss(LEFT_OUT, a, 0.41, 0.5, "below the threshold") if nearest else None
    told = Explanation(
        rule,
        needed,
        score - needed,
        (Link(a, b, score, signals, needed),),
        (Comparison(a, b, Relation.DISJOINT),),
        near,
    )
    return view_fact(replace(fact, explanation=told), ARTICLES)


def test_why_a_difference_within_a_group_is_a_possible_one_is_said():
    one = replace(explained(), verdict=VerdictKind.POSSIBLE, score=0.12)
    told = "But that they differ has a probability of 0.12 only."
    assert (explanation_dict(one)["certainty"], explanation_dict(one)["score"]) == ("possible", 0.12)
    for text in (explanation_text(one, 500), explanation_markdown(one)):
        assert told in text
    assert told not in explanation_text(replace(one, verdict=VerdictKind.DIFFER), 500)
    pair = replace(explained(rule=Rule.DOUBT), verdict=VerdictKind.POSSIBLE, score=0.12)
    assert told not in explanation_text(pair, 500)


def test_every_signal_has_words():
    assert set(SIGNALS) <= set(SIGNAL_WORDS)


def test_each_signal_stands_on_a_line_with_its_words_and_its_contribution():
    lines = explanation_text(explained(), 100).splitlines()
    base, words, others, total = (
        next(line for line in lines if line.lstrip().startswith(start))
        for start in ("before any", "likeness of", "3 smaller signals", "sum:")
    )
    assert "-1.00" in base and "+2.50" in words and "-0.50" in others
    assert "a probability of 0.73" in total and "+1.00" in total


def test_bars_run_from_the_sum_before_a_signal_to_that_after():
    lines = explanation_text(explained(), 100).splitlines()
    down = next(line for line in lines if "before any" in line)
    up = next(line for line in lines if "likeness of" in line)
    back = next(line for line in lines if "smaller signals" in line)
    total = next(line for line in lines if "sum:" in line)
    zero = up.index("█") + down.count("▒") - 1
    assert down.index("▒") == up.index("█")
    assert up.rindex("█") == back.rindex("▒")
    assert back.index("▒") == total.rindex("█")
    assert total.index("█") == zero
    assert "¦" in back or "¦" in total or "¦" in down


def test_what_was_needed_what_was_compared_and_what_was_left_out_are_said():
    text = " ".join(explanation_text(explained(), 100).split())
    assert "Joined as casualties that exclude each other: a probability of 0.65 is needed." in text
    assert "0.08 above what each of them needs" in text
    assert "they exclude each other" in text
    assert (
        "left out: 7 sailors (bare, undated). Its probability of 0.41 is below the 0.50 that is needed."
        in text
    )
    assert "Nothing of note happened." in text


@pytest.mark.parametrize(
    ("score", "reason", "told"),
    [
        (0.46, "two places", "of 0.46 would suffice (0.45 is needed), but: two places."),
        (0.45, LeftOut.AVERAGE, f"of 0.45 would suffice (0.45 is needed), but: {LeftOut.AVERAGE}."),
        (0.44, "two places", "of 0.44 is below the 0.45 that is needed; besides: two places."),
        (0.44, LeftOut.BELOW, "of 0.44 is below the 0.45 that is needed."),
        (0.45, LeftOut.BELOW, "of 0.45 is just below the 0.45 that is needed."),
    ],
)
def test_why_the_nearest_claim_was_left_out_fits_its_probability(score, reason, told):
    fact = explained()
    near = replace(fact.explanation.nearest, score=score, needed=0.45, reason=reason)
    text = explanation_text(replace(fact, explanation=replace(fact.explanation, nearest=near)), 200)
    assert f"7 sailors (bare, undated). Its probability {told}" in text


def test_a_link_below_its_threshold_was_joined_by_the_others():
    assert "the other claims joined them" in explanation_text(explained(score=0.6), 200)
    assert "0.05 below" in " ".join(explanation_text(explained(score=0.6), 200).split())


def test_a_quotation_has_a_share_instead_of_a_sum():
    found = explained((Signal("quotation", 0.93, 0.0),), 0.93, 0.85, rule=Rule.QUOTATIONS)
    text = explanation_text(found, 100)
    assert "share of the shorter in the longer    0.93" in text
    assert "sum" not in text
    assert "| 0.93 |" in explanation_markdown(found)


def test_where_nothing_came_near_that_is_said():
    assert explanation_text(explained(nearest=False), 100).endswith("No claim of another article came near.")


@pytest.mark.parametrize(
    ("fact", "words"),
    [("f-variant", "spelling"), ("f-single", "Only one article"), ("f-agree", "write it again")],
)
def test_a_fact_without_an_explanation_says_why(fact, words):
    seen = view_fact(next(f for f in sample_report().facts if f.id == fact), ARTICLES)
    assert words in explanation_text(seen, 100)
    assert words in explanation_markdown(seen)
    assert explanation_dict(seen)["explanation"] is None


def test_markdown_has_a_table_per_link():
    text = explanation_markdown(explained())
    assert text.startswith("## ≠ passengers injured (differ)\n")
    assert "| likeness of the wording | +2.50 |" in text
    assert "> Nothing of note happened" in text


@given(
    st.lists(st.floats(-9, 9), min_size=1, max_size=9),
    st.sampled_from([0.0, 0.5, 0.85, 1.0]),
    st.integers(1, 200),
)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_no_line_is_wider_than_the_terminal(parts, needed, columns):
    signals = tuple(Signal(f"signal {k} 漢字", 1.0, part) for k, part in enumerate(parts))
    text = explanation_text(explained(signals, needed=needed), columns)
    assert max(map(width, text.splitlines())) <= max(columns, 40)
