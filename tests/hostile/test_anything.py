"""Anything that hypothesis thinks of, beside the monsters that were made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare import extract_values, read_articles
from compare.errors import CrossclaimError
from compare.review.sheet import read_sheet
from compare.text_safety import formula_safe, markdown, one_line, plain_cell, visible
from hostile.readings import wrong_value

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=120)
MANY = settings(max_examples=150, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))


@given(ANYTHING, st.none() | st.dates())
@MANY
def test_any_text_has_values_that_stand_in_it(text, published):
    for value in extract_values(text, published):
        assert not wrong_value(value, text)


PHRASES = [
    "the day after 31 December 9999",
    "the day before 1 January 1",
    "the week of 31 December 9999",
    "two centuries before 1 January 0001",
    "in 10,000 years",
    "the night of 31 December 9999",
]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("published", [None, date.min, date.max, date(9999, 12, 30), date(2024, 2, 29)])
def test_the_ends_of_the_calendar_are_no_end_of_the_program(phrase, published):
    for text in (
        phrase,
        f"It burned {phrase}.",
        f"from {phrase} to {phrase}",
        f"On Monday, {phrase}, he left.",
    ):
        for value in extract_values(text, published):
            assert not wrong_value(value, text)


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".csv", ".tsv", ".jsonl"]))
@MANY
def test_any_bytes_are_an_article_or_a_line(tmp_path_factory, data, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        found = read_articles([path], lambda _: None)
    except CrossclaimError as error:
        assert "\n" not in str(error)
    else:
        assert all(article.text.strip() for article in found)


@given(st.binary(max_size=400))
@MANY
def test_any_bytes_are_a_table_of_a_reviewer_or_a_line(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any-sheet.csv"
    path.write_bytes(b"fact_id,reviewer_verdict\n" + data)
    try:
        read_sheet(path, 10_000)
    except CrossclaimError as error:
        assert "\n" not in str(error)


@given(ANYTHING)
@MANY
def test_any_text_is_harmless_where_it_is_shown(text):
    assert plain_cell(formula_safe(visible(text))) == visible(text)
    assert "\n" not in one_line(text)
    assert "://" not in markdown(text)
