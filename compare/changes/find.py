"""What changed of each fact: its verdict, how sure it is, the values that its sources give, its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.changes.matching import match
from compare.models import VerdictKind
from compare.reports.report_view import ReportView
from compare.reports.view import ClaimView, FactView
from compare.reports.words import who

__all__ = ["Change", "ChangeKind", "Changes", "find_changes"]


Row = Mapping[str, str]


class ChangeKind(StrEnum):
    """What became of a fact."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: as it is or, where it is gone, as it last was; and as it was before, None for a new one.

    Values are claims, the first that gives each value for its source; a statement has none.
    """

    kind: ChangeKind
    fact: FactView
    old: FactView | None
    values: tuple[ClaimView, ...] = ()
    """What a source says now and did not say before."""
    values_gone: tuple[ClaimView, ...] = ()
    sources: tuple[str, ...] = ()
    """Who is new among the sources of the fact."""
    sources_gone: tuple[str, ...] = ()
    with_fact: str = ""
    """Of a fact that is gone, the one that most of its claims are in now, by id; of a new one, that they were
    in before; "" where there is none."""

    @property
    def retold(self) -> bool:
        """Whether its verdict is another one now; a possible difference is another than a sure one."""
        return self.old is not None and self.old.verdict is not self.fact.verdict


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two reports, in the order of the later one; `same` facts are as they were."""

    facts: tuple[Change, ...]
    same: int
    articles: tuple[Row, ...] = ()
    """The articles that are new, as plain rows."""
    articles_gone: tuple[Row, ...] = ()
    newest: str = ""
    """The latest day of publication in the later report."""

    def of(self, kind: ChangeKind) -> list[Change]:
        """Those of one kind."""
        return [change for change in self.facts if change.kind is kind]


def find_changes(old: ReportView, new: ReportView, *, single: bool = False) -> Changes:
    """What changed from `old` to `new`: facts that are new first, then those that changed, then those gone.

    Facts that one source alone told before and tells now are left out, unless `single`.
    """
    found = match(old.facts, new.facts)
    pairs = [(a, b) for a, b in found.pairs if single or _shared(a) or _shared(b)]
    changed = [change for a, b in pairs if (change := _changed(a, b)) is not None]
    came = [_new(fact, found.parted.get(fact.id, "")) for fact in found.new if single or _shared(fact)]
    went = [_gone(fact, found.beside.get(fact.id, "")) for fact in found.gone if single or _shared(fact)]
    return Changes(
        (*came, *changed, *went),
        len(pairs) - len(changed),
        _beyond(new.articles, old.articles),
        _beyond(old.articles, new.articles),
        max((row["published"] for row in new.articles), default=""),
    )


def _shared(fact: FactView) -> bool:
    return fact.verdict is not VerdictKind.SINGLE_SOURCE


def _beyond(rows: Sequence[Row], others: Sequence[Row]) -> tuple[Row, ...]:
    known = {row["id"] for row in others}
    return tuple(row for row in rows if row["id"] not in known)


def _new(fact: FactView, parted: str) -> Change:
    return Change(ChangeKind.NEW, fact, None, _values(fact), (), _sources(fact), (), parted)


def _gone(fact: FactView, beside: str) -> Change:
    return Change(ChangeKind.GONE, fact, fact, (), _values(fact), (), _sources(fact), beside)


def _changed(old: FactView, new: FactView) -> Change | None:
    """What is otherwise; None where nothing is."""
    before, after = _sources(old), _sources(new)
    change = Change(
        ChangeKind.CHANGED,
        new,
        old,
        _without(_values(new), _values(old)),
        _without(_values(old), _values(new)),
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
    )
    same = not (change.values or change.values_gone or change.sources or change.sources_gone)
    return change if change.retold or not same else None


def _sources(fact: FactView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who(claim) for claim in fact.claims))


def _values(fact: FactView) -> tuple[ClaimView, ...]:
    """The first claim of each source with each value."""
    first: dict[tuple[object, ...], ClaimView] = {}
    for claim in fact.claims:
        if claim.value:
            first.setdefault(_said(claim), claim)
    return tuple(first.values())


def _said(claim: ClaimView) -> tuple[object, ...]:
    """Who says which value."""
    return who(claim), claim.value, claim.low, claim.high, claim.unit, claim.modifier


def _without(claims: Sequence[ClaimView], others: Sequence[ClaimView]) -> tuple[ClaimView, ...]:
    known = {_said(claim) for claim in others}
    return tuple(claim for claim in claims if _said(claim) not in known)
