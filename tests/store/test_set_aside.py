"""Articles in another language in a store: held, not compared, and said so."""

import pytest
from fakes import HashingEncoder
from foreign import FRENCH, SPANISH
from stories import STORM, story

from compare.pipeline_store import compare_store
from compare.settings import IngestSettings, Languages, Settings
from compare.store import open_store

ANY = Settings(ingest=IngestSettings(language=Languages.ANY))
FOREIGN = (story("journal", FRENCH), story("diario", SPANISH))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        store.add([*STORM, *FOREIGN])
        yield store


def said_by(report) -> set[str]:
    return {claim.article for fact in report.facts for claim in fact.claims}


def test_they_are_held_and_wait_for_nothing(store):
    found = compare_store(store, encoder=HashingEncoder())
    assert found.set_aside == store.report().set_aside == {"journal": "fr", "diario": "es"}
    assert len(store.report().articles) == 5
    assert said_by(found) == {article.id for article in STORM}
    seen = store.status()
    assert (seen.articles, seen.waiting, seen.set_aside) == (5, 0, {"es": 1, "fr": 1})


def test_another_setting_compares_again_and_back(store):
    before = compare_store(store, encoder=HashingEncoder())
    with_them = compare_store(store, ANY, encoder=HashingEncoder())
    assert with_them.set_aside == {} == store.status().set_aside
    assert said_by(store.report()) > said_by(before)
    again = compare_store(store, encoder=HashingEncoder())
    assert (again.facts, again.set_aside) == (before.facts, before.set_aside)
    assert store.status().set_aside == {"es": 1, "fr": 1}


def test_nothing_is_done_where_neither_articles_nor_setting_changed(store):
    for settings in (Settings(), ANY):
        compare_store(store, settings, encoder=HashingEncoder())
        before = store.connection.total_changes
        compare_store(store, settings, encoder=HashingEncoder())
        assert store.connection.total_changes == before


def test_one_that_changed_or_went_is_no_longer_counted(store):
    compare_store(store, encoder=HashingEncoder())
    store.remove(["journal"])
    assert store.status().set_aside == {"es": 1}
    store.add([story("diario", STORM[0].text)])
    assert store.status().set_aside == {}


def test_a_store_of_nothing_else_has_a_comparison_without_facts(tmp_path):
    with open_store(tmp_path / "other.db") as store:
        store.add(FOREIGN)
        assert compare_store(store, encoder=HashingEncoder()).facts == ()
        assert store.report().set_aside == {"journal": "fr", "diario": "es"}


def test_before_a_comparison_nothing_is_set_aside(store):
    assert store.status().set_aside == {}
