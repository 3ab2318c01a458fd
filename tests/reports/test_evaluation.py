import pytest
from samples import BARE, ECHO, POST, article, claim, fact, sample_report

from compare.errors import InputError
from compare.models import Facet, VerdictKind
from compare.reports.evaluation import score_facts, score_gold, score_tolls
from compare.reports.report import Report

TEXTS = {a.id: a.text for a in (POST, ECHO, BARE)}


def mention(where, quote, value=""):
    return {"article": where.id, "quote": quote, "value": value}


def gold(**changes):
    injured = {
        "id": "injured",
        "facet": "quantity",
        "verdict": "differ",
        "mentions": [mention(POST, "12 passengers", "12"), mention(ECHO, "Fifteen passengers", "15")],
    }
    when = {
        "id": "when",
        "facet": "date",
        "verdict": "agree",
        "mentions": [mention(POST, "on Sunday"), mention(ECHO, "on 10 March")],
    }
    who = {
        "id": "who",
        "facet": "name",
        "verdict": "variant",
        "mentions": [mention(POST, "Ilse Maaren"), mention(ECHO, "Ilse Maren")],
    }
    return {"facts": [injured, when, who], "distinct": [], "arguable": []} | changes


def test_a_report_that_has_it_all():
    score = score_facts(sample_report(), gold(), TEXTS)
    assert (score.facts, score.found, score.right_verdict, score.reported) == (3, 3, 3, 4)
    assert score.by_verdict == {"differ": "1/1", "agree": "1/1", "variant": "1/1"}
    assert not (score.missed or score.wrong_verdict or score.false_differ or score.false_variant)


def test_a_difference_counts_only_with_its_values():
    other = gold()
    other["facts"][0]["mentions"][1]["value"] = "16"
    score = score_facts(sample_report(), other, TEXTS)
    assert score.missed == ["injured"]
    assert score.false_differ == ["passengers injured"]


def test_a_difference_that_is_arguable_is_no_false_alarm():
    pair = {"a": mention(POST, "12 passengers"), "b": mention(ECHO, "Fifteen"), "why": "either way"}
    score = score_facts(sample_report(), gold(facts=gold()["facts"][1:], arguable=[pair]), TEXTS)
    assert score.false_differ == []


def test_a_wrong_verdict_is_found_but_not_right():
    other = gold()
    other["facts"][1]["verdict"] = "differ"
    for m in other["facts"][1]["mentions"]:
        m["value"] = "2024-03-09/2024-03-10"  # half of the days are shared: the same date, cut differently
    score = score_facts(sample_report(), other, TEXTS)
    assert score.wrong_verdict == ["when"]
    assert score.by_verdict["differ"] == "1/2"


def test_words_of_two_events_in_one_fact_are_counted_once():
    pair = {"a": mention(POST, "12 passengers"), "b": mention(ECHO, "Fifteen"), "why": "two events"}
    assert score_facts(sample_report(), gold(distinct=[pair, pair]), TEXTS).events_merged == ["two events"]


def test_the_texts_of_the_gold_are_needed():
    with pytest.raises(InputError, match="--articles"):
        score_facts(sample_report(), gold(), {})


def toll(articles, key, kind):
    claims = [claim(a, a.text, a.text.split()[0], number=float(a.text.split()[0])) for a in articles]
    return fact(key, "dead", kind, claims)


def tolls_report():
    one, two, three, four = (
        article(name, [f"{n} people died."]) for name, n in [("a", 4), ("b", 4), ("c", 7), ("d", 9)]
    )
    facts = [toll([one, two], "1", VerdictKind.AGREE), toll([three, four], "2", VerdictKind.DIFFER)]
    return Report([one, two, three, four], facts)


def test_tolls_linked_and_judged():
    events = {
        "fire": [{"article": "a", "value": 4}, {"article": "b", "value": 4}],
        "flood": [{"article": "c", "value": 7}, {"article": "d", "value": 9}, {"article": "x", "value": 9}],
        "storm": [{"article": "y", "value": 1}, {"article": "z", "value": 2}],
    }
    score = score_tolls(tolls_report(), {"events": events})
    assert (score.events, score.events_linked, score.events_merged) == (3, 2, 0)
    assert (score.link_recall, score.link_precision, score.verdict_accuracy) == (0.556, 1.0, 1.0)
    assert score.f1 == 0.714


def test_tolls_of_two_events_in_one_fact_cost_precision():
    events = {"fire": [{"article": "a", "value": 4}], "blaze": [{"article": "b", "value": 4}]}
    score = score_tolls(tolls_report(), {"events": events})
    assert (score.events_merged, score.link_precision, score.f1) == (1, 0.0, 0.0)


def test_no_facts_score_zero():
    assert score_tolls(Report([], []), {"events": {"e": [{"article": "a", "value": 1}]}}).f1 == 0
    assert score_facts(Report([], []), gold(), TEXTS).found == 0


@pytest.mark.parametrize(
    "tree", [[], {}, {"facts": [{}]}, {"facts": 3}, {"events": {"e": [{"article": "a"}]}}]
)
def test_a_gold_of_another_shape_is_refused(tree):
    with pytest.raises(InputError):
        score_gold(sample_report(), tree, TEXTS)


def test_the_kind_of_gold_is_seen_from_its_keys():
    assert score_gold(sample_report(), gold(), TEXTS)["found"] == 3
    assert score_gold(sample_report(), {"events": {}}, {})["events"] == 0


def test_statements_without_a_value_can_be_found():
    facts = [
        fact(
            "s",
            "closed",
            VerdictKind.AGREE,
            [
                claim(POST, POST.text.splitlines()[2], "closed", Facet.STATEMENT),
                claim(ECHO, ECHO.text.splitlines()[2], "closed", Facet.STATEMENT),
            ],
        )
    ]
    wanted = {
        "id": "closed",
        "facet": "statement",
        "verdict": "agree",
        "mentions": [mention(POST, "closed the port"), mention(ECHO, "the port would stay closed")],
    }
    score = score_facts(Report([POST, ECHO], facts), gold(facts=[wanted]), TEXTS)
    assert score.right_verdict == 1


def test_a_gold_about_other_articles_is_refused():
    other = {"events": {"one": [{"article": "x", "value": 1}, {"article": "y", "value": 1}]}}
    with pytest.raises(InputError, match=r"none of the gold's 2 articles \(such as 'x'\) is in the report"):
        score_gold(sample_report(), other, TEXTS)
