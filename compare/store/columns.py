"""Trees of records as columns, which are read several times as fast as records one by one.

Of each kind of record there is a table, those that stand in others first. A record is known by its place
among all, a text by its place among the texts; what stands in several records is there once. What was written
with other fields than the records have now is not read.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import repeat
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from compare.models import Facet, Value, value_type

__all__ = ["as_columns", "from_columns"]

Record = TypeVar("Record")
Items = Sequence[Any]

_DAY = "day"
"""Key of the object that stands for a day, beside numbers."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where records and texts are: by identity, and by what they say."""

    records: dict[int, int]
    texts: dict[str, int]

    def text(self, text: str) -> int:
        """The place of a text, which is added where it is new."""
        return self.texts.setdefault(text, len(self.texts))


@dataclass(frozen=True, slots=True)
class _Column:
    """How the items of a column are written, one by one, and how all are read; then all records and texts."""

    write: Callable[[Any, _Places], Any]
    read: Callable[[Items, Items, Items], Items]


def as_columns(record: Any, without: str = "") -> str:
    """`record` as JSON, but for its field `without`, which is given where it is read."""
    kinds = _kinds(type(record))  # type: ignore[arg-type]
    found: dict[type, dict[int, object]] = {kind: {} for kind in kinds}
    _collect(record, found, without)
    every = [key for kind in kinds for key in found[kind]]
    places = _Places({key: place for place, key in enumerate(every)}, {})
    tables = []
    for kind in kinds:
        names = [name for name in _columns(kind) if kind is not type(record) or name != without]
        writers = [(name, _columns(kind)[name].write) for name in names]
        rows = found[kind].values()
        columns = [_pooled([write(getattr(each, name), places) for each in rows]) for name, write in writers]
        tables.append([names, columns])
    return json.dumps([list(places.texts), tables], ensure_ascii=False, separators=(",", ":"))


def from_columns(kind: type[Record], stored: str, **given: object) -> Record:
    """The record of a `kind` that `as_columns` was given, with the fields that are `given`.

    Raises ValueError, TypeError, KeyError, IndexError or AttributeError where it has other fields or is
    damaged.
    """
    texts, tables = json.loads(stored)
    records: list[Any] = []
    for each, (names, columns) in zip(_kinds(kind), tables, strict=True):  # type: ignore[arg-type]
        known = _columns(each)
        if names != [name for name in known if each is not kind or name not in given]:
            raise ValueError(f"{each.__name__} has other fields")
        parts: dict[str, Any] = {
            name: _read(known[name], column, records, texts)
            for name, column in zip(names, columns, strict=True)
        }
        if each is kind:
            parts |= {name: repeat(item) for name, item in given.items()}
        records += map(each, *(parts[name] for name in known))
    found = records[-1]
    if not isinstance(found, kind):
        raise TypeError(f"{type(found).__name__} is no {kind.__name__}")
    return found


def _pooled(items: list[Any]) -> Any:
    """A column with what stands in it again and again once, where that is one thing, or no number."""
    kept: dict[str, int] = {}
    at = [kept.setdefault(repr(item), len(kept)) for item in items]
    if not items or not (len(kept) == 1 or isinstance(items[0], list | dict)):
        return items
    first: dict[int, Any] = {}
    for place, item in zip(at, items, strict=True):
        first.setdefault(place, item)
    return {"items": list(first.values()), "at": at if len(kept) > 1 else len(at)}


def _read(column: _Column, stored: Any, records: Items, texts: Items) -> Items:
    if isinstance(stored, list):
        return column.read(stored, records, texts)
    items, at = column.read(stored["items"], records, texts), stored["at"]
    return [items[0]] * at if isinstance(at, int) else [items[k] for k in at]


def _collect(record: Any, found: Mapping[type, dict[int, object]], without: str = "") -> None:
    """All records that stand in `record`, and itself, by kind and identity."""
    held = found[type(record)]
    if id(record) in held:
        return
    for name in _holding(type(record)):  # type: ignore[arg-type]
        item = getattr(record, name) if name != without else None
        for each in item if isinstance(item, tuple) else (item,):
            if is_dataclass(each):
                _collect(each, found)
    held[id(record)] = record


@cache
def _kinds(kind: Any) -> tuple[Any, ...]:
    """A kind of record with those that stand in it, which come first."""
    found: dict[Any, None] = {}
    for hint in get_type_hints(kind).values():
        for each in _records_in(hint):
            found |= dict.fromkeys(_kinds(each))
    return (*found, kind)


@cache
def _holding(kind: Any) -> tuple[str, ...]:
    """The fields that hold records."""
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if list(_records_in(hints[f.name])))


def _records_in(hint: Any) -> Iterator[Any]:
    if hint is Value:
        yield from dict.fromkeys(value_type(facet) for facet in Facet if facet is not Facet.STATEMENT)
    elif is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _records_in(inner)


@cache
def _columns(kind: Any) -> Mapping[str, _Column]:
    hints = get_type_hints(kind)
    return {f.name: _column(hints[f.name]) for f in fields(kind)}


def _column(hint: Any) -> _Column:
    """How a field of an annotated type is kept. Raises TypeError for one that has no column."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _listed(_column(inner[0]))
    options = [each for each in inner if each is not type(None)]
    if origin in (types.UnionType, Union):
        return _dated() if date in options else _optional(options)
    if hint is str:
        return _Column(
            lambda item, places: places.text(item), lambda items, _, texts: [texts[k] for k in items]
        )
    if is_dataclass(hint):
        return _Column(
            lambda item, places: places.records[id(item)],
            lambda items, records, _: [records[k] for k in items],
        )
    if hint is date:
        return _dated()
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return _Column(lambda item, _: item.value, lambda items, *_: [members[item] for item in items])
    if hint in (int, float, bool):
        return _Column(lambda item, _: item, lambda items, *_: items)
    raise TypeError(f"{hint} has no column")


def _optional(options: Sequence[Any]) -> _Column:
    """Of numbers or None, or of one other type or None."""
    if all(option in (int, float, bool) for option in options):
        return _Column(lambda item, _: item, lambda items, *_: items)
    (only,) = options
    inner = _column(only)

    def read(items: Items, records: Items, texts: Items) -> Items:
        there = iter(inner.read([item for item in items if item is not None], records, texts))
        return [None if item is None else next(there) for item in items]

    return _Column(lambda item, places: None if item is None else inner.write(item, places), read)


def _dated() -> _Column:
    """Of days, which may stand beside numbers and None."""

    def read(items: Items, *_: Items) -> Items:
        return [date.fromisoformat(item[_DAY]) if isinstance(item, dict) else item for item in items]

    return _Column(lambda item, _: {_DAY: item.isoformat()} if isinstance(item, date) else item, read)


def _listed(inner: _Column) -> _Column:
    """Of tuples, most of them empty."""

    def read(items: Items, records: Items, texts: Items) -> Items:
        return [tuple(inner.read(item, records, texts)) if item else () for item in items]

    return _Column(lambda item, places: [inner.write(each, places) for each in item], read)
