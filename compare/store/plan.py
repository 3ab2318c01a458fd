"""Which rows of the last comparison the next one keeps: facts that say the same, in the same order.

The number of a fact gives its place, by order alone: between two of them there is room, so that new facts
take numbers between those that stay. Where there is none left, the facts that follow move until there is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["GAP", "Plan", "planned"]

GAP = 1024
"""Numbers from one fact to the next, where all are written at once."""

WORTH = 0.5
"""Part of the facts that are held, inclusive, that stay: where fewer do, all are written anew."""


@dataclass(frozen=True)
class Plan:
    """Where facts go: the number of each in their order, which of the `numbers` are kept as they are, and
    which ones that are held are `gone`."""

    numbers: Sequence[int]
    kept: frozenset[int] = frozenset()
    gone: Sequence[int] = field(default_factory=tuple)


def planned(held: Sequence[tuple[int, bytes]], wanted: Sequence[bytes]) -> Plan:
    """Places for facts with the `wanted` contents, given numbers and contents of those that are `held`.

    What has no content ("") is never the same.
    """
    there: defaultdict[bytes, deque[int]] = defaultdict(deque)
    for n, content in sorted(held):
        if content:
            there[content].append(n)
    same = {row: there[key].popleft() for row, key in enumerate(wanted) if there.get(key)}
    stay = _rising(same)
    if len(stay) < WORTH * len(held):
        stay = {}
    numbers = _numbered(len(wanted), stay)
    kept = frozenset(n for row, n in stay.items() if numbers[row] == n)
    return Plan(numbers, kept, [n for n, _ in held if n not in kept])


def _rising(numbers: dict[int, int]) -> dict[int, int]:
    """The most rows whose numbers rise with them."""
    last: list[int] = []  # for each length, the smallest number that so many end with
    rows: list[int] = []
    before: dict[int, int | None] = {}
    for row, n in sorted(numbers.items()):
        at = bisect_left(last, n)
        before[row] = rows[at - 1] if at else None
        last[at : at + 1] = [n]
        rows[at : at + 1] = [row]
    found: dict[int, int] = {}
    row_or_none = rows[-1] if rows else None
    while row_or_none is not None:
        found[row_or_none] = numbers[row_or_none]
        row_or_none = before[row_or_none]
    return found


def _numbered(count: int, stay: dict[int, int]) -> list[int]:
    """Rising numbers for so many rows; those that `stay` have theirs, where there is room for the others."""
    numbers: list[int] = []
    below = 0
    for row in [*sorted(stay), count]:
        new = row - len(numbers)
        above = stay.get(row)
        if above is not None and above - below <= new:
            continue  # it moves, with those before it
        step = GAP if above is None else (above - below) / (new + 1)
        numbers += [below + int(step * (k + 1)) for k in range(new)]
        if above is not None:
            numbers.append(above)
            below = above
    return numbers
