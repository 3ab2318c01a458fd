"""Units and currencies, held against pint and Babel."""

import re
import subprocess
import sys

import pytest

from compare.extraction.units import (
    PERCENT_UNITS,
    TIME_UNITS,
    convert,
    currency_after,
    currency_code,
    dimension,
    unit_after,
)
from compare.lang.en.unit_lexicon import (
    CURRENCIES_BEHIND,
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    MONEY_WORDS,
    NATIONAL,
    SURFACES,
    SYMBOLS,
)
from compare.lang.resources import table

BESIDE_PINT = PERCENT_UNITS | {"parts-per-billion", "megapixel"}
"""Units that pint does not know."""


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (" km away", "kilometre"),
        ("km/h in", "kilometre per hour"),
        (" miles per hour", "mile per hour"),
        ("-mile drive", "mile"),
        (" square miles of land", "square mile"),
        (" sq m office", "square metre"),
        (" barrels a day", "barrel per day"),
        (" kV/cm.", "kilovolt per centimetre"),
        (" A/cm2", "ampere per square centimetre"),
        ("% of", "percentage"),
        (" per cent of", "percentage"),
        (" percentage points", "percentage point"),
        (" basis points", "basis point"),
        (" degrees Fahrenheit", "fahrenheit"),
        ("°C", "celsius"),
        (" metric tons", "tonne"),
        (" tonnes a year", "tonne per year"),
        ("kWh lithium", "kilowatt hour"),
        (" feet a head", "foot"),
        (" micrograms of lead", "microgram"),
        (" terawatts", "terawatt"),
        (" milliliters", "millilitre"),
        (" nautical miles", "nautical mile"),
    ],
)
def test_a_unit_is_read(text, unit):
    assert unit_after(text, 0).unit == unit


@pytest.mark.parametrize("text", [" people", " m of", "", " kmx", " a day", " footballers", " seconded"])
def test_no_unit_is_read(text):
    assert unit_after(text, 0) is None


@pytest.mark.parametrize(
    ("text", "large", "expected"),
    [
        (" dollars", False, ("USD", 1.0)),
        (" Australian dollars (", False, ("AUD", 1.0)),
        (" New Zealand dollars", False, ("NZD", 1.0)),
        (" cents", False, ("USD", 0.01)),
        ("p,", False, ("GBP", 0.01)),
        (" pounds", True, ("GBP", 1.0)),
        (" pounds sterling", False, ("GBP", 1.0)),
        (" USD", False, ("USD", 1.0)),
        ("€", False, ("EUR", 1.0)),
    ],
)
def test_a_currency_behind_the_amount(text, large, expected):
    assert currency_after(text, 0, large)[1:] == expected


@pytest.mark.parametrize("text", [" pounds", " p", " people", " won the", ""])
def test_no_currency_is_read(text):
    assert currency_after(text, 0) is None


@pytest.mark.parametrize(
    ("prefix", "code"),
    [("$", "USD"), ("US $", "USD"), ("HK$", "HKD"), ("€ ", "EUR"), ("Rs.", "INR"), ("CHF", "CHF")],
)
def test_a_currency_before_the_amount(prefix, code):
    assert currency_code(prefix) == code


def test_every_unit_is_one_that_pint_knows():
    units = {*SURFACES.values(), *SYMBOLS.values()}
    assert {unit for unit in units if dimension(unit) == unit} <= BESIDE_PINT


def test_every_currency_is_one_that_babel_knows():
    from babel import Locale

    known = Locale("en").currencies
    codes = {
        *CURRENCY_CODES,
        *CURRENCY_PREFIXES.values(),
        *NATIONAL.values(),
        *CURRENCIES_BEHIND.values(),
        *(code.partition("/")[0] for code in MONEY_WORDS.values()),
    }
    common = {code for code in codes if not re.fullmatch("[A-Z]{3}", code)}
    assert common <= {*MONEY_WORDS.values(), "CFA franc", "Bs", "K", "P"}
    codes -= common
    assert codes <= known.keys()
    names = {str(known[code]).lower().split()[-1] for code in codes}
    assert {"dollar", "euro", "yen", "yuan", "ruble", "shekel", "lira"} <= names & MONEY_WORDS.keys()


@pytest.mark.parametrize(
    ("number", "source", "target", "expected"),
    [
        (10, "kilometre", "mile", 6.2137),
        (1, "square mile", "square kilometre", 2.58999),
        (0, "celsius", "fahrenheit", 32),
        (100, "celsius", "fahrenheit", 212),
        (1, "tonne", "kilogram", 1000),
        (1, "nautical mile", "metre", 1852),
        (3, "barrel per day", "litre per day", 476.96),
        (60, "mile per hour", "kilometre per hour", 96.56),
        (2, "week", "day", 14),
        (5, "kilometre", "kilometre", 5),
    ],
)
def test_conversion(number, source, target, expected):
    assert convert(number, source, target) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("USD", "EUR"),
        ("kilometre", "kilogram"),
        ("", "kilometre"),
        ("percentage", "percentage point"),
        ("x", "y"),
    ],
)
def test_what_measures_something_else_does_not_convert(source, target):
    assert convert(1.0, source, target) is None


def test_time_units_have_iso_letters():
    assert set("".join(TIME_UNITS.values())) <= set("SMHDWY")


def test_reading_text_imports_neither_pint_nor_babel():
    code = (
        "import sys; from compare.extraction.quantities.extract import extract_quantities;"
        "extract_quantities('10 km for $5 million, 3 percent');"
        "sys.exit(any(m in sys.modules for m in ('pint', 'babel')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_present_code_is_read_or_another_word():
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    present = {code for land in get_global("territory_currencies") for code in get_territory_currencies(land)}
    left_out = set(table("en", "currencies")["other_words"].split())
    assert len(present - CURRENCY_CODES - left_out) <= 5
    assert not CURRENCY_CODES & left_out


def test_every_present_currency_named_by_nation_and_unit_is_there():
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    names = Locale("en").currencies
    present = {code for land in get_global("territory_currencies") for code in get_territory_currencies(land)}
    missing = []
    for code in sorted(present & names.keys()):
        nation, _, unit = str(names[code]).lower().rpartition(" ")
        plain = nation.isascii() and unit.isalpha() and unit.isascii() and len(nation.split()) in (1, 2)
        if plain and unit not in ("mark", "gold") and NATIONAL.get((nation, unit)) != code:
            missing.append(code)
    # Another release of CLDR may know another currency; that a part of the world is left out is a defect.
    assert len(missing) <= 5, missing


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" Kenyan shillings", "KES"),
        (" Thai baht", "THB"),
        (" Danish kroner", "DKK"),
        (" New Zealand dollars", "NZD"),
        (" kroner", "krone"),  # of three countries, and none is named
        (" shillings", "shilling"),
        (" million pesos", None),
        (" pesos", "peso"),
        (" kyat", "MMK"),
        (" Kč", "CZK"),
        (" MSEK", "SEK"),
    ],
)
def test_a_currency_by_nation_and_unit(text, code):
    found = currency_after(text, 0)
    assert (found[1] if found else None) == code
