"""A run that is killed, at any stage, loses nothing that was committed; the next one goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare.embeddings import CachedEncoder
from compare.models import Decision, DecisionKind, VerdictKind
from compare.pipeline import compare_articles
from compare.pipeline_store import compare_store
from compare.settings import Settings
from compare.store import open_store

NEWS = (
    *STORM,
    *(story(f"late{n}", f"A mill in Tarn burned down on Monday; {n} people fled.") for n in "2345"),
)
DECIDED = Decision("q1", ("a",), DecisionKind.VERDICT, VerdictKind.AGREE, at="2024-03-12T10:00:00Z")

KILLED_AT = {
    "while storing": ("storing", 4),
    "while reading": ("claims", 3),
    "while embedding": ("embedding", 16),
    "while matching": ("matching", 1),
    "while saving facts": ("INSERT INTO claims", 5),
    "while saving vectors": ("INSERT INTO fact_vectors", 1),
    "before the commit": ("DELETE FROM vectors", 1),
}


def victim(path: str, stage: str, count: int) -> None:
    """Add `NEWS` and compare, in a process that kills itself: at a progress event or an SQL statement."""
    from compare.embeddings import blocks

    blocks.EMBEDDED_AT_ONCE = 8
    store = open_store(path)
    seen = 0

    def die() -> None:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def statement(sql: str) -> None:
        nonlocal seen
        seen += stage in sql
        if seen >= count:
            die()

    if stage.split(maxsplit=1)[0].isupper():
        store.connection.set_trace_callback(statement)

    def progress(event) -> None:
        if event.stage == stage and event.done >= count:
            die()

    store.add(NEWS, progress, len(NEWS))
    compare_store(store, encoder=HashingEncoder(), on_progress=progress)


def kill(path: Path, stage: str, count: int) -> None:
    program = f"from test_crash import victim; victim({str(path)!r}, {stage!r}, {count})"
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1]), *filter(None, sys.path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode not in (0, 1, 2), done.stderr


@pytest.fixture(scope="module")
def uninterrupted() -> str:
    return compare_articles(NEWS, Settings(), encoder=CachedEncoder(HashingEncoder(), None)).to_json()


@pytest.mark.parametrize("stage", KILLED_AT)
def test_a_killed_run_goes_on_where_it_stopped(tmp_path, uninterrupted, stage):
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.decide([DECIDED])
        store.add(STORM[:2])
        before = compare_store(store, encoder=HashingEncoder()).to_json()
    kill(path, *KILLED_AT[stage])

    with open_store(path) as store:
        held = store.articles()
        assert len(held) == (4 if stage == "while storing" else len(NEWS))
        assert {article.id for article in STORM[:2]} <= {article.id for article in held}
        assert len(store.decisions()) == 1
        assert store.report().to_json() == before  # the last comparison, whole, until the next is whole
        assert store.stale() == len(held) - 2
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

        added = store.add(NEWS)
        assert (added.new, added.same) == (len(NEWS) - len(held), len(held))
        fake = HashingEncoder()
        assert compare_store(store, encoder=fake).to_json() == uninterrupted
        assert store.report().to_json() == uninterrupted
        embedded = [text for call in fake.calls for text in call]
    everything = HashingEncoder()
    compare_articles(NEWS, Settings(), encoder=everything)
    if stage in ("while storing", "while reading"):
        assert 0 < len(embedded) < len(everything.calls[0])
    elif stage == "while embedding":  # two blocks of eight were kept
        kept = {text for call in everything.calls for text in call} - set(embedded)
        assert len(kept) >= 16 and embedded
    else:
        assert embedded == []


def test_an_interrupted_run_leaves_the_last_comparison(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        store.add(STORM[:2])
        before = compare_store(store, encoder=HashingEncoder())
        store.add(STORM)

        def interrupt(event) -> None:
            if event.stage == "saving":
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            compare_store(store, encoder=HashingEncoder(), on_progress=interrupt)
        assert store.report() == before
        assert store.stale() == 1
