"""Numbers that are no values: years, names, addresses, clock times, sections and the like."""

from __future__ import annotations

import re

from compare.extraction.quantities.counted_noun import PHRASE_ENDS
from compare.extraction.quantities.numbers import Mention, Tokens
from compare.extraction.quantities.outcomes import is_action_word
from compare.lang.en.calendar import MONTHS
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["is_identifier"]

_NAMED = word_lists("en", "numbered_things")
_DESIGNATORS = _NAMED["designators"]
_YEAR_BEFORE = _NAMED["before_years"] | MONTHS.keys()
_NO_NAMES = _NAMED["no_names"] | PHRASE_ENDS
_CLOCK = re.compile(
    r"[ ]?(?:[ap]\.?m\b|gmt\b|utc\b|o['’]clock|hours\b|[ec]?[ds]t\b)|[ ]?:[ ]?\d\d", re.IGNORECASE
)
_GOES_ON = re.compile(r"[A-Za-z_]|[-/:.]\d|[-–/][A-Za-z]?\d|@|['’]s\b|\)[ ]?\d{3}[-.]\d")
_PHONE = re.compile(r"24-7|\d{3}[-–]\d{4}|1[-–]8\d\d|911|999")
_CALIBER = re.compile(rf"\W{{0,2}}(?:\w+\W){{0,2}}{any_of(_NAMED['calibers'])}\b")
_PREFIX = re.compile(r"([A-Za-z0-9]+)[-/:.‑–]$")
_SIGN_PREFIX = frozenset({"minus", "sub", "now", "plus", "then", "some", "and"})
_FRACTIONS = word_lists("en", "number_words")["simple_fractions"]
_YEAR_SPAN = re.compile(r"(?:1[89]|20)\d\d\s?[-–/]\s?(?:(?:1[89]|20)?\d\d)")
_SUBJECTLESS = frozenset({"were", "have", "others", "more", "of", "are"})
_TENS = re.compile(r"[1-9]0s\Z")
_OF_LIFE = word_lists("en", "number_words")["before_tens"]
"""What stands before tens of years or degrees, "in his 30s", and not before seconds."""


def is_identifier(text: str, tokens: Tokens, m: Mention, counted: bool) -> bool:
    """Whether the number names or numbers something instead of counting or measuring it.

    `counted` says that a counted noun follows.
    """
    if m.unit or m.currency or m.vague or m.share:
        caliber = m.unit == "millimetre" and _CALIBER.match(text, m.end) is not None
        return caliber or _inside_token(text, m) or _is_tens(text, tokens, m) or _plural_name(text, tokens, m)
    if m.words:
        return _word_name(text, tokens, m, counted)
    if _inside_token(text, m) or _CLOCK.match(text, m.end) or _GOES_ON.match(text, m.end):
        return True
    behind = tokens.words[m.after] if m.after < len(tokens.words) else ""
    before = tokens.words[m.first - 1] if m.first else ""
    counted = counted or is_action_word(behind) or behind in _SUBJECTLESS
    digits = text[m.at : m.end]
    return (
        _is_code(m, digits)
        or before in ("#", "@", "&", "№")
        or (before == ":" and m.first > 1 and tokens.words[m.first - 2].isdigit())
        or _is_year(digits, before, counted)
        or _named(tokens, m, before, counted)
        or _address(tokens, m)
    )


def _plural_name(text: str, tokens: Tokens, m: Mention) -> bool:
    """Whether an s at a whole number behind a name is the name's plural or genitive and no seconds.

    "Two Boeing 737s"; "9.8s" and "a lap of 71s" are seconds.
    """
    touching = m.unit == "second" and text[m.end - 2 : m.end - 1].isdigit()
    if not touching or m.first == 0 or m.number is None or m.number != int(m.number):
        return False
    before = tokens.words[m.first - 1]
    if not tokens.forms[m.first - 1][0].isupper():
        return False
    # The first word of a sentence has its capital from there.
    return before in _DESIGNATORS or (m.first > 1 and before not in _NO_NAMES and not is_action_word(before))


