"""A short human title for a fact: the question that its claims answer, in the words of one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.models import Claim, Facet

MAX_LENGTH = 90

LEAST_REST = 60
"""Characters that a title cut at a clause keeps; otherwise it is cut at a word, with an ellipsis."""

LEAST_WORDS = 4
"""A title of fewer words says too little of what is asked."""

MAX_BEFORE = 50
"""Characters before the question word of a title, so that it is never cut off."""

READ = 600
"""Characters on either side of a value that are read for a title."""

HEAD_WORDS = 5
"""Words before a relative clause that may name what it speaks of."""

_ASKED = {
    Facet.QUANTITY: "how many",
    Facet.MONEY: "how much money",
    Facet.PERCENTAGE: "what share",
    Facet.DURATION: "how long",
}
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
_ATTRIBUTION_BEFORE = re.compile(
    r"^(?:according to [^,]{3,70},\s*|[^,;:]{3,80}?\b(?:said|says|reported|reports|confirmed|announced|added|"
    r"claimed|stated|told [^,]{3,40}?)(?:\s+(?:late\s+)?on\s+\w+day)?(?:\s+that\s+|(?:\s+that)?$))",
    re.IGNORECASE,
)
_ATTRIBUTION_AFTER = re.compile(
    r"(?:,?\s*\baccording to\b.{3,80}|"
    r",\s*[^,]{2,70}\b(?:said|says|reported|announced|added|claimed|told\s[^,]{2,40})(?:\s+on\s+\w+day)?)[\s.”\"]*$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"^(?:(?:and|but|or|nor|so|yet|while|whereas|meanwhile|however|also|moreover|although|though|because|then)\b"
    r"[\s,]*)+",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"^(?:which|who|whom|whose|that|where)\b", re.IGNORECASE)
_POOR_START = re.compile(
    r"^(?:which|who|whom|whose|that|where|when|it|he|she|they|we|you|i|this|these|those|its|his|her|their|"
    r"including|with|to|for|of|as|than|[a-z]+ing|[a-z]+ed)\b|^[^\w“\"‘']",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|this|these|those)$", re.IGNORECASE)
_CUT = re.compile(r"\s*[,;:–—]\s|\s(?=(?:which|who|while|whereas|because|although|though|as|where)\s)")
_ODD = re.compile(r"\bhow long [a-z]", re.IGNORECASE)
_SCENE = re.compile(r"(?:on|in|at|since|last|late|early)(?:\s+[\w’'-]+){1,3}", re.IGNORECASE)
"""When or where a clause begins: such words may as well stand at its end."""

_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|but|of|in|on|at|by|to|for|with|between|from|the|a|an|as|that|after|before|including))+$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"(?:and|or|but|of|in|on|at|by|to|for|with|between|from|as|that|was|were|is|are)", re.IGNORECASE
)
_LEADING_DETERMINER = re.compile(r"(?:^|\s+)(?:the|its|their|his|her|these|those|a|an)$", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Z\s,./-]{2,40}\([^)\n]{2,40}\)[\s–—-]*")
_PLURAL = {"foot": "feet", "inch": "inches", "century": "centuries"}
_EDGES = " \t\n,;:-–—.…"


def topic_of(claims: Sequence[Claim]) -> str:
    """The title of a fact: the best that one of its claims gives, whatever their order."""
    return max(((_title(claim), claim) for claim in claims), key=_quality)[0]


def shorten(text: str, length: int = MAX_LENGTH) -> str:
    """`text` in one line of at most `length` characters, cut behind a clause or else at a word, with "…"."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    ends = [m.start() for m in _CUT.finditer(text) if LEAST_REST <= m.start() <= length]
    if ends:
        return text[: ends[-1]].rstrip(_EDGES)
    head = text[: length - 1]
    return head[: head.rfind(" ") if " " in head[length // 2 :] else len(head)].rstrip(_EDGES) + "…"


def _quality(found: tuple[str, Claim]) -> tuple[int, int, str]:
    """How well a title reads: a whole clause that begins well, then a short one; the text breaks ties."""
    title, claim = found
    body = title.split(": ", 1)[-1] if claim.facet in (Facet.DATE, Facet.QUOTATION) else title
    good = (
        2 * (not _POOR_START.match(body))
        + 2 * (not title.endswith("…"))
        + 2 * (len(body.split()) > LEAST_WORDS)
        + (not _ODD.search(body))
        + (claim.start == claim.sentence_start)
        + body[:1].isupper()
        + any(word[:1].isupper() for word in body.split()[1:])
        + 2 * bool(claim.value and claim.value.speaker)
    )
    return good, -len(title), title


def _title(claim: Claim) -> str:
    """The title that one claim gives."""
    if claim.facet is Facet.NAME:
        return f"Spelling: {claim.value.value if claim.value else claim.focus}"
    if claim.facet is Facet.QUOTATION:
        words = claim.value.value if claim.value else claim.text
        speaker = f"{claim.value.speaker}: " if claim.value and claim.value.speaker else ""
        return shorten(f"Quoted: {speaker}{words}")
    if claim.facet is Facet.STATEMENT:
        return shorten(_DATELINE.sub("", (claim.masked if claim.subject else claim.text)[:READ]))
    origin = claim.start if claim.sentence_start is None else claim.sentence_start
    whole = _question(claim, 0, len(claim.text))
    if len(whole) <= MAX_LENGTH:
        return whole
    return shorten(_question(claim, claim.start - origin, claim.end - origin))


def _question(claim: Claim, start: int, end: int) -> str:
    """The question that the words from `start` to `end` of the claim's sentence answer."""
    origin = claim.start if claim.sentence_start is None else claim.sentence_start
    before = " ".join(claim.text[start : claim.focus_start - origin][-READ:].split())
    after = " ".join(claim.text[claim.focus_end - origin : end][:READ].split())
    before = _DATELINE.sub("", before)
    if claim.facet is not Facet.DATE:  # a date may be that of saying so
        before = _ATTRIBUTION_BEFORE.sub("", before)
        after = _ATTRIBUTION_AFTER.sub("", after)
    before = _CONJUNCTION.sub("", before.lstrip(_EDGES)).lstrip(_EDGES)
    if _RELATIVE.match(before):
        before = f"{_head(claim.text[:start][-READ:])} {before}".strip()
    asked = _when(before, after) if claim.facet is Facet.DATE else _asked(claim, before, after)
    return _capital(_DANGLING.sub("", _paired(asked)).rstrip(_EDGES))


def _paired(text: str) -> str:
    """`text` without quotation marks that lack their partner."""
    for opening, closing in ("“”", '""', "()"):
        odd = text.count(opening) != text.count(closing) if opening != closing else text.count(opening) % 2
        if odd:
            text = text.replace(opening, "").replace(closing, "")
    return " ".join(text.split())


def _head(text: str) -> str:
    """The last words of `text`, from their determiner on, which a relative clause speaks of."""
    words = text.strip(_EDGES).split()[-HEAD_WORDS:]
    first = max((k for k, word in enumerate(words) if _DETERMINER.match(word)), default=0)
    while first < len(words) and _FUNCTION.fullmatch(words[first]):
        first += 1
    return " ".join(words[first:])


def _asked(claim: Claim, before: str, after: str) -> str:
    """The clause with a question word for its value: "how many people were killed in the storm"."""
    value, asked = claim.value, _ASKED[claim.facet]
    if value is not None and value.unit and claim.facet in (Facet.QUANTITY, Facet.DURATION):
        hyphened = "-" in claim.focus or after.startswith("-")
        asked = "how long" if hyphened else f"how many {_PLURAL.get(value.unit, value.unit + 's')}"
    # What is counted may be part of the value's words ("twelve miners") and would be lost with them.
    elif value is not None and value.counted and claim.focus.lower().endswith(value.counted.lower()):
        asked = f"{asked} {value.counted}"
    before = _near_end(before)
    before, after = _LEADING_DETERMINER.sub("", before), after.lstrip(" -")
    if claim.facet is Facet.QUANTITY:
        after = after.removeprefix("of ")
    if _SCENE.fullmatch(before):
        return f"{asked} {after.rstrip(_EDGES)} {before[:1].lower()}{before[1:]}"
    return f"{before} {asked} {after}".strip()


def _near_end(text: str) -> str:
    """`text`, or its last clause or words where it is too long to leave room for the question behind it."""
    if len(text) <= MAX_BEFORE:
        return text
    breaks = [m.end() for m in _CUT.finditer(text) if len(text) - m.end() <= MAX_BEFORE]
    found = text[breaks[0] :] if breaks else text[text.find(" ", len(text) - MAX_BEFORE) :]
    return _CONJUNCTION.sub("", found.lstrip(_EDGES))


def _when(before: str, after: str) -> str:
    """The clause without its date, behind the question: "When: the bridge was opened"."""
    found = _DATE_LEAD.search(before)
    head = "When"
    if found is not None:
        head = _DATE_HEADS.get((found["word"] or "").lower(), head)
        before = before[: found.start()]
    body = f"{before.rstrip(_EDGES)} {after.lstrip(_EDGES)}".strip()
    return f"{head}: {body}" if body else head


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
