"""Days as a command or a request names them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from compare.errors import InputError

__all__ = ["days"]

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d{2})")


def days(name: str, text: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO date, month or year; None where there is none. `name` is what was asked.

    Raises `InputError`.
    """
    if text is None:
        return None
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        day = date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{name} is {text[:40]!r}; allowed: a day, month or year such as 2024-05-31, 2024-05 or 2024"
        ) from None
    return day, day
