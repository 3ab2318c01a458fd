"""A short human title for a fact: the question that its claims answer, in the words of one of them.

Every claim offers a few titles: the question that its sentence answers, and those of the clauses that hold
its value. The one that reads best is the fact's: it begins where a clause begins, says what happens, ends
where a phrase ends, and holds nothing of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.lang.en.headlines import without_teller
from compare.lang.en.phrase_ends import (
    EDGES,
    MAX_LENGTH,
    VERB,
    cut,
    finite_verb,
    near_end,
    paired,
    shorten,
    undangled,
)
from compare.lang.patterns import any_of
from compare.lang.resources import table, word_lists
from compare.models import Claim, Facet
from compare.titles.gaps import gapped, label
from compare.titles.governing import tells_when
from compare.titles.quality import CLAUSE, READ, quality
from compare.titles.reads import reads_well
from compare.titles.slots import slot_head, slot_title
from compare.verdicts.reasons import unit_words

STARTS = 5
"""Beginnings of clauses before a value that a title may have, the nearest ones, beside the sentence's own."""

HEAD_WORDS = 5
"""Words before a relative clause that may name what it speaks of."""

MAX_BEFORE = 60
"""Characters before the question word of a title, so that it is never cut off."""

SPEAKER_WORDS = 7
"""Words of who speaks, at most; more are a clause."""

LEAST_GAPPED = 45
"""Characters of a clause with a gap that tell enough."""

_WHEN = re.compile(r"((?:(?:Since|From|Until|By|Before|After) w|W)hen): ")
_WORDS = table("en", "titles")["words"]
_LOWERED = frozenset(_WORDS["lowered"].split())
_COMMON = frozenset(_WORDS["common"].split())
_ASKED_WELL = frozenset({Facet.QUANTITY, Facet.MONEY, Facet.DATE})
"""Facets whose questions read well in the words of a clause; others leave a gap in it."""

_OF_A_NOUN = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|this|that|whose)|['’]s)\s+(?:[a-z]+\s)?$", re.I)
_NOUN_BEHIND = re.compile(r"(?:['’]s)?\s+[a-z]+")
_CLAUSE_OVER = re.compile(r"\W*$|\s*[,.;:)”\"!?–—]")
_PHRASE_OVER = re.compile(
    r"\W*$|\s*[,.;:)”\"!?–—]|\s+(?:which|who|while|where|when|after|before|because|although|since|amid|despite"
    r"|following|including|leaving|according|but|as|and|or|in|on|at|near|from|during|by|with|for|against|between"
    r"|into|across|inside|outside|around|through|under|over|until|till|last|this|early|late|a|to|that|said|says)\b"
)
_ACCORDING = re.compile(r"^(?:According to|As) [^,]{3,70},\s+")
_QUOTES = re.compile("[“”\"]|(?:^|\\s)['‘]")
_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your|Your)\b")
_UNNAMED_START = re.compile(
    r"^[“\"'‘]?(?:it|he|she|they|this|that|these|those|his|her|their|its|and|but|so)\b", re.I
)
_PRONOUNS = frozenset(_WORDS["pronouns"].split())
_CLAUSAL = re.compile(
    r"[,;:“”\"]|^(?:According|\w+ing)$|\b(?:what|which|who|that|said|says|told|was|were|is|are|has|had)\b"
)
_ASKED = {
    Facet.QUANTITY: "how many",
    Facet.MONEY: "how much money",
    Facet.PERCENTAGE: "what share",
    Facet.DURATION: "how long",
}
_AGE = "age"
_DATE_HEADS = {
    "since": "Since when",
    "from": "From when",
    "until": "Until when",
    "till": "Until when",
    "by": "By when",
    "before": "Before when",
    "after": "After when",
}
_DATE_LEAD = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:as\s+)?(?:late|early|earlier|later|back|beginning|starting)\s+)?"
    r"(?P<word>in|on|at|by|since|from|until|till|during|around|before|after|of|for|dated)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_SAYS = (
    rf"(?:{any_of(word_lists('en', 'clauses')['said_of_titles'])}|told [^,]{{3,40}}?)"
    r"(?:\s+(?:late\s+)?on\s+\w+day)?"
)
_ATTRIBUTION_BEFORE = re.compile(
    rf"^(?:according to [^,]{{3,70}},\s*|[^,;:]{{3,80}}?\b{_SAYS}(?:\s+that\s+|(?:\s+that)?$))", re.IGNORECASE
)
_SPEAKER = r"(?:he|she|they|(?:an?|the)(?: [\w’'-]+){1,4}?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
_ATTRIBUTION_AFTER = re.compile(
    r"(?:,?\s*\b[Aa]ccording to\b.{3,80}"
    r"|,\s*[^,]{2,70}\b(?:said|says|reported|announced|added|claimed|told\s[^,]{2,40})(?:\s+on\s+\w+day)?"
    rf"|\s{_SPEAKER} (?:said|says|added|told [\w ]{{2,40}})(?:\s+(?:late\s+)?(?:on\s+)?\w+day)?)[\s.”\"]*$"
)
_CONJUNCTION = re.compile(
    r"^(?:(?:and|but|or|nor|so|yet|while|whereas|meanwhile|however|also|moreover|although|though|because|then)\b"
    r"[\s,]*)+",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"^(?:which|who|whom|whose|that|where)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|this|these|those)$", re.IGNORECASE)
