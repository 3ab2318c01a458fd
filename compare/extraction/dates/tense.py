"""Whether the words around a time expression speak of what is past or of what is to come.

Verb forms are told by their endings and by lists (``lang/en/data/tense.toml``), no part of speech is tagged:
past forms and passives, what looks ahead by its meaning ("will", "plans"), and the present of verbs of events
that are set for a day ("the court sits on Monday"). The present of other verbs tells nothing: headlines and
captions have it for the past ("Blast kills 41").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.lang.en.endings import present_participle, third_person
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS, _TIMES = word_lists("en", "tense"), word_lists("en", "of_times")

_VERB_TAIL = (
    r"(?:[ ](?:not|also|now|still|\w{2,12}ly))?(?:[ ](?:be|have))?(?:[ ](?:been|being))?(?:[ ][a-z]+)?"
)
_PROMISED = any_of(_WORDS["promised"])
_INTENT = any_of(_WORDS["intent"])
_PLANNED = any_of(_WORDS["planned"])
# "due to meet" is to come, "closed due to fighting" is not
_DUE = (
    r"(?:is|are|was|were|be|been)[ ](?:\w+ly[ ])?due|due[ ](?:in|on|at|back|by|out|next|for)"
    rf"|due[ ]to[ ](?:be|{any_of(_WORDS['due_to'])})"
)
_FUTURE = (
    rf"(?:will|'ll|\u2019ll|shall|won't|would|could|should|may|might|must|can){_VERB_TAIL}"
    rf"|(?:is|are|be|was|were)[ ]going[ ]to[ ][a-z]+|{_PLANNED}|{_DUE}|"
    rf"{any_of(_WORDS['future'])}|set[ ](?:to|for)"
    rf"|(?:{_PROMISED}|ready|likely|{_INTENT})[ ]to[ ][a-z]+|(?:is|are|be)[ ]to[ ][a-z]+"
    rf"|to[ ]be[ ][a-z]+"
)
# looks like the future and is past: "had been due to", "may have been", "could not be reached"
_OVERTAKEN = (
    r"(?:had|has|have)[ ]been[ ](?:\w+ly[ ])?(?:due|scheduled|expected|planned|set)(?:[ ]to[ ][a-z]+)?"
    r"|(?:may|might|could|would|should|must)[ ](?:not[ ])?have[ ](?:been[ ])?[a-z]+"
    rf"|(?:could|would)(?:n't|[ ]not)?[ ]be[ ]{any_of(_WORDS['could_not_be'])}"
)
_IRREGULAR = any_of(_WORDS["irregular"])
_NO_VERB = any_of(_WORDS["no_verbs"])
_PAST = (
    rf"{_IRREGULAR}|told(?![ ]to)|set(?![ ]to|[ ]for)"
    rf"|(?!(?:{_PLANNED})\b|(?:{_PROMISED})[ ]to\b|{_NO_VERB}\b)[a-z]{{2,20}}ed"
)
_PRESENT = (
    rf"(?:is|are)[ ](?:not[ ]|also[ ]|now[ ])?(?!(?:{_PLANNED})\b)"
    rf"(?:{any_of(_WORDS['irregular_passives'])}|[a-z]{{2,20}}ed)"
)
_PERFECT = (
    rf"had(?:n't|n\u2019t)?(?:[ ](?:not|already|also|been|\w{{2,12}}ly)){{0,2}}[ ]"
    rf"(?!(?:{_PLANNED}|{_PROMISED}|to|due)\b)(?:{_IRREGULAR}|[a-z]{{2,20}}ed)"
)
_CUE = re.compile(
    rf"\b(?:(?P<present>{_PRESENT})|(?P<overtaken>{_OVERTAKEN})|(?P<perfect>{_PERFECT})"
    rf"|(?P<past>(?<!to[ ])(?:{_PAST}))|(?P<future>{_FUTURE}))\b"
)
_AHEAD = re.compile(
    r"\b(?:(?P<limit>by|until|till|through)|(?:is|are)(?:[ ]on)?)[ \n](?:(?:early|late)[ ])?\Z", re.IGNORECASE
)
"""What makes the day right behind it one to come: "until Friday", "the funeral is Friday"."""
_BEFALLEN = re.compile(
    rf"\b{any_of(_WORDS['befallen'])}s?[ ](?:(?:on|in|of|last|late|early)[ ]){{0,2}}\Z"
    r"|\b[Ss]ince[ ](?:the[ ])?\Z"
)
"""What nobody announces is over, whatever the tense: "the bombing on Saturday"; so is "since Saturday"."""
_SHOOTING = re.compile(rf"(?:['\u2019]s)?[ ](?:[a-z-]{{2,16}}[ ])?{any_of(_WORDS['befallen'])}s?\b")
""" "New Year's Eve shooting", "Sunday's deadly crash"."""
_IS_NEXT = re.compile(r"[ ](?:is|will)[ ]")
_CLAUSE = re.compile(r"(?:[,;:\"\u201c(]|\b(?:and|but|that|because|as|if))[ ]?\Z")
"""What a day stands behind that is the subject of a clause: "but Thursday is a holiday"."""


_PAST_PERFECT = -2
"""The side of a past perfect: what is before what is told."""


def _side_of(cue: re.Match[str]) -> int:
    """-1 for a past verb, `_PAST_PERFECT` for a past perfect, 1 for one of the future.

    A passive of the present ("when it is heard in May") tells nothing: 0.
    """
    if cue["perfect"]:
        return _PAST_PERFECT
    if cue["present"]:  # "is closed" is what something is like, as "is open"
        return _COPULA if cue[0].endswith(" closed") else 0
    return 1 if cue["future"] else -1


_NOUN_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|his|her|its|their|our|my|your|of|in|on|at|for|with|by|from|into"
    r"|no|any|some|all|each|every|first|second|last|next|new|as|or|made|paid|had|has|have|saw)"
    r"|['\u2019]s?|\d)[ ]\Z",
    re.IGNORECASE,
)
"""What stands before a noun and not before a finite verb: "the visits", "as he" is a caption's."""
_CAPTION_BEFORE = re.compile(r"\bas[ ](?:[\w'\u2019.-]+[ ]){1,4}\Z", re.IGNORECASE)
""" "Protesters wave flags as he arrives": a scene, and over."""
_CAPTION = re.compile(
    r"[,(][ ]?(?:left|right|cent(?:er|re)|[LRC])[,)]|\b[Pp]ictured\b|\b(?:AFP|Reuters|EPA|AP|Getty)[ ]?/"
    r"|/(?:AFP|Reuters|EPA|AP|Getty)|\b(?:in )?this (?:photo|picture|image|handout)|[Pp]hoto:"
)
_SUBJECT = re.compile(
    rf"(?:(?<![sS\u2019'])[sS]|\b(?:they|we|you|who)|\b(?P<noun>{any_of(_WORDS['collectives'])}"
    r"|and[ ](?:the[ ])?\w+|(?<!\b[Tt]he[ ])(?<!\b[Aa][ ])\b[A-Z][\w'\u2019.-]{1,20}[^\Ws]))[ ]"
    r"(?:(?:also|now|then|both|\w{2,12}ly)[ ])?\Z"
)
"""What a verb in its plain form may have as its subject right before it."""
_MODAL_BEFORE = re.compile(r"\b(?:to|will|would|can|could|may|might|must|shall|should|did|let|help)[ ]\Z")
_SEEN_BEFORE = re.compile(rf"\b{any_of(_TIMES['of_seeing'])}[ ][^.,;:]{{0,60}}\Z")
""" "Neighbours saw the ambulances arrive": no finite verb."""
_DO_BEFORE = re.compile(r"\b(?:do|does|don't|doesn't)[ ](?:[\w'-]{1,20}[ ]){0,4}\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[ ](?:[A-Z0-9]|(?:on|in|at|the|a|an|his|her|its|their|for|to|from|with|against|this|again|next|later"
    r"|until|before|after|tomorrow|today|as|and|when|off|each|\w{2,12}ly)\b)|[.,;:)]|\s*\Z"
)
"""What stands behind a verb in its plain form, and not behind the first part of a compound noun."""
_NOUN_AFTER = re.compile(r"[ ](?:of|by|was|were|had|has|have|is|are)\b")


