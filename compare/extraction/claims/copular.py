"""What a part of a sentence states of something named: "Tarn, the only port of the island, …".

An apposition ("X, a town near Y"), a relative clause ("X, which borders Y,") and a clause of being ("X is the
only Y that …", also with "it" for an X of the sentence before) state something that can be confirmed or
denied, whatever else their sentence tells. Only subjects that are names are read, and pronouns only where
the sentence before leaves no choice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.lang.en.tokens import words
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import NameValue, Sentence

_WORDS = word_lists("en", "assertions")

MOST = 4
"""Assertions read in one sentence; more are a table."""

LONGEST = 240
"""Characters of an assertion; what is longer has lost its end."""

LEAST_WORDS = 3
"""An assertion says at least so many words of its subject."""

READ = 1_500
"""Characters of a sentence that are read."""

PRONOUNS = frozenset({"it", "he", "she"})

_STATE = (
    r"(?:is|are|was|were|(?:has|have|had)(?: (?:long|also|since|now|already))? been|"
    rf"{any_of(_WORDS['state_verbs'])})"
)
_ADVERB = rf"(?:(?:also|now|still|once|already|{any_of(_WORDS['adverbs'])}) )?"
_PREDICATE = re.compile(rf"\s{_ADVERB}{_STATE}\s", re.IGNORECASE)
_PLURAL = re.compile(rf"\s{_ADVERB}(?:are|were|have)\s", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:the\s+)?", re.IGNORECASE)
_GOES_ON = re.compile(r"\s[a-z]")
_SUBORDINATE = re.compile(
    r"(?:(?:^|[\s,;])(?:although|though|while|whereas|because|since|as|that|where)|,\s(?:but|and))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    rf",\s+(?=(?:an?|the|one of|{any_of(_WORDS['appositions'])}"
    rf"|{any_of(_WORDS['offices'])} of)\s)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|have|had|will|would|killed|kills|added|reported)\b"
)
_RELATIVE_WORD = re.compile(r"\s(?:that|who|which|where)\s")
_LIST = re.compile(
    r"(?:(?!\b(?:of|in|for|to|at|on|near|between|with|that|which|who)\b).)*\s(?:and|or)\s", re.IGNORECASE
)
_RELATIVE = re.compile(r",\s+(?P<word>which|who)\s+(?=[a-z])")
_FRONTED = re.compile(
    r"\W*(?:in|on|at|after|following|during|before|since|with|without|despite|amid|by|under|from|for|as|to|near"
    r"|outside|inside|according|unlike|like|along|\w+ing)\s",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|will|would|\w+ed)\b")
_PLACE_OF = re.compile(
    rf"\b{any_of(_WORDS['places_of'])}\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:of|between|and|or|than)\s+(?:the\s+)?$", re.IGNORECASE)
_END = re.compile(r"[,;:!?]\s|\.\s+(?=[A-Z“\"])|[,;:.!?]?$|\s[—–-]{1,2}\s|[()\[\]\"“”]|\t|\s{3,}")
_PRONOUN = re.compile(rf"(?P<word>It|He|She)\s(?={_ADVERB}{_STATE}\s)")
_EXPLETIVE = re.compile(
    r"It\s(?:\w+\s)?(?:is|was|been|remains?|became)\s(?:(?:also|still|now|not|immediately|yet|very|too)\s)*"
    r"(?:\w*clear|\w*known|\w*likely|\w*possible|\w*certain|"
    rf"{any_of(_WORDS['expletive'])}|what|that|when|how|why|where|who|because|about"
    r"|like|as|(?:the|an?) (?:\w+ )?(?:"
    rf"{any_of(_WORDS['expletive_nouns'])})|\w+ (?:to|that|if|when|whether))\b"
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What ``text[start:end]`` of an article says of `subject`, in the words of the text: its `predicate`."""

    start: int
    end: int
    subject: str
    predicate: str


