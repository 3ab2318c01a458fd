"""Tables with one article a row."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.errors import NothingToReadError
from compare.ingest import read_articles
from compare.models import Article, Problem


def read(path: Path, data: str | bytes, **options: int) -> tuple[list[Article], list[Problem]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    problems: list[Problem] = []
    return read_articles([path], problems.append, **options), problems


def test_csv_with_other_names_and_cases(tmp_path: Path) -> None:
    articles, problems = read(
        tmp_path / "a.csv",
        'Outlet,HEADLINE,Date,Link,Body\nTimes,Flood,5 March 2020,https://x.org/1,"A, b.\nC ""d""."\n',
    )
    (article,) = articles
    assert (article.source, article.title, article.published) == ("Times", "Flood", date(2020, 3, 5))
    assert article.text == 'A, b.\nC "d".'
    assert article.url == "https://x.org/1"
    assert len(article.id) == 12
    assert problems == []


def test_csv_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    data = "id;text;published\r\n1;Один два.;2020-03-05\r\n".encode("utf-16")
    (article,), problems = read(tmp_path / "a.csv", data)
    assert (article.id, article.text, article.published, problems) == ("1", "Один два.", date(2020, 3, 5), [])


def test_csv_with_tabs_and_short_rows(tmp_path: Path) -> None:
    articles, problems = read(tmp_path / "a.tsv", "text\tsource\nOne.\n\nTwo.\tTimes\n")
    assert [(a.id, a.text, a.source) for a in articles] == [("a#2", "One.", ""), ("a#4", "Two.", "Times")]
    assert problems == []


def test_csv_without_text_says_which_columns_there_are(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match=r"id, words.*text"):
        read(tmp_path / "a.csv", "id,words\n1,x\n")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("id,text\n1,One.\n2,Two, three.\n", "row 3"),
        ("id,text\n1,One.\n2, \n", "row 3"),
        ('id,text\n1,One.\n2,"Two.\n3,Three.\n', "row 3"),
        ("id,text,date\n1,One.,03/05/2020\n", "row 2"),
    ],
)
def test_csv_rows_that_are_wrong(tmp_path: Path, data: str, where: str) -> None:
    articles, problems = read(tmp_path / "a.csv", data)
    assert [(a.id, a.text, a.published) for a in articles] == [("1", "One.", None)]
    assert [p.where.endswith(where) for p in problems] == [True]


def test_a_date_that_cannot_be_read_names_the_value_and_the_allowed_forms(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path / "a.csv", "id,text,date\n1,One.,03/05/2020\n")
    assert "03/05/2020" in problem.what
    assert "YYYY-MM-DD" in problem.what
    assert not problem.fatal


def test_csv_with_a_very_long_cell(tmp_path: Path) -> None:
    text = "word " * 100_000
    (article,), problems = read(tmp_path / "a.csv", f"id,text\n1,{text}\n")
    assert (article.text, problems) == (text, [])


def test_a_json_line_over_the_limit_is_left_out(tmp_path: Path) -> None:
    data = '{"text": "' + "x" * 5_000 + '"}\n{"id": "b", "text": "Two."}\n'
    articles, problems = read(tmp_path / "a.jsonl", data, max_bytes=1_000)
    assert [a.id for a in articles] == ["b"]
    assert problems[0].where.endswith("line 1")


def test_odd_json_values(tmp_path: Path) -> None:
    data = (
        '{"id": 7, "text": "One \\ud800.", "source": ["x"], "title": null, "published": {"y": 1}}\n'
        '{"id": true, "text": 5}\n{"text": "Two.", "date": 20200305}\n'
    )
    articles, problems = read(tmp_path / "a.jsonl", data)
    assert [(a.id, a.text, a.source, a.published) for a in articles] == [
        ("7", "One \ufffd.", "", None),
        ("a#3", "Two.", "", date(2020, 3, 5)),
    ]
    assert len(problems) == 1


def test_json_in_utf_16_and_with_a_bad_line(tmp_path: Path) -> None:
    articles, _ = read(tmp_path / "a.jsonl", '{"id": "1", "text": "Één."}\n'.encode("utf-16"))
    assert [a.text for a in articles] == ["Één."]
    articles, problems = read(
        tmp_path / "b.jsonl", b'{"id": "1", "text": "caf\xe9"}\n{"id": "2", "text": "caf\xc3\xa9"}\n'
    )
    assert [a.text for a in articles] == ["café", "café"]
    assert len(problems) == 1


def test_csv_that_tells_its_separator(tmp_path: Path) -> None:
    articles, _ = read(tmp_path / "a.csv", "sep=|\r\nid|text\r\n1|One, two; three.\r\n")
    assert [(a.id, a.text) for a in articles] == [("1", "One, two; three.")]


def test_a_json_document_that_is_no_table_is_not_reported_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("[\n" + '{"text":\n"x"},\n' * 500 + "]")
    problems: list[Problem] = []
    with pytest.raises(NothingToReadError):
        read_articles([path], problems.append)
    assert len(problems) < 30
    assert any("one article a line" in problem.what for problem in problems)


CELLS = st.text(alphabet=st.sampled_from('aB ,;"\n\t|.é'), min_size=1, max_size=30).map(
    lambda text: text + "x"
)


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read_back(
    tmp_path: Path, rows: list[tuple[str, str]], delimiter: str
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([("id", "source", "text"), *((i, a, b) for i, (a, b) in enumerate(rows))])
    articles, problems = read(tmp_path / "a.csv", buffer.getvalue())
    assert [(a.source, a.text) for a in articles] == [(" ".join(a.split()), b) for a, b in rows]
    assert problems == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("text,publised", ['column "publised" is not known; did you mean "published"? Not read']),
        ("text,Sorce,notes,rating", ['column "Sorce" is not known; did you mean "source"? Not read']),
        ("text,source,sources", []),  # the field is given: another column is the owner's
        ("text,weather", []),
    ],
)
def test_a_column_that_is_nearly_ours_is_named(tmp_path: Path, header: str, said: list[str]) -> None:
    cells = ",".join(["x"] * header.count(","))
    articles, problems = read(tmp_path / "a.csv", f"{header}\nOne.,{cells}\n")
    assert len(articles) == 1
    assert [problem.what for problem in problems] == said


def test_so_is_one_of_the_index_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "articles.csv").write_text("file,sourse\na.txt,Times\n")
    problems: list[Problem] = []
    read_articles([tmp_path], problems.append)
    assert [problem.what for problem in problems] == [
        'column "sourse" is not known; did you mean "source"? Not read'
    ]


@pytest.mark.parametrize(
    ("stated", "year"),
    [("0001-01-01", None), ("9999-12-31", None), ("1600-01-01", 1600), ("2200-12-31", 2200)],
)
def test_a_year_without_news_is_reported_in_one_line(tmp_path: Path, stated: str, year: int | None) -> None:
    (article,), problems = read(tmp_path / "a.csv", f"text,date\nOne.,{stated}\n")
    assert (article.published.year if article.published else None) == year
    if year is None:
        assert problems[0].what == (
            f'date "{stated}" is not of a year in which news is published; '
            "allowed: 1600 to 2200; read without a date"
        )
    assert len(problems) == (year is None)
