"""Articles are rebuilt from each kind of collection and place, and only with the text of the labels."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from labelled import LABELS, TEXTS, ref

from benchmark import rebuild, sources
from benchmark.labels import Labels, load_labels, text_hash

PAGE = {"title": "Four die", "body-paragraphs": [["Four died.", "It burned."], ["More soon."]]}
TOKENS = """<Document doc_name="1_1ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="1" number="0">Four</token><token t_id="3" sentence="1" number="1">,</token>
<token t_id="4" sentence="1" number="2">(</token><token t_id="5" sentence="1" number="3">says</token>
<token t_id="6" sentence="1" number="4">U</token><token t_id="7" sentence="1" number="5">.</token>
<token t_id="8" sentence="1" number="6">S</token><token t_id="9" sentence="1" number="7">.</token>
<token t_id="10" sentence="1" number="8">)</token><token t_id="11" sentence="1" number="9">''</token>
<token t_id="12" sentence="2" number="0">''The</token><token t_id="13" sentence="2" number="1">end</token>
<token t_id="14" sentence="2" number="2">’</token><token t_id="15" sentence="2" number="3">s</token>
</Document>"""


def table(rows: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(["Body ID", "articleBody"])
    out.writerows(rows.items())
    return text.getvalue().encode()


@pytest.mark.parametrize(
    ("collection", "data", "row", "text", "title"),
    [
        ("fnc", table({"7": "Four died,\r\nit burned. ", "8": "x"}), "7", "Four died,\r\nit burned. ", ""),
        ("basil", json.dumps(PAGE).encode(), "", "Four died. It burned.\n\nMore soon.", "Four die"),
        ("wcl", "\ufeffFour die\r\n\r\nFour died.".encode(), "", "Four die\r\n\r\nFour died.", ""),
        ("ecb", TOKENS.encode(), "", 'Four, (says U.S.)"\n"The end’ s', ""),
    ],
)
def test_each_collection_has_its_rule(collection, data, row, text, title):
    files = sources.Files(["some/file.x"], lambda _: data)
    assert sources.read_article(files, collection, "file.x", row) == sources.Found(text, title)
    assert sources.read_article(files, collection, "other.x", row) is None


def test_a_row_that_is_not_there_is_no_article():
    files = sources.Files(["t.csv"], lambda _: table({"7": "Four"}))
    assert sources.read_article(files, "fnc", "t.csv", "9") is None


def put(folder: Path, names: dict[str, str]) -> Path:
    for name, text in names.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


NAMES = {"raw/a.txt": "Four", "other/b.txt": "Nine"}


def as_git(folder: Path, *, bare: bool) -> Path:
    place = put(folder / "work", NAMES)
    run = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*run, *words], cwd=place, check=True)
    (place / "raw" / "a.txt").write_bytes(b"Four\r\n")  # as git may check it out
    return place / ".git" if bare else place


def as_zip(folder: Path) -> Path:
    place = folder / "repo.zip"
    with zipfile.ZipFile(place, "w") as packed:
        for name, text in NAMES.items():
            packed.writestr(f"repo-main/{name}", text)
    return place


def as_tar(folder: Path) -> Path:
    place = folder / "repo.tar.gz"
    put(folder / "repo-main", NAMES)
    with tarfile.open(place, "w:gz") as packed:
        packed.add(folder / "repo-main", "repo-main")
    return place


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: put(folder / "plain", NAMES),
        lambda folder: as_git(folder, bare=True),
        lambda folder: as_git(folder, bare=False),
        as_zip,
        as_tar,
    ],
    ids=["folder", "bare", "clone", "zip", "tar"],
)
def test_a_collection_may_be_a_folder_a_repository_or_an_archive(tmp_path, make):
    files = sources.open_files(make(tmp_path))
    assert files.read("raw/a.txt") == b"Four"
    assert files.read("b.txt") == b"Nine"
    assert files.read("a/b.txt") is files.read("none.txt") is None


def test_what_is_no_place_is_said(tmp_path):
    with pytest.raises(SystemExit, match=r"nowhere is no folder.*give a clone"):
        sources.open_files(tmp_path / "nowhere")
    (tmp_path / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "objects").mkdir()
    with pytest.raises(SystemExit, match="git cannot read"):
        sources.open_files(tmp_path)


def test_a_text_with_another_hash_is_not_an_article(tmp_path):
    files = sources.open_files(put(tmp_path, {"a.txt": f"Head\n\n{TEXTS['a']}\n"}))
    own = replace(ref("a"), skip=6)
    assert rebuild.rebuild(own, files) == rebuild.Rebuilt(own, TEXTS["a"], "Head")
    shifted = rebuild.rebuild(replace(own, skip=5), files)
    assert (shifted.text, shifted.missing[:26]) == ("", "a.txt holds another text (")
    assert rebuild.rebuild(replace(own, file="x.txt"), files).missing == "x.txt is not there"
    row = replace(own, file="x.csv", row="7", collection="fnc")
    assert rebuild.rebuild(row, files).missing == "x.csv, row 7 is not there"
    broken = rebuild.rebuild(replace(own, collection="ecb"), files)
    assert broken.missing == "a.txt cannot be read (ParseError)"


@pytest.fixture
def small(monkeypatch) -> Labels:
    labels = Labels(
        {**LABELS.articles, "c": replace(ref("c"), collection="fnc", file="t.csv", row="7")},
        LABELS.facts,
        LABELS.pairs,
    )
    monkeypatch.setattr(rebuild, "load_labels", lambda: labels)
    return labels


def test_articles_and_gold_are_written_for_what_is_there(tmp_path, small, capsys):
    place = put(tmp_path / "wcl", {"a.txt": TEXTS["a"], "b.txt": TEXTS["b"]})
    assert rebuild.main(["--wcl", str(place), "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "wcl: 2 of 2 articles",
        "fnc: 0 of 1 articles (not given)",
        "all: 2 of 3 articles",
    ]
    rows = (tmp_path / "out" / "data" / "events.articles.jsonl").read_text().splitlines()
    assert [json.loads(row) for row in rows] == [
        {"id": key, "source": key.upper(), "text": TEXTS[key]} for key in "ab"
    ]
    gold = json.loads((tmp_path / "out" / "data" / "events.gold.json").read_text())
    assert [fact["id"] for fact in gold["facts"]] == ["hurt", "day"]
    assert gold["facts"][0]["mentions"][0] == {"article": "a", "quote": "two", "value": "says 0"}
    assert gold["distinct"] == []


def test_an_article_that_is_missing_is_named_and_the_end_is_one(tmp_path, small, capsys):
    place = put(tmp_path / "wcl", {"a.txt": TEXTS["a"], "b.txt": TEXTS["b"] + "!"})
    bodies = put(tmp_path / "fnc", {"t.csv": table({"7": TEXTS["c"]}).decode()})
    words = ["--wcl", str(place), "--fnc", str(bodies), "--out", str(tmp_path / "out")]
    assert rebuild.main(words) == 0  # what stands behind the text is not of it
    (place / "b.txt").write_text("!" + TEXTS["b"])
    capsys.readouterr()
    assert rebuild.main(words) == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("b: b.txt holds another text")
    assert rest == ["wcl: 1 of 2 articles", "fnc: 1 of 1 articles", "all: 2 of 3 articles"]


def test_a_collection_must_be_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        rebuild.main(["--out", str(tmp_path)])
    assert "name at least one collection" in capsys.readouterr().err


def test_the_gold_with_quotes_is_that_of_the_shared_data(shared):
    """What a stranger rebuilds scores alike: the same places, and values that stand apart alike."""
    labels = load_labels()
    own = labels.only(frozenset(a.event for a in labels.articles.values() if a.set == "discrepancies"))
    data = shared / "data"
    rows = map(json.loads, (data / "discrepancies.articles.jsonl").read_text(encoding="utf-8").splitlines())
    made = rebuild.gold_of(own, {row["id"]: row["text"] for row in rows})
    gold = json.loads((data / "discrepancies.gold.json").read_text(encoding="utf-8"))
    for name in ("distinct", "arguable"):
        assert [(p["a"], p["b"]) for p in made[name]] == [(p["a"], p["b"]) for p in gold[name]]
    for ours, theirs in zip(made["facts"], gold["facts"], strict=True):
        assert [m["quote"] for m in ours["mentions"]] == [m["quote"] for m in theirs["mentions"]]
        values = [[m["value"] for m in fact["mentions"]] for fact in (ours, theirs)]
        first, other = ([of.index(value) for value in of] for of in values)
        assert first == other


def test_hashes_are_of_the_text_in_utf_8():
    assert text_hash("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
