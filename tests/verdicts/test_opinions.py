"""What becomes of possible differences that a judge was asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from judged import Says, side
from stories import doubted, made, number

from compare.judges import Opinion
from compare.models import (
    Article,
    Cause,
    Certainty,
    Comparison,
    Explanation,
    Facet,
    Fact,
    Relation,
    Rule,
    Sentence,
    Verdict,
    VerdictKind,
)
from compare.settings import JudgeSettings, VerdictSettings
from compare.verdicts.opinions import Judging, Outcome, judged_pairs, outcome

TEXTS = {"a": ["It burned.", "Four people died in Tarn.", "More soon."], "b": ["Nine people died in Tarn."]}
ARTICLES = {
    "a": Article("a", " ".join(TEXTS["a"]), "Post", "Four die", date(2024, 3, 4)),
    "b": Article("b", TEXTS["b"][0], "Echo"),
}
SENTENCES = [
    Sentence(key, n, 0, len(text), text) for key, rows in TEXTS.items() for n, text in enumerate(rows)
]
JUDGE = JudgeSettings(name="mine", differ_threshold=0.8, drop_threshold=0.2)


def fact(key: str = "f") -> Fact:
    one, other = side("a", TEXTS["a"][1]).claim, side("b", TEXTS["b"][0]).claim
    claims = (replace(one, sentence=1), other)
    verdict = Verdict(VerdictKind.POSSIBLE, "Four or nine.", cause=Cause.UPDATE)
    return Fact(key, "Dead", Facet.STATEMENT, claims, verdict, 0.4, 2)


def judged(
    facts, *opinions: Opinion | None, stories=None, most=5, **more
) -> tuple[list[Fact], Says, Judging]:
    """What is left of `facts`, of which those that are asked about get `opinions` in turn."""
    said = iter(opinions)
    judge = Says(lambda pair: next(said))
    shown = VerdictSettings(possible_per_story=most, possible_threshold=0.1)
    judging = Judging(judge, JUDGE.model_copy(update=more), shown)
    pairs = judged_pairs(facts, ARTICLES, SENTENCES)
    found = judging.opinions(facts, stories or ["s"] * len(facts), pairs, lambda _: None)
    return found, judge, judging


def test_a_pair_holds_what_stands_around_its_sentences():
    (pair,) = judged_pairs([fact()], ARTICLES, SENTENCES)
    assert (pair.one.before, pair.one.after) == ("It burned.", "More soon.")
    assert (pair.other.before, pair.other.after) == ("", "")
    assert (pair.one.source, pair.one.title, pair.one.published) == ("Post", "Four die", date(2024, 3, 4))
    assert (pair.other.source, pair.other.published, pair.probability) == ("Echo", None, 0.4)


@pytest.mark.parametrize(
    ("probability", "kind"),
    [
        (1.0, Outcome.DIFFER),
        (0.8, Outcome.DIFFER),
        (0.7999, Outcome.POSSIBLE),
        (0.2, Outcome.POSSIBLE),
        (0.1999, Outcome.DROPPED),
        (0.0, Outcome.DROPPED),
    ],
)
def test_thresholds_are_inclusive(probability, kind):
    assert outcome(probability, JUDGE) is kind


def test_no_answer_leaves_a_pair_as_it_is():
    found, _, judging = judged([fact()], None)
    assert found == [fact()]
    assert judging.told == {
        "asked": 1, "differ": 0, "possible": 0, "dropped": 0, "unanswered": 1, "failures": {"no answer": 1},
    }  # fmt: skip


def test_a_judge_makes_a_difference_and_its_words_are_its_words():
    (made,), judge, judging = judged([fact()], Opinion(0.9, "Four dead or nine", "conflict"))
    assert made.verdict.reason == "Four or nine. says says: “Four dead or nine” (0.90)."
    assert (made.verdict.verdict, made.verdict.certainty) == (VerdictKind.DIFFER, Certainty.SURE)
    assert (made.verdict.cause, made.verdict.judge) == (Cause.CONFLICT, "says")
    assert judging.told == {"asked": 1, "differ": 1, "possible": 0, "dropped": 0}
    assert judge.asked[0].one.claim.text == TEXTS["a"][1]


@pytest.mark.parametrize(
    ("values", "doubt", "settled"),
    [
        ((None, None), "; whether they contradict each other is for a reader to say", "tell of one event."),
        ((number(4), number(9)), "That both speak of the same is not sure. ", "9"),
    ],
    ids=["statements", "values"],
)
def test_what_a_judge_makes_sure_is_no_longer_said_to_be_doubtful(values, doubt, settled):
    claims = tuple(map(made, "ab", values))
    doubtful = replace(fact(), facet=claims[0].facet, claims=claims, verdict=doubted(claims, ARTICLES))
    reason = doubtful.verdict.reason
    assert doubt in reason
    (sure,), _, _ = judged([doubtful], Opinion(0.9, "so"))
    assert sure.verdict.reason == f"{reason.replace(doubt, '')} says says: “so” (0.90)."
    assert settled in sure.verdict.reason
    (left,), _, _ = judged([doubtful], Opinion(0.5, "hm"))
    assert left.verdict.reason == f"{reason} says says: “hm” (0.50)."


@pytest.mark.parametrize("cause", ["", "whim"])
def test_a_cause_that_is_none_leaves_that_of_the_tool(cause):
    (made,), _, _ = judged([fact()], Opinion(0.9, "so", cause))
    assert made.verdict.cause is Cause.UPDATE


def test_some_stay_possible_and_some_are_dropped():
    facts = [fact("f"), fact("g"), fact("h")]
    found, _, judging = judged(facts, Opinion(0.1, "no"), Opinion(0.5, "hm", "scope"), None)
    assert [made.id for made in found] == ["g", "h"]
    doubtful = found[0].verdict
    assert (doubtful.verdict, doubtful.cause, doubtful.judge) == (VerdictKind.POSSIBLE, Cause.UPDATE, "")
    assert (judging.told["dropped"], judging.told["possible"], judging.told["unanswered"]) == (1, 1, 1)


def test_the_best_of_each_story_are_asked_about():
    facts = [fact(str(n)) for n in range(6)]
    found, judge, judging = judged(facts, *[Opinion(0.9, "so")] * 4, stories=list("aabaab"), per_story=2)
    assert (len(judge.asked), judging.told["asked"]) == (4, 4)
    assert [made.id for made in found if made.verdict.judge] == ["0", "1", "2", "5"]
    assert [made.id for made in found if not made.verdict.judge] == ["3", "4"], (
        "not asked, but still possible"
    )


def test_of_what_stays_possible_the_likeliest_of_a_story_are_shown():
    facts = [fact(str(n)) for n in range(5)]
    said = [Opinion(p, "hm") for p in (0.3, 0.6, 0.9, 0.5, 0.6)]
    found, _, judging = judged(facts, *said, most=2)
    assert [made.id for made in found] == ["1", "2", "4"]
    assert (judging.told["possible"], judging.told["beyond"]) == (4, 2)
    assert [made.id for made in judged(facts, *said, stories=list("abcde"), most=1)[0]] == list("01234")


@pytest.mark.parametrize(("score", "shown"), [(0.1, True), (0.0999, False)])
def test_a_pair_that_is_only_asked_about_is_shown_where_the_judge_says_so(score, shown):
    paired = Explanation(Rule.DOUBT, 0.02, score - 0.02)
    faint = replace(fact(), score=score, explanation=paired)
    assert judged([faint], None)[0] == ([faint] if shown else [])
    assert judged([faint], None, per_story=0)[0] == ([faint] if shown else [])
    assert len(judged([faint], Opinion(0.2, "hm"))[0]) == 1
    assert len(judged([faint], Opinion(0.8, "so"))[0]) == 1


def test_what_a_group_says_is_shown_without_an_answer_however_unlikely():
    linked = replace(fact(), score=0.01, explanation=Explanation(Rule.EXCLUDES, 0.5, 0.1))
    assert judged([linked], None)[0] == [linked]


def test_of_many_claims_a_judge_reads_the_two_that_exclude_each_other():
    one, other, third = (made(key, number(n)) for key, n in (("a", 4), ("b", 4), ("b", 9)))
    third = replace(third, id="third")
    why = Explanation(Rule.EXCLUDES, 0.5, 0.1, compared=(Comparison(third.id, one.id, Relation.DISJOINT),))
    many = replace(fact(), facet=one.facet, claims=(one, other, third), explanation=why)
    (pair,) = judged_pairs([many], ARTICLES, SENTENCES)
    assert (pair.one.claim, pair.other.claim) == (one, third)
    equal = replace(why, compared=(Comparison(one.id, third.id, Relation.EQUAL),))
    (pair,) = judged_pairs([replace(many, explanation=equal)], ARTICLES, SENTENCES)
    assert (pair.one.claim, pair.other.claim) == (one, other)


@pytest.mark.parametrize(("per_story", "most", "looked"), [(15, 5, 15), (3, 5, 5), (0, 0, 0)])
def test_so_many_are_looked_for(per_story, most, looked):
    shown = VerdictSettings(possible_per_story=most, possible_threshold=0.3)
    judging = Judging(Says(lambda _: None), JudgeSettings(per_story=per_story, least=0.1), shown)
    assert (judging.per_story, judging.least) == (looked, 0.1)
    assert Judging(Says(lambda _: None), JudgeSettings(least=0.4), shown).least == 0.3
