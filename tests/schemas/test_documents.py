"""The schemas in the package are those of the records, and refuse what is not described."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest
from decided import ids, report_of, said
from jsonschema import Draft202012Validator
from samples import POST, sample_report, toll_report

from compare.models import Copy, CopyKind, Extent, VerdictKind
from compare.reports.report import Report
from compare.reports.written import SCHEMA
from compare.review import apply_decisions
from compare.schemas import DOCUMENTS, load_schema, made_schema, schema_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schema_is_of_the_records(name):
    assert schema_text(name) == made_schema(name), "run python scripts/update_schemas.py"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schema_is_one(name):
    Draft202012Validator.check_schema(load_schema(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_object_is_closed_and_every_record_says_what_it_is(name):
    for record, schema in load_schema(name)["$defs"].items():
        assert schema["description"], record
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, record


def complaints(tree: dict) -> list[str]:
    found = Draft202012Validator(load_schema("facts")).iter_errors(tree)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_report_of_the_seeds_is_as_the_schema_says():
    tree = json.loads((ROOT / "reports" / "facts.json").read_text(encoding="utf-8"))
    assert complaints(tree) == []
    told = load_schema("facts")["$defs"]["FactsFile"]["properties"]["schema"]
    assert tree["schema"] == SCHEMA == told["const"]


def whole() -> dict:
    """A report that has what only some have: a review, a copy, pages, a cut article, one set aside."""
    report = report_of("ab", "cd")
    log = [replace(said(ids(report, "ab"), VerdictKind.AGREE, "a note"), id=1)]
    found = apply_decisions(report, log)
    first, *others = found.facts
    claims = tuple(claim.id for claim in first.claims)
    copied = replace(first, copies=(Copy(("a", "b"), CopyKind.SENTENCE, (claims,)),))
    paged = replace(found.articles[0], pages=(0, 10), extent=Extent.CUT, house="A house")
    articles = [paged, *found.articles[1:], POST]
    run = {"set_aside": {POST.id: "fr"}}
    return json.loads(replace(found, articles=articles, facts=[copied, *others], run=run).to_json())


@pytest.mark.parametrize("report", [sample_report(), toll_report(), Report([], [])])
def test_reports_made_by_hand_are(report):
    assert complaints(json.loads(report.to_json())) == []
    assert complaints(whole()) == []


def parts(tree: dict) -> list[dict]:
    """One object of each record that the sample has."""
    fact = next(fact for fact in tree["facts"] if "review" in fact)
    return [
        tree,
        tree["run"],
        tree["articles"][0],
        fact,
        fact["claims"][0],
        fact["review"],
        next(fact["copies"][0] for fact in tree["facts"] if "copies" in fact),
    ]


def test_a_field_that_is_not_described_is_refused_wherever_it_stands():
    for place in range(len(parts(whole()))):
        tree = whole()
        parts(tree)[place]["a_new_field"] = 1
        assert any("a_new_field" in told for told in complaints(tree)), place


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("verdict", "possible"),
        ("verdict", "maybe"),
        ("facet", "colour"),
        ("cause", None),
        ("score", "0.5"),
        ("origins", -1),
        ("certainty", "likely"),
    ],
)
def test_words_and_types_of_a_fact_are_checked(name, value):
    tree = whole()
    tree["facts"][0][name] = value
    assert complaints(tree)


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("update_schemas", ROOT / "scripts" / "update_schemas.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_checking_and_writing(script, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(script, "FOLDER", tmp_path / "data")
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "out of date: run python scripts/update_schemas.py",
        "current",
    ]
