"""Articles of rows: which column is which, dates of a column read together, what a table holds."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from compare.ingest.columns import Columns, find_columns
from compare.ingest.dates import is_open, settled_order
from compare.ingest.decode import clean
from compare.ingest.fields import (
    FLAGS,
    Metadata,
    language_of,
    note_overlooked,
    published_in,
    scalar,
)
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.markup import plain
from compare.ingest.outlets import host_of
from compare.models import DateOrder, Extent, Problem

__all__ = ["Cells", "articles_of", "with_id"]

_SHOWN = {"source": "source", "published": "date", "title": "title", "url": "url", "text": "text"}
"""The fields that the line on a table tells, and how it calls them."""

_LONGEST_OBJECT = 1_000
"""Characters of an object that a cell may hold as text; what is longer is none of an outlet."""

_MOST_NAMES = 5_000
"""Columns of a table that are looked at when some may be overlooked."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table, with its number and the place that messages name."""

    number: int
    where: str
    values: Mapping[str, object]


@dataclass(slots=True)
class _Row:
    """What a row holds of an article, its date as it is stated; `used` are the columns by field."""

    cells: Cells
    text: str
    extent: Extent
    found: dict[str, str]
    used: dict[str, str]


@dataclass(slots=True)
class _Tally:
    """What was found in the rows so far."""

    used: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def add(self, row: _Row) -> None:
        for name, column in row.used.items():
            self.used.setdefault(name, Counter())[column] += 1


def articles_of(
    rows: Iterable[Cells],
    blob: Blob,
    options: ReadOptions,
    listeners: Listeners,
    otherwise: Metadata | None = None,
) -> Iterator[Item]:
    """Yield the articles of the rows that have a text; `otherwise` fills what a row does not say."""
    tally, kept = _Tally(), list[_Row]()
    choices: dict[tuple[str, ...], Columns] = {}
    for cells in rows:
        flat = _flat(cells.values)
        names = tuple(flat)
        if (choice := choices.get(names)) is None:
            choice = choices[names] = find_columns(names, options.columns)
            if len(tally.names) < _MOST_NAMES:
                tally.names |= dict.fromkeys(names)
        tally.given |= set(choice.fields)
        row = _row(cells, flat, choice)
        if row is None:
            listeners.problem(Problem(cells.where, f"{_no_text(choice, names)}; left out"))
            continue
        tally.add(row)
        kept.append(row)
    note_overlooked(tally.names, tally.given, str(blob.path), listeners.problem)
    orders = _orders(kept, options.dates, listeners)
    undated = 0
    for row in kept:
        item = _item(row, orders, blob, listeners, otherwise or Metadata())
        undated += item.known.published is None
        yield item
    if len(kept) > 1 or (kept and undated):
        listeners.remark(_told(len(kept), undated, tally, blob, otherwise or Metadata()))


def _row(cells: Cells, flat: Mapping[str, object], choice: Columns) -> _Row | None:
    """The row's text and fields; None without a text."""
    used: dict[str, str] = {}
    text, extent = "", Extent.WHOLE
    for name in (*choice.fields.get("text", ()), *choice.summaries):
        text = _text(flat.get(name))
        if text:
            used["text"] = name
            extent = Extent.SUMMARY if name in choice.summaries else Extent.WHOLE
            break
    else:
        return None
    if (lead := _factiva_lead(choice, flat, used["text"])) is not None:
        text = f"{lead}\n{text}"
    found: dict[str, str] = {}
    for name in ("id", "url", "title", "published", "language"):
        for column in choice.fields.get(name, ()):
            value = scalar(flat.get(column))
            if value:
                found[name], used[name] = value, column
                break
    _find_source(choice, flat, found, used)
    return _Row(cells, text, extent, found, used)


def _find_source(
    choice: Columns, flat: Mapping[str, object], found: dict[str, str], used: dict[str, str]
) -> None:
    """The outlet's name; an address in its place gives the host, and the url where there is none."""
    host = ""
    for column in choice.fields.get("source", ()):
        value = _named(scalar(flat.get(column)))
        if not value:
            continue
        address = host_of(value) if " " not in value and ("/" in value or value.startswith("www.")) else ""
        if not address:
            found["source"], used["source"] = value, column
            return
        if "url" not in found and "://" in value and value.rstrip("/").count("/") > 2:
            found["url"], used["url"] = value, column
        if not host:
            host, used["source"] = address, column
    if host or (host := host_of(found.get("url", ""))):
        found["host"] = host
        used.setdefault("source", used.get("url", ""))


def _named(value: str) -> str:
    """The name in a cell that holds an object as text: "{'id': None, 'name': 'Valley Times'}"."""
    if not (value.startswith("{") and value.endswith("}") and len(value) < _LONGEST_OBJECT):
        return value
    try:
        tree = ast.literal_eval(value.replace("null", "None"))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    return scalar(tree.get("name") or tree.get("title")) if isinstance(tree, dict) else value


