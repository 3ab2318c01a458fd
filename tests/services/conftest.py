"""One store and one server for all tests that ask them, since each takes seconds to begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from doors import Server, make_store, serving

SMALL = {"CROSSCLAIM_SERVE__MAX_BYTES": "20000", "CROSSCLAIM_SERVE__MAX_ARTICLES": "5"}
"""The limits of the server."""


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory) -> Path:
    """Where the server runs, and keeps what it keeps."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def news_db(served_folder) -> Path:
    """A store in which two articles are compared."""
    return make_store(served_folder / "news.db")


@pytest.fixture(scope="session")
def running(served_folder, news_db) -> Iterator[Server]:
    """`crossclaim serve` on that store."""
    with serving(served_folder, "--db", str(news_db), **SMALL) as server:
        yield server
