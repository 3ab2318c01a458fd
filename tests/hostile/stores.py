"""Attacks on a store: flipped bytes, kills, a full disk, two writers, clocks that jump."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from doubted import MADE, report_of_doubts
from fakes import HashingEncoder
from stories import STORM, story

from compare.errors import CrossclaimError, StoreFailedError
from compare.linkage.differences.model import fingerprint
from compare.models import Article, Decision, DecisionKind, VerdictKind
from compare.pipeline_store import compare_store
from compare.review.lessons import pairs_of
from compare.review.log import now
from compare.store import Store, open_store
from compare.store.calibration import Calibrated
from compare.store.ranking import Filters
from compare.store.search import fact_in_store, search_store, shared_facts
from compare.store.status import Status
from hostile.monsters import articles, day, mutated

ENCODER = HashingEncoder(dimension=16)
LATE = tuple(
    story(f"late{n}", f"A mill in Tarn burned down on Monday; {n} people fled, and {n}0 homes lost power.")
    for n in range(2, 6)
)


def decision(note: str, at: str = "2024-03-12T10:00:00Z") -> Decision:
    """A decision on a claim that is not there, which nothing forbids."""
    return Decision("q1", ("a",), DecisionKind.VERDICT, VerdictKind.AGREE, note=note, at=at)


@cache
def sound(place: Path) -> bytes:
    """A store as files are read, compared and decided on, with the files beside it."""
    news = place / "news"
    news.mkdir()
    found = []
    for article in STORM:
        path = news / f"{article.id}.jsonl"
        row = {"id": article.id, "text": article.text, "source": article.source}
        path.write_text(json.dumps(row | {"published": str(article.published)}), encoding="utf-8")
        found.append(path)
    from compare import read_articles

    path = place / "sound.db"
    with open_store(path) as store:
        store.add(read_articles([news]))
        compare_store(store, encoder=ENCODER)
        store.decide([decision(note) for note in ("one", "two", "three")])
        made = replace(MADE, weights=fingerprint(), encoder=ENCODER.identity)
        store.calibrate(Calibrated(made, tuple(pairs_of(report_of_doubts([(-1.0, "s1")]).facts))))
        compare_store(store, encoder=ENCODER)
    return path.read_bytes()


QUESTIONS: dict[str, Callable[[Store], Any]] = {
    "articles": Store.articles,
    "report": lambda store: store.report().to_json(),
    "decisions": Store.decisions,
    "query": lambda store: search_store(store, "ferry sank", Filters(), ENCODER),
    "status": lambda store: _counted(store.status()),
    "fact": lambda store: fact_in_store(store, _first(store)),
    "shared": shared_facts,
    "compare": lambda store: compare_store(store, encoder=ENCODER).to_json(),
}


def _first(store: Store) -> str:
    """The id of the first fact that two articles state."""
    query = "SELECT id FROM facts WHERE n = (SELECT MIN(n) FROM facts WHERE origins > 1)"
    with store.explained():
        return str(store.connection.execute(query).fetchone()[0])


def _counted(status: Status) -> Any:
    """What a status says but for the name of the file; a damaged mark is told in it."""
    return replace(status, path=Path(), bytes=0) if not status.damaged else None


@cache
def answers(place: Path) -> dict[str, Any]:
    """What the sound store answers."""
    path = place / "asked.db"
    path.write_bytes(sound(place))
    with open_store(path) as store:
        return {name: ask(store) for name, ask in QUESTIONS.items()}


def flipped(rng: Random, data: bytes) -> bytes:
    """The bytes of a file with a few of them changed, as a disk or a copy would."""
    out = bytearray(data)
    kind = rng.random()
    if kind < 0.1:
        at = rng.randrange(len(out) // 4096) * 4096
        out[at : at + 4096] = rng.choice((bytes(4096), rng.randbytes(4096), out[:4096]))
    elif kind < 0.15:
        del out[rng.randrange(len(out)) :]
    else:
        for _ in range(rng.choice((1, 1, 1, 2, 8))):
            at = rng.randrange(len(out))
            out[at] = rng.randrange(256) if rng.random() < 0.5 else out[at] ^ (1 << rng.randrange(8))
    return bytes(out)


def flips(rng: Random, place: Path) -> Iterator[str]:
    """A store of which bytes were changed: each question is answered as before, or refused in one line."""
    data, before = sound(place), answers(place)
    path = place / "flipped.db"
    for old in place.glob("flipped.db*"):
        old.unlink()
    path.write_bytes(flipped(rng, data))
    try:
        store = open_store(path, create=False)
    except CrossclaimError as error:
        yield from _several_lines(error)
        return
    with store:
        for name, ask in QUESTIONS.items():
            told: list[str] = []
            try:
                found = _compared(store, told) if name == "compare" else ask(store)
            except CrossclaimError as error:
                yield from _several_lines(error)
                continue
            if found not in (before[name], None) and not told:
                yield f"{name}: another answer than before, and no word"


def _compared(store: Store, told: list[str]) -> str:
    return compare_store(store, encoder=ENCODER, on_damage=told.append).to_json()


def _several_lines(error: Exception) -> Iterator[str]:
    if "\n" in str(error):
        yield f"an error of several lines: {str(error)[:200]!r}"


def _forked(work: Callable[[], None], die: Callable[[int], None] | None = None) -> int:
    """Do `work` in a process of its own; what it ended with."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except CrossclaimError:
            os._exit(3)
        except BaseException:  # noqa: BLE001 - a child never goes on
            os._exit(4)
    if die is not None:
        die(child)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(rng: Random, place: Path) -> Iterator[str]:
    """A process that adds, compares, decides and removes, killed at any statement: what it said stays."""
    path = place / "killed.db"
    for old in place.glob("killed.db*"):
        old.unlink()
    path.write_bytes(sound(place))
    said = place / "said.txt"
    said.unlink(missing_ok=True)
    after = rng.randint(1, 90 if rng.random() < 0.7 else 1200)
    _forked(lambda: _victim(path, said, after))
    words = said.read_text(encoding="utf-8").splitlines() if said.exists() else []
    with open_store(path) as store:
        if store.connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "the file is not whole"
        if store.damaged():
            yield "an article is not as it was stored"
        held = {article.id for article in store.articles()}
        notes = [d.note for d in store.decisions()]
        store.report()
        for word in words:
            what, _, name = word.partition(" ")
            if what == "stored" and name not in held:
                yield f"the article {name} was stored, and is lost"
            if what == "decided" and name not in notes:
                yield f"the decision {name} was saved, and is lost"
        if len(notes) > 3 + sum(word.startswith("deciding") for word in words):
            yield "a decision that nobody made"
        if rng.random() < 0.1:
            store.add((*STORM, *LATE))
            compare_store(store, encoder=ENCODER)
            if store.stale():
                yield "an article waits for ever"