_SCHEDULED = _WORDS["scheduled"]
_ALSO_NOUNS = _WORDS["also_nouns"]
_PARTICIPLES = any_of(map(present_participle, _SCHEDULED))
_AWAITED = any_of(_WORDS["awaited"])
_HOLD = rf"(?:its|their|his|her|an?(?:[ ](?!news)[\w-]{{1,20}}){{0,2}}?[ ]{_AWAITED}|elections?|talks)"
_SET = re.compile(
    rf"\b(?:(?P<third>{any_of(map(third_person, _SCHEDULED))}|holds[ ]{_HOLD})"
    rf"|(?P<has>(?:has|have|there[ ](?:is|are)|there's)[ ](?:an?|another|its|their|his|her|our|my)"
    rf"(?:[ ][\w'-]{{1,20}}){{0,3}}?[ ]{_AWAITED})"
    rf"|(?P<plain>{any_of(_SCHEDULED)}|hold[ ]{_HOLD})"
    rf"|(?P<doing>(?:is|are|am|'s|'re|\u2019s|\u2019re)[ ](?:not[ ]|also[ ]|now[ ])?{_PARTICIPLES})"
    rf"|(?P<copula>is|are)(?![ ](?:\w{{2,20}}(?:ed|ing|wn|ught)|not|n't|going|to|due|set)\b))\b"
)
_COPULA = 2
"""The side of "is": it looks ahead where nothing but what something is stands between it and the day."""
_EVENT = 3
"""The side of the present of a verb of events that are set for a day."""


