"""``crossclaim review``: the page is started and ended, tables go out and come back."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from samples import sample_report

from compare.models import Decision, DecisionKind, VerdictKind
from compare.review import importing
from compare.store import open_store, saving


@pytest.fixture
def db(tmp_path):
    """A store with the articles of the sample and its comparison."""
    report = sample_report()
    path = tmp_path / "crossclaim.db"
    with open_store(path) as store:
        store.add(report.articles)
        with store.transaction():
            saving.save(store.connection, report)
    return path


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def write(path, rows, delimiter=";"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-16"))


def decided(db):
    with open_store(db) as store:
        return [(d.fact, d.verdict, d.note, d.reviewer) for d in store.decisions()]


def test_out_to_a_spreadsheet_and_back(run, db, tmp_path):
    done = run("review", "export")
    assert (done.code, done.out) == (0, "Written: claims.csv\n")
    rows = table(tmp_path / "claims.csv")
    next(r for r in rows if r["fact_id"] == "f-differ").update(reviewer_verdict="Same", reviewer_note="=1")
    write(tmp_path / "back.csv", rows)
    done = run("review", "import", "back.csv", "--reviewer", "Bo")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Imported 1 decision by Bo; 4 unchanged.\n"
    assert decided(db) == [("f-differ", "agree", "=1", "Bo")]
    done = run("review", "import", "back.csv", "--reviewer", "Bo")
    assert done.out == "Imported 0 decisions by Bo; 5 unchanged.\n"
    done = run("review", "export", "--out", "-", "--only", "agree")
    assert "'=1" in done.out
    assert "Reviewed by Bo on" in done.out
    assert "f-single" not in done.out


def test_a_file_that_may_hold_decisions_is_not_replaced_unasked(run, db, tmp_path):
    (tmp_path / "claims.csv").write_text("mine", encoding="utf-8")
    done = run("review", "export")
    assert done.code == 2
    assert "'claims.csv' exists and may hold decisions" in done.err
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == "mine"
    assert run("review", "export", "--force").code == 0


def test_a_file_that_cannot_be_written_is_wrong_input(run, db):
    done = run("review", "export", "--out", "x" * 300)
    assert (done.code, "File name too long; name another file" in done.err) == (2, True)


def test_nothing_is_half_imported(run, db, tmp_path):
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    rows[0]["reviewer_verdict"] = "agree"
    rows[-1]["reviewer_verdict"] = "perhaps"
    write(tmp_path / "back.csv", rows)
    done = run("review", "import", "back.csv")
    assert done.code == 2
    assert done.out.startswith("Nothing imported of 1 decision: mend what was refused, or add --partial")
    (line,) = done.err.splitlines()
    assert line.startswith(f"crossclaim: back.csv: row {len(rows) + 1}, fact ")
    assert "the verdict is 'perhaps'; allowed: agree, compatible, differ" in line
    assert decided(db) == []
    done = run("review", "import", "back.csv", "--partial", "--reviewer", "Bo")
    assert (done.code, done.out) == (2, "Imported 1 decision by Bo; 3 unchanged, 1 refused.\n")
    assert len(decided(db)) == 1


def test_a_dry_run_changes_nothing(run, db, tmp_path):
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    rows[0]["reviewer_verdict"] = "agree"
    write(tmp_path / "back.csv", rows)
    done = run("review", "import", "back.csv", "--dry-run", "--reviewer", "Bo")
    assert done.out == "Would import 1 decision by Bo; 4 unchanged.\n"
    assert decided(db) == []


def test_newer_decisions_are_shown_and_kept(run, db, tmp_path):
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    for name, verdict in (("one.csv", "agree"), ("two.csv", "differ")):
        rows[0]["reviewer_verdict"] = verdict
        write(tmp_path / name, rows)
    run("review", "import", "one.csv", "--reviewer", "Ana")
    done = run("review", "import", "two.csv", "--reviewer", "Bo")
    assert done.code == 0
    assert "the table says differ, but Ana decided agree" in done.err
    assert done.out == "Imported 0 decisions by Bo; 4 unchanged, 1 in conflict.\n"
    done = run("review", "import", "two.csv", "--reviewer", "Bo", "--overwrite", "--json")
    assert json.loads(done.out)["imported"] == 1
    assert [verdict for _, verdict, _, _ in decided(db)] == ["agree", "differ"]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["review", "--db", "none.db"], "no store 'none.db'"),
        (["review", "export", "--db", "none.db"], "no store 'none.db'"),
        (["review", "import", "none.csv"], "cannot read 'none.csv'"),
        (["review", "--port", "http"], "--port is 'http'; allowed: a whole number from 0 on"),
        (["review", "--port", "70000"], "--port is 70000; allowed: 0 to 65535"),
        (["review", "--host", "192.0.2.1", "--no-browser"], "cannot listen at --host '192.0.2.1'"),
        (["review", "--only", "differs"], "--only is 'differs'; allowed: differ"),
        (["review", "--reviewer", " "], "the reviewer is ''; allowed: a name"),
        (["review", "--db", "x.db", "export"], "options of 'review export' stand after its name"),
    ],
)
def test_what_is_wrong_is_one_line(run, db, argv, told):
    done = run(*argv)
    assert done.code == 2
    assert told in done.err
    assert done.err.count("\n") == 1


def test_without_facts_there_is_nothing_to_review(run, tmp_path):
    report = sample_report()
    with open_store(tmp_path / "crossclaim.db") as store:
        store.add(report.articles)
        with store.transaction():
            saving.save(store.connection, type(report)(report.articles, []))
    done = run("review", "--no-browser")
    assert (done.code, done.out) == (0, "")
    assert "there is nothing to review in crossclaim.db" in done.err


def test_articles_that_wait_are_told(run, db):
    with open_store(db) as store:
        store.add([type(sample_report().articles[0])("new", "A new text.")])
    assert "1 article added, changed or removed since the last comparison" in run("review", "export").err


def test_a_name_is_asked_for_where_nobody_is_logged_in(run, db, monkeypatch):
    def nobody():
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "say who decides with --reviewer NAME" in run("review").err


@pytest.mark.skipif(os.name == "nt", reason="sends an interrupt as a terminal does")
def test_it_listens_tells_the_link_and_ends_without_a_trace(db, tmp_path):
    command = [sys.executable, "-m", "compare", "review", "--no-browser", "--reviewer", "Ana"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            head, link = process.stdout.readline(), process.stdout.readline().strip()
            with urllib.request.urlopen(link, timeout=10) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert head == "4 facts of crossclaim.db to review, 0 done, as Ana:\n"
    assert link.startswith("http://127.0.0.1:")
    assert out == "\n0 of 4 reviewed.\n"
    assert err == "crossclaim: Ctrl-C ends; every decision is saved at once\n"
    assert process.returncode == 0


def test_a_decision_that_is_saved_while_a_table_is_read_is_a_conflict(run, db, tmp_path, monkeypatch):
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    row = next(r for r in rows if r["fact_id"] == "f-differ")
    row.update(reviewer_verdict="agree")
    write(tmp_path / "mine.csv", rows)
    plan, late = importing.plan_import, []

    def slow(report, *given, **named):
        made = plan(report, *given, **named)
        if not late:
            claims = tuple(c.id for f in report.facts if f.id == "f-differ" for c in f.claims)
            with open_store(db) as other:
                kind = DecisionKind.VERDICT
                late.extend(
                    other.decide([Decision("f-differ", claims, kind, VerdictKind.COMPATIBLE, reviewer="Ana")])
                )
        return made

    monkeypatch.setattr(importing, "plan_import", slow)
    done = run("review", "import", "mine.csv", "--reviewer", "Bo")
    assert "Ana decided compatible" in done.err
    assert [reviewer for *_, reviewer in decided(db)] == ["Ana"]


def test_the_browser_gets_a_link_of_its_own(run, db, monkeypatch):
    given = []
    monkeypatch.setattr("compare.web.serving.serve", lambda app, listener: None)
    monkeypatch.setattr("webbrowser.open", lambda link: given.append(link) or True)
    printed = run("review", "--reviewer", "Ana").out.splitlines()[1]
    assert [link.partition("?")[0] for link in given] == [printed.partition("?")[0]]
    assert given != [printed]


def test_letting_others_in_is_warned_of(run, db, monkeypatch):
    monkeypatch.setattr("compare.web.serving.serve", lambda app, listener: None)
    monkeypatch.setattr("webbrowser.open", lambda link: False)
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    done = run("review", "--host", "0.0.0.0", "--reviewer", "Ana")
    assert "\nhttp://desk:" in done.out
    assert "--host 0.0.0.0 lets others on the network in" in done.err
    assert "no browser could be opened; open the link above" in done.err
    assert "?token=" in done.out
    assert "--host" not in run("review", "--reviewer", "Ana").err


# ---------------------------------------------------------------- evaluate --reviewed


def test_the_tool_is_scored_against_its_reviewers(run, db, tmp_path):
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    for row in rows:
        row["reviewer_verdict"] = "unrelated" if row["fact_id"] == "f-differ" else row["verdict"]
    write(tmp_path / "back.csv", rows)
    run("review", "import", "back.csv", "--reviewer", "Bo")
    done = run("evaluate", "--reviewed")
    assert done.code == 0
    assert "5 reviewed facts in crossclaim.db: below some 30, all of this is a hint" in done.err
    assert done.out.startswith(
        "4 of 5 reviewed facts have the reviewers' verdict, 1 is not one fact; 0 merges"
    )
    assert "verdicts.differ_threshold" not in done.out, "too few decisions to propose one"
    tree = json.loads(run("evaluate", "--reviewed", "--json").out)
    assert {"facet": "", "verdict": "differ", "tool": 1, "reviewers": 0, "both": 0, "precision": 0.0,
            "recall": None} in tree["figures"]  # fmt: skip


def test_enough_decisions_propose_a_threshold(run, db, tmp_path, monkeypatch):
    monkeypatch.setattr("compare.review.measure.ENOUGH", 5)
    run("review", "export")
    rows = table(tmp_path / "claims.csv")
    for row in rows:
        row["reviewer_verdict"] = "unrelated" if row["fact_id"] == "f-differ" else row["verdict"]
    write(tmp_path / "back.csv", rows)
    run("review", "import", "back.csv", "--reviewer", "Bo")
    done = run("evaluate", "--reviewed")
    assert "verdicts.differ_threshold  0.55   0.87" in done.out
    assert "[verdicts]\ndiffer_threshold = 0.87" in done.out


def test_a_workbook_goes_out_and_comes_back(run, db, tmp_path):
    assert run("review", "export", "--out", "claims.xlsx").out == "Written: claims.xlsx\n"
    done = run("review", "import", "claims.xlsx", "--reviewer", "Bo")
    assert (done.code, done.out.startswith("Imported 0 decisions by Bo")) == (0, True)


def test_nothing_reviewed_is_told(run, db):
    done = run("evaluate", "--reviewed")
    assert (done.code, done.out) == (0, "")
    assert "nothing is reviewed in crossclaim.db yet" in done.err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["evaluate"], "neither GOLD nor --reviewed is given"),
        (["evaluate", "gold.json", "--reviewed"], "both GOLD and --reviewed are given"),
        (["evaluate", "--reviewed", "--db", "none.db"], "no store 'none.db'"),
    ],
)
def test_gold_or_reviewers(run, argv, told):
    done = run(*argv)
    assert done.code == 2
    assert told in done.err
