"""The store: one SQLite file with articles, their comparison and the reviewers' decisions."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from compare.errors import ReviewError, StoreDamagedError
from compare.models import Article, Decision, OnProgress, Progress, silent
from compare.store import articles, comparison, decisions
from compare.store.articles import Damaged, Outcome
from compare.store.failures import explained
from compare.store.schema import writing

if TYPE_CHECKING:
    from compare.embeddings import Encoder
    from compare.reports.report import Report
    from compare.settings import Settings
    from compare.store.calibration import Calibrated
    from compare.store.known import StoredKnown
    from compare.store.readings import StoredReadings
    from compare.store.status import Status
    from compare.store.vectors import StoredVectors

__all__ = ["Added", "Store"]


@dataclass(frozen=True, slots=True)
class Added:
    """How many articles were new, had changed, were held already; and those that got another id, as pairs
    of the id that they came with and the one that they got."""

    new: int
    changed: int
    same: int
    renamed: tuple[tuple[str, str], ...] = ()


class Store:
    """An open store, made by `open_store`; close it, or use it as a context manager.

    Any number of processes may read while one writes. Every method raises `StoreFailedError` where the
    file is locked by another writer or there is no room, and `StoreError` where it is damaged.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, busy_seconds: float) -> None:
        self.connection = connection
        self.path = path
        self._busy_seconds = busy_seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of what is done inside, or nothing."""
        with self.explained(), writing(self.connection):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the store for all that is read inside, whatever others write meanwhile."""
        with self.explained():
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def _synced_at_the_end(self) -> Iterator[None]:
        """Let the disk sync once, not in every transaction: what is killed loses nothing either way, and what
        is done is on disk, safe from a loss of power."""
        with self.explained():
            self.connection.execute("PRAGMA synchronous = NORMAL")
            try:
                yield
                self.connection.execute("PRAGMA wal_checkpoint (PASSIVE)").fetchone()
            finally:
                self.connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of SQLite into ours."""
        try:
            with explained(self.path, self._busy_seconds):
                yield
        except StoreDamagedError:
            # SQLite looks at a page when it takes it into memory, and trusts it from then on.
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA shrink_memory")
            raise

    def add(self, new: Iterable[Article], on_progress: OnProgress | None = None, total: int = 0) -> Added:
        """Store articles, each in a transaction of its own; the same content is no work.

        An article whose id is held with another text replaces it, and waits for the next comparison;
        but where the two come from different files, and neither their addresses nor their sources and
        given ids say that they are one, the new one is another article, called "ID-2".
        `total` is how many there are, for `on_progress`.
        """
        tell = on_progress or silent
        counts: Counter[Outcome] = Counter()
        renamed = []
        with self._synced_at_the_end():
            for done, article in enumerate(new):
                tell(Progress("storing", done, total))
                with self.transaction():
                    stored = articles.put(self.connection, article)
                counts[stored.outcome] += 1
                if stored.article.id != article.id:
                    renamed.append((article.id, stored.article.id))
        return Added(counts[Outcome.NEW], counts[Outcome.CHANGED], counts[Outcome.SAME], tuple(renamed))

    def remove(self, ids: Sequence[str]) -> int:
        """Remove articles, with the facts that they take part in; how many there were.

        Decisions stay. Raises `InputError` where an id is unknown, and removes nothing then.
        """
        from compare.store.known import drop_words

        if not ids:
            return 0  # and what is known of those that stay, stays
        with self.transaction():
            compared = None
            with suppress(StoreDamagedError):  # what is damaged may be removed
                last = comparison.run_of(self.connection)
                compared = last.run.get("inputs") if last else None
            gone = articles.remove(self.connection, ids, compared if isinstance(compared, dict) else {})
            drop_words(self.connection, ids)
            return gone

    def articles(self) -> list[Article]:
        """All articles with their texts, by id. Raises `StoreDamagedError` where one is not as stored."""
        with self.reading():
            return articles.read(self.connection)

    def damaged(self) -> list[Damaged]:
        """The articles that are not as they were stored."""
        with self.explained():
            return articles.damage(self.connection)

    def mend(self, wrong: Damaged, article: Article) -> None:
        """Put `article` in the place of a damaged one; it waits for the next comparison."""
        with self.transaction():
            articles.replace_damaged(self.connection, wrong, article)

    def stale(self) -> int:
        """How many articles were added, changed or removed since the last comparison."""
        from compare.store.status import waiting

        with self.reading():
            return waiting(self.connection)

    def status(self) -> Status:
        """What the store holds, in numbers."""
        from compare.store import status

        with self.reading():
            return status.read(self.connection, self.path)

    def is_current(self, run: Mapping[str, object]) -> bool:
        """Whether the last comparison is one as `run` says, of all articles as they are now.

        Raises `StoreDamagedError` where what it is searched by is not as it was written.
        """
        from compare.store.vectors import read_fact_vectors

        with self.reading():
            last = comparison.run_of(self.connection)
            comparison.check_words(self.connection)
            read_fact_vectors(self.connection)
        # Metadata are not in the header of a run, so that a changed article counts as well.
        if last is None or last.code != comparison.program() or self.stale():
            return False
        return comparison.asked_for(last.run) == run

    def readings(self) -> StoredReadings:
        """What was read in the articles, by this program; `flush` it after the last one."""
        from compare.store.readings import StoredReadings

        return StoredReadings(self.connection, self.transaction, comparison.program())

    def known(self, encoder: Encoder, settings: Settings) -> StoredKnown:
        """What comparisons found that still holds, by this program with `encoder` and `settings`."""
        from compare.store.known import StoredKnown, found_by

        return StoredKnown(self.connection, found_by(comparison.program(), encoder.identity, settings))

    def vectors(self, encoder: Encoder) -> StoredVectors:
        """The vectors that are kept, and those that `encoder` adds."""
        from compare.embeddings import CachedEncoder
        from compare.store.vectors import StoredVectors, StoreShelf

        if not isinstance(encoder, CachedEncoder):
            encoder = CachedEncoder(encoder, None)
        # Not one over the other: vectors that are rounded twice are not those of a plain run.
        shelf = StoreShelf(self.connection, self.transaction, encoder.shelf)
        return StoredVectors(CachedEncoder(encoder.plain, shelf), shelf)

    def save(
        self,
        found: Report,
        vectors: StoredVectors,
        on_progress: OnProgress | None = None,
        known: StoredKnown | None = None,
    ) -> None:
        """Replace the last comparison by `found`, with the vectors of its facts and what is `known` for the
        next one; all or nothing."""
        from compare.embeddings.cache import text_key
        from compare.store.saving import contents_of, save
        from compare.store.vectors import drop_unused, fact_vectors, known_vectors, write_fact_vectors

        contents, same = None, None
        if known is not None:
            contents = contents_of(found.facts, known.readings)
            with self.reading():
                same = known_vectors(self.connection, contents, vectors.encoder.identity)
        made = fact_vectors(found.facts, vectors.encoder, same)
        vectors.shelf.used |= {text_key(claim.text) for fact in found.facts for claim in fact.claims}
        (on_progress or silent)(Progress("saving", 0, 1))
        with self.transaction():
            write_fact_vectors(self.connection, made.at(save(self.connection, found, contents)))
            drop_unused(self.connection, vectors.shelf.used)
            if known is not None:
                known.save()

    def report(self, *, reviewed: bool = True) -> Report:
        """The last comparison, as reviewers decided where `reviewed`.

        Raises `StoreError` where nothing is compared yet.
        """
        with self.reading():
            found = comparison.load_report(self.connection, self.path)
            log = decisions.read(self.connection) if reviewed else ()
        if not log:
            return found
        from compare.review import apply_decisions

        return apply_decisions(found, log)

    def decide(self, new: Iterable[Decision], /, known: int | None = None) -> tuple[Decision, ...]:
        """Add decisions to the log, all or none; they are returned with the ids that they got.

        With `known`, the length of the log on which the decisions rest, raises `ReviewError` where
        another process has added to it.
        """
        with self.transaction():
            if known is not None and decisions.count(self.connection) != known:
                raise ReviewError("another decision was saved at this moment; look at the fact again")
            return decisions.append(self.connection, new)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the earliest first."""
        with self.explained():
            return decisions.read(self.connection)

    def is_of_this_program(self) -> bool:
        """Whether the last comparison was made by this very program."""
        with self.reading():
            last = comparison.run_of(self.connection)
        return last is not None and last.code == comparison.program()

    def calibration(self) -> Calibrated | None:
        """What decisions taught of possible differences, as it was kept; None where nothing was.

        Raises `StoreDamagedError` where it is not as it was written.
        """
        from compare.store import calibration

        with self.reading():
            return calibration.read(self.connection)

    def calibrate(self, found: Calibrated) -> None:
        """Keep a calibration in the place of the one before; the next comparison uses it."""
        from compare.store import calibration

        with self.transaction():
            calibration.write(self.connection, found)

    def forget_calibration(self) -> bool:
        """Take the calibration away, damaged or not; whether there was one."""
        from compare.store import calibration

        with self.transaction():
            return calibration.forget(self.connection)
