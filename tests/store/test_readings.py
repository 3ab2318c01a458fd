"""What was read is kept: one more article is read alone, unless it tells what its site repeats."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare import pipeline
from compare.embeddings import CachedEncoder
from compare.pipeline_store import compare_store
from compare.settings import Settings
from compare.store import open_store
from compare.store.checking import check_store
from compare.store.readings import opened, packed
from compare.store.sealing import seal_comparison

ENCODER = HashingEncoder()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        yield store


@pytest.fixture
def read(monkeypatch):
    """The ids of the articles that are read, as they are."""
    ids: list[str] = []
    whole = pipeline._read

    def counted(shared, given):
        ids.append(given[0].id)
        return whole(shared, given)

    monkeypatch.setattr(pipeline, "_read", counted)
    return ids


def plain(articles) -> str:
    return pipeline.compare_articles(articles, Settings(), encoder=CachedEncoder(ENCODER, None)).to_json()


def test_one_more_article_is_read_alone(store, read):
    store.add(STORM[:2])
    compare_store(store, encoder=ENCODER)
    assert read == ["ashel", "velmora"]
    read.clear()
    store.add(STORM)
    assert compare_store(store, encoder=ENCODER).to_json() == plain(STORM)
    assert read[0] == "tarn" and read.count("tarn") == 2  # once here, once for the plain comparison


def test_a_changed_article_is_read_again(store, read):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    read.clear()
    changed = replace(STORM[0], published=None)
    store.add([changed])
    found = compare_store(store, encoder=ENCODER)
    assert read == ["ashel"]
    assert found.to_json() == plain([changed, *STORM[1:]])


LINE = "More of our reports on harbours and ships of the coast tonight"
SITE = [
    story(name, f"{text}\n{LINE}", source="Coast Post")
    for name, text in (
        ("one", "A ferry sank off Port Ashel on Sunday, killing 23 passengers."),
        ("two", "The harbour of Tarn was closed on Monday for 12 days."),
    )
]


def test_a_line_that_a_site_repeats_is_read_anew_on_both_sides(store, read):
    store.add(SITE[:1])
    first = compare_store(store, encoder=ENCODER)
    assert any(LINE in claim.text for fact in first.facts for claim in fact.claims)
    store.add(SITE)
    second = compare_store(store, encoder=ENCODER)
    assert read == ["one", "one", "two"]
    assert not any(LINE in claim.text for fact in second.facts for claim in fact.claims)
    assert second.to_json() == plain(SITE)
    store.remove(["two"])
    assert compare_store(store, encoder=ENCODER).to_json() == first.to_json() == plain(SITE[:1])


def test_another_program_and_damage_read_again(store, read, monkeypatch):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    with store.transaction():
        store.connection.execute("UPDATE readings SET record = x'00' WHERE article = 'ashel'")
        store.connection.execute("UPDATE comparison SET code = 'older'")
        seal_comparison(store.connection)
    read.clear()
    assert compare_store(store, encoder=ENCODER).to_json() == plain(STORM)
    assert read[0] == "ashel"
    read.clear()
    monkeypatch.setattr("compare.store.comparison.program", lambda: "newer")
    compare_store(store, encoder=ENCODER)
    assert read == ["ashel", "tarn", "velmora"]


def test_readings_go_with_their_articles(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    store.remove(["tarn"])
    rows = store.connection.execute("SELECT article FROM readings ORDER BY 1").fetchall()
    assert rows == [("ashel",), ("velmora",)]


def test_a_reading_is_read_with_the_text_that_it_was_read_in_alone():
    text = "Ein Satz über Fähren, \ud800 und 23 Tote."
    other = text.replace("23", "24").encode("utf-8", "surrogatepass")
    record = f'["{text}", "über Fähren"]'
    kept = packed(record, text)
    assert opened(kept, text.encode("utf-8", "surrogatepass")) == record.encode("utf-8", "surrogatepass")
    for wrong, with_text in ((kept, other), (kept[:-1], text.encode("utf-8", "surrogatepass"))):
        with pytest.raises(zlib.error):
            opened(wrong, with_text)


def test_a_damaged_article_makes_no_reading_damaged(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    store.connection.execute("UPDATE articles SET text = 'another' WHERE id = 'tarn'")
    assert {damage.part for damage in check_store(store)}.isdisjoint({"readings"})
