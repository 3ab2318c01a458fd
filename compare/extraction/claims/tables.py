"""Tables inside a sentence: more values of one kind than anybody says, of which not each makes a claim.

A table is compared as a table: by its sentence as one statement, and by its first values. With a claim for
each value, the pairs of two tables, and those within one, would grow with the square of their length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from compare.extraction.claims.extract import LONGEST_LIST, stating, values_by_sentence
from compare.extraction.reading import Reading
from compare.models import Facet

__all__ = ["Table", "find_tables"]


@dataclass(frozen=True, slots=True)
class Table:
    """A sentence with more than `LONGEST_LIST` values of one kind: where it begins, and how many
    they are."""

    article: str
    start: int
    facet: Facet
    values: int
    compared: int = LONGEST_LIST
    """How many of them make a claim each."""


def find_tables(readings: Iterable[Reading]) -> list[Table]:
    """The tables in the sentences of articles, in the order of `readings` and of their texts."""
    return [table for reading in readings for table in _tables(reading)]


def _tables(reading: Reading) -> list[Table]:
    held = Counter((c.sentence, c.facet) for c in reading.claims if c.value is not None)
    full = sorted(key for key, count in held.items() if count >= LONGEST_LIST)
    if not full:
        return []
    inside = values_by_sentence(reading.sentences, reading.values)
    start = {sentence.index: sentence.start for sentence in reading.sentences}
    found = []
    for index, facet in full:
        own = [v for v in inside[index] if v.kind is facet]
        count = len(stating(own, reading.article.text))
        if count > LONGEST_LIST:
            found.append(Table(reading.article.id, start[index], facet, count))
    return found
