"""Score a report against hand-checked gold.

Two kinds of gold are known. A *facts* gold lists the facts that several articles state, with their
verdicts and the words of each article, and pairs of words that must not share a fact. A *tolls* gold
lists events with the one number that each article gives.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from compare.errors import InputError
from compare.models import Claim, Facet, Fact, VerdictKind
from compare.reports.report import Report
from compare.reports.values import normalised

__all__ = ["FactsScore", "TollsScore", "score_facts", "score_gold", "score_tolls"]

RIGHT = {
    "agree": frozenset({VerdictKind.AGREE, VerdictKind.COMPATIBLE}),
    "differ": frozenset({VerdictKind.DIFFER}),
    "variant": frozenset({VerdictKind.VARIANT}),
}
"""Verdicts that count as right for a verdict of the gold."""

_HALF = 0.5
"""Two intervals are one date where they share half of the days they span together, inclusive."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FactsScore:
    """How well a report finds the facts of a gold, and what it raises beside them."""

    facts: int
    found: int
    right_verdict: int
    by_verdict: Mapping[str, str]
    missed: Sequence[str]
    wrong_verdict: Sequence[str]
    false_differ: Sequence[str]
    false_variant: Sequence[str]
    events_merged: Sequence[str]
    reported: int


@dataclass(frozen=True, slots=True)
class TollsScore:
    """How well a report links the articles of each event and judges their numbers."""

    events: int
    events_linked: int
    link_recall: float
    link_precision: float
    events_merged: int
    verdict_accuracy: float
    f1: float


def score_gold(report: Report, gold: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    """The score of `report` against a gold of either kind, as plain values.

    ``texts`` maps article ids to their text; a facts gold needs those of its articles. Raises
    `InputError` for a gold of another shape.
    """
    try:
        _check_articles(report, gold)
        if isinstance(gold, Mapping) and "events" in gold:
            return asdict(score_tolls(report, gold))
        if isinstance(gold, Mapping) and "facts" in gold:
            return asdict(score_facts(report, gold, texts))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(f"the gold is broken: {what}") from error
    raise InputError("a gold is a JSON object with 'facts' or 'events'; this one has neither")


def _check_articles(report: Report, gold: Any) -> None:
    """A gold about other articles would score zero; raise `InputError` instead."""
    if not isinstance(gold, Mapping):
        return
    groups = gold.get("events") or {}
    mentions = [m for ms in groups.values() for m in ms]
    mentions += [m for fact in gold.get("facts") or () for m in fact["mentions"]]
    wanted = {str(m["article"]) for m in mentions}
    if wanted and not wanted & {article.id for article in report.articles}:
        raise InputError(
            f"none of the gold's {len(wanted)} articles (such as {min(wanted)!r}) is in the report; "
            "score the report on those articles, with --report"
        )


# ---------------------------------------------------------------- facts


def score_facts(report: Report, gold: Mapping[str, Any], texts: Mapping[str, str]) -> FactsScore:
    """Score against a facts gold: recall, verdicts, and differences or variants that nobody stated."""
    mentions = [m for fact in gold["facts"] for m in fact["mentions"]]
    unread = sorted({m["article"] for m in mentions} - texts.keys())
    if unread:
        raise InputError(f"the gold is about article {unread[0]!r}, whose text is not there; name --articles")
    places = _Places(texts)
    reported = _several(report.facts)
    found, right, used = set(), set(), set()
    for fact in gold["facts"]:
        best = max(
            ((*_found_by(fact, candidate, places), -i) for i, candidate in enumerate(reported)),
            default=(False, 0, 0),
        )
        # A fact is found where one of ours holds the words of two articles at least.
        if best[1] > 1:
            found.add(fact["id"])
            used.add(-best[2])
            if best[0]:
                right.add(fact["id"])
    arguable = {
        i
        for i, fact in enumerate(reported)
        if any(places.both(fact, pair) for pair in gold.get("arguable", ()))
    }
    distinct = [
        pair["why"]
        for pair in gold["distinct"]
        for fact in reported
        if fact.facet is not Facet.NAME and places.both(fact, pair)
    ]
    total = Counter(fact["verdict"] for fact in gold["facts"])
    hits = Counter(fact["verdict"] for fact in gold["facts"] if fact["id"] in right)
    return FactsScore(
        facts=len(gold["facts"]),
        found=len(found),
        right_verdict=len(right),
        by_verdict={kind: f"{hits[kind]}/{n}" for kind, n in total.items()},
        missed=[fact["id"] for fact in gold["facts"] if fact["id"] not in found],
        wrong_verdict=sorted(found - right),
        false_differ=_topics(reported, VerdictKind.DIFFER, used | arguable),
        false_variant=_topics(reported, VerdictKind.VARIANT, used),
        events_merged=sorted(set(distinct)),
        reported=len(reported),
    )


class _Places:
    """Where the quotes of a gold stand in the articles."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._found: dict[tuple[str, str], tuple[Span, ...]] = {}

    def touches(self, claim: Claim, mention: Mapping[str, str]) -> bool:
        """Whether the sentence of `claim` overlaps the quote of `mention` in the same article."""
        if claim.article != mention["article"]:
            return False
        key = (mention["article"], mention["quote"])
        if key not in self._found:
            matches = re.finditer(re.escape(key[1]), self._texts[key[0]])
            self._found[key] = tuple(match.span() for match in matches)
        return any(claim.start < end and start < claim.end for start, end in self._found[key])

    def both(self, fact: Fact, pair: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether `fact` holds the words of both sides of `pair`."""
        return all(any(self.touches(claim, pair[side]) for claim in fact.claims) for side in ("a", "b"))


def _found_by(gold: Mapping[str, Any], fact: Fact, places: _Places) -> tuple[bool, int]:
    """Whether the verdict is right and how many articles of the gold fact `fact` holds; 0 below two."""
    if (gold["facet"] == "name") != (fact.facet is Facet.NAME):
        return False, 0
    strict = gold["verdict"] == "differ"
    hit = {
        mention["article"]
        for mention in gold["mentions"]
        for claim in fact.claims
        if places.touches(claim, mention)
        and (not strict or _near(gold["facet"], normalised(claim.value), mention["value"]))
    }
    return (fact.verdict.verdict in RIGHT[gold["verdict"]], len(hit)) if len(hit) > 1 else (False, 0)


def _near(facet: str, value: str, gold: str) -> bool:
    """Whether a value is that of the gold; dates may be cut differently."""
    if not gold or value == gold:
        return True
    if facet == "date":
        ours, theirs = _days(value), _days(gold)
        if ours and theirs:
            common = min(ours[1], theirs[1]) - max(ours[0], theirs[0]) + 1
            span = max(ours[1], theirs[1]) - min(ours[0], theirs[0]) + 1
            if common > 0 and common / span >= _HALF:
                return True
    return _number(value) is not None and _number(value) == _number(gold)


@lru_cache(maxsize=4096)
def _days(text: str) -> Span | None:
    """First and last day, counted from the year 1, of an ISO date, month, year, week or interval."""
    try:
        ends = [_day_span(part) for part in text.split("/")]
    except ValueError:
        return None
    return ends[0][0], ends[-1][1]


def _day_span(text: str) -> Span:
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1).toordinal(), date(int(text), 12, 31).toordinal()
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = int(text[:4]), int(text[5:])
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1).toordinal(), after.toordinal() - 1
    if re.fullmatch(r"\d{4}-W\d\d", text):
        first = date.fromisocalendar(int(text[:4]), int(text[6:]), 1).toordinal()
        return first, first + 6
    day = date.fromisoformat(text[:10]).toordinal()
    return day, day