def _set_side(text: str, m: re.Match[str]) -> int:
    """`_EVENT` for the present of a verb of events that are set, `_COPULA` for "is", else 0."""
    if m["copula"]:
        return _COPULA
    if m["doing"] or m["has"]:
        return _EVENT
    before = text[max(0, m.start() - 70) : m.start()]
    if _NOUN_BEFORE.search(before) or _CAPTION_BEFORE.search(before) or _NOUN_AFTER.match(text, m.end()):
        return 0
    if m["third"]:
        return 0 if _MODAL_BEFORE.search(before) else _EVENT
    if _DO_BEFORE.search(before):
        return _EVENT
    subject = _SUBJECT.search(before)
    if not subject or _MODAL_BEFORE.search(before) or _SEEN_BEFORE.search(before):
        return 0
    if not _GOES_ON.match(text, m.end()):
        return 0
    return 0 if subject["noun"] and m["plain"].split()[0] in _ALSO_NOUNS else _EVENT


Cues = Sequence[tuple[int, int, int]]
"""Start, end and side of the verbs of a sentence, in text order."""


def cues(text: str, low: int, high: int) -> Cues:
    """Start, end and side of every verb between `low` and `high` that tells something, in text order."""
    found = [(m.start(), m.end(), _side_of(m)) for m in _CUE.finditer(text, low, high)]
    taken = {at for start, end, _ in found for at in range(start, end)}
    if not _CAPTION.search(text, low, high):
        for m in _SET.finditer(text, low, high):
            side = 0 if m.start() in taken else _set_side(text, m)
            if side:
                found.append((m.start(), m.end(), side))
        found.sort()
    return found


_LEADS_TO = re.compile(
    rf"\b(?:{any_of(_WORDS['leads_to'])}|(?P<before>before))[ ](?P<event>[^.,;:!?\n]{{0,50}})\Z",
    re.IGNORECASE,
)
_HELD = re.compile(rf"\b{_AWAITED}[ ](?:(?:on|set for|this)[ ])?\Z")
_BEFALLEN_NOUN = re.compile(rf"\b{any_of(_WORDS['befallen'])}s?\b")
_POSSESSIVE = re.compile(
    rf"['\u2019]s(?P<event>(?:[ ][\w'\u2019-]{{1,20}}){{0,3}}?[ ]{_AWAITED}\b)"
    r"(?P<behind>(?:[ ](?:in|at|against|between|with|of|for|over)(?:[ ][\w'\u2019-]{1,20}){1,4}?)?"
    rf"[ ](?:will|could|may|might|is|are|{any_of(map(third_person, _SCHEDULED))})\b"
    r"(?![ ](?:have|be[ ]remembered|seen|being)))?"
)
_BEHIND = re.compile(rf"[ ](?:is|are)[ ]{any_of(_WORDS['of_events'])}\b")
_IS = re.compile(r"[^,;:()\u2014\u2013\"\u201c\u201d]{0,40}\Z")
_ELSEWHEN = re.compile(
    rf"\b(?:{any_of(_TIMES['elsewhen'])}|still|after|following|since|of|when|because|from|as"
    rf"|who|which|that|amid|over|first|third|second|latest|{any_of(_WORDS['befallen'])}s?)\b"
)
"""What leads away from "is" to something that has been: "is in hospital after a fall on Monday"."""
_NOT_BETWEEN = re.compile(
    r"[;:\u201c\u201d\"]|``|''|\b(?:says?|tells?|writes|adds|according|reports|On|In|At)\b"
)
"""Between a verb and a day that it does not govern."""
_GOVERNED = 100
"""Characters within which a day stands behind its verb.
A fifth less or more changes none of 19,693 readings."""
_OPENERS = 24
"""Characters of a sentence before a day that opens it, exclusive: "But late on ".
A fifth less or more changes none of 19,693 readings."""
_OPENING = re.compile(r"(?:(?:on|this|from|at|come|for|late|early|and|but)[ ]){0,3}\Z", re.IGNORECASE)


