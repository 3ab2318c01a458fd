"""What a number says of its own question: over how long, where, at what stage, of which part, of whom.

Read off the clause of a claim by the wording of news. Two numbers that exclude each other are a conflict only
where these meet; `compare.linkage.constraints.question` compares them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.extraction.annotation.counted import read_counted
from compare.extraction.annotation.locations import located
from compare.extraction.annotation.places import place_keys
from compare.extraction.names.places import Place, known, spelling_key
from compare.extraction.units import dimension
from compare.lang.en.calendar import MONTH_NAME_SOURCE
from compare.lang.en.tokens import NUMBER_WORDS
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Claim, Facet

CITY, AREA, ALL = "city", "area", "all"
"""How far the area of a count extends."""

DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
    "quarter": 91.0,
    "year": 365.0,
    "decade": 3650.0,
}

LENGTH = "[length]"
"""What `dimension` says of metres and miles."""

_WORDS = word_lists("en", "question_scope")

RECENT = 3.0
"""Units, at least, that "in recent days" covers."""

_NUMBER = r"(?P<n>\d+|[a-z]+(?:-[a-z]+)?)"
_UNIT = rf"(?P<unit>{any_of(DAYS.keys() - {'quarter'})})s?"
_SPANS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:past|last|previous|first)\s+{_NUMBER}[\s-]+{_UNIT}\b(?!\s+of\s+the)",
        rf"\b(?:over|in|during|within|throughout|for)\s+(?:the|this)\s+(?:past|last|previous)\s+{_UNIT}\b",
        rf"\bpast\s+{_UNIT}\b",
        rf"\bin\s+(?P<recent>recent)\s+{_UNIT}\b",
        rf"\b(?:in|within|over)\s+(?:less\s+than\s+|just\s+|only\s+)?{_NUMBER}\s+{_UNIT}\b(?!['’])",
        rf"\b{_NUMBER}\s+{_UNIT}\s+of\b",
        rf"^\W*(?P<bare>a\s+)?{_UNIT}\s+of\b",
    )
)
_PER = re.compile(
    r"\b(?:(?P<year>annual(?:ly)?|yearly|full[- ]year|(?:a|per|each|every)\s+year)|(?P<quarter>quarterly|"
    r"(?:first|second|third|fourth|last)[- ]quarter|in the quarter)|"
    r"(?P<month>monthly|(?:a|per|each|every)\s+month)|"
    r"(?P<week>weekly|(?:a|per|each|every)\s+week)|(?P<day>daily|(?:per|each|every)\s+day))\b"
    r"(?!\s+(?:earlier|ago|later|before|after|on\b|old|in\s+prison))",
    re.IGNORECASE,
)
_BASES = (
    re.compile(
        r"\b(?:from|than|over|on|to|with|of)\s+(?:a|one|the|last|previous|same)\s+(?:\w+\s+(?:of|in)\s+)?(?:last\s+|"
        r"previous\s+|a\s+)?year\b|year[- ](?:on|over)[- ]year|\bon the year\b|\bannual(?:ly|ised|ized)?\b|"
        r"\ba year (?:earlier|ago|before)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:from|than|over|on|to|with)\s+(?:a|one|the|last|previous)\s+(?:previous\s+)?month\b|"
        r"month[- ](?:on|over|to)[- ]month|\bon the month\b|\bmonthly\b|"
        rf"\b(?:from|compared (?:to|with)|than in)\s+{MONTH_NAME_SOURCE}\b(?!\s+\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:from|than|over|on|to|with)\s+(?:a|one|the|last|previous)\s+(?:previous\s+)?quarter\b|"
        r"quarter[- ](?:on|over|to)[- ]quarter|\bquarterly\b",
        re.IGNORECASE,
    ),
)
"""Against what a change is measured: the year, the month or the quarter before."""

_MEASURES = {
    "core": r"core|underlying|(?:excluding|without|stripping out|not counting)\s+(?:\w+\s+){0,3}\w+",
    "gross": r"gross",
    "operating": r"operating|EBITDA?",
    "pretax": r"pre-?tax|before tax(?:es)?",
    "adjusted": r"adjusted",
}
_MEASURE = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _MEASURES.items()}
_AHEAD = re.compile(
    rf"\b(?:{any_of(_WORDS['ahead'])}|{any_of(_WORDS['asked'])}\s+(?:\w+\s+){{0,3}}for)\b", re.IGNORECASE
)
_OTHER_VERB = re.compile(r"\b(?:that|which|who|whom|whose|where)\b", re.IGNORECASE)
"""What stands before one of these is of another verb: "seeking proof of reports that shells killed 13"."""
_AHEAD_LATER = re.compile(rf"[^,;.]{{0,40}}\b{any_of(_WORDS['ahead_later'])}\b", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:initial|earlier|previous|preliminary|provisional)\s+(?:[a-z]+\s+){0,2}?"
    r"(?:tolls?|counts?|tally|figures?)\b(?:(?!\bto\b)[^.;,:]){0,50}$",
    re.IGNORECASE,
)
_RENEWED = re.compile(rf"\b{any_of(_WORDS['renewed'])}\b", re.IGNORECASE)
"""Behind one of these the early count is another number: "raised the earlier toll to 31"."""
_IN_CARE = re.compile(rf"\b{any_of(_WORDS['in_care'])}\b", re.IGNORECASE)
_REST_BEFORE = re.compile(
    r"\b(?:another|other|additional|(?:a|the)\s+(?:further|remaining))\s*$", re.IGNORECASE
)
_REST_IN = re.compile(r"(?:another|an?\s+(?:further|additional))\b", re.IGNORECASE)
_REST_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?:other|others|more(?!\s+than)|additional|further|elsewhere)\b", re.IGNORECASE
)
_TOWNS, _REGIONS = any_of(_WORDS["towns"]), any_of(_WORDS["regions"])
_NAME = r"(?!(?:The|This|That|A|In|Its|Their|Each|Every|Another)\b)[A-Z][\w’'-]{1,40}"
_CITY = re.compile(
    rf"\b(?:{_TOWNS}|suburb) of\b|\b(?:in|of) (?:the|its|their) (?:[\w-]{{1,40}} )?(?:{_TOWNS}|capital)\b|"
    rf"\b{_NAME} {_TOWNS}\b|\ba (?:[\w-]{{1,40}} )?{_TOWNS}\b"
)
_AREA = re.compile(
    rf"\b{_REGIONS} of\b|\b(?:in|of|across) (?:the|its|their) (?:[\w-]{{1,40}} )?{_REGIONS}\b|"
    rf"\b{_NAME} {_REGIONS}\b|\ba (?:[\w-]{{1,40}} )?{_REGIONS}\b"
)
_ALL = re.compile(rf"\b{any_of(_WORDS['everywhere'])}\b", re.IGNORECASE)
_WAYS = re.compile(r"\b(north|south)?[- ]?(east|west)?(?:ern)?\b", re.IGNORECASE)
_FROM = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}(?:of|from|off|outside)\s+(?:the\s+)?(?P<name>[^\W\d_]+)", re.IGNORECASE
)
_GIVEN = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})(?:,\s+(?:who\s+(?:is|was)\s+|aged?\s+)?|\s+aged?\s+)$"
)
_GIVEN_AFTER = re.compile(
    r"(?:[\s-]*years?[\s-]*old)?(?:\s+[a-z]+){0,3}\s+(?P<name>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){1,4})"
)
_COUNTING = re.compile(
    r"\b(?!100\b)\d{1,2}(?:\.\d+)?\s?(?:percent|per cent|%) of (?:the |all )?"
    r"(?:votes?|ballots?|precincts|polling stations) "
    r"(?:(?:have|had) been |were |are )?(?:counted|reporting)\b|"
    r"\bexit polls?\b|\b(?:partial|early|preliminary|first) results\b",
    re.IGNORECASE,
)
_ROLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sgt|Capt|Lt|Col|Jr|Sr|II|III)\.?$")


@dataclass(frozen=True, slots=True)
class QuestionScope:
    """What one claim says of its question; empty and None where it says nothing."""

    days: float | None = None
    """Over how many days it counts."""
    bases: frozenset[int] = frozenset()
    """Against what a change is measured, as places in `_BASES`: the year, the month or the quarter before."""
    measures: frozenset[str] = frozenset()
    """Of money and shares, which measure of several: keys of `_MEASURES`, such as "core" or "gross"."""
    ahead: bool = False
    """Expected, asked for, pledged or possible: not what happened."""
    early: bool = False
    """A count that its own article calls an early one."""
    in_care: bool = False
    """Only those who are in hospital or treated."""
    rest: bool = False
    """Counted beside others that the claim leaves out: "another six", "four more"."""
    extent: frozenset[str] = frozenset()
    """How far its area extends: of `CITY`, `AREA` and `ALL`."""
    ways: frozenset[str] = frozenset()
    """Points of the compass in the clause: "north", "east"."""
    located: frozenset[Place] = frozenset()
    """Places behind "in", "at", "near"."""
    origin: Place | None = None
    """From where a distance is measured."""
    names: frozenset[str] = frozenset()
    """Names of the sentence but for places and the speaker's, by what their spellings share."""
    person: tuple[str, ...] = ()
    """The name beside an age, by what spellings of each word share."""


