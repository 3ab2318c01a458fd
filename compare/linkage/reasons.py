"""Why groups were joined, as an earlier comparison found it, for as long as what it hangs on is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compare.models import Claim, Explanation, Link, NearMiss, Rule, Signal

__all__ = ["KnownReasons", "Reason"]

Pairs = frozenset[frozenset[str]]
Plain = list[Any]
"""A reason as JSON has it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What the pairs of a group say of it: how sure it is, why, and which of its claims exclude each other.

    ``taken`` is whether another group holds the nearest claim that it left out.
    """

    score: float
    why: Explanation | None
    sure: Pairs
    unsure: Pairs
    taken: bool = False

    def plain(self) -> Plain:
        """The same as JSON, with the nearest claim by its id; what verdicts compared is no part of it."""
        return [
            self.score,
            self.taken,
            None if self.why is None else _explained(self.why),
            *(sorted(sorted(pair) for pair in pairs) for pairs in (self.sure, self.unsure)),
        ]

    @classmethod
    def of(cls, plain: Plain, claims: Mapping[str, Claim]) -> Reason:
        """What was made `plain`; `claims` are by id. Raises ValueError, TypeError or KeyError where it is
        none."""
        score, taken, why, sure, unsure = plain
        told = None if why is None else _explanation(why, claims)
        return cls(score, told, frozenset(map(frozenset, sure)), frozenset(map(frozenset, unsure)), taken)


def _explained(why: Explanation) -> Plain:
    links = [
        [link.a, link.b, link.score, [[s.name, s.value, s.contribution] for s in link.signals], link.needed]
        for link in why.links
    ]
    near = why.nearest
    told = None if near is None else [near.claim.id, near.beside, near.score, near.needed, near.reason]
    return [why.rule.name, why.threshold, why.margin, links, told]


def _explanation(plain: Plain, claims: Mapping[str, Claim]) -> Explanation:
    rule, threshold, margin, links, near = plain
    made = tuple(
        Link(a, b, score, tuple(Signal(*signal) for signal in signals), needed)
        for a, b, score, signals, needed in links
    )
    nearest = None if near is None else NearMiss(claims[near[0]], *near[1:])
    return Explanation(Rule[rule], threshold, margin, made, nearest=nearest)


@dataclass(frozen=True)
class KnownReasons:
    """Reasons by what they hang on, and those that this comparison asked for.

    ``readings`` are digests of what each article says, by its id; `load` gives what is kept under a key, and
    ``articles`` are those (by id) that what is kept under one tells of.
    """

    readings: Mapping[str, str]
    load: Callable[[str], Plain | None]
    used: dict[str, Plain] = field(default_factory=dict)
    articles: dict[str, frozenset[str]] = field(default_factory=dict)

    def key(self, claims: Sequence[Claim], rule: Rule | None, around: Sequence[str]) -> str:
        """A digest of all that a reason hangs on: the claims of the group, the `rule` by which they were
        joined, and the articles (by id) `around`, among whose claims the nearest one was sought.

        Scores and conflicts hang on pairs of articles, so that these are known by what they say.
        """
        told = [(self.readings[claim.article], claim.id) for claim in claims]
        plain = repr((told, rule, [self.readings[article] for article in around]))
        return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    def get(self, key: str, claims: Mapping[str, Claim]) -> Reason | None:
        """The reason that is known under a `key`; `claims` are by id."""
        plain = self.load(key)
        if plain is None:
            return None
        try:
            return Reason.of(plain, claims)
        except (ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, reason: Reason, claims: Sequence[Claim]) -> None:
        """Keep the reason of a group of `claims` for the next comparison."""
        near = None if reason.why is None else reason.why.nearest
        told = claims if near is None else (*claims, near.claim)
        self.used[key] = reason.plain()
        self.articles[key] = frozenset(claim.article for claim in told)
