"""Asking a judge, whatever it does: the run goes on without the answers that it does not give."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compare.judges.protocol import Judge, JudgedPair, Opinion
from compare.models import OnProgress, Progress

LOG = logging.getLogger(__name__)

BATCH = 8
"""Pairs that are asked about between two signs of progress; answers of a batch are kept at once."""
OUTSIDE = "a probability outside 0 to 1"
UNTOLD = "no answer"
"""The reason where a judge tells none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The opinion on each pair, None where there is no answer, and why there is none, by reason."""

    opinions: tuple[Opinion | None, ...]
    failures: Mapping[str, int]

    @property
    def unanswered(self) -> int:
        """Pairs without an answer."""
        return sum(opinion is None for opinion in self.opinions)


def ask(judge: Judge, pairs: Sequence[JudgedPair], tell: OnProgress) -> Asked:
    """The opinions of `judge` on `pairs`, in their order. Nothing that it does raises an error."""
    opinions: list[Opinion | None] = []
    failures: Counter[str] = Counter()
    for start in range(0, len(pairs), BATCH):
        tell(Progress("judge", start, len(pairs)))
        found, why = _ask(judge, pairs[start : start + BATCH])
        opinions += found
        failures += why
    if pairs:
        tell(Progress("judge", len(pairs), len(pairs)))
    return Asked(tuple(opinions), dict(sorted(failures.items())))


def _ask(judge: Judge, pairs: Sequence[JudgedPair]) -> tuple[list[Opinion | None], Counter[str]]:
    """The opinions on one batch, and why some are missing."""
    try:
        before = Counter(judge.tally.failures)
        found = list(judge.judge(pairs))
        why = Counter(judge.tally.failures) - before
        usable = [opinion if opinion is not None and _usable(opinion) else None for opinion in found]
    except Exception as error:
        LOG.debug("the judge %s failed on %d pairs", judge.identity, len(pairs), exc_info=True)
        return [None] * len(pairs), Counter({f"failed with {type(error).__name__}": len(pairs)})
    if len(found) != len(pairs):
        return [None] * len(pairs), Counter({f"{len(found)} answers to {len(pairs)} questions": len(pairs)})
    why[OUTSIDE] += usable.count(None) - found.count(None)
    why[UNTOLD] += max(0, usable.count(None) - why.total())
    return usable, +why


def _usable(opinion: Opinion) -> bool:
    """Whether its probability is one."""
    return math.isfinite(opinion.probability) and 0 <= opinion.probability <= 1