def read_scope(claim: Claim, alone: bool) -> QuestionScope:
    """Read the question of a value claim; `alone` says that its sentence has no other value of its kind."""
    origin = claim.sentence_start
    begin, end = (0, len(claim.text)) if alone else (claim.start - origin, claim.end - origin)
    focus = claim.focus.start - origin, claim.focus.end - origin
    if claim.value is not None and read_counted(claim.value).age:
        return QuestionScope(person=_person(claim.text, *focus))
    begin, end = min(begin, focus[0]), max(end, focus[1])
    before, after = claim.text[begin : focus[0]], claim.text[focus[1] : end]
    ahead = _AHEAD.search(_OTHER_VERB.split(before)[-1]) is not None or _AHEAD_LATER.match(after) is not None
    rest = _REST_BEFORE.search(before) is not None or _REST_AFTER.match(after) is not None
    found = _of_text(f"{before}{'#' * (focus[1] - focus[0])}{after}")
    clause = claim.text[claim.start - origin : claim.end - origin]
    rest |= _REST_IN.match(claim.focus.text) is not None
    return QuestionScope(
        found.days,
        found.bases,
        found.measures if claim.facet in (Facet.MONEY, Facet.PERCENTAGE) else frozenset(),
        ahead or claim.modality.planned,
        _is_early(before),
        found.in_care,
        rest,
        _extent(clause),
        found.ways,
        found.located,
        _origin(claim, after),
        _names(claim, located(claim.text)),
    )


