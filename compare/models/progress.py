"""What a run tells on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, in one line that names it."""

    where: str
    what: str
    fatal: bool = False
    """A path that the caller named could not be used at all."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a stage has done: `done` of `total` items."""

    stage: str
    done: int
    total: int


OnProgress = Callable[[Progress], None]
"""Who hears how far a stage is."""


def silent(_: Progress) -> None:
    """Tell nobody."""
