"""What the stages ask of an engine, and the engine that is this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from types import TracebackType
from typing import Protocol, Self, TypeVar

__all__ = ["HERE", "Engine", "Here", "Task", "each"]

Shared = TypeVar("Shared")
Part = TypeVar("Part")
Answer = TypeVar("Answer")

Task = Callable[[Shared, Part], Answer]
"""A function of a module, of what all parts share and of one part. It must give the same for a part wherever
and however often it is called, since a worker that is lost may have done it already."""


class Engine(Protocol):
    """Does a task for each of many parts, anywhere, and gives the answers in the order of the parts.

    Which parts there are does not hang on the engine: a part holds the same records whoever does it, so that
    the answers are the same, byte for byte.
    """

    @property
    def name(self) -> str:
        """What it is called, as `open_engine` reads it."""

    @property
    def apart(self) -> bool:
        """Whether parts leave this process, so that sending what is cheap to do does not pay."""

    def map(
        self, task: Task[Shared, Part, Answer], shared: Shared, parts: Iterable[Part]
    ) -> Iterator[Answer]:
        """The answers of ``task(shared, part)``; parts are taken from their iterable as workers are free.

        What is `shared` goes to each worker once. What a task raises is raised here.
        """

    def close(self) -> None:
        """End what was started for it."""

    def __enter__(self) -> Self:
        """The engine, which is closed at the end of the block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""


class Closing:
    """An engine as a context."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what was started; nothing, unless an engine says more."""


class Here(Closing):
    """This process, one part after the other."""

    name = "here"
    apart = False

    def map(
        self, task: Task[Shared, Part, Answer], shared: Shared, parts: Iterable[Part]
    ) -> Iterator[Answer]:
        """The answers of ``task(shared, part)``, each when it is asked for."""
        return (task(shared, part) for part in parts)


HERE: Engine = Here()
"""The engine where none is named."""


def each(
    engine: Engine,
    task: Task[Shared, Part, Answer],
    shared: Shared,
    items: Iterable[Part],
    at_once: int,
) -> Iterator[Answer]:
    """The answers of ``task(shared, item)`` in the order of the items, of which `at_once` make a part where
    parts are sent."""
    if not engine.apart:
        return engine.map(task, shared, items)
    return chain.from_iterable(engine.map(_all_of, (task, shared), _portions(items, at_once)))


def _all_of(job: tuple[Task[Shared, Part, Answer], Shared], items: Sequence[Part]) -> Iterable[Answer]:
    task, shared = job
    return [task(shared, item) for item in items]


def _portions(items: Iterable[Part], size: int) -> Iterator[Sequence[Part]]:
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion
