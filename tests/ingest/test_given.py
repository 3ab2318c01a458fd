"""Articles that another program gives: as a row of a table would make them, and refused where it would do
without something."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest

from compare.errors import InputError
from compare.ingest import read_articles
from compare.ingest.given import Given, articles_given

ROWS = [
    Given("The ferry struck the pier on Sunday. Twelve were hurt.", "a", "Harbour Post", "Ferry hits pier",
          "2024-03-11", "https://post.example/ferry", "en"),
    Given("A ferry hit the pier; fifteen people were hurt, it was said on Monday.", "b", "", "",
          "12 March 2024", "https://www.echo.example/1"),
    Given("The harbour is closed until the end of the month.", "c"),
]  # fmt: skip


def test_they_are_what_a_table_of_them_gives(tmp_path):
    path = tmp_path / "table.jsonl"
    path.write_text("\n".join(json.dumps(asdict(row)) for row in ROWS), encoding="utf-8")
    read = [replace(article, path="") for article in read_articles([path])]
    assert articles_given(ROWS) == read
    assert read[1].source == "echo.example"
    assert [article.published for article in read] == [date(2024, 3, 11), date(2024, 3, 12), None]


def test_a_text_stays_as_it_is_but_for_what_no_file_can_hold():
    text = " \r\nOne\0 \ud800 two\u202e &amp; three. "
    (article,) = articles_given([Given(text)])
    assert article.text == text.replace("\ud800", "\ufffd")
    assert article.id == "1"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Given(""), "article 2 has no text; give each article its text"),
        (Given(" \n\t"), "article 2 has no text"),
        (Given("<p>One.</p><p>Two.</p>"), "the text of article 2 is HTML; give the text that a reader sees"),
        (
            Given("One.", published="soon"),
            'article 2: published "soon" is no complete date; allowed: .*[^;]$',
        ),
        (Given("One.", published="04/05/2023"), "can be read in two ways; write YYYY-MM-DD"),
        (Given("One.", published="9999-01-01"), "not of a year in which news is published"),
        (Given("One.", language="Klingonese"), 'language "Klingonese" is not known; allowed: [^;]*$'),
        (Given("Other.", id="a"), "two articles have the id 'a'; give each article its own"),
    ],
)
def test_what_a_file_would_be_read_without_is_refused(row, told):
    with pytest.raises(InputError, match=told):
        articles_given([ROWS[0], row])


def test_a_list_of_outlets_names_houses(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("host,name,group\npost.example,The Post,Harbour House\n", encoding="utf-8")
    assert articles_given(ROWS, path)[0].house == "Harbour House"
    with pytest.raises(InputError, match=r"none\.csv"):
        articles_given(ROWS, tmp_path / "none.csv")
