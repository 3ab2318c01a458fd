"""Records to JSON and back, by the types of their fields.

A field that a record gains later is kept without a line here, and a record that was stored before it
had the field takes the default. A field that a record lost or that moved elsewhere is refused, for what
it said would be lost without a word.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from compare.models import Facet, Value, value_type

__all__ = ["dump", "load", "pack", "squeezed", "unpack"]

Record = TypeVar("Record")
Decoder = Callable[[Any], Any]

_LEVEL, _WINDOW, _MEMORY = 6, 13, 6
"""Of compression: a window of 8 KB holds the words that are known, and most records."""
_SQUEEZED = b"X"
"""What is compressed with such a window begins so, and JSON does not."""
_DATE = "date"
"""Key of the object that stands for a date where a number or text could stand too."""


def pack(text: str) -> str | bytes:
    """`text` for a column: as it is, or as UTF-8 bytes where SQLite's text cannot hold it."""
    if "\0" not in text:
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return text
    return text.encode("utf-8", "surrogatepass")


def unpack(value: str | bytes) -> str:
    """What `pack` was given."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def dump(record: object, without: Collection[str] = ()) -> str | bytes:
    """`record` as JSON, packed. Fields that have their default value, and those `without`, are left out."""
    plain = _fields_of(record)
    for name in without:
        plain.pop(name, None)
    return pack(_ENCODER.encode(plain))


def squeezed(stored: str | bytes) -> bytes:
    """What `dump` made, compressed; `load` knows it by its first byte."""
    plain = stored if isinstance(stored, bytes) else stored.encode()
    squeeze = _squeezer().copy()
    return bytes(squeeze.compress(plain) + squeeze.flush())


@cache
def _squeezer() -> Any:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _words())


@cache
def _opener() -> Any:
    return zlib.decompressobj(_WINDOW, _words())


@cache
def _words() -> bytes:
    """What records often hold. Another file is another format: what was written with this one is kept.

    It holds names of choices, relations, rules and reasons, then records of facts, values and claims of a
    small comparison, whose ids are blank. No script makes it: it is never to be made again.
    """
    return files("compare.store").joinpath("data", "record_words.txt").read_bytes()


def _opened(stored: str | bytes) -> str | bytes:
    """What was `squeezed`, and else what is given. Raises ValueError where it is damaged."""
    if isinstance(stored, str) or stored[:1] != _SQUEEZED:
        return stored
    opener = _opener().copy()
    try:
        plain: bytes = opener.decompress(stored)
    except zlib.error as error:
        raise ValueError(f"a record cannot be read ({error})") from error
    if not opener.eof:
        raise ValueError("a record has no end")
    return plain


def load(kind: type[Record], stored: str | bytes, **given: object) -> Record:
    """The record of a `kind` that `dump` was given, with the fields that are `given`.

    Raises ValueError, TypeError or KeyError, also for a field that records of the `kind` do not have.
    """
    plain = json.loads(unpack(_opened(stored)))
    exact = _exact(kind, plain)
    made: Record = exact(**_decoded(_decoders(exact), plain) | given)
    return made


def _fields_of(record: object) -> dict[str, object]:
    return {
        name: item
        for name, default in _defaults(type(record))  # type: ignore[arg-type]
        if type(item := getattr(record, name)) is not type(default) or item != default
    }


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _fields_of(value)
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """Names and defaults of the fields; a field without one has a default that nothing else is."""
    return tuple((f.name, _default(f)) for f in fields(kind))


def _default(field: Field[Any]) -> object:
    # No numbers: 0.0 equals -0.0, and what was stored is to come back as it was.
    simple = field.default is None or isinstance(field.default, bool | Enum) or field.default in ("", ())
    simple |= is_dataclass(field.default)
    return field.default if field.default is not MISSING and simple else MISSING


@cache
def _decoder(kind: Any) -> Decoder:
    """How a value of the annotated type `kind` is made of JSON."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return _union([_decoder(option) for option in inner if option is not type(None)])
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return _tuple(_decoder(inner[0]))
        return _fixed([_decoder(item) for item in inner])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _decoder(inner[1])
        return lambda value: {key: item(part) for key, part in value.items()}
    if isinstance(kind, type):
        if is_dataclass(kind):
            return _record(kind)
        if issubclass(kind, Enum):
            return kind
        if issubclass(kind, date):
            return _day
    return _same


def _same(value: Any) -> Any:
    return value


def _day(value: Any) -> Any:
    return date.fromisoformat(value[_DATE]) if isinstance(value, dict) and value.keys() == {_DATE} else value


def _union(options: list[Decoder]) -> Decoder:
    """Of None and other types: dates are marked, so that at most one of the others needs work."""
    working = [option for option in options if option is not _same]
    if len(working) > 1:
        raise TypeError("a field may be of one record, list or choice, or None")
    if not working:
        return _same
    (decode,) = working
    if decode is _day:
        return _day
    return lambda value: None if value is None else decode(value)


def _tuple(item: Decoder) -> Decoder:
    if item is _same:
        return tuple
    return lambda value: tuple(map(item, value))


def _fixed(items: list[Decoder]) -> Decoder:
    return lambda value: tuple(item(part) for item, part in zip(items, value, strict=True))


def _record(kind: Any) -> Decoder:
    def decode(value: Mapping[str, Any]) -> Any:
        exact = _exact(kind, value)
        return exact(**_decoded(_decoders(exact), value))

    return decode


def _exact(kind: Any, value: Mapping[str, Any]) -> Any:
    """The class of a stored record: of a `Value`, that of its kind."""
    return value_type(Facet(value["kind"])) if kind is Value else kind


@cache
def _decoders(kind: Any) -> Mapping[str, Decoder]:
    hints = get_type_hints(kind)
    return {f.name: _decoder(hints[f.name]) for f in fields(kind)}


def _decoded(decoders: Mapping[str, Decoder], value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: decoders[key](item) for key, item in value.items()}
