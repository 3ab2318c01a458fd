"""The same facts.json, byte for byte, whoever does the work."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from engines.conftest import BOTH, EVERY, needs_dask
from fakes import HashingEncoder
from stories import STORM

from compare import Settings, compare_articles, read_articles
from compare.embeddings import CachedEncoder, FastMiniLM
from compare.engines import HERE
from compare.linkage import portions
from compare.linkage.memo import PairTable
from compare.pipeline import read_claims
from compare.pipeline_store import compare_store
from compare.store import open_store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def articles():
    return read_articles([SEEDS])


@pytest.fixture(scope="module")
def expected(articles):
    return compare_articles(articles, encoder=HashingEncoder()).to_json()


@pytest.mark.parametrize("name", EVERY)
def test_facts_are_the_same_byte_for_byte(engines, name, articles, expected):
    found = compare_articles(articles, encoder=HashingEncoder(), engine=engines(name))
    assert found.to_json() == expected


@pytest.mark.parametrize("name", ["processes:1", "processes:2", pytest.param("dask:2", marks=needs_dask)])
def test_facts_are_the_same_where_a_worker_is_killed_in_the_middle(engines, name, articles, expected):
    engine, killed = engines(name), []

    def kill(event):
        if event.stage == "claims" and event.done == 1 and not killed:
            killed.extend(worker_pids(engine)[:1])
            os.kill(killed[0], getattr(signal, "SIGKILL", signal.SIGTERM))

    found = compare_articles(articles, on_progress=kill, encoder=HashingEncoder(), engine=engine)
    assert killed and found.to_json() == expected


def worker_pids(engine):
    if engine.name.startswith("dask"):
        return sorted(engine._client.run(os.getpid).values())
    return sorted(engine._pool._processes)


@pytest.mark.parametrize("name", BOTH)
def test_facts_are_the_same_where_workers_score_the_pairs(engines, name, articles, expected, monkeypatch):
    learned, join = [], PairTable.join
    monkeypatch.setattr(portions, "LEAST", 0)
    monkeypatch.setattr(portions, "SCORED_AT_ONCE", 500)
    monkeypatch.setattr(PairTable, "join", lambda *given: learned.append(given) or join(*given))
    found = compare_articles(articles, encoder=HashingEncoder(), engine=engines(name))
    assert learned and found.to_json() == expected


@pytest.mark.parametrize("name", BOTH)
def test_progress_is_told_as_it_is_here(engines, name, articles):
    def stages(engine):
        told = []
        compare_articles(articles, on_progress=told.append, encoder=HashingEncoder(), engine=engine)
        return [(event.stage, event.done, event.total) for event in told]

    assert stages(engines(name)) == stages(HERE)


@pytest.mark.parametrize("name", BOTH)
def test_vectors_of_the_built_in_model_are_the_same_and_kept_by_who_asks(engines, name, tmp_path):
    def compared(engine, place):
        encoder = CachedEncoder(FastMiniLM(), tmp_path / place / "vectors.sqlite")
        encoder.encode(["It was used before."])
        return compare_articles(STORM, encoder=encoder, engine=engine).to_json(), encoder.embedded

    here, there = compared(HERE, "here"), compared(engines(name), "there")
    assert here == there and here[1] > 1
    again = CachedEncoder(FastMiniLM(), tmp_path / "there" / "vectors.sqlite")
    assert compare_articles(STORM, encoder=again, engine=engines(name)).to_json() == here[0]
    assert again.embedded == 0


@pytest.mark.parametrize("name", BOTH)
def test_a_store_keeps_the_same(engines, name, tmp_path):
    def kept(engine, file):
        with open_store(tmp_path / file) as store:
            store.add(STORM[:2])
            compare_store(store, encoder=HashingEncoder(), engine=engine)
            store.add(STORM)
            compare_store(store, encoder=HashingEncoder(), engine=engine)
            return store.report().to_json()

    assert kept(engines(name), "there.db") == kept(HERE, "here.db")


def test_settings_name_the_engine_and_the_report_does_not():
    settings = Settings(run={"engine": "processes:1"})
    found = compare_articles(STORM, settings, encoder=HashingEncoder())
    assert found.to_json() == compare_articles(STORM, encoder=HashingEncoder()).to_json()


@pytest.mark.parametrize("name", BOTH)
def test_an_encoder_that_cannot_be_sent_is_refused_in_one_line(engines, name):
    from compare.errors import InputError

    encoder = HashingEncoder()
    encoder.lock = threading.Lock()
    with pytest.raises(InputError, match="cannot be sent"):
        compare_articles(STORM, encoder=encoder, engine=engines(name))


def test_an_article_that_cannot_be_read_is_named(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("compare.pipeline.extract_values", broken)
    with pytest.raises(ZeroDivisionError) as told:
        read_claims(STORM[:1])
    assert told.value.__notes__ == [f"in the article {STORM[0].id!r}"]
