"""Numbers as English news writes them: digits with separators, words, fractions and magnitudes.

The ``*_SOURCE`` strings are regular expression sources without groups that capture, to be built into
larger patterns compiled with ``re.IGNORECASE``. `parse_number` reads what they match.

Nothing here guesses a locale: a comma or a space groups thousands, a point starts decimals; only
several points ("1.234.567") group, because they cannot be decimals.
"""

from __future__ import annotations

import math
import re
import unicodedata

from compare.lang.patterns import any_of
from compare.lang.resources import table

__all__ = [
    "CARDINAL_SOURCE",
    "DIGITS_SOURCE",
    "DIGIT_NUMBER_SOURCE",
    "NUMBER_SOURCE",
    "NUMBER_WORDS",
    "ORDINAL_SOURCE",
    "WORD_NUMBER_SOURCE",
    "parse_number",
    "parse_ordinal",
]

_TABLE = table("en", "numerals")
_ONES, _TEENS, _TENS = _TABLE["ones"], _TABLE["teens"], _TABLE["tens"]
_SMALL: dict[str, int] = {"zero": 0, **_ONES, **_TEENS, **_TENS}
_MAGNITUDES = {word: float(factor) for word, factor in _TABLE["magnitudes"].items()}
_SUFFIXES = {suffix: float(factor) for suffix, factor in _TABLE["suffixes"].items()}
_FRACTIONS: dict[str, float] = {word: 1 / parts for word, parts in _TABLE["fractions"].items()}
_ORDINALS: dict[str, int] = _TABLE["ordinals"]

NUMBER_WORDS = frozenset(_SMALL)
"""The words of which numbers below a hundred are made."""

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
"""The steps of numerals: each takes the smaller ones behind it."""
_TENS_FROM = 20
"""The first of the tens, which take ones behind them; "twelve" takes none."""
_LONGEST = 400
"""Characters of a numeral, at most: hostile text takes no longer."""

_GAP = r"[ \t\u00a0\u2009\u202f\n]{1,3}"
_HYPHEN = r"[-\u2010\u2011 ]"
_SCALE = any_of(word for word, factor in _MAGNITUDES.items() if factor >= _THOUSAND)
_BELOW_100 = rf"(?:{any_of(_TENS)}(?:{_HYPHEN}?{any_of(_ONES)}\b)?|{any_of(_TEENS)}|{any_of(_ONES)}|zero)\b"
_BELOW_1000 = (
    rf"(?:(?:{_BELOW_100}|\ban?){_HYPHEN}{{1,2}}hundred\b(?:{_GAP}(?:and{_GAP})?{_BELOW_100})?|{_BELOW_100})"
)

DIGITS_SOURCE = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # 1,234.5
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 12,34,567
    r"|\d{1,3}(?:['\u2019]\d{3})+(?!\d)(?:\.\d+)?"  # 1'234.5
    r"|\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?!,?\d)(?:\.\d+)?"  # 1 234
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"  # 1.234.567
    r"|\d+[ ]\.[ ]\d+(?!\d|[ ]?[.,]\d)"  # 1 . 5, in text that was split into tokens
    r"|\d+(?:\.\d+)?|\.\d+)"
)
"""A number in digits. What stands before it is the caller's affair: see `NUMBER_SOURCE`."""

CARDINAL_SOURCE = (
    rf"(?:(?:{_BELOW_1000}|\ban?){_HYPHEN}{_SCALE}\b"
    rf"(?:,?{_GAP}(?:and{_GAP})?{_BELOW_1000}{_HYPHEN}{_SCALE}\b)*"
    rf"(?:,?{_GAP}(?:and{_GAP})?{_BELOW_1000}(?!{_HYPHEN}{_SCALE}))?"
    rf"|{_BELOW_1000})"
)
"""A cardinal in words: "twenty-nine", "one hundred and five", "a million", "two thousand six hundred"."""

