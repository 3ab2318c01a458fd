"""Where numbers stand in a text: single numbers, ranges and vague counts, with the hedge before them.

A `Mention` is a number as found; what it counts, its unit and what happens to it are read by others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.extraction.units import (
    CURRENCY_PREFIX_SOURCE,
    CURRENCY_STARTERS,
    TIME_UNITS,
    currency_after,
    currency_code,
    in_millions,
    is_currency,
    is_lettered,
    unit_after,
)
from compare.lang.en.calendar_lexicon import DECADES
from compare.lang.en.numerals import DIGIT_NUMBER_SOURCE, NUMBER_WORDS, WORD_NUMBER_SOURCE, parse_number
from compare.lang.en.unit_lexicon import MONEY_MAGNITUDES, UNCERTAIN
from compare.lang.patterns import LETTERS, any_of
from compare.lang.resources import table, word_lists
from compare.models import Modifier

__all__ = [
    "MAGNITUDES",
    "Mention",
    "Tokens",
    "find_numbers",
    "has_number",
    "overlaps",
    "share",
    "tokenize",
]


@dataclass(slots=True)
class Tokens:
    """The words of a stretch of text: lower case beside the form as written, with offsets in the text."""

    words: list[str]
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def at(self, offset: int) -> int:
        """Index of the first token that starts at `offset` or later."""
        return bisect_left(self.starts, offset)


@dataclass(slots=True)
class Mention:
    """A number in the text, before it is a value."""

    start: int
    end: int
    number: float | None
    low: float | None
    high: float | None
    words: bool = False
    """Written in words, not digits."""
    currency: str = ""
    vague: bool = False
    """ "dozens", "several hundred": the interval is all there is."""
    few: bool = False
    """ "several", "a few", "a number of": a count only where something is told of what is counted."""
    share: bool = False
    """ "half", "a third", "one in five": a part of a whole, in percent."""
    joined: str = ""
    """How a range is joined: "-", "to", "and", "or"; empty for a single number."""
    scaled: bool = False
    """A magnitude word or suffix stands with the number."""
    unit: str = ""
    factor: float = 1.0
    hyphen: bool = False
    rate: str = ""
    """What money is per: "per barrel"."""
    old: bool = False
    """An age."""
    before: bool = False
    """What a change started from: "rose to 31 from 27"."""
    modifier: Modifier = Modifier.EXACT
    at: int = 0
    """Where the number itself starts, behind its hedge."""
    first: int = 0
    """Index of the first token, hedge included."""
    after: int = 0
    """Index of the first token behind the number and its unit."""


# Not the one tokeniser, which leaves out signs ("$") and the last dot of "U.S.": numbers begin at both.
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:['’][A-Za-z]+|\.(?=\d)\d+)*|[^\w\s]")
_VAGUE_WORDS = {"ten": 1e1, "dozen": 12.0, "score": 20.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6,
                "billion": 1e9, "trillion": 1e12}  # fmt: skip
_PLURALS: dict[str, tuple[float, float]] = {
    word: (float(low), float(high)) for word, (low, high) in table("en", "vague_counts")["plurals"].items()
}
_FEW: dict[str, tuple[float, float]] = {
    word: (float(low), float(high)) for word, (low, high) in table("en", "vague_counts")["few"].items()
}
_WORDS = word_lists("en", "number_words")
_MANY = any_of(_WORDS["many"])
_VAGUE = (
    rf"{_MANY}(?:[ ](?:of|upon|and)[ ]{_MANY}){{0,2}}"
    r"(?:[ ]of[ ](?:hundred|thousand|million|billion)\b)?"
    r"|(?:several|a[ ]few|many)[ ](?:dozen|hundred|thousand|million|billion)s?"
    r"|a[ ]couple[ ](?:of[ ])?(?:dozen|hundred|thousand|million|billion)"
    r"|an?[ ](?:small[ ]|large[ ]|growing[ ])?(?:handful|couple|number)(?=[ ]of\b)"
    r"|(?:several|a[ ](?:good[ ])?few)(?=[ ][a-z])"
)
_ZERO = r"no(?:[ ](?:one|further|other)|-one)|no(?=[ ][a-z])|nobody|none"
# Matched at the start of a token in lower-case text, never searched for: see `find_numbers`.
_CORE = re.compile(
    rf"(?P<cur>{CURRENCY_PREFIX_SOURCE})(?P<amount>{DIGIT_NUMBER_SOURCE}|{WORD_NUMBER_SOURCE})"
    rf"|(?P<digits>{DIGIT_NUMBER_SOURCE})"
    rf"|(?:(?P<vague>{_VAGUE})\b|(?P<words>{WORD_NUMBER_SOURCE})|(?P<half>hal(?:f|ves))\b|(?P<zero>{_ZERO})\b|(?P<both>both)\b)"
)
_STARTING = NUMBER_WORDS | _WORDS["many"] | _WORDS["vague"]
_STARTERS = _STARTING | _WORDS["signs"] | CURRENCY_STARTERS
_GLUED = re.compile(r"([a-z]+)\d")
_DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
_NUMBER_WORDS = frozenset(w for w in _STARTING if len(w) > 2) | _WORDS["behind_an_article"] | DECADES.keys()
_ORDINAL_NOUN = re.compile(
    r"an?[ ][a-z]+(?<!quarter)[ ](?!of\b|in\b|to\b|for\b|on\b|by\b|as\b|at\b|and\b|or\b|from\b|since\b|this\b"
    r"|the\b|last\b|over\b|more\b|less\b|are\b|were\b|was\b|have\b|said\b|after\b|while\b|compared\b)[a-z]",
    re.IGNORECASE,
)
"""\"A fourth victim\" is an ordinal, "a fourth of them" a share."""
_LARGEST = 1e18
"""Nothing that news counts is larger; longer digits are no number."""
_CAPITAL = re.compile(r"[ ]([BMK])(?=[ ,.;)]|$)")
_APART = re.compile(r"[ ]([BMKbmk])(?=[ ,.;)]|$)")
"""A magnitude that stands apart: "8 B people"; behind an amount also small: "$ 4.5 m"."""
_OF_MILLION = re.compile(r"[ ](?:of[ ])?an?[ ](million|billion|trillion|dozen|thousand)\b", re.IGNORECASE)
MAGNITUDES = any_of(word for word in table("en", "numerals")["magnitudes"] if word not in ("dozen", "score"))
_SCALED = re.compile(rf"(?:{MAGNITUDES}|dozen|\d[ ]?(?:bn|bln|mn|mln|tn|[kmb]))$", re.IGNORECASE)
_HALF_OF_WHAT = re.compile(
    r"[ ](?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b|those\b|an?\b|that\b|who\b)"
)


