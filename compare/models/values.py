"""What a text states and can be compared: numbers, dates, names and quotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Facet(StrEnum):
    """What kind of question a claim answers; also the kinds of a `Value`.

    Examples:
        >>> from compare import Facet
        >>> Facet.QUANTITY == "quantity", Facet("date")
        (True, <Facet.DATE: 'date'>)
    """

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    PERCENTAGE = "percentage"
    NAME = "name"
    QUOTATION = "quotation"
    STATEMENT = "statement"


class Modifier(StrEnum):
    """How the text bounds a number: "at least 41" is AT_LEAST."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    BETWEEN = "between"


class Change(StrEnum):
    """A value that is a difference: "rose by 5%" is UP, not the level 5%."""

    UP = "up"
    DOWN = "down"


class Granularity(StrEnum):
    """How finely a date is stated."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Relation(StrEnum):
    """How the first of two intervals stands to the second."""

    EQUAL = "equal"
    CONTAINS = "contains"
    WITHIN = "within"
    OVERLAP = "overlap"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


Bound = float | date | None
"""One end of an interval, inclusive. None is an open end: "at least 41" has ``high=None``."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a text states: what every kind has.

    ``value`` is the normalised text: a number without separators, a TIMEX3 value for dates and durations, a
    name, the words of a quotation. What a kind has beside stands in `AmountValue`, `DateValue`, `NameValue`
    and `QuotationValue`; of it, whoever writes or shows any value can ask for what the properties here
    give, which is nothing where the kind has no such thing. ``text[start:end]`` of what it was read from is
    its ``text``.

    Examples:
        >>> from compare import extract_values
        >>> (value,) = extract_values("Hospitals treated at least 120 injured people.")
        >>> value.kind.value, value.value, value.low, value.high, value.modifier.value
        ('quantity', '120', 120.0, None, 'at least')
    """

    kind: Facet
    start: int
    end: int
    text: str
    value: str

    @property
    def number(self) -> float | None:
        """The number as stated, before a hedge widens it."""
        return None

    @property
    def low(self) -> Bound:
        """The lower end; both ends None on a date means that it could not be resolved."""
        return None

    @property
    def high(self) -> Bound:
        """The upper end."""
        return None

    @property
    def unit(self) -> str:
        """The unit of ``number``, ``low`` and ``high``."""
        return ""

    @property
    def counted(self) -> str:
        """What is counted."""
        return ""

    @property
    def modifier(self) -> Modifier:
        """How the text bounds the number."""
        return Modifier.EXACT

    @property
    def change(self) -> Change | None:
        """Where the number is a difference, its direction."""
        return None

    @property
    def before(self) -> bool:
        """Whether it held before a change that the text tells."""
        return False

    @property
    def vague(self) -> bool:
        """Whether it never leads to a difference."""
        return False


@dataclass(frozen=True, slots=True)
class AmountValue(Value):
    """A quantity, a percentage, a duration or an amount of money, as an interval in ``unit``.

    ``low`` and ``high`` are inclusive, None where they are open; ``number`` is what the text says before a
    hedge widens it.

    Examples:
        >>> from compare import extract_values
        >>> (value,) = extract_values("It cost about 2 million euros.")
        >>> value.kind.value, value.number, value.low < 2_000_000 < value.high, value.unit
        ('money', 2000000.0, True, 'EUR')
    """

    number: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    """Long name as in the SI ("kilometre"), ISO 4217 code for money, "percentage"; "" for a plain count."""
    counted: str = ""
    """What is counted, in the text's words without the number: "factory workers"."""
    action: str = ""
    """Lemma of what happens to what is counted, where the sentence says: "kill", "injure"."""
    modifier: Modifier = Modifier.EXACT
    change: Change | None = None
    vague: bool = False
    """A duration of no said length: "for some years"."""
    before: bool = False
    """What a change started from: of "rose to 31 from 27" the 27."""
    whole: int | None = None
    """Start offset of the value that this one is a part of ("40 people, among them 11 children")."""


@dataclass(frozen=True, slots=True)
class DateValue(Value):
    """A date, as the days from ``low`` to ``high``, both inclusive; None where that is open or not known.

    ``value`` is written as in TIMEX3 (ISO 8601 where that has the notion), the standard of ISO 24617-1
    (Pustejovsky et al., 2010).

    Examples:
        >>> from datetime import date
        >>> from compare import extract_values
        >>> (value,) = extract_values("They left last week.", date(2024, 3, 14))
        >>> str(value.low), str(value.high), value.granularity.value
        ('2024-03-04', '2024-03-10', 'week')
    """

    low: date | None = None
    high: date | None = None
    granularity: Granularity | None = None
    vague: bool = False
    """Such as "recently"."""
    time: str = ""
    """Time of day beside the day, TIMEX3 style: "T10:35", "TMO"."""
    turn: date | None = None
    """Of "since 2002" the last day on which it can have begun, of "until 2003" the first on which it can have
    ended; ``low`` or ``high`` is the other end of these. None for other open dates, such as "after 2002"."""


@dataclass(frozen=True, slots=True)
class NameValue(Value):
    """A person, a place or an organisation, with its spelling.

    Examples:
        >>> from compare import extract_values
        >>> [value.text for value in extract_values("Maria Lindqvist spoke.") if value.kind == "name"]
        ['Maria Lindqvist']
    """

    label: str = ""
    """"person", "place", "organisation" or "" where unsure."""


@dataclass(frozen=True, slots=True)
class QuotationValue(Value):
    """What somebody said, word for word.

    Examples:
        >>> from compare import extract_values
        >>> [value.value for value in extract_values('He said: "We will rebuild the whole bridge by June."')
        ...  if value.kind == "quotation"]
        ['We will rebuild the whole bridge by June']
    """

    speaker: str = ""
    """Who says it, in the text's words."""


def value_type(facet: Facet) -> type[Value]:
    """The class of the values of one kind. Raises KeyError for statements, which have none."""
    return _TYPES[facet]


_TYPES: dict[Facet, type[Value]] = {
    Facet.QUANTITY: AmountValue,
    Facet.MONEY: AmountValue,
    Facet.PERCENTAGE: AmountValue,
    Facet.DURATION: AmountValue,
    Facet.DATE: DateValue,
    Facet.NAME: NameValue,
    Facet.QUOTATION: QuotationValue,
}

AMOUNTS = frozenset(facet for facet, kind in _TYPES.items() if kind is AmountValue)
"""Facets whose values are numbers of something."""
