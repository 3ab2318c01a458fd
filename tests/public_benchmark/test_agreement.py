"""Agreement of two readers: what counts as one discrepancy, and the figures that are stated."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from labelled import DEAD, HURT, LABELS, mention

from benchmark import agreement
from benchmark.labels import HASH, load_facts, load_labels, rows_of, text_hash

OTHER = replace(DEAD, id="toll", mentions=(mention("a", "Four people", 5), mention("b", "Nine people", 3)))


def test_two_discrepancies_are_one_where_opposite_sides_meet():
    assert agreement.same(DEAD, OTHER) and agreement.same(OTHER, DEAD)
    assert not agreement.same(DEAD, HURT)
    assert not agreement.same(DEAD, replace(OTHER, event="orme"))
    assert not agreement.same(DEAD, replace(OTHER, mentions=(OTHER.mentions[0], mention("b", "Tarn", 3))))
    alike = tuple(replace(m, says=0) for m in OTHER.mentions)
    assert not agreement.same(DEAD, replace(OTHER, mentions=alike))
    soft = (OTHER.mentions[0], replace(OTHER.mentions[1], soft=True))
    assert not agreement.same(DEAD, replace(OTHER, mentions=soft))


def test_pairs_of_articles_are_those_between_which_something_differs():
    assert agreement.opposed([DEAD]) == {("a", "b")}
    assert agreement.opposed([HURT]) == set()


@pytest.mark.parametrize(
    ("ratings", "alpha"),
    [
        ([(0, 0), (1, 1)], 1.0),
        ([(0, 1), (1, 0)], -0.5),
        ([(0, 0)], 1.0),
        # The worked example of Krippendorff 2011, of two observers and ten binary units.
        (list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True)), 0.095),
    ],
)
def test_alpha_is_krippendorffs(ratings, alpha):
    assert agreement.alpha(ratings) == pytest.approx(alpha, abs=0.0006)


def test_alpha_of_chance_is_about_zero():
    drawn = random.Random(1)
    assert abs(agreement.alpha([(drawn.random() < 0.3, drawn.random() < 0.3) for _ in range(5000)])) < 0.05


def test_matches_by_hand_are_added_to_those_by_place():
    elsewhere = replace(DEAD, id="toll", mentions=(mention("a", "Tarn", 0), mention("b", "Tarn", 1)))
    found = agreement.agreement(LABELS, [elsewhere], ["tarn"], [("tarn", "toll", "dead")])
    assert (found["by place"]["f1"], found["by hand"]["f1"]) == (0, 1)
    assert (found["nowhere"], found["pairs of articles"], found["by both"]) == (0, 3, 1)
    assert agreement.agreement(LABELS, [elsewhere], ["tarn"], [])["nowhere"] == 1


def test_the_events_are_those_of_the_draw():
    plan = json.loads((agreement.FOLDER / "drawn.json").read_text(encoding="utf-8"))
    assert plan["events"] == agreement.drawn(load_labels().events, plan["left out"])
    second = load_facts(agreement.FOLDER / "discrepancies.jsonl")
    assert {fact.event for fact in second} <= set(plan["events"])
    ids = {(fact.event, fact.id) for fact in second}
    first = {(fact.event, fact.id) for fact in load_labels().facts if fact.hard}
    for event, ours, theirs in plan["same at other places"]:
        assert (event, ours) in ids and (event, theirs) in first


def test_the_second_reader_has_places_and_values_alone():
    articles = load_labels().articles
    for fact in load_facts(agreement.FOLDER / "discrepancies.jsonl"):
        assert fact.verdict == "differ" and fact.cause in ("conflict", "update")
        for one in fact.mentions:
            assert 0 <= one.span.start < one.span.end <= articles[one.span.article].chars
            assert len(one.value.split()) <= 6 and len(one.value) <= 48


def test_places_of_the_second_reader_have_their_hashes(shared):
    paths = (shared / "data" / f"{name}.articles.jsonl" for name in ("discrepancies", "events"))
    texts = {row["id"]: row["text"] for path in paths for row in rows_of(path)}
    for fact in load_facts(agreement.FOLDER / "discrepancies.jsonl"):
        for one in fact.mentions:
            span = one.span
            assert text_hash(texts[span.article][span.start : span.end])[:HASH] == span.sha256


def test_the_figures_are_those_that_are_stated():
    found = agreement.measured()
    assert (found["first"], found["second"], found["alpha of pairs of articles"]) == (58, 53, 0.82)
    assert (found["by place"]["f1"], found["by hand"]["f1"]) == (0.694, 0.766)
    assert (found["kept as milder"], found["nowhere"]) == (7, 4)
