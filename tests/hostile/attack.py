"""What an attack is: one attempt from one seed, and how many are made of it.

An attempt returns a line for each thing that is wrong. It is made again by its name, seed and number:
``python scripts/attack.py NAME --seed SEED --only NUMBER``.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

__all__ = ["Attempt", "Finding", "Tally", "run"]

Attempt = Callable[[Random, Path], Iterable[str]]
"""One attempt, which may write into the folder; the lines that it yields are faults."""

KEPT = 200
"""Findings that are kept whole; the others are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and how to see it again."""

    name: str
    seed: int
    number: int
    what: str

    def __str__(self) -> str:
        again = f"python scripts/attack.py {self.name} --seed {self.seed} --only {self.number}"
        return f"{self.what}\n  again: {again}"


@dataclass(slots=True)
class Tally:
    """What a run of attempts found; `slowest` is in seconds of this process."""

    name: str
    seed: int
    made: int = 0
    faults: int = 0
    slowest: float = 0.0
    slowest_number: int = 0
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.name}: seed {self.seed}, {self.made:,} made, {self.faults:,} faults, slowest "
            f"{self.slowest:.2f} s (number {self.slowest_number})"
        )


def run(
    name: str,
    attempt: Attempt,
    place: Path,
    *,
    seed: int,
    count: int,
    seconds: float = float("inf"),
    first: int = 0,
    on_finding: Callable[[Finding], None] = lambda _: None,
) -> Tally:
    """Make `count` attempts from number `first` on, or as many as fit into `seconds`."""
    tally = Tally(name, seed)
    end = time.monotonic() + seconds
    for number in range(first, first + count):
        if time.monotonic() > end:
            break
        start = time.process_time()
        for what in _faults(attempt, Random(f"{name}:{seed}:{number}"), place):
            tally.faults += 1
            finding = Finding(name, seed, number, what)
            if len(tally.findings) < KEPT:
                tally.findings += (finding,)
                on_finding(finding)
        took = time.process_time() - start
        if took > tally.slowest:
            tally.slowest, tally.slowest_number = took, number
        tally.made += 1
    return tally


def _faults(attempt: Attempt, rng: Random, place: Path) -> list[str]:
    try:
        return list(attempt(rng, place))
    except Exception as error:  # noqa: BLE001 - what no attempt foresees is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        return [f"{type(error).__name__}: {str(error)[:200]!r} at {Path(where.filename).name}:{where.lineno}"]
