"""Units and currencies by their written forms. Checked against pint and Babel by the tests."""

from __future__ import annotations

from typing import Final

from compare.lang.resources import table

__all__ = [
    "CURRENCY_CODES",
    "CURRENCY_PREFIXES",
    "FIRST_WORDS",
    "LONE",
    "MONEY_PLURALS",
    "MONEY_WORDS",
    "NATIONAL",
    "PINT_NAMES",
    "SLASH",
    "SURFACES",
    "SYMBOLS",
]

_UNITS: Final = table("en", "units")
_CURRENCIES: Final = table("en", "currencies")

LONE: Final = frozenset(_UNITS["touching"].split())
"""Forms that are a unit only where they touch the digits ("5g") or are one of a rate ("5 A/cm2")."""


def _surfaces() -> dict[str, str]:
    table: dict[str, str] = {}
    for unit, forms in _UNITS["words"].items():
        for form in forms.split():
            table[form] = unit
            if len(form) > 3 and not form.endswith(("s", "feet", "foot", "inch", "hz")):
                table[form[:-1] + "ies" if form.endswith("y") and form[-2] not in "aeiou" else form + "s"] = (
                    unit
                )
    table["kgs"] = "kilogram"
    return table


SURFACES: Final = _surfaces()
SYMBOLS: Final = {form: unit for unit, forms in _UNITS["symbols"].items() for form in forms.split()}
FIRST_WORDS: Final = frozenset(form.split("-")[0] for form in SURFACES if "-" in form)

SLASH: Final[dict[str, str]] = _UNITS["slash"]
PINT_NAMES: Final[dict[str, str]] = _UNITS["pint"]
"""What pint calls a unit where it does not understand our name."""

CURRENCY_CODES: Final = frozenset(_CURRENCIES["codes"].split())
CURRENCY_PREFIXES: Final[dict[str, str]] = _CURRENCIES["prefixes"]
MONEY_WORDS: Final[dict[str, str]] = _CURRENCIES["words"]
MONEY_PLURALS: Final[dict[str, str]] = _CURRENCIES["plurals"]
NATIONAL: Final[dict[tuple[str, str], str]] = {
    (nation, unit): code
    for unit, nations in _CURRENCIES["national"].items()
    for nation, code in nations.items()
}
"""The code of a currency by nation and unit, such as ("australian", "dollar")."""
