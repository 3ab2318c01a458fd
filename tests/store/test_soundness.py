"""A store is read for damage once, until it is written to."""

from __future__ import annotations

import json
import os
import time

import pytest
from fakes import HashingEncoder

from compare.errors import StoreDamagedError
from compare.store import open_store, soundness
from compare.store.ranking import Filters
from compare.store.search import model_of, search_store
from compare.store.soundness import FILE, is_known, looked_over

ENCODER = HashingEncoder()
LONG_AGO = 1_600_000_000 * 10**9


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Files of the test, whose change the system notes now, are settled at once."""
    monkeypatch.setattr(soundness, "SETTLED", -(10**9))


@pytest.fixture
def file(tmp_path):
    """A file that was last written long ago."""
    path = tmp_path / "news.db"
    path.write_bytes(b"some pages")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return path


def checks(path, times=1):
    """How often a store is read whole in some searches."""
    done = []
    for _ in range(times):
        known = is_known(path)
        before = len(done)
        looked_over(path, lambda: done.append(path))
        assert known is (len(done) == before)
    return len(done)


def test_a_store_that_is_not_written_to_is_read_once(file):
    assert checks(file, times=3) == 1


def write(path):
    path.write_bytes(b"same bytes")
    os.utime(path, ns=(LONG_AGO + 1, LONG_AGO + 1))


def wait(path):
    beside = path.with_name(f"{path.name}-wal")
    beside.write_bytes(b"not merged")
    os.utime(beside, ns=(LONG_AGO, LONG_AGO))


def copy_back(path):
    """As ``cp -p`` does: the time of writing comes along."""
    path.write_bytes(b"some bytes")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def replace(path):
    other = path.with_name("other.db")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(LONG_AGO, LONG_AGO))
    other.replace(path)


@pytest.mark.parametrize("change", [write, wait, copy_back, replace])
def test_one_that_was_written_to_is_read_again(file, change):
    checks(file)
    change(file)
    assert checks(file, times=2) == 1


def test_one_that_was_written_to_just_now_is_read_each_time(file, monkeypatch):
    monkeypatch.setattr(soundness, "SETTLED", 2 * 10**9)
    assert checks(file, times=2) == 2
    later = time.time_ns() + 3 * 10**9
    monkeypatch.setattr("time.time_ns", lambda: later)
    assert checks(file, times=2) == 1


def test_what_waits_beside_a_store_is_seen_through_a_link(file):
    link = file.with_name("link.db")
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("no links here")
    assert checks(link) + checks(file) == 1
    wait(file)
    assert checks(link) == 1


def test_one_that_is_written_to_while_it_is_read_is_read_again(file):
    looked_over(file, lambda: write(file))
    assert checks(file) == 1


def test_a_damaged_one_is_told_each_time(file):
    def check():
        raise StoreDamagedError("damaged")

    for _ in range(2):
        with pytest.raises(StoreDamagedError):
            looked_over(file, check)


def test_no_cache_remembers_nothing(file, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", "off")
    assert checks(file, times=2) == 2


@pytest.mark.parametrize("held", [b"{", b"[1]", b"\xff", b'{"x": 1}'])
def test_a_cache_that_cannot_be_read_is_none(file, cache, held):
    cache.mkdir()
    (cache / FILE).write_bytes(held)
    assert checks(file, times=2) == 1


def test_a_cache_that_cannot_be_written_is_none(file, cache):
    cache.write_text("a file, and no folder")
    assert checks(file, times=2) == 2


def test_the_stores_looked_at_last_stay(file, cache, monkeypatch):
    monkeypatch.setattr(soundness, "MOST", 2)
    for name in ("a.db", "b.db", "c.db"):
        other = file.with_name(name)
        other.write_bytes(b"")
        os.utime(other, ns=(LONG_AGO, LONG_AGO))
        checks(other)
    kept = json.loads((cache / FILE).read_text())
    assert [key.rsplit(os.sep, 1)[1] for key in kept] == ["b.db", "c.db"]


def test_a_search_that_knows_the_store_reads_what_it_needs(store, monkeypatch):
    path = store.path
    store.close()
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    with open_store(path, readonly=True) as again:
        before = search_store(again, "ferry", Filters(), ENCODER)
    with monkeypatch.context() as patched, open_store(path, readonly=True) as again:
        patched.setattr("compare.store.search.read_fact_vectors", None)
        patched.setattr("compare.store.search.run_of", None)
        assert model_of(again) == "default"
        assert search_store(again, "ferry", Filters(), ENCODER) == before and before.hits
    with open_store(path) as other:
        other.connection.execute("UPDATE fact_vectors SET scales = x'00' || substr(scales, 2)")
    with open_store(path, readonly=True) as again, pytest.raises(StoreDamagedError):
        search_store(again, "ferry", Filters(), ENCODER)
