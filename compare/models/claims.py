"""Claims: what an article states that another can confirm or deny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compare.models.values import AmountValue, Facet, QuotationValue, Value


@dataclass(frozen=True, slots=True)
class Focus:
    """The words of a claim that state its value; of a statement, all of them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Modality:
    """How a claim is stated: as denied, as uncertain, as something to come."""

    negated: bool = False
    hedged: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which something happened; None where that is not known."""

    low: date | None = None
    high: date | None = None

    @property
    def span(self) -> tuple[date, date] | None:
        """Both days; None where one of them is not known."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a sentence, with at most one value.

    ``start`` and ``end`` are the extent of the claim: the clause that states its value, or the whole
    sentence. A sentence on two wars makes claims about either, and their extents tell them apart. The focus,
    the words of the value, lies within: of a quotation that runs on, ``end`` lies behind the sentence.

    Examples:
        >>> from compare import load_report
        >>> claim = load_report("reports").facts[0].claims[0]
        >>> claim.article, claim.facet.value, claim.focus.text, claim.value.low, claim.attribution
        ('tarn', 'quantity', '41', 41, 'the governor')
    """

    id: str
    article: str
    facet: Facet
    sentence: int
    """The index of its sentence."""
    sentence_start: int
    """Where ``text`` begins."""
    text: str
    """Its sentence."""
    start: int
    end: int
    focus: Focus
    value: Value | None = None
    attribution: str = ""
    """Who says so, in the words of the sentence; "" where the outlet says it itself."""
    modality: Modality = Modality()
    when: Days = Days()
    """The days on which what is claimed happened, where its sentence says so."""
    story: Days = Days()
    """The days on which the article's own event happened, as its first sentences say."""
    spoken: bool = False
    """For a date: it dates what somebody said ("told reporters on Tuesday"), not what happened."""
    names: tuple[str, ...] = ()
    """Normalised names in the sentence."""
    places: tuple[str, ...] = ()
    """The places in the sentence; where it names none, those of the article's first sentence that does."""
    subject: str = ""
    """Of what a part of a sentence states something: a name, also where the text says "it"."""
    masked: str = ""
    """The clause of the claim with its value masked: what is embedded to compare the questions."""

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
