"""The scorer: each rule by hand, and the same figures as the shared one."""

from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from labelled import DEAD, LABELS, TEXTS, span

from benchmark import score
from benchmark.convert import predictions_of
from benchmark.labels import load_labels, load_splits
from benchmark.predictions import Prediction, write_predictions


def of(*predictions: Prediction) -> dict[str, object]:
    return score.figures(score.scored(LABELS, predictions))


def says(verdict: str, *places: tuple[str, str], **more) -> Prediction:
    return Prediction(verdict, tuple(span(*place) for place in places), **more)


RIGHT = says("differ", ("a", "Four people"), ("b", "Nine people"))


def test_a_discrepancy_is_found_where_both_sides_are_met():
    assert of()["discrepancy_recall"] == 0
    found = of(RIGHT)
    assert (found["discrepancy_recall"], found["value_recall"], found["differ_precision"]) == (1, 1, 1)
    assert (found["f1"], found["found"]["conflict"], found["discrepancies_by_kind"]) == (
        1,
        "1/1",
        {"number": "1/1"},
    )


def test_places_that_only_touch_do_not_meet():
    four = span("a", "Four")
    beside = replace(four, start=four.end, end=four.end + 1)
    assert of(Prediction("differ", (beside, span("b", "Nine"))))["discrepancy_recall"] == 0
    inside = replace(four, start=four.end - 1, end=four.end + 1)
    assert of(Prediction("differ", (inside, span("b", "Nine"))))["discrepancy_recall"] == 1


def test_a_soft_mention_excludes_no_other():
    found = of(says("differ", ("a", "Four"), ("c", "Several")))
    assert (found["discrepancy_recall"], found["differ_precision"]) == (0, 1)


def test_what_is_possible_is_counted_apart():
    found = of(replace(RIGHT, possible=True))
    assert (found["discrepancy_recall"], found["recall_with_possible"]) == (0, 1)
    assert (found["differ"], found["possible"], found["possible_precision"]) == (0, 1, 1)
    assert (found["f1"], found["precision_with_possible"], found["f1_with_possible"]) == (0, 1, 1)


def test_a_difference_that_meets_no_label_is_false_unless_editors_argue():
    false = says("differ", ("a", "mayor"), ("b", "mayor"))
    argued = says("differ", ("b", "Tarn on"), ("c", "Tarn"))
    found = of(RIGHT, false, argued)
    assert (found["differ"], found["differ_precision"], found["false_differ"]) == (3, 0.5, 1)


def test_another_verdict_does_not_find_a_discrepancy_and_agreement_hides_it():
    pair = (("a", "Four"), ("b", "Nine"))
    assert of(says("compatible", *pair))["discrepancy_recall"] == 0
    assert of(says("compatible", *pair))["shown_as_agree"] == 0
    assert of(says("agree", *pair))["shown_as_agree"] == 1
    assert of(says("agree", *pair), RIGHT)["shown_as_agree"] == 0


@pytest.mark.parametrize(
    ("verdict", "share"), [("agree", 1), ("compatible", 1), ("differ", 0), ("related", 0)]
)
def test_agreement_is_found_by_either_word_for_it(verdict, share):
    both = says(verdict, ("a", "two were"), ("b", "2")), says(verdict, ("a", "Monday"), ("b", "Monday"))
    assert of(*both)["agreement_recall_values"] == share


def test_a_scope_may_be_told_as_compatible():
    scope = replace(LABELS, facts=(replace(DEAD, cause="scope"),))
    pair = says("compatible", ("a", "Four"), ("b", "Nine"))
    assert score.figures(score.scored(scope, [pair]))["found"] == {"scope": "1/1"}
    assert score.figures(score.scored(scope, [pair]))["discrepancy_recall"] == 0


def test_look_alikes_are_merged_by_any_verdict_but_a_group_of_names():
    pair = (("a", "Four"), ("c", "4"))
    assert of(says("agree", *pair))["distinct_merged"] == "1/1"
    assert of(says("related", *pair))["distinct_merged"] == "1/1"
    assert of(says("agree", *pair, name=True))["distinct_merged"] == "0/1"
    assert of(says("agree", ("a", "Four"), ("c", "Orme")))["distinct_merged"] == "0/1"


def test_the_width_is_what_a_difference_marks_in_one_article():
    assert of(RIGHT)["characters"] == len("Four people")
    assert of()["characters"] == 0


