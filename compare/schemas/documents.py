"""Which documents have a schema, and the record that each holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from compare.changes import written as changes
from compare.exports.tables import DECISIONS_SCHEMA, DecisionRow
from compare.json_schema import schema_of
from compare.reports.written import SCHEMA, FactsFile

__all__ = ["DOCUMENTS", "Document", "load_schema", "made_schema", "schema_text"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is written as JSON: the version of its format, its title and what it holds."""

    version: int
    title: str
    record: type


DOCUMENTS: Mapping[str, Document] = {
    "decisions": Document(DECISIONS_SCHEMA, "a line of decisions.jsonl of crossclaim", DecisionRow),
    "diff": Document(changes.SCHEMA, "what 'crossclaim diff --format json' prints", changes.ChangesFile),
    "facts": Document(SCHEMA, "facts.json of crossclaim", FactsFile),
}
"""By name, as `crossclaim schema` takes them."""


def load_schema(name: str) -> dict[str, Any]:
    """The schema of one of the `DOCUMENTS`, as the package holds it."""
    found: dict[str, Any] = json.loads(schema_text(name))
    return found


def schema_text(name: str) -> str:
    """The text of that schema."""
    return files("compare.schemas").joinpath("data", f"{name}.schema.json").read_text(encoding="utf-8")


def made_schema(name: str) -> str:
    """The text of the schema, made of the records anew."""
    document = DOCUMENTS[name]
    schema = schema_of(document.record, f"{name}:{document.version}", document.title)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
