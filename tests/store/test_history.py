"""Whatever was done before, a store says what a fresh comparison of its articles says."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from fakes import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import story

from compare.embeddings import CachedEncoder
from compare.pipeline import compare_articles
from compare.pipeline_store import compare_store
from compare.settings import Settings
from compare.store import open_store

ENCODER = HashingEncoder()
TOLLS = [
    story(
        name,
        f"A ferry sank in a storm off Port Ashel on Sunday, killing {toll} passengers.\n"
        f"Harbour master Ilka {surname} said that the ferry left too late.\nRead more of our stories here",
        date(2024, 3, 11),
        source,
    )
    for name, toll, surname, source in (
        ("a", 23, "Drost", "Post"),
        ("b", 31, "Drost", "Echo"),
        ("c", 23, "Droost", "Post"),
        ("d\ud800", 40, "Drost", ""),
    )
]
MORE = [*TOLLS, *(replace(article, text=article.text.replace("Sunday", "Saturday")) for article in TOLLS[:2])]

steps = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(MORE)),
    st.tuples(st.just("remove"), st.sampled_from(TOLLS)),
    st.tuples(st.just("compare"), st.none()),
    st.tuples(st.just("reopen"), st.none()),
)


@given(st.lists(steps, max_size=12))
@settings(derandomize=True, deadline=None, max_examples=20)
def test_any_history(history):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        held = {}
        store = open_store(path)
        for what, article in history:
            if what == "add":
                store.add([article])
                held[article.id] = article
            elif what == "remove" and article.id in held:
                store.remove([article.id])
                del held[article.id]
            elif what == "compare" and held:
                compare_store(store, encoder=ENCODER)
            elif what == "reopen":
                store.close()
                store = open_store(path)
        assert store.articles() == [held[key] for key in sorted(held)]
        if held:
            fresh = compare_articles(list(held.values()), Settings(), encoder=CachedEncoder(ENCODER, None))
            assert compare_store(store, encoder=ENCODER).to_json() == fresh.to_json()
            assert store.report().to_json() == fresh.to_json()
            assert store.stale() == 0
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        store.close()
