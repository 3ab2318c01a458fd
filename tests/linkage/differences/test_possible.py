"""The stage of possible differences."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest
from judged import Says
from stories import corpus_of, story

from compare import compare_articles
from compare.judges import Judge, Opinion
from compare.linkage.differences.model import Doubted, difference_model
from compare.linkage.differences.possible import Differences, Doubt, group_of, worth_a_look
from compare.linkage.groups import Group
from compare.linkage.matcher import ClaimMatcher
from compare.models import Facet, Relation, Rule, VerdictKind
from compare.settings import Settings

FERRY = (
    "The ferry Orna sank off Tarn harbour late on Monday. {} The ferry Orna had left Tarn harbour at noon."
)
FEWER = FERRY.format("The crew counted 41 passengers on board.")
MORE = FERRY.format("The crew counted 52 passengers on board.")


def matcher_of(*articles) -> ClaimMatcher:
    return ClaimMatcher(corpus_of(articles), Settings())


def numbers(matcher: ClaimMatcher, found: list[Doubt]) -> list[set[float]]:
    claims = matcher.corpus.claims
    pairs = [(claims[d.a].value, claims[d.b].value) for d in found]
    return [{one.number, other.number} for one, other in pairs if one is not None and other is not None]


def test_values_of_two_outlets_that_exclude_each_other_are_in_doubt():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    found = Differences(matcher).doubts([])
    assert {41.0, 52.0} in numbers(matcher, found)
    assert [d.probability for d in found] == sorted((d.probability for d in found), reverse=True)


def test_numbers_that_are_told_as_unequal_are_in_doubt_and_exclude_nothing():
    matcher = matcher_of(story("a", FEWER), story("b", FEWER.replace("41", "about 45")))
    found = Differences(matcher).doubts([])
    assert {41.0, 45.0} in numbers(matcher, found)
    (doubt,) = (d for d in found if numbers(matcher, [d]) == [{41.0, 45.0}])
    (compared,) = group_of(doubt, matcher, 0.1).explanation.compared
    assert compared.relation in (Relation.WITHIN, Relation.CONTAINS)


def test_what_a_group_holds_is_decided():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    pair = tuple(c for c in matcher.corpus.claims if c.value is not None and c.value.number in (41, 52))
    assert {41.0, 52.0} not in numbers(matcher, Differences(matcher).doubts([Group(pair, pair)]))


def test_an_outlet_does_not_contradict_itself():
    matcher = matcher_of(story("a", FEWER, source="Tarn Times"), story("b", MORE, source="Tarn Times"))
    assert Differences(matcher).doubts([]) == []


def test_the_signals_of_a_doubt_sum_to_its_log_odds():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    for doubt in Differences(matcher).doubts([]):
        odds = sum(signal.contribution for signal in doubt.signals)
        assert doubt.probability == pytest.approx(1 / (1 + 2.718281828459045**-odds))


def doubt(a: int, b: int, probability: float) -> Doubt:
    return Doubt(a, b, probability)


def test_the_best_few_of_a_story_are_shown_and_each_claim_once():
    found = [
        doubt(1, 2, 0.9),
        doubt(1, 3, 0.8),
        doubt(4, 5, 0.7),
        doubt(6, 7, 0.6),
        doubt(8, 9, 0.5),
        doubt(10, 11, 0.1),
    ]
    story_of = {row: "s" if row < 8 else "t" for row in range(12)}
    kept, beyond = worth_a_look(found, lambda row: story_of[row], least=0.2, most=2)
    assert [(d.a, d.b) for d in kept] == [(1, 2), (4, 5), (8, 9)]
    assert beyond == 1


def test_what_a_story_has_already_counts():
    found = [doubt(1, 2, 0.9), doubt(4, 5, 0.7), doubt(6, 7, 0.6)]
    kept, beyond = worth_a_look(found, lambda _: "s", least=0.2, most=2, held={"s": 1, "t": 7})
    assert [(d.a, d.b) for d in kept] == [(1, 2)]
    assert beyond == 2


def test_what_is_told_already_takes_no_place():
    class Told:
        pairs: ClassVar[set[tuple[int, int]]] = {(4, 5)}

        def has(self, a, b):
            return (a, b) in self.pairs

        def add(self, a, b):
            self.pairs.add((a + 5, b + 5))

    found = [doubt(1, 2, 0.9), doubt(4, 5, 0.8), doubt(6, 7, 0.7), doubt(8, 9, 0.6), doubt(10, 11, 0.5)]
    kept, beyond = worth_a_look(found, lambda _: "s", least=0.2, most=2, told=Told())
    assert [(d.a, d.b) for d in kept] == [(1, 2), (8, 9)]
    assert beyond == 1


def linked(matcher: ClaimMatcher) -> Group:
    pair = tuple(c for c in matcher.corpus.claims if c.value is not None and c.value.number in (41, 52))
    return Group(pair, pair, 0.9, sure=frozenset({frozenset(c.id for c in pair)}))


def test_a_difference_that_the_model_finds_unlikely_is_doubted_and_the_others_stay():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    group = linked(matcher)
    likely = next(d.probability for d in Differences(matcher).doubts([]))
    (kept,) = Differences(matcher).weighed([group], likely, 1.0)
    assert kept == group
    (doubted,) = Differences(matcher).weighed([group], likely + 0.01, 1.0)
    assert (doubted.sure, doubted.doubted, doubted.doubt) == (frozenset(), group.sure, likely)
    assert (doubted.claims, doubted.score) == (group.claims, 0.9)


def test_what_is_not_sure_of_a_group_may_differ_where_the_model_finds_it_likely_enough():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    pair = linked(matcher).sure
    group = replace(linked(matcher), sure=frozenset(), unsure=pair)
    likely = next(d.probability for d in Differences(matcher).doubts([]))
    assert Differences(matcher).weighed([group], 1.0, likely + 0.01) == [group]
    (doubted,) = Differences(matcher).weighed([group], 1.0, likely)
    assert (doubted.sure, doubted.doubted, doubted.doubt) == (frozenset(), pair, likely)


def test_a_difference_of_articles_that_are_not_near_is_weighed_too():
    far = story("b", MORE, date(2030, 1, 1))
    matcher = matcher_of(story("a", FEWER, date(2020, 1, 1)), far)
    assert not Differences(matcher).doubts([])
    (doubted,) = Differences(matcher).weighed([linked(matcher)], 1.0, 1.0)
    assert 0 < doubted.doubt < 1


def test_what_no_pair_of_the_group_excludes_is_left_alone():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    group = replace(linked(matcher), sure=None)
    assert Differences(matcher).weighed([group, replace(group, sure=frozenset())], 1.0, 0.0) == [
        group,
        replace(group, sure=frozenset()),
    ]


def test_a_doubt_is_a_group_of_its_two_claims_with_its_reasons():
    matcher = matcher_of(story("a", FEWER), story("b", MORE))
    first = Differences(matcher).doubts([])[0]
    group = group_of(first, matcher, 0.01)
    assert group.doubtful and len(group.claims) == 2 and group.explanation.rule is Rule.DOUBT
    assert group.explanation.links[0].signals == first.signals


def report_of(monkeypatch, probability: float, settings: Settings | None = None, judge: Judge | None = None):
    """A report of two texts for which every doubt has one probability and nothing is surely linked."""
    whole = Differences.doubts
    monkeypatch.setattr(
        Differences,
        "doubts",
        lambda found, *_: [replace(d, probability=probability) for d in whole(found, [])],
    )
    monkeypatch.setattr("compare.pipeline_facts.link_claims", lambda *_: [])
    return compare_articles([story("a", FEWER), story("b", MORE)], settings, judge=judge)


def test_a_report_tells_them_apart_from_what_differs(monkeypatch):
    report = report_of(monkeypatch, 0.9)
    doubtful = [f for f in report.facts if f.verdict.verdict is VerdictKind.POSSIBLE]
    assert doubtful and not [f for f in report.facts if f.verdict.verdict is VerdictKind.DIFFER]
    assert "not sure" in doubtful[0].verdict.reason
    alone = [f for f in report.facts if f.verdict.verdict is VerdictKind.SINGLE_SOURCE]
    shown = {claim.id for fact in doubtful for claim in fact.claims}
    assert not shown & {claim.id for fact in alone for claim in fact.claims}
    assert "0 differ, 1 may differ" in report.view().headline


def report_of_one(monkeypatch, sure: float, judge: Judge | None = None, least: float | None = None):
    """A report of two texts that a group links surely, and the model of differences finds likely or not."""
    monkeypatch.setattr("compare.pipeline_facts.link_claims", lambda matcher, *_: [linked(matcher)])
    monkeypatch.setattr(Differences, "doubts", lambda *_: [])
    least = {} if least is None else {"possible_threshold": least}
    settings = Settings.model_validate({"verdicts": {"sure_threshold": sure, **least}})
    return compare_articles([story("a", FEWER), story("b", MORE)], settings, judge=judge)


def test_what_is_linked_surely_and_hardly_a_difference_is_a_possible_one(monkeypatch):
    (sure,) = (f for f in report_of_one(monkeypatch, 0.0).facts if f.verdict.verdict is VerdictKind.DIFFER)
    report = report_of_one(monkeypatch, 1.0)
    (found,) = (f for f in report.facts if f.verdict.verdict is VerdictKind.POSSIBLE)
    assert (found.id, found.claims, found.topic) == (sure.id, sure.claims, sure.topic)
    assert found.verdict.reason == f"That both speak of the same is not sure. {sure.verdict.reason}"
    assert sure.score == 0.9 and 0 < found.score < 0.9
    assert not [f for f in report.facts if f.verdict.verdict is VerdictKind.DIFFER]


@pytest.mark.parametrize("opinion", [Opinion(0.9, "yes"), Opinion(0.5, "hm"), Opinion(0.0, "no"), None])
def test_a_judge_is_asked_about_it_and_no_claim_is_lost(monkeypatch, opinion):
    judge = Says(lambda _: opinion)
    report = report_of_one(monkeypatch, 1.0, judge, least=1.0)
    (pair,) = judge.asked
    assert {pair.one.claim.value.number, pair.other.claim.value.number} == {41.0, 52.0}
    of_pair = [
        f for f in report.facts if {pair.one.claim.id, pair.other.claim.id} <= {c.id for c in f.claims}
    ]
    kinds = {0.9: [VerdictKind.DIFFER], 0.5: [VerdictKind.POSSIBLE], 0.0: []}
    expected = [VerdictKind.POSSIBLE] if opinion is None else kinds[opinion.probability]
    assert [f.verdict.verdict for f in of_pair] == expected
    shown = [claim.id for fact in report.facts for claim in fact.claims]
    assert shown.count(pair.one.claim.id) == shown.count(pair.other.claim.id) == 1


@pytest.mark.parametrize("stays", [True, False])
def test_statements_that_it_told_are_told_again_where_a_judge_drops_it(monkeypatch, stays):
    def groups(matcher, *_):
        values = linked(matcher)
        places = {(c.article, c.sentence) for c in values.claims}
        said = [c for c in matcher.corpus.claims if (c.article, c.sentence) in places and c.value is None]
        return [values, Group(tuple(said), tuple(said), 0.9)]

    judge = Says(lambda _: Opinion(0.5 if stays else 0.0, "hm"))
    monkeypatch.setattr("compare.pipeline_facts.link_claims", groups)
    monkeypatch.setattr(Differences, "doubts", lambda *_: [])
    settings = Settings.model_validate({"verdicts": {"sure_threshold": 1.0}})
    report = compare_articles([story("a", FEWER), story("b", MORE)], settings, judge=judge)
    assert judge.asked
    shared = [f for f in report.facts if len({c.article for c in f.claims}) == 2]
    assert [f.facet for f in shared] == [Facet.QUANTITY if stays else Facet.STATEMENT]


def test_below_the_threshold_nothing_is_shown(monkeypatch):
    report = report_of(monkeypatch, 0.001)
    assert not [f for f in report.facts if f.verdict.verdict is VerdictKind.POSSIBLE]


@pytest.mark.parametrize(("probability", "shown"), [(0.019, False), (0.02, True)])
def test_with_a_judge_fainter_pairs_are_taken_and_told_by_the_threshold_they_were_taken_by(
    monkeypatch, probability, shown
):
    judge = Says(lambda _: Opinion(0.5, "hm"))
    report = report_of(monkeypatch, probability, judge=judge)
    found = [f for f in report.facts if f.verdict.verdict is VerdictKind.POSSIBLE]
    assert bool(found) is bool(judge.asked) is shown
    for fact in found:
        assert (fact.explanation.threshold, fact.explanation.margin) == (0.02, 0.0)
        assert [link.needed for link in fact.explanation.links] == [0.02]


@pytest.mark.parametrize("kind", Doubted)
def test_the_model_has_steps_for_every_signal(kind):
    model = difference_model(kind)
    assert any(model.edges) and all(
        len(h) == len(e) + 1 for e, h in zip(model.edges, model.heights, strict=True)
    )


def test_what_is_left_out_of_a_story_is_counted_in_the_run(monkeypatch):
    none = Settings.model_validate({"verdicts": {"possible_per_story": 0}})
    report = report_of(monkeypatch, 0.9, none)
    assert not [f for f in report.facts if f.verdict.verdict is VerdictKind.POSSIBLE]
    assert report.run["possible_beyond"] >= 1
    assert "are left out, of stories with enough" in report.view().note
    assert "possible_beyond" not in report_of(monkeypatch, 0.001).run
