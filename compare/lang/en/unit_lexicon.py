"""Units and currencies by their written forms. Checked against pint and Babel by the tests."""

from __future__ import annotations

from typing import Final

from compare.lang.resources import table

__all__ = [
    "CURRENCIES_BEHIND",
    "CURRENCY_CODES",
    "CURRENCY_PREFIXES",
    "FIRST_WORDS",
    "LONE",
    "MILLIONS",
    "MONEY_MAGNITUDES",
    "MONEY_PLURALS",
    "MONEY_WORDS",
    "NATIONAL",
    "PICTURE_LINES",
    "PINT_NAMES",
    "SLASH",
    "SURFACES",
    "SYMBOLS",
    "UNCERTAIN",
]

_UNITS: Final = table("en", "units")
_CURRENCIES: Final = table("en", "currencies")

LONE: Final = frozenset(_UNITS["touching"].split())
"""Forms that are a unit only where they touch the digits ("5g") or are one of a rate ("5 A/cm2")."""


_WORD = 4
"""Letters of a form, at least, that is a word with a plural and no symbol; "mile", not "mph"."""


def _prefixed() -> dict[str, str]:
    """Names that a prefix of the SI makes, by the name that the table gives the unit without it."""
    named = {form: unit for unit, forms in _UNITS["words"].items() for form in forms.split()}
    made = [(p, base) for p in _UNITS["prefixes"].split() for base in _UNITS["prefixed"].split()]
    made += [(p, "byte") for p in _UNITS["prefixed_bytes"].split()]
    return {prefix + base: prefix + named.get(base, base) for prefix, base in made}


def _surfaces() -> dict[str, str]:
    table = _prefixed()
    table.update({form: unit for unit, forms in _UNITS["words"].items() for form in forms.split()})
    for form, unit in tuple(table.items()):
        if len(form) >= _WORD and not form.endswith(("s", "feet", "foot", "inch", "hz", "hertz")):
            plural = form[:-1] + "ies" if form.endswith("y") and form[-2] not in "aeiou" else form + "s"
            table[plural] = unit
    table["kgs"] = "kilogram"
    return table


SURFACES: Final = _surfaces()
SYMBOLS: Final = {form: unit for unit, forms in _UNITS["symbols"].items() for form in forms.split()}
FIRST_WORDS: Final = frozenset(form.split("-")[0] for form in SURFACES if "-" in form)

SLASH: Final[dict[str, str]] = _UNITS["slash"]
PINT_NAMES: Final[dict[str, str]] = _UNITS["pint"]
"""What pint calls a unit where it does not understand our name."""


def _by_one_nation(national: dict[str, dict[str, str]]) -> dict[str, str]:
    """Names of money that say by themselves whose it is ("kyat"); those of several nations stay names."""
    plain = {unit: set(nations.values()) for unit, nations in national.items()}
    return {
        unit: codes.pop() if len(codes) == 1 else unit
        for unit, codes in plain.items()
        if unit not in _CURRENCIES["words"] and unit not in _NO_MONEY_ALONE
    }


_NO_MONEY_ALONE: Final = frozenset(_CURRENCIES["never_alone"].split())
CURRENCY_CODES: Final = frozenset(_CURRENCIES["codes"].split())
CURRENCY_PREFIXES: Final[dict[str, str]] = _CURRENCIES["prefixes"]
CURRENCIES_BEHIND: Final[dict[str, str]] = _CURRENCIES["behind"]
"""What stands only behind an amount, or in this case there too: "500 Kč"."""
UNCERTAIN: Final = frozenset(_CURRENCIES["uncertain"].split())
"""Codes and letters that also stand before numbers that are no money."""
MILLIONS: Final = frozenset(_CURRENCIES["millions"].split())
"""Codes that with M before them are millions."""
PICTURE_LINES: Final = frozenset(_CURRENCIES["lines_of_pictures"].split())
MONEY_MAGNITUDES: Final[dict[str, float]] = _CURRENCIES["magnitudes"]
MONEY_WORDS: Final[dict[str, str]] = _CURRENCIES["words"] | _by_one_nation(_CURRENCIES["national"])
MONEY_PLURALS: Final[dict[str, str]] = _CURRENCIES["plurals"]
NATIONAL: Final[dict[tuple[str, str], str]] = {
    (nation, unit): code
    for unit, nations in _CURRENCIES["national"].items()
    for nation, code in nations.items()
}
"""The code of a currency by nation and unit, such as ("australian", "dollar")."""
