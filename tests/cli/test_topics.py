import json

import pytest


def test_a_row_for_each_topic(run, stored):
    done = run("topics")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["story", "articles", "sources", "facts", "differ", "published"]
    assert "Northgate" in lines[2] or "ferry" in lines[2].lower()
    assert lines[2].split()[-7:] == ["4", "1", "11", "to", "12", "March", "2024"]
    assert lines[3].split()[-5:] == ["1", "1", "0", "0", "undated"]


def test_json(run, stored):
    first, second = json.loads(run("topics", "--format", "json").out)
    assert first["articles"] == ["post-1", "echo-1"]
    assert first["verdicts"]["differ"] == 1
    assert (second["articles"], second["first"]) == (["bare"], None)


def test_what_the_limit_leaves_out_is_said(run, stored):
    done = run("topics", "--limit", "1")
    assert len(done.out.splitlines()) == 3
    assert done.err == "crossclaim: 1 more story; --limit 2 lists all\n"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--limit", "0"], "--limit is '0'"),
        (["--format", "csv"], "--format is 'csv'; allowed: table, json"),
        (["--report", "none.json"], "no report 'none.json'"),
    ],
)
def test_wrong_arguments(run, stored, argv, words):
    done = run("topics", *argv)
    assert done.code == 2
    assert words in done.err
