"""Questions to the store: the same answers as from the report, with what reviewers decided."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare.errors import InputError, StoreError
from compare.models import Article, Decision, DecisionKind, Facet, VerdictKind
from compare.pipeline_store import compare_store
from compare.store import open_store
from compare.store.ranking import Filters, search, select
from compare.store.search import fact_in_store, model_of, search_store, shared_facts

ENCODER = HashingEncoder()
SEVERAL = (VerdictKind.DIFFER, VerdictKind.VARIANT, VerdictKind.COMPATIBLE, VerdictKind.AGREE)


def ask(store, topic, limit=10, **filters):
    return search_store(store, topic, Filters(**filters), ENCODER, limit).hits


def differing(store):
    return next(f for f in store.report().facts if f.verdict.verdict is VerdictKind.DIFFER)


def decide(store, fact, verdict):
    claims = tuple(claim.id for claim in fact.claims)
    store.decide([Decision(fact.id, claims, DecisionKind.VERDICT, verdict, reviewer="Ilka")])


def test_the_best_answer_is_that_of_a_search_in_the_report(store):
    report = store.report()
    for topic in ("passengers killed by the storm", "books of the library", "warned the captain"):
        (first, *_) = search(report.facts, topic, ENCODER)
        assert first.fact in [hit.fact for hit in ask(store, topic)[:2]]


def test_the_meaning_of_a_fact_is_that_of_a_search_in_the_report_titles_too(store):
    report = store.report()
    for topic in ("passengers killed by the storm", "warned the captain", report.facts[0].topic):
        told = {hit.fact.id: hit.meaning for hit in search(report.facts, topic, ENCODER, len(report.facts))}
        hits = ask(store, topic)
        assert hits
        assert all(hit.meaning == pytest.approx(told[hit.fact.id]) for hit in hits if hit.fact.id in told)


def test_words_alone_and_meaning_alone_find_a_fact(store):
    assert ask(store, "Drost")
    assert ask(store, "storm at sea") == ask(store, "storm at sea")
    assert ask(store, "zzyzx") == ()


@pytest.mark.parametrize(
    "topic",
    ['"ferry', "ferry*", "ferry AND (", "NEAR(ferry storm)", "topic:ferry", "'; DROP TABLE facts; --"],
)
def test_the_topic_is_never_read_as_a_query_language(store, topic):
    ask(store, topic)
    assert store.report().facts


def test_facts_of_another_version_are_one_clear_error(store, monkeypatch):
    def unreadable(*_):
        raise ValueError("'by dice' is not a valid Rule")

    key = store.report().facts[0].id
    monkeypatch.setattr("compare.store.comparison.facts_of", unreadable)
    for question in (
        lambda: ask(store, "ferry"),
        lambda: fact_in_store(store, key),
        lambda: shared_facts(store),
        store.report,
    ):
        with pytest.raises(StoreError, match=r"news\.db' is of another version .*by dice.*report --db"):
            question()


def test_limit_and_order(store):
    hits = ask(store, "ferry storm passengers", limit=3)
    assert len(hits) == 3
    assert [round(hit.relevance, 3) for hit in hits] == sorted(
        (round(hit.relevance, 3) for hit in hits), reverse=True
    )


@pytest.mark.parametrize(
    ("filters", "keep"),
    [
        ({"verdicts": [VerdictKind.DIFFER]}, lambda f: f.verdict.verdict is VerdictKind.DIFFER),
        ({"facets": [Facet.MONEY]}, lambda f: f.facet is Facet.MONEY),
        ({"sources": ["tarn times"]}, lambda f: any(c.article == "tarn" for c in f.claims)),
        ({"min_origins": 2}, lambda f: f.origins > 1),
        ({"until": date(2024, 3, 11)}, lambda f: any(c.article == "ashel" for c in f.claims)),
        ({"since": date(2024, 3, 12)}, lambda f: any(c.article != "ashel" for c in f.claims)),
        ({"since": date(2030, 1, 1)}, lambda f: False),
    ],
)
def test_filters(store, filters, keep):
    topic = "ferry storm passengers library euros"
    found = {hit.fact.id for hit in ask(store, topic, limit=100, **filters)}
    every = {hit.fact for hit in ask(store, topic, limit=100)}
    assert found == {fact.id for fact in every if keep(fact)}


def test_a_source_of_more_articles_than_sqlite_has_variables(store):
    name = STORM[0].source
    before = ask(store, "storm", 50, sources=(name,))
    assert before
    store.add(Article(f"n{i}", "A new text.", source=name) for i in range(9))
    store.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 8)
    assert [hit.fact for hit in ask(store, "storm", 50, sources=(name,))] == [hit.fact for hit in before]


def test_a_source_whose_articles_have_ids_that_are_no_text_for_sqlite(tmp_path):
    odd = [replace(article, id=f"{article.id}\udcff") for article in STORM]
    with open_store(tmp_path / "odd.db") as store:
        store.add(odd)
        compare_store(store, encoder=ENCODER)
        found = ask(store, "storm", 50, sources=(odd[0].source,))
        assert found
        assert all(odd[0].source in {_source(odd, c.article) for c in hit.fact.claims} for hit in found)


def _source(articles, key):
    return next(article.source for article in articles if article.id == key)


def test_a_source_that_is_not_there(store):
    with pytest.raises(InputError, match="did you mean 'Tarn Times'"):
        ask(store, "ferry", sources=["Tarn Tims"])


def test_a_filter_asks_for_the_verdict_of_the_reviewer(store):
    fact = differing(store)
    topic = fact.claims[0].text
    assert fact.id in {hit.fact.id for hit in ask(store, topic, verdicts=[VerdictKind.DIFFER])}
    decide(store, fact, VerdictKind.COMPATIBLE)
    assert fact.id not in {hit.fact.id for hit in ask(store, topic, verdicts=[VerdictKind.DIFFER])}
    (hit,) = [h for h in ask(store, topic, verdicts=[VerdictKind.COMPATIBLE]) if h.fact.id == fact.id]
    assert "Ilka" in hit.fact.verdict.reason
    assert fact_in_store(store, fact.id)[0].verdict.verdict is VerdictKind.COMPATIBLE
    assert hit.fact in shared_facts(store)[0]


def test_what_a_split_leaves_is_judged_as_in_the_report_copies_and_all(tmp_path):
    told = (
        "A ferry sank in a storm off Port Ashel on Sunday, killing 23 passengers.\n"
        "Divers found the wreck of the ferry at a depth of 60 metres on Monday morning."
    )
    other = told.replace("killing 23", "where the waves killed 23").replace("Divers", "Navy divers")
    with open_store(tmp_path / "copies.db") as store:
        store.add([story("one", told), story("two", told), story("three", other)])
        compare_store(store, encoder=ENCODER)
        fact = next(f for f in store.report().facts if "23" in f.topic or "23" in f.claims[0].focus.text)
        claims = tuple(claim.id for claim in fact.claims)
        out = tuple(claim.id for claim in fact.claims if claim.article == "three")
        store.decide([Decision(fact.id, claims, DecisionKind.SPLIT, others=out, reviewer="Ilka")])
        (left,) = [
            f
            for f in store.report().facts
            if {c.article for c in f.claims} == {"one", "two"} and set(claims) > {c.id for c in f.claims}
        ]
        assert (left.verdict.verdict, left.origins) == (VerdictKind.SINGLE_SOURCE, 1)
        assert fact_in_store(store, left.id)[0] == left
        hits = ask(store, "ferry storm passengers killed", verdicts=[VerdictKind.SINGLE_SOURCE], limit=50)
        assert left in [hit.fact for hit in hits]


def test_a_fact_by_its_id(store):
    fact = differing(store)
    found, articles = fact_in_store(store, fact.id)
    assert found == fact
    assert [(a.id, a.text) for a in articles] == [("ashel", ""), ("tarn", ""), ("velmora", "")]
    with pytest.raises(InputError, match="no fact 'nothing'"):
        fact_in_store(store, "nothing")


def test_shared_facts_are_those_of_two_articles(store):
    facts, articles = shared_facts(store)
    several = {f.id for f in store.report().facts if len({c.article for c in f.claims}) > 1}
    assert {fact.id for fact in facts} == several
    assert [article.text for article in articles] == [a.text for a in sorted(STORM, key=lambda a: a.id)]


def test_nothing_is_compared_yet(tmp_path):
    with open_store(tmp_path / "empty.db") as empty:
        empty.add([story("a", "It rained.")])
        assert model_of(empty) is None
        for asked in (
            lambda: search_store(empty, "rain", Filters(), ENCODER),
            lambda: fact_in_store(empty, "a"),
            lambda: shared_facts(empty),
        ):
            with pytest.raises(StoreError, match="holds no comparison yet"):
                asked()


def test_another_model_is_refused_rather_than_compared(store):
    assert model_of(store) == "default"
    with pytest.raises(InputError, match="'another'; ask with the model of the store"):
        search_store(store, "ferry", Filters(), HashingEncoder(identity="another"))


def test_the_days_of_publication_propose_facts_too(store, monkeypatch):
    """What is told of a day need not share a word with the topic, and the date alone asks for all of it."""
    report = store.report()
    day = max(article.published for article in report.articles if article.published)
    expected = {hit.fact.id for hit in search(report.facts, str(day), ENCODER, 99, articles=report.articles)}
    assert expected
    assert {hit.fact.id for hit in ask(store, str(day), 99)} == expected
    assert ask(store, "1 May 1912") == ()
    monkeypatch.setattr("compare.store.search.PROPOSED", 0)
    (first, *_) = ask(store, str(day), 1)
    assert first.fact.id in expected


def test_a_topic_with_a_date_is_answered_as_from_the_report(store):
    report = store.report()
    day = min(article.published for article in report.articles if article.published)
    topic = f"passengers killed on {day}"
    (first, *_) = search(report.facts, topic, ENCODER, articles=report.articles)
    assert ask(store, topic)[0].fact.id == first.fact.id


def test_what_the_sources_differ_on_is_asked_without_a_topic_too(store, monkeypatch):
    report, topic = store.report(), "What do the papers disagree on?"
    differ = select(report.facts, report.articles, Filters(verdicts=(VerdictKind.DIFFER,)))
    expected = [hit.fact.id for hit in search(differ, topic, ENCODER, 99, articles=report.articles)]
    assert expected and set(expected) == {fact.id for fact in differ}
    monkeypatch.setattr("compare.store.search._nearest", lambda *_: [])
    found = ask(store, topic, 99, verdicts=(VerdictKind.DIFFER,))
    assert [hit.fact.id for hit in found] == expected
