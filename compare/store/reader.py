"""A store opened for reading: its articles, its facts as reviewed, and questions to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from compare.errors import InputError
from compare.models import Article, Decision, Facet, Fact, Story, VerdictKind
from compare.reports.report import Report
from compare.settings import Settings
from compare.store.opening import open_store as open_file
from compare.store.ranking import Filters, Hit, answering
from compare.store.search import fact_in_store, model_of, search_store, stories_in
from compare.store.status import Status
from compare.store.store import Store

if TYPE_CHECKING:
    from compare.embeddings import Encoder

__all__ = ["StoreReader", "open_store"]

Choice = TypeVar("Choice", bound=StrEnum)


def open_store(
    path: str | Path, *, settings: Settings | None = None, encoder: Encoder | None = None
) -> StoreReader:
    """Open the store in the file `path`, which ``crossclaim add`` or ``report --db`` made, for reading.

    Nothing is written, unless a file of an earlier version has to be brought to the newest schema. `encoder`
    embeds the topics of `StoreReader.query`; unless given it is the model that the store was compared with.

    Raises:
        StoreError: the file is missing, damaged, of another program or of a newer version.
        StoreFailedError: the file is locked, or the disk fails.

    Examples:
        >>> from compare import open_store
        >>> with open_store("news.db") as store:
        ...     store.status().articles, store.report().facts[0].verdict.verdict.value
        (2, 'differ')
    """
    settings = settings or Settings()
    store = open_file(path, readonly=True, busy_seconds=settings.store.busy_seconds)
    return StoreReader(store, settings, encoder)


class StoreReader:
    """A store that `open_store` opened for reading; close it, or use it as a context manager.

    Any number of processes may read while one writes: each call sees one state of the store. Every method
    raises `StoreFailedError` where the disk fails, `StoreDamagedError` where what is read is not what was
    written, and those on facts `StoreError` where nothing is compared yet.

    Examples:
        >>> from compare import open_store
        >>> with open_store("news.db") as store:
        ...     fact = store.report().facts[0]
        ...     store.show(fact.id[:8]) == fact
        True
    """

    def __init__(self, store: Store, settings: Settings, encoder: Encoder | None = None) -> None:
        self._store = store
        self._settings = settings
        self._encoder = encoder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def status(self) -> Status:
        """What the store holds, in numbers."""
        return self._store.status()

    def articles(self) -> list[Article]:
        """All articles with their texts, by id; also those that wait for the next comparison."""
        return self._store.articles()

    def report(self, *, reviewed: bool = True) -> Report:
        """The last comparison, as reviewers decided unless not `reviewed`."""
        return self._store.report(reviewed=reviewed)

    def stories(self) -> list[Story]:
        """The stories of the last comparison."""
        return stories_in(self._store)

    def decisions(self) -> tuple[Decision, ...]:
        """What reviewers decided, the earliest first."""
        return self._store.decisions()

    def query(  # noqa: PLR0913 - a filter each
        self,
        topic: str,
        *,
        limit: int = 10,
        verdicts: Iterable[VerdictKind | str] = (),
        facets: Iterable[Facet | str] = (),
        sources: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        min_origins: int = 0,
    ) -> list[Hit]:
        """At most `limit` facts about `topic`, as reviewed, the most relevant first.

        The topic is words in any order; a date in it asks for what is told of that time, and "what do they
        disagree on about ..." for differences. Where no `verdicts` are named, facts of one source are left
        out. `since` and `until`, both inclusive, are days of publication.

        Facts are proposed by words, with BM25 (Robertson and Zaragoza, 2009, The Probabilistic Relevance
        Framework), and by meaning, the cosine of sentence embeddings (Reimers and Gurevych, 2019,
        Sentence-BERT). The relevance of one, from 0 to 1, is the mean of its cosine and of the part of the
        topic's words that it holds, where rare ones weigh more; half of it is the time, where a date is asked
        for. Raises `InputError` for an empty topic, a limit below 1, and a
        verdict, a facet or a source that there is not.

        Examples:
            >>> from compare import open_store
            >>> with open_store("news.db") as store:
            ...     best = store.query("people killed by the bomb", facets=["quantity"])[0]
            >>> best.fact.verdict.verdict.value, [claim.focus.text for claim in best.fact.claims]
            ('differ', ['41', '52'])
        """
        if limit < 1:
            raise InputError(f"the limit is {limit}; allowed: a whole number from 1 on")
        if not topic.strip():
            raise InputError("the topic is empty; say in words what to look for")
        filters = Filters(
            verdicts=_chosen("verdict", verdicts, VerdictKind),
            facets=_chosen("facet", facets, Facet),
            sources=[sources] if isinstance(sources, str) else sources,
            since=since,
            until=until,
            min_origins=min_origins,
        )
        found = search_store(self._store, topic, answering(topic, filters), self._embeds(), limit)
        return list(found.hits)

    def show(self, key: str) -> Fact:
        """The fact with the id `key`, as reviewed, or the only one whose id begins so.

        Raises `InputError` where there is none, naming the nearest id, or where several begin so.
        """
        return fact_in_store(self._store, key)[0]

    def _embeds(self) -> Encoder:
        """The encoder of topics: loaded once, when the first one is asked."""
        if self._encoder is None:
            from compare.embeddings import open_encoder

            embedding = self._settings.embedding
            model = model_of(self._store) or embedding.model
            self._encoder = open_encoder(embedding.model_copy(update={"model": model}))
        return self._encoder


def _chosen(what: str, given: Iterable[Choice | str], kind: type[Choice]) -> list[Choice]:
    """The members of `kind` that are named. Raises `InputError` for a word that is none."""
    words = [given] if isinstance(given, str) else list(given)
    for word in words:
        if word not in list(kind):
            raise InputError(f"the {what} is {str(word)!r:.60}; allowed: {', '.join(kind)}")
    return [kind(word) for word in words]
