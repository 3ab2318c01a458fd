"""Who is for or against what: "Lima condemned the raid", "the United States voiced concern over …".

The verbs of a reaction are many and say one of two things of whoever reacts. A state reacts by its own name
or by that of its capital; what it reacts to may be told in a sentence before ("the country's move").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from compare.extraction.claims.copular import LONGEST, MOST, READ, Assertion
from compare.lang.en.gazetteer import state_of
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import NameValue, Sentence

_WORDS = word_lists("en", "stances")


class Stance(StrEnum):
    """What a reaction says, as the verb of an assertion."""

    AGAINST = "objects to"
    FOR = "welcomes"


LOOKED_BACK = 4
"""Sentences before a reaction among which the move is sought that it speaks of."""

AS_TOLD = ": "
"""What stands between a move and the words in which a sentence before tells it."""

_AUXILIARY = rf"(?:(?:has|have|had|also|{any_of(_WORDS['adverbs'])})\s+)*"
_FELT = any_of(_WORDS["feelings_against"])
_AGAINST = (
    rf"(?:{any_of(_WORDS['against'])}"
    r"|slam(?:s|med)(?! into)|(?:voic|express)(?:es|ed)\s+[“\"]?"
    rf"(?:(?:its|their|his|her|{any_of(_WORDS['depths'])})\s+)*{_FELT}"
    r"[”\"]?\s+(?:over|at|about|with|to|against))"
)
_FOR = (
    rf"(?:{any_of(_WORDS['for'])}|hail(?:s|ed)(?! from)"
    r"|(?:voic|express)(?:es|ed)\s+[“\"]?(?:(?:its|their|his|her|full|strong)\s+)*"
    rf"{any_of(_WORDS['feelings_for'])}[”\"]?\s+(?:for|with|at|over))"
)
_OFFICE = rf"(?:[’']s?)?(?:\s+{any_of(_WORDS['offices'])})?"
_REACTS = re.compile(rf"{_OFFICE}\s+{_AUXILIARY}(?:(?P<against>{_AGAINST})|(?P<for>{_FOR}))\s+(?=\S)")
_AND = re.compile(r"(?:,|,?\s+(?:and|as well as))\s+(?:the\s+)?")
_OPENS = re.compile(
    r"\W*(?:(?:but|meanwhile|later|however)\b,?\s+)?(?:(?:On|In|Last|Late|Early|Earlier)\s[^,.]{1,30},\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:(?:^|[\s,;])(?:although|though|while|whereas|because|since|as|after|before|when|that)|,\s(?:but|and))\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_BODY_OF = re.compile(
    r"\b(?:of|for|from|by|with|and|or|in|at|to|on|than)\s+(?:the\s+)?$|[,;:“”\"]\s*$", re.IGNORECASE
)
_FURTHER = re.compile(
    rf"\s(?:and\s+(?:also\s+)?{any_of(_WORDS['further'])}"
    rf"|{any_of(_WORDS['further_participles'])})\b"
)
"""Where a reaction ends and another one, or its words, begin."""
_END = re.compile(r"[,;:!?]\s|\.\s+(?=[A-Z“\"])|[,;:.!?]?$|\s[—–-]{1,2}\s|[()\[\]]|\t|\s{3,}")
_OPEN = re.compile(r"(?:^|\s)(?:the|an?|its|their|his|her|this|these|those|of|for)$", re.IGNORECASE)
_MOVE = re.compile(rf"(?:the\s+)?(?P<whose>\S[^,;:]{{1,40}}?)[’']s?\s+(?:\w+\s+)?{any_of(_WORDS['moves'])}$")
_SAYS = re.compile(
    rf"(?:has |have |had |also )*(?:{any_of(_WORDS['sayings'])}"
    rf"|is|are|was|were|{_AGAINST}|{_FOR})\b"
)


def find_reactions(
    sentence: Sentence,
    names: Sequence[NameValue],
    earlier: Sequence[tuple[Sentence, Sequence[NameValue]]] = (),
) -> list[Assertion]:
    """The reactions that one sentence tells of named states, people and bodies, at most `MOST`.

    `names` are those of the sentence, in order; `earlier` are the sentences before with theirs, the nearest
    first.
    """
    text = sentence.text[:READ]
    found: list[Assertion] = []
    for k, name in enumerate(names):
        begin, end = name.start - sentence.start, name.end - sentence.start
        if end > len(text) or len(found) >= MOST:
            break
        if not _may_react(text, begin, name):
            continue
        holders = [name]
        for other in names[k + 1 : k + 3]:
            link = _AND.fullmatch(text, end, other.start - sentence.start)
            if link is None:
                break
            holders.append(other)
            end = other.end - sentence.start
        reacts = _REACTS.match(text, end)
        if reacts is None:
            continue
        stop = min(
            m.start() for m in (_END.search(text, reacts.end()), _FURTHER.search(text, reacts.end())) if m
        )
        target = text[reacts.end() : stop].strip()
        if not target or _OPEN.search(target) or stop - begin > LONGEST:
            continue
        stance = Stance.AGAINST if reacts["against"] else Stance.FOR
        told = f"{stance} {target}{_told_before(target, earlier)}"
        found += [
            Assertion(holder.start, sentence.start + stop, state_of(holder.value) or holder.value, told)
            for holder in holders
        ]
    return found[:MOST]


def _may_react(text: str, begin: int, name: NameValue) -> bool:
    """Whether a name may be the subject of what follows: it opens its clause, but for a person's titles."""
    if _OPENS.fullmatch(text, 0, begin) or _SUBORDINATE.search(text, max(0, begin - 20), begin):
        return True
    return name.label == "person" and not _BODY_OF.search(text, max(0, begin - 20), begin)


def stance_of(predicate: str) -> Stance | None:
    """The stance that a predicate tells; None where it is no reaction."""
    return next((stance for stance in Stance if predicate.startswith(f"{stance} ")), None)


def _told_before(target: str, earlier: Sequence[tuple[Sentence, Sequence[NameValue]]]) -> str:
    """What a sentence before says that somebody did, where a reaction is to "somebody's move"."""
    move = _MOVE.fullmatch(target)
    if move is None:
        return ""
    for sentence, names in earlier[:LOOKED_BACK]:
        if not names:
            continue
        begin, end = names[0].start - sentence.start, names[0].end - sentence.start
        if not _OPENS.fullmatch(sentence.text, 0, begin) or names[0].value != move["whose"]:
            continue
        rest = sentence.text[end:READ]
        words = rest.lstrip()
        if rest == words or not words[:1].islower() or _SAYS.match(words):
            continue
        return AS_TOLD + names[0].value + rest[:LONGEST].rstrip(" .")
    return ""
