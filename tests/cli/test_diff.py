"""``crossclaim diff``: reports, folders and stores, in every format, and what is wrong in one line."""

from __future__ import annotations

import json
import os
import sqlite3
import threading

import feedparser
import pytest
from fakes import HashingEncoder
from samples import sample_report
from stories import STORM

from compare.models import Decision, DecisionKind, VerdictKind
from compare.pipeline_store import compare_store
from compare.reports.report import Report
from compare.store import open_store


@pytest.fixture
def reports(tmp_path):
    """Two reports, the later one with all that the sample has."""
    sample = sample_report()
    few = [fact for fact in sample.facts if fact.id != "f-differ"]
    for name, facts in (("monday", few), ("tuesday", sample.facts)):
        (tmp_path / name).mkdir()
        made = Report(sample.articles, facts, sample.run, sample.stories)
        (tmp_path / name / "facts.json").write_text(made.to_json(), encoding="utf-8")
    return tmp_path


def store(path, articles):
    with open_store(path) as opened:
        opened.add(articles)
        compare_store(opened, encoder=HashingEncoder())
    return path


def test_folders_and_files(run, reports):
    done = run("diff", "monday", "tuesday")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "1 fact new, none changed, none gone, 3 as before"
    assert "≠ differ: passengers injured [f-differ]" in done.out
    assert run("diff", "monday/facts.json", "tuesday").out == done.out
    assert "1 gone" in run("diff", "tuesday", "monday").out


def test_a_store_before_and_after(run, tmp_path):
    store(tmp_path / "before.db", STORM[:1])
    store(tmp_path / "after.db", STORM)
    found = json.loads(run("diff", "before.db", "after.db", "--format", "json").out)
    assert {row["id"] for row in found["articles"]["new"]} == {article.id for article in STORM[1:]}
    assert found["facts"]
    assert json.loads(run("diff", "after.db", "after.db", "--format", "json").out)["facts"] == []


def test_a_report_and_the_store_that_it_was_made_of_are_the_same(run, tmp_path):
    path = store(tmp_path / "after.db", STORM)
    with open_store(path) as opened:
        (tmp_path / "facts.json").write_text(opened.report().to_json(), encoding="utf-8")
    found = json.loads(run("diff", "facts.json", "after.db", "--all", "--format", "json").out)
    assert (found["facts"], found["articles"]) == ([], {"new": [], "gone": []})
    assert found["same"] > 0


def test_a_store_is_read_as_reviewed(run, tmp_path):
    path = store(tmp_path / "after.db", STORM)
    with open_store(path) as opened:
        report = opened.report()
        (tmp_path / "facts.json").write_text(report.to_json(), encoding="utf-8")
        fact = next(f for f in report.facts if f.verdict.verdict is not VerdictKind.SINGLE_SOURCE)
        claims = tuple(claim.id for claim in fact.claims)
        opened.decide(
            [Decision(fact.id, claims, DecisionKind.VERDICT, VerdictKind.UNRELATED, reviewer="Ana")]
        )
    (row,) = json.loads(run("diff", "facts.json", "after.db", "--format", "json").out)["facts"]
    assert (row["id"], row["verdict"]["verdict"], row["verdict"]["reviewer"]) == (fact.id, "unrelated", "Ana")


def test_articles_that_wait_are_noted(run, tmp_path):
    path = store(tmp_path / "a.db", STORM[:2])
    with open_store(path) as opened:
        opened.add(STORM[2:])
    done = run("diff", path, path)
    assert done.code == 0
    assert "1 article of" in done.err and "changed since its last comparison" in done.err


def test_a_feed(run, reports):
    done = run("diff", "monday", "tuesday", "--format", "atom", "--feed-id", "https://example.org/f")
    found = feedparser.parse(done.out)
    assert (found.bozo, found.feed.id, len(found.entries)) == (False, "https://example.org/f", 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("monday", "nowhere"), "no report 'nowhere'; write one with 'crossclaim report PATH...'"),
        (("empty", "monday"), "no report 'empty/facts.json'"),
        (("text.txt", "monday"), "cannot read the report 'text.txt'"),
        (("other.db", "monday"), "other.db"),
        (("monday", "tuesday", "--format", "xml"), "--format is 'xml'; allowed: text, json, atom"),
        (("monday", "tuesday", "--feed-id", "https://a"), "--feed-id is 'https://a'; allowed, with --format"),
        (("monday", "tuesday", "--format", "atom", "--feed-id", "a b"), "--feed-id is 'a b'; allowed"),
        (("monday",), "Missing argument 'NEW'"),
    ],
)
def test_what_is_wrong_is_one_line(run, reports, arguments, told):
    (reports / "empty").mkdir()
    (reports / "text.txt").write_text("some text", encoding="utf-8")
    with sqlite3.connect(reports / "other.db") as database:
        database.execute("CREATE TABLE x (y)")
    database.close()
    done = run("diff", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err and done.err.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_report_may_come_by_a_pipe(run, reports):
    os.mkfifo(reports / "pipe")
    text = (reports / "monday" / "facts.json").read_text(encoding="utf-8")
    writer = threading.Thread(target=(reports / "pipe").write_text, args=(text,), daemon=True)
    writer.start()
    done = run("diff", "pipe", "tuesday")
    writer.join(10)
    assert (done.code, done.out) == (0, run("diff", "monday", "tuesday").out)
