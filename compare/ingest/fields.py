"""What a table's columns, an `articles.csv` and a page's front matter call an article's fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from compare.ingest.columns import find_columns, overlooked
from compare.ingest.dates import ALLOWED, is_open, parse_cell
from compare.ingest.decode import clean
from compare.lang.codes import language_code
from compare.models import DateOrder, Problem

OnProblem = Callable[[Problem], None]

_SHOWN = 40
"""Characters of a name or a value that an error shows, at most."""

FLAGS = "--dayfirst or --monthfirst"
"""What settles the dates of a column that can be read in two ways."""

FIRST_YEAR = 1600
"""See `LAST_YEAR`; the first newspapers are of 1605."""

LAST_YEAR = 2200
"""Years in which news is published, inclusive. Tables write 0001 or 9999 where they know no date."""

_UNKNOWN = frozenset(
    {"", "-", "?", "n/a", "na", "nan", "none", "null", "unknown", "mis", "mul", "und", "zxx"}
)
"""What tables write where they know no language."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says about an article; empty where it says nothing."""

    id: str = ""
    source: str = ""
    title: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""

    def then(self, other: Metadata) -> Metadata:
        """Fill what is empty here from `other`."""
        return Metadata(
            self.id or other.id,
            self.source or other.source,
            self.title or other.title,
            self.published or other.published,
            self.url or other.url,
            self.language or other.language,
        )


def note_overlooked(names: Iterable[object], given: Iterable[str], where: str, on_problem: OnProblem) -> None:
    """Report the columns that look like ours under a name that is not known; they are not read."""
    for name, field, near in overlooked(names, given):
        shown = name[:_SHOWN]
        hint = f'did you mean "{field}"? Not read' if near else f"not read; --map '{field}={shown}' reads it"
        on_problem(Problem(where, f'column "{shown}" is not known; {hint}'))


def metadata(
    row: Mapping[str, object],
    where: str,
    on_problem: OnProblem,
    order: DateOrder = DateOrder.OPEN,
    chosen: Mapping[str, str] | None = None,
) -> Metadata:
    """The fields of a row or of front matter; a date that cannot be read is reported and left out."""
    used = find_columns(row, chosen).first()
    values = {field: scalar(row.get(name)) for field, name in used.items() if field not in ("text", "file")}
    column = used.get("published", "published")
    published = published_in(values.pop("published", ""), column, where, on_problem, order)
    language = language_of(values.pop("language", ""), where, on_problem)
    return Metadata(published=published, language=language, **values)


def published_in(
    stated: str, column: str, where: str, on_problem: OnProblem, order: DateOrder = DateOrder.OPEN
) -> date | None:
    """The day that a cell of `column` states; one that cannot be is reported."""
    published = parse_cell(stated, order) if stated else None
    if not stated or (published is not None and FIRST_YEAR <= published.year <= LAST_YEAR):
        return published
    shown = stated if len(stated) <= _SHOWN else stated[:_SHOWN] + "…"
    if is_open(stated):
        what = f"can be read in two ways; write YYYY-MM-DD or say {FLAGS}"
    elif published is None:
        what = f"is no complete date; allowed: {ALLOWED}"
    else:
        what = f"is not of a year in which news is published; allowed: {FIRST_YEAR} to {LAST_YEAR}"
    on_problem(Problem(where, f'{column} "{shown}" {what}; read without a date'))
    return None


def language_of(stated: str, where: str, on_problem: OnProblem) -> str:
    """The code of the language; one that is not known is reported, and left to the text."""
    code = language_code(stated)
    if stated and not code and stated.casefold() not in _UNKNOWN:
        what = (
            f'language "{stated[:_SHOWN]}" is not known; allowed: codes and names such as en, en-US, English'
        )
        on_problem(Problem(where, f"{what}; found from the text instead"))
    return code


def scalar(value: object) -> str:
    """A cell as one line of text; what is no plain value (a list, an object) is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    return " ".join(clean(str(value)).split())
