"""What a table's columns, an `articles.csv` and a page's front matter call an article's fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from compare.ingest.dates import ALLOWED, parse_date
from compare.ingest.decode import clean
from compare.lang.codes import language_code
from compare.models import Problem

OnProblem = Callable[[Problem], None]

FIRST_YEAR = 1600
"""See `LAST_YEAR`; the first newspapers are of 1605."""

LAST_YEAR = 2200
"""Years in which news is published, inclusive. Tables write 0001 or 9999 where they know no date."""

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_content", "article_text", "full_text", "fulltext",
             "article"),
    "id": ("id", "article_id", "article id", "uid", "unit_id", "guid"),
    "source": ("source", "outlet", "publisher", "site", "source_name", "site_name", "sitename",
               "newspaper", "media"),
    "title": ("title", "headline", "article_title"),
    "published": ("published", "date", "published_at", "publication_date", "published_date", "pubdate",
                  "publish_date", "date_published", "datepublished"),
    "url": ("url", "link", "article_url", "source_url", "canonical"),
    "language": ("language", "lang"),
    "file": ("file", "filename", "file_name", "path"),
}  # fmt: skip
"""Accepted names of each field, best first; case does not matter."""


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

    def with_published(self, published: date | None) -> Metadata:
        """The same with this date where there is none."""
        return self if self.published else replace(self, published=published)


def columns(names: Iterable[object]) -> dict[str, str]:
    """Map each field that `names` has to the name used for it."""
    present = {str(name).strip().casefold(): str(name) for name in reversed(list(names)) if name is not None}
    found = {}
    for field, accepted in NAMES.items():
        name = next((present[a] for a in accepted if a in present), None)
        if name is not None:
            found[field] = name
    return found


def misspelled(names: Iterable[object]) -> list[tuple[str, str]]:
    """Names that are none of ours but nearly one, each with the field's name, for fields not given."""
    texts = [str(name) for name in names if name is not None]
    given = columns(texts)
    known = {name: field for field, accepted in NAMES.items() if field not in given for name in accepted}
    taken = {name for accepted in NAMES.values() for name in accepted}
    found = []
    for name in texts:
        folded = name.strip().casefold()
        near = [] if folded in taken else get_close_matches(folded, known, n=1, cutoff=0.8)
        found += [(name, known[near[0]])] if near else []
    return found


def note_misspelled(names: Iterable[object], where: str, on_problem: OnProblem) -> None:
    """Report the columns that look like a slip of the pen; they are not read."""
    for name, field in misspelled(names):
        on_problem(Problem(where, f'column "{name[:_SHOWN]}" is not known; did you mean "{field}"? Not read'))


_SHOWN = 40
"""Characters of a name or a value that an error shows, at most."""


def metadata(row: Mapping[str, object], where: str, on_problem: OnProblem) -> Metadata:
    """The fields of a row or of front matter; a date that cannot be read is reported and left out."""
    used = columns(row)
    values = {field: _scalar(row.get(name)) for field, name in used.items() if field not in ("text", "file")}
    stated = values.pop("published", "")
    published = parse_date(stated) if stated else None
    if stated and (published is None or not FIRST_YEAR <= published.year <= LAST_YEAR):
        shown = stated if len(stated) <= _SHOWN else stated[:_SHOWN] + "…"
        what = "is no complete date" if published is None else "is not of a year in which news is published"
        allowed = ALLOWED if published is None else f"{FIRST_YEAR} to {LAST_YEAR}"
        on_problem(
            Problem(where, f'{used["published"]} "{shown}" {what}; allowed: {allowed}; read without a date')
        )
        published = None
    language = _language(values.pop("language", ""), where, on_problem)
    return Metadata(published=published, language=language, **values)


def _language(stated: str, where: str, on_problem: OnProblem) -> str:
    """The code of the language; one that is not known is reported, and left to the text."""
    code = language_code(stated)
    if stated and not code and stated.casefold() not in _UNKNOWN:
        what = (
            f'language "{stated[:_SHOWN]}" is not known; allowed: codes and names such as en, en-US, English'
        )
        on_problem(Problem(where, f"{what}; found from the text instead"))
    return code


def _scalar(value: object) -> str:
    """A cell as one line of text; what is no plain value (a list, an object) is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    return " ".join(clean(str(value)).split())
