"""The articles of a store through the pipeline, and what is found back into the store."""

from __future__ import annotations

from compare.embeddings import Encoder, open_encoder
from compare.errors import StoreError
from compare.pipeline import OnProgress, compare_articles, describe_run, set_aside
from compare.reports.report import Report
from compare.settings import Settings
from compare.store import Store

__all__ = ["compare_store"]


def compare_store(
    store: Store,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    encoder: Encoder | None = None,
) -> Report:
    """Compare what `store` holds and save it there, all at once; without review.

    Where nothing changed since the last comparison, that one is returned. What was read and embedded is
    kept as it is made, so that a run that was killed goes on where it stopped. Raises `StoreError` where
    there is no article, `ModelError` where the model cannot be loaded.
    """
    settings = settings or Settings()
    articles = store.articles()
    if not articles:
        raise StoreError(
            f"the store {str(store.path)!r} holds no article; add some with 'crossclaim add PATH... "
            f"--db {store.path}'"
        )
    vectors = store.vectors(encoder or open_encoder(settings.embedding))
    if store.is_current(describe_run(articles, settings, vectors.encoder, set_aside(articles, settings))):
        return store.report(reviewed=False)
    readings = store.readings()
    found = compare_articles(articles, settings, on_progress, vectors.encoder, readings)
    readings.flush()
    store.save(found, vectors, on_progress)
    return found