def _victim(path: Path, said: Path, after: int) -> None:
    """Work on a store, saying what is done, until the statement number `after`."""
    seen = 0

    def statement(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen >= after:
            os.kill(os.getpid(), signal.SIGKILL)

    with said.open("a", encoding="utf-8") as words, open_store(path) as store:

        def say(what: str) -> None:
            words.write(f"{what}\n")
            words.flush()

        store.connection.set_trace_callback(statement)
        for n, article in enumerate(LATE):
            store.add([article])
            say(f"stored {article.id}")
            say(f"deciding {n}")
            store.decide([decision(f"note {n}")])
            say(f"decided note {n}")
        compare_store(store, encoder=ENCODER)
        store.remove(["tarn"])
        say("removed")
        compare_store(store, encoder=ENCODER)
        os.kill(os.getpid(), signal.SIGKILL)


def full(rng: Random, place: Path) -> Iterator[str]:
    """A disk without room at any moment: what was saved is there, and the next run goes on."""
    path = place / "full.db"
    for old in place.glob("full.db*"):
        old.unlink()
    path.write_bytes(sound(place))
    with open_store(path) as store:
        before = store.report().to_json()
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + rng.randint(0, 12)}")
        held = {article.id for article in store.articles()}
        more = [*LATE, story("long", "A long text about a bridge in Tarn. " * rng.randint(1, 400))]
        try:
            for article in more:
                store.add([article])
                held.add(article.id)
            store.decide([decision("full")])
            compare_store(store, encoder=ENCODER)
        except StoreFailedError as error:
            yield from _several_lines(error)
            if {article.id for article in store.articles()} != held:
                yield "an article that was stored is not there, or one that was refused is"
            if store.report().to_json() != before:
                yield "the last comparison is another one"
        store.connection.execute("PRAGMA max_page_count = 1000000")
        store.add(more)
        compare_store(store, encoder=ENCODER)
        if store.stale() or store.damaged():
            yield "with room again, something waits or is damaged"


