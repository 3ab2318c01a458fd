"""The reports in ``reports/`` are those that the code makes of ``seeds/`` today.

What is found must be the same to the letter. Scores may move in the second digit, because another
processor rounds the vectors otherwise; and with them the order of facts within one verdict, and which
link is the strongest.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compare import compare_articles, read_articles
from compare.embeddings import FastMiniLM
from compare.reports.report import load_report
from compare.reports.write import FILES, render

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "reports"
SCORE_TOLERANCE = 0.02

ADVICE = "reports/ is out of date: run 'crossclaim report seeds' in the project's folder and commit reports/"


@pytest.fixture(scope="module")
def fresh() -> dict[str, Any]:
    articles = read_articles([ROOT / "seeds"])
    return json.loads(compare_articles(articles, encoder=FastMiniLM()).to_json())


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return json.loads((REPORTS / FILES["facts"]).read_text(encoding="utf-8"))


def facts(tree: dict[str, Any]) -> dict[tuple[str, ...], dict[str, Any]]:
    """Facts by their id and the places of their claims."""
    return {
        (fact["id"], *(f"{c['article']}:{c['focus_start']}" for c in fact["claims"])): fact
        for fact in tree["facts"]
    }


def without_score(fact: dict[str, Any]) -> dict[str, Any]:
    """A fact without its score, and of its explanation just what no digit of a vector can change."""
    firm = {name: value for name, value in fact.items() if name not in ("score", "explanation")}
    told = fact.get("explanation") or {}
    return firm | {name: told.get(name) for name in ("rule", "threshold", "compared")}


def test_it_was_made_of_these_articles_with_these_settings(fresh, stored):
    assert stored["schema"] == fresh["schema"]
    assert stored["run"] == fresh["run"], ADVICE
    assert stored["articles"] == fresh["articles"], ADVICE


def test_the_facts_are_the_same(fresh, stored):
    assert set(facts(stored)) == set(facts(fresh)), ADVICE
    assert len(stored["facts"]) == len(fresh["facts"]), ADVICE


def test_each_fact_has_an_id_of_its_own(stored):
    ids = [fact["id"] for fact in stored["facts"]]
    assert len(ids) == len(set(ids))


def test_what_each_fact_says_is_the_same(fresh, stored):
    now = facts(fresh)
    for key, fact in facts(stored).items():
        assert without_score(fact) == without_score(now[key]), ADVICE


def test_scores_are_the_same_but_for_rounding(fresh, stored):
    now = {key: fact["score"] for key, fact in facts(fresh).items()}
    assert {key: fact["score"] for key, fact in facts(stored).items()} == pytest.approx(
        now, abs=SCORE_TOLERANCE
    ), ADVICE


@pytest.mark.parametrize("form", FILES)
def test_each_file_is_what_its_facts_give(form):
    written = (REPORTS / FILES[form]).read_bytes()
    report = load_report(REPORTS / FILES["facts"])
    # The page shows what stands beside a sentence, and facts.json holds no texts.
    articles = read_articles([ROOT / "seeds"])
    assert written == render(replace(report, articles=tuple(articles)).view(), form), ADVICE


def test_there_is_nothing_else_in_the_folder():
    assert {path.name for path in REPORTS.iterdir()} == set(FILES.values())
