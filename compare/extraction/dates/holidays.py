"""The days of holidays that have one date, or one rule for their date, in every year."""

from __future__ import annotations

from datetime import date

from compare.extraction.dates.periods import add_days, of_month, safe_date

FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new years day": (1, 1),
    "new year day": (1, 1), "new years eve": (12, 31), "new year eve": (12, 31), "halloween": (10, 31),
    "valentines day": (2, 14), "valentine day": (2, 14), "boxing day": (12, 26), "st patricks day": (3, 17),
    "bastille day": (7, 14), "may day": (5, 1), "fourth of july": (7, 4), "veterans day": (11, 11),
    "armistice day": (11, 11), "international womens day": (3, 8), "earth day": (4, 22),
    "april fools day": (4, 1),
    "april fool day": (4, 1), "groundhog day": (2, 2), "cinco de mayo": (5, 5), "guy fawkes night": (11, 5),
    "guy fawkes day": (11, 5),
}  # fmt: skip
"""Month and day."""
_NTH = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "memorial day": (5, 0, -1), "labor day": (9,
    0, 1),
    "presidents day": (2, 0, 3), "president day": (2, 0, 3), "columbus day": (10, 0, 2),
    "martin luther king day": (1, 0, 3), "martin luther king jr day": (1, 0, 3),
}  # fmt: skip
"""Month, weekday from Monday 0, and which one; -1 is the last."""
_FROM_EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7}


def holiday(year: int, name: str) -> date:
    """The day of a holiday, by its lower-case name without punctuation, in `year`."""
    if name in FIXED:
        return safe_date(year, *FIXED[name])
    if name in _FROM_EASTER:
        return add_days(_easter(year), _FROM_EASTER[name])
    if name == "black friday":
        return add_days(_nth_weekday(year, *_NTH["thanksgiving"]), 1)
    return _nth_weekday(year, *_NTH[name])


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first, last = safe_date(year, month, 1), of_month(year, month).last
    if nth < 0:
        return add_days(last, -((last.weekday() - weekday) % 7))
    return add_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return safe_date(year, month, day + 1)
