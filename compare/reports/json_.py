"""facts.json: the report for programs, in a fixed order, so that the same input gives the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from compare.reports.view import ClaimView, CopyView, ExplanationView, FactView, ReportView
from compare.text_safety import encodable

__all__ = ["CLAIM_FIELDS", "FACT_FIELDS", "SCHEMA", "fact_dict", "facts_json"]

SCHEMA = 1
"""Version of facts.json; a change of its format raises it."""
FACT_FIELDS = ("id", "topic", "facet", "verdict", "reason", "score", "origins", "claims")
"""What every fact has; "copies" and "explanation" stand behind them where there are some."""
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


def facts_json(seen: ReportView) -> str:
    """The text of facts.json."""
    tree = {
        "schema": SCHEMA,
        "run": _plain(seen.run),
        "articles": [_article(row, seen.set_aside) for row in seen.articles],
        "facts": [fact_dict(fact) for fact in seen.facts],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _article(row: Mapping[str, str], aside: Mapping[str, str]) -> dict[str, str | bool]:
    """One article; "compared" is only there where it was not."""
    return {**row, "compared": False} if row["id"] in aside else dict(row)


def fact_dict(fact: FactView) -> dict[str, Any]:
    """One fact as facts.json has it; "copies", "explanation" and "review" only where there are some."""
    values = {name: getattr(fact, name) for name in FACT_FIELDS[:-1]}
    values["verdict"] = str(fact.verdict)
    values["claims"] = [_claim(claim) for claim in fact.claims]
    if fact.copies:
        values["copies"] = [_copy(copy) for copy in fact.copies]
    if fact.explanation is not None:
        values["explanation"] = _explanation(fact.explanation)
    if fact.review is not None:
        values["review"] = _plain(asdict(fact.review))
    return values


def _copy(copy: CopyView) -> dict[str, Any]:
    """Articles that carry one text; where not all of it, the claims of one sentence, by their places."""
    row: dict[str, Any] = {"articles": list(copy.articles), "kind": str(copy.kind)}
    return {**row, "claims": [list(group) for group in copy.claims]} if copy.claims else row


def _explanation(found: ExplanationView) -> dict[str, Any]:
    """Why the claims were joined; claims of the fact are named by their place in its list."""
    near = found.nearest
    return {
        "rule": found.rule,
        "threshold": found.threshold,
        "margin": found.margin,
        "links": [
            {
                "a": link.a,
                "b": link.b,
                "score": link.score,
                "needed": link.needed,
                "signals": {name: [value, part] for name, value, part in link.signals},
            }
            for link in found.links
        ],
        "compared": [{"a": a, "b": b, "relation": relation} for a, b, relation in found.compared],
        "nearest": None
        if near is None
        else {
            "beside": near.beside,
            "score": near.score,
            "needed": near.needed,
            "reason": near.reason,
            "claim": _claim(near.claim),
        },
    }


def _claim(claim: ClaimView) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in CLAIM_FIELDS}


def _plain(value: object) -> Any:
    """What JSON can hold, with the keys of mappings sorted and floats that do not hang on the machine."""
    if isinstance(value, Mapping):
        return {
            encodable(str(key)): _plain(value[key])
            for key in sorted(value, key=lambda key: encodable(str(key)))
        }
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int) else encodable(str(value))