_AND_A_HALF = rf"(?:(?:{_GAP}and{_GAP}(?:a|one){_HYPHEN}|-and-(?:a|one)-)(?:half|quarter)\b)"
_POINT = (
    rf"(?:(?:{_BELOW_100}|nought){_GAP}point(?:{_GAP}{any_of(_ONES, ('zero', 'oh', 'nought'))}\b){{1,9}}"
    rf"(?:{_GAP}{_SCALE}\b)?)"
)
_QUARTERS = rf"(?:\b(?:an?|one|three){_GAP}quarters?{_HYPHEN}(?:of{_GAP}an?{_GAP})?{_SCALE}\b)"
_FRACTION_WORD = (
    any_of({"half", "halves"}, *((word, word + "s") for word in _FRACTIONS if not word.startswith("hal")))
    + r"\b"
)
_LONG_SUFFIX = any_of(suffix for suffix in _SUFFIXES if len(suffix) > 1)
_VULGAR = "[\u00bc-\u00be\u2150-\u215e]"

DIGIT_NUMBER_SOURCE = (
    rf"(?:(?:\d{{1,3}}/\d{{1,3}}(?![\d/])|{_VULGAR}"
    rf"|{DIGITS_SOURCE}(?:[ ]?{_VULGAR}|[ -]\d{{1,2}}/\d{{1,2}}(?![\d/])|{_AND_A_HALF})?(?!\.?\d))"
    rf"(?:(?:{_HYPHEN}{{0,3}}(?:(?:hundred|dozen|{_SCALE})\b{_HYPHEN}?){{1,2}}(?<![-\u2010\u2011 ]))"
    rf"|[ ]?{_LONG_SUFFIX}\b|[kmb]\b)?)"
)
"""A number in digits with its fraction and magnitude ("2 1/2", "3.5m", "1.5 million")."""

WORD_NUMBER_SOURCE = (
    rf"(?:\bhal(?:f)(?:{_GAP}an?{_GAP}|{_HYPHEN})(?:dozen|hundred|{_SCALE})\b|{_POINT}|{_QUARTERS}"
    rf"|\b(?:an?|one){_GAP}(?:and{_GAP}a{_GAP}half{_GAP})?"
    rf"(?:dozen|couple{_GAP}dozen|half{_HYPHEN}(?:dozen|hundred|{_SCALE}))\b"
    rf"|\b(?:an?|one|two|three|four|five|six|seven|eight|nine){_HYPHEN}{_FRACTION_WORD}"
    rf"|\b{CARDINAL_SOURCE}(?:{_AND_A_HALF}(?:{_GAP}{_SCALE}\b)?|{_GAP}dozen\b)?)"
)
"""A number in words, with halves, quarters and dozens."""

NUMBER_SOURCE = rf"(?:(?<![\w.,]){DIGIT_NUMBER_SOURCE}|{WORD_NUMBER_SOURCE})"
"""Any number that `parse_number` reads, not inside a longer token ("A320", "3.4.5" are none)."""

ORDINAL_SOURCE = (
    rf"(?:(?<![\w.,])\d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)\b"
    rf"|\b(?:{any_of(_TENS)}{_HYPHEN})?{any_of(_ORDINALS)}\b)"
)
"""An ordinal, in digits or words, that `parse_ordinal` reads."""

_DIGITS = re.compile(DIGITS_SOURCE)
_WORD = re.compile(r"[a-z]+|\S")
_HALF_MORE = re.compile(r"and[-\s]+(?:a|one)[-\s]+(half|quarter)\b")
_FRACTION = re.compile(r"(\d{1,9})/(\d{1,9})")
_ORDINAL_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})*|\d{1,12})(?:st|nd|rd|th)")


