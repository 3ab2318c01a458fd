"""A store opened for reading from Python: questions, facts, and that nothing is written."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import HashingEncoder
from stories import STORM

from compare import Facet, InputError, Settings, StoreError, VerdictKind, open_store
from compare.embeddings import CachedEncoder
from compare.models import Decision, DecisionKind
from compare.pipeline_store import compare_store
from compare.store import open_store as open_file
from compare.store.ranking import Filters
from compare.store.search import search_store

ENCODER = CachedEncoder(HashingEncoder(), None)


@pytest.fixture
def path(tmp_path):
    with open_file(tmp_path / "news.db") as store:
        store.add(STORM)
        compare_store(store, encoder=ENCODER)
    return tmp_path / "news.db"


@pytest.fixture
def reader(path):
    with open_store(path, encoder=ENCODER) as store:
        yield store


def test_what_a_store_holds(reader, path):
    assert reader.path == path
    assert [article.id for article in reader.articles()] == sorted(article.id for article in STORM)
    assert reader.status().articles == len(STORM)
    assert list(reader.report().stories) == reader.stories() != []
    assert reader.decisions() == ()


def test_a_question_finds_what_the_search_finds(reader, path):
    hits = reader.query("storm in Velmora", limit=3)
    shared = [kind for kind in VerdictKind if kind not in ("single-source", "unrelated")]
    with open_file(path) as store:
        found = search_store(store, "storm in Velmora", Filters(verdicts=shared), ENCODER, 3)
    assert hits == list(found.hits) != []
    assert len(reader.query("storm in Velmora", limit=1)) == 1


def test_filters_are_names_or_members(reader):
    topic = "storm in Velmora"
    alone = reader.query(topic, verdicts=["single-source"])
    assert alone == reader.query(topic, verdicts=[VerdictKind.SINGLE_SOURCE]) != []
    assert alone == reader.query(topic, verdicts="single-source")
    assert {hit.fact.verdict.verdict for hit in alone} == {VerdictKind.SINGLE_SOURCE}
    assert {hit.fact.facet for hit in reader.query(topic, facets=["quantity"])} == {Facet.QUANTITY}
    assert reader.query(topic, since=date(1999, 1, 1), until=date(1999, 2, 1)) == []
    assert reader.query(topic, min_origins=99) == []
    source = STORM[0].source
    held = {article.id for article in STORM if article.source == source}
    assert reader.query(topic, sources=source) == reader.query(topic, sources=[source]) != []
    for hit in reader.query(topic, sources=[source]):
        assert held & {claim.article for claim in hit.fact.claims}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"topic": "  "}, "^the topic is empty; say in words what to look for$"),
        (
            {"topic": "storm", "verdicts": ["differs"]},
            "^the verdict is 'differs'; allowed: agree, compatible,",
        ),
        ({"topic": "storm", "facets": ["number"]}, "^the facet is 'number'; allowed: quantity, date,"),
        ({"topic": "storm", "limit": 0}, "^the limit is 0; allowed: a whole number from 1 on$"),
        ({"topic": "storm", "limit": -1}, "^the limit is -1; allowed"),
        ({"topic": "storm", "sources": ["Nobody's News"]}, 'no source "Nobody\'s News"'),
    ],
)
def test_a_wrong_question_is_one_line(reader, asked, told):
    with pytest.raises(InputError, match=told):
        reader.query(**asked)


def test_a_fact_is_shown_as_reviewed(path):
    with open_file(path) as store:
        fact = store.report().facts[0]
        claims = tuple(claim.id for claim in fact.claims)
        store.decide([Decision(fact.id, claims, DecisionKind.VERDICT, VerdictKind.UNRELATED, reviewer="Ana")])
    with open_store(path) as reader:
        assert reader.show(fact.id).verdict.verdict is VerdictKind.UNRELATED
        assert reader.show(fact.id[:10]) == reader.show(fact.id)
        assert len(reader.decisions()) == 1
        tool = {one.id: one for one in reader.report(reviewed=False).facts}
        assert tool[fact.id].verdict == fact.verdict
        with pytest.raises(InputError, match="no fact 'q-none'"):
            reader.show("q-none")


def test_nothing_is_written_and_nothing_is_made(path, tmp_path):
    before = path.read_bytes()
    with open_store(path, encoder=ENCODER) as reader:
        reader.query("storm")
        reader.report()
    assert path.read_bytes() == before
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path / "typo.db")
    assert not (tmp_path / "typo.db").exists()


def test_what_is_not_compared_yet_is_said(tmp_path):
    with open_file(tmp_path / "new.db") as store:
        store.add(STORM)
    with open_store(tmp_path / "new.db", encoder=ENCODER) as reader:
        assert len(reader.articles()) == len(STORM)
        for ask in (lambda: reader.query("storm"), reader.report, reader.stories, lambda: reader.show("q")):
            with pytest.raises(StoreError, match="holds no comparison yet"):
                ask()


def test_the_model_is_that_of_the_store_unless_it_names_none(path, monkeypatch):
    asked = []

    def open_encoder(embedding):
        asked.append(embedding)
        return ENCODER

    monkeypatch.setattr("compare.embeddings.open_encoder", open_encoder)
    with open_store(path, settings=Settings(embedding={"model": "another", "threads": 3})) as reader:
        reader.query("storm")
        reader.query("storm")
    (one,) = asked
    assert (one.model, one.threads) == ("default", 3)
