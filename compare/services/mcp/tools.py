"""The tools: what each takes, what it gives, and the call that it is."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from compare.errors import InputError
from compare.json_schema import definitions
from compare.models import VerdictKind
from compare.reports.report import report_in
from compare.reports.view import ORDER, FactView
from compare.services.archive import MAX_CHOSEN, VERDICTS, Archive, Question, known_verdicts
from compare.services.mcp import words
from compare.services.mcp.shown import (
    TITLE,
    Comparison,
    Explained,
    Hits,
    Shown,
    explained,
    fact_said,
    note,
)
from compare.services.texts import GivenArticle, rows_of
from compare.services.worker import Worker
from compare.settings import ServeSettings
from compare.store.ranking import find_id
from compare.text_safety import cut, one_line

__all__ = ["TOOLS", "Bench", "Tool"]

MOST = 50
"""Facts, claims or pairs that may be asked for at once."""
COUNTED = 20
"""Facts of the store beyond those asked for that are looked for, to say how many there are."""

_FACTS = Field(default=10, ge=1, le=MOST, description="At most so many facts.")
_CLAIMS = Field(default=4, ge=1, le=MOST, description="At most so many claims of each fact.")
_ID = Field(min_length=1, max_length=200, description="Id of the fact, or the beginning of it.")


class Arguments(BaseModel):
    """What a tool takes."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CompareArguments(Arguments):
    """Articles to compare."""

    articles: list[GivenArticle] = Field(min_length=2, description="The articles, two or more.")
    verdict: list[str] = Field(
        default=[],
        max_length=MAX_CHOSEN,
        description="Only facts with these verdicts; all but related and single-source where none is named.",
        json_schema_extra={"items": {"type": "string", "enum": list(VERDICTS)}},
    )
    limit: int = _FACTS
    claims: int = _CLAIMS

    def kinds(self) -> Sequence[VerdictKind]:
        """The verdicts asked for. Raises `InputError`."""
        return known_verdicts(self.verdict) or [
            kind for kind in ORDER[:-2] if kind is not VerdictKind.RELATED
        ]


class QueryArguments(Question):
    """What to look for in the store."""

    limit: int = Field(default=5, ge=1, le=MOST, description="At most so many facts.")
    claims: int = _CLAIMS


class ShowArguments(Arguments):
    """A fact."""

    fact: str = _ID
    claims: int = Field(default=12, ge=1, le=MOST, description="At most so many claims.")


class ExplainArguments(Arguments):
    """A fact."""

    fact: str = _ID
    limit: int = Field(default=3, ge=1, le=MOST, description="At most so many pairs of claims.")


class Bench:
    """What the tools work with: a process that compares, a store, and the facts of the last comparison."""

    def __init__(self, worker: Worker, archive: Archive, limits: ServeSettings) -> None:
        self._worker = worker
        self._archive = archive
        self._limits = limits
        self._turn = asyncio.Lock()
        self._last: Mapping[str, FactView] = {}

    async def compare(self, given: CompareArguments) -> Comparison:
        """Compare articles. Raises as `Worker.compare`."""
        kinds, rows = given.kinds(), rows_of(given.articles, self._limits)
        async with self._turn:
            text = await self._worker.compare(rows)
        seen = report_in(text).view()
        self._last = {fact.id: fact for fact in seen.facts}
        found = [fact for kind in ORDER for fact in seen.facts if fact.verdict is kind and kind in kinds]
        counts = Counter(fact.verdict for fact in seen.facts)
        return {
            **note([fact.verdict for fact in found[: given.limit]]),
            "articles": len(rows),
            "not_compared": [
                {"article": one_line(key), "language": code} for key, code in seen.set_aside.items()
            ],
            "counts": {str(kind): counts[kind] for kind in ORDER if counts[kind]},
            "facts": [fact_said(fact, given.claims) for fact in found[: given.limit]],
            "facts_left_out": max(0, len(found) - given.limit),
        }

    async def query(self, given: QueryArguments) -> Hits:
        """Search the store. Raises as `Archive.query`."""
        further = Question(**given.model_dump(exclude={"claims", "limit"}), limit=given.limit + COUNTED)
        found = (await asyncio.to_thread(self._archive.query, further)).facts
        facts = [fact for fact, _ in found[: given.limit]]
        return {
            **note([fact.verdict for fact in facts]),
            "topic": cut(given.topic, TITLE),
            "facts": [fact_said(fact, given.claims) for fact in facts],
            "facts_left_out": len(found) - len(facts),
        }

    async def show(self, given: ShowArguments) -> Shown:
        """Show a fact. Raises as `Archive.fact`."""
        fact = await self._fact(given.fact)
        return {**note([fact.verdict]), "fact": fact_said(fact, given.claims)}

    async def explain(self, given: ExplainArguments) -> Explained:
        """Explain a fact. Raises as `Archive.fact`."""
        return explained(await self._fact(given.fact), given.limit)

    async def _fact(self, key: str) -> FactView:
        """The fact of the last comparison or else of the store."""
        try:
            return self._last[find_id(self._last, key)]
        except InputError as error:
            if any(name.startswith(key) for name in self._last):  # several
                raise
            try:
                return await asyncio.to_thread(self._archive.fact, key)
            except InputError:
                if self._last and not self._archive.path.exists():
                    raise error from None
                raise


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as it is offered."""

    name: str
    title: str
    description: str
    """What an assistant is told of it."""
    takes: type[BaseModel]
    gives: type
    call: Callable[[Bench, Any], Awaitable[Any]]

    def taken(self) -> dict[str, Any]:
        """The JSON Schema of what it takes."""
        return self.takes.model_json_schema()

    def given(self) -> dict[str, Any]:
        """The JSON Schema of what it gives: an object at its root, as the protocol asks."""
        named = definitions(self.gives)
        return {**named.pop(self.gives.__name__), "$defs": named}


TOOLS = (
    Tool(
        "compare_articles",
        "Compare articles",
        words.COMPARE,
        CompareArguments,
        Comparison,
        Bench.compare,
    ),
    Tool("query_store", "Search compared news", words.QUERY, QueryArguments, Hits, Bench.query),
    Tool("show_fact", "Show a fact", words.SHOW, ShowArguments, Shown, Bench.show),
    Tool("explain_fact", "Explain a fact", words.EXPLAIN, ExplainArguments, Explained, Bench.explain),
)