_SCENE = re.compile(r"(?:on|in|at|since|last|late|early)(?:\s+[\w’'-]+){1,3}|\w+day", re.IGNORECASE)
"""When or where a clause begins: such words may as well stand at its end."""

_FUNCTION = re.compile(
    r"(?:and|or|but|of|in|on|at|by|to|for|with|between|from|as|that|was|were|is|are)", re.IGNORECASE
)
_LEADING_DETERMINER = re.compile(r"(?:^|\s+)(?:the|its|their|his|her|these|those|a|an)$", re.IGNORECASE)
_NOBODY = re.compile(r"(?:who|was|is|has|had|died|and|or|in|on|at|from|to|with)\b|[^\w\s]|$", re.IGNORECASE)
"""What follows an age that stands for a person: "a 50-year-old died"."""

_NAMED_BEFORE = re.compile(r"(?:^|\s)((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]*),$")
_NAMED_AFTER = re.compile(r"((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*)")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z\s,./-]{2,40}\([^)\n]{2,40}\)[\s–—-]*"
    r"|[A-Z]{3,}[\w.,/’' ]{0,40}?(?:\([^)\n]{2,40}\)\s*)?(?:\s[–—―-]|[–—―]|--)[–—―-]?\s*"
    r"|[A-Z][\w., ]{1,40}\([A-Z][^)\n]{1,40}\)\s*[–—-]{1,2}\s*|[A-Z]\w{1,8}\.\s(?:[–—]|--)\s*)"
)
_PLACE_LINE = re.compile(r"(?:[A-Z]{3,}(?:[\s,.]+|\Z)){1,3}")
"""Where an agency reports from, or the agency, right before the value."""

_CONVERTED = re.compile(r"(?:\b(?:about|just|some)\s+)?[\d.,]+\s?[\w.]{0,12}\s\($|\s*\($")
_CONVERSION = re.compile(r"^\s*\([\d.,]+\s?[\w.]{1,12}\)")


def topic_of(claims: Sequence[Claim]) -> str:
    """The title of a fact, whatever the order of its claims.

    From the slots of a claim where they carry one; else the question in the words of one, where that reads
    well; else the clause of one, with a gap for the value.
    """
    facet = claims[0].facet
    claims = [_told_alone(claim) for claim in claims]
    if facet is Facet.NAME:
        return _capital(_spellings(claims))
    if facet is Facet.QUOTATION:
        return _capital(max((_quoted(claim) for claim in claims), key=lambda q: (q[0], -len(q[1]), q[1]))[1])
    if facet is Facet.STATEMENT:
        return _capital(max(map(_statement, claims), key=lambda text: (_told(text), -len(text), text)))
    if title := slot_title(claims):
        return _capital(title)
    asked = [
        (quality(title), -len(title), title)
        for claim in claims
        if facet in _ASKED_WELL and not _compound(claim)
        for title in (_capital(_question(claim, start)) for start in _starts(claim))
        if reads_well(title) and _ends_whole(title, claim)
    ]
    if asked:
        return _without_colon(max(asked)[-1], claims)
    return max((gapped(claim, _label(claim)) for claim in claims), key=lambda text: (_whole(text), text))


