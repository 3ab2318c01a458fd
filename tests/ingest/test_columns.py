"""Which columns of a table are read, and dates of a column read together."""

import json
from datetime import date
from pathlib import Path

import pytest

from compare.ingest import ReadOptions, read_intake
from compare.ingest.columns import NAMES, columns, find_columns
from compare.ingest.dates import is_open, parse_cell, settled_order
from compare.models import DateOrder, Extent, Problem

TEXT = "The river rose by three metres on Monday, and the mayor closed the bridge."


def read(path: Path, **options):
    problems: list[Problem] = []
    intake = read_intake([path], problems.append, ReadOptions(**options))
    return intake, [problem.what for problem in problems]


def csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "news.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("field", NAMES)
def test_every_name_of_a_field_is_found_in_any_case_with_blanks_or_underscores(field):
    for name in NAMES[field]:
        spaced = name.replace("_", " ")
        camel = "".join(part.capitalize() for part in name.split("_"))
        for written in (name, name.upper(), spaced, spaced.title(), camel):
            assert columns([written])[field] == written


def test_the_better_name_wins_and_a_summary_is_no_text():
    found = find_columns(["Description", "content", "date", "Published At"])
    assert found.first() == {"text": "content", "published": "Published At"}
    assert found.fields["published"] == ("Published At", "date")
    assert found.summaries == ("Description",)


def test_a_row_without_a_text_is_read_from_its_summary_and_marked(tmp_path):
    path = csv(tmp_path, "content,description", "It rained.,A flood.", ",The river rose in the valley.")
    assert [(a.text, a.extent) for a in read(path)[0].articles] == [
        ("It rained.", Extent.WHOLE),
        ("The river rose in the valley.", Extent.SUMMARY),
    ]


def test_rows_of_one_outlet_are_of_one_source_and_never_their_own(tmp_path):
    intake, _ = read(
        csv(
            tmp_path,
            ",id,title,publication,date,url,content",
            *(f'{n},{17283 + n},Flood {n},Valley Times,2017-03-0{n},,"{TEXT} {n}"' for n in (1, 2)),
        )
    )
    assert [(a.id, a.source) for a in intake.articles] == [
        ("17284", "Valley Times"),
        ("17285", "Valley Times"),
    ]


def test_the_host_of_the_url_is_the_source_where_no_column_is(tmp_path):
    intake, _ = read(csv(tmp_path, "text,url", "It rained.,https://www.valley.example/a/1"))
    assert intake.articles[0].source == "valley.example"


def test_an_address_in_the_place_of_the_source_is_no_name(tmp_path):
    row = {"source": "https://www.valley.example/news/flood", "source-hostname": "Valley Times", "text": TEXT}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row))
    (article,) = read(path)[0].articles
    assert (article.source, article.url) == ("Valley Times", "https://www.valley.example/news/flood")


def test_the_user_names_columns(tmp_path):
    path = csv(tmp_path, "note,words,outlet,day", f'x,"{TEXT}",Times,2023-05-04')
    (article,) = read(path, columns={"text": "words", "published": "Day"})[0].articles
    assert (article.text, article.published, article.source) == (TEXT, date(2023, 5, 4), "Times")