def parse_number(text: str) -> float | None:
    """The number that the whole of `text` writes, or None where it writes none.

    "1,234.5" and "1 234" are digits; "twenty-nine", "one hundred and five", "half a million",
    "a dozen", "two and a half", "a quarter" and "two-thirds" are words; "3.5m", "1.2bn" and
    "1.5 million" carry a magnitude; "1/2" and "½" are fractions. Units and currencies are not read.
    """
    folded = text.casefold().strip().replace("\u2010", "-").replace("\u2011", "-")
    if not folded or len(folded) > _LONGEST:
        return None
    sign = 1.0
    if folded[0] in "-\u2212+":
        sign, folded = (1.0 if folded[0] == "+" else -1.0), folded[1:]
    number = _digits_and_more(folded) if folded[:1].isdigit() or folded[:1] == "." else None
    if number is None:
        words = _WORD.findall(folded.replace("-", " ").replace(",", " "))
        number = _pointed(words) if "point" in words else _quarters(words) or _words(words)
    return sign * number if number is not None and math.isfinite(number) else None


def parse_ordinal(text: str) -> int | None:
    """The place that an ordinal names: "third" and "3rd" are 3, "twenty-first" is 21; else None."""
    folded = text.casefold().strip().replace("\u2010", "-").replace("\u2011", "-")
    digits = _ORDINAL_DIGITS.fullmatch(folded)
    if digits:
        return int(digits[1].replace(",", ""))
    *before, last = folded.replace("-", " ").split() or [""]
    if last not in _ORDINALS:
        return None
    place = _ORDINALS[last]
    if not before:
        return place
    if before in (["a"], ["the"]):
        return place
    lead = _cardinal([w for w in before if w != "and"])
    if lead is None:
        return None
    if place >= _HUNDRED:
        return int(lead) * place
    tens = lead % 10 == 0 and (place < _TEN or lead % _HUNDRED == 0)
    return int(lead) + place if tens else None


def _digits_and_more(text: str) -> float | None:
    """Digits, then a fraction, a magnitude word or a suffix."""
    fraction = _FRACTION.match(text)
    if fraction and int(fraction[2]):
        number, rest = int(fraction[1]) / int(fraction[2]), text[fraction.end() :]
    else:
        digits = _DIGITS.match(text)
        if digits is None:
            return _vulgar(text)
        number, rest = _plain(digits[0]), text[digits.end() :]
    rest = rest.strip(" -\t\n\u00a0\u2009\u202f")
    half = _HALF_MORE.match(rest)
    if half:
        number, rest = number + _FRACTIONS[half[1]], rest[half.end() :].strip(" -")
    mixed = _FRACTION.match(rest)
    if mixed and int(mixed[2]):
        number, rest = number + int(mixed[1]) / int(mixed[2]), rest[mixed.end() :].strip(" -")
    elif rest and _vulgar(rest[0]) is not None:
        number, rest = number + (_vulgar(rest[0]) or 0.0), rest[1:].strip(" -")
    if rest in _SUFFIXES:
        return number * _SUFFIXES[rest]
    for word in rest.replace("-", " ").split():
        if word not in _MAGNITUDES:
            return None
        number *= _MAGNITUDES[word]
    return number


def _plain(digits: str) -> float:
    """A matched run of digits and separators; a single point is a decimal point."""
    digits = re.sub(r"[,'\u2019\s]", "", digits)
    return float(digits.replace(".", "") if digits.count(".") > 1 else digits)


def _vulgar(text: str) -> float | None:
    """The value of a one-character fraction such as "½"."""
    if len(text) != 1 or not "\u00bc" <= text <= "\u215e" or text.isdigit():
        return None
    try:
        return unicodedata.numeric(text)
    except ValueError:
        return None


def _words(words: list[str]) -> float | None:
    """A number in words, with halves, quarters and dozens."""
    if len(words) == 1 and len(words[0]) == 1 and words[0] not in ("a",):
        return _vulgar(words[0])
    if words[:1] == ["half"] or words[:2] in (["a", "half"], ["one", "half"]):
        return _half_of(words[words.index("half") + 1 :])
    last = "".join(words[-1:]).removesuffix("s") if words[-1:] != ["halves"] else "half"
    if last in _FRACTIONS and len(words) > 1:
        return _fraction(words[:-1], last)
    if "and" in words and words[words.index("and") + 1 : words.index("and") + 3] == ["a", "half"]:
        at = words.index("and")
        lead, scale = _cardinal(words[:at]), _scale(words[at + 3 :])
        if lead is None or scale is None:
            return None
        return (lead + 0.5) * scale
    if words[:2] == ["a", "couple"]:
        scale = _scale([w for w in words[2:] if w != "of"])
        return None if scale is None else 2 * scale
    return _cardinal([w for i, w in enumerate(words) if w != "and" or i == 0])


