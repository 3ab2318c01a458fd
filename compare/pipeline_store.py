"""The articles of a store through the pipeline, and what is found back into the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from compare.embeddings import Encoder, open_encoder
from compare.engines import Engine
from compare.errors import CrossclaimError, StoreDamagedError, StoreError
from compare.extraction.reading import Reading
from compare.judges import open_judge
from compare.linkage.differences.calibration import Calibration
from compare.linkage.differences.model import fingerprint
from compare.models import Article, OnProgress
from compare.pipeline import compare_articles, describe_run, set_aside
from compare.pipeline_facts import Known
from compare.reports.report import Report
from compare.settings import Settings
from compare.store import Store
from compare.store.article_rows import digest_of
from compare.store.articles import Damaged
from compare.store.known import StoredKnown
from compare.store.readings import StoredReadings

__all__ = ["compare_store", "mend_articles"]

OnDamage = Callable[[str], None]

_OTHERWISE = (
    " and is not what the store knew: the file has changed, or was added with another --map, --dayfirst or "
    "--sources; 'crossclaim add' with the same ones puts it right"
)
"""What is said of an article that was read again, and is another one."""


def compare_store(
    store: Store,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    encoder: Encoder | None = None,
    on_damage: OnDamage | None = None,
    engine: Engine | None = None,
) -> Report:
    """Compare what `store` holds and save it there, all at once; without review.

    Where nothing changed since the last comparison, that one is returned. What was read and embedded is
    kept as it is made, so that a run that was killed goes on where it stopped. Articles that are not as they
    were stored are read again from their files, a comparison that is not as it was written is made anew, and
    a calibration that is not, or belongs to another model, is not used; a line for each goes to `on_damage`.
    An `engine` works instead of the one that ``settings.run`` names.
    Raises `StoreError` where there is no article, `StoreDamagedError` where one is damaged and its file is
    not there, `ModelError` where the model cannot be loaded.
    """
    settings = settings or Settings()
    with store.explained():  # also where vectors and readings are read on the way
        return _compare(store, settings, on_progress, encoder, on_damage or (lambda _: None), engine)


def _compare(
    store: Store,
    settings: Settings,
    on_progress: OnProgress | None,
    encoder: Encoder | None,
    tell: OnDamage,
    engine: Engine | None,
) -> Report:
    articles = _articles(store, settings, tell)
    if not articles:
        raise StoreError(
            f"the store {str(store.path)!r} holds no article; add some with 'crossclaim add PATH... "
            f"--db {store.path}'"
        )
    judge = open_judge(settings.judge)
    vectors = store.vectors(encoder or open_encoder(settings.embedding))
    learned = _calibration(store, vectors.encoder.identity, tell)
    run = describe_run(articles, settings, vectors.encoder, set_aside(articles, settings), judge, learned)
    try:
        if store.is_current(run):
            return store.report(reviewed=False)
    except StoreDamagedError:
        tell(f"the last comparison in the store {str(store.path)!r} was damaged, and is made anew")
    kept = _Kept(store.readings(), store.known(vectors.encoder, settings))
    found = compare_articles(articles, settings, on_progress, vectors.encoder, kept, judge, learned, engine)
    kept.readings.flush()
    store.save(found, vectors, on_progress, kept.found)
    return found


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a store keeps for the next comparison."""

    readings: StoredReadings
    found: StoredKnown

    def get(self, article: Article) -> Reading | None:
        """What was read in `article` as it is now."""
        return self.readings.get(article)

    def put(self, reading: Reading) -> None:
        """Keep `reading`."""
        self.readings.put(reading)

    def known(self, readings: Sequence[Reading]) -> Known:
        """What is known of the claims of all `readings`."""
        pairs = self.found.pairs(readings)
        return Known(pairs, self.found.verdicts(), self.found.further())


def _calibration(store: Store, encoder: str, tell: OnDamage) -> Calibration | None:
    """What decisions taught of possible differences, where it belongs to what this program finds."""
    where = f"the store {str(store.path)!r}"
    again = f"make it anew with 'crossclaim calibrate --db {store.path} --write'"
    try:
        kept = store.calibration()
    except StoreDamagedError:
        tell(f"the calibration in {where} is damaged and not used; {again}, or take it away with --forget")
        return None
    if kept is None or kept.calibration.belongs_to(fingerprint(), encoder):
        return None if kept is None else kept.calibration
    tell(f"the calibration in {where} is of another model and not used; {again}")
    return None


def _articles(store: Store, settings: Settings, tell: OnDamage) -> list[Article]:
    """The articles of the store, those that were damaged read again."""
    with suppress(StoreDamagedError):
        return store.articles()
    mend_articles(store, settings, tell)
    return store.articles()


def mend_articles(store: Store, settings: Settings, tell: OnDamage) -> None:
    """Read the articles that are not as they were stored again from their files, where these are there.

    How a file was read at first is not kept: an article that `settings` read otherwise is told.
    """
    files = _Files(settings)
    for wrong in store.damaged():
        found = wrong.article or _again(wrong, files.articles(wrong.path))
        if found is None:
            continue  # told by whoever reads it next
        alike = digest_of(found) == wrong.digest
        if wrong.article is not None and not wrong.placed:
            found = _placed(wrong.article, files.articles(wrong.path))
        store.mend(wrong, found)
        if wrong.article is None:
            done = f"it was read again from {wrong.path}" + ("" if alike else _OTHERWISE)
        else:
            done = "what is known of it was made anew" + ("" if found.path else ", but for its file")
        tell(f"the article {found.id!r} was damaged in the store {str(store.path)!r}; {done}")


class _Files:
    """The files that articles came from, each read once more where it is there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings.ingest
        self._read: dict[Path, dict[str, list[Article]]] = {}

    def articles(self, path: str) -> list[Article]:
        """The articles of a file or of a member of an archive; none where it cannot be read any more."""
        from compare.ingest.archives import archive_of

        if not path:
            return []
        try:
            file = archive_of(Path(path)) or Path(path)
        except (OSError, ValueError):  # a path that is damaged is no path
            return []
        if file not in self._read:
            self._read[file] = defaultdict(list)
            for article in self._articles(file):
                self._read[file][article.path].append(article)
        return self._read[file].get(path, [])

    def _articles(self, file: Path) -> Sequence[Article]:
        from compare.ingest import ReadOptions, read_intake

        given = self._settings
        options = ReadOptions(given.max_bytes, given.columns, given.dates, given.sources)
        try:
            return read_intake([file], None, options).articles
        except (CrossclaimError, ValueError):
            return ()


def _placed(article: Article, found: Sequence[Article]) -> Article:
    """An article of which its digest says that it is sound; the place of its file, which no digest holds,
    only where that file still says what the article says."""
    if any(each.text == article.text for each in found):
        return article
    return replace(article, path="")


def _again(wrong: Damaged, found: Sequence[Article]) -> Article | None:
    """The one of the articles `found` in its file that a damaged one was, by its digest or else by its id."""
    for article in sorted(
        found, key=lambda article: article.id != wrong.id
    ):  # of a table the likely row first
        for name in (article.id, wrong.id):
            named = replace(article, id=name)
            if digest_of(named) == wrong.digest:
                return named
    return next((article for article in found if article.id == wrong.id), None)