def find_assertions(
    sentence: Sentence,
    names: Sequence[NameValue],
    before: Sentence | None = None,
    names_before: Sequence[NameValue] = (),
) -> list[Assertion]:
    """The assertions of one sentence, by the names in it; `before` is the sentence that it follows.

    Names are values of the article, in order. At most `MOST`, in the order of the text.
    """
    text = sentence.text[:READ]
    found = _referring(sentence, text, before, names_before) if before is not None else []
    for name in names:
        begin, end = name.start - sentence.start, name.end - sentence.start
        if end > len(text) or len(found) >= MOST:
            break
        for read in (_apposed, _relative, _being):
            made = read(text, begin, end, name)
            if made is not None:
                found.append(made)
                break
    return found[:MOST]


def _made(text: str, begin: int, at: int, name: NameValue, verb: str = "") -> Assertion | None:
    """The assertion that `name`, at `begin`, gets from the words from `at` on."""
    end = finish(text, at)
    body = text[at:end].strip()
    if end - at > LONGEST or len(words(body, compounds=True)) < LEAST_WORDS:
        return None
    offset = name.start - begin
    return Assertion(offset + begin, offset + end, name.value, f"{verb} {body}".strip())


def _apposed(text: str, begin: int, end: int, name: NameValue) -> Assertion | None:
    """What an apposition says: "Tarn, a town near the border"."""
    gap = _APPOSED.match(text, end)
    if gap is None or _is_inner(text[:begin]) or _is_fronted(text[:begin]):
        return None
    body = text[gap.end() : finish(text, gap.end())]
    if _LIST.match(body) or not any(word[:1].islower() for word in words(body, compounds=True)[1:3]):
        return None
    if _VERB.search(_RELATIVE_WORD.split(body, maxsplit=1)[0]):
        return None
    return _made(text, begin, gap.end(), name, "is")


def _relative(text: str, begin: int, end: int, name: NameValue) -> Assertion | None:
    """What a relative clause says: "Tarn, which borders the lake"."""
    gap = _RELATIVE.match(text, end)
    if gap is None or _is_inner(text[:begin]) or (gap["word"] == "who") != (name.label == "person"):
        return None
    return _made(text, begin, gap.end(), name)


def _being(text: str, begin: int, end: int, name: NameValue) -> Assertion | None:
    """What a clause says of its subject: "Tarn is the only port of the island"."""
    if not _PREDICATE.match(text, end):
        return None
    if _PLURAL.match(text, end) and not name.value.lower().endswith("s"):
        return None
    if not (_OPENS.fullmatch(text, 0, begin) or _SUBORDINATE.search(text, max(0, begin - 20), begin)):
        return None
    return _made(text, begin, end, name)


def _referring(
    sentence: Sentence, text: str, before: Sentence, names: Sequence[NameValue]
) -> list[Assertion]:
    """What a sentence that opens with a pronoun says of the subject of the sentence before."""
    found = _PRONOUN.match(text)
    if found is None or _EXPLETIVE.match(text):
        return []
    subject = _subject(before, names)
    person = found["word"] != "It"
    if subject is None or person != (subject.label == "person"):
        return []
    if person and len({name.value for name in names if name.label == "person"}) > 1:
        return []
    end = finish(text, found.end())
    body = text[found.end() : end].strip()
    if end > LONGEST or len(words(body, compounds=True)) < LEAST_WORDS:
        return []
    return [Assertion(sentence.start, sentence.start + end, subject.value, body)]


def _subject(sentence: Sentence, names: Sequence[NameValue]) -> NameValue | None:
    """The name that is the subject of a sentence: it opens it, and other words follow."""
    if not names:
        return None
    begin, end = names[0].start - sentence.start, names[0].end - sentence.start
    opens = _OPENS.fullmatch(sentence.text, 0, begin) and _GOES_ON.match(sentence.text, end)
    return names[0] if opens else None


def _is_inner(before: str) -> bool:
    """Whether a name is the end of a longer phrase ("the talks between X and Y"), which is what is meant."""
    tail = before[-40:]
    return _WITHIN.search(tail) is not None and not _PLACE_OF.search(tail)


def _is_fronted(before: str) -> bool:
    """Whether a phrase before the main clause goes up to here: what follows its comma is the subject."""
    return _FRONTED.match(before) is not None and not _FINITE.search(before)


def finish(text: str, start: int) -> int:
    """Where in `text` what begins at `start` ends: at a comma, dash or bracket, or with the sentence."""
    found = _END.search(text, start)
    return found.start() if found else len(text)
