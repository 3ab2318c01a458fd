"""Word classes for reading names: closed classes of English and general geography, no list of people."""

from __future__ import annotations

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

POSTAL = _words("""
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC NSW
""")
"""Postal codes of states: a place after "Town, "."""

ALLIANCES = _words("EU U.N. UN NATO E.U. UNESCO UNICEF OPEC ASEAN")
