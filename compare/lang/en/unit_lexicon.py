"""Units and currencies by their written forms. Checked against pint and Babel by the tests."""

from __future__ import annotations

from typing import Final

from compare.lang.en.quantity_lexicon import words

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

# Words may stand in any case; a plain "s" for the plural is understood.
_WORDS: Final = {
    "percentage": "percent per-cent pct percents",
    "percentage point": "percentage-point pct-point pp percent-point",
    "basis point": "basis-point bps bp",
    "parts-per-million": "ppm",
    "parts-per-billion": "ppb",
    "meter": "metre meter",
    "kilometer": "kilometre kilometer km kms klick",
    "centimeter": "centimetre centimeter cm",
    "millimeter": "millimetre millimeter mm",
    "micrometer": "micrometre micrometer micron",
    "nanometer": "nanometre nanometer nm",
    "mile": "mile mi",
    "nautical_mile": "nautical-mile",
    "light_year": "light-year lightyear",
    "yard": "yard yd yds",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "square meter": "square-metre square-meter sq-m sqm sq-metre sq-meter m2",
    "square kilometer": "square-kilometre square-kilometer sq-km sqkm km2",
    "square mile": "square-mile sq-mile sq-mi",
    "square foot": "square-foot square-feet sq-ft sqft",
    "square yard": "square-yard",
    "acre": "acre",
    "hectare": "hectare ha",
    "cubic meter": "cubic-metre cubic-meter m3",
    "cubic foot": "cubic-foot cubic-feet",
    "liter": "litre liter",
    "milliliter": "millilitre milliliter ml",
    "gallon": "gallon",
    "barrel": "barrel bbl",
    "kilogram": "kilogram kilogramme kg kgs kilo",
    "gram": "gram gramme",
    "milligram": "milligram mg",
    "metric_ton": "tonne metric-ton metric-tonne",
    "ton": "ton tons",
    "pound": "pound lb lbs",
    "ounce": "ounce oz",
    "carat": "carat",
    "mile per hour": "mph",
    "kilometer per hour": "kph kmh kmph",
    "mile per gallon": "mpg",
    "knot": "knot",
    "watt": "watt",
    "kilowatt": "kilowatt kw",
    "megawatt": "megawatt",
    "gigawatt": "gigawatt gw",
    "horsepower": "horsepower hp",
    "brake horsepower": "bhp brake-horsepower",
    "kilowatt hour": "kilowatt-hour kwh",
    "megawatt hour": "megawatt-hour mwh",
    "gigawatt hour": "gigawatt-hour gwh",
    "terawatt hour": "terawatt-hour twh",
    "joule": "joule",
    "calorie": "calorie",
    "kilocalorie": "kilocalorie kcal",
    "kilopound per square inch": "ksi",
    "psi": "psi",
    "pascal": "pascal",
    "gigapascal": "gigapascal gpa",
    "hertz": "hertz hz",
    "kilohertz": "kilohertz khz",
    "megahertz": "megahertz",
    "gigahertz": "gigahertz ghz",
    "byte": "byte",
    "kilobyte": "kilobyte kb",
    "megabyte": "megabyte",
    "gigabyte": "gigabyte gb",
    "terabyte": "terabyte tb",
    "megabit per second": "mbps megabit-per-second",
    "gigabit per second": "gbps gigabit-per-second",
    "megapixel": "megapixel mp",
    "celsius": "celsius centigrade degree-celsius degree-centigrade degrees-celsius degrees-centigrade",
    "fahrenheit": "fahrenheit degree-fahrenheit degrees-fahrenheit",
    "degree": "degree",
    "volt": "volt",
    "kilovolt": "kilovolt kv",
    "ampere": "amp amps ampere",
    "milliampere hour": "mah",
    "newton meter": "newton-metre newton-meter",
    "foot pound-force": "lb-ft pound-foot pound-feet foot-pound ft-lb",
    "decibel": "decibel db",
    "second": "second sec secs",
    "millisecond": "millisecond ms",
    "minute": "minute min mins",
    "hour": "hour hr hrs",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year yr yrs",
    "decade": "decade",
    "century": "century centuries",
}
# Symbols stand in exactly this case.
_SYMBOL_FORMS: Final = {
    "percentage": "% pc ٪ ％",
    "meter": "m",
    "micrometer": "μm µm um",
    "gram": "g",
    "liter": "L l",
    "metric_ton": "t",
    "megawatt": "MW",
    "watt": "W",
    "volt": "V",
    "ampere": "A",
    "milliampere": "mA",
    "newton": "N",
    "newton meter": "Nm",
    "megahertz": "MHz",
    "megapascal": "MPa",
    "megabyte": "MB",
    "square meter": "m²",
    "square kilometer": "km²",
    "square centimeter": "cm2 cm²",
    "cubic meter": "m³",
    "cubic centimeter": "cc cm3 cm³",
    "celsius": "°C ºC ℃",
    "fahrenheit": "°F ºF ℉",
    "degree": "° º",
    "second": "s",
    "hour": "h",
}

