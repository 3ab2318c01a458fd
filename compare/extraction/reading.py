"""What one article says, read once: everything later reads this record and no text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from compare.models import Article, Claim, Sentence, Value
from compare.segmentation.articles import Segments

__all__ = ["Reading", "Readings"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: its sentences, values and claims."""

    article: Article
    segments: Segments
    values: tuple[Value, ...]
    claims: tuple[Claim, ...]
    names: tuple[Claim, ...]
    assertions: tuple[Claim, ...] = ()
    """What parts of its sentences state of something named."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of its sentences; furniture is marked as such."""
        return self.segments.sentences


class Readings(Protocol):
    """Where readings are kept between runs: an article read again gives the same."""

    def get(self, article: Article) -> Reading | None:
        """What was read in `article` as it is now."""

    def put(self, reading: Reading) -> None:
        """Keep `reading`."""