def _factiva_lead(choice: Columns, flat: Mapping[str, object], column: str) -> str | None:
    """The first paragraph, which exports of Factiva keep in LP, where the text is that of TD."""
    if column.casefold() != "td":
        return None
    lead = next((name for name in choice.fields["text"] if name.casefold() == "lp"), None)
    return _text(flat.get(lead)) or None if lead else None


def _text(value: object) -> str:
    """The text of a cell: a string, paragraphs in a list, or the sections that some crawlers keep."""
    if isinstance(value, str):
        return plain(clean(value)) if value.strip() else ""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n".join(map(_text, value)).strip()
    if isinstance(value, dict) and isinstance(value.get("sections"), list):
        parts = [value.get("summary") or []]
        for section in value["sections"]:
            if isinstance(section, dict):
                parts += [section.get("headline") or [], section.get("paragraphs") or []]
        return "\n".join(filter(None, (_text([p] if isinstance(p, str) else p) for p in parts)))
    return ""


def _flat(row: Mapping[str, object]) -> Mapping[str, object]:
    """The row with the fields of its objects beside them, as "source.name"; two levels deep."""
    if not any(isinstance(value, dict) for value in row.values()):
        return row
    flat: dict[str, object] = {}
    for name, value in row.items():
        flat[name] = value
        if isinstance(value, dict):
            for below, inner in value.items():
                flat[f"{name}.{below}"] = inner
                if isinstance(inner, dict):
                    flat |= {f"{name}.{below}.{last}": deep for last, deep in inner.items()}
    return flat


def _no_text(choice: Columns, names: Iterable[str]) -> str:
    if "text" in choice.fields:
        return f'has no text in column "{choice.fields["text"][0]}"'
    shown = ", ".join(map(str, names))[:200]
    return f'has no field "text" (it has: {shown})'


def _orders(rows: list[_Row], asked: DateOrder, listeners: Listeners) -> dict[str, DateOrder]:
    """How the dates of each column are read, told by those that can be read in one way only."""
    stated: dict[str, list[str]] = {}
    for row in rows:
        if "published" in row.found:
            stated.setdefault(row.used["published"], []).append(row.found["published"])
    orders = {}
    for column, texts in stated.items():
        order = orders[column] = asked if asked is not DateOrder.OPEN else settled_order(texts)
        unclear = [text for text in texts if is_open(text)] if order is DateOrder.OPEN else []
        if unclear:
            some = "1 date" if len(unclear) == 1 else f"{len(unclear):,} dates"
            what = f'{some} in "{column}" such as "{unclear[0][:20]}" can be read in two ways'
            first = next(
                r for r in rows if r.used.get("published") == column and is_open(r.found["published"])
            )
            hint = f"read without a date: write YYYY-MM-DD, or say {FLAGS}"
            listeners.problem(Problem(first.cells.where, f"{what}; {hint}"))
            for row in rows:
                if row.used.get("published") == column and is_open(row.found["published"]):
                    row.found["published"] = ""
    return orders


def _item(
    row: _Row, orders: Mapping[str, DateOrder], blob: Blob, listeners: Listeners, otherwise: Metadata
) -> Item:
    where, found = row.cells.where, row.found
    published = None
    if stated := found.get("published"):
        column = row.used["published"]
        published = published_in(stated, column, where, listeners.problem, orders[column])
    language = language_of(found.get("language", ""), where, listeners.problem)
    known = Metadata(
        id=found.get("id", ""),
        source=found.get("source") or otherwise.source or found.get("host", ""),
        title=plain(found.get("title", "")),
        published=published,
        url=found.get("url", ""),
        language=language,
    )
    return Item(
        with_id(known, f"{blob.stem}#{row.cells.number}").then(otherwise), row.text, where, row.extent
    )


def with_id(known: Metadata, otherwise: str) -> Metadata:
    """Give a row without an id one that adding rows does not change, where it has a URL."""
    if known.id:
        return known
    name = hashlib.sha256(known.url.encode()).hexdigest()[:12] if known.url else otherwise
    return known.then(Metadata(id=name))


def _told(count: int, undated: int, tally: _Tally, blob: Blob, otherwise: Metadata) -> str:
    """One line on what a table was found to hold, and what not."""
    found, missing = [], []
    for name, word in _SHOWN.items():
        used = tally.used.get(name)
        if used:
            columns = " or ".join(f"“{column}”" for column, _ in used.most_common(3))
            of = "the host of " if name == "source" and set(used) <= set(tally.used.get("url", ())) else ""
            found.append(f"{word} from {of}{columns}")
        elif name in ("source", "published") and not getattr(otherwise, name):
            missing.append(f"no column for the {word}")
    total = sum(tally.used.get("source", Counter()).values())
    if tally.used.get("source") and total < count and not otherwise.source:
        missing.append(f"{count - total:,} without source")
    if tally.used.get("published") and undated:
        missing.append(f"{undated:,} without date")
    rows = "1 row" if count == 1 else f"{count:,} rows"
    return f"{rows} of {blob.path.name}: {', '.join(found)}" + (f"; {', '.join(missing)}" if missing else "")
