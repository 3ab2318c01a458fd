"""The cache on disk: nothing is computed twice, and nothing about the file can fail a run."""

import logging
import multiprocessing
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder, fill_cache
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from compare.embeddings import CachedEncoder, Encoder, default_cache
from compare.user_cache import VARIABLE

TEXTS = ["one river", "two bridges", "", "one river", "\ud800 odd"]
DISTINCT = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "cache.sqlite"


def held(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])


def test_a_second_run_embeds_nothing_and_gives_the_same_bytes(path: Path) -> None:
    first = CachedEncoder(HashingEncoder(), path)
    before = first.encode(TEXTS)
    assert (first.embedded, first.reused) == (DISTINCT, 0)

    fake = HashingEncoder()
    second = CachedEncoder(fake, path)
    after = second.encode(TEXTS)
    assert (second.embedded, second.reused) == (0, DISTINCT)
    assert fake.calls == []
    assert before.tobytes() == after.tobytes()
    assert isinstance(second, Encoder)


def test_vectors_are_those_of_the_encoder_in_16_bits(path: Path) -> None:
    plain = HashingEncoder().encode(TEXTS)
    cached = CachedEncoder(HashingEncoder(), path).encode(TEXTS)
    assert cached.dtype == np.float32
    assert cached == pytest.approx(plain, abs=1e-3)
    assert np.linalg.norm(cached, axis=1) == pytest.approx(1, abs=1e-6)


def test_without_a_file_the_bytes_are_the_same(path: Path) -> None:
    with_file = CachedEncoder(HashingEncoder(), path).encode(TEXTS)
    without = CachedEncoder(HashingEncoder(), None)
    assert without.encode(TEXTS).tobytes() == with_file.tobytes()
    assert without.encode(TEXTS).tobytes() == with_file.tobytes()
    assert (without.embedded, without.reused) == (2 * DISTINCT, 0)


def test_only_new_texts_are_embedded(path: Path) -> None:
    CachedEncoder(HashingEncoder(), path).encode(TEXTS)
    fake = HashingEncoder()
    grown = CachedEncoder(fake, path)
    grown.encode([*TEXTS, "three towns"])
    assert fake.calls == [["three towns"]]
    assert (grown.embedded, grown.reused) == (1, DISTINCT)


def test_another_encoder_shares_nothing(path: Path) -> None:
    CachedEncoder(HashingEncoder(), path).encode(TEXTS)
    other = CachedEncoder(HashingEncoder(identity="hashing@2"), path)
    other.encode(TEXTS)
    assert (other.embedded, other.reused) == (DISTINCT, 0)
    assert held(path) == 2 * DISTINCT


def test_nothing_to_encode(path: Path) -> None:
    cached = CachedEncoder(HashingEncoder(), path)
    assert cached.encode([]).shape == (0, 64)
    assert (cached.embedded, cached.reused) == (0, 0)
    assert not path.exists()


def test_more_keys_than_one_query_takes(path: Path) -> None:
    texts = [f"text {number}" for number in range(1234)]
    CachedEncoder(HashingEncoder(8), path).encode(texts)
    second = CachedEncoder(HashingEncoder(8), path)
    second.encode(texts)
    assert (second.embedded, second.reused) == (0, 1234)


def test_an_interrupted_run_keeps_its_blocks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(HashingEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if len(self.calls) == 2:
                raise KeyboardInterrupt
            return super().encode(texts)

    monkeypatch.setattr("compare.embeddings.cache.BLOCK", 10)
    texts = [f"text {number % 35}" for number in range(70)]
    expected = CachedEncoder(HashingEncoder(8), None).encode(texts)
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(8), path).encode(texts)
    assert held(path) == 20
    resumed = CachedEncoder(HashingEncoder(8), path)
    assert resumed.encode(texts).tobytes() == expected.tobytes()
    assert (resumed.embedded, resumed.reused) == (15, 20)


def test_the_oldest_are_dropped(path: Path) -> None:
    cached = CachedEncoder(HashingEncoder(8), path, max_vectors=20)
    for start in range(0, 100, 10):
        cached.encode([f"text {number}" for number in range(start, start + 10)])
        assert held(path) <= 20
    newest = CachedEncoder(HashingEncoder(8), path, max_vectors=20)
    newest.encode([f"text {number}" for number in range(90, 100)])
    assert newest.embedded == 0