def _told_alone(claim: Claim) -> Claim:
    """The claim of a headline without who tells it behind what happened."""
    kept = without_teller(claim.text)
    gone = len(kept) == len(claim.text) or claim.focus.end > claim.sentence_start + len(kept)
    return claim if gone else replace(claim, text=kept)


def _compound(claim: Claim) -> bool:
    """Whether the value is a measure, or part of a word or name: "a four-star general", "the 2015 deal"."""
    after = claim.text[claim.focus.end - claim.sentence_start :]
    if claim.facet is Facet.DATE:
        before = claim.text[: claim.focus.start - claim.sentence_start]
        return bool(_OF_A_NOUN.search(before) and _NOUN_BEHIND.match(after))
    measured = claim.amount is not None and bool(claim.amount.unit) and claim.facet is Facet.QUANTITY
    joined = after[:1] in ("-", "–") or "-" in claim.focus.text
    return measured or (claim.facet is Facet.QUANTITY and joined)


def _ends_whole(title: str, claim: Claim) -> bool:
    """Whether a title ends where its text ends a name and a clause, or with what a verb asks for."""
    last = title.rsplit(" ", 1)[-1]
    places = list(_word_ends(last, claim.text))
    if not places:
        return True
    focus = claim.focus.start - claim.sentence_start
    dated = claim.facet is Facet.DATE
    if dated and any(_DATE_LEAD.fullmatch(claim.text[at:focus].lstrip()) for at in places if at <= focus):
        return True  # the date stood there
    over = _CLAUSE_OVER if dated else _PHRASE_OVER
    # Before a date, a comma ends no clause: the title was too long.
    early = {place for place in places if dated and place < focus and claim.text[place : place + 1] == ","}
    rests = [claim.text[place:] for place in places if place not in early]
    open_verb = VERB.fullmatch(last) is not None and all(re.match(r"\s+\w", rest) for rest in rests)
    return not open_verb and any(over.match(rest) for rest in rests)


def _word_ends(words: str, text: str) -> Iterator[int]:
    """Where `words` end in `text` and no letter, digit or underscore follows.

    A pattern for the words of each title would have to be compiled, which takes longer than all the rest.
    """
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        over = end == len(text) or not (text[end].isalnum() or text[end] == "_")
        if over:
            yield end
        at = text.find(words, end if over else at + 1)


def _without_colon(title: str, claims: Sequence[Claim]) -> str:
    """The question for a date as a clause: "When the bridge was opened"; others as they are.

    A word that is no name, since one of the `claims` has it in lower case, is not capitalised.
    """
    found = _WHEN.match(title)
    if found is None:
        return title
    body = title[found.end() :]
    word, _, rest = body.partition(" ")
    first = word.lower()
    seen = first in _COMMON or any(first in claim.text.split() for claim in claims)
    if first in _LOWERED or (seen and not rest[:1].isupper()):  # but "President Blane"
        body = body[:1].lower() + body[1:]
    return f"{found[1]} {body}"


def _label(claim: Claim) -> str:
    """What the value of a claim measures, for a clause with a gap."""
    if claim.facet is Facet.DATE:
        found = _DATE_LEAD.search(claim.text[: claim.focus.start - claim.sentence_start][-READ:])
        return _DATE_HEADS.get(((found["word"] if found else "") or "").lower(), "When")
    happened = slot_head(claim)
    return happened or label(claim)


def _whole(text: str) -> tuple[int, int]:
    """How much of a clause with a gap is there: uncut at its ends, a verb, not too short."""
    inner = text.partition("“")[2]
    cut_off = inner.startswith("…") + inner.endswith("…”")
    return 2 * bool(VERB.search(inner)) + (len(inner) > LEAST_GAPPED) - cut_off - 2 * bool(
        _PERSON.search(inner)
    ), len(text)


