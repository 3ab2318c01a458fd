"""Vectors that need more memory than is allowed stand in a temporary file, and are the same there."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import STORM

from compare import compare_articles
from compare.embeddings import room
from compare.embeddings.room import room_for
from compare.errors import InputError, WriteFailedError
from compare.settings import Settings


def mapped(rows: np.ndarray) -> bool:
    return isinstance(rows.base, np.memmap)


def test_up_to_the_bound_vectors_stand_in_memory(monkeypatch):
    monkeypatch.setattr(room, "MEGABYTE", 4)
    assert not mapped(room_for(3, 2))
    assert not mapped(room_for(3, 2, 6))
    assert mapped(room_for(3, 2, 5))


def test_a_file_holds_zeros_then_what_is_written_and_leaves_nothing(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(room, "MEGABYTE", 1)
    monkeypatch.setattr(room, "ZEROS", 100)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = room_for(40, 3, 1)
    assert mapped(rows)
    assert rows.shape == (40, 3)
    assert rows.dtype == np.float32
    assert not rows.any()
    rows[[2, 39]] = [[1, 2, 3], [4, 5, 6]]
    assert rows[[39, 2]].tolist() == [[4, 5, 6], [1, 2, 3]]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, WriteFailedError), (errno.EACCES, InputError)])
def test_a_disk_that_takes_no_file_is_told_in_one_line(monkeypatch, number: int, kind: type[Exception]):
    def refuse(**_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(kind, match="cannot write vectors to a temporary file"):
        room_for(1_000, 1_000, 1)


def test_facts_are_the_same_wherever_vectors_stand(monkeypatch):
    plain = compare_articles(STORM, encoder=HashingEncoder())
    asked = []
    monkeypatch.setattr(room, "MEGABYTE", 1)
    monkeypatch.setattr(
        np, "memmap", lambda *args, **keys: asked.append(keys["shape"]) or MAPPED(*args, **keys)
    )
    told = compare_articles(STORM, Settings(run={"vectors_mb": 1}), encoder=HashingEncoder())
    assert asked
    assert told.to_json() == plain.to_json()


MAPPED = np.memmap
