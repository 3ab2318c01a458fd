"""Formats that other packages bring are read like our own, wherever their files lie."""

from __future__ import annotations

import gzip
import sys
import zipfile

import pytest
from plugged import install, install_example

from compare import read_articles
from compare.errors import NothingToReadError, PluginError

MODULE = """
from compare.plugins import Format, Item, Metadata
def read(blob, options, listeners):
    text = blob.data(options.max_bytes).decode()
    if "refused" in text:
        raise ValueError("is refused")
    yield Item(Metadata(title="A note"), text, str(blob.path))
    if "broken" in text:
        raise KeyError("no\\nsuch")
def wrong(blob, options, listeners):
    yield "text"
NOTE = Format("note", (".note",), read)
TEXT = Format("text", (".txt",), read)
WRONG = Format("wrong", (".wrong",), wrong)
def odd(blob, options, listeners):
    what = blob.path.stem
    if what == "exits":
        raise SystemExit(0)
    day = "2024-03-11" if what == "day" else None
    title = 7 if what == "title" else "A\\ud800\\nnote"
    text = b"bytes" if what == "bytes" else "A bridge fell.\\ud800"
    yield Item(None if what == "nothing" else Metadata(title=title, published=day), text, blob.path)
ODD = Format("odd", (".odd",), odd)
"""


@pytest.fixture
def note(site):
    points = {
        "note": "NOTE",
        "txt": "TEXT",
        "wrong": "WRONG",
        "odd": "ODD",
        "other": "NOTE",
        "func": "read",
        "gone": "GONE",
    }
    named = {"crossclaim.readers": {name: f"made_reader:{place}" for name, place in points.items()}}
    sys.modules.pop("made_reader", None)
    install(site, named, {"made_reader": MODULE})


def test_a_folder_with_files_of_a_plugin(note, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.note").write_text("A bridge fell in Tarn.")
    (folder / "b.note.gz").write_bytes(gzip.compress(b"A bridge fell in Velmora."))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.NOTE", "A bridge fell in Ashel.")
    (folder / "articles.csv").write_text("file,source\na.note,Tarn Times\n")
    told: list[str] = []
    found = read_articles([folder], lambda problem: told.append(str(problem)))
    assert [(a.id, a.source, a.title, a.text[-8:]) for a in found] == [
        ("a", "Tarn Times", "A note", "in Tarn."),
        ("b", "", "A note", "Velmora."),
        ("d", "", "A note", "n Ashel."),
    ]
    assert told == []


def test_our_own_formats_cannot_be_replaced(note, tmp_path):
    (tmp_path / "a.txt").write_text("A bridge fell.")
    assert read_articles([tmp_path / "a.txt"])[0].title == ""
    assert "made_reader" not in sys.modules, "what is not needed is not loaded"


def test_what_a_reader_raises_is_told_of_its_file(note, tmp_path):
    for name in ("refused", "broken", "fine"):
        (tmp_path / f"{name}.note").write_text(f"A bridge is {name}.")
    (tmp_path / "a.wrong").write_text("x")
    told: list[str] = []
    found = read_articles(
        [tmp_path / "broken.note", tmp_path / "refused.note", tmp_path / "a.wrong", tmp_path / "fine.note"],
        lambda problem: told.append(str(problem)),
    )
    assert [article.id for article in found] == ["broken", "fine"]
    assert [line.partition(": ")[2] for line in told] == [
        "the reader 'note' of some-plugin 1.2 failed on it (KeyError: 'no\\nsuch'); left out",
        "is refused; left out",
        "the reader 'wrong' of some-plugin 1.2 failed on it "
        "(TypeError: it gave str, not Item with Metadata); left out",
    ]


@pytest.mark.parametrize(
    ("suffix", "told"),
    [
        ("other", "the reader 'other' of some-plugin 1.2 is no Format with the suffix '.other'"),
        ("func", "the reader 'func' of some-plugin 1.2 is no Format with the suffix '.func'"),
        ("gone", "the reader 'gone' of some-plugin 1.2 cannot be loaded .AttributeError: "),
    ],
)
def test_what_is_no_reader_is_one_line(note, tmp_path, suffix, told):
    (tmp_path / f"a.{suffix}").write_text("A bridge fell.")
    with pytest.raises(PluginError, match=told):
        read_articles([tmp_path])


def test_its_suffix_is_among_those_that_are_read(note, tmp_path):
    (tmp_path / "a.none").write_text("x")
    with pytest.raises(NothingToReadError, match=r"\.epub \.func .*\.note \.odd \.other \.wrong files$"):
        read_articles([tmp_path / "a.none"])


def test_the_example_refuses_what_is_no_telex(site, tmp_path):
    install_example(site)
    (tmp_path / "a.telex").write_text("A bridge fell.")
    with pytest.raises(NothingToReadError, match="holds no message between ZCZC and NNNN; left out"):
        read_articles([tmp_path / "a.telex"])


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("day", "TypeError: published of an item is str; allowed: datetime.date or None"),
        ("title", "TypeError: the title of an item is no text"),
        ("bytes", "TypeError: the text of an item is no text"),
        ("nothing", "TypeError: it gave Item, not Item with Metadata"),
        ("exits", "SystemExit: 0"),
    ],
)
def test_an_item_of_other_things_than_text_and_a_day_is_left_out(note, tmp_path, name, why):
    for stem in (name, "fine"):
        (tmp_path / f"{stem}.odd").write_text("x")
    told: list[str] = []
    found = read_articles([tmp_path / f"{name}.odd", tmp_path / "fine.odd"], lambda p: told.append(str(p)))
    assert [(a.id, a.title, a.text) for a in found] == [("fine", "A\ufffd note", "A bridge fell.\ufffd")]
    assert [line.partition(": ")[2] for line in told] == [
        f"the reader 'odd' of some-plugin 1.2 failed on it ({why}); left out"
    ]
