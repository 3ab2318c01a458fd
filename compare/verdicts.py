"""What the sources of one fact do to each other, by comparing intervals, with a reason in words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compare.modality import polarity_conflict
from compare.models import Article, Claim, Comparison, Facet, Modifier, Value, Verdict, VerdictKind
from compare.origins import Origins
from compare.values.intervals import Relation, relation, same_when_rounded

_RANK = {
    Relation.EQUAL: 0,
    Relation.WITHIN: 1,
    Relation.CONTAINS: 1,
    Relation.OVERLAP: 2,
    Relation.UNKNOWN: 3,
    Relation.DISJOINT: 4,
}

MAX_COMPARED = 3
"""Pairs of values told of a fact; the reason names the others."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one article says about a fact: the claims it makes, best first."""

    article: Article
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """How a reason calls the article: its source, else its id."""
        return self.article.source or self.article.id


def judge(claims: Sequence[Claim], articles: Mapping[str, Article], origins: Origins) -> Verdict:
    """The verdict on `claims` that answer one question, in any order.

    `articles` are by id; `origins` knows copies of one text, which count once. An article that states
    several values takes the position that comes nearest to the others: a headline's older toll is no
    conflict when the body gives the newer one.
    """
    positions = _positions(claims, articles)
    facet = claims[0].facet
    alone = origins.count((claim.article, claim.sentence) for claim in claims) < 2
    if alone and not _copies_differ(positions):
        return Verdict(VerdictKind.SINGLE_SOURCE, _single_reason(positions))
    if facet is Facet.STATEMENT:
        return _judge_statements(positions)
    if facet is Facet.QUOTATION:
        return _judge_quotations(positions)
    if facet is Facet.NAME:
        return _judge_names(positions)
    return _judge_values(positions)


def best_relation(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[Relation, Claim, Claim]:
    """The nearest relation between what two articles say, with the claims that give it."""
    return min(
        ((claim_relation(x, y), x, y) for x in a for y in b),
        key=lambda found: (_RANK[found[0]], found[1].focus_start, found[2].focus_start),
    )


def claim_relation(a: Claim, b: Claim) -> Relation:
    """How the values of two claims relate; UNKNOWN where a careful reader would not compare them."""
    if a.value is None or b.value is None:
        return Relation.UNKNOWN
    if a.negated != b.negated or a.value.vague or b.value.vague:
        return Relation.UNKNOWN
    found = relation(a.value, b.value)
    if found is Relation.DISJOINT and a.planned != b.planned:
        return Relation.UNKNOWN
    if found is Relation.DISJOINT and same_when_rounded(a.value, b.value):
        return Relation.OVERLAP
    return found


def comparisons(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Comparison, ...]:
    """The pairs of values that a verdict on `claims` rests on, those that exclude each other first.

    At most `MAX_COMPARED`; none where the claims have no values that are compared as intervals.
    """
    if claims[0].facet in (Facet.STATEMENT, Facet.QUOTATION, Facet.NAME):
        return ()
    found = [
        best_relation(one.claims, other.claims)
        for one, other in itertools.combinations(_positions(claims, articles), 2)
    ]
    found.sort(key=lambda pair: -_RANK[pair[0]])
    return tuple(Comparison(a.id, b.id, str(how)) for how, a, b in found[:MAX_COMPARED])


def describe(value: Value) -> str:
    """A value in words for a reason: "at least 41 civilians", "2023-04-24 to 2023-04-30"."""
    if value.kind is Facet.DATE:
        low, high = value.low, value.high
        if low == high:
            return str(low)
        if low is None or high is None:
            return f"{low} or later" if high is None else f"{high} or earlier"
        return f"{low} to {high}"
    if value.number is None:
        number = (
            f"{_number(value.low)} to {_number(value.high)}"
            if value.modifier is Modifier.BETWEEN
            else value.text
        )
        return " ".join(f"{number} {value.counted}".split())
    hedge = "" if value.modifier in (Modifier.EXACT, Modifier.BETWEEN) else f"{value.modifier.value} "
    if value.modifier is Modifier.BETWEEN:
        number = f"{_number(value.low)} to {_number(value.high)}"
    else:
        number = _number(value.number)
    if value.kind is Facet.PERCENTAGE:
        return f"{hedge}{number} %" if value.unit == "percentage" else f"{hedge}{number} {value.unit}s"
    if value.kind is Facet.DURATION:
        plural = "centuries" if value.unit == "century" else f"{value.unit}s"
        return f"{hedge}{number} {value.unit if value.number == 1 else plural}"
    return " ".join(f"{hedge}{number} {value.unit} {value.counted}".split())


def _positions(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[Position]:
    by_article: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.article, c.focus_start, c.id)):
        by_article.setdefault(claim.article, []).append(claim)
    found = [Position(articles[key], tuple(group)) for key, group in by_article.items()]
    return sorted(found, key=lambda p: (p.article.published or date.max, p.article.id))