def test_intervals_are_of_events_and_the_same_each_time():
    found = score.scored(LABELS, [RIGHT])
    again = score.intervals(found, ["tarn", "orme"])
    assert again == score.intervals(found, ["tarn", "orme"])
    assert again["discrepancy_recall"] == [0, 1]
    assert score.intervals(found, ["tarn"])["differ_precision"] == [1, 1]


def test_predictions_on_other_events_are_passed_over():
    labels = load_labels()
    one, other = sorted(load_splits()["test"])[:2]
    fact = next(fact for fact in labels.facts if fact.hard)
    mention = [m.span for m in fact.mentions]
    told = Prediction("differ", tuple(mention))
    assert score.scored(labels.only(frozenset({fact.event})), [told]).told
    assert not score.scored(labels.only(frozenset({one, other}) - {fact.event}), [told]).told


def test_a_file_is_scored(tmp_path, capsys):
    fact = next(fact for fact in load_labels().facts if fact.hard)
    path = tmp_path / "predictions.jsonl"
    write_predictions(path, [Prediction("differ", tuple(m.span for m in fact.mentions))])
    split = next(name for name in ("train", "dev", "test") if fact.event in load_splits()[name])
    score.main([str(path), "--split", split])
    found = json.loads(capsys.readouterr().out)
    assert (found["split"], found["differ"], found["differ_precision"]) == (split, 1, 1)
    assert found["events"] == len(load_splits()[split])


def shared_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "score" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def guesses(gold: dict, texts: dict[str, str], seed: int) -> list[dict]:
    """Facts as a tool might report them: places of the gold, some shifted, some mixed, with any verdict."""
    drawn = random.Random(seed)
    every = [m for fact in gold["facts"] for m in fact["mentions"]]
    every += [pair[side] for name in ("distinct", "arguable") for pair in gold[name] for side in "ab"]
    groups = [drawn.sample(fact["mentions"], k=min(2, len(fact["mentions"]))) for fact in gold["facts"]]
    groups += [[pair["a"], pair["b"]] for name in ("distinct", "arguable") for pair in gold[name]]
    groups += [drawn.sample(every, k=drawn.randint(1, 3)) for _ in groups]
    facts = []
    for number, group in enumerate(drawn.sample(groups, k=len(groups) // 2)):
        claims = []
        for mention in group:
            start = texts[mention["article"]].find(mention["quote"]) + drawn.choice((0, 0, 5, 40))
            edges = {
                "start": max(0, start - 30),
                "end": start + 9,
                "focus_start": start,
                "focus_end": start + 4,
            }
            claims.append({"article": mention["article"], **edges})
        verdict = drawn.choice(
            ("differ", "differ", "agree", "compatible", "variant", "related", "single-source")
        )
        facet = drawn.choice(("quantity", "date", "name", "statement", "quotation"))
        certainty = {"certainty": drawn.choice(("sure", "possible"))} if verdict == "differ" else {}
        facts.append(
            {"id": f"f{number}", "topic": "", "facet": facet, "verdict": verdict, "claims": claims}
            | certainty
        )
    return facts


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_the_shared_scorer(shared, tmp_path, seed):
    name = "discrepancies"
    gold_path, rows_path = (shared / "data" / f"{name}.{part}" for part in ("gold.json", "articles.jsonl"))
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in rows_path.read_text(encoding="utf-8").splitlines()]
    facts = guesses(gold, {row["id"]: row["text"] for row in rows}, seed)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"facts": facts}))
    theirs = shared_scorer(shared).discrepancies(str(path), str(gold_path), str(rows_path))
    labels = load_labels()
    own = labels.only(frozenset(a.event for a in labels.articles.values() if a.set == name))
    ours = score.figures(score.scored(own, list(predictions_of(facts))))
    counted = {key: len(theirs[key]) for key in ("false_differ", "shown_as_agree")}
    common = theirs.keys() & ours.keys()
    assert len(common) == 14, f"seed {seed}"
    assert {key: ours[key] for key in common} == {key: (theirs | counted)[key] for key in common}, (
        f"seed {seed}"
    )
    assert len(theirs["merged"]) > 3
    assert theirs["differ_precision"] not in (0, 1)


def test_the_texts_of_the_tests_are_as_the_labels_have_them():
    assert all(TEXTS[m.span.article][m.span.start : m.span.end] for m in DEAD.mentions)