def _spellings(claims: Sequence[Claim]) -> str:
    """A name in its spellings: none is taken for the right one."""
    names = sorted({claim.value.value if claim.value else claim.focus.text for claim in claims})
    often = Counter(claim.value.value if claim.value else claim.focus.text for claim in claims)
    names.sort(key=lambda name: (-often[name], name))
    return paired(shorten(f"Spelling: {' or '.join(names[:2])}{' …' if len(names) > 2 else ''}"))


def _quoted(claim: Claim) -> tuple[int, str]:
    """Who says what, word for word, and how well that is told."""
    words = " ".join((claim.value.value if claim.value else claim.text).split()).strip(" “”\"'‘’,")
    speaker = _speaker(claim)
    head = f"{speaker}: " if speaker else "Quoted: "
    room = MAX_LENGTH - len(head) - 2
    kept = words if len(words) <= room else _ended(words, room)
    return 2 * bool(speaker) - kept.endswith("…"), f"{head}“{kept}”"


def _ended(text: str, length: int) -> str:
    """The begin of a text that is longer, to a phrase or a word, with an ellipsis."""
    return undangled(cut(text, length - 1).rstrip("…")).rstrip(EDGES) + "…"


def _speaker(claim: Claim) -> str:
    """Who says what is quoted, where that is a name or a short noun phrase; "" where it is a pronoun."""
    for named in (claim.speaker, claim.attribution):
        text = " ".join(named.split()).strip(" ,.;:").removeprefix("As ")
        found = text.split()
        if not found or len(found) > SPEAKER_WORDS or found[0].lower() in _PRONOUNS:
            continue
        is_name = found[-1][:1].isupper() or found[0].lower() in _LOWERED
        if is_name and not _CLAUSAL.search(text):
            return text
    return ""


def _told(text: str) -> tuple[int, int]:
    """How well a statement reads alone."""
    whole = not text.endswith("…") and text.count("“") == text.count("”")
    return 3 * whole + 3 * (not _PERSON.search(text) or ": “" in text) + 2 * (
        not _UNNAMED_START.match(text)
    ), quality(text)


def _statement(claim: Claim) -> str:
    text = _DATELINE.sub("", " ".join((claim.masked if claim.subject else claim.text)[:READ].split()))
    told = _ATTRIBUTION_AFTER.sub("", text) if len(text) > MAX_LENGTH else text
    told = _ACCORDING.sub("", told) if len(text) > MAX_LENGTH else told
    short = paired(shorten(told.rstrip(EDGES) if told != text else text))
    if _PERSON.search(short) and not _QUOTES.search(text) and (speaker := _speaker(claim)):
        words = text.strip(" “”\"'‘’")
        room = MAX_LENGTH - len(speaker) - 4
        return f"{speaker}: “{words if len(words) <= room else _ended(words, room)}”"
    return short


def _starts(claim: Claim) -> list[int]:
    """Where a title may begin in the claim's sentence: with it, or with a clause before the value."""
    focus = claim.focus.start - claim.sentence_start
    begin = max(0, focus - READ)
    inner = [match.end() for match in CLAUSE.finditer(claim.text, begin, max(begin, focus))]
    return sorted({0, max(0, claim.start - claim.sentence_start), *inner[-STARTS:]})


