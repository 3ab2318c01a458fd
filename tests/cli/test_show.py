import csv
import io
import json
import sys

import pytest


def test_a_fact_with_every_source(run, stored):
    done = run("show", "f-differ")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[0] == "≠ differ: passengers injured [f-differ]"
    assert "Harbour Post, 11 March 2024, according to: a spokesman" in lines
    assert "  ⟦At least 12 passengers⟧ were injured, a spokesman said." in lines
    assert "Evening Echo, 12 March 2024" in lines
    assert lines[-1].startswith("● published")


def test_the_beginning_of_an_id_will_do(run, stored):
    assert run("show", "f-d").out == run("show", "f-differ").out


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_no_line_is_wider_than_the_terminal(run, stored, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    for fact in ("f-differ", "f-agree", "f-compatible", "f-single", "f-variant"):
        assert max(map(len, run("show", fact).out.splitlines())) <= int(width)


def test_other_forms(run, stored):
    assert json.loads(run("show", "f-differ", "--format", "json").out)["id"] == "f-differ"
    assert run("show", "f-differ", "--format", "md").out.startswith(
        "## ≠ passengers injured (differ; id f-differ)\n"
    )
    rows = csv.DictReader(io.StringIO(run("show", "f-differ", "--format", "csv").out, newline=""))
    assert {row["fact_id"] for row in rows} == {"f-differ"}


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["none"], "no fact 'none'"),
        (["f-"], "5 facts have ids that begin with 'f-'"),
        (["f-differ", "--format", "table"], "--format is 'table'; allowed: text, json, md, csv"),
        (["f-differ", "--report", "none.json"], "no report 'none.json'"),
    ],
)
def test_wrong_arguments(run, stored, argv, words):
    done = run("show", *argv)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("terminal", "no_colour", "painted"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_only_on_a_terminal_that_wants_it(monkeypatch, terminal, no_colour, painted):
    from compare.cli.common import painted as paint

    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    text = paint("≠ differ: one\nno ≠ differ here")
    assert text == ("\x1b[1;31m≠ differ\x1b[0m: one\nno ≠ differ here" if painted else text)
    assert ("\x1b" in text) is painted
