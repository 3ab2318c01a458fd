"""Explanations: the sum of the signals is the score, and the nearest claim left out comes with its reason."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy as np
import pytest
from stories import STORM, corpus_of, names_of, story

from compare.embeddings import FastMiniLM
from compare.extraction.annotation.wording import read_wording
from compare.linkage.duplicates.origins import find_origins
from compare.linkage.explanations import (
    BASE,
    LEAST_CONTRIBUTION,
    REST,
    Explainer,
    thinned,
)
from compare.linkage.margins import Margins
from compare.linkage.matcher import ClaimMatcher
from compare.models import Facet, LeftOut, Relation, Rule, Signal, VerdictKind
from compare.pipeline_facts import build_facts
from compare.reports.report import Report, load_report
from compare.segmentation.sentences import split_sentences
from compare.settings import Settings

DAY_BEFORE = story(
    "older",
    "Ferry sinks off Port Ashel\nA ferry sank off Port Ashel on Tuesday, killing 12 passengers.",
    date(2024, 3, 6),
    "Older News",
)


@pytest.fixture(scope="module")
def found():
    stories = (*STORM, DAY_BEFORE)
    origins = find_origins(read_wording(stories, {s.id: split_sentences(s) for s in stories}))
    corpus = corpus_of(stories, FastMiniLM(threads=1))
    return Report(stories, build_facts(corpus, names_of(stories), origins, Settings()).facts)


def shared(report):
    return [f for f in report.facts if len({c.article for c in f.claims}) > 1 and f.facet is not Facet.NAME]


def toll(report):
    return next(f for f in shared(report) if f.verdict.verdict is VerdictKind.DIFFER)


def test_signals_sum_to_the_log_odds_of_the_score(found):
    links = [k for f in shared(found) if f.facet is not Facet.QUOTATION for k in f.explanation.links]
    assert links
    for link in links:
        odds = sum(signal.contribution for signal in link.signals)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(link.score, abs=1e-6)
        assert link.signals[0].name == BASE


def test_the_strictest_rule_of_a_fact_is_told_with_its_threshold(found):
    told = toll(found).explanation
    assert told.rule is Rule.CASUALTIES
    assert told.threshold == Settings().verdicts.casualty_threshold
    assert told.margin == pytest.approx(sum(k.score - k.needed for k in told.links) / len(told.links))
    assert [pair.relation for pair in told.compared] == [Relation.DISJOINT]


def test_the_nearest_claim_left_out_is_of_another_article_and_says_why(found):
    fact = toll(found)
    near = fact.explanation.nearest
    assert near.claim.article == "older"
    assert near.claim.focus.text.startswith("12")
    assert near.reason.startswith("events ")
    assert near.beside in {c.id for c in fact.claims}


@pytest.mark.parametrize(
    ("odds", "elsewhere", "reason"),
    [
        (-0.1, True, LeftOut.DOUBTFUL),
        (9.0, True, LeftOut.OTHER_FACT),
        (9.0, False, LeftOut.NOT_COMPARED),
    ],
)
def test_values_apart_in_articles_that_may_report_two_events_are_told_as_such(
    monkeypatch, odds, elsewhere, reason
):
    matcher = ClaimMatcher(corpus_of(STORM, FastMiniLM(threads=1)), Settings())
    monkeypatch.setattr(matcher.constraints, "event_odds", lambda *_: odds)
    one, other = (
        next(k for k, c in enumerate(matcher.corpus.claims) if c.article == article and toll in c.focus.text)
        for article, toll in (("ashel", "23"), ("velmora", "31"))
    )
    pair = np.array([one]), np.array([other])
    (score,) = matcher.probability(*pair).tolist()
    assert score >= matcher.needed(one, other)
    assert Explainer(matcher, *pair)._why([one], one, other, {other} if elsewhere else ()) == reason


def test_a_claim_that_only_one_of_the_group_is_near_to_is_left_out_for_the_average(monkeypatch):
    matcher = ClaimMatcher(corpus_of(STORM, FastMiniLM(threads=1)), Settings())
    margins = Margins.of(np.array([0.2, -0.3]))
    monkeypatch.setattr(matcher.constraints, "conflict", lambda *_: None)
    monkeypatch.setattr(matcher, "probability", lambda i, j: np.ones(len(i)))
    monkeypatch.setattr(matcher, "margins", lambda i, j: margins)
    monkeypatch.setattr("compare.linkage.explanations.HELD", {})
    assert Explainer(matcher, *(np.array([0]),) * 2)._why([0, 1], 0, 2, ()) == LeftOut.AVERAGE


def test_lone_claims_have_no_explanation(found):
    assert {f.explanation for f in found.facts if len(f.claims) == 1} == {None}


def test_small_signals_are_summed_up():
    signals = [Signal("words", 1, 0.1), Signal("names", 1, -0.2), Signal("article", 2, LEAST_CONTRIBUTION)]
    told = thinned([*signals, Signal(BASE, 1, -1.0)])
    assert [s.name for s in told] == [BASE, "article", REST]
    assert told[-1] == Signal(REST, 2.0, pytest.approx(-0.1))
    assert thinned([Signal(BASE, 1, -1.0)]) == (Signal(BASE, 1, -1.0),)


def test_a_signal_without_any_weight_is_kept_where_it_is_all_there_is():
    assert thinned([Signal("wording", 0.9, 0.0)]) == (Signal("wording", 0.9, 0.0),)


def test_reading_back_gives_the_same_bytes(found, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(found.to_json(), encoding="utf-8")
    again = load_report(path)
    assert again.to_json() == found.to_json()
    told = toll(again).explanation
    assert told.nearest.claim.article == "older"
    assert {k.a for k in told.links} <= {c.id for c in toll(again).claims}


def test_a_report_without_explanations_is_read(found, tmp_path):
    tree = json.loads(found.to_json())
    for row in tree["facts"]:
        row.pop("explanation", None)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert {f.explanation for f in load_report(path).facts} == {None}


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [("rule", "mine", "'mine'"), ("links", [{"a": 99}], "a is 99"), ("links", 3, "")],
)
def test_a_broken_explanation_is_refused_in_one_line(found, tmp_path, part, value, words):
    from compare.errors import ReportError

    tree = json.loads(found.to_json())
    next(row for row in tree["facts"] if "explanation" in row)["explanation"][part] = value
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(ReportError, match="is no facts") as error:
        load_report(path)
    assert words in str(error.value)