def test_one_line_says_what_was_found_and_what_not(tmp_path):
    path = csv(tmp_path, "source,publishedAt,content", f'Times,2023-05-04,"{TEXT}"', f'Echo,,"{TEXT} Two."')
    told = "source from “source”, date from “publishedAt”, text from “content”; 1 without date"
    assert read(path)[0].tables == (f"2 rows of news.csv: {told}",)
    path = csv(
        tmp_path, "content,url", "It rained.,https://valley.example/1", "It poured.,https://valley.example/2"
    )
    assert read(path)[0].tables == (
        "2 rows of news.csv: source from the host of “url”, url from “url”, text from “content”; "
        "no column for the date",
    )


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json"])
def test_a_column_that_looks_like_ours_is_named(tmp_path, suffix):
    row = {"text": TEXT, "crawl_date_utc": "2023-05-04"}
    path = tmp_path / f"a.{suffix}"
    lines = {"csv": f'text,crawl_date_utc\n"{TEXT}",2023-05-04\n', "jsonl": json.dumps(row) + "\n"}
    path.write_text(lines.get(suffix, json.dumps([row])))
    assert read(path)[1] == [
        "column \"crawl_date_utc\" is not known; not read; --map 'published=crawl_date_utc' reads it"
    ]


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20230504T120000Z", date(2023, 5, 4)),
        ("20230504120000", date(2023, 5, 4)),
        ("1683201600", date(2023, 5, 4)),
        ("1683201600.5", date(2023, 5, 4)),
        ("1683201600000", date(2023, 5, 4)),
        ("1683201600000000", date(2023, 5, 4)),
        ("2023-05-04 23:59:59+00:00", date(2023, 5, 4)),
        ("13/05/23", date(2023, 5, 13)),
        ("05-13-2023", date(2023, 5, 13)),
        ("13/05/98", date(1998, 5, 13)),
        ("04/05/2023", None),
        ("31/31/2023", None),
        ("12345678", None),
    ],
)
def test_dates_as_programs_write_them(cell, day):
    assert parse_cell(cell) == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["04/05/2023", "13/05/2023"], DateOrder.DAY_FIRST),
        (["04/05/2023", "05/13/2023"], DateOrder.MONTH_FIRST),
        (["04/05/2023", "05/05/2023"], DateOrder.OPEN),
        (["13/05/2023", "05/13/2023"], DateOrder.OPEN),
        (["2023-05-13", "04/05/2023"], DateOrder.OPEN),
    ],
)
def test_what_a_column_tells(cells, order):
    assert settled_order(cells) is order


def test_a_date_that_is_the_same_either_way_is_not_open():
    assert not is_open("05/05/2023")
    assert is_open("04/05/2023")


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_one_date_settles_its_column(tmp_path, suffix):
    stated = ["04/05/2023", "13/05/2023"]
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        path.write_text("text,date\n" + "".join(f"It rained {n}.,{day}\n" for n, day in enumerate(stated)))
    else:
        rows = (json.dumps({"text": f"It rained {n}.", "date": day}) for n, day in enumerate(stated))
        path.write_text("\n".join(rows))
    intake, problems = read(path)
    assert [a.published for a in intake.articles] == [date(2023, 5, 4), date(2023, 5, 13)]
    assert problems == []


def test_what_nothing_settles_stays_open_and_one_line_names_the_flag(tmp_path):
    path = csv(tmp_path, "text,date", "It rained.,04/05/2023", "It poured.,06/07/2023", "Sun.,2023-07-08")
    intake, (problem,) = read(path)
    assert [a.published for a in intake.articles] == [None, None, date(2023, 7, 8)]
    assert problem == (
        '2 dates in "date" such as "04/05/2023" can be read in two ways; '
        "read without a date: write YYYY-MM-DD, or say --dayfirst or --monthfirst"
    )
    for order, day in ((DateOrder.DAY_FIRST, date(2023, 5, 4)), (DateOrder.MONTH_FIRST, date(2023, 4, 5))):
        intake, problems = read(path, dates=order)
        assert (intake.articles[0].published, problems) == (day, [])


def test_the_flag_holds_for_front_matter_and_the_index_of_a_folder(tmp_path):
    (tmp_path / "a.md").write_text("---\ndate: 04/05/2023\n---\nIt rained.")
    (tmp_path / "b.txt").write_text("It poured.")
    (tmp_path / "articles.csv").write_text("file,published\nb.txt,06/05/2023\n")
    assert [a.published for a in read(tmp_path)[0].articles] == [None, None]
    days = [a.published for a in read(tmp_path, dates=DateOrder.DAY_FIRST)[0].articles]
    assert days == [date(2023, 5, 4), date(2023, 5, 6)]
