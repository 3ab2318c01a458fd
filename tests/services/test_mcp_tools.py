"""What the tools for assistants say: short, counting what is left out, and no more than is stood for."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doors import ROOT
from samples import sample_report

from compare.errors import InputError
from compare.models import VerdictKind
from compare.reports.report import load_report
from compare.reports.view import view_fact
from compare.services.mcp.shown import QUOTE, explained, fact_said, note
from compare.services.mcp.tools import (
    Bench,
    CompareArguments,
    ExplainArguments,
    QueryArguments,
    ShowArguments,
)
from compare.services.mcp.words import MEANINGS, POSSIBLE
from compare.settings import ServeSettings

SEEDS = (ROOT / "reports" / "facts.json").read_text(encoding="utf-8")
ARTICLES = [{"text": "One."}, {"text": "Two."}]
SHORT = 14_000
"""Characters of an answer to the default question on five articles: some 3,500 tokens."""


class Ready:
    """A process that has compared already."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def compare(self, rows: object) -> str:
        return self.text


class Empty:
    """A store that is not there, or holds one fact."""

    def __init__(self, path: Path, fact: Any = None) -> None:
        self.path = path
        self._fact = fact

    def fact(self, key: str) -> Any:
        if self._fact is None:
            raise InputError("no fact in the store")
        return self._fact


def bench(text: str = SEEDS, archive: Any = None) -> Bench:
    return Bench(Ready(text), archive or Empty(Path("none.db")), ServeSettings())


def compared(text: str = SEEDS, **words: Any) -> Any:
    return asyncio.run(bench(text).compare(CompareArguments.model_validate({"articles": ARTICLES, **words})))


def with_possible(*keys: str) -> str:
    """The sample report with these facts as possible differences."""
    report = sample_report()
    possible = VerdictKind.POSSIBLE
    facts = [
        replace(fact, verdict=replace(fact.verdict, verdict=possible)) if fact.id in keys else fact
        for fact in report.facts
    ]
    return replace(report, facts=facts).to_json()


def test_a_possible_difference_is_called_possible_and_said_to_be_no_finding():
    found = compared(with_possible("f-single", "f-agree"))
    kinds = [fact["verdict"] for fact in found["facts"]]
    assert kinds.count("possible") == found["counts"]["possible"] == 2
    assert kinds.count("differ") == found["counts"]["differ"] == 1
    assert kinds.index("differ") < kinds.index("possible")
    assert found["verdicts"]["possible"].startswith("no finding")
    assert POSSIBLE in found["note"]
    assert POSSIBLE not in compared(sample_report().to_json())["note"]


def test_every_verdict_has_a_meaning_and_an_answer_tells_those_in_it():
    assert set(MEANINGS) == set(VerdictKind)
    assert note([VerdictKind.AGREE, VerdictKind.DIFFER, VerdictKind.AGREE])["verdicts"] == {
        "differ": MEANINGS[VerdictKind.DIFFER],
        "agree": MEANINGS[VerdictKind.AGREE],
    }


def test_the_default_answer_is_short_and_counts_what_it_leaves_out():
    found = compared()
    facts = load_report(ROOT / "reports").facts
    assert found["counts"] == Counter(str(fact.verdict.verdict) for fact in facts)
    wanted = [f for f in facts if f.verdict.verdict not in (VerdictKind.SINGLE_SOURCE, VerdictKind.RELATED)]
    assert len(found["facts"]) == min(10, len(wanted))
    assert found["facts_left_out"] == max(0, len(wanted) - 10)
    assert len(json.dumps(found)) < SHORT
    assert max(len(claim["quote"]) for fact in found["facts"] for claim in fact["claims"]) <= QUOTE


def test_only_the_verdicts_that_are_asked_for_are_told():
    found = compared(verdict=["single-source", "related"], limit=3)
    assert {fact["verdict"] for fact in found["facts"]} <= {"single-source", "related"}
    assert found["facts_left_out"] == found["counts"]["single-source"] + found["counts"].get("related", 0) - 3


def test_facts_of_the_last_comparison_are_known_until_the_next():
    async def run() -> None:
        desk = bench()
        given = CompareArguments.model_validate({"articles": ARTICLES, "limit": 50})
        keys = [fact["fact"] for fact in (await desk.compare(given))["facts"]]
        shown = await desk.show(ShowArguments(fact=keys[0]))
        assert shown["fact"]["fact"] == keys[0]
        assert (await desk.explain(ExplainArguments(fact=keys[0])))["fact"] == keys[0]
        with pytest.raises(InputError, match=r"\d+ facts have ids that begin with 'q'; |\d+ facts have ids"):
            await desk.show(ShowArguments(fact=keys[0][:1]))
        with pytest.raises(InputError, match="no fact 'zzz'; "):
            await desk.show(ShowArguments(fact="zzz"))
        desk._worker.text = sample_report().to_json()
        await desk.compare(given)
        with pytest.raises(InputError, match="no fact "):
            await desk.show(ShowArguments(fact=keys[0]))

    asyncio.run(run())


def test_what_the_last_comparison_does_not_know_is_asked_of_the_store(tmp_path):
    report = sample_report()
    seen = view_fact(report.facts[0], {article.id: article for article in report.articles})
    desk = bench(archive=Empty(tmp_path, seen))
    shown = asyncio.run(desk.show(ShowArguments(fact="anything")))
    assert shown["fact"]["fact"] == report.facts[0].id
    with pytest.raises(InputError, match="no fact in the store"):
        asyncio.run(bench(archive=Empty(tmp_path)).show(ShowArguments(fact="x")))


def test_what_is_shown_of_a_fact_is_cut_and_counted():
    report = load_report(ROOT / "reports")
    by_id = {article.id: article for article in report.articles}
    several = [view_fact(fact, by_id) for fact in report.facts if fact.explanation is not None]
    for fact in several:
        short = fact_said(fact, 1)
        assert len(short["claims"]) == 1
        assert short["claims_left_out"] == len(fact_said(fact, 50)["claims"]) - 1
        why = explained(fact, 1)
        assert len(why["pairs"]) + why["pairs_left_out"] == len(fact.explanation.links)
        assert len(why["compared"]) + why["compared_left_out"] == len(fact.explanation.compared)
        assert "probability" in why["rule"]


def test_a_fact_that_nothing_joined_says_why_there_is_no_explanation():
    report = sample_report()
    by_id = {article.id: article for article in report.articles}
    single = next(f for f in report.facts if f.verdict.verdict is VerdictKind.SINGLE_SOURCE)
    why = explained(view_fact(single, by_id), 3)
    assert why["rule"] == "Only one article says so: nothing was joined."
    assert (why["pairs"], why["nearest"]) == ([], "")


def test_a_query_takes_the_words_of_the_command_and_a_shorter_limit():
    assert QueryArguments(topic="x").limit == 5
    with pytest.raises(ValueError, match="limit"):
        QueryArguments(topic="x", limit=51)
