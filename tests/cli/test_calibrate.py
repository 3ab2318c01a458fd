"""``crossclaim calibrate``: what reviewers decided on possible differences, on a store made by hand and on a
whole way from made-up articles."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from doubted import by_row, report_of_doubts, told

from compare.linkage.differences.model import fingerprint
from compare.models import Facet, VerdictKind
from compare.reports.report import Report
from compare.store import open_store, saving

ROWS = [(-2.0 + n % 4 / 2, f"s{n % 8}", Facet.STATEMENT if n % 2 else Facet.QUANTITY) for n in range(48)]
"""Two of three of these are differences to their reviewers: far more than the model says."""


def kept(path: Path, report: Report, decisions=()) -> Path:
    with open_store(path) as store:
        store.add(report.articles)
        with store.transaction():
            saving.save(store.connection, report)
        store.decide(decisions)
    return path


@pytest.fixture
def report():
    return report_of_doubts(ROWS)


@pytest.fixture
def decisions(report):
    verdicts = (VerdictKind.DIFFER, VerdictKind.DIFFER, VerdictKind.UNRELATED)
    return [told(report, n, verdicts[n * 7 % 3]) for n in range(len(ROWS))]


@pytest.fixture
def db(tmp_path, report, decisions):
    return kept(tmp_path / "crossclaim.db", report, decisions)


def in_store(db):
    with open_store(db) as store:
        return store.calibration()


def test_it_says_what_it_would_change_and_changes_nothing(run, db):
    done = run("calibrate")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "Learned from 48 decisions on possible differences (24 of values, 24 of statements), of 8 stories: "
        "32 are differences, 16 are none.\n"
    )
    assert "Not used" not in done.out
    (row,) = [line.split() for line in done.out.splitlines() if line.startswith("log loss ")]
    assert float(row[-2]) > float(row[-1])
    assert "shown, from 0.12 on" in done.out and "differences shown (recall)" in done.out
    assert "It is better than the model (log loss 0." in done.out
    assert "None would be told as a difference: at best, from " in done.out
    assert "in the last comparison none would get another grade; which others would be shown" in done.out
    assert in_store(db) is None


def test_it_is_kept_with_who_when_and_of_what_and_taken_away(run, db):
    done = run("calibrate", "--write", "--reviewer", "Bo")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(
        "Kept in crossclaim.db: the next 'crossclaim report --db crossclaim.db' uses it.\n"
    )
    found = in_store(db)
    made = found.calibration
    assert (made.reviewer, made.at[:2], made.decisions, made.differences, made.stories) == (
        "Bo",
        "20",
        48,
        32,
        8,
    )
    assert made.belongs_to(fingerprint(), "e")
    assert min(made.line.values, made.line.statements) > 0.5
    assert len(found.seen) == 48
    done = run("calibrate", "--forget")
    assert (done.code, done.out) == (
        0, "Forgotten: the next 'crossclaim report --db crossclaim.db' is as shipped.\n"
    )  # fmt: skip
    assert in_store(db) is None
    done = run("calibrate", "--forget")
    assert (done.code, done.out, done.err) == (
        0,
        "",
        "crossclaim: there is no calibration in crossclaim.db\n",
    )


def test_json_has_all_of_it(run, db):
    tree = json.loads(run("calibrate", "--json").out)
    assert (tree["decisions"], tree["differences"], tree["stories"], tree["unused"]) == (48, 32, 8, {})
    assert tree["helps"] and not tree["written"]
    assert tree["line"].keys() == {"values", "statements", "slope"}
    assert tree["as_shipped"]["values"] < 0.14
    assert tree["shipped"]["right"] == 24 and tree["changes"] == {
        "of": 48,
        "dropped": 0,
        "differ": 0,
        "possible": 0,
    }
    assert json.loads(run("calibrate", "--json", "--write").out)["written"]
    assert json.loads(run("calibrate", "--json", "--forget").out) == {
        "store": "crossclaim.db",
        "forgotten": True,
    }


def test_the_same_decisions_give_the_same_numbers(run, db, tmp_path, report, decisions):
    mixed = kept(
        tmp_path / "mixed.db", Report(report.articles, report.facts[::-1], report.run), decisions[::-1]
    )
    first, again = (json.loads(run("calibrate", "--json", "--db", path).out) for path in (db, mixed))
    assert first == again


def test_with_too_few_decisions_it_refuses_in_a_line(run, tmp_path, report, decisions):
    db = kept(tmp_path / "few.db", report, decisions[:29])
    done = run("calibrate", "--db", db, "--write")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "29 (20 say that it is one, 9 that it is none) of 8 stories; needed are 30" in done.err
    assert in_store(db) is None


def test_decisions_that_do_not_count_are_told_of_with_their_number(run, tmp_path, report, decisions):
    others = "2 on facts whose claims were joined as one"
    differ = replace(report.facts[0].verdict, verdict=VerdictKind.DIFFER)
    sure = [replace(by_row(report, n), explanation=None, verdict=differ) for n in (0, 1)]
    rest = [by_row(report, n) for n in range(2, len(ROWS))]
    db = kept(tmp_path / "some.db", Report(report.articles, [*sure, *rest], report.run), decisions)
    done = run("calibrate", "--db", db)
    assert done.out.startswith("Learned from 46 decisions on possible differences (")
    assert f"\nNot used: {others}, which 'crossclaim evaluate --reviewed' takes." in done.out
    db = kept(tmp_path / "none.db", Report(report.articles, sure, report.run), decisions[:2])
    done = run("calibrate", "--db", db)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert (
        f"calibrate on: 0 (0 say that it is one, 0 that it is none) of 0 stories; not used: {others}"
        in done.err
    )
    assert run("evaluate", "--reviewed", "--db", db).out.startswith("2 of 2 reviewed facts have")


def test_what_is_no_better_than_the_model_is_not_written(run, tmp_path):
    rows = [(-1.1, f"s{n % 8}") for n in range(48)]
    report = report_of_doubts(rows)
    log = [told(report, n, VerdictKind.DIFFER if n % 4 == 0 else VerdictKind.RELATED) for n in range(48)]
    db = kept(tmp_path / "same.db", report, log)
    done = run("calibrate", "--db", db)
    assert (done.code, done.err) == (0, "")
    assert "It is no better than the model by more than chance" in done.out
    done = run("calibrate", "--db", db, "--write")
    assert done.code == 2
    assert "nothing is written" in done.err and done.err.count("\n") == 1
    assert in_store(db) is None


def test_what_was_learned_from_before_is_learned_from_again(run, db, report, decisions):
    run("calibrate", "--write")
    fewer = Report(report.articles, report.facts[:10], report.run)
    with open_store(db) as store, store.transaction():
        saving.save(store.connection, fewer)
    assert run("calibrate").out.startswith("Learned from 48 decisions")
    with open_store(db) as store:
        whole = store.calibration()
        store.calibrate(replace(whole, calibration=replace(whole.calibration, encoder="other")))
    assert "10 (" in run("calibrate").err, "the pairs of another model are none of ours"


def test_a_damaged_calibration_is_told_and_replaced(run, db):
    run("calibrate", "--write")
    with open_store(db) as store:
        store.connection.execute("UPDATE calibration SET checksum = x'00'")
    done = run("calibrate", "--write", "--reviewer", "Bo")
    assert done.code == 0
    assert done.err == (
        "crossclaim: the calibration in crossclaim.db is damaged; what it was learned from is not used\n"
    )
    assert in_store(db).calibration.reviewer == "Bo"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--write", "--forget"], "--write and --forget are both given"),
        (["--reviewer", "Bo"], "--reviewer names who keeps a calibration; give it with --write"),
        (["--forget", "--reviewer", "Bo"], "give it with --write"),
        (["--db", "none.db"], "no store 'none.db'"),
    ],
)
def test_what_cannot_be_is_refused(run, db, argv, words):
    done = run("calibrate", *argv)
    assert (done.code, words in done.err) == (2, True)


def test_a_comparison_of_another_version_is_refused(run, db):
    with open_store(db) as store:
        report = store.report(reviewed=False)
        with store.transaction(), pytest.MonkeyPatch.context() as patch:
            patch.setattr("compare.store.comparison.program", lambda: "older")
            saving.save(store.connection, report)
    done = run("calibrate")
    assert (done.code, "of another version of crossclaim" in done.err) == (2, True)


def test_a_name_that_is_none_is_refused_before_anything_is_written(run, db):
    assert run("calibrate", "--write", "--reviewer", "x" * 200).code == 2
    assert in_store(db) is None


def test_looking_needs_no_name_and_no_place_to_write(run, db, monkeypatch):
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    db.chmod(0o444)
    assert run("calibrate").code == 0
    db.chmod(0o644)
    done = run("calibrate", "--write")
    assert (done.code, "say who decides with --reviewer NAME" in done.err) == (2, True)
    assert in_store(db) is None


def test_status_tells_of_it(run, db):
    assert "calibrated" not in run("status").out
    run("calibrate", "--write", "--reviewer", "Bo")
    assert "calibrated on 48 decisions of reviewers (Bo, 20" in " ".join(run("status").out.split())
    assert json.loads(run("status", "--json").out)["calibration"]["decisions"] == 48


def test_it_needs_no_model_and_no_scikit_learn(db):
    code = (
        f"import sys\nfrom compare.cli import main\ncode = main(['calibrate', '--db', {str(db)!r}])\n"
        "print('HEAVY', code, [m for m in ('sklearn', 'torch', 'onnxruntime', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("HEAVY 0 []\n")


# ---------------------------------------------------------------- evaluate --reviewed


def test_evaluating_proposes_the_threshold_of_possible_differences(run, tmp_path):
    report = report_of_doubts([(-1.5 if n % 2 else 0.0, f"s{n % 8}") for n in range(40)])
    log = [told(report, n, VerdictKind.RELATED if n % 2 else VerdictKind.DIFFER) for n in range(40)]
    db = kept(tmp_path / "even.db", report, log)
    done = run("evaluate", "--reviewed", "--db", db)
    assert (done.code, done.err) == (0, "")
    assert "20 of 40 possible differences are a difference to the reviewers." in done.out
    assert done.out.startswith("0 of 0 reviewed facts have the reviewers' verdict, 0 are not one fact")
    assert "verdicts.possible_threshold  0.12   0.19        20 of 20      0 of 20" in done.out
    assert "[verdicts]\npossible_threshold = 0.19" in done.out


@pytest.mark.parametrize(
    ("run_of", "words"),
    [
        ({}, "fewer than 30 of these facts are pairs that may differ: no verdicts.possible_threshold"),
        ({"judge": "says@1"}, "a judge chose which possible differences were seen: no verdicts.possible"),
    ],
)
def test_evaluating_says_why_no_threshold_of_possible_differences_is_proposed(run, tmp_path, run_of, words):
    report = report_of_doubts([(-1.0, f"s{n}") for n in range(30)], run_of)
    differ = replace(report.facts[0].verdict, verdict=VerdictKind.DIFFER)
    others = [replace(fact, explanation=None, verdict=differ) for fact in report.facts[20:]]
    sure = [*report.facts[:20], *others]
    log = [told(report, n) for n in range(30)]
    db = kept(tmp_path / "some.db", Report(report.articles, sure, report.run), log)
    done = run("evaluate", "--reviewed", "--db", db)
    assert done.code == 0
    assert "verdicts.differ_threshold" in done.out and "possible_threshold" not in done.out
    assert words in done.err and done.err.count("\n") == 1


# ---------------------------------------------------------------- the whole way

TOWNS = ("Tarn", "Velmora", "Ashel", "Dorvan", "Ostrell", "Wexcombe", "Brenholt", "Ilmar", "Quarn", "Sedby")
EVENTS = (
    "ferry sank passengers", "mill burned drivers", "bridge collapsed workers", "train derailed travellers",
    "mine flooded miners", "roof fell fans", "dam broke farmers", "tower leaned tourists",
    "tunnel filled divers", "crane toppled builders",
)  # fmt: skip


def article(n: int, k: int) -> dict[str, str]:
    town, (thing, did, who) = TOWNS[n], EVENTS[n].split()
    text = (
        f"The {thing} in {town} {did} late on Monday. "
        f"Rescuers counted {10 + 7 * n + 3 * k} {who} at the site in {town}. "
        f"The repair of the {thing} will cost {2 + n + k} million euros, the mayor said. "
        f"Some {200 + 30 * n + 20 * k} {who} had been near the {thing}. "
        f"The fire brigade of {town} worked for {3 + k} hours. "
        f"The mayor of {town} {'denied' if k else 'said'} that the {thing} had been unsafe."
    )
    source = f"{town} {('Echo', 'Post', 'Times')[k]}"
    return {"id": f"{n}-{k}", "source": source, "published": f"2024-{1 + n:02d}-12", "text": text}


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    rows = [article(n, k) for n in range(len(TOWNS)) for k in range(3)]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "crossclaim.toml").write_text(
        "[verdicts]\npossible_threshold = 0.03\npossible_per_story = 50\n"
    )

    def run(*argv: str):
        env = os.environ | {"CROSSCLAIM_CACHE": str(folder / "cache"), "COLUMNS": "110"}
        command = [sys.executable, "-m", "compare", *argv]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr, folder=folder)

    return run


def possible(folder: Path) -> list[dict]:
    facts = json.loads((folder / "reports" / "facts.json").read_text(encoding="utf-8"))["facts"]
    return [fact for fact in facts if fact.get("certainty") == "possible" or "review" in fact]


def test_from_articles_over_decisions_to_a_calibrated_report(news):
    done = news("report", "news.jsonl", "--db", "n.db", "-q")
    assert (done.code, done.err) == (0, "")
    folder = done.folder
    assert len(possible(folder)) >= 30
    news("review", "export", "--db", "n.db", "--only", "possible", "--out", "out.csv")
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["reviewer_verdict"] = "unrelated" if row["facet"] == "statement" else "differ"
    with (folder / "back.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert news("review", "import", "back.csv", "--db", "n.db", "--reviewer", "Ana").code == 0

    proposed = json.loads(news("evaluate", "--reviewed", "--db", "n.db", "--json").out)
    assert proposed["possible"] == len({row["fact_id"] for row in rows})
    assert "verdicts.possible_threshold" in [one["setting"] for one in proposed["proposals"]]

    done = news("calibrate", "--db", "n.db", "--write", "--reviewer", "Ana")
    assert (done.code, done.err) == (0, "")
    before = {fact["id"]: fact["score"] for fact in possible(folder)}
    assert news("report", "--db", "n.db").out.count("calibrated on") == 1
    tree = json.loads((folder / "reports" / "facts.json").read_text(encoding="utf-8"))
    assert tree["run"]["calibration"]["reviewer"] == "Ana"
    assert "calibrated on" in (folder / "reports" / "report.md").read_text(encoding="utf-8")
    after = {fact["id"]: fact for fact in tree["facts"] if fact["id"] in before}
    rises = {True: 0.0, False: 0.0}
    for key, fact in after.items():
        rises[fact["facet"] == "statement"] += fact["score"] - before[key]
    assert rises[False] > 1, "values are likelier by what reviewers decided"
    assert rises[True] < rises[False] / 4, "statements are not"
    assert news("check", "--db", "n.db").code == 0
