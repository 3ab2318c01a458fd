import json

from samples import sample_report

from compare.ingest.archives import Archives
from compare.ingest.files import OWN, Finder
from compare.reports.tables import TABLES, encoded
from compare.reports.write import FILES, write_report


def found_in(path):
    return Finder(Archives(), print).find([path])


def test_a_report_is_no_article_of_the_next_run(tmp_path):
    write_report(sample_report().view(), tmp_path / "reports")
    (tmp_path / "story.txt").write_text("A story.")
    assert [found.path.name for found in found_in(tmp_path)] == ["story.txt"]
    assert {*FILES.values()} <= {*OWN}


def test_exported_tables_are_no_articles_of_the_next_run(tmp_path):
    written = {f"{name}.{form}" for name in TABLES for form in ("csv", "jsonl")}
    for name in written:
        table, form = name.split(".")
        (tmp_path / name).write_bytes(
            encoded(TABLES[table](sample_report().articles, sample_report().facts), form)
        )
    (tmp_path / "story.txt").write_text("A story.")
    assert [found.path.name for found in found_in(tmp_path)] == ["story.txt"]
    assert {*FILES.values()} | written == {*OWN}
    own = tmp_path / "articles.jsonl"
    assert [found.path for found in found_in(own)] == [own]


def test_a_report_that_is_named_is_read(tmp_path):
    (written,) = write_report(sample_report().view(), tmp_path, ["md"])
    assert [found.path for found in found_in(written)] == [written]


def test_articles_that_are_called_like_a_report_are_read(tmp_path):
    for name in OWN:
        (tmp_path / name).write_text("Police published a report on crime.")
    assert sorted(found.path.name for found in found_in(tmp_path)) == sorted(OWN)


def test_tables_of_somebody_else_that_have_our_columns_are_read(tmp_path):
    digest = "0" * 64
    rows = {
        "articles.jsonl": json.dumps(
            {"id": "a", "text": "A mill burned.", "sha256": digest, "source": "Post"}
        ),
        "articles.csv": f"article_id,sha256,source,file\na,{digest},Post,a.txt",
        "facts.csv": "paid,tool_verdict,text\n1,no,A mill burned.",
        "claims.jsonl": json.dumps({"text": "A mill burned.", "focus_start": 2}),
    }
    for name, row in rows.items():
        (tmp_path / name).write_text(row + "\n", encoding="utf-8")
    assert sorted(found.path.name for found in found_in(tmp_path)) == sorted(rows)
