"""Claims: what an article states that another can confirm or deny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compare.models.values import AmountValue, Facet, QuotationValue, Value


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a sentence, with at most one value.

    ``start`` and ``end`` are the extent of the claim: the clause that states its value, or the whole
    sentence. A sentence on two wars makes claims about either, and their extents tell them apart.
    """

    id: str
    article: str
    facet: Facet
    sentence: int
    start: int
    end: int
    text: str
    focus_start: int
    focus_end: int
    focus: str
    value: Value | None = None
    attribution: str = ""
    negated: bool = False
    hedged: bool = False
    planned: bool = False
    names: tuple[str, ...] = ()
    """Normalised names in the sentence."""
    places: tuple[str, ...] = ()
    """The places in the sentence; where it names none, those of the article's first sentence that does."""
    masked: str = ""
    """The clause of the claim with its value masked: what is embedded to compare the questions."""
    sentence_start: int | None = None
    """Where ``text``, the sentence, begins; None where that is ``start``."""
    when_low: date | None = None
    when_high: date | None = None
    """The days on which what is claimed happened, where its sentence says so."""
    spoken: bool = False
    """For a date: it dates what somebody said ("told reporters on Tuesday"), not what happened."""
    story_low: date | None = None
    story_high: date | None = None
    """The days on which the article's own event happened, as its first sentences say."""
    subject: str = ""
    """Of what a part of a sentence states something: a name, also where the text says "it"."""

    @property
    def amount(self) -> AmountValue | None:
        """Its value where that is a number."""
        return self.value if isinstance(self.value, AmountValue) else None

    @property
    def action(self) -> str:
        """What happens to what it counts; "" where it counts nothing or does not say."""
        return self.value.action if isinstance(self.value, AmountValue) else ""

    @property
    def speaker(self) -> str:
        """Who says what it quotes; "" where it quotes nothing or nobody says it."""
        return self.value.speaker if isinstance(self.value, QuotationValue) else ""
