"""The facts of a store for who asks: searched, shown and explained as `crossclaim query` and its kin do."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from compare.embeddings import CachedEncoder, open_encoder
from compare.errors import InputError
from compare.models import Facet, VerdictKind
from compare.reports.view import ORDER, FactView, view_fact
from compare.services.comparing import forgetful
from compare.settings import Settings
from compare.store import Store, open_store
from compare.store.ranking import Filters, answering
from compare.store.search import fact_in_store, model_of, search_store
from compare.store.wanted import days

__all__ = ["MAX_CHOSEN", "VERDICTS", "Archive", "Found", "Question", "known_verdicts", "words_of"]

MAX_TOPIC = 500
"""Characters of a topic: some eighty words."""
MAX_LIMIT = 100
"""Facts of one answer."""
MAX_CHOSEN = 50
"""Verdicts, facets or sources that are named at once."""

_LISTS = frozenset({"verdict", "facet", "source"})
"""Parameters that may be repeated."""

VERDICTS = tuple(str(kind) for kind in ORDER[:-1])
"""The verdicts that may be asked for."""


class Question(BaseModel):
    """What is asked of a store, in the words of ``crossclaim query``."""

    model_config = ConfigDict(extra="forbid")

    topic: str = Field(
        min_length=1, max_length=MAX_TOPIC, description="What to look for, in words; dates in it are times."
    )
    verdict: list[str] = Field(
        default=[],
        max_length=MAX_CHOSEN,
        description="Only these verdicts; all but single-source where none is named.",
        json_schema_extra={"items": {"type": "string", "enum": list(VERDICTS)}},
    )
    source: list[str] = Field(
        default=[], max_length=MAX_CHOSEN, description="Only facts that one of these sources states."
    )
    facet: list[Facet] = Field(
        default=[], max_length=MAX_CHOSEN, description="Only these kinds, such as quantity or date."
    )
    since: str | None = Field(
        default=None, description="Only facts of articles published from this day, month or year on."
    )
    until: str | None = Field(
        default=None, description="Only facts of articles published up to this day, month or year."
    )
    min_origins: int = Field(
        default=0, ge=0, le=10**6, description="Only facts of so many independent texts."
    )
    limit: int = Field(default=10, ge=1, le=MAX_LIMIT, description="At most so many facts.")

    @field_validator("topic")
    @classmethod
    def _topic(cls, topic: str) -> str:
        if not topic.strip():
            raise ValueError("it is empty; say in words what to look for")
        return topic

    def filters(self) -> Filters:
        """What a fact must be. Raises `InputError`."""
        first, last = days("since", self.since), days("until", self.until)
        return answering(
            self.topic,
            Filters(
                verdicts=known_verdicts(self.verdict),
                facets=self.facet,
                sources=self.source,
                since=first[0] if first else None,
                until=last[1] if last else None,
                min_origins=self.min_origins,
            ),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Facts on a topic with their relevance, the most relevant first."""

    facts: Sequence[tuple[FactView, float]]


class Archive:
    """A store. It is opened for each question, so that a comparison that was made meanwhile is seen.

    Methods may be called from several threads at once. They raise `StoreError` where the store is missing,
    damaged or holds no comparison, `StoreFailedError` where it is locked, and `InputError`.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        """Raises `ModelError` where the model of the settings cannot be loaded."""
        self.path = path
        self._settings = forgetful(settings)
        self._encoders = {settings.embedding.model: open_encoder(self._settings.embedding)}
        self._loading = threading.Lock()

    def query(self, question: Question) -> Found:
        """The facts that answer `question`."""
        filters = question.filters()
        with self._open() as store:
            encoder = self._encoder(model_of(store))
            found = search_store(store, question.topic, filters, encoder, question.limit)
        articles = {article.id: article for article in found.articles}
        return Found([(view_fact(hit.fact, articles), round(hit.relevance, 2)) for hit in found.hits])

    def fact(self, key: str) -> FactView:
        """The fact with the id `key`, or the only one whose id begins so. Raises `InputError` for none."""
        with self._open() as store:
            fact, articles = fact_in_store(store, key)
        return view_fact(fact, {article.id: article for article in articles})

    def _open(self) -> Store:
        return open_store(
            self.path, create=False, readonly=True, busy_seconds=self._settings.store.busy_seconds
        )

    def _encoder(self, model: str | None) -> CachedEncoder:
        """The encoder of the model that the store was compared with; else that of the settings."""
        name = model or self._settings.embedding.model
        with self._loading:
            if name not in self._encoders:
                chosen = self._settings.embedding.model_copy(update={"model": name})
                self._encoders[name] = open_encoder(chosen)
            return self._encoders[name]


def known_verdicts(given: Sequence[str]) -> list[VerdictKind]:
    """The verdicts of these names. Raises `InputError`."""
    if wrong := [word for word in given if word not in VERDICTS]:
        raise InputError(f"{wrong[0][:40]!r} is no verdict; allowed: {', '.join(VERDICTS)}")
    return [VerdictKind(word) for word in given]


def words_of(pairs: Sequence[tuple[str, str]]) -> Mapping[str, object]:
    """The fields of a `Question` from the parameters of an address, where lists are repeated or have commas.

    Raises `InputError` for a parameter that is no list and comes twice.
    """
    lists: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for name, value in pairs:
        if name in _LISTS:
            parts = [value] if name == "source" else [part.strip() for part in value.split(",")]
            lists.setdefault(name, []).extend(parts)
        elif name in words:
            raise InputError(f"{name[:40]!r} is given twice; give it once")
        else:
            words[name] = value
    return {**words, **lists}