def _judge_values(positions: Sequence[Position]) -> Verdict:
    relations = [
        (one, other, best_relation(one.claims, other.claims))
        for one, other in itertools.combinations(positions, 2)
    ]
    apart = [(one, other, found) for one, other, found in relations if found[0] is Relation.DISJOINT]
    if apart:
        return Verdict(VerdictKind.DIFFER, _differ_reason(positions, apart))
    if all(found[0] is Relation.EQUAL for _, _, found in relations):
        value = relations[0][2][1].value
        assert value is not None  # noqa: S101 - a value fact holds values
        return Verdict(VerdictKind.AGREE, f"All {len(positions)} articles give {describe(value)}.")
    unknown = any(found[0] is Relation.UNKNOWN for _, _, found in relations)
    return Verdict(VerdictKind.COMPATIBLE, _compatible_reason(positions, unknown=unknown))


def _copies_differ(positions: Sequence[Position]) -> bool:
    """Whether copies of one text give values that exclude each other: somebody changed a number."""
    return any(
        best_relation(one.claims, other.claims)[0] is Relation.DISJOINT
        for one, other in itertools.combinations(positions, 2)
    )


def _differ_reason(
    positions: Sequence[Position], apart: Sequence[tuple[Position, Position, tuple[Relation, Claim, Claim]]]
) -> str:
    """Who says what, in the order of publication, and whether time can explain it."""
    shown: dict[str, Claim] = {}
    for one, other, (_, a, b) in apart:
        shown.setdefault(one.article.id, a)
        shown.setdefault(other.article.id, b)
    parts = [
        f"{p.name}{_dated(p.article)}: {describe(c.value)}"
        for p in positions
        if (c := shown.get(p.article.id)) is not None and c.value is not None
    ]
    reason = "The values exclude each other. " + "; ".join(parts) + "."
    return " ".join(
        filter(None, (reason, _time_reason([p for p in positions if p.article.id in shown], shown)))
    )


def _time_reason(positions: Sequence[Position], shown: Mapping[str, Claim]) -> str:
    """What the days of publication say about a difference; "" where they are unknown."""
    dated = [p for p in positions if p.article.published is not None]
    if len(dated) < len(positions):
        return (
            "Not every article has a publication date, so a later report cannot be told from an earlier one."
        )
    first, last = dated[0], dated[-1]
    if first.article.published is None or last.article.published is None:
        return ""
    gap = (last.article.published - first.article.published).days
    if gap == 0:
        return "All were published on the same day."
    days = f"{gap} day{'s' if gap != 1 else ''}"
    reason = f"They were published {days} apart; the latest is {last.name}{_dated(last.article)}"
    value = shown[last.article.id].value
    if value is not None and value.kind is Facet.QUANTITY:
        reason += ", and a count can change in that time"
    return reason + "."


def _compatible_reason(positions: Sequence[Position], *, unknown: bool) -> str:
    parts = []
    for position in positions:
        value = position.claims[0].value
        if value is not None:
            parts.append(f"{position.name}: {describe(value)}")
    if unknown:
        head = "Not all of them can be compared: one is planned, denied or vague, and the other is not. "
    else:
        head = "One is vaguer or wider than the other and does not exclude it. "
    return head + "; ".join(parts) + "."


def _judge_statements(positions: Sequence[Position]) -> Verdict:
    for one, other in itertools.combinations(positions, 2):
        for a, b in itertools.product(one.claims, other.claims):
            if polarity_conflict(a.text, b.text):
                return Verdict(
                    VerdictKind.DIFFER, f"{one.name} states what {other.name} denies, or the other way round."
                )
    names = ", ".join(dict.fromkeys(p.name for p in positions))
    return Verdict(VerdictKind.AGREE, f"{names} say so in their own words; there is no value to compare.")


def _judge_quotations(positions: Sequence[Position]) -> Verdict:
    words = {" ".join(_folded(c)) for p in positions for c in p.claims}
    speaker = next((c.value.speaker for p in positions for c in p.claims if c.value and c.value.speaker), "")
    who = f" of {speaker}" if speaker else ""
    if len(words) == 1:
        return Verdict(VerdictKind.AGREE, f"The same words{who} are quoted.")
    return Verdict(
        VerdictKind.COMPATIBLE, f"The same statement{who} is quoted at different length or wording."
    )


def _judge_names(positions: Sequence[Position]) -> Verdict:
    spellings: dict[str, list[str]] = {}
    for position in positions:
        for claim in position.claims:
            spelling = claim.value.value if claim.value else claim.focus
            spellings.setdefault(spelling, []).append(position.name)
    parts = [f"“{name}” ({', '.join(dict.fromkeys(who))})" for name, who in sorted(spellings.items())]
    kind = VerdictKind.VARIANT if len(spellings) > 1 else VerdictKind.AGREE
    return Verdict(
        kind, ("One name in several spellings: " if len(parts) > 1 else "One name: ") + ", ".join(parts) + "."
    )


def _single_reason(positions: Sequence[Position]) -> str:
    if len(positions) == 1:
        return f"Only {positions[0].name} says so."
    names = ", ".join(dict.fromkeys(p.name for p in positions))
    return f"{names} carry copies of one text, so this is one source."


def _folded(claim: Claim) -> list[str]:
    text = claim.value.value if claim.value else claim.focus
    return [word for word in "".join(c.lower() if c.isalnum() else " " for c in text).split() if word]


def _dated(article: Article) -> str:
    return f" ({article.published.isoformat()})" if article.published else ""


def _number(value: object) -> str:
    if not isinstance(value, int | float):
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,g}"
