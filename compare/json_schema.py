"""JSON Schema (draft 2020-12) of records: typed dictionaries, enums and settings, by their annotations.

Objects are closed: a field that a record does not have is refused, so that what is written and not described
shows. Of ``Annotated[type, ...]``, a string is the description, an enum or a model is what the text or the
mapping must be, and `also` gives further keywords.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from inspect import cleandoc
from pathlib import Path
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

__all__ = ["DIALECT", "Keywords", "also", "definitions", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_SIMPLE: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
    Path: "string",
}


@dataclass(frozen=True, slots=True)
class Keywords:
    """Keywords of JSON Schema that an annotation adds."""

    pairs: tuple[tuple[str, object], ...]


def also(**keywords: object) -> Keywords:
    """Keywords beside a type: ``Annotated[int, also(minimum=0)]``."""
    return Keywords(tuple(keywords.items()))


def schema_of(record: type, name: str, title: str) -> Schema:
    """The schema of a document that holds one `record`; `name` makes its id, a URN."""
    found = definitions(record)
    return {
        "$schema": DIALECT,
        "$id": f"urn:crossclaim:{name}",
        "title": title,
        "$ref": f"#/$defs/{record.__name__}",
        "$defs": found,
    }


def definitions(*records: type, prefix: str = "#/$defs/") -> dict[str, Schema]:
    """The schemas of `records` and of all that they hold, by name and sorted by it; references begin with
    `prefix`, which for OpenAPI is "#/components/schemas/"."""
    made = _Definitions(prefix)
    for record in records:
        made.named(record)
    return dict(sorted(made.found.items()))


class _Definitions:
    """Schemas of classes, each made when it is first referred to."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.found: dict[str, Schema] = {}
        self._classes: dict[str, type] = {}

    def named(self, kind: type) -> Schema:
        """A reference to the schema of a class. Raises TypeError where two classes have one name."""
        name = kind.__name__
        if self._classes.setdefault(name, kind) is not kind:
            raise TypeError(f"two records are called {name}: {kind!r} and {self._classes[name]!r}")
        if name not in self.found:
            self.found[name] = {}  # a record may hold records of its own kind
            self.found[name] = self._class(kind)
        return {"$ref": self.prefix + name}

    def _class(self, kind: type) -> Schema:
        if issubclass(kind, Enum):
            found: Schema = {"type": "string", "enum": [member.value for member in kind]}
        elif is_typeddict(kind):
            found = self._typed(kind)
        else:
            found = self._model(kind)
        summary = cleandoc(kind.__doc__ or "").partition("\n\n")[0]
        return {"description": " ".join(summary.split()), **found}

    def _typed(self, kind: type) -> Schema:
        """Of a typed dictionary; those of ``total=False`` require nothing."""
        fields, required = {}, []
        for name, hint in get_type_hints(kind, include_extras=True).items():
            optional = get_origin(hint) is NotRequired
            fields[name] = self.of(get_args(hint)[0] if optional else hint)
            if not optional and getattr(kind, "__total__", True):
                required.append(name)
        found: Schema = {"type": "object", "properties": fields}
        return found | ({"required": required} if required else {}) | {"additionalProperties": False}

    def _model(self, kind: Any) -> Schema:
        """Of a section of settings, none of which need be there."""
        fields = {}
        for name, field in kind.model_fields.items():
            own = self.of(field.annotation)
            fields[name] = {**own, "description": field.description} if field.description else own
        return {"type": "object", "properties": fields, "additionalProperties": False}

    def of(self, hint: Any) -> Schema:
        """The schema of an annotation."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(get_args(hint)[0], hint.__metadata__)
        if hint in _SIMPLE:
            return {"type": _SIMPLE[hint]}
        if hint is Any:
            return {}
        if origin in (types.UnionType, Union):
            return _either([self.of(option) for option in inner])
        if origin is list:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is tuple:
            return _row([self.of(item) for item in inner])
        if isinstance(origin, type) and issubclass(origin, Mapping):
            keys = self.of(inner[0])
            named = {} if keys == {"type": "string"} else {"propertyNames": keys}
            return {"type": "object", **named, "additionalProperties": self.of(inner[1])}
        if isinstance(hint, type):
            return self.named(hint)
        raise TypeError(f"no schema for {hint!r}")

    def _annotated(self, base: Any, told: tuple[Any, ...]) -> Schema:
        found = self.of(base)
        for note in told:
            if isinstance(note, str):
                found = {**found, "description": note}
            elif isinstance(note, Keywords):
                found = {**found, **dict(note.pairs)}
            else:
                nullable = "null" in found.get("type", ())
                found = _either([self.named(note), {"type": "null"}]) if nullable else self.named(note)
        return found


def _either(options: list[Schema]) -> Schema:
    """One of several; plain types in one list, where a whole number is a number."""
    if all(option.keys() == {"type"} for option in options):
        names = list(dict.fromkeys(option["type"] for option in options))
        if "number" in names and "integer" in names:
            names.remove("integer")
        return {"type": names[0] if len(names) == 1 else names}
    return {"anyOf": options}


def _row(items: list[Schema]) -> Schema:
    """A list of just these."""
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
