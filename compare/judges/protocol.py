"""What the rest of crossclaim asks of a judge."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from compare.models import Claim

KEY = 24
"""Hex digits of a pair's key: two pairs with one key are not to be expected, and a model can copy it."""


@dataclass(frozen=True, slots=True)
class Side:
    """A claim in its article; `before` and `after` are the sentences around its own, "" at the ends."""

    claim: Claim
    source: str = ""
    published: date | None = None
    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two claims of two articles that may answer one question and exclude each other.

    `probability` is the built-in one; a judge need not look at it.
    """

    one: Side
    other: Side
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge says of a pair: the probability that both cannot be true, and its words.

    `cause` is why they differ, in the words of `Cause`; "" where the judge does not say.
    """

    probability: float
    words: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a judge has done since it was made: `failures` counts pairs without an answer by the reason."""

    calls: int = 0
    reused: int = 0
    """Answers that were kept from an earlier run."""
    tokens_in: int = 0
    tokens_out: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)


@runtime_checkable
class Judge(Protocol):
    """Says of pairs of claims whether they exclude each other.

    A pair's opinion depends on that pair alone: not on its neighbours, their order or their number.
    """

    @property
    def name(self) -> str:
        """The judge's name, for people."""

    @property
    def identity(self) -> str:
        """Name and hash of what judges: equal identities give equal opinions, as far as the judge can."""

    @property
    def tally(self) -> Tally:
        """What it has done since it was made."""

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """The opinion on each of `pairs`, in their order; None where there is no answer."""


def pair_key(pair: JudgedPair) -> str:
    """A hash of all that a judge can see of `pair`, for keeping answers and for telling pairs apart."""
    seen = json.dumps([_seen(pair.one), _seen(pair.other)])
    return hashlib.sha256(seen.encode()).hexdigest()[:KEY]


def _seen(side: Side) -> list[str]:
    published = side.published.isoformat() if side.published else ""
    claim = [side.claim.facet.value, side.claim.text, side.claim.focus.text]
    return [*claim, side.source, published, side.title, side.before, side.after]