def _is_tens(text: str, tokens: Tokens, m: Mention) -> bool:
    """ "In his 30s", "in the 80s": a decade of a life or degrees, no seconds."""
    if m.unit != "second" or not _TENS.search(text[max(m.start, m.end - 4) : m.end]):
        return False
    joined = m.joined != "" and (m.low or 0) % 10 == 0
    return joined or (m.first > 0 and tokens.words[m.first - 1] in _OF_LIFE)


def _is_code(m: Mention, digits: str) -> bool:
    """Phone numbers, calibers (".45"), drawn scores ("2-2"), "24/7" and anything with a leading zero."""
    if digits[0] == "." or _PHONE.fullmatch(digits) or (m.joined == "-" and m.low == m.high):
        return True
    if digits[0] == "0" and len(digits) > 1 and digits[1] not in ".-–":
        return True
    return "/" in digits and digits not in _FRACTIONS and " " not in digits


def _inside_token(text: str, m: Mention) -> bool:
    """Whether the number is the tail of a name such as "F-35" or "COVID-19"; "114bhp/200Nm" is none."""
    if not m.at or text[m.at - 1] not in "-/:.‑–" or m.currency or (m.unit and text[m.at - 1] == "/"):
        return False
    if m.unit == "magnitude":
        return False
    prefix = _PREFIX.search(text[max(0, m.at - 24) : m.at])
    return prefix is not None and prefix[1].lower() not in _SIGN_PREFIX


_FIRST_YEAR, _LAST_YEAR = 1800, 2099
"""Years that news speaks of, inclusive: such a number needs a noun to be a count."""


def _is_year(digits: str, before: str, counted: bool) -> bool:
    """A bare four-digit number from 1800 to 2099 that stands where a year stands."""
    if digits.isdecimal() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        return not counted or before in _YEAR_BEFORE
    return not counted and _YEAR_SPAN.fullmatch(digits) is not None


def _named(tokens: Tokens, m: Mention, before: str, counted: bool) -> bool:
    """ "Section 427", "Game 2", "No. 10", "S&P 500": a name, then a number that counts nothing."""
    if not m.first:
        return False
    capital = tokens.forms[m.first - 1][0].isupper()
    if before == "of" and m.first > 2 and tokens.words[m.first - 3] in _DESIGNATORS:
        return True  # "Image 3 of 10"
    if before in ("no", "nos", "number") or (before == "." and _abbreviated(tokens, m.first - 2)):
        return True
    if before in _DESIGNATORS:
        return capital or not counted
    if counted or not capital or m.joined or m.scaled:
        return False
    return not (is_action_word(before) or before in _NO_NAMES)


def _abbreviated(tokens: Tokens, k: int) -> bool:
    return k >= 0 and tokens.words[k] in _NAMED["abbreviated"]


def _address(tokens: Tokens, m: Mention) -> bool:
    """ "9 E 71st St", "22 Ave Foch", "2200 block of"."""
    forms = tokens.forms[m.after : m.after + 5]
    compass = len(forms) > 1 and forms[0][0].isupper() and forms[0].lower() in _NAMED["compass"]
    if compass and (forms[1][0] in ".," or forms[1][0].isupper()):
        return True
    for k, word in enumerate(tokens.words[m.after : m.after + 5]):
        if word in _NAMED["streets"] and (forms[k][0].isupper() or word == "block"):
            return all(f[0].isupper() or f[0].isdigit() or f == "." for f in forms[:k])
    return False


def _word_name(text: str, tokens: Tokens, m: Mention, counted: bool) -> bool:
    """Number words that are names or pronouns: "World War Two", "BBC One", "no one", "one another"."""
    before = tokens.words[m.first - 1] if m.first else ""
    after = tokens.words[m.after] if m.after < len(tokens.words) else ""
    if m.first and tokens.forms[m.first][0].isupper() and tokens.forms[m.first - 1].islower():
        named = m.after < len(tokens.forms) and tokens.forms[m.after][0].isupper()
        if named and before[0].isalpha():
            return True  # "at Three Rivers Stadium"
    capitals = m.first and tokens.forms[m.first][0].isupper() and tokens.forms[m.first - 1][0].isupper()
    if text[max(0, m.at - 1) : m.at] == "-" or (capitals and before in _DESIGNATORS and not counted):
        return True
    return m.number == 1 and (
        before in _NAMED["before_pronoun_one"]
        or after in _NAMED["behind_pronoun_one"]
        or after.startswith("another")
    )
