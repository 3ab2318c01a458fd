"""Text to comparable values: quantities, dates, durations, names and quotations as intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compare.extraction.dates.extract import extract_dates
from compare.extraction.names.extract import extract_names
from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.quantities.movement import mark_earlier
from compare.extraction.quantities.numbers import Mention
from compare.extraction.quotations import extract_quotations
from compare.lang.tokenised import Joined, joined
from compare.models import AmountValue, DateValue, Value

__all__ = ["extract_values"]


def extract_values(text: str, published: date | None = None) -> list[Value]:
    """Every value that `text` states, in order of position.

    `published` anchors relative dates; without it they stay unresolved (``low`` and ``high`` None).
    Dates and durations are found first, so that no year or day number is read as a quantity. What a tokeniser
    took apart ("2, 129") is read as one. Offsets are characters in `text`, half open. Values of one length
    and place are in the order of their kinds. No model is loaded.

    Examples:
        >>> from datetime import date
        >>> from compare import extract_values
        >>> [(v.kind.value, v.text, v.value) for v in extract_values("On Tuesday 5 died.", date(2024, 3, 14))]
        [('date', 'Tuesday', '2024-03-12'), ('quantity', '5', '5')]
    """
    whole = joined(text)
    if whole is None:
        return _extract(text, published)
    return [_placed(value, whole, text) for value in _extract(whole.text, published)]


def _placed(value: Value, whole: Joined, text: str) -> Value:
    """A value read in `whole`, at its place in the `text` that was taken apart."""
    start, end = whole.start(value.start), whole.end(value.end)
    found = replace(value, start=start, end=end, text=text[start:end])
    if isinstance(found, AmountValue) and found.whole is not None:
        return replace(found, whole=whole.start(found.whole))
    return found


def _extract(text: str, published: date | None) -> list[Value]:
    dates = _changed(text, extract_dates(text, published))
    taken = [(v.start, v.end) for v in dates]
    values = [
        *dates,
        *extract_quantities(text, taken),
        *extract_names(text, taken),
        *extract_quotations(text),
    ]
    return sorted(values, key=lambda v: (v.start, v.end, v.kind))


def _changed(text: str, dates: Sequence[DateValue | AmountValue]) -> list[DateValue | AmountValue]:
    """The `dates`, with what was before a change marked: "raised from six years to nine years"."""
    found = [v for v in dates if isinstance(v, AmountValue)]
    mentions = [Mention(v.start, v.end, v.number, v.low, v.high, unit=v.unit) for v in found]
    mark_earlier(text, mentions)
    earlier = {m.start for m in mentions if m.before}
    return [
        replace(v, before=True) if isinstance(v, AmountValue) and v.start in earlier else v for v in dates
    ]
