"""Publication dates: as a table or a page gives them, and as the head of a text shows them.

Only complete and unambiguous dates count. "04/05/2017" is April in one country and May in another: it is read
where another date of its column tells, or the user, and else refused, with the forms that are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from compare.lang.en.calendar import MONTH_SOURCE, MONTHS, WEEKDAY_SOURCE
from compare.models import DateOrder

ALLOWED = 'YYYY-MM-DD, "5 April 2017" or "April 5, 2017"'

_MONTH = rf"(?P<month>{MONTH_SOURCE})\.?"
_WEEKDAY = rf"(?:{WEEKDAY_SOURCE}\.?,?\s+)?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        rf"{_WEEKDAY}{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
_ONLY_FIELD = (
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?!\d)(?:T\d{4,6}Z?)?"),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?!\d)"),
)
_HEAD_FORM = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}"
    rf"|{_WEEKDAY}{_MONTH.replace('month', 'month2')}\s+{_DAY.replace('day', 'day2')},?"
    rf"\s+{_YEAR.replace('year', 'year2')}"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d)"
    r"|(?P<day4>\d\d?)\.(?P<month4>\d\d?)\.(?P<year4>(?:19|20)\d\d)(?![\d.]))"
)
_LABEL = re.compile(
    r"\b(?:(?:first\s+)?published|posted|date|issued|released|last\s+updated|updated)(?:\s+(?:on|at|of\s+publication))?\s*[:|–-]?\s*"
    r"(?:\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?,?\s*(?:[A-Z]{2,4},?\s*)?)?$",
    re.I,
)
_BEFORE_EVENT = re.compile(
    r"\b(?:on|in|of|since|until|till|before|after|from|by|to|between|the|and|for|at|for)\s*$", re.I
)
_AFTER_DATE = re.compile(r"\s*(?:$|[|/(–—•·-]|(?:\d{1,2}:\d\d)|[“\"‘]?[A-Z])")
_NUMBER_NEXT = re.compile(r"\s+\d")
_SMALL = frozenset({"and", "of", "the", *"&|/•·–—-,:"})
HEAD_LINES = 6
"""Lines of a text in which its publication date is looked for."""
HEAD_CHARACTERS = 200
"""Characters of such a line that are read."""


_LONGEST_DATE = 100
"""Characters of a date, at most: parsers take long over longer text."""


def parse_date(value: object, order: DateOrder = DateOrder.OPEN) -> date | None:
    """Parse the date of a table cell or of metadata; None when it is no complete, unambiguous date."""
    text = str(value).strip()
    if len(text) > _LONGEST_DATE:
        return None
    for form in (*_FORMS, *_ONLY_FIELD):
        match = form.match(text)
        if match:
            return _date(match["year"], match.groupdict().get("month") or match["number"], match["day"])
    return _slashed(text, order)


def parse_cell(text: str, order: DateOrder = DateOrder.OPEN) -> date | None:
    """Parse the date of a cell of a column of dates, where a bare number is a time since 1970."""
    return parse_date(text, order) or _since_1970(text)


_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)|(\d{1,2})(/)(\d{1,2})/(\d\d)(?!\d)")
_OLD_YEAR = 69
"""From here on, two digits are a year of the 20th century, as POSIX has it."""
_EPOCH = re.compile(r"(?P<number>\d{9,19})(?:\.\d+)?$")
_EPOCH_UNITS = ((11, 1), (14, 1_000), (17, 1_000_000), (20, 1_000_000_000))
"""Below how many digits a time since 1970 is in seconds, milliseconds and so on; how many are a second."""


def is_open(text: str) -> bool:
    """Whether the text is a date that can be read in two ways."""
    match = _SLASHED.match(text)
    return match is not None and parse_date(text) is None and bool(_readings(match))


def settled_order(texts: Iterable[str]) -> DateOrder:
    """The order that the dates of one column tell: 13/05/2023 can only begin with the day.

    Where none tells, or they contradict each other, it is open.
    """
    found = set()
    for match in filter(None, map(_SLASHED.match, texts)):
        readings = _readings(match)
        if len(readings) == 1:
            found |= set(readings)
    return found.pop() if len(found) == 1 else DateOrder.OPEN


def _slashed(text: str, order: DateOrder) -> date | None:
    """Parse "13/04/2017" or "04/13/2017", where only one reading is possible, or the order is known."""
    match = _SLASHED.match(text)
    if not match:
        return None
    readings = _readings(match)
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    return readings.get(order)


def _readings(match: re.Match[str]) -> dict[DateOrder, date]:
    """The dates that a match of `_SLASHED` can mean."""
    first, _, second, year = [group for group in match.groups() if group is not None]
    if len(year) == len("23"):
        year = f"{19 if int(year) >= _OLD_YEAR else 20}{year}"
    found = {
        DateOrder.DAY_FIRST: _date(year, second, first),
        DateOrder.MONTH_FIRST: _date(year, first, second),
    }
    return {order: day for order, day in found.items() if day is not None}


def _since_1970(text: str) -> date | None:
    """The day, in UTC, of a number of seconds, milliseconds, micro- or nanoseconds since 1970."""
    match = _EPOCH.match(text)
    if not match:
        return None
    parts = next(parts for digits, parts in _EPOCH_UNITS if len(match["number"]) < digits)
    try:
        return datetime.fromtimestamp(int(match["number"]) / parts, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else MONTHS[month.lower()]
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def head_date(text: str) -> date | None:
    """Find the date of publication that the first lines of a text show, or None.

    A date counts that stands alone on its line, follows a label such as "Published", opens a line
    or follows a few capitalised words (a section, a byline); one in a sentence ("met on May 4,
    2023") does not.
    """
    lines = [line.strip() for line in text[:4_000].split("\n")]
    found = [_line_date(line) for line in [line for line in lines if line][:HEAD_LINES]]
    ranked = sorted((rank, order, day) for order, hit in enumerate(found) if hit for rank, day in [hit])
    return ranked[0][2] if ranked else None


_HEADING_CHARACTERS, _HEADING_WORDS = 60, 7
"""Of a line of place, section or author before its date, at most."""


def _line_date(line: str) -> tuple[int, date] | None:
    head = line[:HEAD_CHARACTERS]
    match = _HEAD_FORM.search(head)
    if not match:
        return None
    groups = match.groupdict()
    parts = [
        groups[name] or groups[name + "2"] or groups[name + "3"] or groups[name + "4"]
        for name in ("year", "month", "day")
    ]
    day = _date(*parts)
    before, after = head[: match.start()].strip(), line[match.end() :]
    if day is None:
        return None
    if _LABEL.search(before):
        return (1 if re.search(r"updated", before, re.I) else 0), day
    runs_on = not before and _NUMBER_NEXT.match(after)
    if (
        not (_AFTER_DATE.match(after) or runs_on)
        or _BEFORE_EVENT.search(before)
        or _HEAD_FORM.match(after.lstrip(" -–—"))
    ):
        return None
    if not before:
        return 0 if not after.strip() else 2, day
    return (2, day) if len(before) <= _HEADING_CHARACTERS and _is_heading(before) else None


def _is_heading(text: str) -> bool:
    """A few capitalised words, as a section or a byline has before its date."""
    words = text.split()
    return len(words) <= _HEADING_WORDS and all(
        word.strip(",:|(“\"'")[:1].isupper() or word in _SMALL for word in words
    )