def is_counting(text: str) -> bool:
    """Whether `text` tells of votes that were still being counted."""
    return _COUNTING.search(text) is not None


def _is_early(before: str) -> bool:
    match = _EARLY.search(before)
    return match is not None and _RENEWED.search(before[: match.start()]) is None


def _origin(claim: Claim, after: str) -> Place | None:
    if claim.value is None or not claim.value.unit or dimension(claim.value.unit) != LENGTH:
        return None
    match = _FROM.match(after)
    return known(match["name"]) if match else None


def _names(claim: Claim, places: frozenset[Place]) -> frozenset[str]:
    named = place_keys("\n".join(claim.names)) - place_keys(claim.attribution)
    return named - {place.key for place in places} - place_keys("\n".join(claim.places))


def _of_text(text: str) -> QuestionScope:
    """What stands anywhere in a clause whose value is blanked out."""
    return QuestionScope(
        days=_days(text),
        bases=frozenset(k for k, pattern in enumerate(_BASES) if pattern.search(text)),
        measures=frozenset(name for name, pattern in _MEASURE.items() if pattern.search(text)),
        in_care=_IN_CARE.search(text) is not None,
        ways=frozenset(way.lower() for found in _WAYS.findall(text) for way in found if way),
        located=located(text),
    )


def _extent(text: str) -> frozenset[str]:
    kinds = ((CITY, _CITY), (AREA, _AREA), (ALL, _ALL))
    return frozenset(kind for kind, pattern in kinds if pattern.search(text))


def _days(text: str) -> float | None:
    """The longest time over which a clause says that it counts."""
    found = []
    for pattern in _SPANS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            number = groups.get("n")
            many = _number(number) if number else (RECENT if groups.get("recent") else 1.0)
            if many is not None:
                found.append(many * DAYS[match["unit"].lower()])
    found += [DAYS[m.lastgroup] for m in _PER.finditer(text) if m.lastgroup]
    return max(found, default=None)


def _number(word: str) -> float | None:
    word = word.lower()
    if word in {"few", "several"}:
        return RECENT
    digits = {"a": "1", "one": "1", "single": "1", "couple": "2"}.get(word) or NUMBER_WORDS.get(word, word)
    return float(digits) if digits.isdecimal() else None


def _person(text: str, start: int, end: int) -> tuple[str, ...]:
    """The name right before an age ("Ilka Drost, 34") or right behind it ("34-year-old Ilka Drost")."""
    match = _GIVEN.search(text[max(0, start - 80) : start]) or _GIVEN_AFTER.match(text[end : end + 80])
    if match is None:
        return ()
    words = (word.strip(".,’'") for word in match["name"].replace("’s", "").split())
    return tuple(spelling_key(word) for word in words if not _ROLES.match(word))
