"""Every layout and format that people have: source, date, title, url and text are read right."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path

import layouts
import pytest

from compare.ingest import ReadOptions, read_intake
from compare.models import Article, Extent, Problem

FEW = 60
"""Layouts and formats that are read, at least."""


def read(path: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read_intake([path], problems.append).articles), problems


def expected(name: str) -> tuple[str, date | None, str, str]:
    day = date(2023, 5, 4)
    if name == "plain.txt":
        return "", None, "", ""
    if name in layouts.TITLE_ONLY:
        return "", None, layouts.TITLE, ""
    url = "" if name in ("issue.epub",) else layouts.URL
    row = name.split(".", maxsplit=1)[0]
    host = row in layouts.BY_HOST or name == "guardian.json"
    return "valleytimes.example" if host else layouts.SOURCE, day, layouts.TITLE, url


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and line != layouts.TITLE]


def check(name: str, articles: list[Article], problems: list[Problem]) -> None:
    first = articles[0]
    assert (first.source, first.published, first.title, first.url) == expected(name)
    assert lines(first.text) == list(layouts.PARAGRAPHS)
    assert first.extent is Extent.WHOLE
    assert len(articles) == (2 if name == "lines.json" else 1)
    assert problems == []


def test_there_are_as_many_as_were_asked_for():
    assert len(layouts.FILES) >= FEW


@pytest.mark.parametrize("name", layouts.FILES)
def test_a_file_is_read_right(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(layouts.FILES[name]())
    check(name, *read(tmp_path / name))


@pytest.mark.parametrize("name", [name for name in layouts.FILES if not name.endswith(".wacz")])
def test_and_the_same_through_a_zip(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"2023/{name}", layouts.FILES[name]())
        archive.writestr(f"__MACOSX/2023/._{name}", b"\0\1")
    articles, problems = read(tmp_path / "news.zip")
    check(name, articles, problems)
    assert articles[0].path == str(tmp_path / "news.zip" / "2023" / name)


def test_all_in_one_folder_are_read_and_the_story_counts_once_an_id(tmp_path: Path) -> None:
    for name, made in layouts.FILES.items():
        (tmp_path / name).write_bytes(made())
    articles, problems = read(tmp_path)
    said = [p.what for p in problems if "has the id" not in p.what and "more line" not in p.what]
    assert said == []
    assert len({article.id for article in articles}) == len(articles)


def test_an_index_in_a_zip_describes_its_files(tmp_path: Path) -> None:
    index = "file,source,published\na.txt,Times,2023-05-04\n"
    packed = layouts.zipped(**{"a.txt": layouts.TEXT, "articles.csv": index})
    (tmp_path / "news.zip").write_bytes(packed)
    (article,), problems = read(tmp_path / "news.zip")
    assert (article.id, article.source, article.published, problems) == ("a", "Times", date(2023, 5, 4), [])


# ---------------------------------------------------------------- what is particular to a format


def test_the_pages_of_a_pdf_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(layouts.pdf())
    (article,), _ = read(tmp_path / "a.pdf")
    last = article.text.index(layouts.PARAGRAPHS[2])
    assert article.pages == (0, last)
    assert [article.page(at) for at in (0, last - 1, last, len(article.text))] == [1, 1, 2, 2]


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.pdf").write_bytes(layouts.pdf_of(["", ""]))
    (tmp_path / "c.pdf").write_bytes(layouts.pdf_of(["", "BT /F1 11 Tf 72 720 Td (It poured.) Tj ET"]))
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == ["It rained.", "It poured."]
    assert "holds pictures of its pages and no text" in problems[0].what
    assert "of 2 pages, 1 hold no text" in problems[1].what


def test_a_feed_with_descriptions_only_gives_summaries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(layouts.rss().replace(b"content:encoded", b"content:other"))
    (article,), _ = read(tmp_path / "a.rss")
    assert (article.text, article.extent) == ("A flood.", Extent.SUMMARY)


def test_xml_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.xml").write_text("<project><name>x</name></project>")
    (tmp_path / "c.xml").write_text(
        '<!DOCTYPE n [<!ENTITY e SYSTEM "file:///etc/passwd">]><nitf><body>&e;</body></nitf>'
    )
    articles, problems = read(tmp_path)
    assert len(articles) == 1
    assert "is XML of the kind <project>, which is not read" in problems[0].what
    assert "root:" not in str(problems)


@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", "# links\n{0}\n{0}2\n"), ("a.csv", "url\n{0}\n"), ("a.json", '["{0}"]')]
)
def test_a_list_of_addresses_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "b.txt").write_text("It rained.")
    (tmp_path / name).write_text(text.format(layouts.URL))
    articles, (problem,) = read(tmp_path)
    assert len(articles) == 1
    assert "crossclaim does not go online" in problem.what


def test_a_file_whose_reader_is_missing_says_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.ingest.formats.format._is_missing", lambda module: module == "pypdf")
    (tmp_path / "a.txt").write_text("It rained.")
    for name in "bcd":
        (tmp_path / f"{name}.pdf").write_bytes(layouts.pdf())
    (tmp_path / "x.exe").write_bytes(b"MZ")
    problems: list[Problem] = []
    intake = read_intake([tmp_path, tmp_path / "d.pdf"], problems.append)
    assert intake.unread == "not read: 3 .pdf (pip install 'crossclaim[pdf]'), 1 .exe"
    assert [(p.what, p.fatal) for p in problems] == [
        ("reading PDF files needs pip install 'crossclaim[pdf]'", True),
        (intake.unread, False),
    ]


def test_of_an_address_in_a_web_archive_the_newest_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(layouts.warc())
    (article,), _ = read(tmp_path / "a.warc")
    assert "three metres" in article.text


# ---------------------------------------------------------------- archives


def bomb(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"a" * 30_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", ["zip", "gz", "bz2", "xz", "docx", "xlsx", "epub", "odt"])
def test_a_bomb_is_refused(tmp_path: Path, suffix: str) -> None:
    import bz2
    import gzip
    import lzma

    packers = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
    (tmp_path / "a.txt").write_text("It rained.")
    if suffix in packers:
        (tmp_path / f"b.txt.{suffix}").write_bytes(packers[suffix](b"a" * 30_000_000))
    else:
        (tmp_path / f"b.{suffix}").write_bytes(bomb("c.txt"))
    articles, (problem,) = read(tmp_path)
    assert [a.id for a in articles] == ["a"]
    assert "200 times its size" in problem.what


def test_what_leads_outside_and_what_is_locked_is_left_out(tmp_path: Path) -> None:
    data = bytearray(
        layouts.zipped(**{"a.txt": layouts.TEXT, "..__b.txt": "secret", "c.zip": b"PK", "d.png": b""})
    )
    (tmp_path / "news.zip").write_bytes(data)
    articles, problems = read(tmp_path / "news.zip")
    assert [a.id for a in articles] == ["a"]
    assert "leads outside" in problems[0].what
    assert problems[1].what == "not read: 1 .png, 1 .zip (unpack it)"
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    (tmp_path / "news.zip").write_bytes(locked)
    with pytest.raises(Exception, match="password"):
        read(tmp_path / "news.zip")


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege there")
def test_a_link_that_leads_outside_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("It rained.")
    (folder / "b.txt").symlink_to(outside / "secret.txt")
    (folder / "more").symlink_to(outside, target_is_directory=True)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    articles, (problem,) = read(folder)
    assert [a.text for a in articles] == ["It rained."]
    assert problem.what == "not read: 2 links that lead outside the folder"


# ---------------------------------------------------------------- faults


def test_a_nul_in_one_cell_rejects_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,It ra\0ined.\n2,It poured.\n")
    articles, (problem,) = read(tmp_path / "a.csv")
    assert [a.text for a in articles] == ["It ra\ufffdined.", "It poured."]
    assert "1 NUL character was read" in problem.what


def test_many_rows_of_one_id_take_no_time_and_few_lines(tmp_path: Path) -> None:
    import time

    rows = "".join(f"same,It rained {n} times.\n" for n in range(3_000))
    (tmp_path / "a.csv").write_text("id,text\n" + rows)
    started = time.perf_counter()
    articles, problems = read(tmp_path / "a.csv")
    assert time.perf_counter() - started < 5
    assert len({a.id for a in articles}) == 3_000
    assert len(problems) < 10
    assert "2,994 more lines" in problems[-1].what


def test_a_name_that_no_file_can_have_ends_no_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "articles.csv").write_text(f"file,source\n{'x' * 300},Times\n")
    _, (problem,) = read(tmp_path)
    assert "there is no such file" in problem.what


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "utf-7", "rot13", "idna"])
def test_a_page_declares_no_encoding_that_runs_escapes(charset: str) -> None:
    from compare.ingest.decode import decode

    text, _ = decode(b"caf\\u00e9 \xe9+ADw-", charset)
    assert "\\u00e9" in text
    assert "+ADw-" in text


# ---------------------------------------------------------------- nothing is dropped in silence


def test_the_pages_of_a_pdf_behind_the_last_that_is_read_are_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("compare.ingest.formats.pdf.MAX_PAGES", 1)
    (tmp_path / "a.pdf").write_bytes(layouts.pdf())
    (article,), (problem,) = read(tmp_path / "a.pdf")
    assert layouts.PARAGRAPHS[2] not in article.text
    assert problem.what == "has 2 pages; those behind page 1 are left out"


def test_a_page_of_a_web_archive_that_is_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.warc").write_bytes(layouts.warc())
    problems: list[Problem] = []
    options = ReadOptions(max_bytes=len(layouts.PAGE) - 1)
    assert [a.id for a in read_intake([tmp_path], problems.append, options).articles] == ["a"]
    assert f"1 page has more than {len(layouts.PAGE) - 1} bytes; left out" in [p.what for p in problems]


def test_every_sheet_has_its_own_ids_and_one_without_texts_is_told(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for month in ("May", "June"):
        sheet = book.create_sheet(month)
        sheet.append(["Outlet", "Text"])
        sheet.append([layouts.SOURCE, f"It rained in {month}."])
    book.create_sheet("Codes").append(["a", "b"])
    book.save(tmp_path / "news.xlsx")
    articles, (problem,) = read(tmp_path / "news.xlsx")
    assert [a.id for a in articles] == ["news#May#2", "news#June#2"]
    assert problem.where.endswith("sheet Codes")
    assert problem.what == "has no column for the text; the sheet is left out"


def test_the_objects_of_a_parquet_table_are_read_and_a_column_like_ours_is_named(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = {"url": layouts.URL, "fields": {"bodyText": layouts.TEXT}, "day_published": layouts.DAY}
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "a.parquet")
    (article,), problems = read(tmp_path / "a.parquet")
    assert article.text == layouts.TEXT
    assert ["day_published" in p.what for p in problems] == [True]


def test_the_mails_of_a_mailbox_begin_behind_an_empty_line(tmp_path: Path) -> None:
    mail = layouts.eml().replace(b"Nobody was", b"From now on nobody was")
    begin = b"From x@y From z Thu May  4 10:00:00 2023\n"
    (tmp_path / "a.mbox").write_bytes(
        b"\n \n" + begin + mail + b"\n" + begin + mail.replace(b"three", b"two")
    )
    articles, _ = read(tmp_path / "a.mbox")
    assert ["From now on" in a.text and "From x@y" not in a.text for a in articles] == [True, True]
