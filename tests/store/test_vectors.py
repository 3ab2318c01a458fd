"""Vectors in the store: texts are known by short keys, and facts that share a vector hold it once."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import numpy as np
import pytest
from fakes import HashingEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import STORM

from compare.embeddings.cache import CachedEncoder, sealed, text_key
from compare.errors import StoreDamagedError
from compare.pipeline_store import compare_store
from compare.store import open_store, schema, vectors
from compare.store.comparison import load_facts
from compare.store.vectors import (
    FactVectors,
    StoreShelf,
    cosines,
    fact_vectors,
    read_fact_vectors,
    short_name,
    write_fact_vectors,
)

ENCODER = HashingEncoder()


def test_keys_are_short_and_their_vectors_are_found(store):
    rows = store.connection.execute("SELECT encoder, text, vector FROM vectors").fetchall()
    assert {encoder for encoder, _, _ in rows} == {short_name(ENCODER.identity)}
    assert {len(key) for _, key, _ in rows} == {16}
    keys = [text_key(claim.text) for fact in load_facts(store.connection) for claim in fact.claims]
    found = StoreShelf(store.connection, store.transaction).read(ENCODER.identity, keys)
    assert found.keys() == set(keys)
    held = {key: vector for _, key, vector in rows}
    assert all(held[key[:16]] == vector for key, vector in found.items())
    assert StoreShelf(store.connection, store.transaction).read("another", keys) == {}


def test_vectors_of_schema_9_are_kept(tmp_path):
    path, key = tmp_path / "old.db", hashlib.sha256(b"a text").digest()
    vector = sealed(np.ones(4, "<f2").tobytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for number, step in enumerate(schema.MIGRATIONS[:9], 1):
            database.executescript(step)
            if number in schema.AFTER:
                schema.AFTER[number](database)
        database.execute("INSERT INTO vectors VALUES ('a long identity of an encoder', ?, ?)", (key, vector))
        database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        database.execute("PRAGMA user_version = 9")
    with open_store(path) as store:
        shelf = StoreShelf(store.connection, store.transaction)
        assert shelf.read("a long identity of an encoder", [key]) == {key: vector}
        (held,) = store.connection.execute("SELECT length(text) FROM vectors").fetchone()
        assert held == 16
        store.add(STORM)
        compare_store(store, encoder=ENCODER)
        assert len(read_fact_vectors(store.connection).n) == len(load_facts(store.connection))


def test_facts_of_one_vector_hold_it_once(store):
    facts = load_facts(store.connection)
    made, read = fact_vectors(facts, CachedEncoder(ENCODER, None)), read_fact_vectors(store.connection)
    assert read.vectors.tolist() == made.vectors.tolist()
    assert read.scales.tolist() == made.scales.tolist()
    query = "SELECT facts, length(vectors) / dimension, length(scales) / 4 FROM fact_vectors"
    ((count, rows, scales),) = store.connection.execute(query)
    assert count == len(facts)
    pairs = zip(made.vectors.tolist(), made.scales.tolist(), strict=True)
    assert rows == scales == len({(*vector, scale) for vector, scale in pairs}) < count


def test_facts_that_change_places_with_their_vectors_are_damage(store):
    store.connection.execute("UPDATE fact_vectors SET places = zeroblob(length(places))")
    with pytest.raises(StoreDamagedError, match="the vectors of the facts from"):
        read_fact_vectors(store.connection)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_cosines_are_those_of_all_vectors(store, monkeypatch, seed):
    random = np.random.default_rng(seed)
    monkeypatch.setattr(vectors, "_FACTS_AT_ONCE", int(random.integers(1, 9)))
    count = int(random.integers(1, 40))
    n = np.sort(random.choice(200, count, replace=False)).astype(np.int64)
    made = FactVectors(n, random.integers(-127, 128, (count, 4), np.int8), np.ones(count, np.float32), "e")
    with store.transaction():
        write_fact_vectors(store.connection, made)
    wanted = random.normal(size=4).astype(np.float32)
    among = np.sort(random.choice(n, int(random.integers(0, count + 1)), replace=False))
    numbers, near = cosines(store.connection, wanted, among)
    assert set(among.tolist()) <= set(numbers.tolist()) <= set(n.tolist())
    assert numbers.tolist() == sorted(numbers.tolist())
    expected = made.vectors.astype(np.float32) @ wanted
    assert near == pytest.approx(expected[np.searchsorted(n, numbers)], rel=1e-4, abs=1e-4)
    assert len(numbers) if len(among) else not len(numbers)


def test_vectors_out_of_order_are_refused(store):
    made = FactVectors(np.array([1, 3, 2, 4]), np.ones((4, 2), np.int8), np.ones(4, np.float32), "e")
    with pytest.raises(ValueError, match="in the order of their numbers"), store.transaction():
        write_fact_vectors(store.connection, made)