def _question(claim: Claim, start: int) -> str:
    """The question that the sentence answers from `start` on, ended where a phrase does."""
    before = " ".join(claim.text[start : claim.focus.start - claim.sentence_start][-READ:].split())
    after = " ".join(claim.text[claim.focus.end - claim.sentence_start :][:READ].split())
    before = _DATELINE.sub("", before.lstrip(EDGES))
    if claim.facet is not Facet.DATE:  # a date may be that of saying so
        before = _ATTRIBUTION_BEFORE.sub("", before)
        after = _ATTRIBUTION_AFTER.sub("", after)
    before = _CONJUNCTION.sub("", before.lstrip(EDGES)).lstrip(EDGES)
    if _PLACE_LINE.fullmatch(before):
        before = ""
    if before.endswith("(") and after.startswith(")"):  # the same in another unit
        before, after = _CONVERTED.sub("", before), after[1:]
    after = _CONVERSION.sub("", after)
    if _RELATIVE.match(before):
        before = f"{_head(claim.text[:start][-READ:])} {before}".strip()
    if claim.facet is Facet.DATE:
        head, rest = _when(before, after)
    elif claim.value is not None and claim.value.counted == _AGE:
        head, rest = _age(before, after, "-" in claim.focus.text)
    elif claim.value is not None and claim.value.unit and ("-" in claim.focus.text or after.startswith("-")):
        head = f"How many {unit_words(claim.value.unit, None)}:"
        rest = f"{_LEADING_DETERMINER.sub('', before)} the {after.lstrip(' -')}"
    else:
        head, rest = _asked(claim, before, after)
    head, rest = head.strip(), rest.strip()
    title = f"{head} {cut(rest, max(0, MAX_LENGTH - len(head) - 1))}"
    return shorten(undangled(paired(title)))


def _head(text: str) -> str:
    """The last words of `text`, from their determiner on, which a relative clause speaks of."""
    words = text.strip(EDGES).split()[-HEAD_WORDS:]
    first = max((k for k, word in enumerate(words) if _DETERMINER.match(word)), default=0)
    while first < len(words) and _FUNCTION.fullmatch(words[first]):
        first += 1
    return " ".join(words[first:])


def _near(before: str) -> str:
    """The last words before a question, with what they speak of."""
    short = near_end(before, MAX_BEFORE)
    return f"{_head(before[: len(before) - len(short)])} {short}" if _RELATIVE.match(short) else short


def _asked(claim: Claim, before: str, after: str) -> tuple[str, str]:
    """The clause up to its question and behind it: "the storm killed how many people", "in the town"."""
    value, asked = claim.value, _ASKED[claim.facet]
    if value is not None and value.unit and claim.facet in (Facet.QUANTITY, Facet.DURATION):
        asked = f"how many {unit_words(value.unit, None)}"
    # What is counted may be part of the value's words ("twelve miners") and would be lost with them.
    elif value is not None and value.counted and claim.focus.text.lower().endswith(value.counted.lower()):
        asked = f"{asked} {value.counted}"
    before, after = _LEADING_DETERMINER.sub("", _near(before)), after.lstrip(" -")
    if claim.facet is Facet.QUANTITY:
        after = after.removeprefix("of ")
    if _SCENE.fullmatch(before):
        scene = before if before.endswith("day") and " " not in before else before[:1].lower() + before[1:]
        return asked, f"{after.rstrip(EDGES)} {scene}"
    return f"{before} {asked}", after


def _age(before: str, after: str, hyphened: bool) -> tuple[str, str]:
    """How old somebody is who is named, or of whom the clause tells."""
    named = _NAMED_AFTER.match(after) if hyphened else _NAMED_BEFORE.search(before)
    if named:
        return f"How old is {named[1]}", ""
    if not hyphened:
        return "How old:", f"{before.rstrip(EDGES)} {after.lstrip(EDGES)}"
    before = _LEADING_DETERMINER.sub("", before)
    somebody = "the person" if _NOBODY.match(after) else "the"
    return "How old:", f"{before} {somebody} {after}"


def _when(before: str, after: str) -> tuple[str, str]:
    """The question for a date, and the clause without it: "When:", "the bridge was opened"; "" where the date
    belongs to another clause than the first.
    """
    found = _DATE_LEAD.search(before)
    head = "When"
    if found is not None:
        head = _DATE_HEADS.get((found["word"] or "").lower(), head)
        before = before[: found.start()]
    if not tells_when(before, after, bound=head != "When"):
        return "", ""
    if _CLAUSE_OVER.match(after) and finite_verb(before) >= 0:
        after = ""  # what follows is another clause
    body = f"{before.rstrip(EDGES)} {after.lstrip(EDGES)}".strip()
    return (f"{head}:", body) if body else (head, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
