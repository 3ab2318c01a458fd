"""facts.json: the report for programs, in a fixed order, so that the same input gives the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, cast

from compare.models import VerdictKind
from compare.reports.report_view import ReportView, StoryView
from compare.reports.view import ClaimView, CopyView, ExplanationView, FactView
from compare.reports.written import (
    SCHEMA,
    ArticleRow,
    ClaimRow,
    CopyRow,
    ExplanationRow,
    FactRow,
    PointRow,
    StoryRow,
)
from compare.text_safety import encodable

__all__ = ["CLAIM_FIELDS", "FACT_FIELDS", "fact_dict", "facts_json", "facts_pieces", "story_dict", "written"]

FACT_FIELDS = ("id", "topic", "facet", "verdict", "reason", "score", "origins", "claims")
"""What every fact has; behind the verdict stand "certainty", "cause" and "judge", behind the claims "copies",
"explanation", "story" and "review", where there are some."""
CLAIM_FIELDS = tuple(name for name in ClaimRow.__annotations__ if name not in ("page", "turn", "facet"))
"""What every claim has."""


def facts_json(seen: ReportView) -> str:
    """The text of facts.json."""
    return "".join(facts_pieces(seen))


def facts_pieces(seen: ReportView) -> Iterator[str]:
    """The same piece by piece, an article, a story or a fact each: the whole would be held several times.

    Raises ValueError for a number that JSON has not.
    """
    rows: dict[str, Iterator[ArticleRow] | Iterator[StoryRow] | Iterator[FactRow]] = {
        "articles": (_article(row, seen) for row in seen.articles),
        "stories": (story_dict(story) for story in seen.stories),
        "facts": (fact_dict(fact) for fact in seen.facts),
    }
    yield f'{{\n "schema": {SCHEMA},\n "run": {_indented(_plain(seen.run), 1)}'
    for name, found in rows.items():
        yield f',\n "{name}": ['
        between = ""
        for row in found:
            yield f"{between}\n  {_indented(row, 2)}"
            between = ","
        yield "\n ]" if between else "]"
    yield "\n}\n"


def _indented(value: object, depth: int) -> str:
    """`value` as it stands in a file at a `depth`. No text of JSON holds a line break."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).replace("\n", "\n" + " " * depth)


def _article(row: Mapping[str, str], seen: ReportView) -> ArticleRow:
    """One article; "pages" is only there where it has some, and "compared" where it was not."""
    found = cast(ArticleRow, dict(row))
    if row["id"] in seen.pages:
        found["pages"] = list(seen.pages[row["id"]])
    if row["id"] in seen.set_aside:
        found["compared"] = False
    return found


def fact_dict(fact: FactView) -> FactRow:
    """One fact as facts.json has it; what stands behind `FACT_FIELDS` only where there is such a thing."""
    found = cast(FactRow, {name: getattr(fact, name) for name in FACT_FIELDS[:-1]} | _told(fact))
    found["claims"] = [_claim(claim, fact.facet) for claim in fact.claims]
    if fact.copies:
        found["copies"] = [_copy(copy) for copy in fact.copies]
    if fact.explanation is not None:
        found["explanation"] = _explanation(fact.explanation)
    if fact.story:
        found["story"] = fact.story
        found["importance"] = fact.importance
    if fact.review is not None:
        found["review"] = _plain(asdict(fact.review))
    return found


def story_dict(story: StoryView) -> StoryRow:
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


def _point(claim: ClaimView) -> PointRow:
    return cast(PointRow, {name: getattr(claim, name) for name in PointRow.__annotations__})


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


def _copy(copy: CopyView) -> CopyRow:
    """Articles that carry one text; where not all of it, the claims of one sentence, by their places."""
    row: CopyRow = {"articles": list(copy.articles), "kind": str(copy.kind)}
    if copy.claims:
        row["claims"] = [list(group) for group in copy.claims]
    return row


def _explanation(found: ExplanationView) -> ExplanationRow:
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
                "signals": {name: (value, part) for name, value, part in link.signals},
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
            "claim": _claim(near.claim, near.claim.facet),
        },
    }


def _claim(claim: ClaimView, facet: str) -> ClaimRow:
    """One claim of a fact of that facet; "page" only where its article has pages, "turn" where more than a
    day opens a date, "facet" where it has another: only what a reviewer merged does."""
    found = cast(ClaimRow, {name: getattr(claim, name) for name in CLAIM_FIELDS})
    if claim.page:
        found["page"] = claim.page
    if claim.turn:
        found["turn"] = claim.turn
    if claim.facet != facet:
        found["facet"] = claim.facet
    return found


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
