"""facts.json: the report for programs, in a fixed order, so that the same input gives the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from compare.models import VerdictKind
from compare.reports.report_view import ReportView, StoryView
from compare.reports.view import ClaimView, CopyView, ExplanationView, FactView
from compare.text_safety import encodable

__all__ = ["CLAIM_FIELDS", "FACT_FIELDS", "SCHEMA", "fact_dict", "facts_json", "written"]

SCHEMA = 2
"""Version of facts.json; a change of its format raises it."""
FACT_FIELDS = ("id", "topic", "facet", "verdict", "reason", "score", "origins", "claims")
"""What every fact has; behind the verdict stand "certainty", "cause" and "judge", behind the claims "copies",
"explanation", "story" and "review", where there are some."""
POINT_FIELDS = ("published", "source", "article", "value", "low", "high", "modifier", "attribution")
"""What a figure over time has of each claim."""
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
        "articles": [_article(row, seen) for row in seen.articles],
        "stories": [story_dict(story) for story in seen.stories],
        "facts": [fact_dict(fact) for fact in seen.facts],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _article(row: Mapping[str, str], seen: ReportView) -> dict[str, Any]:
    """One article; "pages" is only there where it has some, and "compared" where it was not."""
    found: dict[str, Any] = dict(row)
    if row["id"] in seen.pages:
        found["pages"] = list(seen.pages[row["id"]])
    return {**found, "compared": False} if row["id"] in seen.set_aside else found


def fact_dict(fact: FactView) -> dict[str, Any]:
    """One fact as facts.json has it; what stands behind `FACT_FIELDS` only where there is such a thing."""
    values = {name: getattr(fact, name) for name in FACT_FIELDS[:-1]}
    values |= _told(fact)
    values["claims"] = [
        # Only what a reviewer merged has claims of other facets than its own.
        _claim(claim) if claim.facet == fact.facet else {**_claim(claim), "facet": claim.facet}
        for claim in fact.claims
    ]
    if fact.copies:
        values["copies"] = [_copy(copy) for copy in fact.copies]
    if fact.explanation is not None:
        values["explanation"] = _explanation(fact.explanation)
    if fact.story:
        values |= {"story": fact.story, "importance": fact.importance}
    if fact.review is not None:
        values["review"] = _plain(asdict(fact.review))
    return values


def story_dict(story: StoryView) -> dict[str, Any]:
    """One story with its facts of two sources or more, and the figures that are told over time."""
    return {
        "id": story.id,
        "title": story.title,
        "terms": list(story.terms),
        "articles": list(story.articles),
        "sources": list(story.sources),
        "first": story.first or None,
        "last": story.last or None,
        "verdicts": {str(kind): n for kind, n in story.counts.items()},
        "facts": [fact.id for fact in story.facts],
        "series": [
            {"fact": series.fact, "unit": series.unit, "points": [_point(point) for point in series.points]}
            for series in story.series
        ],
    }


def _point(claim: ClaimView) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in POINT_FIELDS}


def _told(fact: FactView) -> dict[str, str]:
    """The verdict, of a difference how far the tool stands for it, its cause, and who judged it."""
    told = {"verdict": written(fact.verdict)}
    certainty = fact.certainty
    further = {"certainty": certainty and str(certainty), "cause": fact.cause and str(fact.cause)}
    further["judge"] = fact.judge or None
    return told | {name: word for name, word in further.items() if word}


def written(kind: VerdictKind) -> str:
    """The word for a verdict in files: a possible difference is a difference there, with its certainty."""
    return str(VerdictKind.DIFFER if kind is VerdictKind.POSSIBLE else kind)


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
    """One claim; "page" only where its article has pages, "turn" where more than a day opens a date."""
    found = {name: getattr(claim, name) for name in CLAIM_FIELDS}
    further = {"page": claim.page, "turn": claim.turn}
    return found | {name: value for name, value in further.items() if value}


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
