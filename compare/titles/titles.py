"""A short human title for a fact: the question that its claims answer, in the words of one of them.

Every claim offers a few titles: the question that its sentence answers, and those of the clauses that hold
its value. The one that reads best is the fact's: it begins where a clause begins, says what happens, ends
where a phrase ends, and holds nothing of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.lang.en.phrase_ends import EDGES, MAX_LENGTH, cut, near_end, paired, shorten, undangled
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Claim, Facet
from compare.titles.quality import CLAUSE, READ, quality

STARTS = 5
"""Beginnings of clauses before a value that a title may have, the nearest ones, beside the sentence's own."""

HEAD_WORDS = 5
"""Words before a relative clause that may name what it speaks of."""

MAX_BEFORE = 60
"""Characters before the question word of a title, so that it is never cut off."""

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
    r"|[A-Z]{3,}[\w.,/’' ]{0,40}?(?:\([^)\n]{2,40}\)\s*)?(?:\s[–—-]|[–—]|--)[–—-]?\s*"
    r"|[A-Z][\w., ]{1,40}\([A-Z][^)\n]{1,40}\)\s*[–—-]{1,2}\s*|[A-Z]\w{1,8}\.\s(?:[–—]|--)\s*)"
)
_PLACE_LINE = re.compile(r"(?:[A-Z]{3,}(?:[\s,.]+|\Z)){1,3}")
"""Where an agency reports from, or the agency, right before the value."""

_CONVERTED = re.compile(r"(?:\b(?:about|just|some)\s+)?[\d.,]+\s?[\w.]{0,12}\s\($|\s*\($")
_CONVERSION = re.compile(r"^\s*\([\d.,]+\s?[\w.]{1,12}\)")
_PLURAL = {"foot": "feet", "inch": "inches", "century": "centuries"}


def topic_of(claims: Sequence[Claim]) -> str:
    """The title of a fact: the best that one of its claims gives, whatever their order."""
    return _capital(max(((title, claim) for claim in claims for title in _titles(claim)), key=_order)[0])


def _order(found: tuple[str, Claim]) -> tuple[int, int, str]:
    """How well a title reads, then the shorter one; the text breaks ties."""
    title, claim = found
    speaker = 2 * bool(claim.speaker)
    return quality(title) + speaker, -len(title), title


def _titles(claim: Claim) -> Iterator[str]:
    """The titles that one claim gives, at least one."""
    if claim.facet is Facet.NAME:
        yield f"Spelling: {claim.value.value if claim.value else claim.focus.text}"
    elif claim.facet is Facet.QUOTATION:
        words = claim.value.value if claim.value else claim.text
        speaker = f"{claim.speaker}: " if claim.speaker else ""
        yield paired(shorten(f"Quoted: {speaker}{words}"))
    elif claim.facet is Facet.STATEMENT:
        yield _statement(claim)
    else:
        for start in _starts(claim):
            yield _question(claim, start)


def _statement(claim: Claim) -> str:
    text = _DATELINE.sub("", " ".join((claim.masked if claim.subject else claim.text)[:READ].split()))
    told = _ATTRIBUTION_AFTER.sub("", text) if len(text) > MAX_LENGTH else text
    short = shorten(told.rstrip(EDGES) if told != text else text)
    return short if short == text else paired(short)


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
        head = f"How many {_plural(claim.value.unit)}:"
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
        asked = f"how many {_plural(value.unit)}"
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


def _plural(unit: str) -> str:
    return _PLURAL.get(unit, f"{unit}s")


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
    """The question for a date, and the clause without it: "When:", "the bridge was opened"."""
    found = _DATE_LEAD.search(before)
    head = "When"
    if found is not None:
        head = _DATE_HEADS.get((found["word"] or "").lower(), head)
        before = before[: found.start()]
    body = f"{before.rstrip(EDGES)} {after.lstrip(EDGES)}".strip()
    return (f"{head}:", body) if body else (head, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
