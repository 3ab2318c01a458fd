"""Answers kept on disk by content, so that a second run asks nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from compare.embeddings.cache import Shelf
from compare.judges.protocol import Judge, JudgedPair, Opinion, Tally, pair_key

FILE = "judgements-1.sqlite"
MAX_ANSWERS = 100_000
"""Some 40 MB; chosen by hand."""


class KeptJudge:
    """A judge that is asked once about each pair; what it did not answer is asked again.

    Answers are kept by the judge's identity, which names its model and its prompt, and by all that it sees
    of the pair.
    """

    def __init__(self, judge: Judge, shelf: Shelf) -> None:
        self.plain = judge
        self.name: str = judge.name
        self.identity: str = judge.identity
        self._shelf = shelf
        self._reused = 0

    @property
    def tally(self) -> Tally:
        """What the judge itself did, and how many answers were kept from before."""
        return replace(self.plain.tally, reused=self._reused)

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """The opinions, of which only those that are not kept are asked for."""
        keys = [pair_key(pair).encode() for pair in pairs]
        rows = self._shelf.read(self.identity, list(dict.fromkeys(keys)))
        known = {key: opinion for key, row in rows.items() if (opinion := _read(row)) is not None}
        asked = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        self._reused += len(pairs) - len(asked)
        fresh = dict(zip(asked, self.plain.judge(list(asked.values())) if asked else [], strict=True))
        answered = {key: opinion for key, opinion in fresh.items() if opinion is not None}
        if answered:
            self._shelf.write(
                self.identity, {key: json.dumps(asdict(o)).encode() for key, o in answered.items()}
            )
        return [known.get(key) or fresh.get(key) for key in keys]


def _read(row: bytes) -> Opinion | None:
    """The opinion of a row; None where it is damaged, and will be written anew."""
    try:
        found = json.loads(row)
        return Opinion(float(found["probability"]), str(found["words"]), str(found["cause"]))
    except (ValueError, TypeError, KeyError):
        return None
