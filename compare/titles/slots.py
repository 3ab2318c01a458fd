"""Titles from the slots of a claim: what is counted, what happened to it, and where or in what event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.extraction.annotation.counted import read_counted
from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.lemmas import lemma
from compare.lang.en.phrase_ends import MAX_LENGTH, undangled
from compare.lang.en.tokens import is_function_word, words
from compare.lang.patterns import any_of
from compare.lang.resources import table, word_lists
from compare.models import Claim, Facet

__all__ = ["slot_head", "slot_title", "slot_titles"]

PHRASE = 60
"""Characters of what says where or in what event, at most."""

COUNTED_WORDS = 4
"""Words of what is counted, at most; more are a clause."""

SHORT = 6
"""Characters of it at least."""

READ = 200
"""Characters behind a value in which that is looked for."""

_TABLE = table("en", "titles")
_HAPPENED: dict[str, str] = dict(_TABLE["happened"])
_NOBODIES = frozenset(_TABLE["words"]["nobodies"].split())
_EVENTS = frozenset(_TABLE["words"]["events"].split())

_WHERE = re.compile(r"\b(?:in|at|near|on|during|after)\s+(?=[A-Za-z])", re.IGNORECASE)
_STOP = re.compile(
    r"[,;:.()\[\]“”\"–—|]|\s(?:and|but|or|which|who|that|where|when|while|as|after|before|with|since|were|was|are|is|has"
    r"|have|had|on(?=\s(?:[A-Z][a-z]+day|the same|[A-Z][a-z]+ \d|\d))"
    rf"|for|this|last|{any_of(_TABLE['words']['phrase_ends'].split())})\b"
)
_SPEAKER = re.compile(
    r"(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bof)\s(?:(?:the|an?)\s(?:(?!(?:the|an?|in|on|at|by|near|from)\s)[\w’'-]+\s){1,7}?|(?:he|she|it|they|we)\s)"
    rf"{any_of(word_lists('en', 'clauses')['saying'])}\b"
)
"""Who says so, behind what is said: "in Tarn the mayor said"."""
_CLAUSE_END = re.compile(r"[;:.“”\"(]\s|,\s(?:and|but|while)\s|\sand\s\w+\s(?:injur|wound|kill)")
_NAMED_AGE = re.compile(r"((?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]+)(?=,?\s*\(?$)")
_AGED_NAME = re.compile(r"^[\s,]*(?:old)?[\s,]*((?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]+)")
_NOUN_BEHIND = re.compile(
    r"\s+(?!(?:was|were|is|has|had|who|of|from|in|on|at|and|to|as|with|by|died|said|told)\b)[a-z]"
)
_TITLE_WORDS = frozenset({"The", "A", "An", "And", "But", "In", "On", "At", "Police", "Suspect", "Victim"})


def slot_title(claims: Sequence[Claim]) -> str:
    """The best title that the slots of one of the claims carry; "" where none does."""
    found = [title for claim in claims for title in slot_titles(claim)]
    told = [{lemma(word.lower()) for word in words(claim.text)} for claim in claims]

    def shared(title: str) -> float:
        own = {lemma(word.lower()) for word in words(title) if not is_function_word(word)}
        return sum(len(own & one) for one in told) / (len(told) * max(1, len(own)))

    def rank(title: str) -> tuple[float, int, str]:
        return round(shared(title), 3) + _named(title), -len(title), title

    return max(found, key=rank, default="")


def _named(title: str) -> float:
    """What a title has more that names its event, and its place."""
    found = title.split()
    event = any(word.lower() in _EVENTS for word in found)
    return 0.35 * event + 0.25 * any(word[:1].isupper() for word in found[1:])


def slot_titles(claim: Claim) -> Iterator[str]:
    """Titles from the slots of one claim: of ages and of people to whom something happened."""
    value = claim.amount
    if claim.facet is not Facet.QUANTITY or value is None:
        return
    if value.counted == "age":
        if name := _aged(claim):
            yield f"Age of {name}"
        return
    if value.unit or value.change or value.before:
        return
    happened = _HAPPENED.get(value.action)
    counted = read_counted(value)
    if happened is None or (value.counted and not (counted.victim or counted.person)):
        return
    head = f"{_who(value.counted)} {happened}"
    for phrase in _phrases(claim):
        if len(head) + len(phrase) < MAX_LENGTH:
            yield f"{head} {phrase}"


def slot_head(claim: Claim) -> str:
    """What is counted and what happened to it, "Children killed"; "" where that is not said."""
    value = claim.amount
    if value is None or claim.facet is not Facet.QUANTITY or value.unit or value.counted == "age":
        return ""
    happened = _HAPPENED.get(value.action)
    return f"{_who(value.counted)} {happened}" if happened else ""


def _who(counted: str) -> str:
    """What is counted, as a title begins: "People", "Children"."""
    kept = [word for word in counted.split() if word.lower() not in _NOBODIES]
    text = " ".join(kept) if kept and len(kept) <= COUNTED_WORDS else "people"
    return text[:1].upper() + text[1:]


def _aged(claim: Claim) -> str:
    """The name of who is so old, where it stands beside the age."""
    at, stop = claim.focus.start - claim.sentence_start, claim.focus.end - claim.sentence_start
    before, after = claim.text[max(0, at - READ) : at], claim.text[stop : stop + READ]
    hyphened = "-" in claim.focus.text or after.startswith("-")
    found = _AGED_NAME.match(after) if hyphened else _NAMED_AGE.search(before)
    if found is None:
        return ""
    if hyphened and _NOUN_BEHIND.match(after[found.end() :]):  # "a 30-year-old South African citizen"
        return ""
    name = [word for word in found[1].split() if word not in _TITLE_WORDS]
    calendar = any(word.lower().rstrip(".") in CALENDAR_WORDS for word in name)
    return "" if len(name) < 2 or calendar else " ".join(name)


def _phrases(claim: Claim) -> Iterator[str]:
    """What behind the value says where, or in what event: "in the car bombing in Velmora"."""
    stop = claim.focus.end - claim.sentence_start
    text = " ".join(claim.text[stop : stop + READ].split())
    clause = _SPEAKER.split(_CLAUSE_END.split(text, maxsplit=1)[0], maxsplit=1)[0]
    for found in _WHERE.finditer(clause):
        rest = clause[found.end() :]
        end = _STOP.search(rest)
        phrase = undangled(found[0].lower() + (rest[: end.start()] if end else rest))
        if SHORT <= len(phrase) <= PHRASE and _tells(phrase):
            yield phrase


def _tells(phrase: str) -> bool:
    """Whether a phrase names an event or a place, and no day or number."""
    inner = phrase.split(" ", 1)[-1]
    found = inner.split()
    event = any(word.lower() in _EVENTS for word in found)
    place = inner.removeprefix("the ")[:1].isupper() and not phrase.startswith("after ")
    dated = any(word.lower().rstrip(".,") in CALENDAR_WORDS for word in found)
    return (event or place) and not dated and not any(char.isdigit() for char in phrase)
