"""Work counted in calls, not in seconds: a count is the same on every machine and under any load."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType


def calls(function: Callable[..., object], *args: object) -> int:
    """How many functions, Python's and C's, are called while ``function(*args)`` runs."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        function(*args)
    finally:
        sys.setprofile(before)
    return count


def calls_to(functions: Iterable[Callable[..., object]], run: Callable[[], object]) -> Counter[str]:
    """How often each of some Python functions, by name, is called while ``run()`` runs, whoever calls it."""
    names = {function.__code__: function.__name__ for function in functions}
    count: Counter[str] = Counter()

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code in names:
            count[names[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def linear(function: Callable[[str], object], unit: str, size: int = 6_000) -> bool:
    """Whether four times the text, made of `unit`, takes at most six times the calls."""
    small = calls(function, unit * (size // len(unit) + 1))
    large = calls(function, unit * (4 * size // len(unit) + 1))
    return large <= 6 * small + 20_000
