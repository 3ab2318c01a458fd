import json

import pytest


def test_a_fact_without_an_explanation_says_why(run, stored):
    done = run("explain", "f-differ")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "≠ differ: passengers injured [f-differ]"
    assert "write it again with 'crossclaim report'" in done.out


def test_the_beginning_of_an_id_will_do(run, stored):
    assert run("explain", "f-d").out == run("explain", "f-differ").out


def test_other_forms(run, stored):
    tree = json.loads(run("explain", "f-differ", "--format", "json").out)
    assert (tree["id"], tree["explanation"]) == ("f-differ", None)
    assert run("explain", "f-differ", "--format", "md").out.startswith("## ≠ passengers injured (differ)\n")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["f-"], "facts have ids that begin with 'f-'"),
        (["nothing"], "no fact 'nothing'"),
        (["f-differ", "--format", "csv"], "--format is 'csv'; allowed: table, json, md"),
        (["f-differ", "--report", "no.json"], "no report"),
    ],
)
def test_wrong_arguments_cost_one_line(run, stored, argv, words):
    done = run("explain", *argv)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err and done.err.count("\n") == 1