LONE = frozenset({"m", "g", "L", "l", "t", "W", "V", "A", "N", "s", "h", "mp"})
"""Forms that are a unit only where they touch the digits ("5g") or are one of a rate ("5 A/cm2")."""


def _surfaces() -> dict[str, str]:
    table: dict[str, str] = {}
    for unit, forms in _WORDS.items():
        for form in forms.split():
            table[form] = unit
            if len(form) > 3 and not form.endswith(("s", "feet", "foot", "inch", "hz")):
                table[form[:-1] + "ies" if form.endswith("y") and form[-2] not in "aeiou" else form + "s"] = (
                    unit
                )
    table["kgs"] = "kilogram"
    return table


SURFACES: Final = _surfaces()
SYMBOLS: Final = {form: unit for unit, forms in _SYMBOL_FORMS.items() for form in forms.split()}
FIRST_WORDS: Final = frozenset(form.split("-")[0] for form in SURFACES if "-" in form)

SLASH: Final = {
    "h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "d": "day", "m": "meter",
    "km": "kilometer", "cm": "centimeter", "kg": "kilogram", "cm2": "square centimeter",
    "m2": "square meter",
    "m3": "cubic meter", "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter",
    "dl": "deciliter",
    "dL": "deciliter", "in": "inch", "lb": "pound", "day": "day", "yr": "year",
}  # fmt: skip


# ---------------------------------------------------------------- money