def direction(text: str, low: int, start: int, end: int, found: Cues) -> int:
    """-1 where the words around speak of the past, 1 of the future, 0 where nothing tells.

    What stands right beside the expression decides, else the nearest verb before it, else the first one after
    it. `low` is where its sentence starts, `found` has the verbs of the sentence.
    """
    told = _told(text, low, start, end, found)
    if told:
        return told
    ahead = _AHEAD.search(text, max(low, start - 14), start)
    before = _before(text, start, found)
    after = _after(text, low, start, end, found)
    if ahead and not ((before or after) == _PAST_PERFECT or (ahead["limit"] and not before and after < 0)):
        return 1  # only "had called" and "Until Friday, it was" tell that the limit is past
    return max(before or after, -1)


def _before(text: str, start: int, found: Cues) -> int:
    """The side of the nearest verb before `start` that governs what stands there."""
    for _, stop, side in reversed(found):
        if stop > start:
            continue
        if side < _COPULA:
            return side
        between = text[stop:start]
        if side == _COPULA and _IS.match(between) and not _ELSEWHEN.search(between):
            return 1
        if side == _EVENT and len(between) <= _GOVERNED and not _NOT_BETWEEN.search(between):
            return 1
    return 0


def _after(text: str, low: int, start: int, end: int, found: Cues) -> int:
    """The side of the first verb behind `end`; of an event only where the day opens the sentence."""
    opens = _OPENING.fullmatch(text[low:start].lstrip()) is not None if start - low < _OPENERS else False
    for begin, _, side in found:
        if begin < end or side == _COPULA or (side == _EVENT and not opens):
            continue
        return 1 if side == _EVENT else side
    return 0


def _told(text: str, low: int, start: int, end: int, found: Cues) -> int:
    """What the words right beside the expression tell, whatever verb is nearest; 0 for nothing."""
    if _BEFALLEN.search(text, max(low, start - 30), start):
        return -1
    if _SHOOTING.match(text, end):
        return -1
    subject = start == low or _CLAUSE.search(text, max(low, start - 9), start)
    if subject and _IS_NEXT.match(text, end):
        return 1
    if _BEHIND.match(text, end) and _HELD.search(text, max(low, start - 40), start):
        return 1  # "the funeral on Friday is private"
    return int(awaited(text, low, start, end, found))


def awaited(text: str, low: int, start: int, end: int, found: Cues) -> bool:
    """Whether the day is that of an event to come: "ahead of Sunday's vote", "Sunday's vote will decide"."""
    owned = _POSSESSIVE.match(text, end)
    if owned and owned["behind"]:
        return True
    lead = _LEADS_TO.search(text, max(low, start - 80), start)
    if (
        lead is None
        or _BEFALLEN_NOUN.search(lead["event"])
        or any(lead.start("event") <= begin < start and side < 0 for begin, _, side in found)
    ):
        return False
    side = _before(text, lead.start(), found) or _after(text, low, start, end, found)
    if lead["before"]:
        return side > 0 and bool(owned or _HELD.search(text, max(low, start - 40), start))
    return side != _PAST_PERFECT
