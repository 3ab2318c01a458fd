import csv
import io
import json
from pathlib import Path

import pytest

from compare.cli.common import verdict_kinds
from compare.models import VerdictKind


def test_a_table_of_the_claims_on_the_topic(run, stages, stored):
    done = run("query", "people hurt")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[:3] == ["Ferry strikes pier", "", "≠ differ: passengers injured [f-differ]"]
    assert lines[3].split("  ")[1:4] == ["at least 12 passengers", "Harbour Post", "11 March 2024"]
    assert "Evening Echo" in done.out
    assert "Ilse" not in done.out


def test_json(run, stages, stored):
    tree = json.loads(run("query", "people hurt", "--format", "json").out)
    assert tree["topic"] == "people hurt"
    (fact,) = tree["facts"]
    assert (fact["id"], fact["relevance"]) == ("f-differ", 0.5)
    assert [claim["value"] for claim in fact["claims"]] == ["12", "15"]


def test_csv_has_the_columns_of_claims_csv(run, stages, stored):
    from compare.reports.csv_ import COLUMNS

    out = run("query", "people hurt", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [row["source"] for row in rows] == ["Harbour Post", "Evening Echo"]
    assert tuple(rows[0]) == COLUMNS


def test_markdown(run, stages, stored):
    assert run("query", "people hurt", "--format", "md").out.startswith(
        "# Ferry strikes pier\n\n## ≠ passengers injured (differ; id f-differ)\n"
    )


def test_single_sources_are_searched_when_asked_for(run, stages, stored):
    done = run("query", "repair")
    assert (done.code, done.out) == (0, "")
    assert "--verdict single-source" in done.err
    assert "cost of the repair" in run("query", "repair", "--verdict", "single-source,differ").out


@pytest.mark.parametrize(
    ("form", "out"), [("json", '"facts": []'), ("csv", "fact_id,"), ("md", ""), ("table", "")]
)
def test_no_answer_is_said_on_stderr_and_is_no_failure(run, stages, stored, form, out):
    done = run("query", "nothing like it", "--format", form)
    assert done.code == 0
    assert out in done.out
    assert done.err.startswith("crossclaim: no fact of ")


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["--source", "evening echo"], True),
        (["--facet", "date"], False),
        (["--facet", "quantity,date"], True),
        (["--since", "2024-03"], True),
        (["--since", "2024-03-13"], False),
        (["--until", "2023"], False),
        (["--until", "2024"], True),
        (["--verdict", "agree"], False),
    ],
)
def test_filters(run, stages, stored, argv, found):
    assert bool(run("query", "people hurt", *argv).out) is found


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([" "], "TOPIC is empty"),
        (["x", "--source", "Evening Ecko"], "did you mean 'Evening Echo'"),
        (["x", "--facet", "dates"], "did you mean 'date'"),
        (["x", "--verdict", "unrelated"], "--verdict is 'unrelated'"),
        (["x", "--since", "last week"], "--since is 'last week'; allowed: a day, month or year"),
        (["x", "--until", "2024-13"], "--until is '2024-13'"),
        (["x", "--limit", "0"], "--limit is '0'; allowed: a whole number from 1 on"),
        (["x", "--limit", "many"], "--limit is 'many'"),
        (["x", "--format", "xml"], "--format is 'xml'; allowed: table, csv, json, md"),
        (["x", "--report", "none.json"], "no report 'none.json'"),
    ],
)
def test_wrong_arguments(run, stages, stored, argv, words):
    done = run("query", *argv)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_broken_report(run, stages, stored):
    stored.write_text("{")
    done = run("query", "x")
    assert done.code == 2
    assert "cannot read the report" in done.err


def test_limit_and_model(run, stages, stored):
    done = run(
        "query", "ferry pier harbour port name closed", "--limit", "1", "--format", "json", "--model", "m"
    )
    assert len(json.loads(done.out)["facts"]) == 1
    assert stages.embedding.model == "m"


def test_the_report_may_stand_elsewhere(run, stages, stored):
    moved = Path("elsewhere.json")
    stored.rename(moved)
    assert run("query", "hurt", "--report", moved).out


@pytest.mark.parametrize(
    ("topic", "verdicts"),
    [
        ("What do the papers disagree on about the people hurt?", {"differ"}),
        ("What do the papers agree on about the people hurt?", set()),
        ("people hurt on 11 March 2024", {"differ"}),
        ("11 March 2024", {"differ", "variant", "compatible", "agree"}),
        ("11 March 2014", set()),
    ],
)
def test_what_the_papers_do_and_when_is_asked_in_the_topic(run, stages, stored, topic, verdicts):
    tree = json.loads(run("query", topic, "--format", "json").out)
    assert {fact["verdict"] for fact in tree["facts"]} == verdicts


def test_a_verdict_that_is_named_comes_before_one_that_is_asked_for(run, stages, stored):
    topic = "What do the papers disagree on about 11 March 2024?"
    tree = json.loads(run("query", topic, "--verdict", "agree", "--format", "json").out)
    assert {fact["verdict"] for fact in tree["facts"]} == {"agree"}


def test_verdicts_are_named_as_files_or_as_readers_have_them():
    found = verdict_kinds("--verdict", ["may differ, no conflict", "differ", "possible"])
    assert found == [VerdictKind.POSSIBLE, VerdictKind.COMPATIBLE, VerdictKind.DIFFER]