def tokenize(text: str, start: int, end: int) -> Tokens:
    """The tokens of ``text[start:end]``."""
    forms, starts, ends = [], [], []
    for found in _TOKEN.finditer(text, start, end):
        forms.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    return Tokens([f.lower() for f in forms], forms, starts, ends)


def has_number(text: str) -> bool:
    """A cheap test whether `text` can state a number at all."""
    return _DIGIT.search(text) is not None or not _NUMBER_WORDS.isdisjoint(LETTERS.findall(text.lower()))


def find_numbers(
    text: str, low: str, tokens: Tokens, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[Mention]:
    """The numbers that start at a token, single: `ranges` joins them. `low` is `text` in lower case.

    `taken` are sorted spans, of dates, that no number may touch.
    """
    done = 0
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        if start < done or not (word in _STARTERS or word[0].isdigit() or _odd_start(text, word, start)):
            continue
        if overlaps(taken, start, start + 1):
            continue
        if start > 1 and text[start - 1] in ".," and text[start - 2].isdigit():
            continue
        found = _CORE.match(low, start)
        if found is None:
            continue
        mention = _mention(text, found)
        done = found.end()  # even where it is none: a long run of digits is never read again from its middle
        if mention is not None and not overlaps(taken, mention.start, mention.end):
            done = mention.end
            yield mention


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` touches one of the sorted, disjoint `spans`."""
    at = bisect_left(spans, (end, -1))
    return at > 0 and spans[at - 1][1] > start


def _odd_start(text: str, word: str, start: int) -> bool:
    """ ".5" and "RM79": numbers that start neither with a digit nor with a known word."""
    if word.isalpha():
        return False
    glued = _GLUED.match(word)
    return glued[1] in CURRENCY_STARTERS if glued else word == "." and text[start + 1 : start + 2].isdigit()


def _mention(text: str, found: re.Match[str]) -> Mention | None:
    """The number that a match of `_CORE` states."""
    kind = found.lastgroup or ""
    start, end = found.span()
    if kind == "vague":
        mention = _vague(start, end, found[0])
        return mention if mention.high is None or mention.high <= _LARGEST else None
    if kind == "half":
        part = _of_unit(text, start, end, 0.5)
        return part or (share(start, end, 0.5) if _is_share(text, start, end) else None)
    if kind in ("zero", "both"):
        count = 0.0 if kind == "zero" else 2.0
        return Mention(start, end, count, count, count, words=True)
    written = found[kind]
    number = parse_number(written)
    if number is None or number > _LARGEST:
        return None
    if kind == "words" and 0 < number < 1 and " point " not in written:
        return _fraction(text, start, end, number)
    if "/" in written and number < 1 and text.startswith(" of ", end):
        return share(start, end, number)
    words = not (written[0].isdigit() or written[0] == ".")
    mention = Mention(start, end, number, number, number, words=words)
    mention.scaled = _SCALED.search(written) is not None
    apart = None if words else (_APART if kind == "amount" else _CAPITAL).match(text, end)
    if apart is not None:
        mention.number = mention.low = mention.high = number * (parse_number(f"1{apart[1]}") or 1.0)
        mention.end, mention.scaled = apart.end(1), True
    if kind == "amount" and not _read_currency(text, mention, found.start("amount")):
        return None
    return mention


_OF_ONE = re.compile(r"[ ](?:of[ ])?an?(?=[ ])", re.IGNORECASE)


def _of_unit(text: str, start: int, end: int, number: float) -> Mention | None:
    """ "half a ton", "a quarter of a mile", "a half-inch": so much of a unit, not a share of a whole."""
    of = _OF_ONE.match(text, end)
    behind = of.end() if of is not None else end
    unit = unit_after(text, behind)
    if unit is None and (of is None or currency_after(text, behind) is None):
        return None
    if of is None and unit is not None and (unit.unit in TIME_UNITS or number not in _HALVES):
        return None
    return Mention(start, behind, number, number, number, words=True)


_HALVES = frozenset({0.25, 0.5, 0.75})
"""Fractions whose words are no ordinals: "a half mile", but "a third mile"."""
_JOINED = re.compile(r"[-\u2010\u2011][A-Za-z]")


def _fraction(text: str, start: int, end: int, number: float) -> Mention | None:
    """ "a third of them", "a quarter of a million", "half a ton"; not "a third victim", "third-party"."""
    part = _of_unit(text, start, end, number)
    if part is not None or _JOINED.match(text, end):
        return part
    more = _OF_MILLION.match(text, end)
    if more is not None:
        whole = number * (parse_number(f"a {more[1]}") or 1.0)
        return Mention(start, more.end(), whole, whole, whole, words=True)
    return None if _ORDINAL_NOUN.match(text, start) else share(start, end, number)


_SET_APART = re.compile(r"\d[.,'’ \u00a0\u2009\u202f]\d")
_MONEY_MAGNITUDE = re.compile(rf"[ ]?({any_of(MONEY_MAGNITUDES)})(?![A-Za-z])")


def _read_currency(text: str, mention: Mention, amount: int) -> bool:
    """Note the currency before the amount at `amount`; "a $5 million bond" is in "$", "try 5" in none.

    False where the number is part of a name: "COP26", "R2".
    """
    currency = text[mention.start : amount]
    if currency[:1].islower() and "$" in currency:
        mention.start += currency.index("$")
        currency = "$"
    if is_lettered(currency) and not _is_money(text, mention, amount, currency.strip()):
        mention.start = amount
        return not currency[-1].isalpha() and currency.strip() not in UNCERTAIN
    mention.currency, mention.words = currency_code(currency), False
    factor = 1e6 if in_millions(currency.strip()) else 1.0
    behind = None if mention.scaled else _MONEY_MAGNITUDE.match(text, mention.end)
    if behind is not None:
        factor, mention.end = MONEY_MAGNITUDES[behind[1]], behind.end()
    if factor != 1 and mention.number is not None:
        mention.number = mention.low = mention.high = mention.number * factor
        mention.scaled = True
    return True


def _is_money(text: str, mention: Mention, amount: int, letters: str) -> bool:
    """Whether letters before an amount are a currency, in exactly this case, and no other word there."""
    if not is_currency(letters) or text[max(0, mention.start - 1) : mention.start] in ("-", "/", "–", "."):
        return False
    if letters not in UNCERTAIN:
        return True
    sure = mention.scaled or _SET_APART.search(text, amount, mention.end) is not None
    return sure and (len(letters) > 1 or letters == "R" or text[amount - 1].isalpha())


def _vague(start: int, end: int, written: str) -> Mention:
    """ "dozens" is [12, 99], "tens of thousands" [10,000, 99,000], "several" [3, 9]."""
    words = [w.removesuffix("s") for w in written.split()]
    sizes = [_VAGUE_WORDS[w] for w in words if w in _VAGUE_WORDS]
    few = next((_FEW[w] for w in words if w in _FEW), None)
    if few is not None and not sizes:
        modifier = Modifier.ABOUT if few[1] else Modifier.AT_LEAST
        mention = Mention(start, end, None, few[0], few[1] or None, words=True, vague=True, modifier=modifier)
        mention.few = words[-1] not in ("handful", "couple")
        return mention
    if words[1:2] == ["couple"]:
        low, high = 2 * sizes[-1], 3 * sizes[-1]
    elif few is not None or words[0] == "many":
        tens = sizes[-1] not in (12.0, 20.0)
        least = few[0] if few is not None else _MANY_LEAST
        low, high = (least * sizes[-1], 9.99 * sizes[-1]) if tens else (2 * sizes[-1], 99.0)
    else:
        low, high = _PLURALS[next(w for w in words if w in _VAGUE_WORDS)]
        for size in sizes[1:]:
            low, high = low * size, high * size
    return Mention(start, end, None, low, high, words=True, vague=True, modifier=Modifier.ABOUT)


_MANY_LEAST = 2.0
"""Hundreds, thousands and so on that "many hundred" is at least.
A fifth less or more changes none of 19,693 readings."""


def share(start: int, end: int, number: float) -> Mention:
    """A fraction as a share: a third is 33 to 34 per cent, a half 50."""
    percent = round(number * 100, 6)
    low, high = (
        (percent, percent) if percent == int(percent) else (float(int(percent)), float(int(percent) + 1))
    )
    return Mention(start, end, number, low, high, words=True, share=True, unit="percentage")


def _is_share(text: str, start: int, end: int) -> bool:
    """Whether "half" here is a quantity: "half of the houses", not "the second half", "half-time"."""
    if text[end : end + 1] == "-" or text[max(0, start - 1) : start] == "-":
        return False
    before = text[max(0, start - 14) : start].rstrip().rpartition(" ")[2].lower()
    return before not in _WORDS["halves_of_no_whole"] and _HALF_OF_WHAT.match(text, end) is not None