def _pointed(words: list[str]) -> float | None:
    """ "zero point five", "one point two five million": the digits behind the point are said one by one."""
    at = words.index("point")
    lead = 0.0 if words[:at] == ["nought"] else _cardinal(words[:at])
    behind = words[at + 1 :]
    digits = [str(_ONES.get(word, 0)) for word in behind if word in _ONES or word in ("zero", "oh", "nought")]
    scale = _scale(behind[len(digits) :])
    if lead is None or scale is None or not digits:
        return None
    return float(f"{int(lead)}.{''.join(digits)}") * scale


def _quarters(words: list[str]) -> float | None:
    """ "a quarter million", "three quarters of a million"; None for other words."""
    if len(words) <= 2 or words[1] not in ("quarter", "quarters"):
        return None
    scale = _scale([word for word in words[2:] if word not in ("of", "a", "an")])
    parts = _cardinal(words[:1]) if words[0] not in ("a", "an") else 1.0
    return None if scale is None or parts is None else parts * scale / 4


def _half_of(rest: list[str]) -> float | None:
    """What follows "half": nothing, or "a million"."""
    scale = _scale(rest[1:] if rest[:1] in (["a"], ["an"]) else rest)
    return None if scale is None else 0.5 * scale


def _fraction(before: list[str], name: str) -> float | None:
    """ "two thirds", "a quarter", "two and a half", "a million and a half"."""
    if len(before) > 2 and before[-2] == "and" and before[-1] in ("a", "one"):
        lead = _cardinal(before[:-2])
        if lead is None:
            return None
        unit = _last_scale(before[:-2])
        return lead + _FRACTIONS[name] * unit
    lead = 1.0 if before in (["a"], ["an"]) else _cardinal(before)
    return lead * _FRACTIONS[name] if lead is not None and lead < _THOUSAND else None


def _last_scale(words: list[str]) -> float:
    """The magnitude that "and a half" halves: in "a million and a half" the million."""
    return _MAGNITUDES.get(words[-1], 1.0) if words else 1.0


def _scale(words: list[str]) -> float | None:
    """The product of magnitude words; 1 for none, None where another word stands among them."""
    product = 1.0
    for word in words:
        if word not in _MAGNITUDES:
            return None
        product *= _MAGNITUDES[word]
    return product


def _cardinal(words: list[str]) -> float | None:
    """A cardinal by the usual rule: units add up, "hundred" multiplies, larger magnitudes close a group."""
    if not words:
        return None
    total, group = 0.0, 0.0
    room = math.inf  # the next number must be smaller: 10 after "twenty", 100 after "hundred"
    ceiling = math.inf  # magnitudes of thousand and above must fall
    empty = True  # whether nothing of the current group was read
    for i, word in enumerate(words):
        if word in ("a", "an") and not i and len(words) > 1:
            group, empty, room = 1.0, False, 0.0
        elif word in _SMALL and _SMALL[word] < room:
            number = _SMALL[word]
            room = float(_TEN) if number >= _TENS_FROM else 0.0
            group, empty = group + number, False
        elif word in _MAGNITUDES:
            factor = _MAGNITUDES[word]
            if factor >= _THOUSAND:
                if not empty and factor >= ceiling:
                    return None
                if empty and i:
                    total *= factor  # "a thousand million"
                else:
                    total += (1.0 if empty else group) * factor
                group, empty, room, ceiling = 0.0, True, math.inf, factor
            elif group >= _HUNDRED:
                return None
            else:
                group, empty, room = (1.0 if empty else group) * factor, False, 100.0
        else:
            return None
    return total + group
