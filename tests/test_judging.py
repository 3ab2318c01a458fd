"""A judge in the pipeline and with a store: asked about possible differences, named in the report."""

from __future__ import annotations

import json
import socket
from types import SimpleNamespace

import pytest
from endpoint import endpoint, well
from fakes import HashingEncoder
from judged import Says
from stories import STORM, corpus_of

from compare import pipeline_facts
from compare.errors import SettingsError
from compare.judges import Opinion
from compare.linkage.groups import Group
from compare.models import Facet, VerdictKind
from compare.pipeline import compare_articles
from compare.pipeline_store import compare_store
from compare.reports.report import Report
from compare.reports.write import write_report
from compare.settings import JudgeSettings, Settings
from compare.store import open_store

YES, HM, NO = (Opinion(p, "as one can read", "conflict") for p in (0.9, 0.5, 0.1))


@pytest.fixture(autouse=True)
def _one_pair(monkeypatch):
    """One pair that may differ: how many were killed, and how many books a library has, which stands alone
    otherwise."""

    def pairs(matcher, *_):
        held = [c for c in matcher.corpus.claims if c.facet is Facet.QUANTITY and c.value]
        one = next(c for c in held if c.focus.text.startswith("23"))
        other = next(c for c in held if c.focus.text.startswith("45,000"))
        return [Group((one, other), (one, other), 0.3, doubtful=True)], 0

    monkeypatch.setattr(pipeline_facts, "doubtful_pairs", pairs)


def compared(opinion=None, judge=None, **settings) -> Report:
    judge = judge or (opinion and Says(lambda _: opinion))
    return compare_articles(STORM, Settings(**settings), encoder=HashingEncoder(), judge=judge)


def possible(report: Report) -> list[str]:
    return [fact.id for fact in report.facts if fact.verdict.verdict is VerdictKind.POSSIBLE]


def made(report: Report) -> list[str]:
    return [fact.id for fact in report.facts if fact.verdict.judge]


def test_a_report_names_its_judge():
    plain, report = compared(), compared(YES)
    (key,) = possible(plain)
    assert (possible(report), made(report)) == ([], [key])
    assert report.run["judge"] == "says@1"
    assert report.run["judged"] == {"asked": 1, "differ": 1, "possible": 0, "dropped": 0}
    (row,) = [row for row in json.loads(report.to_json())["facts"] if row.get("judge")]
    assert (row["verdict"], row["certainty"], row["judge"]) == ("differ", "sure", "says")
    assert "says says: “as one can read” (0.90)." in row["reason"]


def test_without_a_judge_nothing_of_it_is_in_a_report():
    report = compared()
    assert not {"judge", "judged"} & report.run.keys()
    assert "judge" not in report.run["settings"]


def test_what_a_judge_leaves_possible_is_the_same_fact_with_its_words():
    plain, report = compared(), compared(HM)
    assert [fact.id for fact in report.facts] == [fact.id for fact in plain.facts]
    assert [fact.verdict.verdict for fact in report.facts] == [fact.verdict.verdict for fact in plain.facts]


def test_claims_of_a_pair_that_is_dropped_are_not_lost():
    plain, report = compared(), compared(NO)
    assert possible(report) == []
    for found in (plain, report):
        claims = [c.focus.text for fact in found.facts for c in fact.claims if c.facet is Facet.QUANTITY]
        assert sum(text.startswith("45,000") for text in claims) == 1, "it stands in one fact"


def test_a_pair_of_two_stories_counts_in_the_one_that_it_was_chosen_in():
    (fact,) = [f for f in compared().facts if f.verdict.verdict is VerdictKind.POSSIBLE]
    assert [claim.article for claim in fact.claims] == ["ashel", "tarn"]
    seen = SimpleNamespace(opinions=lambda facts, stories, pairs, tell: stories)
    for home in ({"ashel": "t", "tarn": "s"}, {"ashel": "s", "tarn": "t"}):
        assert pipeline_facts.judged([fact], home, corpus_of(STORM), seen) == ["s"], (
            "as `doubtful_pairs` counts it"
        )


class Refuses(Says):
    def judge(self, pairs):
        raise MemoryError


def test_a_judge_that_fails_changes_nothing():
    plain, report = compared(), compared(judge=Refuses(lambda _: YES))
    assert report.facts == plain.facts
    assert report.run["judged"]["failures"] == {"failed with MemoryError": 1}


def test_a_judge_that_does_not_exist_is_told_before_anything_is_read():
    with pytest.raises(SettingsError, match="--judge-model"):
        compare_articles(STORM, Settings(judge=JudgeSettings(url="http://localhost")))


def test_the_page_and_the_text_say_what_became_of_the_pairs(tmp_path):
    seen = compared(YES).view()
    write_report(seen, tmp_path, ["md", "html"])
    line = "was asked about 1 possible difference: 1 differ, 0 are dropped, 0 stay possible."
    for name in ("report.md", "report.html"):
        assert line in (tmp_path / name).read_text(encoding="utf-8")
    assert compared().view().note == ""


def test_an_endpoint_is_asked_and_its_answers_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path))
    with endpoint(well) as served:
        chosen = Settings(judge=JudgeSettings(url=served.url, model="qwen"))
        first = compare_articles(STORM, chosen, encoder=HashingEncoder())
        second = compare_articles(STORM, chosen, encoder=HashingEncoder())
    (asked,) = served.asked
    assert asked.quoted["a"]["before"].startswith("Storm sinks ferry")
    assert asked.quoted["a"]["sentence"].startswith("A ferry sank in a storm")
    (key,) = made(first)
    assert next(fact for fact in first.facts if fact.id == key).verdict.judge == "qwen"
    assert first.to_json() == second.to_json()


def test_an_endpoint_that_is_not_there_changes_no_fact(monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", "off")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    chosen = Settings(judge=JudgeSettings(url=f"http://127.0.0.1:{port}/v1", model="qwen", retries=0))
    report = compare_articles(STORM, chosen, encoder=HashingEncoder())
    assert report.facts == compared().facts
    assert report.run["judged"]["failures"] == {"no connection": 1}


def test_a_store_asks_once_and_again_where_answers_are_missing(tmp_path, monkeypatch):
    judge = Says(lambda _: None)
    monkeypatch.setattr("compare.pipeline_store.open_judge", lambda _: judge)
    with open_store(tmp_path / "news.db", create=True) as store:
        store.add(STORM, None, len(STORM))
        assert compare_store(store, encoder=HashingEncoder()).run["judged"]["unanswered"] == 1
        judge.answer = lambda _: YES
        assert made(compare_store(store, encoder=HashingEncoder()))
        assert len(judge.asked) == 2
        assert made(compare_store(store, encoder=HashingEncoder()))
        assert len(judge.asked) == 2, "the last comparison is one of this judge"
        judge.identity = "says@2"
        compare_store(store, encoder=HashingEncoder())
        assert len(judge.asked) == 3
        monkeypatch.setattr("compare.pipeline_store.open_judge", lambda _: None)
        assert not made(compare_store(store, encoder=HashingEncoder()))
