"""facts.json: the report for programs, in a fixed order, so that the same input gives the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compare.render.safe import encodable
from compare.render.view import ClaimView, FactView, view

if TYPE_CHECKING:
    from compare.report import Report

__all__ = ["CLAIM_FIELDS", "FACT_FIELDS", "SCHEMA", "fact_dict", "facts_json"]

SCHEMA = 1
FACT_FIELDS = ("id", "topic", "facet", "verdict", "reason", "score", "origins", "claims")
CLAIM_FIELDS = (
    "article",
    "source",
    "published",
    "start",
    "end",
    "sentence",
    "focus_start",
    "focus_end",
    "focus",
    "value",
    "low",
    "high",
    "unit",
    "counted",
    "modifier",
    "attribution",
    "negated",
    "hedged",
    "sentence_start",
)


def facts_json(report: Report) -> str:
    """The text of facts.json."""
    seen = view(report)
    tree = {
        "schema": SCHEMA,
        "run": _plain(seen.run),
        "articles": list(seen.articles),
        "facts": [fact_dict(fact) for fact in seen.facts],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def fact_dict(fact: FactView) -> dict[str, Any]:
    """One fact as facts.json has it."""
    values = {name: getattr(fact, name) for name in FACT_FIELDS[:-1]}
    values["verdict"] = str(fact.verdict)
    return {**values, "claims": [_claim(claim) for claim in fact.claims]}


def _claim(claim: ClaimView) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in CLAIM_FIELDS}


def _plain(value: object) -> Any:
    """What JSON can hold, with the keys of mappings sorted and floats that do not hang on the machine."""
    if isinstance(value, Mapping):
        return {encodable(str(key)): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int) else encodable(str(value))