def _topics(facts: Sequence[Fact], kind: VerdictKind, known: set[int]) -> list[str]:
    return [fact.topic for i, fact in enumerate(facts) if fact.verdict.verdict is kind and i not in known]


# ---------------------------------------------------------------- tolls


def score_tolls(report: Report, gold: Mapping[str, Any]) -> TollsScore:
    """Score against a tolls gold: one event's articles linked, two events never mixed, the verdict right."""
    events: Mapping[str, Sequence[Mapping[str, Any]]] = gold["events"]
    owner = {m["article"]: (name, float(m["value"])) for name, ms in events.items() for m in ms}
    reported = [fact for fact in _several(report.facts) if fact.facet is Facet.QUANTITY]
    stated = [_stated(fact, owner) for fact in reported]
    linked, right = [], []
    for name, mentions in events.items():
        best = max(range(len(reported)), key=lambda i: len(stated[i].get(name, ())), default=None)
        articles = stated[best].get(name, set()) if best is not None else set()
        if best is None or len(articles) < 2:
            linked.append(0.0)
            continue
        linked.append(len(articles) / len({m["article"] for m in mentions}))
        one_value = len({owner[article][1] for article in articles}) == 1
        fitting = {VerdictKind.COMPATIBLE, VerdictKind.AGREE if one_value else VerdictKind.DIFFER}
        right.append(reported[best].verdict.verdict in fitting)
    merged = sum(len(by_event) > 1 for by_event in stated)
    pure = sum(len(by_event) == 1 and max(map(len, by_event.values())) > 1 for by_event in stated)
    recall = _mean(linked)
    precision = pure / (pure + merged) if pure + merged else 0.0
    return TollsScore(
        events=len(events),
        events_linked=sum(part > 0 for part in linked),
        link_recall=round(recall, 3),
        link_precision=round(precision, 3),
        events_merged=merged,
        verdict_accuracy=round(_mean(right), 3),
        f1=round(2 * recall * precision / (recall + precision), 3) if recall + precision else 0.0,
    )


def _stated(fact: Fact, owner: Mapping[str, tuple[str, float]]) -> dict[str, set[str]]:
    """By event, the articles whose number in the gold `fact` states."""
    out: dict[str, set[str]] = defaultdict(set)
    for claim in fact.claims:
        event, value = owner.get(claim.article, ("", math.nan))
        if _number(normalised(claim.value)) == value:
            out[event].add(claim.article)
    return out


def _several(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if len({claim.article for claim in fact.claims}) > 1]


def _number(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
