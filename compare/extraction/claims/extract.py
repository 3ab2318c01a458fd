"""Sentences and values to claims: what one article states that another can confirm or deny."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.modality import read_attribution, read_modality
from compare.extraction.claims.spans import dated_span
from compare.extraction.dates.yearless import is_yearless
from compare.extraction.intervals import undated_weekday
from compare.lang.en.tokens import words
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import (
    AMOUNTS,
    AmountValue,
    Article,
    Claim,
    DateValue,
    Days,
    Facet,
    Focus,
    Modifier,
    NameValue,
    QuotationValue,
    Sentence,
    Value,
)

_WORDS = word_lists("en", "clauses")

MIN_STATEMENT_WORDS = 5
"""A shorter line ("The Last Mile") states nothing that could be checked."""

MIN_QUOTATION_WORDS = 4
"""A shorter quotation is a scare quote or a common phrase."""

MIN_CLAUSE_WORDS = 5
"""A clause with fewer words beside its value says too little to recognise its question."""

NEAREST_DATES = 4
"""Dates of a sentence among which the one in the nearest clause is chosen."""

MAX_EVENT_DAYS = 3700
"""A date that spans more days, over ten years, tells an age, not when an event was."""

LEAD_SENTENCES = 4
"""News puts its event first (the inverted pyramid)."""

NEWS_DAYS = 6
"""What a lead dates further back is background."""

_VALUE_FACETS = AMOUNTS | {Facet.DATE}

_MASKS = {
    Facet.QUANTITY: "several",
    Facet.MONEY: "some money",
    Facet.PERCENTAGE: "some percent",
    Facet.DURATION: "some time",
    Facet.DATE: "",
}
"""What stands for a value when only the question is compared; a date simply falls away."""

_CLAUSE_BREAK = re.compile(
    r"[;:]\s|\s[—–-]{1,2}\s|,\s|\s(?=(?:while|but|when|after|before|which|who|where|although|though|because"
    rf"|whereas|and|{any_of(_WORDS['openers'])}|including)\s)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"[,\s]*(?:which|who|whose|is|are|was|were|has|have|had|will|would|could|did|does"
    r"|(?:one|some|both|each|all|many|most|others)\s+(?!(?:"
    rf"{any_of(_WORDS['nouns_in_ing'])})\b)\w+ing)\s",
    re.IGNORECASE,
)
"""What opens a part that does not say of what it is: "which began on May 1", "some closing in June"."""
_WHERE = re.compile(
    r",\s(?:at|in|on|near|outside|inside|along|between|around|close to|north|south|east|west)\s"
    r"(?:(?!\b(?:is|are|was|were|has|have|had|will|would|said|says|(?-i:[a-z]+ed))\b).)*$",
    re.IGNORECASE,
)
"""A part that says where, and does not say something else."""
_JOINED = re.compile(r"[,\s]*and\s", re.IGNORECASE)
_RELATIVE = re.compile(r"[,\s]*(?:which|who|that|where|when)\s", re.IGNORECASE)
_REPORTING = word_lists("en", "reporting_verbs")
_SPOKEN = re.compile(
    rf"\b{any_of(_REPORTING['plain'], _REPORTING['of_judging'], _REPORTING['nouns'])}"
    r"(?:\s+(?!to\b|that\b)\w+){0,3}?(?:\s+(?:late|early))?(?:\s+on)?\s*$",
    re.IGNORECASE,
)
_NIGHT = "TNI"
_YEAR = re.compile(r"\d{4}")
_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|this|that|its|their|our|his|her|both|other|all)\s+)$", re.IGNORECASE
)
_DANGLING = re.compile(
    r"\b(?:on|in|at|since|until|by|during|from|of|as|for|about)\s+(?=[,.;]|$)", re.IGNORECASE
)


def extract_claims(
    article: Article, sentences: Sequence[Sentence], values: Sequence[Value], who: Attributions
) -> list[Claim]:
    """The claims of `article`: one per comparable value, and one statement per sentence.

    `values` are those of the whole article, with offsets in ``article.text``; `who` tells who says what.
    Furniture states nothing.
    """
    claims: list[Claim] = []
    by_sentence = values_by_sentence(sentences, values)
    story = story_days(article, sentences, by_sentence)
    for sentence in sentences:
        if sentence.furniture:
            continue
        inside = by_sentence[sentence.index]
        names = tuple(dict.fromkeys(v.value for v in inside if v.kind is Facet.NAME))
        dates = [v for v in inside if isinstance(v, DateValue) and dates_event(v, article, sentence)]
        claims += [
            _value_claim(article, sentence, dated_span(value, article), inside, names, dates, who)
            for value in inside
            if _states_something(value, article.text)
        ]
        if _words(sentence.text) >= MIN_STATEMENT_WORDS:
            claims.append(_statement(article, sentence, dates, names, who))
    places = _places(sentences, by_sentence)
    return [replace(claim, story=story, places=places[claim.sentence]) for claim in claims]


def name_claims(article: Article, sentences: Sequence[Sentence], values: Sequence[Value]) -> list[Claim]:
    """Every mention of a name in `article` outside furniture; spelling is compared over all of them."""
    by_sentence = values_by_sentence(sentences, values)
    return [
        claim_of(article, sentence, value.kind, value.start, value.end, value)
        for sentence in sentences
        if not sentence.furniture
        for value in by_sentence[sentence.index]
        if value.kind is Facet.NAME
    ]


def claim_id(article: str, facet: Facet, start: int, focus: str) -> str:
    """A name for the claim that holds as long as the article's text does."""
    key = "\x1f".join((article, facet.value, str(start), focus))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of `text` around ``text[start:end]``, widened until it says enough.

    A clause grows by the relative clause behind it, else by its smaller neighbour, so that a value in a list
    keeps to its own item. One that does not say of what it is gets the words before it.
    """
    cuts = [0, *(m.start() for m in _CLAUSE_BREAK.finditer(text) if not start <= m.start() < end), len(text)]
    cuts = sorted(set(cuts))
    left = max(i for i, cut in enumerate(cuts) if cut <= start)
    right = min((i for i, cut in enumerate(cuts) if cut >= end), default=len(cuts) - 1)
    left = min(left, right - 1)
    while _words(text[cuts[left] : cuts[right]]) - _words(text[start:end]) < MIN_CLAUSE_WORDS:
        grow_left = cuts[left] - cuts[left - 1] if left > 0 else None
        grow_right = cuts[right + 1] - cuts[right] if right + 1 < len(cuts) else None
        if grow_left is None and grow_right is None:
            break
        relative = grow_right is not None and _RELATIVE.match(text, cuts[right]) is not None
        if grow_right is None or (grow_left is not None and grow_left <= grow_right and not relative):
            left -= 1
        else:
            right += 1
    if right + 1 < len(cuts) and _WHERE.match(text, cuts[right], cuts[right + 1]):
        right += 1
    return cuts[_with_subject(text, cuts, left)], cuts[right]


def _with_subject(text: str, cuts: Sequence[int], part: int) -> int:
    """The part of `text` that says of what the given one is, where that does not."""
    first = part
    while part > 0 and (
        _NO_SUBJECT.match(text, cuts[part]) or (part < first and _JOINED.match(text, cuts[part]))
    ):
        part -= 1
    return part


def story_days(
    article: Article, sentences: Sequence[Sentence], by_sentence: Mapping[int, Sequence[Value]]
) -> Days:
    """The days of the event that `article` reports: those of its first sentences, shortly before publication.

    Unknown where it has no publication date or its lead gives no day.
    """
    if article.published is None:
        return Days()
    lead = [s for s in sentences if not s.furniture][:LEAD_SENTENCES]
    days = [
        day
        for s in lead
        for v in by_sentence[s.index]
        if isinstance(v, DateValue) and v.low == v.high and dates_event(v, article, s)
        for day in event_days(v, article.published).span or ()
    ]
    recent = [day for day in days if timedelta(0) <= article.published - day <= timedelta(days=NEWS_DAYS)]
    return Days(min(recent), max(recent)) if recent else Days()


def _places(
    sentences: Sequence[Sentence], by_sentence: Mapping[int, Sequence[Value]]
) -> dict[int, tuple[str, ...]]:
    """The places of each sentence by its index, or of the first sentence that names some."""
    found = {
        s.index: tuple(
            dict.fromkeys(
                v.value for v in by_sentence[s.index] if isinstance(v, NameValue) and v.label == "place"
            )
        )
        for s in sentences
        if not s.furniture
    }
    first = next((places for places in found.values() if places), ())
    return {index: places or first for index, places in found.items()}


def _days_of(value: Value, dates: Sequence[DateValue], article: Article) -> Days:
    """The days on which what `value` tells happened, by the `dates` of its sentence; else unknown."""
    if isinstance(value, DateValue):
        return Days(value.low, value.high)
    if not dates:
        return Days()
    text = article.text
    nearest = sorted(dates, key=lambda v: (max(value.start - v.end, v.start - value.end), v.start))
    dates = nearest[:NEAREST_DATES]

    def distance(v: DateValue) -> tuple[int, int]:
        between = text[min(v.end, value.end) : max(v.start, value.start)]
        return len(between) + 60 * len(_CLAUSE_BREAK.findall(between)), v.start

    return event_days(min(dates, key=distance), article.published)


def values_by_sentence(sentences: Sequence[Sentence], values: Sequence[Value]) -> Mapping[int, list[Value]]:
    """Values by the index of the sentence in which they start."""
    found: defaultdict[int, list[Value]] = defaultdict(list)
    ordered = sorted(values, key=lambda v: (v.start, v.end, v.kind))
    position = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        while position < len(ordered) and ordered[position].start < sentence.start:
            position += 1
        while position < len(ordered) and ordered[position].start < sentence.end:
            found[sentence.index].append(ordered[position])
            position += 1
    return found


_FEW = 10
"""Things already known that news counts, at most: "the two countries".
A fifth less or more changes none of 19,693 readings."""


def _states_something(value: Value, text: str) -> bool:
    """Whether `value` says how many, rather than pointing at things already known ("the two countries")."""
    if isinstance(value, QuotationValue):
        return _words(value.value) >= MIN_QUOTATION_WORDS
    if value.low is None and value.high is None:
        if undated_weekday(value) is not None or is_yearless(value):
            return True
        return value.kind is Facet.DURATION and value.vague
    if not isinstance(value, AmountValue):
        return not value.vague
    if value.kind is not Facet.QUANTITY or value.unit:
        return True
    small = value.number is not None and value.number <= _FEW and value.modifier is Modifier.EXACT
    if (
        small
        and not value.action
        and (not value.counted or _DEFINITE.search(text, max(0, value.start - 12), value.start))
    ):
        return False
    if value.number == 1 and not value.action:
        return False
    return bool(value.counted or value.action)


def _value_claim(
    article: Article,
    sentence: Sentence,
    value: Value,
    inside: Sequence[Value],
    names: tuple[str, ...],
    dates: Sequence[DateValue],
    who: Attributions,
) -> Claim:
    claim = claim_of(article, sentence, value.kind, value.start, value.end, value, who)
    begin, finish = sentence.start, sentence.end
    if value.kind is not Facet.QUOTATION:
        begin, finish = (
            sentence.start + offset
            for offset in clause(sentence.text, value.start - sentence.start, value.end - sentence.start)
        )
    while begin < finish and article.text[begin].isspace():
        begin += 1
    while begin < finish and article.text[finish - 1].isspace():
        finish -= 1
    # A quotation may run over several sentences, and a date over a line end.
    begin, finish = min(begin, value.start), max(finish, value.end)
    return replace(
        claim,
        start=begin,
        end=finish,
        spoken=value.kind is Facet.DATE and _is_spoken(value, article, sentence),
        names=names,
        masked=_masked(sentence, value, begin, min(finish, sentence.end), inside),
        when=_days_of(value, dates, article),
    )


def _statement(
    article: Article,
    sentence: Sentence,
    dates: Sequence[DateValue],
    names: tuple[str, ...],
    who: Attributions,
) -> Claim:
    claim = claim_of(article, sentence, Facet.STATEMENT, sentence.start, sentence.end, None, who)
    when = event_days(dates[0], article.published) if dates else Days()
    return replace(claim, names=names, masked=sentence.text, when=when)


def claim_of(
    article: Article,
    sentence: Sentence,
    facet: Facet,
    start: int,
    end: int,
    value: Value | None,
    who: Attributions | None = None,
) -> Claim:
    """The claim of a whole sentence whose focus is ``text[start:end]`` of the article."""
    focus = article.text[start:end]
    claim = Claim(
        id=claim_id(article.id, facet, start, focus),
        article=article.id,
        facet=facet,
        sentence=sentence.index,
        sentence_start=sentence.start,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        focus=Focus(start, end, focus),
        value=value,
    )
    if facet is Facet.NAME:
        return claim
    stop = min(end, sentence.end)
    place = start - sentence.start, stop - sentence.start
    modality = read_modality(sentence.text, *place)
    denied = who is not None and who.denied(sentence, start, stop)
    return replace(
        claim,
        attribution=read_attribution(sentence.text, *place, who.of(sentence, start, stop) if who else None),
        modality=replace(modality, negated=modality.negated or denied),
    )


def _masked(sentence: Sentence, value: Value, begin: int, finish: int, inside: Sequence[Value]) -> str:
    """The claim's extent with its values masked, dates dropped; of a quotation, its words."""
    if value.kind is Facet.QUOTATION:
        return value.value
    pieces, position = [], begin
    for other in inside:
        if other.kind not in _VALUE_FACETS or other.start < position or other.end > finish:
            continue
        pieces += [
            sentence.text[position - sentence.start : other.start - sentence.start],
            _MASKS[other.kind],
        ]
        position = other.end
    pieces.append(sentence.text[position - sentence.start : finish - sentence.start])
    return " ".join(_DANGLING.sub("", " ".join("".join(pieces).split())).strip(" ,;:-–—").split())


