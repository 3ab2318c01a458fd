"""Reading articles: files, folders, tables, metadata, and what goes wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from compare.errors import NothingToReadError
from compare.ingest import read_articles
from compare.models import Article, Problem

TEXT = "The river rose by three metres on Monday.\nThe mayor closed the bridge."


def read(path: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return read_articles([path], problems.append), problems


def test_a_text_is_read_as_pathlib_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One.\r\nTwo\rThree “x”.".encode())
    (article,), problems = read(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert (article.id, article.source, article.published, problems) == ("a", "", None, [])


def test_folder_index_describes_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "articles.csv").write_text(
        "File,ID,Source,Title,Published,Language\na.txt,one,Valley Times,Flood,2020-03-05,en\n"
        "b.txt,,,,,\n../x.txt,,,,,\n"
    )
    (article,), problems = read(tmp_path)
    assert article == Article("one", TEXT, "Valley Times", "Flood", date(2020, 3, 5), "", "en", article.path)
    assert len(problems) == 2


def test_jsonl_and_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "1", "Text": "A b.", "date": "2020-03-05"}\n[]\n{"id": "2"}\nnope\n' + "[" * 100_000 + "\n"
        '{"body": "C d.", "published": "31/02/2020"}\n'
    )
    articles, problems = read(path)
    assert [(a.id, a.text, a.published) for a in articles] == [
        ("1", "A b.", date(2020, 3, 5)),
        ("a#6", "C d.", None),
    ]
    assert [p.where.rpartition(" ")[2] for p in problems] == ["2", "3", "4", "5", "6"]


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match=r"\.txt"):
        read(tmp_path)
    problems: list[Problem] = []
    with pytest.raises(NothingToReadError):
        read_articles([tmp_path / "none.txt"], problems.append)
    assert problems[0].fatal
