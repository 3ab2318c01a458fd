"""Reading articles: files, folders, tables, metadata, and what goes wrong with them."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from foreign import FRENCH

from compare.errors import NothingToReadError
from compare.ingest import ReadOptions, read_articles, read_intake
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


def test_a_path_that_cannot_be_looked_at_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="cannot be read"):
        read_articles([tmp_path / ("x" * 300)])


def test_front_matter_is_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Flood\ndate: 2020-03-05\nsource: Valley Times\ntags: [a, b]\n---\n"
        "# Other\n\nThe river rose.\n"
    )
    (article,), problems = read(path)
    assert article.text == "# Other\n\nThe river rose.\n"
    assert (article.title, article.published, article.source) == ("Flood", date(2020, 3, 5), "Valley Times")
    assert problems == []


def test_what_only_looks_like_front_matter_stays(tmp_path: Path) -> None:
    for name, text in {
        "a.md": "---\nThe river rose.\n---\nMore.",
        "b.md": "---\nNo end",
        "c.md": "--- a\n---\n",
        "d.txt": "---\n[\n---\nx",
    }.items():
        (tmp_path / name).write_text(text)
        (article,), _ = read(tmp_path / name)
        assert article.text == text


def test_front_matter_with_aliases_does_no_harm(tmp_path: Path) -> None:
    bomb = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    (tmp_path / "a.md").write_text(f"---\n{bomb}title: *a29\ndate: 2020-99-99\n---\nThe river rose.")
    (article,), problems = read(tmp_path / "a.md")
    assert (article.text, article.title, article.published) == ("The river rose.", "", None)
    assert len(problems) == 1


def test_markdown_heading_is_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Flood in the valley #\n\nThe river rose.")
    assert read(tmp_path)[0][0].title == "Flood in the valley"


def test_a_date_at_the_head_comes_last(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Flood\nThu Mar 5 2020\nThe river rose.")
    assert read(tmp_path)[0][0].published == date(2020, 3, 5)
    (tmp_path / "articles.csv").write_text("file,published\na.txt,2020-03-06\n")
    assert read(tmp_path)[0][0].published == date(2020, 3, 6)


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege there")
def test_folders_are_read_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".d.txt", ".git/e.txt", "picture.png", "sub/noext"):
        (tmp_path / name).write_text(f"{name} rose.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "broken.txt").symlink_to(tmp_path / "none.txt")
    articles, problems = read(tmp_path)
    assert [a.id for a in articles] == ["a", "b", "c"]
    assert [str(p) for p in problems] == [f"{tmp_path}: not read: 1 .png, 1 broken link, 1 without a suffix"]
    twice = read_articles([tmp_path / "sub", tmp_path, tmp_path / "a.txt"])
    assert [a.id for a in twice] == ["c", "a", "b"]


def test_an_index_describes_files_below_it_and_the_nearest_one_counts(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT)
    (tmp_path / "articles.csv").write_text("file;source\nsub/a.txt;Upper\n")
    assert read(tmp_path)[0][0].source == "Upper"
    (tmp_path / "sub" / "articles.csv").write_text("file;source\n./a.txt;Lower\n")
    assert read(tmp_path)[0][0].source == "Lower"
    assert read(tmp_path / "sub" / "a.txt")[0][0].source == "Lower"


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "sub/../../secret.txt", "C:\\secret.txt"])
def test_an_index_never_reaches_outside_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "articles.csv").write_text(f"file,title\n{name},x\n")
    articles, problems = read(folder)
    assert [a.text for a in articles] == [TEXT]
    assert "row 2" in problems[0].where


def test_an_index_has_the_columns_that_are_named_and_its_faults_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.txt").write_text("It poured.")
    (tmp_path / "articles.csv").write_text('file,shown\na.txt,2020-03-06\nb.txt,"2020-03-07\n')
    problems: list[Problem] = []
    options = ReadOptions(columns={"published": "shown"})
    articles = read_intake([tmp_path], problems.append, options).articles
    assert [a.published for a in articles] == [date(2020, 3, 6), None]
    assert [p.what for p in problems] == ["a quotation mark is never closed; left out"]


def test_columns_that_are_named_for_tables_leave_an_index_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "articles.csv").write_text("file,source,published\na.txt,Times,2020-03-06\n")
    (tmp_path / "t.csv").write_text("outlet,words,day\nEcho,It poured.,2020-03-07\n")
    options = ReadOptions(columns={"text": "words", "published": "Day", "source": "outlet"})
    articles = read_intake([tmp_path], None, options).articles
    assert [(a.source, a.published) for a in articles] == [
        ("Times", date(2020, 3, 6)),
        ("Echo", date(2020, 3, 7)),
    ]


def test_articles_csv_with_texts_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("id,text\n1,The river rose.\n")
    assert [a.id for a in read(tmp_path)[0]] == ["1"]


def test_two_articles_of_one_id(tmp_path: Path) -> None:
    for folder in "xyz":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("The river rose." if folder != "y" else "The river fell.")
    articles, problems = read(tmp_path)
    assert [(a.id, a.text) for a in articles] == [("a", "The river rose."), ("a-2", "The river fell.")]
    assert len(problems) == 2
    assert all(str(tmp_path / "x" / "a.txt") in p.what for p in problems)


def test_what_cannot_be_used_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(" \n")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "d.txt").write_bytes("caf\xe9".encode("cp1252"))
    (tmp_path / "e.xyz").write_text("x")
    (tmp_path / "f.txt").write_text("x" * 2_000)
    problems: list[Problem] = []
    paths = [tmp_path, tmp_path / "e.xyz", tmp_path / "none", "a\0b"]
    articles = read_articles(paths, problems.append, max_bytes=1_000)
    assert [a.id for a in articles] == ["a", "d"]
    told = [Path(p.where).name for p in problems if not p.fatal]
    assert told == ["b.txt", "c.txt", "d.txt", "f.txt", tmp_path.name]
    assert problems[-1].what == "not read: 1 .xyz"
    assert [Path(p.where).name for p in problems if p.fatal] == ["e.xyz", "none", "a\0b"]


def test_language_is_found_where_the_text_is_long_enough(tmp_path: Path) -> None:
    english = (
        "The river rose by three metres on Monday and the mayor of the town closed the bridge to all. " * 4
    )
    german = "Der Fluss stieg am Montag um drei Meter, und die Brücke wurde für alle Wagen gesperrt. " * 4
    for name, text in {"a": english, "b": german, "c": "Der Fluss stieg."}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert [a.language for a in read(tmp_path)[0]] == ["en", "de", ""]


def test_a_stated_language_is_one_code_and_wins_over_the_text(tmp_path: Path) -> None:
    stated = {"a": "en-US", "b": "eng", "c": "English", "d": "EN_gb", "e": "French"}
    for name, language in stated.items():
        (tmp_path / f"{name}.md").write_text(f"---\nlanguage: {language}\n---\n{FRENCH}", encoding="utf-8")
    articles, problems = read(tmp_path)
    assert [a.language for a in articles] == ["en", "en", "en", "en", "fr"]
    assert problems == []


def test_a_language_that_is_not_known_is_said_and_found_from_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nlanguage: Klingonish\n---\n{FRENCH}", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\nlanguage: unknown\n---\n{FRENCH}", encoding="utf-8")
    articles, problems = read(tmp_path)
    assert [a.language for a in articles] == ["fr", "fr"]
    assert [p.what for p in problems] == [
        'language "Klingonish" is not known; allowed: codes and names such as en, en-US, English; '
        "found from the text instead"
    ]


def test_nothing_heavy_is_loaded_for_plain_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    code = (
        "import sys; from compare.ingest import read_articles; "
        f"read_articles([{str(tmp_path)!r}]); "
        "heavy = ('trafilatura', 'py3langid', 'charset_normalizer', 'lxml'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_front_matter_that_is_never_closed_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nsource: Times\nIt rained.\n")
    (tmp_path / "b.md").write_text("---\nA rule and then a text.\n")
    problems: list[Problem] = []
    first, _ = read_articles([tmp_path], problems.append)
    assert first.text.startswith("---")
    (problem,) = problems
    assert problem.where.endswith("a.md")
    assert "never closed" in problem.what


def test_an_index_that_names_what_no_file_can_be_called_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("A mill in Tarn burned down on Monday.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        f"file,source\na.txt,Post\n{'x' * 400}.txt,Echo\n", encoding="utf-8"
    )
    problems = []
    assert [article.source for article in read_articles([tmp_path], problems.append)] == ["Post"]
    assert any("there is no such file" in str(problem) for problem in problems)


def test_an_error_is_one_line_whatever_the_header_of_a_table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('"one\ntwo","three\nfour"\n"x","y"\n', encoding="utf-8")
    with pytest.raises(NothingToReadError) as caught:
        read_articles([path])
    assert "\n" not in str(caught.value)


def test_one_path_need_not_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "tarn.txt"
    path.write_text("The ferry struck the pier at Tarn on Sunday.", encoding="utf-8")
    assert read_articles(str(path)) == read_articles(path) == read_articles([path])


def test_a_path_that_is_not_there_is_told_without_what_could_be_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match=r"no such file or folder; check the path\)\Z"):
        read_articles([tmp_path / "nowhere"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToReadError, match=r"looked for \.txt"):
        read_articles([tmp_path / "empty"])