@pytest.mark.parametrize("size", [1, 5, 200])
def test_a_call_larger_than_the_cache(path: Path, size: int) -> None:
    texts = [f"text {number}" for number in range(200)]
    cached = CachedEncoder(HashingEncoder(8), path, max_vectors=size)
    assert cached.encode(texts).shape == (200, 8)
    assert held(path) <= size


def test_no_room_is_no_cache(path: Path) -> None:
    cached = CachedEncoder(HashingEncoder(), path, max_vectors=0)
    assert cached.path is None
    cached.encode(TEXTS)
    assert not path.exists()


DAMAGE = [
    b"not a database, but long enough to look at" * 40,
    b"\x00" * 5000,
    b"SQLite format 3\x00" + b"\xff" * 5000,
]


@pytest.mark.parametrize("damage", DAMAGE, ids=["text", "zeros", "torn"])
def test_a_damaged_file_is_set_aside(path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    expected = CachedEncoder(HashingEncoder(), None).encode(TEXTS)
    path.parent.mkdir()
    path.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        cached = CachedEncoder(HashingEncoder(), path)
        assert cached.encode(TEXTS).tobytes() == expected.tobytes()
    assert path.with_name(path.name + ".damaged").read_bytes() == damage
    assert "damaged" in caplog.text
    assert held(path) == DISTINCT


def test_a_torn_page_in_a_used_file(path: Path) -> None:
    texts = [f"text {number}" for number in range(500)]
    expected = CachedEncoder(HashingEncoder(), path).encode(texts)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) - 4096] = b"\x5a" * (len(content) - 8192)
    path.write_bytes(content)
    cached = CachedEncoder(HashingEncoder(), path)
    assert cached.encode(texts).tobytes() == expected.tobytes()
    assert cached.path == path


def test_a_file_of_another_kind_of_table(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE vectors (other TEXT)")
    cached = CachedEncoder(HashingEncoder(), path)
    cached.encode(TEXTS)
    assert held(path) == DISTINCT


def test_damaged_rows_are_computed_again(path: Path) -> None:
    expected = CachedEncoder(HashingEncoder(), path).encode(TEXTS)
    with closing(sqlite3.connect(path)) as database:
        bad = [b"short", b"\xff" * 128]  # the second is 64 times not-a-number
        keys = database.execute("SELECT text FROM vectors LIMIT 2").fetchall()
        for vector, (key,) in zip(bad, keys, strict=True):
            database.execute("UPDATE vectors SET vector = ? WHERE text = ?", (vector, key))
        database.commit()
    cached = CachedEncoder(HashingEncoder(), path)
    assert cached.encode(TEXTS).tobytes() == expected.tobytes()
    assert cached.embedded == 2
    again = CachedEncoder(HashingEncoder(), path)
    again.encode(TEXTS)
    assert again.embedded == 0


def test_a_place_that_cannot_be_written_is_no_cache(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    expected = CachedEncoder(HashingEncoder(), None).encode(TEXTS)
    file = tmp_path / "file"
    file.write_text("in the way")
    with caplog.at_level(logging.WARNING):
        below_a_file = CachedEncoder(HashingEncoder(), file / "cache.sqlite")
        is_a_folder = CachedEncoder(HashingEncoder(), tmp_path)
        for cached in (below_a_file, is_a_folder):
            assert cached.encode(TEXTS).tobytes() == expected.tobytes()
            assert cached.path is None
    assert caplog.text.count("going on without it") == 2


def test_processes_share_the_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=fill_cache, args=(path, start)) for start in (0, 20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert held(path) == 60 + 80


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    usual = default_cache()
    assert usual is not None and "crossclaim" in str(usual)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    moved = default_cache()
    assert moved is not None and moved.parent == tmp_path
    for word in ("off", "OFF", "0", "none"):
        monkeypatch.setenv(VARIABLE, word)
        assert default_cache() is None


@given(st.lists(st.lists(st.text(max_size=5), max_size=6), max_size=5))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_any_history_gives_the_bytes_of_one_fresh_run(calls: list[list[str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        cached = CachedEncoder(HashingEncoder(8), Path(folder) / "cache.sqlite")
        for texts in calls:
            expected = CachedEncoder(HashingEncoder(8), None).encode(texts)
            assert cached.encode(texts).tobytes() == expected.tobytes()
        assert cached.embedded == len({text for texts in calls for text in texts})