def writers(rng: Random, place: Path) -> Iterator[str]:
    """Two processes that add, decide and compare at once: what both said is there."""
    path = place / "two.db"
    for old in place.glob("two.db*"):
        old.unlink()
    path.write_bytes(sound(place))
    parts = (LATE[:2], LATE[2:])
    seeds = [rng.random() for _ in parts]

    def work(part: tuple[Article, ...], seed: float) -> None:
        own = Random(seed)
        with open_store(path, busy_seconds=30) as store:
            for article in part:
                store.add([article])
                store.decide([decision(article.id)])
                if own.random() < 0.5:
                    compare_store(store, encoder=ENCODER)

    first = os.fork()
    if first == 0:
        os._exit(_forked(lambda: work(parts[0], seeds[0])))
    second = _forked(lambda: work(parts[1], seeds[1]))
    ended = (os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]), second)
    if any(ended):
        yield f"writers ended with {ended}"
    with open_store(path) as store:
        missing = {a.id for a in LATE} - {a.id for a in store.articles()}
        if missing:
            yield f"lost: {sorted(missing)}"
        notes = [d.note for d in store.decisions()]
        if sorted(notes[3:]) != sorted(a.id for a in LATE):
            yield f"decisions: {notes}"
        found = compare_store(store, encoder=ENCODER)
        if store.stale() or len(found.articles) != len(STORM) + len(LATE):
            yield "the comparison behind both is not whole"


def clocks(rng: Random, place: Path) -> Iterator[str]:
    """Decisions at times that jump: the log keeps the order in which they were made."""
    path = place / "clock.db"
    for old in place.glob("clock.db*"):
        old.unlink()
    path.write_bytes(sound(place))
    times = [
        rng.choice(
            (
                now(),
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                f"{rng.randint(1, 9999):04}-01-01T00:00:00Z",
            )
        )
        for _ in range(6)
    ]
    with open_store(path) as store:
        fact = rng.choice([f for f in store.report(reviewed=False).facts if len(f.claims) > 1])
        claims = tuple(claim.id for claim in fact.claims)
        verdicts = [rng.choice((VerdictKind.AGREE, VerdictKind.DIFFER)) for _ in times]
        for at, verdict in zip(times, verdicts, strict=True):
            store.decide([Decision(fact.id, claims, DecisionKind.VERDICT, verdict, at=at)])
        if [d.at for d in store.decisions()[3:]] != times:
            yield f"the log is in another order: {times}"
        reviewed = next(f for f in store.report().facts if f.id == fact.id)
        if reviewed.verdict.verdict is not verdicts[-1]:
            yield f"{verdicts} at {times}: {reviewed.verdict.verdict} stands"


def kept(rng: Random, place: Path) -> Iterator[str]:
    """Articles of any kind through a store: they come out as they went in, and compare as without a store."""
    told = articles(rng)
    path = place / "kept.db"
    for old in place.glob("kept.db*"):
        old.unlink()
    with open_store(path) as store:
        store.add(told)
        held = {a.id: a for a in store.articles()}
        if any(held[a.id] != a for a in told):
            yield "an article came out another one"
        try:
            found = compare_store(store, encoder=ENCODER).to_json()
        except CrossclaimError as error:
            yield from _several_lines(error)
            return
        if store.report().to_json() != found:
            yield "the report that is read is not the one that was saved"
        store.decide([decision(mutated(rng, "a note"), at=str(day(rng)))])
        store.decisions()
        if store.damaged() or store.status().damaged:
            yield "damage where nothing was changed"
        if store.connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "the file is not whole"


__all__ = ["clocks", "flips", "full", "kept", "kills", "writers"]
