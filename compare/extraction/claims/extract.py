"""Sentences and values to claims: what one article states that another can confirm or deny."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.clauses import clause, word_count
from compare.extraction.claims.days import dates_event, days_of, event_days, is_spoken, story_days
from compare.extraction.claims.modality import read_attribution, read_modality
from compare.extraction.claims.spans import dated_span
from compare.extraction.dates.undated_relative import is_undated_relative
from compare.extraction.dates.undated_weekdays import undated_weekday
from compare.extraction.dates.yearless import is_yearless
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

MIN_STATEMENT_WORDS = 5
"""A shorter line ("The Last Mile") states nothing that could be checked."""

MIN_QUOTATION_WORDS = 4
"""A shorter quotation is a scare quote or a common phrase."""

_VALUE_FACETS = AMOUNTS | {Facet.DATE}

LONGEST_LIST = 40
"""Values of one kind in a sentence, inclusive, that make a claim each; a sentence with more is a table, see
`tables`. Four times as many as any sentence of 1,529 articles of news has (10), so that a fifth less or more
changes none of their readings; all pairs of two such lists are compared in a third of a second."""

_MASKS = {
    Facet.QUANTITY: "several",
    Facet.MONEY: "some money",
    Facet.PERCENTAGE: "some percent",
    Facet.DURATION: "some time",
    Facet.DATE: "",
}
"""What stands for a value when only the question is compared; a date simply falls away."""

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
    Furniture states nothing. Of a table, only the first values make a claim each; see `tables`.
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
            for value in first_of_a_kind(stating(inside, article.text))
        ]
        if word_count(sentence.text) >= MIN_STATEMENT_WORDS:
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


def first_of_a_kind(values: Iterable[Value]) -> Iterator[Value]:
    """Those of the `values` of a sentence that make a claim: the first `LONGEST_LIST` of each kind."""
    seen: Counter[Facet] = Counter()
    for value in values:
        seen[value.kind] += 1
        if seen[value.kind] <= LONGEST_LIST:
            yield value


def stating(values: Iterable[Value], text: str) -> list[Value]:
    """Those of `values` in `text` that say how many, when or what, and can be compared."""
    return [value for value in values if _states_something(value, text)]


def _states_something(value: Value, text: str) -> bool:
    """Whether `value` says how many, rather than pointing at things already known ("the two countries")."""
    if isinstance(value, QuotationValue):
        return word_count(value.value) >= MIN_QUOTATION_WORDS
    if value.low is None and value.high is None:
        if undated_weekday(value) is not None or is_yearless(value) or is_undated_relative(value):
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
        spoken=value.kind is Facet.DATE and is_spoken(value, article, sentence),
        names=names,
        masked=_masked(sentence, value, begin, min(finish, sentence.end), inside),
        when=days_of(value, dates, article),
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
