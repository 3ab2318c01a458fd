"""A store that several files of tests begin with."""

from __future__ import annotations

import pytest
from fakes import HashingEncoder
from stories import STORM

from compare.pipeline_store import compare_store
from compare.store import open_store


@pytest.fixture
def store(tmp_path):
    """A store of the storm, compared."""
    with open_store(tmp_path / "news.db") as store:
        store.add(STORM)
        compare_store(store, encoder=HashingEncoder())
        yield store
