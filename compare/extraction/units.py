"""Units of measurement and currencies: from their written forms to one name, and conversion.

A unit is called by its long singular name as pint writes it, with spaces ("kilometer", "square mile",
"barrel per day"), "percentage", "percentage point" and "basis point" aside; money by its ISO 4217
code. The written forms are tables, so that reading text imports neither pint nor Babel; the tests
hold the tables against both. `convert` asks pint, once per pair of units.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from compare.lang.en.unit_lexicon import (
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    FIRST_WORDS,
    LONE,
    MONEY_PLURALS,
    MONEY_WORDS,
    NATIONAL,
    PINT_NAMES,
    SLASH,
    SURFACES,
    SYMBOLS,
)

__all__ = [
    "CURRENCY_CODES",
    "CURRENCY_PREFIX_SOURCE",
    "PERCENT_UNITS",
    "TIME_UNITS",
    "UnitMatch",
    "convert",
    "currency_after",
    "currency_code",
    "dimension",
    "is_currency",
    "unit_after",
]

PERCENT_UNITS: Final = frozenset({"percentage", "percentage point", "basis point"})
TIME_UNITS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
    "decade": "Y", "century": "Y",
}  # fmt: skip

_NEXT = re.compile(
    r"(?P<gap>[ \u00a0\u2009\u202f]{0,2}|[ ]-[ ](?=(?:year|month|week|day)\b)|[-\u2010\u2011])"
    r"(?P<word>[°ºμµ]?[A-Za-z]+[23²³]?|[%٪％°º℃℉])"
)
_MORE = re.compile(r"[ \u00a0-]([A-Za-z]+)(?:[ \u00a0-]([A-Za-z]+))?")
_RATE = re.compile(
    r"(?:[ ]?/[ ]?(?P<slash>[A-Za-z]{1,3}[23²³]?)(?![A-Za-z])"
    r"|[ -](?P<link>per|an?|each|every)[ -](?P<of>[A-Za-z]+(?:[ ][A-Za-z]+)?))"
)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit read from text: where it ends, its name, and whether the words say "old" or "of age"."""

    end: int
    unit: str
    hyphen: bool = False


def unit_after(text: str, pos: int) -> UnitMatch | None:
    """The unit written at `pos`, right behind a number, with what it is per ("kilometers per hour")."""
    found = _NEXT.match(text, pos)
    if found is None:
        return None
    gap, word = found["gap"], found["word"]
    unit, end = SYMBOLS.get(word), found.end()
    low = word.lower()
    if unit is None or (low in FIRST_WORDS and unit == "degree"):
        unit, end = _longest(text, found.end(), low, unit)
    if unit is None or (gap and word in LONE and text[end : end + 1] != "/") or text[end : end + 1].isalnum():
        return None
    rate = _RATE.match(text, end)
    if rate is not None and unit not in PERCENT_UNITS:
        per, length = _denominator(rate)
        if per:
            return UnitMatch(end + length, f"{unit} per {per}")
    return UnitMatch(end, unit, gap in ("-", " - ", "\u2010", "\u2011"))


def _longest(text: str, end: int, low: str, unit: str | None) -> tuple[str | None, int]:
    """The longest unit of up to three words that starts with `low`."""
    best = unit or SURFACES.get(low), end
    if low not in FIRST_WORDS:
        return best
    more = _MORE.match(text, end)
    if more is None:
        return best
    two = f"{low}-{more[1].lower()}"
    if more[2] and f"{two}-{more[2].lower()}" in SURFACES:
        return SURFACES[f"{two}-{more[2].lower()}"], more.end(2)
    if two in SURFACES:
        return SURFACES[two], more.end(1)
    return best


def _denominator(rate: re.Match[str]) -> tuple[str, int]:
    """What a rate is per, and how many characters say so; empty where it is no unit."""
    if rate["slash"]:
        return SLASH.get(rate["slash"], ""), rate.end() - rate.start()
    words = rate["of"].lower().split()
    joined = SURFACES.get("-".join(words))
    if len(words) == 2 and joined:
        return joined, rate.end() - rate.start()
    single = SURFACES.get(words[0], "")
    if rate["link"] in ("a", "an", "each", "every") and single not in TIME_UNITS:
        single = ""
    return single, rate.start("of") + len(words[0]) - rate.start()


# ---------------------------------------------------------------- money

CURRENCY_PREFIX_SOURCE: Final = (
    r"(?:(?:(?:u\.s\.|us|au|ca|nz|hk)[ ]?|a|c|s|nt|r)?[$＄](?:us|a|c|nz)?[ ]?"
    r"|[€£¥￥₽₹₩₪₺₴₦₱฿֏₼₾₸₫₡][ ]?"
    rf"|(?:rs\.?|rm|rp|{'|'.join(sorted(CURRENCY_CODES)).lower()})[ ]?(?=\d))"
)
"""A currency that stands before its amount, in lower-case text; `currency_code` reads the original."""