def _is_spoken(value: Value, article: Article, sentence: Sentence) -> bool:
    """Whether the words before a date are those of saying something."""
    before = article.text[max(sentence.start, value.start - 60) : value.start]
    return _SPOKEN.search(before) is not None


def event_days(value: DateValue, published: date | None) -> Days:
    """The days that a date may mean as that of an event: a night belongs to two."""
    low, high = value.low, value.high
    if value.time != _NIGHT or low is None or low != high:
        return Days(low, high)
    if value.text.lower().startswith("overnight") and low > date.min:
        return Days(low - timedelta(days=1), high)
    return Days(low, low if low in (published, date.max) else low + timedelta(days=1))


def dates_event(value: DateValue, article: Article, sentence: Sentence) -> bool:
    """Whether a date tells when what its sentence reports happened.

    The day of a statement ("police said on Tuesday") comes after it, and so does the day of publication
    in full ("Saturday 9 Jul 2016"): within its text, news names that day without the year.
    """
    low, high = value.low, value.high
    if value.vague or low is None or high is None or high - low > timedelta(days=MAX_EVENT_DAYS):
        return False
    if low == high == article.published and _YEAR.search(value.text):
        return False
    return not _is_spoken(value, article, sentence)


def _words(text: str) -> int:
    return len(words(text))
