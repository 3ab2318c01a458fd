"""Units of measurement and currencies: from their written forms to one name, and conversion.

A unit is called by its long singular name as the SI has it, and else as pint writes it, with spaces
("kilometre", "square mile", "barrel per day"), "percentage", "percentage point" and "basis point" aside;
money by its ISO 4217 code. The written forms are tables, so that reading text imports neither pint nor
Babel; the tests hold the tables against both. `convert` asks pint, once per pair of units.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from compare.lang.en.unit_lexicon import (
    CURRENCIES_BEHIND,
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    FIRST_WORDS,
    LONE,
    MILLIONS,
    MONEY_PLURALS,
    MONEY_WORDS,
    NATIONAL,
    PICTURE_LINES,
    PINT_NAMES,
    SLASH,
    SURFACES,
    SYMBOLS,
)
from compare.lang.patterns import any_of

__all__ = [
    "CURRENCY_CODES",
    "CURRENCY_PREFIX_SOURCE",
    "CURRENCY_STARTERS",
    "PERCENT_UNITS",
    "SCORE",
    "TIME_UNITS",
    "UnitMatch",
    "convert",
    "currency_after",
    "currency_code",
    "dimension",
    "in_millions",
    "is_currency",
    "is_lettered",
    "unit_after",
]

SCORE: Final = "score"
"""The unit of a score of a game or a vote: it compares with scores alone."""
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

_LETTERED = frozenset(prefix for prefix in CURRENCY_PREFIXES if prefix.rstrip(".").isalpha())
_GAP = "[ \u00a0\u2009\u202f]?"
CURRENCY_PREFIX_SOURCE: Final = (
    rf"(?:{any_of(p.lower() for p in CURRENCY_PREFIXES if p not in _LETTERED)}{_GAP}"
    rf"|(?:(?:u\.s\.|us|au|ca|nz|hk)[ ]?|a|c|s|nt|r)?[$＄](?:us|a|c|nz)?{_GAP}"
    rf"|(?:{any_of(p.lower() for p in (_LETTERED | CURRENCY_CODES))}"
    rf"|m{any_of(code.lower() for code in MILLIONS)}){_GAP}(?=\d))"
)
"""A currency that stands before its amount, in lower-case text; `currency_code` reads the original."""

# As the tokens of `quantities.numbers` begin, which are not those of the one tokeniser.
CURRENCY_STARTERS: Final = frozenset(
    re.match(r"[a-z]+(?:\.(?=[a-z])[a-z]+)*|.", written.lower())[0]  # type: ignore[index]
    for written in (*CURRENCY_PREFIXES, *CURRENCY_CODES, *(f"M{code}" for code in MILLIONS))
)
"""First tokens of currencies before an amount, in lower case."""
_NATIONAL_UNITS = frozenset(unit for _, unit in NATIONAL)
_SYMBOLS = "".join(sorted(sign for sign in CURRENCY_PREFIXES if len(sign) == 1 and not sign.isascii())) + "$"
_CURRENCY_AFTER = re.compile(
    rf"(?P<gap>[ \u00a0\u202f-]?)"
    rf"(?P<one>{any_of(CURRENCIES_BEHIND)}(?![A-Za-z])|[{_SYMBOLS}]|U\.S\.?|[A-Za-z]+)"
    r"(?:[ \u00a0](?P<two>[A-Za-z]+))?(?:[ \u00a0](?P<three>[A-Za-z]+))?"
)


def currency_code(prefix: str) -> str:
    """ISO 4217 code of a currency written before an amount: "US$", "€", "Rs.", "USD"."""
    prefix = prefix.strip()
    if in_millions(prefix):
        return prefix[1:]
    return (
        prefix
        if prefix in CURRENCY_CODES
        else CURRENCY_PREFIXES.get(prefix) or CURRENCY_PREFIXES.get(prefix.replace(" ", ""), "USD")
    )


def is_currency(written: str) -> bool:
    """Whether letters before an amount are a currency: "USD" and "Rs", not "try" or "rs"."""
    written = written.strip()
    return written in CURRENCY_CODES or written in CURRENCY_PREFIXES or in_millions(written)


def in_millions(prefix: str) -> bool:
    """Whether a currency says by itself that its amount is in millions: "MUSD"."""
    return prefix[:1] == "M" and prefix[1:].strip() in MILLIONS


def is_lettered(written: str) -> bool:
    """Whether what stands before an amount is made of letters, and so may be another word."""
    return written.strip().rstrip(".").isalpha()


def currency_after(text: str, pos: int, large: bool = False) -> tuple[int, str, float] | None:
    """The currency written behind an amount: (end, ISO 4217 code, factor), factor 0.01 for cents.

    "pounds" are money only where `large` says that the amount is in millions, or a nation or "sterling"
    stands with it: otherwise they are a weight.
    """
    found = _CURRENCY_AFTER.match(text, pos)
    if found is None:
        return None
    one, two, three = found["one"], found["two"] or "", found["three"] or ""
    signed = _signed(one, found["gap"])
    if signed is not None:
        return found.end("one"), *signed
    first, second, third = one.lower().rstrip("."), _singular(two), _singular(three)
    for nation, name, end in ((first, second, "two"), (f"{first} {two.lower()}", third, "three")):
        if (nation, name) in NATIONAL:
            return found.end(end), NATIONAL[nation, name], 1.0
    single = _singular(one)
    code = MONEY_WORDS.get(single)
    touching = single in ("p", "c")
    if code is None or (touching and (found["gap"] or one != single)):
        return None
    if touching and _is_picture(text, pos, found.end("one")):
        return None
    weight = single == "pound" and not large and second != "sterling"
    if weight or (single in ("real", "won") and one == single and not large):
        return None
    end_at = found.end("two") if single == "pound" and second == "sterling" else found.end("one")
    name, _, part = code.partition("/")
    return end_at, name, 0.01 if part else 1.0


def _signed(written: str, gap: str) -> tuple[str, float] | None:
    """Code and factor of a sign, a code or a short form behind an amount: "5€", "12 MSEK"; "5 $3" is none."""
    if (written != "$" and written in _SYMBOLS) or (written == "$" and not gap):
        return CURRENCY_PREFIXES[written], 1.0
    if written in CURRENCY_CODES or written in CURRENCIES_BEHIND:
        return CURRENCIES_BEHIND.get(written, written), 1.0
    return (written[1:], 1e6) if in_millions(written) else None


_LINES = re.compile(rf"(?<![\d.,]){any_of(PICTURE_LINES)}\Z")


def _is_picture(text: str, start: int, end: int) -> bool:
    """Whether digits with a p behind them are the lines of a picture, "1080p", not pence: "720p a share"."""
    return _LINES.search(text[max(0, start - 6) : start]) is not None and _RATE.match(text, end) is None


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
