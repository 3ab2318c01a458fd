"""The store: articles, their comparison and the reviewers' decisions in one SQLite file."""

from compare.store.opening import open_store
from compare.store.store import Added, Store

__all__ = ["Added", "Store", "open_store"]