CURRENCY_CODES: Final = words(
    """
    USD EUR GBP JPY CNY RUB INR CHF CAD AUD NZD HKD SGD SEK NOK DKK PLN CZK HUF RON BGN TRY ILS ZAR BRL
    MXN ARS CLP COP PEN KRW TWD THB MYR IDR PHP VND PKR BDT LKR NPR AED SAR QAR KWD BHD OMR JOD EGP LBP
    SYP IQD IRR AFN AMD AZN GEL KZT UZS UAH BYN MDL NGN KES GHS ETB MAD TND DZD LYD XAF XOF ISK RSD
    """
)
CURRENCY_PREFIXES: Final = {
    "$": "USD", "US$": "USD", "US $": "USD", "$US": "USD", "U.S. $": "USD", "A$": "AUD", "AU$": "AUD",
    "$A": "AUD",
    "C$": "CAD", "CA$": "CAD", "$C": "CAD", "NZ$": "NZD", "$NZ": "NZD", "HK$": "HKD", "HK $": "HKD",
    "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₽": "RUB", "₹": "INR",
    "₩": "KRW",
    "₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "֏": "AMD", "₼": "AZN",
    "₾": "GEL",
    "₸": "KZT", "₫": "VND", "₡": "CRC", "Rs": "INR", "Rs.": "INR", "RM": "MYR", "Rp": "IDR", "zł": "PLN",
    "＄": "USD", "A $": "AUD", "C $": "CAD", "NZ $": "NZD",
}  # fmt: skip
MONEY_WORDS: Final = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "quid": "GBP", "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "shekel": "ILS",
    "franc": "CHF", "won": "KRW", "lira": "TRY", "hryvnia": "UAH", "hryvnya": "UAH", "zloty": "PLN",
    "forint": "HUF",
    "rand": "ZAR", "naira": "NGN", "ringgit": "MYR", "baht": "THB", "rupiah": "IDR", "dirham": "AED",
    "riyal": "SAR",
    "dram": "AMD", "manat": "AZN", "lari": "GEL", "tenge": "KZT", "real": "BRL", "reais": "BRL",
    "peso": "MXN",
    "krona": "SEK", "kronor": "SEK", "cent": "USD/100", "penny": "GBP/100", "pence": "GBP/100",
    "p": "GBP/100",
    "c": "USD/100", "toman": "IRR", "afghani": "AFN", "dong": "VND", "taka": "BDT",
}  # fmt: skip
# Every present tender that CLDR names by nation and unit, and a few other names.
NATIONAL: Final = {
    ("afghan", "afghani"): "AFN", ("malagasy", "ariary"): "MGA", ("thai", "baht"): "THB",
    ("panamanian", "balboa"): "PAB", ("ethiopian", "birr"): "ETB", ("bolivian", "boliviano"): "BOB",
    ("ghanaian", "cedi"): "GHS", ("gambian", "dalasi"): "GMD", ("macedonian", "denar"): "MKD",
    ("algerian", "dinar"): "DZD", ("bahraini", "dinar"): "BHD", ("iraqi", "dinar"): "IQD",
    ("jordanian", "dinar"): "JOD", ("kuwaiti", "dinar"): "KWD", ("libyan", "dinar"): "LYD",
    ("serbian", "dinar"): "RSD", ("tunisian", "dinar"): "TND", ("moroccan", "dirham"): "MAD",
    ("american", "dollar"): "USD", ("aussie", "dollar"): "AUD", ("australian", "dollar"): "AUD",
    ("bahamian", "dollar"): "BSD", ("barbadian", "dollar"): "BBD", ("belize", "dollar"): "BZD",
    ("bermudan", "dollar"): "BMD", ("brunei", "dollar"): "BND", ("canadian", "dollar"): "CAD",
    ("cayman islands", "dollar"): "KYD", ("east caribbean", "dollar"): "XCD",
    ("fijian", "dollar"): "FJD", ("guyanaese", "dollar"): "GYD", ("hong kong", "dollar"): "HKD",
    ("jamaican", "dollar"): "JMD", ("liberian", "dollar"): "LRD", ("namibian", "dollar"): "NAD",
    ("new taiwan", "dollar"): "TWD", ("new zealand", "dollar"): "NZD", ("singapore", "dollar"): "SGD",
    ("solomon islands", "dollar"): "SBD", ("surinamese", "dollar"): "SRD", ("u.s", "dollar"): "USD",
    ("us", "dollar"): "USD", ("vietnamese", "dong"): "VND", ("armenian", "dram"): "AMD",
    ("cape verdean", "escudo"): "CVE", ("aruban", "florin"): "AWG", ("hungarian", "forint"): "HUF",
    ("burundian", "franc"): "BIF", ("cfp", "franc"): "XPF", ("comorian", "franc"): "KMF",
    ("congolese", "franc"): "CDF", ("djiboutian", "franc"): "DJF", ("guinean", "franc"): "GNF",
    ("rwandan", "franc"): "RWF", ("swiss", "franc"): "CHF", ("haitian", "gourde"): "HTG",
    ("paraguayan", "guarani"): "PYG", ("caribbean", "guilder"): "XCG", ("ukrainian", "hryvnia"): "UAH",
    ("laotian", "kip"): "LAK", ("czech", "koruna"): "CZK", ("swedish", "krona"): "SEK",
    ("danish", "krone"): "DKK", ("norwegian", "krone"): "NOK", ("malawian", "kwacha"): "MWK",
    ("zambian", "kwacha"): "ZMW", ("angolan", "kwanza"): "AOA", ("myanmar", "kyat"): "MMK",
    ("georgian", "lari"): "GEL", ("albanian", "lek"): "ALL", ("honduran", "lempira"): "HNL",
    ("sierra leonean", "leone"): "SLE", ("moldovan", "leu"): "MDL", ("romanian", "leu"): "RON",
    ("bulgarian", "lev"): "BGN", ("swazi", "lilangeni"): "SZL", ("turkish", "lira"): "TRY",
    ("lesotho", "loti"): "LSL", ("azerbaijani", "manat"): "AZN", ("turkmenistani", "manat"): "TMT",
    ("mozambican", "metical"): "MZN", ("nigerian", "naira"): "NGN", ("eritrean", "nakfa"): "ERN",
    ("bhutanese", "ngultrum"): "BTN", ("mauritanian", "ouguiya"): "MRU", ("macanese", "pataca"): "MOP",
    ("argentine", "peso"): "ARS", ("chilean", "peso"): "CLP", ("colombian", "peso"): "COP",
    ("cuban", "peso"): "CUP", ("dominican", "peso"): "DOP", ("mexican", "peso"): "MXN",
    ("philippine", "peso"): "PHP", ("uruguayan", "peso"): "UYU", ("british", "pound"): "GBP",
    ("egyptian", "pound"): "EGP", ("falkland islands", "pound"): "FKP", ("gibraltar", "pound"): "GIP",
    ("lebanese", "pound"): "LBP", ("south sudanese", "pound"): "SSP", ("sudanese", "pound"): "SDG",
    ("syrian", "pound"): "SYP", ("botswanan", "pula"): "BWP", ("guatemalan", "quetzal"): "GTQ",
    ("south african", "rand"): "ZAR", ("brazilian", "real"): "BRL", ("iranian", "rial"): "IRR",
    ("omani", "rial"): "OMR", ("yemeni", "rial"): "YER", ("cambodian", "riel"): "KHR",
    ("malaysian", "ringgit"): "MYR", ("qatari", "riyal"): "QAR", ("saudi", "riyal"): "SAR",
    ("belarusian", "rouble"): "BYN", ("russian", "rouble"): "RUB", ("belarusian", "ruble"): "BYN",
    ("russian", "ruble"): "RUB", ("maldivian", "rufiyaa"): "MVR", ("indian", "rupee"): "INR",
    ("mauritian", "rupee"): "MUR", ("nepalese", "rupee"): "NPR", ("pakistani", "rupee"): "PKR",
    ("seychellois", "rupee"): "SCR", ("sri lankan", "rupee"): "LKR", ("indonesian", "rupiah"): "IDR",
    ("israeli", "shekel"): "ILS", ("israeli new", "shekel"): "ILS", ("kenyan", "shilling"): "KES",
    ("somali", "shilling"): "SOS", ("tanzanian", "shilling"): "TZS", ("ugandan", "shilling"): "UGX",
    ("peruvian", "sol"): "PEN", ("kyrgystani", "som"): "KGS", ("uzbekistani", "som"): "UZS",
    ("tajikistani", "somoni"): "TJS", ("bangladeshi", "taka"): "BDT", ("samoan", "tala"): "WST",
    ("kazakhstani", "tenge"): "KZT", ("mongolian", "tugrik"): "MNT", ("vanuatu", "vatu"): "VUV",
    ("north korean", "won"): "KPW", ("south korean", "won"): "KRW", ("japanese", "yen"): "JPY",
    ("chinese", "yuan"): "CNY", ("polish", "zloty"): "PLN",
}  # fmt: skip
MONEY_PLURALS: Final = {
    "pennies": "penny",
    "pesos": "peso",
    "kroner": "krone",
    "lei": "leu",
    "liras": "lira",
    "lire": "lira",
    "zlotys": "zloty",
}

# ---------------------------------------------------------------- pint

PINT_NAMES: Final = {
    "barrel": "oil_barrel", "celsius": "degree_Celsius", "fahrenheit": "degree_Fahrenheit",
    "parts-per-million": "ppm", "parts-per-billion": "1e-9", "kilopound per square inch": "ksi",
    "milliampere hour": "milliampere * hour", "percentage": "percent", "brake horsepower": "horsepower",
    "foot pound-force": "foot * pound_force",
}  # fmt: skip
"""What pint calls a unit where it does not understand our name."""
