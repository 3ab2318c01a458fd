import json
from dataclasses import replace

from decided import said
from samples import sample_report

from compare.exports.claim_review import claim_reviews
from compare.exports.duckdb_ import write_duckdb
from compare.exports.files import MARK, encoded
from compare.exports.relations import rows_of
from compare.exports.sqlite import metadata_json, write_sqlite
from compare.exports.tables import TABLES, Holdings
from compare.ingest.archives import Archives
from compare.ingest.files import OWN, OWN_MARK, OWN_PARQUET, Finder, is_own
from compare.models import VerdictKind
from compare.reports.write import FILES, write_report


def found_in(path):
    return Finder(Archives(), print).find([path])


def test_a_report_is_no_article_of_the_next_run(tmp_path):
    write_report(sample_report().view(), tmp_path / "reports")
    (tmp_path / "story.txt").write_text("A story.")
    assert [found.path.name for found in found_in(tmp_path)] == ["story.txt"]
    assert {*FILES.values()} <= {*OWN}


def test_exported_tables_are_no_articles_of_the_next_run(tmp_path):
    report = sample_report()
    held = Holdings(report.articles, report.facts, [replace(said(("x",), VerdictKind.AGREE), id=1)])
    written = {f"{name}.{form}" for name in TABLES for form in ("csv", "jsonl", "parquet")}
    for name in written:
        table, form = name.split(".")
        (tmp_path / name).write_bytes(encoded(TABLES[table](held), form))
    write_sqlite(rows_of(held), tmp_path / "crossclaim.sqlite")
    write_duckdb(rows_of(held), tmp_path / "crossclaim.duckdb")
    (tmp_path / "metadata.json").write_text(metadata_json())
    (tmp_path / "claim-reviews.jsonld").write_text(claim_reviews([]).text)
    assert all(is_own(path) for path in tmp_path.iterdir())
    written |= {"crossclaim.sqlite", "crossclaim.duckdb", "metadata.json", "claim-reviews.jsonld"}
    (tmp_path / "story.txt").write_text("A story.")
    assert [found.path.name for found in found_in(tmp_path)] == ["story.txt"]
    assert {*FILES.values()} | written == {*OWN, *OWN_PARQUET}
    own = tmp_path / "articles.jsonl"
    assert [found.path for found in found_in(own)] == [own]


def test_parquet_of_somebody_else_is_read(tmp_path):
    import pandas as pd

    for name in OWN_PARQUET:
        pd.DataFrame({"id": ["a"], "text": ["A mill burned."] * 1}).to_parquet(tmp_path / name)
    (tmp_path / "facts.parquet").write_bytes(b"")
    assert sorted(found.path.name for found in found_in(tmp_path)) == sorted(OWN_PARQUET)
    assert MARK.encode() == OWN_MARK


def test_a_report_that_is_named_is_read(tmp_path):
    (written,) = write_report(sample_report().view(), tmp_path, ["md"])
    assert [found.path for found in found_in(written)] == [written]


def test_articles_that_are_called_like_a_report_are_read(tmp_path):
    read = {name for name in OWN if not name.endswith((".sqlite", ".duckdb", ".jsonld"))}
    for name in OWN:
        (tmp_path / name).write_text("Police published a report on crime.")
    assert sorted(found.path.name for found in found_in(tmp_path)) == sorted(read)


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
