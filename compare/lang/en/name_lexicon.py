"""Word classes for reading names: closed classes of English and general geography, no list of people."""

from __future__ import annotations

from compare.lang.en.calendar import CALENDAR_WORDS, WEEKDAY_NAMES
from compare.lang.resources import rows, word_lists, words

OPENERS = words("en", "sentence_openers")
"""Ordinary words that often open English news sentences."""

SMALL = words("en", "headline_small_words")
"""Words that stay lower-case in a Title Case headline."""

CALENDAR = (
    word_lists("en", "names")["calendar"]
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

POSTAL = word_lists("en", "names")["provinces"] | {
    code.removeprefix("US.") for code, *_ in rows("en", "regions") if code.startswith("US.")
}
"""Postal codes of states: a place after "Town, "."""

ALLIANCES = word_lists("en", "organisations")["alliances"]
