import json
from pathlib import Path

import pytest
from samples import ECHO, POST


@pytest.fixture
def golds():
    facts = {
        "facts": [
            {
                "id": "injured",
                "facet": "quantity",
                "verdict": "differ",
                "mentions": [
                    {"article": POST.id, "quote": "12 passengers", "value": "12"},
                    {"article": ECHO.id, "quote": "Fifteen passengers", "value": "15"},
                ],
            }
        ],
        "distinct": [],
    }
    events = {"events": {"crash": [{"article": POST.id, "value": 12}, {"article": ECHO.id, "value": 15}]}}
    Path("facts.gold.json").write_text(json.dumps(facts))
    Path("tolls.gold.json").write_text(json.dumps(events))
    return "facts.gold.json", "tolls.gold.json"


def test_several_golds_of_both_kinds(run, stages, stored, folder, golds):
    done = run("evaluate", *golds, "--articles", folder, "--json")
    tree = json.loads(done.out)
    assert list(tree) == list(golds)
    assert (tree[golds[0]]["right_verdict"], tree[golds[0]]["false_differ"]) == (1, [])
    assert (tree[golds[1]]["f1"], tree[golds[1]]["verdict_accuracy"]) == (1.0, 1.0)


def test_a_table(run, stages, stored, folder, golds):
    out = run("evaluate", *golds, "--articles", folder).out
    assert "by_verdict" in out
    assert "differ 1/1" in out
    assert "link_recall" in out


def test_what_is_missing_is_said(run, stages, stored, golds):
    assert "--articles" in run("evaluate", golds[0]).err
    assert "no-gold.json" in run("evaluate", "no-gold.json").err
    Path("odd.json").write_text("[]")
    done = run("evaluate", "odd.json")
    assert done.code == 2
    assert "odd.json: a gold is a JSON object" in done.err
    stored.unlink()
    assert "no report" in run("evaluate", golds[1]).err
