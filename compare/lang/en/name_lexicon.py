"""Word classes for reading names: closed classes of English and general geography, no list of people."""

from __future__ import annotations

from functools import cache

from compare.lang.en.calendar import CALENDAR_WORDS, WEEKDAY_NAMES
from compare.lang.resources import word_lists, words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION = words("en", "closed_class_words")
"""Closed-class words and number words; capitalised, they only open a sentence or stand in a headline."""

OPENERS = words("en", "sentence_openers")
"""Ordinary words that often open English news sentences."""

SMALL = words("en", "headline_small_words")
"""Words that stay lower-case in a Title Case headline."""

CALENDAR = (
    _words("""
Christmas Easter Ramadan Thanksgiving Halloween Eve Eid Hanukkah Passover Holiday Weekend Day
""")
    | {word.capitalize() for word in CALENDAR_WORDS}
    | {f"{name}s" for name in WEEKDAY_NAMES}
)

NOT_ACRONYMS = words("en", "capitals_no_names")
"""Words in capitals that are no name."""

_TITLES = word_lists("en", "person_titles")
TITLE = _TITLES["titles"]
"""Words that stand before a person's name and are no part of it."""

WEAK_TITLE = _TITLES["also_names"]
"""Titles that are also parts of other names ("King County", "General Electric", a surname)."""

TITLE_PART = _TITLES["parts"]
"""Words that may stand inside a title phrase ("Deputy Prime Minister", "National Security Adviser")."""

ROLE = words("en", "person_roles")
"""Lower-case roles that, right before a capitalised run, make it a person."""

ORG_HEAD = word_lists("en", "organisations")["heads"]
"""Nouns that end (or, before "of", begin) the name of an organisation."""

PLACE_HEAD = word_lists("en", "place_nouns")["heads"]
"""Nouns that end (or, before "of", begin) the name of a place."""

OF_HEAD = word_lists("en", "organisations")["of_heads"]
"""Words after which "of" belongs to a name."""

DIRECTIONS = word_lists("en", "place_nouns")["directions"]

DEMONYMS = word_lists("en", "demonyms")["peoples"] | word_lists("en", "demonyms")["creeds"]
"""Adjectives of nation, people or creed: not names by themselves, but parts of longer ones."""

_SEVERAL = """
New York; New Jersey; New Mexico; New Hampshire; North Carolina; South Carolina; North Dakota; South Dakota;
West Virginia; Rhode Island; New Delhi; Saudi Arabia; United States; United Kingdom; United Arab Emirates;
North Korea; South Korea; Ivory Coast; Soviet Union; Middle East; San Francisco; Washington, D.C.; Gaza Strip;
West Bank; Northern Ireland; Western Sahara; Central African Republic; Democratic Republic of Congo;
Bosnia and Herzegovina; Trinidad and Tobago
"""
PLACES = _words("""
Europe Asia Africa Antarctica Caribbean Mediterranean America Britain England Scotland Wales Burma Turkey
Korea Czechoslovakia Yugoslavia Palestine Kurdistan Kosovo U.S. US USA U.S.A. UK U.K. UAE U.A.E. DRC USSR
Holland Macedonia Bosnia Crimea Gaza Chechnya Dagestan Kashmir Tibet Alabama Alaska Arizona Arkansas
California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky
Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio
Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Ala. Ariz.
Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev.
N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Va. Vt. Wash. W.Va. Wis. Wyo. D.C.
Kiev Beijing Ankara Delhi Islamabad Canberra Ottawa Brasilia Geneva Bonn Milan Barcelona Mumbai Lagos
Alexandria Mecca
""") | frozenset(name.strip() for name in _SEVERAL.split(";"))

POSTAL = _words("""
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC NSW
""")
"""Postal codes of states: a place after "Town, "."""

ALLIANCES = _words("EU U.N. UN NATO E.U. UNESCO UNICEF OPEC ASEAN")


@cache
def places() -> frozenset[str]:
    """Countries and large cities of the world, from Babel's data (loaded at the first use)."""
    from babel import Locale
    from babel.core import get_global

    names = set(PLACES)
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in {"ZZ", "XA", "XB", "EU", "UN", "EZ"}:
            plain = name.split(" (")[0].replace("’", "'").removesuffix(" SAR China")
            names |= {plain, plain.replace(" & ", " and "), plain.replace("St. ", "Saint ")}
    for zone in get_global("zone_territories"):
        continent, _, city = zone.rpartition("/")
        if continent in {"Africa", "America", "Asia", "Europe", "Australia"} and city:
            names.add(city.replace("_", " "))
    return frozenset(
        names - {"Center", "Easter", "Knox", "Troll", "North", "South", "West", "Jersey", "Man", "Chad"}
    )


@cache
def place_starts() -> frozenset[str]:
    """First words of the places of several words."""
    return frozenset(name.split()[0] for name in places() if " " in name)


def is_demonym(word: str) -> bool:
    """Whether `word` is an adjective or noun of nation, people or creed ("Kurdish", "Syrians")."""
    if word in DEMONYMS or (word.endswith("s") and word[:-1] in DEMONYMS):
        return True
    if any(word.endswith(end) and word[: -len(end)] in places() for end in ("n", "an", "ian", "i", "ese")):
        return word not in places()
    head, _, tail = word.partition("-")
    return bool(tail) and head in DEMONYMS and (tail in DEMONYMS or tail.islower())