_NATIONAL_UNITS = frozenset(unit for _, unit in NATIONAL)
_CURRENCY_AFTER = re.compile(
    r"(?P<gap>[ \u00a0\u202f-]?)(?P<one>[$€£¥₽₹₩₪₺₴]|U\.S\.?|[A-Za-z]+)"
    r"(?:[ \u00a0](?P<two>[A-Za-z]+))?(?:[ \u00a0](?P<three>[A-Za-z]+))?"
)


def currency_code(prefix: str) -> str:
    """ISO 4217 code of a currency written before an amount: "US$", "€", "Rs.", "USD"."""
    prefix = prefix.strip()
    return (
        prefix
        if prefix in CURRENCY_CODES
        else CURRENCY_PREFIXES.get(prefix) or CURRENCY_PREFIXES.get(prefix.replace(" ", ""), "USD")
    )


def is_currency(written: str) -> bool:
    """Whether letters before an amount are a currency: "USD" and "Rs", not "try" or "rs"."""
    written = written.strip()
    return written in CURRENCY_CODES or written in CURRENCY_PREFIXES


def currency_after(text: str, pos: int, large: bool = False) -> tuple[int, str, float] | None:
    """The currency written behind an amount: (end, ISO 4217 code, factor), factor 0.01 for cents.

    "pounds" are money only where `large` says that the amount is in millions, or a nation or "sterling"
    stands with it: otherwise they are a weight.
    """
    found = _CURRENCY_AFTER.match(text, pos)
    if found is None:
        return None
    one, two, three = found["one"], found["two"] or "", found["three"] or ""
    if one in "€£¥₽₹₩₪₺₴" or (one == "$" and not found["gap"]):
        return found.end("one"), CURRENCY_PREFIXES[one], 1.0
    if one in CURRENCY_CODES:
        return found.end("one"), one, 1.0
    first, second, third = one.lower().rstrip("."), _singular(two), _singular(three)
    for nation, name, end in ((first, second, "two"), (f"{first} {two.lower()}", third, "three")):
        if (nation, name) in NATIONAL:
            return found.end(end), NATIONAL[nation, name], 1.0
    single = _singular(one)
    code = MONEY_WORDS.get(single)
    if code is None or (single in ("p", "c") and (found["gap"] or one != single)):
        return None
    if single == "pound" and not large and second != "sterling":
        return None
    if single in ("real", "won") and (one == single and not large):
        return None
    end_at = found.end("two") if single == "pound" and second == "sterling" else found.end("one")
    return end_at, code[:3], 0.01 if code.endswith("/100") else 1.0


def _singular(word: str) -> str:
    low = word.lower()
    if low in MONEY_PLURALS:
        return MONEY_PLURALS[low]
    return low[:-1] if low.endswith("s") and (low[:-1] in MONEY_WORDS or low[:-1] in _NATIONAL_UNITS) else low


# ---------------------------------------------------------------- conversion


@functools.cache
def _registry():  # type: ignore[no-untyped-def]
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def _pint_name(unit: str) -> str:
    return " / ".join(
        PINT_NAMES.get(part, part) for part in ([unit] if unit in PINT_NAMES else unit.split(" per "))
    )


@functools.lru_cache(maxsize=1024)
def dimension(unit: str) -> str:
    """What a unit measures, as pint names it ("[length]"); the unit itself where pint does not know it."""
    if unit in PERCENT_UNITS or not unit or unit in CURRENCY_CODES:
        return unit
    try:
        measure = _registry().Quantity(1.0, _pint_name(unit))
        found = str(measure.dimensionality)
        # bytes, angles and parts per million are all "dimensionless": their root units tell them apart
        return found if found != "dimensionless" else f"dimensionless {measure.to_root_units().units}"
    except Exception:  # noqa: BLE001 - pint raises many kinds for unknown names; unknown is an answer here
        return unit


@functools.lru_cache(maxsize=4096)
def _line(source: str, target: str) -> tuple[float, float] | None:
    """Factor and offset of the conversion from `source` to `target`."""
    if source == target:
        return 1.0, 0.0
    if "" in (source, target) or dimension(source) != dimension(target):
        return None
    if (
        source in PERCENT_UNITS
        or target in PERCENT_UNITS
        or source in CURRENCY_CODES
        or target in CURRENCY_CODES
    ):
        return None
    try:
        quantity = _registry().Quantity
        zero = float(quantity(0.0, _pint_name(source)).to(_pint_name(target)).magnitude)
        one = float(quantity(1000.0, _pint_name(source)).to(_pint_name(target)).magnitude)
    except Exception:  # noqa: BLE001 - as above
        return None
    return (one - zero) / 1000.0, zero


def convert(number: float, source: str, target: str) -> float | None:
    """`number` of the unit `source` in `target`; None where they do not measure the same thing.

    Two currencies never convert: the rate is not in the text.
    """
    line = _line(source, target)
    return None if line is None else number * line[0] + line[1]
