"""What an earlier comparison said of groups: it holds as long as the same claims say what they said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from compare.linkage.duplicates.sources import Sources
from compare.linkage.groups import Group
from compare.models import Claim, Comparison, Verdict

__all__ = ["Judged", "KnownAnswers", "KnownVerdicts"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a group: its verdict, its title, and the pairs of values that the verdict rests on."""

    verdict: Verdict
    title: str
    compared: tuple[Comparison, ...] = ()


@dataclass(frozen=True)
class KnownVerdicts:
    """Verdicts by what they were given on, and those that this comparison asked for.

    ``readings`` are digests of what each article says, by its id; `load` gives what is kept under a key, and
    ``articles`` are those (by id) that what is kept under one tells of.
    """

    readings: Mapping[str, str]
    load: Callable[[str], Judged | None]
    used: dict[str, Judged] = field(default_factory=dict)
    articles: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, group: Group, sources: Sources, judge: Callable[[], Judged]) -> Judged:
        """What is said of a group, as it is known or else as `judge` finds it."""
        key = self._key(group, sources)
        found = self.used.get(key)
        if found is None:
            found = self.used[key] = self.load(key) or judge()
            self.articles[key] = frozenset(claim.article for claim in group.claims)
        return found

    def _key(self, group: Group, sources: Sources) -> str:
        """A digest of all that a verdict and a title hang on."""
        pairs = (
            None if some is None else sorted(sorted(pair) for pair in some)
            for some in (group.sure, group.doubted)
        )
        claims = [(self.readings[claim.article], claim.id) for claim in group.claims]
        alone = group.explanation is None
        plain = repr((claims, group.own[0].id, *pairs, group.doubtful, alone, sources))
        return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True)
class KnownAnswers:
    """Answers to one question about the claims of two facts, and those that this comparison asked for.

    ``readings`` are as of `KnownVerdicts`.
    """

    readings: Mapping[str, str]
    kept: Mapping[str, bool] = field(default_factory=dict)
    used: dict[str, bool] = field(default_factory=dict)

    def of(self, one: Sequence[Claim], other: Sequence[Claim], ask: Callable[[], bool]) -> bool:
        """The answer for the claims of two facts, as it is known or else as `ask` finds it."""
        plain = repr([[(self.readings[claim.article], claim.id) for claim in some] for some in (one, other)])
        key = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        found = self.used.get(key)
        if found is None:
            found = self.used[key] = self.kept[key] if key in self.kept else ask()
        return found
